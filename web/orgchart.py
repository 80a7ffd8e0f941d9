"""The chart of one organization: units, posts with their holders, who reports to whom, as a tidy tree."""

from dataclasses import dataclass, field, replace

from graph.views import organization_graph, reporting_graph
from nlp.catalogue import POST
from nlp.desk import Desk
from web.drawing import Box, Drawing, Line, OutlineRow, arrange, choose_parents, list_children
from web.keys import make_key
from web.layout import Point, fit_scale

MOST_BOXES = 400
ALL = "all"  # instead of keys: everything is opened
_HOMES = {"postIn", "unitOf"}
_SMALLEST = 0.82  # letters of 14 pixels are still read with ease
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class View:
    """How a chart is looked at: what it begins with, what was opened and closed by hand, what is shown and marked."""

    below: str | None = None
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    posts: bool = True
    marked: frozenset[str] = frozenset()
    room: Point = (1180, 640)


@dataclass(frozen=True, slots=True)
class Structure:
    """An organization as a tree: names, kinds, the parent of each thing, and all that it reports to.

    `basis` says of a pair (lower, upper) whether the line is stated (true) or inferred.
    """

    nodes: tuple[str, ...]
    kinds: dict[str, str]
    parents: dict[str, str]
    superiors: dict[str, tuple[str, ...]]
    basis: dict[tuple[str, str], bool]
    children: dict[str, list[str]] = field(default_factory=dict)


def read_structure(desk: Desk, organization: str) -> Structure:
    """The tree of `organization`, in the order of its documents."""
    whole = organization_graph(desk.store, organization)
    reporting = reporting_graph(desk.store, organization)
    data = {str(node): attributes for node, attributes in whole.nodes(data=True) if attributes["type"] != "Person"}
    nodes = sorted(data, key=lambda n: (n != organization, data[n]["document"] or "", data[n]["line"] or 0, n))
    homes: dict[str, list[str]] = {node: [] for node in nodes}
    for lower, upper, attributes in whole.edges(data=True):
        if str(lower) in data and str(upper) in data and _HOMES & set(attributes["relations"]):
            homes[str(lower)].append(str(upper))
    ranked: dict[str, list[tuple[bool, float, str]]] = {}
    basis: dict[tuple[str, str], bool] = {}
    for lower, upper, attributes in reporting.edges(data=True):
        stated = attributes["basis"] == "stated"
        ranked.setdefault(str(lower), []).append((not stated, -attributes["confidence"], str(upper)))
        basis[str(lower), str(upper)] = stated
    superiors = {node: tuple(upper for *_, upper in sorted(found)) for node, found in ranked.items()}
    candidates: dict[str, list[str]] = {}
    for node in nodes:
        if node == organization:
            continue
        own = sorted(homes[node]) or ([organization] if organization in data else [])
        # A superior of the same unit stands above in the tree; one of another unit is a line across.
        candidates[node] = [*(s for s in superiors.get(node, ()) if set(own) & set(homes.get(s, ()))), *own]
    parents = choose_parents(candidates)
    kinds = {node: str(data[node]["type"]) for node in nodes}
    return Structure(tuple(nodes), kinds, parents, superiors, basis, list_children(nodes, parents))


def draw_chart(desk: Desk, structure: Structure, view: View) -> Drawing:
    """The part of `structure` that `view` asks for: as much as can be read at first sight in its room."""
    roots = _find_roots(structure, view)
    children = structure.children
    if not view.posts:
        children = _without_posts(structure)
    depth = _choose_depth(desk, structure, children, roots, view)
    boxes, hidden = _choose(desk, structure, children, roots, view, depth)
    drawing = _draw(structure, boxes, view)
    return replace(drawing, hidden=hidden, outline=outline(desk, structure, view))


def outline(desk: Desk, structure: Structure, view: View) -> tuple[OutlineRow, ...]:
    """The whole tree that `view` begins with, whatever of it is drawn."""
    rows: list[OutlineRow] = []
    roots = _find_roots(structure, view)
    stack = [(root, 0) for root in reversed(roots)]
    while stack:
        node, depth = stack.pop()
        name, note = _name(desk, node)
        rows.append(OutlineRow(node, name, structure.kinds[node], depth, note))
        stack += [(child, depth + 1) for child in reversed(structure.children.get(node, []))]
    return tuple(rows)


def _find_roots(structure: Structure, view: View) -> list[str]:
    if view.below in structure.kinds:
        return [str(view.below)]
    return [node for node in structure.nodes if node not in structure.parents]


def _without_posts(structure: Structure) -> dict[str, list[str]]:
    """The tree of organization and units alone; a unit below a post moves up to what that post belongs to."""
    units = [node for node in structure.nodes if structure.kinds[node] != POST]
    parents: dict[str, str] = {}
    for unit in units:
        above = structure.parents.get(unit)
        while above is not None and structure.kinds[above] == POST:
            above = structure.parents.get(above)
        if above is not None:
            parents[unit] = above
    return list_children(units, parents)


def _choose_depth(
    desk: Desk, structure: Structure, children: dict[str, list[str]], roots: list[str], view: View
) -> int:
    """How many levels can be read at first sight, whatever was opened or closed since."""
    first = replace(view, opened=frozenset(), closed=frozenset())
    depth = _count_levels(children, roots)
    drawn = -1
    while depth > 1:
        boxes, _ = _choose(desk, structure, children, roots, first, depth)
        if len(boxes) != drawn and fit_scale(_draw(structure, boxes, first).size, view.room) >= _SMALLEST:
            break
        if depth > 1 and len(_choose(desk, structure, children, roots, first, depth - 1)[0]) < _FEWEST:
            break
        drawn, depth = len(boxes), depth - 1
    return depth


def _count_levels(children: dict[str, list[str]], roots: list[str]) -> int:
    depth, level = 0, roots
    while level := [child for node in level for child in children.get(node, ())]:
        depth += 1
    return depth


def _choose(
    desk: Desk, structure: Structure, children: dict[str, list[str]], roots: list[str], view: View, depth: int
) -> tuple[dict[str, Box], int]:
    """What is drawn to `depth`, and what was opened by hand; at most MOST_BOXES, the upper first. With what is hidden."""
    wanted: set[str] = set(roots)
    level, at = roots, 0
    while level and len(wanted) < MOST_BOXES:
        below: list[str] = []
        for node in level:
            key = make_key(node)
            if key not in view.closed and (at < depth or key in view.opened or ALL in view.opened):
                below += children.get(node, ())
        below = below[: MOST_BOXES - len(wanted)]
        wanted |= set(below)
        level, at = below, at + 1
    boxes: dict[str, Box] = {}
    total = 0
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        inside = children.get(node, [])
        missing = [child for child in inside if child not in wanted]
        more = _count_below(children, missing)
        total += more
        boxes[node] = _make_box(desk, structure, node, view, more, len(missing) < len(inside))
        stack += [child for child in reversed(inside) if child in wanted]
    return boxes, total


def _count_below(children: dict[str, list[str]], nodes: list[str]) -> int:
    count, waiting = 0, list(nodes)
    while waiting:
        count += 1
        waiting += children.get(waiting.pop(), ())
    return count


def _make_box(desk: Desk, structure: Structure, iri: str, view: View, more: int, opened: bool) -> Box:
    name, note = _name(desk, iri)
    return Box(iri, structure.kinds[iri], name, note, iri in view.marked, more, opened)


def _name(desk: Desk, iri: str) -> tuple[str, str]:
    catalogue = desk.lexicon.catalogue
    entity = catalogue.entities.get(iri)
    label = entity.label if entity else iri.rpartition("/")[2]
    return label, "、".join(person.label for person in catalogue.holders(iri))


def _draw(structure: Structure, boxes: dict[str, Box], view: View) -> Drawing:
    parents = {}
    for node in boxes:
        above = structure.parents.get(node)
        while above is not None and above not in boxes:  # posts left out between two units
            above = structure.parents.get(above)
        if above is not None:
            parents[node] = above
    lines = [_make_line(structure, node, parent) for node, parent in parents.items()]
    for node in boxes:
        others = (s for s in structure.superiors.get(node, ()) if s in boxes and parents.get(node) != s != node)
        lines += [_make_line(structure, node, s, extra=True) for s in others if parents.get(s) != node]
    return arrange(boxes, parents, lines, view.room)


def _make_line(structure: Structure, lower: str, upper: str, extra: bool = False) -> Line:
    stated = structure.basis.get((lower, upper))
    if stated is None:
        return Line(lower, upper, "member", "属于")
    return Line(lower, upper, "reports" if stated else "inferred", "上级" if stated else "推断的上级", extra)
