"""How much of a document was understood: per cent of its letters, and stretch by stretch what was read from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nlp.archive import Record
from nlp.documents.certainty import name_evidence, weigh
from nlp.documents.facts import DocumentFacts, Evidence, LineFact, Passage
from nlp.documents.understood import count_letters, locate, measure_share, split_gap

Kind = Literal[
    "organization", "unit", "post", "person", "duty", "line", "field", "heading", "furniture", "unread", "plain"
]
_TRAITS = {"qualification": "任职要求", "authority": "权限", "work-condition": "工作条件"}
#: Of two readings of the same words the one whose kind stands first here gives them its colour.
_RANK = ("person", "post", "duty", "line", "unit", "organization", "mention", "field", "inferred", "heading")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was read from a passage: what it is, of whom, and how sure that is, from 0 to 1.

    `about` is the key of the post or unit it tells of, None where it is of no one; `text` tells it from others that
    were read from the same passage.
    """

    kind: Kind
    what: str
    of: str | None
    confidence: float
    passage: Passage
    evidence: tuple[Evidence, ...] = ()
    about: str | None = None
    text: str = ""
    inferred: bool = False

    @property
    def grounds(self) -> str:
        """What it rests on, in words."""
        return name_evidence(self.evidence)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text of a line, of one kind, with the positions in `Coverage.readings` of all that was read from it."""

    text: str
    kind: Kind
    readings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the document: its stretches, `readings` of it, `used` where it led to something, `furniture` where not."""

    number: int
    text: str
    place: str | None
    stretches: tuple[Stretch, ...]
    readings: tuple[Reading, ...]
    used: bool
    furniture: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of a document that have words, and the share of their letters that led to something, from 0 to 1."""

    document: str
    share: float
    lines: tuple[ReadLine, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a reading stands in a line: half-open range, place among rivals, position in the list of readings."""

    start: int
    end: int
    rank: int
    reading: int


def cover(record: Record) -> Coverage:
    """What was understood of the document of `record`."""
    return cover_lines(record.name, record.facts, record.lines)


def cover_lines(name: str, facts: DocumentFacts, lines: Sequence[tuple[int, str, str | None]]) -> Coverage:
    """What was understood of a document with these facts and lines (number, text, place)."""
    readings = tuple(_read(facts))
    texts = {number: text for number, text, _ in lines}
    marks: dict[int, list[_Mark]] = defaultdict(list)
    originals = {p.key: p.original for p in facts.posts} | {u.key: u.original for u in facts.units}
    whole: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, reading in enumerate(readings):
        rank = _RANK.index(_rank_of(reading))
        ranges = locate(reading.passage, texts)
        for number, start, end in ranges:
            whole[number].append((start, end))
        named = (
            () if reading.kind in ("duty", "field", "heading") else (reading.text, originals.get(reading.about or ""))
        )
        for number, start, end in _narrow(ranges, texts, named):
            marks[number].append(_Mark(start, end, rank, index))
    unread, furniture = set(facts.unread), set(facts.furniture)
    shown = []
    for number, text, place in lines:
        if not text.strip():
            continue
        left_out, used = number in furniture, number not in unread | furniture
        if used:
            stretches = tuple(_join(_cut(text, marks.get(number, []), whole.get(number, []), readings)))
        else:
            stretches = (Stretch(text, "furniture" if left_out else "unread" if count_letters(text) else "plain"),)
        found = dict.fromkeys(mark.reading for mark in marks.get(number, ()))
        shown.append(ReadLine(number, text, place, stretches, tuple(readings[i] for i in found), used, left_out))
    return Coverage(name, measure_share(facts, lines), tuple(shown), readings)


def _rank_of(reading: Reading) -> str:
    if reading.inferred:
        return "inferred"
    return "mention" if reading.kind == "post" and reading.what != "岗位" else reading.kind


def _read(facts: DocumentFacts) -> Iterator[Reading]:
    """Everything that was read, the facts first; what only repeats a fact of the same passage is left out."""
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    seen: set[tuple[Passage, str | None]] = set()
    told: set[Passage] = set()

    def tell(reading: Reading) -> Reading:
        seen.add((reading.passage, reading.about))
        told.add(reading.passage)
        return reading

    for o in facts.organizations:
        if o.name is not None:
            yield tell(
                Reading("organization", "组织", o.name, weigh(o.evidence), o.passage, o.evidence, o.key, text=o.name)
            )
    own_names = {o.key: o.name for o in facts.organizations}
    for u in facts.units:
        itself = u.name == own_names.get(u.organization)  # a title that names the organization as units are named
        kind: Kind = "organization" if itself else "unit"
        what, about = ("组织", u.organization) if itself else ("部门", u.key)
        for passage in u.passages:
            yield tell(Reading(kind, what, u.name, weigh(u.evidence), passage, u.evidence, about, text=u.name))
    for p in facts.posts:
        what = "提到的岗位" if p.mentioned_only else "岗位"
        for passage in p.passages:
            yield tell(Reading("post", what, p.title, weigh(p.evidence), passage, p.evidence, p.key, text=p.title))
        for h in p.holders:
            held = f"{h.name}（{p.title}）"
            yield tell(Reading("person", "任职人", held, weigh(h.evidence), h.passage, h.evidence, p.key, text=h.name))
    for d in facts.duties:
        of = names.get(d.owner)
        yield tell(Reading("duty", "职责", of, weigh(d.evidence), d.passage, d.evidence, d.owner, text=d.statement))
    for t in facts.traits:
        of = names.get(t.owner)
        what = _TRAITS[t.kind]
        yield tell(Reading("field", what, of, weigh(t.evidence), t.passage, t.evidence, t.owner, text=t.statement))
    for line in facts.lines:
        yield tell(_read_line(line, names))
    for trace in facts.traces:
        of = names.get(trace.key or "")
        passage, key = trace.passage, trace.key if of is not None else None
        if trace.kind == "heading":
            if passage not in told:
                yield Reading("heading", "标题", None, 1.0, passage)
        elif trace.kind == "field":
            if passage not in told:
                yield Reading("field", trace.name or "说明", of, 1.0, passage, about=key)
        elif of is not None and (passage, key) not in seen:
            what = "部门" if trace.kind == "unit" else "岗位"
            yield Reading(trace.kind, what, of, 1.0, passage, about=key, text=trace.name)


def _read_line(line: LineFact, names: dict[str, str]) -> Reading:
    what = "汇报关系" if line.stated else "推断的汇报关系"
    of = f"{names.get(line.subordinate)} → {names.get(line.superior)}"
    other = line.subordinate if line.from_superior or not line.stated else line.superior
    return Reading(
        "line", what, of, weigh(line.evidence), line.passage, line.evidence, f"{line.subordinate} {line.superior}",
        text=names.get(other, ""), inferred=not line.stated,
    )  # fmt: skip


def _narrow(
    ranges: list[tuple[int, int, int]], texts: dict[int, str], names: tuple[str | None, ...]
) -> list[tuple[int, int, int]]:
    """The range of a name inside the ranges of its passage; all of them where it does not stand there as such."""
    for name in filter(None, names):
        for number, start, end in ranges:
            at = texts[number].find(name, start, end)
            if at != -1:
                return [(number, at, at + len(name))]
    return ranges


def _cut(
    text: str, marks: Sequence[_Mark], whole: Sequence[tuple[int, int]], readings: Sequence[Reading]
) -> Iterator[Stretch]:
    """The line in stretches: where several readings meet, the shortest passage colours and all are named.

    `whole` are the passages of which only a name is marked: what stands around the name was read with it.
    """
    edges = sorted({0, len(text), *(e for m in marks for e in (m.start, m.end)), *(e for span in whole for e in span)})
    waiting = sorted(marks, key=lambda m: m.start, reverse=True)
    spans = sorted(whole, reverse=True)
    here: list[_Mark] = []
    reach = 0
    for start, end in pairwise(edges):
        here = [m for m in here if m.end > start]
        while waiting and waiting[-1].start <= start:
            here.append(waiting.pop())
        while spans and spans[-1][0] <= start:
            reach = max(reach, spans.pop()[1])
        if here:
            named = any(
                readings[m.reading].kind == "organization" for m in here
            )  # before the unit that its name ends in
            here.sort(key=lambda m: (named and readings[m.reading].kind == "unit", m.end - m.start, m.rank))
            yield Stretch(text[start:end], readings[here[0].reading].kind, tuple(m.reading for m in here))
        elif reach > start:
            yield Stretch(text[start:end], "plain")
        else:
            for part, known in split_gap(text[start:end]):
                yield Stretch(part, "plain" if known else "unread")


def _join(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours that nothing was read from, as one where they are of one kind."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and not last.readings and not stretch.readings and last.kind == stretch.kind:
            last = Stretch(last.text + stretch.text, last.kind)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
