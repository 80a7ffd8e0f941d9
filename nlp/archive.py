"""What each document said when it was read: its facts and lines, kept in the snapshot beside the graph."""

import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ZhizeError
from nlp.documents.facts import DocumentFacts

FOLDER = "facts"


@dataclass(frozen=True, slots=True)
class Record:
    """One document as read: content hash, facts, and lines (number, text, place)."""

    name: str
    content_hash: str
    organization: str | None
    root: str
    facts: DocumentFacts
    lines: tuple[tuple[int, str, str | None], ...]


def _file(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24] + ".bin"


def write_record(folder: Path, record: Record) -> None:
    """Keep `record` in the snapshot `folder`."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    # The folder is the program's own, written and read by the same release (the manifest says which).
    (target / _file(record.name)).write_bytes(pickle.dumps(record, protocol=5))


def read_records(folder: Path) -> dict[str, Record]:
    """All records of the snapshot `folder`, by document name."""
    found = {}
    for file in sorted((folder / FOLDER).glob("*.bin")):
        record: Record = pickle.loads(file.read_bytes())
        found[record.name] = record
    return found


def read_lines(folder: Path, name: str) -> tuple[tuple[int, str, str | None], ...]:
    """Lines of the document `name`; ZhizeError where the snapshot has none of that name."""
    file = folder / FOLDER / _file(name)
    if not file.is_file():
        known = "、".join(read_records(folder)) or "无"
        raise ZhizeError("document-unknown", name=name, known=known)
    record: Record = pickle.loads(file.read_bytes())
    return record.lines
