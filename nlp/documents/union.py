"""What a document has to know of the others that its facts are linked with."""

from dataclasses import dataclass

from graph.model import Iri
from nlp.documents.facts import DutyFact
from nlp.documents.iris import digest, part_iri
from nlp.documents.linking import LinkedFacts
from nlp.text import fold


@dataclass(frozen=True, slots=True)
class Union:
    """What a document has to know of the others: names for counterparts, posts with a unit or a description, who orders."""

    names: dict[tuple[Iri, str], Iri]
    in_unit: frozenset[Iri]
    introduced: frozenset[Iri]
    ordered_by: dict[Iri, str]
    duties: dict[str, tuple[Iri, ...]]  # by document, in its order


def look_over(linked: LinkedFacts) -> Union:
    """What all documents of `linked` say together."""
    names: dict[tuple[Iri, str], Iri] = {}
    in_unit: set[Iri] = set()
    introduced: set[Iri] = set()
    ordered_by: dict[Iri, str] = {}
    duties: dict[str, tuple[Iri, ...]] = {}
    for fact in linked.documents:
        for post in fact.posts:
            iri = linked.iris[fact.document, post.key]
            names.setdefault((linked.iris[fact.document, post.organization], fold(post.title)), iri)
            if post.unit is not None:
                in_unit.add(iri)
            if not post.mentioned_only:
                introduced.add(iri)
        for unit in fact.units:
            iri = linked.iris[fact.document, unit.key]
            names.setdefault((linked.iris[fact.document, unit.organization], fold(unit.name)), iri)
        duties[fact.document] = tuple(_duty_iri(linked.iris[fact.document, duty.owner], duty) for duty in fact.duties)
        for iri in duties[fact.document]:
            ordered_by.setdefault(iri, fact.document)
    return Union(names, frozenset(in_unit), frozenset(introduced), ordered_by, duties)


def _duty_iri(owner: Iri, duty: DutyFact) -> Iri:
    """The IRI of a duty: its owner's path and a digest of what it says."""
    return Iri(part_iri("duty", owner) + digest(fold(duty.statement) or duty.statement))
