"""Offers questions about a thing of the graph: only such as have an answer, with a name that means this thing alone."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue, Entity
from nlp.names import NameFinder
from nlp.text import normalise
from ontology import vocabulary as v

Language = Literal["zh", "en"]
#: Type → relation → the question for it, the likeliest to be wanted first.
_QUESTIONS: dict[Language, dict[str, dict[str, str]]] = {
    "zh": {
        POST: {
            "duties": "{}负责什么", "superior": "{}的上级是谁", "subordinates": "{}的下属有哪些",
            "qualification": "{}的任职要求", "holder": "{}是谁",
        },
        UNIT: {"duties": "{}的职责", "posts": "{}有哪些岗位", "superior": "{}的上级是谁"},
        PERSON: {"duties": "{}负责什么", "superior": "{}的上级是谁", "post_of": "{}是什么岗位"},
        ORGANIZATION: {"posts": "{}有哪些岗位", "units": "{}有哪些部门"},
    },
    "en": {
        POST: {
            "duties": "What are the duties of {}?", "superior": "Who is the superior of {}?",
            "subordinates": "Who reports to {}?", "qualification": "What are the requirements for {}?",
            "holder": "Who holds the post of {}?",
        },
        UNIT: {"duties": "What are the duties of {}?", "posts": "Which posts are in {}?"},
        PERSON: {
            "duties": "What are the duties of {}?", "superior": "Who is the superior of {}?",
            "post_of": "What is the post of {}?",
        },
        ORGANIZATION: {"posts": "Which posts are in {}?", "units": "Which departments are in {}?"},
    },
}  # fmt: skip
_RECORDED = {v.HAS_DUTY: "duties", v.REPORTS_TO: "superior", v.HAS_QUALIFICATION: "qualification"}
_MEMBERS = {POST: "posts", UNIT: "units"}
#: So many posts of a unit are looked at for duties.
_MOST = 50
_SPACE = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that has an answer: what it asks for, and the organization to ask it in where its words do not say."""

    text: str
    relation: str
    organization: str = ""


class Offerer:
    """Offers questions about the things of one snapshot."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, names: NameFinder) -> None:
        self._store = store
        self._catalogue = catalogue
        self._names = names

    def offer(self, entity: Entity, without: Collection[str] = (), language: Language = "zh") -> tuple[Offer, ...]:
        """The questions about `entity` that have an answer, but for those `without`, the likeliest to be wanted first."""
        named = self._name(entity, language)
        if named is None:
            return ()
        recorded = self._recorded(entity)
        return tuple(
            Offer(pattern.format(named[0]), relation, named[1])
            for relation, pattern in _QUESTIONS[language][entity.type].items()
            if relation in recorded and relation not in without
        )

    def texts(self, entity: Entity) -> tuple[str, ...]:
        """What `offer` has for `entity` that is understood whatever the organization."""
        return tuple(offer.text for offer in self.offer(entity) if not offer.organization)

    def ask_instead(self, entity: Entity) -> str:
        """The first of the questions about `entity`; its name where there is none."""
        return next(iter(self.texts(entity)), self._catalogue.unmistakable_name(entity))

    def ask_around(self, entity: Entity) -> tuple[str, ...]:
        """The questions about `entity`, else about where it belongs: a post that is only mentioned has none."""
        home = self._catalogue.organization_of(entity)
        return self.texts(entity) or (self.texts(home) if home is not None and home is not entity else ())

    def _name(self, entity: Entity, language: Language) -> tuple[str, str] | None:
        """The words that mean `entity`, and the organization to ask in for them to mean nothing else; None for none."""
        if self._means(entity.label, entity):
            return entity.label, ""
        home = self._catalogue.organization_of(entity)
        if home is None or home is entity:
            return None
        full = f"{home.label}的{entity.label}"
        if language == "zh" and self._means(full, entity):
            return full, ""
        return (entity.label, home.iri) if self._means(entity.label, entity, home) else None

    def _means(self, spoken: str, entity: Entity, inside: Entity | None = None) -> bool:
        """Whether a question that says `spoken`, asked `inside` an organization, can mean nothing but `entity`."""
        mentions = self._names.find(_SPACE.sub("", normalise(spoken).text.lower()))
        about = [m for m in mentions if any(c.entity.iri == entity.iri for c in m.candidates)]
        others = [m for m in mentions if m not in about]
        if len(about) != 1 or any(m.type != ORGANIZATION for m in others):
            return False
        found = {c.entity.iri: c.entity for c in about[0].candidates}
        homes = {inside.iri} if inside else {c.entity.iri for m in others for c in m.candidates}
        return [e for e in found.values() if not homes or e.organization in homes] == [entity]

    def _recorded(self, entity: Entity) -> frozenset[str]:
        """The relations of `entity` of which something is recorded."""
        inside = self._inside.get(entity.iri, ())
        members = {relation for kind, relation in _MEMBERS.items() if any(e.type == kind for e in inside)}
        match entity.type:
            case "Organization":
                return frozenset(members)
            case "OrganizationalUnit":
                posts = tuple(e for e in inside if e.type == POST)[:_MOST]
                told = self._related((entity,)) | members
                return told if "duties" in told else told | (self._related(posts) & {"duties"})
            case "Person":
                posts = self._catalogue.posts_of(entity.iri)
                return self._related(posts) | {"post_of"} if posts else frozenset()
        return self._related((entity,)) | ({"holder"} if self._catalogue.holders(entity.iri) else set())

    def _related(self, things: tuple[Entity, ...]) -> frozenset[str]:
        """What the graph says of one of `things` directly, and whether somebody reports to one."""
        iris = " ".join(write_iri(Iri(thing.iri)) for thing in things)
        predicates = " ".join(write_iri(Iri(p)) for p in _RECORDED)
        rows = self._store.select(
            f"{v.PROLOGUE}SELECT DISTINCT ?p WHERE {{ {{ VALUES ?thing {{ {iris} }} VALUES ?p {{ {predicates} }} "
            f"?thing ?p ?value }} UNION {{ VALUES ?thing {{ {iris} }} ?lower org:reportsTo ?thing }} }}"
        )
        return frozenset(_RECORDED[str(row[0])] if row[0] is not None else "subordinates" for row in rows)

    @cached_property
    def _inside(self) -> dict[str, tuple[Entity, ...]]:
        """Unit or organization → the posts and units in it, also in units of it."""
        entities = self._catalogue.entities
        found: dict[str, list[Entity]] = {}
        for entity in entities.values():
            above, seen = [entity.organization, *entity.within], {entity.iri}
            while entity.type in _MEMBERS and above:
                iri = above.pop()
                if iri not in seen and iri in entities:
                    seen.add(iri)
                    found.setdefault(iri, []).append(entity)
                    above += entities[iri].within
        return {iri: tuple(members) for iri, members in found.items()}
