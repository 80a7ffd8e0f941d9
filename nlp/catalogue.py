"""The named things of the graph, compiled at publication so that a question finds them without a query."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model import Description
from nlp.answer import Place
from nlp.text import fold
from ontology import vocabulary as v

POST, UNIT, PERSON, ORGANIZATION, DUTY = "Post", "OrganizationalUnit", "Person", "Organization", "Duty"

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

    def __init__(
        self,
        entities: tuple[Entity, ...],
        holders: tuple[tuple[str, str], ...],
        lines: dict[tuple[str, str], tuple[tuple[Place, str], ...]] | None = None,
    ) -> None:
        self.entities = {entity.iri: entity for entity in entities}
        self._lines = lines or {}
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

    def line_between(self, one: str, other: str) -> tuple[tuple[Place, str], ...]:
        """Where documents say that one of two posts or units reports to the other, with their words."""
        return self._lines.get((one, other), ()) + self._lines.get((other, one), ())

    def posts_of(self, person: str) -> tuple[Entity, ...]:
        """Posts that `person` holds."""
        return tuple(self.entities[iri] for iri in self._holds.get(person, ()) if iri in self.entities)

    def organization_of(self, entity: Entity) -> Entity | None:
        """The organization that `entity` belongs to."""
        return self.entities.get(entity.organization)

    def unmistakable_name(self, entity: Entity) -> str:
        """The name, with its organization before it where other things bear it too: 北山食品有限公司的出纳."""
        organization = self.organization_of(entity)
        if organization is None or organization is entity or len(self.by_name.get(fold(entity.label), ())) < 2:
            return entity.label
        return f"{organization.label}的{entity.label}"

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
                    _write_passages(e.passages),
                ]
                for e in self.entities.values()
            ],
            "lines": [[lower, upper, _write_passages(said)] for (lower, upper), said in self._lines.items()],
            "holders": [[post, person] for post, people in self._held.items() for person in people],
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Catalogue":
        """The catalogue that `to_json` wrote."""
        entities = []
        for iri, kind, label, aliases, organization, within, passages in data["entities"]:
            places = _read_passages(passages)
            source = places[0][0] if places else None
            entities.append(Entity(iri, kind, label, tuple(aliases), organization, tuple(within), source, places))
        lines = {(lower, upper): _read_passages(said) for lower, upper, said in data.get("lines", ())}
        return Catalogue(tuple(entities), tuple((post, person) for post, person in data["holders"]), lines)


def _write_passages(passages: tuple[tuple[Place, str], ...]) -> list[list[Any]]:
    return [[p.document, p.line_start, p.line_end, p.place, quote] for p, quote in passages]


def _read_passages(rows: list[list[Any]]) -> tuple[tuple[Place, str], ...]:
    return tuple((Place(document, start, end, place), quote) for document, start, end, place, quote in rows)


def compile_catalogue(said: Description) -> Catalogue:
    """Every entity that a graph describes."""
    kinds = {subject: _TYPES[kind] for subject, kind in said.pairs(v.TYPE) if kind in _TYPES}
    entities = [_read_entity(said, iri, kind) for iri, kind in kinds.items()]
    entities.sort(key=lambda e: (e.source.document if e.source else "", e.source.line_start if e.source else 0, e.iri))
    return Catalogue(tuple(entities), tuple(said.pairs(v.HELD_BY)), _read_lines(said))


def _read_lines(said: Description) -> dict[tuple[str, str], tuple[tuple[Place, str], ...]]:
    lines: dict[tuple[str, str], tuple[tuple[Place, str], ...]] = {}
    for line, lower in said.pairs(v.SUBORDINATE):
        upper = said.value(line, v.SUPERIOR)
        if upper is not None:
            lines[lower, upper] = lines.get((lower, upper), ()) + _list_passages(said, line)
    return lines


def _list_passages(said: Description, iri: str) -> tuple[tuple[Place, str], ...]:
    """Where a thing comes from, in the documents' order, with the words there."""
    passages = [
        (place, said.value(passage, v.QUOTE) or "")
        for passage in said.values(iri, v.WAS_DERIVED_FROM)
        if (place := read_place(said, passage)) is not None
    ]
    return tuple(sorted(passages, key=lambda p: (p[0].document, p[0].line_start)))


def _read_entity(said: Description, iri: str, kind: str) -> Entity:
    passages = _list_passages(said, iri)
    label = said.value(iri, v.PREF_LABEL) or iri.rpartition("/")[2]
    return Entity(
        iri,
        kind,
        label,
        tuple(alias for alias in said.values(iri, v.ALT_LABEL) if alias != label),
        iri if kind == ORGANIZATION else said.value(iri, v.IN_ORGANIZATION) or "",
        (*said.values(iri, v.POST_IN), *said.values(iri, v.UNIT_OF)),
        passages[0][0] if passages else None,
        passages,
    )


def read_place(said: Description, passage: str) -> Place | None:
    """Where a passage stands; None where document or lines are not said."""
    document, start, end = (said.value(passage, name) for name in (v.IN_DOCUMENT, v.START_LINE, v.END_LINE))
    if document is None or start is None or end is None:
        return None
    return Place(document, int(start), int(end), said.value(passage, v.PLACE))
