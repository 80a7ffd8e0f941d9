"""The report on one document: what was understood of it, what each thing became in the graph, and what is doubtful."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from graph.publish import Snapshot
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.archive import Record, read_doubts, read_record
from nlp.coverage import Coverage, Kind, Reading, cover
from nlp.documents.certainty import UNSURE, name_evidence, weigh
from nlp.documents.facts import DocumentFacts, Evidence, Passage
from nlp.documents.iris import document_iri
from nlp.text import fold
from ontology import vocabulary as v

#: The kinds of what can stand in a document, in the order in which they are told.
KINDS: tuple[Kind, ...] = (
    "organization", "unit", "post", "person", "duty", "line", "field", "heading", "furniture", "unread",
)  # fmt: skip
_CLASSES = {
    "organization": (v.FORMAL_ORGANIZATION,),
    "unit": (v.ORGANIZATIONAL_UNIT,),
    "post": (v.POST,),
    "person": (v.PERSON,),
    "duty": (v.DUTY,),
    "field": (v.QUALIFICATION, v.AUTHORITY, v.WORK_CONDITION),
    "line": (v.REPORTING_LINE,),
}
#: What a query is about where it is no reading: things that were perhaps wrongly merged, and what the reader remarked.
MERGED = "合并存疑"
REMARK = "提醒"
_Spot = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Became:
    """What a reading is in the graph: its own IRI and that of the post or unit it tells of; empty where there is none.

    `superior` is the other end of a reporting line.
    """

    iri: str = ""
    about: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True)
class Passing:
    """A stretch that was not understood: its line and its words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """Something a person should look at: the line, the sort of what is doubtful and its words, and why it is.

    The reason is another reading that contradicts it, else its own `evidence`, else what `message` says.
    """

    line: int
    sort: str
    text: str = ""
    message: str = ""
    against: tuple[int, str] | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def what(self) -> str:
        """What is doubtful, in Chinese."""
        return f"{self.sort}：{self.text}" if self.text else self.sort

    @property
    def why(self) -> str:
        """Why it is, in Chinese."""
        if self.against is not None:
            return f"与第 {self.against[0]} 行的“{self.against[1]}”相矛盾。"
        if self.evidence:
            return f"可信度 {weigh(self.evidence):.0%}（{name_evidence(self.evidence)}）。"
        return self.message


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was understood of a document; `became` goes with `coverage.readings`, `counts` with `KINDS`."""

    coverage: Coverage
    became: tuple[Became, ...]
    counts: dict[Kind, int]
    unread: tuple[Passing, ...]
    queries: tuple[Query, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as plain data, for programs."""
        readings = self.coverage.readings
        return {
            "document": self.coverage.document,
            "coverage": round(self.coverage.share, 4),
            "counts": {kind: self.counts[kind] for kind in KINDS},
            "lines": [
                {
                    "line": line.number,
                    "place": line.place,
                    "stretches": [
                        {"text": s.text, "kind": s.kind, "readings": list(s.readings)} for s in line.stretches
                    ],
                }
                for line in self.coverage.lines
            ],
            "readings": [
                {
                    "kind": reading.kind,
                    "what": reading.what,
                    "of": reading.of,
                    "confidence": reading.confidence if reading.evidence else None,
                    "evidence": list(reading.evidence),
                    "iri": became.iri or None,
                    "about": became.about or None,
                    "line_start": reading.passage.start_line,
                    "line_end": reading.passage.end_line,
                }
                for reading, became in zip(readings, self.became, strict=True)
            ],
            "unread": [{"line": p.line, "text": p.text} for p in self.unread],
            "uncertain": [{"line": q.line, "what": q.what, "why": q.why} for q in self.queries],
        }


def report(snapshot: Snapshot, store: GraphStore, document: str) -> DocumentReport:
    """The report on `document`; ZhizeError where the snapshot has none of that name."""
    record = read_record(snapshot.path, document)
    coverage = cover(record)
    graph = _Graph(store, record.facts)
    became = tuple(graph.find(reading) for reading in coverage.readings)
    return DocumentReport(
        coverage,
        became,
        _count(coverage),
        tuple(_list_unread(coverage)),
        _list_queries(record, coverage, became, graph.contradictions, snapshot),
    )


def _count(coverage: Coverage) -> dict[Kind, int]:
    """How many things of each kind were read, each once; how many lines were left out, how many passages not understood."""
    things = {(r.kind, r.what, r.of, r.text) for r in coverage.readings}
    counts = Counter[Kind](kind for kind, *_ in things if kind != "heading")
    counts["heading"] = len({r.passage for r in coverage.readings if r.kind == "heading"})
    counts.update(s.kind for line in coverage.lines for s in line.stretches if s.kind in ("furniture", "unread"))
    return {kind: counts[kind] for kind in KINDS}


def _list_unread(coverage: Coverage) -> list[Passing]:
    return [Passing(n.number, s.text.strip()) for n in coverage.lines for s in n.stretches if s.kind == "unread"]


def _list_queries(
    record: Record,
    coverage: Coverage,
    became: tuple[Became, ...],
    contradictions: set[tuple[str, str]],
    snapshot: Snapshot,
) -> tuple[Query, ...]:
    lines = {thing.iri: reading for reading, thing in zip(coverage.readings, became, strict=True) if thing.superior}
    against: dict[str, list[Reading]] = defaultdict(list)
    for one, another in sorted(contradictions):
        if another in lines:
            against[one].append(lines[another])
    found = [Query(d.line, MERGED, message=d.message) for d in read_doubts(snapshot.path, record.name)]
    found += [Query(remark.line, REMARK, message=remark.message) for remark in record.facts.warnings]
    for reading, thing in zip(coverage.readings, became, strict=True):
        line = reading.passage.start_line
        text = reading.text if reading.kind in ("duty", "field") else reading.of or reading.text
        for other in against.get(thing.iri, ()):
            found.append(Query(line, reading.what, text, against=(other.passage.start_line, other.of or "")))
        if reading.confidence < UNSURE:
            found.append(Query(line, reading.what, text, evidence=reading.evidence))
    return tuple(sorted(dict.fromkeys(found), key=lambda query: query.line))


class _Graph:
    """What the graph of one document holds, to be found by the passage that it was read from."""

    def __init__(self, store: GraphStore, facts: DocumentFacts) -> None:
        graph = write_iri(document_iri(facts.document))
        self._facts = facts
        self._things: dict[tuple[str, _Spot], list[str]] = defaultdict(list)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, tuple[str, str]] = {}
        self._own: dict[str, str] = {}
        rows = store.select(
            f"{v.PROLOGUE}SELECT ?x ?class ?start ?end ?quote WHERE {{ GRAPH {graph} {{ ?x a ?class ; prov:wasDerivedFrom ?p . "
            "?p zz:startLine ?start ; zz:endLine ?end ; zz:quote ?quote } } ORDER BY ?x"
        )
        for thing, kind, start, end, quote in rows:
            self._things[str(kind), (int(str(start)), int(str(end)), str(quote))].append(str(thing))
        names = f"GRAPH {graph} {{ ?x skos:prefLabel|skos:altLabel|zz:statement|foaf:name ?name }}"
        for thing, name in store.select(f"{v.PROLOGUE}SELECT ?x ?name WHERE {{ {names} }}"):
            self._names[str(thing)].add(fold(str(name)))
        ends = f"GRAPH {graph} {{ ?x zz:subordinate ?a ; zz:superior ?b }}"
        for line, low, high in store.select(f"{v.PROLOGUE}SELECT ?x ?a ?b WHERE {{ {ends} }}"):
            self._ends[str(line)] = str(low), str(high)
        against = f"GRAPH {graph} {{ ?x zz:contradicts ?y }}"
        pairs = [(str(x), str(y)) for x, y in store.select(f"{v.PROLOGUE}SELECT ?x ?y WHERE {{ {against} }}")]
        self.contradictions = {*pairs, *((y, x) for x, y in pairs)}
        for post in facts.posts:
            self._own[post.key] = self._find("post", post.passages, post.title)
        for unit in facts.units:
            self._own[unit.key] = self._find("unit", unit.passages, unit.name)
        for organization in facts.organizations:
            if organization.name is not None:
                self._own[organization.key] = self._find("organization", (organization.passage,), organization.name)

    def find(self, reading: Reading) -> Became:
        """What became of a reading."""
        about = self._own.get(reading.about or "", "")
        if reading.kind in ("post", "unit", "organization"):
            return Became(about, about)
        if reading.kind == "line":
            low, _, high = (reading.about or "").partition(" ")
            ends = self._own.get(low, ""), self._own.get(high, "")
            here = self._things.get((v.REPORTING_LINE, _spot(reading.passage)), [])
            return Became(next((line for line in here if self._ends.get(line) == ends), ""), *ends)
        if reading.kind in ("person", "duty", "field"):
            return Became(self._find(reading.kind, (reading.passage,), reading.text), about)
        return Became()

    def _find(self, kind: Kind, passages: tuple[Passage, ...], name: str) -> str:
        """The thing of that kind and name that was read from one of the passages."""
        wanted = fold(name)
        for passage in passages:
            for cls in _CLASSES[kind]:
                for thing in self._things.get((cls, _spot(passage)), ()):
                    if wanted in self._names[thing]:
                        return thing
        return ""


def _spot(passage: Passage) -> _Spot:
    return passage.start_line, passage.end_line, passage.quote
