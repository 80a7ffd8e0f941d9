"""Where a thing stands in its organization: what it belongs to, and the way up from it."""

from dataclasses import dataclass

from graph.model import Iri
from graph.terms import write_iri
from nlp.answer import Reference
from nlp.catalogue import ORGANIZATION, Catalogue
from nlp.desk import Desk
from ontology import vocabulary as v
from web.superiors import rank_superiors

_HIGHEST = 8


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way up: a post or unit, who holds it, whether the line to it is inferred; `beside` are the other
    superiors at this step, and of each whether it is inferred."""

    thing: Reference
    holders: tuple[Reference, ...]
    inferred: bool
    beside: tuple[tuple[Reference, bool], ...] = ()


def find_path(catalogue: Catalogue, iri: str) -> tuple[Reference, ...]:
    """What a thing belongs to, the organization first; itself left out."""
    entity = catalogue.entities.get(iri)
    if entity is None:
        return ()
    path: list[str] = []
    above = next((home for home in entity.within if home in catalogue.entities), None)
    while above is not None and above not in path and above != iri:
        path.append(above)
        above = next((home for home in catalogue.entities[above].within if home in catalogue.entities), None)
    if entity.type != ORGANIZATION and entity.organization in catalogue.entities and entity.organization not in path:
        path.append(entity.organization)
    return tuple(Reference(home, catalogue.entities[home].label) for home in reversed(path))


def climb(desk: Desk, iri: str) -> tuple[Step, ...]:
    """The way up from a post or unit, the main superior at each step and the others beside it, at most eight steps."""
    catalogue = desk.lexicon.catalogue
    steps: list[Step] = []
    seen = {iri}
    while len(steps) < _HIGHEST:
        rows = desk.store.select(
            f"{v.PROLOGUE}SELECT ?upper ?basis ?confidence WHERE {{ ?line zz:subordinate {write_iri(Iri(iri))} ; "
            "zz:superior ?upper ; zz:basis ?basis OPTIONAL { ?line zz:confidence ?confidence } }"
        )
        lines = [(str(upper), basis == v.STATED, float(str(sure or 1))) for upper, basis, sure in rows]
        ranked = rank_superiors(catalogue, iri, lines)
        if not ranked or ranked[0].iri in seen:
            break
        main, *others = ranked
        iri = main.iri
        seen.add(iri)
        holders = tuple(Reference(p.iri, p.label) for p in catalogue.holders(iri))
        beside = tuple((Reference(o.iri, catalogue.entities[o.iri].label), not o.stated) for o in others)
        steps.append(Step(Reference(iri, catalogue.entities[iri].label), holders, not main.stated, beside))
    return tuple(steps)
