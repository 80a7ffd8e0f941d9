"""Everything known about one thing, each fact with its source: bounded queries on one snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Evidence, Reference
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue, Entity
from nlp.desk import Desk
from nlp.offering import Offer
from ontology import vocabulary as v
from web.language import gettext
from web.offices import Office, open_offices
from web.places import Step, climb, find_path
from web.statements import Section, Tie, Ties, read_sections, read_ties
from web.ways import Way, find_ways
from web.wording import link_evidence, link_thing, name_involvement, name_type

_VALUES = {v.HEADCOUNT: "编制", v.CONFIDENCE: "可信度"}
_PLAIN = f"{v.PROLOGUE}SELECT DISTINCT ?p ?value WHERE {{ VALUES ?p {{ {' '.join(map(write_iri, _VALUES))} }} %(thing)s ?p ?value }}"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A post, unit, person or organization with all that is known about it, and the question for its duties if any.

    Of a person all hangs on the posts: `offices`.
    """

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    path: tuple[Reference, ...]
    holders: tuple[Reference, ...]
    posts: tuple[Reference, ...]
    members: tuple[Reference, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    values: tuple[tuple[str, str], ...]
    ties: Ties
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    offices: tuple[Office, ...]
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
            "values": [
                *([way.word, way.value] for name, ways in self.ways for way in ways if name == self.label),
                *map(list, self.values),
            ],
            **_write_ties(self.ties),
            "sections": _write_sections(self.sections),
            "offices": [
                {
                    "post": _refer(office.post),
                    "path": [_refer(r) for r in office.path],
                    **_write_ties(office.ties),
                    "sections": _write_sections(office.sections),
                    "leaving": list(office.leaving),
                }
                for office in self.offices
            ],
            "sources": [_cite(e) for e in self.sources],
        }


def open_dossier(desk: Desk, iri: str) -> Dossier | None:
    """All that the graph says about the entity `iri`; None where it is no post, unit, person or organization."""
    catalogue = desk.lexicon.catalogue
    entity = catalogue.entities.get(iri)
    if entity is None:
        return None
    ties = read_ties(desk, iri) if entity.type in (POST, UNIT) else Ties()
    return Dossier(
        iri=iri,
        label=entity.label,
        type=entity.type,
        aliases=entity.aliases,
        path=find_path(catalogue, iri),
        holders=_refer_to(catalogue.holders(iri)),
        posts=_refer_to(catalogue.posts_of(iri)) if entity.type == PERSON else (),
        members=_refer_to(_find_members(catalogue, entity)),
        ways=find_ways(desk.store, (*_refer_to(catalogue.holders(iri)), Reference(iri, entity.label))),
        values=_read_values(desk.store, entity),
        ties=ties,
        steps=climb(desk, iri) if ties.superiors else (),
        sections=read_sections(desk, iri),
        offices=open_offices(desk, iri) if entity.type == PERSON else (),
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


def _read_values(store: GraphStore, entity: Entity) -> tuple[tuple[str, str], ...]:
    found: dict[str, list[str]] = {}
    for p, value in store.select(_PLAIN % {"thing": write_iri(Iri(entity.iri))}):
        text = gettext("%(num)s 人", num=value) if str(p) == v.HEADCOUNT else str(value)
        found.setdefault(str(p), []).append(text)
    if said := found.pop(v.CONFIDENCE, None):
        sure = f"{max(map(float, said)):.0%}"
        if sure != "100%":  # that something is sure need not be said
            kind = name_type(entity.type)
            found[v.CONFIDENCE] = [gettext("%(share)s（从文档认出这个%(kind)s的把握）", share=sure, kind=kind)]
    return tuple((gettext(word), gettext("、").join(sorted(found[p]))) for p, word in _VALUES.items() if p in found)


def _refer_to(entities: Iterable[Entity]) -> tuple[Reference, ...]:
    return tuple(Reference(entity.iri, entity.label) for entity in entities)


def _refer(reference: Reference) -> dict[str, str]:
    return {**reference.to_json(), "link": link_thing(reference.iri)}


def _write_ties(ties: Ties) -> dict[str, Any]:
    return {"superiors": [_tie(t) for t in ties.superiors], "subordinates": [_tie(t) for t in ties.subordinates]}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "iri": tie.iri,
        "label": tie.label,
        "link": link_thing(tie.iri),
        "note": _join(tie.rank, tie.note, tie.reason),
        "sources": [_cite(e) for e in tie.sources],
    }


def _write_sections(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    return [
        {
            "title": section.title,
            "facts": [
                {
                    "iri": f.iri,
                    "text": f.text,
                    "note": _join(*map(name_involvement, f.parts), f.note, f.often),
                    "sources": [_cite(e) for e in f.sources],
                }
                for f in section.facts
            ],
        }
        for section in sections
    ]


def _join(*notes: str) -> str:
    return " · ".join(filter(None, notes))


def _cite(evidence: Evidence) -> dict[str, str]:
    return {"text": evidence.text, "cite": evidence.place.cite(), "link": link_evidence(evidence)}
