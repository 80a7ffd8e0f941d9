"""Opens a desk over one document that a test writes down."""

import pytest

from nlp.build import build
from nlp.desk import Desk


def open_text(factory: pytest.TempPathFactory, name: str, text: str) -> Desk:
    """The desk over the document `name`, which says `text`."""
    root = factory.mktemp("told")
    (root / name).write_text(text, "utf-8")
    build([root / name], str(root / "store"))
    return Desk.open(str(root / "store"))
