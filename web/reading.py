"""The reader: a document as it was read, with the cited lines marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from nlp.answer import Place
from nlp.archive import Record
from nlp.catalogue import ORGANIZATION, PERSON, POST, Entity
from nlp.desk import Desk
from nlp.documents.iris import digest
from nlp.documents.understood import list_passages, locate
from web.security import may_export, needs_token
from web.services import desk
from web.terminal import mend_text
from web.wording import break_lines

blueprint = Blueprint("reading", __name__)
_MOST_LINES = 2000
_LINES_BEFORE = 200


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """A line of a document: its number, its text cut at what is marked, a place where lines mean little, whether cited."""

    number: int
    bits: tuple[tuple[str, bool], ...]
    place: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A thing that a document tells of, and where it does so first."""

    entity: Entity
    place: Place


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """What the reader shows: a stretch of lines, the numbers where the stretches before and after it begin, contents.

    `share` of the document was understood, from 0 to 1.
    """

    name: str
    lines: tuple[ReaderLine, ...]
    total: int
    cited: tuple[int, int] | None
    before: int | None
    after: int | None
    contents: tuple[Content, ...]
    share: float | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document on the shelf: the organizations that it tells of, how many posts it introduces, what was understood."""

    name: str
    organizations: tuple[Entity, ...]
    posts: int
    share: float | None


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """The documents that the graph was made from; whether the reader is offered what visitors said of answers."""

    documents: tuple[Document, ...]
    opinions: bool


@blueprint.get("/document/")
def show_shelf() -> str:
    """The list of all documents."""
    return render_template("shelf.html", page=ShelfPage(_list_documents(desk()), needs_token() or may_export()))


@blueprint.get("/document/<path:name>")
def show_document(name: str) -> str:
    """A document's lines around the cited ones; a long document comes in stretches.

    `said` stands for the words of a passage: they are marked, not the whole of the lines `from` to `to`.
    """
    here = desk()
    name = mend_text(name)
    record = here.document(name)
    lines = record.lines
    first = request.args.get("from", type=int) or 0
    last = max(first, request.args.get("to", type=int) or first)
    start = 0
    if len(lines) > _MOST_LINES:
        index = next((i for i, (number, _, _) in enumerate(lines) if number >= first), len(lines) - 1)
        start = max(0, index - _LINES_BEFORE)
    shown = lines[start : start + _MOST_LINES]
    said = _find_said(record, range(first, last + 1), request.args.get("said", ""))
    page = ReaderPage(
        name=name,
        lines=tuple(
            ReaderLine(n, _cut(break_lines(text), said.get(n)), place or "", n in said) for n, text, place in shown
        ),
        total=len(lines),
        cited=(first, last) if first else None,
        before=lines[max(0, start - _MOST_LINES + _LINES_BEFORE)][0] if start else None,
        after=lines[start + _MOST_LINES][0] if start + _MOST_LINES < len(lines) else None,
        contents=_list_contents(here, name),
        share=here.snapshot.manifest.get("coverage", {}).get(name),
    )
    return render_template("document.html", page=page)


def _find_said(record: Record, cited: range, said: str) -> dict[int, list[tuple[int, int]]]:
    """Line → the ranges to mark in it: the words that `said` stands for, else the whole of the cited lines."""
    texts = {number: text for number, text, _ in record.lines if number in cited}
    passages = (p for p in list_passages(record.facts) if p.start_line in cited and p.end_line in cited)
    if said and (passage := next((p for p in passages if digest(p.quote, p.place or "") == said), None)):
        found: dict[int, list[tuple[int, int]]] = {}
        for number, begin, end in locate(passage, texts):
            found.setdefault(number, []).append((begin, end))
        return found
    return {number: [(0, len(text))] for number, text in texts.items()}


def _cut(text: str, marked: Sequence[tuple[int, int]] | None) -> tuple[tuple[str, bool], ...]:
    """`text` in pieces, each with whether it is marked."""
    bits: list[tuple[str, bool]] = []
    at = 0
    for begin, end in sorted(marked or ()):
        bits += [(text[at : max(at, begin)], False), (text[max(at, begin) : end], True)]
        at = max(at, end)
    return tuple(bit for bit in (*bits, (text[at:], False)) if bit[0])


def _list_contents(here: Desk, name: str) -> tuple[Content, ...]:
    """Organizations, units and posts that the document tells of, in its order."""
    found = []
    for entity in here.lexicon.catalogue.entities.values():
        place = next((place for place, _ in entity.passages if place.document == name), None)
        if place is not None and entity.type != PERSON:
            found.append(Content(entity, place))
    return tuple(sorted(found, key=lambda c: (c.place.line_start, c.entity.type != ORGANIZATION)))


def _list_documents(here: Desk) -> tuple[Document, ...]:
    catalogue = here.lexicon.catalogue
    organizations: dict[str, dict[str, Entity]] = {}
    posts: dict[str, int] = {}
    for entity in catalogue.entities.values():
        for name in {place.document for place, _ in entity.passages}:
            if home := catalogue.organization_of(entity):
                organizations.setdefault(name, {})[home.iri] = home
            posts[name] = posts.get(name, 0) + (entity.type == POST)
    shares = here.snapshot.manifest.get("coverage", {})
    return tuple(
        Document(name, tuple(organizations.get(name, {}).values()), posts.get(name, 0), shares.get(name))
        for name in sorted(here.snapshot.manifest.get("documents", ()))
    )
