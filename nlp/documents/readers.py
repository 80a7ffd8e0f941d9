"""Reads files of every format that Zhize takes into lines of text with their numbers."""

from dataclasses import dataclass
from pathlib import Path

from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark

SUFFIXES = frozenset([".txt", ".md"])


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document: its name, its lines, and what was odd when it was read."""

    name: str
    lines: tuple[SourceLine, ...]
    remarks: tuple[Remark, ...] = ()


def read(path: Path, name: str | None = None) -> Source:
    """The document at `path`, called `name` (by default the file's name)."""
    text = path.read_text("utf-8-sig")
    return Source(name or path.name, tuple(SourceLine(n, t) for n, t in enumerate(text.splitlines(), 1)))
