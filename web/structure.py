"""An organization as a tree: units, posts with their holders, who reports to whom, and their duties where wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.model import Iri
from graph.terms import write_iri
from nlp.catalogue import PERSON, POST, Entity
from nlp.desk import Desk
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.drawing import choose_parents, list_children
from web.superiors import rank_superiors

DUTY = "Duty"
Ties = Literal["all", "stated", "member"]
_INVOLVEMENT = {v.involvement_iri(code): word for code, word in INVOLVEMENT.items()}
_MOST_DUTIES = 20_000


@dataclass(frozen=True, slots=True)
class Structure:
    """An organization as a tree: names with notes, kinds, the parent of each thing, and all that it reports to.

    Things come in the order of their documents. The note of a post is its holders, that of a duty how its post is
    involved. `basis` says of a pair (lower, upper) whether the line is stated (true) or inferred. `homes` are what a
    thing belongs to, wherever it stands in the tree, `holders` the people of a post. `mains` is the one superior of a
    thing that is drawn as its superior wherever it stands; any others are further ones.
    """

    nodes: tuple[str, ...]
    names: dict[str, tuple[str, str]]
    kinds: dict[str, str]
    parents: dict[str, str]
    superiors: dict[str, tuple[str, ...]]
    basis: dict[tuple[str, str], bool]
    children: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    holders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mains: dict[str, str] = field(default_factory=dict)


def read_structure(desk: Desk, organization: str, duties: bool = False, ties: Ties = "all") -> Structure:
    """The tree of `organization`; with `duties` each post and unit has its duties below it.

    `ties` are the relations that count: all, without the inferred reporting lines, or membership alone.
    """
    catalogue = desk.lexicon.catalogue
    inside = [e for e in catalogue.entities.values() if e.organization == organization and e.type != PERSON]
    inside.sort(key=lambda e: (e.iri != organization, e.source.document if e.source else "", _line_of(e), e.iri))
    kinds = {entity.iri: entity.type for entity in inside}
    superiors, basis = ({}, {}) if ties == "member" else _read_lines(desk, organization, kinds, ties == "all")
    homes = {e.iri: sorted(home for home in e.within if home in kinds and home != e.iri) for e in inside}
    top = [organization] if organization in kinds else []
    own = {node: homes[node] or top for node in kinds if node != organization}
    candidates: dict[str, list[str]] = {}
    for node, inside_of in own.items():
        # The main superior, of the same unit, stands above in the tree; one of another unit is a line across.
        main = superiors.get(node, ())[:1]
        candidates[node] = [*(s for s in main if set(inside_of) & set(own.get(s, ()))), *inside_of]
    heads = _find_heads({node: inside_of for node, inside_of in own.items() if kinds[node] == POST}, superiors)
    for unit, (head, _) in heads.items():
        around = _list_around(own, head)  # 事业部总经理 may stand in a unit of its own
        if unit not in around and set(own.get(unit, ())) & around:
            candidates[unit].insert(0, head)
    parents = choose_parents(candidates)
    basis |= {
        (unit, head): all(basis[post, head] for post in posts)
        for unit, (head, posts) in heads.items()
        if parents.get(unit) == head and (unit, head) not in basis
    }
    names = {e.iri: (e.label, "、".join(p.label for p in catalogue.holders(e.iri))) for e in inside}
    if duties:
        for owner, duty, text, note in _read_duties(desk, organization):
            if owner in kinds and duty not in kinds:
                kinds[duty], names[duty], parents[duty] = DUTY, (text, note), owner
    children = list_children(kinds, parents)
    for below in children.values():
        below.sort(key=lambda node: kinds[node] != DUTY)  # what somebody does stands right below
    return Structure(
        nodes=tuple(kinds),
        names=names,
        kinds=kinds,
        parents=parents,
        superiors=superiors,
        basis=basis,
        children=children,
        homes={node: tuple(found) for node, found in homes.items() if found},
        holders={e.iri: tuple(p.iri for p in people) for e in inside if (people := catalogue.holders(e.iri))},
        mains={node: found[0] for node, found in superiors.items()},
    )


def _find_heads(
    own: Mapping[str, Sequence[str]], superiors: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, list[str]]]:
    """Unit → the one superior outside it of all its posts that report to none in it, with these posts.

    Who leads whoever leads a unit stands above the unit.
    """
    members: dict[str, list[str]] = {}
    for node, homes in own.items():
        for home in homes:
            members.setdefault(home, []).append(node)
    heads = {}
    for unit, inside in members.items():
        tops = [node for node in inside if not set(superiors.get(node, ())) & set(inside)]
        common = set.intersection(*(set(superiors.get(node, ())) for node in tops)) if tops else set()
        if len(common) == 1:
            heads[unit] = (common.pop(), tops)
    return heads


def _list_around(own: Mapping[str, Sequence[str]], node: str) -> set[str]:
    """Everything that `node` belongs to, directly or by what it belongs to."""
    around: set[str] = set()
    further = list(own.get(node, ()))
    while further:
        home = further.pop()
        if home not in around:
            around.add(home)
            further += own.get(home, ())
    return around


def list_superiors(structure: Structure, node: str, across: bool = True) -> tuple[str, ...]:
    """What `node` reports to; without `across` only the main one."""
    if across:
        return structure.superiors.get(node, ())
    return (structure.mains[node],) if node in structure.mains else ()


def _line_of(entity: Entity) -> int:
    return entity.source.line_start if entity.source else 0


def _read_lines(
    desk: Desk, organization: str, kinds: dict[str, str], inferred: bool
) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], bool]]:
    """Thing → its superiors, the main one first; and for each such pair whether a document states it."""
    rows = desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?lower ?upper ?basis ?confidence WHERE {{ "
        f"?lower zz:inOrganization {write_iri(Iri(organization))} . "
        "?line zz:subordinate ?lower ; zz:superior ?upper ; zz:basis ?basis "
        "OPTIONAL { ?line zz:confidence ?confidence } }"
    )
    found: dict[str, list[tuple[str, bool, float]]] = {}
    for lower, upper, basis, confidence in rows:
        if str(lower) in kinds and str(upper) in kinds and (inferred or basis == v.STATED):
            found.setdefault(str(lower), []).append((str(upper), basis == v.STATED, float(str(confidence or 1))))
    ranked = {lower: rank_superiors(desk.lexicon.catalogue, lower, lines) for lower, lines in found.items()}
    superiors = {lower: tuple(one.iri for one in uppers) for lower, uppers in ranked.items() if uppers}
    return superiors, {(lower, one.iri): one.stated for lower, uppers in ranked.items() for one in uppers}


def _read_duties(desk: Desk, organization: str) -> list[tuple[str, str, str, str]]:
    """Owner, duty, sentence and involvement in words, in the order of the owners' lists."""
    rows = desk.store.select(
        f"{v.PROLOGUE}SELECT ?owner ?duty ?text (SAMPLE(?o) AS ?order) (SAMPLE(?i) AS ?how) WHERE {{ "
        f"?owner zz:inOrganization {write_iri(Iri(organization))} ; zz:hasDuty ?duty . "
        "?duty zz:statement ?text FILTER(!LANGMATCHES(LANG(?text), 'zh-hant')) "
        "OPTIONAL { ?duty zz:order ?o } OPTIONAL { ?duty zz:involvement ?i } } "
        f"GROUP BY ?owner ?duty ?text ORDER BY ?owner ?order ?duty LIMIT {_MOST_DUTIES}"
    )
    return [(str(owner), str(duty), str(text), _INVOLVEMENT.get(str(how), "")) for owner, duty, text, _, how in rows]
