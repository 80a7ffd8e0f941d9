"""A desk over the small company, published once for all tests of a run."""

from pathlib import Path

import pytest

from graph.publish import Writer
from nlp.derive import derive
from nlp.desk import Desk
from tests.nlp.company import make_company


@pytest.fixture(scope="session")
def company_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with one published snapshot of the small company."""
    root = tmp_path_factory.mktemp("company")
    with Writer(root) as writer:
        writer.store.replace([make_company()])
        writer.publish({"documents": {}, "counts": derive([make_company()], writer.folder)})
    return root


@pytest.fixture(scope="session")
def desk(company_store: Path) -> Desk:
    """The desk over the small company."""
    return Desk.open(str(company_store))
