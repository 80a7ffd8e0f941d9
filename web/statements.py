"""What the graph says about one thing, each fact with its source: duties and traits by section, superiors and subordinates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.errors import ZhizeError
from graph.model import Iri, Row, Value
from graph.terms import write_iri
from nlp.answer import Evidence, Place
from nlp.catalogue import Catalogue
from nlp.desk import Desk
from nlp.documents.certainty import UNSURE
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.language import gettext, pgettext, say
from web.remarks import say_remark
from web.superiors import rank_superiors, say_why
from web.wording import BASIS

_MOST_ROWS = 2000
_INVOLVEMENT_CODES = {v.involvement_iri(code): code for code in INVOLVEMENT}
_SECTIONS = {
    v.HAS_DUTY: "职责",
    v.HAS_AUTHORITY: "权限",
    v.HAS_QUALIFICATION: "任职要求",
    v.HAS_WORK_CONDITION: "工作条件",
}
_PASSAGE = (
    "OPTIONAL {{ {0} prov:wasDerivedFrom ?x . ?x zz:document ?document ; zz:startLine ?start ; zz:endLine ?end . "
    "OPTIONAL {{ ?x zz:quote ?quote }} OPTIONAL {{ ?x zz:place ?place }} }}"
)
_FACTS = f"""{v.PROLOGUE}SELECT DISTINCT ?p ?fact ?text ?order ?how ?often ?sure ?document ?start ?end ?quote ?place WHERE {{
  VALUES ?p {{ {" ".join(map(write_iri, _SECTIONS))} }}
  %(thing)s ?p ?fact . ?fact zz:statement ?text FILTER(!LANGMATCHES(LANG(?text), "zh-hant"))
  OPTIONAL {{ ?fact zz:order ?order }} OPTIONAL {{ ?fact zz:involvement ?how }} OPTIONAL {{ ?fact zz:frequency ?often }}
  OPTIONAL {{ ?fact zz:confidence ?sure }}
  {_PASSAGE.format("?fact")} }} LIMIT {_MOST_ROWS}"""
_LINES = f"""{v.PROLOGUE}SELECT DISTINCT ?role ?other ?basis ?reason ?against ?sure ?document ?start ?end ?quote ?place WHERE {{
  {{ ?line zz:subordinate %(thing)s ; zz:superior ?other BIND("superior" AS ?role) }} UNION
  {{ ?line zz:superior %(thing)s ; zz:subordinate ?other BIND("subordinate" AS ?role) }}
  ?line zz:basis ?basis OPTIONAL {{ ?line zz:reason ?reason }} OPTIONAL {{ ?line zz:contradicts ?against }}
  OPTIONAL {{ ?line zz:confidence ?sure }}
  {_PASSAGE.format("?line")} }} LIMIT {_MOST_ROWS}"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence about the thing: how it is involved, how sure that is, how often (in the words of the document), where
    it is said."""

    iri: str
    text: str
    parts: tuple[str, ...]
    note: str
    often: str
    sources: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one sort under their heading."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A superior or subordinate: on what basis, inferred for what `reason`, and where it is said.

    `rank` says of one of several superiors whether it is the main one.
    """

    iri: str
    label: str
    note: str
    reason: str
    sources: tuple[Evidence, ...]
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """Superiors, the main one first, and subordinates; `choice` says why it is the main one, where there are several."""

    superiors: tuple[Tie, ...] = ()
    subordinates: tuple[Tie, ...] = ()
    choice: str = ""


def read_sections(desk: Desk, iri: str) -> tuple[Section, ...]:
    """Duties, authorities, qualifications and conditions of a post or unit, in the order of their documents."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for p, fact, text, order, how, often, sure, *passage in desk.store.select(_FACTS % {"thing": write_iri(Iri(iri))}):
        known = found.setdefault(str(p), {}).setdefault(
            str(fact), {"text": str(text), "order": order or 0, "how": {}, "often": {}, "sources": {}, "sure": []}
        )
        known["sure"].append(sure)
        known["how"] |= dict.fromkeys(filter(None, (_INVOLVEMENT_CODES.get(str(how), ""),)))
        known["often"] |= dict.fromkeys([str(often)] if often and not isinstance(often, Iri) else [])
        known["sources"] |= dict.fromkeys(_read_evidence(passage))
    sections = []
    for p, title in _SECTIONS.items():
        facts = [
            Fact(
                fact,
                data["text"],
                tuple(data["how"]),
                _doubt(data["sure"]),
                _join(*data["often"]),
                _sort_evidence(data["sources"]),
            )
            for fact, data in _sort_facts(desk, found.get(p, {}))
        ]
        if facts:
            sections.append(Section(pgettext("section", title), tuple(facts)))
    return tuple(sections)


def _sort_facts(desk: Desk, facts: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """By document and line; within a line, be it a row of a table, by what is read first."""
    firsts = {fact: next(iter(_sort_evidence(data["sources"])), None) for fact, data in facts.items()}
    shared = Counter((e.place.document, e.place.line_start) for e in firsts.values() if e is not None)
    unordered = {
        e.place.document
        for fact, e in firsts.items()
        if e is not None and not facts[fact]["order"] and shared[e.place.document, e.place.line_start] > 1
    }
    lines = {name: _read_lines(desk, name) for name in unordered}

    def place(item: tuple[str, dict[str, Any]]) -> tuple[str, int, int]:
        evidence, order = firsts[item[0]], item[1]["order"]
        if evidence is None:
            return "", 0, order
        where = evidence.place
        text = lines.get(where.document, {}).get(where.line_start, "")
        return where.document, where.line_start, order or text.find(evidence.text.partition("\n")[0])

    return sorted(facts.items(), key=place)


def _read_lines(desk: Desk, document: str) -> dict[int, str]:
    try:
        return {number: text for number, text, _ in desk.document(document).lines}
    except ZhizeError:  # kept by another program than this one: its lines are not at hand
        return {}


def read_ties(desk: Desk, iri: str) -> Ties:
    """Superiors and subordinates of a post or unit."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for role, other, basis, reason, against, sure, *passage in desk.store.select(
        _LINES % {"thing": write_iri(Iri(iri))}
    ):
        known = found.setdefault(str(role), {}).setdefault(
            str(other), {"notes": {}, "reasons": {}, "sources": {}, "sure": [], "stated": False}
        )
        known["sure"].append(sure)
        known["stated"] |= basis == v.STATED
        notes = [say(BASIS.get(str(basis), "")), gettext("文档里有矛盾的说法") if against else ""]
        known["notes"] |= dict.fromkeys(filter(None, notes))
        known["reasons"] |= dict.fromkeys([say_remark(str(reason))] if reason and basis == v.INFERRED else [])
        known["sources"] |= dict.fromkeys(_read_evidence(passage))
    catalogue = desk.lexicon.catalogue
    above, below = found.get("superior", {}), found.get("subordinate", {})
    lines = [(upper, data["stated"], _surest(data["sure"])) for upper, data in above.items()]
    ranked = rank_superiors(catalogue, iri, lines)
    several = len(ranked) > 1
    words = (gettext("主要上级"), *[gettext("另一上级")] * len(ranked)) if several else ("",)
    ranks = dict(zip((one.iri for one in ranked), words, strict=False))
    main = catalogue.entities[ranked[0].iri].label if several else ""
    return Ties(
        superiors=tuple(
            _make_tie(catalogue, other, above[other], ranks.get(other, ""))
            for other in (*ranks, *sorted(above.keys() - ranks.keys()))
        ),
        subordinates=tuple(_make_tie(catalogue, other, data) for other, data in sorted(below.items())),
        choice=gettext("以%(name)s为主：%(why)s。", name=main, why=say_why(ranked)) if several else "",
    )


def _make_tie(catalogue: Catalogue, iri: str, data: dict[str, Any], rank: str = "") -> Tie:
    entity = catalogue.entities.get(iri)
    return Tie(
        iri,
        entity.label if entity else iri.rpartition("/")[2],
        _join(*data["notes"], _doubt(data["sure"])),
        _join(*data["reasons"]),
        _sort_evidence(data["sources"]),
        rank,
    )


def _surest(said: Iterable[Value]) -> float:
    """How sure something is; of several documents that say it the surest counts."""
    return max((float(str(value)) for value in said if value is not None), default=1.0)


def _doubt(said: Iterable[Value]) -> str:
    """How sure something is, where that is little."""
    sure = _surest(said)
    return gettext("可信度 %(share)s", share=format(sure, ".0%")) if sure < UNSURE else ""


def _read_evidence(passage: Row | list[Any]) -> list[Evidence]:
    document, start, end, quote, place = passage
    if document is None:
        return []
    where = Place(str(document), int(str(start)), int(str(end)), None if place is None else str(place))
    return [Evidence(str(quote or ""), where)]


def _sort_evidence(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(sources, key=lambda e: (e.place.document, e.place.line_start, e.place.line_end, e.text)))


def _join(*notes: str) -> str:
    return " · ".join(filter(None, notes))
