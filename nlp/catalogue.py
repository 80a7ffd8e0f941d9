"""The named things of the graph, compiled at publication so that a question finds them without a query."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model import Row
from graph.store import GraphStore
from nlp.answer import Place
from nlp.text import fold
from ontology import vocabulary as v

POST, UNIT, PERSON, ORGANIZATION, DUTY = "Post", "OrganizationalUnit", "Person", "Organization", "Duty"

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())
_TYPES = {v.POST: POST, v.ORGANIZATIONAL_UNIT: UNIT, v.PERSON: PERSON, v.FORMAL_ORGANIZATION: ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Entity:
    """A post, unit, person or organization: its names, where it belongs, where a document introduces it."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    organization: str
    within: tuple[str, ...]
    source: Place | None
    passages: tuple[tuple[Place, str], ...]


class Catalogue:
    """All entities of one snapshot, by IRI and by name."""

    def __init__(self, entities: tuple[Entity, ...], holders: tuple[tuple[str, str], ...]) -> None:
        self.entities = {entity.iri: entity for entity in entities}
        self._held: dict[str, list[str]] = {}
        self._holds: dict[str, list[str]] = {}
        for post, person in holders:
            self._held.setdefault(post, []).append(person)
            self._holds.setdefault(person, []).append(post)

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Folded name → IRIs of the entities that bear it."""
        names: dict[str, dict[str, None]] = {}
        for entity in self.entities.values():
            for name in (entity.label, *entity.aliases):
                folded = fold(name)
                if folded:
                    names.setdefault(folded, {})[entity.iri] = None
        return {name: tuple(iris) for name, iris in names.items()}

    @cached_property
    def organizations(self) -> tuple[Entity, ...]:
        """Organizations in the order in which documents introduce them."""
        return tuple(e for e in self.entities.values() if e.type == ORGANIZATION)

    def holders(self, post: str) -> tuple[Entity, ...]:
        """People who hold `post`."""
        return tuple(self.entities[iri] for iri in self._held.get(post, ()) if iri in self.entities)

    def posts_of(self, person: str) -> tuple[Entity, ...]:
        """Posts that `person` holds."""
        return tuple(self.entities[iri] for iri in self._holds.get(person, ()) if iri in self.entities)

    def organization_of(self, entity: Entity) -> Entity | None:
        """The organization that `entity` belongs to."""
        return self.entities.get(entity.organization)

    def to_json(self) -> dict[str, Any]:
        """The catalogue as plain data, for the published lexicon."""
        return {
            "entities": [
                [
                    e.iri,
                    e.type,
                    e.label,
                    list(e.aliases),
                    e.organization,
                    list(e.within),
                    [[p.document, p.line_start, p.line_end, p.place, quote] for p, quote in e.passages],
                ]
                for e in self.entities.values()
            ],
            "holders": [[post, person] for post, people in self._held.items() for person in people],
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Catalogue":
        """The catalogue that `to_json` wrote."""
        entities = []
        for iri, kind, label, aliases, organization, within, passages in data["entities"]:
            places = tuple(
                (Place(document, start, end, place), quote) for document, start, end, place, quote in passages
            )
            source = places[0][0] if places else None
            entities.append(Entity(iri, kind, label, tuple(aliases), organization, tuple(within), source, places))
        return Catalogue(tuple(entities), tuple((post, person) for post, person in data["holders"]))


def compile_catalogue(store: GraphStore) -> Catalogue:
    """Read every entity of `store` in a few bulk queries."""
    kinds: dict[str, str] = {}
    for row in _rows(
        store,
        "SELECT DISTINCT ?e ?t WHERE { ?e a ?t . FILTER(?t IN (org:Post, org:OrganizationalUnit, foaf:Person, org:FormalOrganization)) }",
    ):
        kinds[str(row[0])] = _TYPES[str(row[1])]
    labels: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for row in _rows(
        store, "SELECT DISTINCT ?e ?l WHERE { ?e skos:prefLabel ?l . FILTER NOT EXISTS { ?e a zz:Duty } }"
    ):
        labels.setdefault(str(row[0]), str(row[1]))
    for row in _rows(store, "SELECT DISTINCT ?e ?l WHERE { ?e skos:altLabel ?l }"):
        aliases.setdefault(str(row[0]), []).append(str(row[1]))
    owner = {str(r[0]): str(r[1]) for r in _rows(store, "SELECT DISTINCT ?e ?o WHERE { ?e zz:inOrganization ?o }")}
    within: dict[str, list[str]] = {}
    for row in _rows(store, "SELECT DISTINCT ?e ?u WHERE { ?e org:postIn|org:unitOf ?u }"):
        within.setdefault(str(row[0]), []).append(str(row[1]))
    passages: dict[str, list[tuple[Place, str]]] = {}
    for row in _rows(
        store,
        "SELECT DISTINCT ?e ?d ?s ?n ?p ?q WHERE { ?e prov:wasDerivedFrom ?x . ?x zz:document ?d ; zz:startLine ?s ; zz:endLine ?n . "
        "OPTIONAL { ?x zz:quote ?q } OPTIONAL { ?x zz:place ?p } "
        "FILTER NOT EXISTS { ?e a zz:Duty } FILTER NOT EXISTS { ?e a zz:ReportingLine } }",
    ):
        place = Place(str(row[1]), _whole(row[2]), _whole(row[3]), None if row[4] is None else str(row[4]))
        passages.setdefault(str(row[0]), []).append((place, str(row[5] or "")))
    entities = []
    for iri, kind in kinds.items():
        places = tuple(sorted(passages.get(iri, ()), key=lambda p: (p[0].document, p[0].line_start)))
        label = labels.get(iri, iri.rpartition("/")[2])
        organization = iri if kind == ORGANIZATION else owner.get(iri, "")
        others = tuple(dict.fromkeys(a for a in aliases.get(iri, ()) if a != label))
        entities.append(
            Entity(
                iri,
                kind,
                label,
                others,
                organization,
                tuple(within.get(iri, ())),
                places[0][0] if places else None,
                places,
            )
        )
    entities.sort(key=lambda e: (e.source.document if e.source else "", e.source.line_start if e.source else 0, e.iri))
    held = _rows(store, "SELECT DISTINCT ?p ?h WHERE { ?p org:heldBy ?h }")
    return Catalogue(tuple(entities), tuple((str(r[0]), str(r[1])) for r in held))


def _rows(store: GraphStore, query: str) -> list[Row]:
    return store.select(_PREFIXES + query)


def _whole(value: object) -> int:
    return int(str(value))
