"""The chart of one organization: units, posts with their holders, who reports to whom, as a tidy tree."""

from dataclasses import dataclass, field, replace

from graph.model import Iri
from graph.terms import write_iri
from nlp.catalogue import PERSON, POST, Entity
from nlp.desk import Desk
from ontology import vocabulary as v
from web.drawing import Box, Drawing, Line, arrange, choose_parents, list_children
from web.keys import make_key
from web.layout import Point, fit_scale

MOST_BOXES = 400
ALL = "all"  # instead of keys: everything is opened
_NAMES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())
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


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row of the outline, which has all things, drawn or not; `note` is the holder."""

    iri: str
    name: str
    kind: str
    depth: int
    note: str = ""


def read_structure(desk: Desk, organization: str) -> Structure:
    """The tree of `organization`, in the order of its documents."""
    entities = desk.lexicon.catalogue.entities
    inside = [e for e in entities.values() if e.organization == organization and e.type != PERSON]
    inside.sort(key=lambda e: (e.iri != organization, e.source.document if e.source else "", _line_of(e), e.iri))
    kinds = {entity.iri: entity.type for entity in inside}
    superiors, basis = _read_lines(desk, organization, kinds)
    homes = {e.iri: sorted(home for home in e.within if home in kinds and home != e.iri) for e in inside}
    candidates: dict[str, list[str]] = {}
    for node in kinds:
        if node == organization:
            continue
        own = homes[node] or ([organization] if organization in kinds else [])
        # A superior of the same unit stands above in the tree; one of another unit is a line across.
        candidates[node] = [*(s for s in superiors.get(node, ()) if set(own) & set(homes.get(s, ()))), *own]
    parents = choose_parents(candidates)
    return Structure(tuple(kinds), kinds, parents, superiors, basis, list_children(kinds, parents))


def _line_of(entity: Entity) -> int:
    return entity.source.line_start if entity.source else 0


def _read_lines(
    desk: Desk, organization: str, kinds: dict[str, str]
) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], bool]]:
    """Thing → its superiors, the surest first; and for each such pair whether a document states it."""
    rows = desk.store.select(
        f"{_NAMES}SELECT DISTINCT ?lower ?upper ?basis ?confidence WHERE {{ "
        f"?lower zz:inOrganization {write_iri(Iri(organization))} . "
        "?line zz:subordinate ?lower ; zz:superior ?upper ; zz:basis ?basis "
        "OPTIONAL { ?line zz:confidence ?confidence } }"
    )
    ranked: dict[str, dict[str, tuple[bool, float, str]]] = {}
    for lower, upper, basis, confidence in rows:
        if str(lower) in kinds and str(upper) in kinds and lower != upper:
            rank = (basis != v.STATED, -float(str(confidence or 1)), str(upper))
            known = ranked.setdefault(str(lower), {})
            known[str(upper)] = min(rank, known.get(str(upper), rank))
    superiors = {lower: tuple(upper for *_, upper in sorted(found.values())) for lower, found in ranked.items()}
    return superiors, {(lower, upper): not r[0] for lower, found in ranked.items() for upper, r in found.items()}


def draw_chart(desk: Desk, structure: Structure, view: View) -> Drawing:
    """The part of `structure` that `view` asks for: as much as can be read at first sight in its room."""
    roots = _find_roots(structure, view)
    children = structure.children
    if not view.posts:
        children = _without_posts(structure)
    depth = _choose_depth(desk, structure, children, roots, view)
    boxes, hidden = _choose(desk, structure, children, roots, view, depth)
    drawing = _draw(structure, boxes, view)
    return replace(drawing, hidden=hidden)


def find_thing(desk: Desk, structure: Structure, text: str) -> str | None:
    """The thing whose name, or holder's name, is `text`; else the first that has it within."""
    exact, partial = None, None
    for node in structure.nodes:
        name, note = _name(desk, node)
        if text in (name, note, f"{name}（{note}）"):
            exact = exact or node
        elif partial is None and (text in name or text in note):
            partial = node
    return exact or partial


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
    for node in sorted(view.marked & structure.kinds.keys()):  # what is marked must be in sight, and the way to it
        way = [node]
        while way[-1] in structure.parents and way[-1] not in wanted:
            way.append(structure.parents[way[-1]])
        if way[-1] in wanted and (view.posts or structure.kinds[node] != POST):
            wanted |= set(way)
    level, at = roots, 0
    while level and len(wanted) < MOST_BOXES:
        below: list[str] = []
        for node in level:
            key = make_key(node)
            if key not in view.closed and (at < depth or key in view.opened or ALL in view.opened):
                below += children.get(node, ())
        wanted |= set([child for child in below if child not in wanted][: MOST_BOXES - len(wanted)])
        level, at = [child for child in below if child in wanted], at + 1
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
