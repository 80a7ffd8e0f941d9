"""The chart of one organization: as much of its tree as can be read in the room there is, the rest behind signs."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from nlp.catalogue import UNIT
from web.drawing import Box, Drawing, Line, arrange
from web.keys import make_key
from web.lanes import route_across
from web.language import gettext, say
from web.layout import Point, fit_scale
from web.structure import DUTY, Structure, list_superiors

MOST_BOXES = 400
ALL = "all"  # instead of keys: everything is opened
_SMALLEST = 0.82  # letters of 14 pixels are still read with ease
_FEWEST = 3


Layer = Literal["units", "posts", "duties"]


@dataclass(frozen=True, slots=True)
class View:
    """How a chart is looked at: what it begins with, what was opened and closed by hand, what is shown and marked.

    `way` are things in a row, the lines between which are marked as well. `across` shows the lines to further superiors
    than the main one. At most `most` boxes are drawn, all but duties where the `whole` is wanted.
    """

    below: str | None = None
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    layer: Layer = "posts"
    across: bool = True
    marked: frozenset[str] = frozenset()
    way: tuple[str, ...] = ()
    room: Point = (1180, 640)
    most: int = MOST_BOXES
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row of the outline, which has all things, drawn or not; `note` is the holder."""

    iri: str
    name: str
    kind: str
    depth: int
    note: str = ""


def draw_chart(structure: Structure, view: View) -> Drawing:
    """The part of `structure` that `view` asks for: as much as can be read at first sight in its room."""
    roots = _find_roots(structure, view)
    boxes, hidden = _choose(structure, roots, view, _choose_depth(structure, roots, view))
    return replace(route_across(_draw(structure, boxes, view)), hidden=hidden)


def outline(structure: Structure, view: View) -> tuple[OutlineRow, ...]:
    """The whole tree that `view` begins with, whatever of it is drawn."""
    rows: list[OutlineRow] = []
    roots = _find_roots(structure, view)
    stack = [(root, 0) for root in reversed(roots)]
    while stack:
        node, depth = stack.pop()
        name, note = structure.names[node]
        rows.append(OutlineRow(node, name, structure.kinds[node], depth, note))
        stack += [(child, depth + 1) for child in reversed(structure.children.get(node, []))]
    return tuple(rows)


def list_signs(structure: Structure, across: bool) -> frozenset[str]:
    """What a legend has to explain: the kinds of boxes and lines that a chart has, drawn already or not."""
    lines = {node: list_superiors(structure, node, across) for node in structure.superiors}
    found = {*structure.kinds.values(), *(["line"] if structure.parents else [])}
    found |= {"further"} if any(len(uppers) > 1 for uppers in lines.values()) else set()
    inferred = any(not structure.basis[node, upper] for node, uppers in lines.items() for upper in uppers)
    return frozenset(found | {"inferred"} if inferred else found)


def _find_roots(structure: Structure, view: View) -> list[str]:
    if view.below in structure.kinds:
        return [str(view.below)]
    return [node for node in structure.nodes if node not in structure.parents]


def _choose_depth(structure: Structure, roots: list[str], view: View) -> int:
    """How many levels can be read at first sight, whatever was opened or closed since."""
    depth = _count_levels(structure.children, roots)
    if view.whole or ALL in view.opened:
        return depth
    first = replace(view, opened=frozenset(), closed=frozenset())
    drawn = -1
    while depth > 1:
        boxes, _ = _choose(structure, roots, first, depth)
        if len(boxes) != drawn and fit_scale(_draw(structure, boxes, first).size, view.room) >= _SMALLEST:
            break
        if depth > 1 and len(_choose(structure, roots, first, depth - 1)[0]) < _FEWEST:
            break
        drawn, depth = len(boxes), depth - 1
    return depth


def _count_levels(children: dict[str, list[str]], roots: list[str]) -> int:
    depth, level = 0, roots
    while level := [child for node in level for child in children.get(node, ())]:
        depth += 1
    return depth


def _choose(structure: Structure, roots: list[str], view: View, depth: int) -> tuple[dict[str, Box], int]:
    """What is drawn to `depth`, and what was opened by hand; at most `view.most`, the upper first. With what is hidden."""
    wanted: set[str] = set(roots)
    for node in sorted(view.marked & structure.kinds.keys()):  # what is marked must be in sight, and the way to it
        way = [node]
        while way[-1] in structure.parents and way[-1] not in wanted:
            way.append(structure.parents[way[-1]])
        if way[-1] in wanted:
            wanted |= set(way)
    children = structure.children
    level, at = roots, 0
    waiting: list[str] = []
    while level and len(wanted) < view.most:
        below: list[str] = []
        for node in level:
            key = make_key(node)
            inside = [] if key in view.closed else children.get(node, [])
            if key in view.opened:
                below += inside
            elif at < depth or ALL in view.opened:  # duties are many: they come only where they are opened
                below += [child for child in inside if structure.kinds[child] != DUTY]
                waiting += [child for child in inside if structure.kinds[child] == DUTY and ALL in view.opened]
        wanted |= set([child for child in below if child not in wanted][: view.most - len(wanted)])
        level, at = [child for child in below if child in wanted], at + 1
    wanted |= set(waiting[: max(0, view.most - len(wanted))])  # posts have gone first
    boxes: dict[str, Box] = {}
    total = 0
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        inside = children.get(node, [])
        missing = [child for child in inside if child not in wanted]
        more = _count_below(children, missing)
        total += more
        boxes[node] = _make_box(structure, node, view, more, len(missing) < len(inside))
        stack += [child for child in reversed(inside) if child in wanted]
    return boxes, total


def _count_below(children: dict[str, list[str]], nodes: list[str]) -> int:
    count, waiting = 0, list(nodes)
    while waiting:
        count += 1
        waiting += children.get(waiting.pop(), ())
    return count


def _make_box(structure: Structure, iri: str, view: View, more: int, opened: bool) -> Box:
    name, note = structure.names[iri]
    if structure.kinds[iri] == DUTY:  # the structure is kept for every language
        note = say(note)
    return Box(iri, structure.kinds[iri], name, note, iri in view.marked, more, opened)


def _draw(structure: Structure, boxes: dict[str, Box], view: View) -> Drawing:
    parents = {node: structure.parents[node] for node in boxes if structure.parents.get(node) in boxes}
    lines = [_make_line(structure, node, parent) for node, parent in parents.items()]
    for node in boxes:
        # The tree itself leads to a superior above the node, or above its unit.
        led = {above := parents.get(node, "")}
        led |= {parents.get(above, "")} if structure.kinds.get(above) == UNIT else set()
        others = (
            upper for upper in list_superiors(structure, node, view.across) if upper in boxes and upper not in led
        )
        lines += [_make_line(structure, node, upper, extra=True) for upper in others if parents.get(upper) != node]
    steps = {pair for one, other in pairwise(view.way) for pair in _trace(parents, one, other)}
    lines = [replace(line, marked=(line.lower, line.upper) in steps) for line in lines] if steps else lines
    return arrange(boxes, parents, lines, view.room)


def _trace(parents: dict[str, str], one: str, other: str) -> set[tuple[str, str]]:
    """The lines, each from below, that lead from `one` thing to the `other` beside it on a way."""
    for lower, upper in ((one, other), (other, one)):
        unit = parents.get(lower, "")
        if unit != upper and parents.get(unit) == upper:  # to who leads the unit
            return {(lower, unit), (unit, upper), (lower, upper)}
    return {(one, other), (other, one)}


def _make_line(structure: Structure, lower: str, upper: str, extra: bool = False) -> Line:
    stated = structure.basis.get((lower, upper))
    if stated is None:
        return Line(lower, upper, "member", gettext("属于"))
    word = gettext("上级") if stated else gettext("推断的上级")
    further = extra and structure.mains.get(lower) != upper
    return Line(lower, upper, "reports" if stated else "inferred", word, extra, further)
