"""What tests of every room share: the graph of the default documents, and no browser test skipped in silence."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store folder with the graph of data/documents; shared, so read only."""
    from nlp.build import build

    store = str(tmp_path_factory.mktemp("built") / "store")
    build([ROOT / "data" / "documents"], store)
    return store


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where .ci/run asks for it, a browser test that was skipped has failed: nothing was seen of the page."""
    report = yield
    if os.environ.get("ZHIZE_REQUIRE_BROWSER") and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"browser test skipped: {report.longrepr}"
    return report
