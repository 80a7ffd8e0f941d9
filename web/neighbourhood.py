"""The part of a chart around one thing: what can be reached from it in a few steps over the relations that are shown."""

from collections.abc import Set
from dataclasses import dataclass, replace

from nlp.catalogue import POST
from web.drawing import choose_parents, list_children
from web.orgchart import Layer
from web.structure import DUTY, Structure, list_superiors

#: How far one may ask to see; more steps than these are the whole chart.
DEPTHS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of a chart: its structure, how many boxes it has, and the whole has.

    Duties are not counted, here or as steps: they come with their post.
    """

    structure: Structure
    count: int
    total: int


def cut_part(whole: Structure, centre: str, depth: int, layer: Layer, across: bool) -> Part:
    """What lies within `depth` steps of `centre` by membership and reporting; a person is where the posts are that they hold.

    Lines that are not shown are no way: without `across` those to further superiors, among units alone those of posts.
    """
    shown = leave_units(whole) if layer == "units" else whole
    near = _list_neighbours(shown, across)
    reached = _find_starts(whole, near.keys(), centre)
    frontier = reached
    for _ in range(depth):
        frontier = {other for node in frontier for other in near.get(node, ())} - reached
        reached = reached | frontier
    kept = [node for node in shown.nodes if (shown.parents[node] if shown.kinds[node] == DUTY else node) in reached]
    things = [node for node in kept if shown.kinds[node] != DUTY]
    return Part(
        structure=_restrict(shown, kept),
        count=len(things),
        total=sum(kind != DUTY for kind in shown.kinds.values()),
    )


def _list_neighbours(structure: Structure, across: bool) -> dict[str, set[str]]:
    """Each thing → what is one step away."""
    near: dict[str, set[str]] = {}
    for node in structure.nodes:
        if structure.kinds[node] == DUTY:
            continue
        near.setdefault(node, set())
        others = set(structure.homes.get(node, ()))
        others |= {structure.parents[node]} if node in structure.parents and not structure.homes.get(node) else set()
        others |= set(list_superiors(structure, node, across))
        for other in others - {node}:
            near[node].add(other)
            near.setdefault(other, set()).add(node)
    return near


def _find_starts(whole: Structure, shown: Set[str], centre: str) -> set[str]:
    """`centre` itself, or the posts of the person; of one that is not shown what stands above it."""
    held = {post for post, people in whole.holders.items() if centre in people}
    starts = set()
    for start in held or {centre}:
        node: str | None = start
        while node is not None and node not in shown:
            node = whole.parents.get(node)
        starts.add(node or start)
    return starts


def leave_units(whole: Structure) -> Structure:
    """Organization and units alone; a unit below a post moves up to what that post belongs to."""
    kept = [node for node in whole.nodes if whole.kinds[node] not in (POST, DUTY)]
    parents: dict[str, str] = {}
    for unit in kept:
        above = whole.parents.get(unit)
        while above is not None and whole.kinds[above] == POST:
            above = whole.parents.get(above)
        if above is not None:
            parents[unit] = above
    return _restrict(replace(whole, parents=parents), kept)


def _restrict(structure: Structure, kept: list[str]) -> Structure:
    """`structure` with the things in `kept` alone; one whose parent is left out stands below what it belongs to."""
    inside = set(kept)
    above = {
        node: [structure.parents[node], *structure.homes.get(node, ())] for node in kept if node in structure.parents
    }
    parents = choose_parents({node: [one for one in found if one in inside] for node, found in above.items()})

    def choose(links: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {node: tuple(o for o in others if o in inside) for node, others in links.items() if node in inside}

    return replace(
        structure,
        nodes=tuple(kept),
        kinds={node: structure.kinds[node] for node in kept},
        parents=parents,
        superiors=choose(structure.superiors),
        homes=choose(structure.homes),
        holders={node: people for node, people in structure.holders.items() if node in inside},
        mains={node: upper for node, upper in structure.mains.items() if node in inside and upper in inside},
        children=list_children(kept, parents),
    )
