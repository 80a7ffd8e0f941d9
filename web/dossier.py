"""Everything known about one thing, each fact with its source: bounded queries on one snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.model import Iri, Row, Value
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Evidence, Place, Reference
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue, Entity
from nlp.desk import Desk
from nlp.documents.certainty import UNSURE
from nlp.offering import Offer
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.language import gettext, pgettext, say
from web.places import Step, climb, find_path
from web.remarks import say_remark
from web.wording import BASIS, link_evidence, link_thing, name_type

_MOST_ROWS = 2000
_INVOLVEMENT_WORDS = {v.involvement_iri(code): word for code, word in INVOLVEMENT.items()}
_SECTIONS = {
    v.HAS_DUTY: "职责",
    v.HAS_AUTHORITY: "权限",
    v.HAS_QUALIFICATION: "任职要求",
    v.HAS_WORK_CONDITION: "工作条件",
}
_VALUES = {v.PHONE: "电话", v.MBOX: "邮箱", v.PLACE: "地点", v.HEADCOUNT: "编制", v.CONFIDENCE: "可信度"}
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
_PLAIN = f"{v.PROLOGUE}SELECT DISTINCT ?p ?value WHERE {{ VALUES ?p {{ {' '.join(map(write_iri, _VALUES))} }} %(thing)s ?p ?value }}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence about the thing: how it is involved, how often (in the words of the document), where it is said."""

    iri: str
    text: str
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
    """A superior or subordinate: on what basis, inferred for what `reason`, and where it is said."""

    iri: str
    label: str
    note: str
    reason: str
    sources: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A post, unit, person or organization with all that is known about it, and the question for its duties if any."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    path: tuple[Reference, ...]
    holders: tuple[Reference, ...]
    posts: tuple[Reference, ...]
    members: tuple[Reference, ...]
    values: tuple[tuple[str, str], ...]
    superiors: tuple[Tie, ...]
    steps: tuple[Step, ...]
    subordinates: tuple[Tie, ...]
    sections: tuple[Section, ...]
    sources: tuple[Evidence, ...]
    question: Offer | None

    def to_json(self) -> dict[str, Any]:
        """The same for the panel beside the chart."""
        return {
            "iri": self.iri,
            "label": self.label,
            "type": self.type,
            "aliases": list(self.aliases),
            "link": link_thing(self.iri),
            "path": [_refer(r) for r in self.path],
            "holders": [_refer(r) for r in self.holders],
            "posts": [_refer(r) for r in self.posts],
            "members": [_refer(r) for r in self.members],
            "values": [list(pair) for pair in self.values],
            "superiors": [_tie(t) for t in self.superiors],
            "subordinates": [_tie(t) for t in self.subordinates],
            "sections": [
                {
                    "title": section.title,
                    "facts": [
                        {
                            "iri": f.iri,
                            "text": f.text,
                            "note": _join(f.note, f.often),
                            "sources": [_cite(e) for e in f.sources],
                        }
                        for f in section.facts
                    ],
                }
                for section in self.sections
            ],
            "sources": [_cite(e) for e in self.sources],
        }


def open_dossier(desk: Desk, iri: str) -> Dossier | None:
    """All that the graph says about the entity `iri`; None where it is no post, unit, person or organization."""
    catalogue = desk.lexicon.catalogue
    entity = catalogue.entities.get(iri)
    if entity is None:
        return None
    ties = _read_ties(desk.store, catalogue, iri) if entity.type in (POST, UNIT) else {}
    return Dossier(
        iri=iri,
        label=entity.label,
        type=entity.type,
        aliases=entity.aliases,
        path=find_path(catalogue, iri),
        holders=_refer_to(catalogue.holders(iri)),
        posts=_refer_to(catalogue.posts_of(iri)) if entity.type == PERSON else (),
        members=_refer_to(_find_members(catalogue, entity)),
        values=_read_values(desk.store, entity),
        superiors=ties.get("superior", ()),
        steps=climb(desk, iri) if ties else (),
        subordinates=ties.get("subordinate", ()),
        sections=_read_sections(desk.store, iri),
        sources=tuple(Evidence(quote, place) for place, quote in entity.passages),
        question=next((offer for offer in desk.offers.offer(entity) if offer.relation == "duties"), None),
    )


def _find_members(catalogue: Catalogue, entity: Entity) -> list[Entity]:
    """Units and posts right inside a unit or organization."""
    if entity.type not in (UNIT, ORGANIZATION):
        return []
    inside = [e for e in catalogue.entities.values() if e.type in (UNIT, POST)]
    if entity.type == ORGANIZATION:
        return [e for e in inside if e.organization == entity.iri and (not e.within or entity.iri in e.within)]
    return [e for e in inside if entity.iri in e.within]


def _read_sections(store: GraphStore, iri: str) -> tuple[Section, ...]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for p, fact, text, order, how, often, sure, *passage in store.select(_FACTS % {"thing": write_iri(Iri(iri))}):
        known = found.setdefault(str(p), {}).setdefault(
            str(fact), {"text": str(text), "order": order or 0, "notes": {}, "often": {}, "sources": {}, "sure": []}
        )
        known["sure"].append(sure)
        known["notes"] |= dict.fromkeys(filter(None, (say(_INVOLVEMENT_WORDS.get(str(how), "")),)))
        known["often"] |= dict.fromkeys([str(often)] if often and not isinstance(often, Iri) else [])
        known["sources"] |= dict.fromkeys(_read_evidence(passage))
    sections = []
    for p, title in _SECTIONS.items():
        facts = [
            Fact(
                fact,
                data["text"],
                _join(*data["notes"], _doubt(data["sure"])),
                _join(*data["often"]),
                _sort_evidence(data["sources"]),
            )
            for fact, data in sorted(found.get(p, {}).items(), key=lambda item: _place_of(item[1]))
        ]
        if facts:
            sections.append(Section(pgettext("section", title), tuple(facts)))
    return tuple(sections)


def _place_of(data: dict[str, Any]) -> tuple[str, int, int]:
    sources = _sort_evidence(data["sources"])
    return (
        (sources[0].place.document, sources[0].place.line_start, data["order"]) if sources else ("", 0, data["order"])
    )


def _read_ties(store: GraphStore, catalogue: Catalogue, iri: str) -> dict[str, tuple[Tie, ...]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for role, other, basis, reason, against, sure, *passage in store.select(_LINES % {"thing": write_iri(Iri(iri))}):
        known = found.setdefault(str(role), {}).setdefault(
            str(other), {"notes": {}, "reasons": {}, "sources": {}, "sure": []}
        )
        known["sure"].append(sure)
        notes = [say(BASIS.get(str(basis), "")), gettext("文档里有矛盾的说法") if against else ""]
        known["notes"] |= dict.fromkeys(filter(None, notes))
        known["reasons"] |= dict.fromkeys([say_remark(str(reason))] if reason and basis == v.INFERRED else [])
        known["sources"] |= dict.fromkeys(_read_evidence(passage))
    return {
        role: tuple(
            Tie(
                other,
                _name(catalogue, other),
                _join(*data["notes"], _doubt(data["sure"])),
                _join(*data["reasons"]),
                _sort_evidence(data["sources"]),
            )
            for other, data in sorted(ties.items())
        )
        for role, ties in found.items()
    }


def _doubt(said: Iterable[Value]) -> str:
    """How sure something is, where that is little; of several documents that say it the surest counts."""
    sure = max((float(str(value)) for value in said if value is not None), default=1.0)
    return gettext("可信度 %(share)s", share=format(sure, ".0%")) if sure < UNSURE else ""


def _read_values(store: GraphStore, entity: Entity) -> tuple[tuple[str, str], ...]:
    found: dict[str, list[str]] = {}
    for p, value in store.select(_PLAIN % {"thing": write_iri(Iri(entity.iri))}):
        text = str(value).removeprefix("mailto:").removeprefix("tel:")
        found.setdefault(str(p), []).append(gettext("%(num)s 人", num=text) if str(p) == v.HEADCOUNT else text)
    if said := found.pop(v.CONFIDENCE, None):
        sure = f"{max(map(float, said)):.0%}"
        if sure != "100%":  # that something is sure need not be said
            kind = name_type(entity.type)
            found[v.CONFIDENCE] = [gettext("%(share)s（从文档认出这个%(kind)s的把握）", share=sure, kind=kind)]
    return tuple((gettext(word), gettext("、").join(sorted(found[p]))) for p, word in _VALUES.items() if p in found)


def _read_evidence(passage: Row | list[Any]) -> list[Evidence]:
    document, start, end, quote, place = passage
    if document is None:
        return []
    where = Place(str(document), int(str(start)), int(str(end)), None if place is None else str(place))
    return [Evidence(str(quote or ""), where)]


def _sort_evidence(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(sources, key=lambda e: (e.place.document, e.place.line_start, e.place.line_end, e.text)))


def _refer_to(entities: Iterable[Entity]) -> tuple[Reference, ...]:
    return tuple(Reference(entity.iri, entity.label) for entity in entities)


def _name(catalogue: Catalogue, iri: str) -> str:
    entity = catalogue.entities.get(iri)
    return entity.label if entity else iri.rpartition("/")[2]


def _join(*notes: str) -> str:
    return " · ".join(filter(None, notes))


def _refer(reference: Reference) -> dict[str, str]:
    return {**reference.to_json(), "link": link_thing(reference.iri)}


def _tie(tie: Tie) -> dict[str, Any]:
    sources = [_cite(e) for e in tie.sources]
    return {
        "iri": tie.iri,
        "label": tie.label,
        "link": link_thing(tie.iri),
        "note": _join(tie.note, tie.reason),
        "sources": sources,
    }


def _cite(evidence: Evidence) -> dict[str, str]:
    return {"text": evidence.text, "cite": evidence.place.cite(), "link": link_evidence(evidence)}
