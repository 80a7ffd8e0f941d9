"""Settings: what the environment says, read once, each bad value one clear error."""

from dataclasses import FrozenInstanceError, fields

import pytest

from graph.errors import ZhizeError
from web.config import Settings, find_default_documents, read_size


def test_defaults_hold_where_the_environment_says_nothing() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings == Settings()


def test_every_setting_is_read_from_its_variable() -> None:
    given = {
        "ZHIZE_STORE": "somewhere", "ZHIZE_HOST": "::1", "ZHIZE_PORT": "0", "ZHIZE_THREADS": "3", "ZHIZE_WORKERS": "4",
        "ZHIZE_QUERY_SECONDS": "2.5", "ZHIZE_QUERY_ROWS": "7", "ZHIZE_QUERY_MEMORY": "512M",
        "ZHIZE_CONTACT": " hr@example.org ", "ZHIZE_EXPORT_TOKEN": " k-1 ", "ZHIZE_MAX_BODY": "64k",
    }  # fmt: skip
    assert {item.metadata["variable"] for item in fields(Settings)} == set(given)
    assert Settings.from_environment(given) == Settings(
        "somewhere", "::1", 0, 3, 4, 2.5, 7, 512 * 2**20, "hr@example.org", "k-1", 65536
    )


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"ZHIZE_PORT": "", "ZHIZE_THREADS": "  "}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ZHIZE_PORT", "http"),
        ("ZHIZE_PORT", "65536"),
        ("ZHIZE_PORT", "-1"),
        ("ZHIZE_THREADS", "0"),
        ("ZHIZE_WORKERS", "2.5"),
        ("ZHIZE_QUERY_SECONDS", "nan"),
        ("ZHIZE_QUERY_SECONDS", "inf"),
        ("ZHIZE_QUERY_MEMORY", "1T"),
        ("ZHIZE_MAX_BODY", "M"),
    ],
)
def test_a_bad_value_is_one_error_that_names_the_variable_and_the_value(variable: str, value: str) -> None:
    with pytest.raises(ZhizeError) as caught:
        Settings.from_environment({variable: value})
    assert caught.value.exit_status == 2
    assert variable in str(caught.value)
    assert value in str(caught.value)


def test_sizes_are_counted_in_multiples_of_1024() -> None:
    assert [read_size(text) for text in ("5", "2K", "3m", "1G")] == [5, 2048, 3 * 2**20, 2**30]


def test_settings_cannot_be_changed_after_start() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_the_default_documents_are_those_of_the_checkout() -> None:
    assert find_default_documents().parts[-2:] == ("data", "documents")
    assert any(find_default_documents().iterdir())
