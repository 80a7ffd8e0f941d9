"""The report on a document as a page: its lines with all that was read from them, and what a person should look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from nlp.coverage import Coverage, Kind, Reading, ReadLine
from nlp.documents.certainty import GROUNDS, UNSURE, weigh
from nlp.documents.facts import Evidence
from nlp.report import KINDS, Became, DocumentReport, Passing, Query, report
from web.language import gettext, pgettext
from web.remarks import say_remark
from web.services import desk
from web.terminal import mend_text

blueprint = Blueprint("reporting", __name__)
_MOST_LINES = 1000
_MOST_LISTED = 200
WORDS: dict[Kind, str] = {
    "organization": "组织",
    "unit": "部门",
    "post": "岗位",
    "person": "任职人",
    "duty": "职责",
    "line": "汇报关系",
    "field": "字段内容",
    "heading": "标题",
    "furniture": "版面文字",
    "unread": "没读懂",
}


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: kind, its word, how many of it there are, and whether only it is shown."""

    kind: Kind
    word: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and the thing of the graph that bears it; empty where there is none."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one passage became: its sort, the thing itself, those it is about, and how sure it is (empty: no fact)."""

    kind: Kind
    what: str
    thing: Link
    about: tuple[Link, ...]
    sure: str
    grounds: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at: the line, the sort of what is doubtful, its words in the document, and why."""

    line: int
    sort: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Bit:
    """Some text of a line in its colour, with what it became in a few words."""

    text: str
    kind: Kind
    title: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report; `skipped` lines before it do not have what is asked for; `tags` sums up its notes.

    Its notes are `opened` where what is asked for is not among its colours.
    """

    number: int
    place: str
    bits: tuple[Bit, ...]
    notes: tuple[Note, ...]
    tags: str
    skipped: int
    opened: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page shows: a stretch of lines, the legend, what was not understood and what is doubtful."""

    name: str
    share: float
    keys: tuple[Key, ...]
    shown: Kind | None
    lines: tuple[ReportLine, ...]
    total: int
    before: int | None
    after: int | None
    unread: tuple[Passing, ...]
    unread_total: int
    queries: tuple[Doubt, ...]
    queries_total: int


@blueprint.get("/report/")
def show_reports() -> Response:
    """The shelf has the coverage of every document."""
    return redirect("/document/", 308)


@blueprint.get("/report/<path:name>")
def show_report(name: str) -> str:
    """What was understood of a document; `show` keeps one kind only, `from` begins a long document at a line."""
    here = desk()
    found = report(here.snapshot, here.store, mend_text(name))
    kind = request.args.get("show", "")
    shown = next((k for k in KINDS if k == kind), None)
    return render_template("report.html", page=lay_out(found, shown, request.args.get("from", type=int) or 0))


def lay_out(found: DocumentReport, shown: Kind | None, first: int) -> ReportPage:
    """The page of a report, with the lines that have something of the kind `shown`, from line `first` on."""
    coverage = found.coverage
    kept = [n for n in coverage.lines if shown is None or shown in _kinds_of(n)]
    start = next((i for i, line in enumerate(kept) if line.number >= first), 0) if len(kept) > _MOST_LINES else 0
    start -= start % _MOST_LINES
    end = start + _MOST_LINES
    return ReportPage(
        name=coverage.document,
        share=coverage.share,
        keys=tuple(
            Key(kind, pgettext("kinds", WORDS[kind]), found.counts[kind], kind == shown)
            for kind in KINDS
            if found.counts[kind]
        ),
        shown=shown,
        lines=tuple(_lay_lines(found, kept[start:end], shown)),
        total=len(coverage.lines),
        before=kept[start - _MOST_LINES].number if start else None,
        after=kept[end].number if end < len(kept) else None,
        unread=found.unread[:_MOST_LISTED],
        unread_total=len(found.unread),
        queries=tuple(map(_doubt, found.queries[:_MOST_LISTED])),
        queries_total=len(found.queries),
    )


def _kinds_of(line: ReadLine) -> set[Kind]:
    return {stretch.kind for stretch in line.stretches} | {reading.kind for reading in line.readings}


def _lay_lines(found: DocumentReport, kept: Sequence[ReadLine], shown: Kind | None) -> Iterator[ReportLine]:
    order = {line.number: index for index, line in enumerate(found.coverage.lines)}
    labels = _label(found.coverage, found.became)
    last = -1
    for line in kept:
        indexes = dict.fromkeys(i for stretch in line.stretches for i in stretch.readings)
        notes = [
            _note(found.coverage.readings[i], found.became[i], labels)
            for i in indexes
            if found.coverage.readings[i].kind != "heading"
        ]
        bits = tuple(
            Bit(s.text, s.kind, _describe([found.coverage.readings[i] for i in s.readings])) for s in line.stretches
        )
        skipped = order[line.number] - last - 1 if shown else 0
        last = order[line.number]
        opened = shown is not None and all(bit.kind != shown for bit in bits)
        told = tuple(dict.fromkeys(notes))
        yield ReportLine(line.number, line.place or "", bits, told, _sum_up(told), skipped, opened)


def _label(coverage: Coverage, became: Iterable[Became]) -> dict[str, str]:
    """The names of the posts, units and organizations of the document by their IRIs."""
    pairs = zip(coverage.readings, became, strict=True)
    return {b.iri: r.of or r.text for r, b in pairs if b.iri and r.kind in ("post", "unit", "organization")}


def _note(reading: Reading, became: Became, labels: dict[str, str]) -> Note:
    text = reading.text or reading.of or ""
    about: tuple[Link, ...] = ()
    if reading.kind == "line":
        low, _, high = (reading.of or "").partition(" → ")
        text, about = "", (Link(low, became.about), Link(high, became.superior))
    elif reading.kind in ("duty", "person", "field") and reading.of:
        name = labels.get(became.about) or reading.of
        about = (Link(name, became.about),)
        text = text if reading.text else ""
    return Note(
        reading.kind,
        gettext(reading.what),
        Link(_shorten(text), became.iri),
        about,
        f"{reading.confidence:.0%}" if reading.evidence else "",
        _name_grounds(reading.evidence),
        bool(reading.evidence) and reading.confidence < UNSURE,
    )


def _name_grounds(evidence: Iterable[Evidence]) -> str:
    return gettext("，").join(pgettext("grounds", GROUNDS[name].word) for name in evidence)


def _doubt(query: Query) -> Doubt:
    why = say_remark(query.message)
    if query.against is not None:
        line, words = query.against
        why = gettext("与第 %(line)s 行的“%(words)s”相矛盾。", line=line, words=words)
    elif query.evidence:
        share = format(weigh(query.evidence), ".0%")
        why = gettext("可信度 %(share)s（%(grounds)s）。", share=share, grounds=_name_grounds(query.evidence))
    return Doubt(query.line, gettext(query.sort), query.text, why)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 28 else text[:27] + "…"


def _describe(readings: Sequence[Reading]) -> str:
    """What a stretch became, for its tooltip."""
    told = []
    for r in readings:
        name = r.of or r.text
        sure = gettext("（可信度 %(share)s）", share=format(r.confidence, ".0%")) if r.evidence else ""
        what = gettext(r.what)
        told.append(gettext("%(what)s：%(name)s", what=what, name=name) + sure if name else what)
    return gettext("；").join(dict.fromkeys(told))


def _sum_up(notes: Iterable[Note]) -> str:
    """The sorts of the notes of a line, each once, with how many of it there are where there are several."""
    counts: dict[str, int] = {}
    for note in notes:
        counts[note.what] = counts.get(note.what, 0) + 1
    return gettext("、").join(what + (f" {n}" if n > 1 else "") for what, n in counts.items())
