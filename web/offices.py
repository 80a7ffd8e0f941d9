"""What somebody holds: each post with all that hangs on it, and what would be left behind with the person gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Iri
from graph.terms import write_iri
from nlp.answer import Reference
from nlp.catalogue import Catalogue, Entity
from nlp.desk import Desk
from nlp.tasknames import OWNING
from ontology import vocabulary as v
from web.language import gettext, plural
from web.places import Step, climb, find_path
from web.statements import Section, Ties, read_sections, read_ties

_MOST_POSTS = 12


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds: where it stands, superiors and subordinates, the way up, its duties.

    `leaving` says sentence by sentence what would be without an owner or a superior if the person left.
    """

    post: Reference
    path: tuple[Reference, ...]
    ties: Ties
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    leaving: tuple[str, ...]


def open_offices(desk: Desk, person: str) -> tuple[Office, ...]:
    """The posts of `person`, at most a dozen."""
    return tuple(_open(desk, person, post) for post in desk.lexicon.catalogue.posts_of(person)[:_MOST_POSTS])


def _open(desk: Desk, person: str, post: Entity) -> Office:
    catalogue = desk.lexicon.catalogue
    ties = read_ties(desk, post.iri)
    sections = read_sections(desk, post.iri)
    return Office(
        post=Reference(post.iri, post.label),
        path=find_path(catalogue, post.iri),
        ties=ties,
        steps=climb(desk, post.iri),
        sections=sections,
        leaving=_say_leaving(desk, person, post, ties, sections),
    )


def _say_leaving(desk: Desk, person: str, post: Entity, ties: Ties, sections: tuple[Section, ...]) -> tuple[str, ...]:
    catalogue = desk.lexicon.catalogue
    if others := [other.label for other in catalogue.holders(post.iri) if other.iri != person]:
        names = gettext("、").join(others)
        return (gettext("这个岗位还有%(names)s任职，离任后职责仍有人承担。", names=names),)
    facts = (fact for section in sections for fact in section.facts)
    owned = sum(1 for fact in facts if OWNING & set(fact.parts))
    said = [gettext("文档里只有这一人任这个岗位。")]
    if owned:
        said.append(plural("离任后，其中负责、执行的 %(num)s 条职责暂时没有人承担。", owned))
    if orphans := _find_orphans(desk, catalogue, post.iri, [tie.iri for tie in ties.subordinates]):
        names = gettext("、").join(orphans)
        said.append(plural("%(names)s只有这一位上级，会没有上级。", len(orphans), names=names))
    return tuple(said)


def _find_orphans(desk: Desk, catalogue: Catalogue, post: str, below: Iterable[str]) -> list[str]:
    """The names of those `below` a post that no other superior is known of."""
    lowers = [lower for lower in below if lower in catalogue.entities]
    if not lowers:
        return []
    named = " ".join(write_iri(Iri(lower)) for lower in lowers)
    rows = desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?lower ?upper WHERE {{ VALUES ?lower {{ {named} }} "
        f"?line zz:subordinate ?lower ; zz:superior ?upper FILTER(?upper != {write_iri(Iri(post))}) }}"
    )
    led = {str(lower) for lower, _ in rows}
    return [catalogue.entities[lower].label for lower in lowers if lower not in led]
