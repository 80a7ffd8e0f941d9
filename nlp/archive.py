"""What each document said when it was read: its facts and lines, kept in the snapshot beside the graph as JSON."""

import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import ZhizeError
from nlp.documents.facts import DocumentFacts, to_plain

FOLDER = "facts"
_DOUBTS = "doubts.json"
Made = TypeVar("Made")
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One document as read: content hash, facts, lines (number, text, place), and the share of it that was understood.

    `share` is what `nlp.coverage` says, from 0 to 1; None where an older release wrote the record.
    """

    name: str
    content_hash: str
    organization: str | None
    root: str
    facts: DocumentFacts
    lines: tuple[tuple[int, str, str | None], ...]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Mentions of which it is uncertain whether they are one, and what was done about it."""

    document: str
    line: int
    message: str


def _file(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24] + ".json"


def write_record(folder: Path, record: Record) -> None:
    """Keep `record` in the snapshot `folder`."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    text = json.dumps(record, default=to_plain, ensure_ascii=False, separators=(",", ":"))
    (target / _file(record.name)).write_text(text, "utf-8")


def write_doubts(folder: Path, doubts: Iterable[Doubt]) -> None:
    """Keep in the snapshot `folder` which merges of mentions a person should look at."""
    text = json.dumps(list(doubts), default=to_plain, ensure_ascii=False)
    (folder / _DOUBTS).write_text(text, "utf-8")


def read_doubts(folder: Path, name: str) -> tuple[Doubt, ...]:
    """The doubtful merges of the document `name`; none where an older release built the snapshot."""
    file = folder / _DOUBTS
    if not file.is_file():
        return ()
    return tuple(make(Doubt, doubt) for doubt in json.loads(file.read_text("utf-8")) if doubt["document"] == name)


def read_records(folder: Path) -> dict[str, Record]:
    """All records of the snapshot `folder`, by document name."""
    records = (_read(file) for file in sorted((folder / FOLDER).glob("*.json")))
    return {record.name: record for record in records}


def read_record(folder: Path, name: str) -> Record:
    """What the document `name` said; ZhizeError where the snapshot has none of that name."""
    file = folder / FOLDER / _file(name)
    if not file.is_file():
        known = "、".join(read_records(folder)) or "无"
        raise ZhizeError("document-unknown", name=name, known=known)
    return _read(file)


def _read(file: Path) -> Record:
    return make(Record, json.loads(file.read_text("utf-8")))


def make(kind: type[Made], data: dict[str, Any]) -> Made:
    """The dataclass `kind` of plain data; a field that the data lacks (an older release wrote it) takes its default."""
    values = {}
    for name, convert, is_needed in _plan(typing.cast("Any", kind)):
        if name in data:
            values[name] = convert(data[name]) if convert is not None else data[name]
        elif is_needed:
            raise ValueError(f"{kind.__name__} lacks {name}")
    return kind(**values)


@cache
def _plan(kind: Any) -> tuple[tuple[str, Convert | None, bool], ...]:
    """Of each field of a dataclass: its name, what turns plain data into its value, whether it must be there."""
    hints = typing.get_type_hints(kind)
    return tuple(
        (item.name, _converter(hints[item.name]), item.default is MISSING and item.default_factory is MISSING)
        for item in fields(kind)
    )


def _converter(hint: Any) -> Convert | None:
    """What turns plain data into a value of the type `hint`; None where it is one already."""
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = [_converter(kind) or _keep for kind in typing.get_args(hint) if kind is not Ellipsis]
        if all(convert is _keep for convert in inner):
            return tuple
        return lambda value: tuple([convert(one) for convert, one in zip(cycle(inner), value, strict=False)])
    if origin in (types.UnionType, typing.Union):
        some = _converter(next(kind for kind in typing.get_args(hint) if kind is not type(None)))
        return some and (lambda value: None if value is None else some(value))
    return partial(make, hint) if isinstance(hint, type) and is_dataclass(hint) else None


def _keep(value: Any) -> Any:
    return value
