"""Places for the boxes of a tree: wide where there is room, as an indented list where there is not."""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)
Point = tuple[int, int]
_INDENT, _STEM = 26, 12  # of a list below its head: where its boxes begin, where its line runs
_GAP_LIST, _GAP_WIDE, _GAP_DOWN, _GAP_ONLY = 14, 22, 40, 26
_COLUMNS = (5, 8, 12, 20, 3, 2)  # boxes in a column where many hang below one; few where nothing else fits
_ROOT_GAP = 40
_MOST_SPREAD = 6  # levels that stand beside each other


@dataclass(frozen=True, slots=True)
class Layout(Generic[Node]):
    """Centres of the boxes in pixels from the top left, the way of each line from parent to child, width and height."""

    places: dict[Node, Point]
    routes: dict[Node, tuple[Point, ...]]
    size: Point


@dataclass(slots=True)
class _Block(Generic[Node]):
    """A node with all below it: its size, the node's own place in it, and where the blocks of its children begin."""

    width: int
    height: int
    middle: int
    begins: dict[Node, Point] = field(default_factory=dict)
    routes: dict[Node, list[Point]] = field(default_factory=dict)


def measure_text(text: str, letter: float) -> float:
    """Width of `text` where a full-width letter takes `letter` pixels."""
    return sum(letter if unicodedata.east_asian_width(c) in "FWA" else letter * 0.58 for c in text)


@lru_cache(maxsize=16_384)  # a drawing asks for the same names again and again
def wrap_text(text: str, letters: int, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of about `letters` full-width letters; what is left out shows as an ellipsis."""
    count = max(1, min(lines, -(-round(measure_text(text, 1) * 10) // (letters * 10))))
    even = measure_text(text, 1) / count if count < lines or measure_text(text, 1) <= letters * lines else letters
    rows: list[str] = []
    row = ""
    for letter in text:
        # Lines of like length read better than a full one and a single letter; no line begins with a closing mark.
        if row and measure_text(row + letter, 1) > max(even + 0.6, 1) and letter not in "，。、；：）】》”？！":
            rows.append(row)
            row = ""
        row += letter
    rows.append(row)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1][:-1] + "…"]
    return tuple(rows)


def place_tree(
    children: Mapping[Node, Sequence[Node]], roots: Sequence[Node], sizes: Mapping[Node, Point], room: Point
) -> Layout[Node]:
    """The layout that can be shown largest in `room`; of equals the widest.

    Each node must have one parent at most. Nodes of the upper levels stand beside each other, those below hang from
    them as indented lists. What is tried: how many levels are spread, how many boxes a column has, how many trees a row.
    """
    order, depths = _walk(children, roots)
    deepest = max(depths.values(), default=0)
    best: Layout[Node] | None = None
    for spread in range(min(deepest, _MOST_SPREAD), -1, -1):
        for column in _COLUMNS if spread else _COLUMNS[:1]:
            for beside in sorted({1, 2, 3, len(roots)}, reverse=True):
                layout = _place(children, roots, sizes, order, depths, (spread, column, beside))
                if best is None or _fit(layout.size, room) > _fit(best.size, room) + 0.001:
                    best = layout
    assert best is not None
    return best


def fit_scale(size: Point, room: Point) -> float:
    """How large a drawing of `size` can be shown in `room`, 1 being its own size."""
    return min(1.0, _fit(size, room))


def _fit(size: Point, room: Point) -> float:
    return min(1.0, room[0] / max(size[0], 1), room[1] / max(size[1], 1))


def _walk(children: Mapping[Node, Sequence[Node]], roots: Iterable[Node]) -> tuple[list[Node], dict[Node, int]]:
    """Nodes, each before its children, and their depths; no recursion, since a tree may be deeper than its limit."""
    order: list[Node] = []
    depths: dict[Node, int] = {}
    stack = [(root, 0) for root in reversed(list(roots))]
    while stack:
        node, depth = stack.pop()
        depths[node] = depth
        order.append(node)
        stack += [(child, depth + 1) for child in reversed(children.get(node, ()))]
    return order, depths


def _place(
    children: Mapping[Node, Sequence[Node]],
    roots: Sequence[Node],
    sizes: Mapping[Node, Point],
    order: list[Node],
    depths: dict[Node, int],
    way: tuple[int, int, int],
) -> Layout[Node]:
    spread, column, beside = way
    blocks: dict[Node, _Block[Node]] = {}
    for node in reversed(order):
        below = children.get(node, ())
        if depths[node] < spread and not (1 < len(below) <= column and not any(children.get(c) for c in below)):
            blocks[node] = _spread(node, below, children, blocks, sizes, column)
        else:
            blocks[node] = _hang(node, below, blocks, sizes)
    corners: dict[Node, Point] = {}
    width = height = 0
    for start in range(0, len(roots), beside):
        x = 0
        top = height + _ROOT_GAP if height else 0
        for root in roots[start : start + beside]:
            corners[root] = (x, top)
            width, height = max(width, x + blocks[root].width), max(height, top + blocks[root].height)
            x += blocks[root].width + _ROOT_GAP
    places: dict[Node, Point] = {}
    routes: dict[Node, tuple[Point, ...]] = {}
    for node in order:
        left, top = corners[node]
        block = blocks[node]
        places[node] = (left + block.middle, top + sizes[node][1] // 2)
        for child in children.get(node, ()):
            dx, dy = block.begins[child]
            corners[child] = (left + dx, top + dy)
            routes[child] = tuple((left + px, top + py) for px, py in block.routes[child])
    return Layout(places, routes, (width, height))


def _hang(
    node: Node, below: Sequence[Node], blocks: Mapping[Node, _Block[Node]], sizes: Mapping[Node, Point]
) -> _Block[Node]:
    """An indented list: every child on a line of its own, further to the right."""
    width, height = sizes[node]
    block: _Block[Node] = _Block(width, height, width // 2)
    for child in below:
        top = block.height + _GAP_LIST
        block.begins[child] = (_INDENT, top)
        middle = top + sizes[child][1] // 2
        # In a list every head stands at the left edge of its block.
        block.routes[child] = [(_STEM, height), (_STEM, middle), (_INDENT, middle)]
        block.width = max(block.width, _INDENT + blocks[child].width)
        block.height = top + blocks[child].height
    return block


def _spread(
    node: Node,
    below: Sequence[Node],
    children: Mapping[Node, Sequence[Node]],
    blocks: Mapping[Node, _Block[Node]],
    sizes: Mapping[Node, Point],
    column: int,
) -> _Block[Node]:
    """Children beside each other below the node; those with nothing below them share columns."""
    width, height = sizes[node]
    block: _Block[Node] = _Block(width, height, width // 2)
    if not below:
        return block
    down = _GAP_DOWN if len(below) > 1 else _GAP_ONLY  # a straight line needs no room to branch
    top, bus = height + down, height + down // 2
    x = 0
    stems: list[int] = []
    for group in _group(below, children, column):
        left = x if len(group) == 1 else x + _INDENT
        y = top
        for child in group:
            middle = y + sizes[child][1] // 2
            stem = x + blocks[child].middle if len(group) == 1 else x + _STEM
            tail = [(stem, y)] if len(group) == 1 else [(stem, middle), (left, middle)]
            block.begins[child] = (left, y)
            block.routes[child] = [(stem, bus), *tail]
            x_end = left + blocks[child].width
            block.width = max(block.width, x_end)
            y += blocks[child].height + _GAP_LIST
        stems.append(stem)
        x = max(block.begins[child][0] + blocks[child].width for child in group) + _GAP_WIDE
        block.height = max(block.height, y - _GAP_LIST)
    block.middle = (stems[0] + stems[-1]) // 2
    if (short := width // 2 - block.middle) > 0:  # the head is wider than what stands left of it
        block.middle += short
        block.width += short
        block.begins = {child: (a + short, b) for child, (a, b) in block.begins.items()}
        block.routes = {child: [(a + short, b) for a, b in route] for child, route in block.routes.items()}
    block.width = max(block.width, block.middle + width - width // 2)
    for child, route in block.routes.items():
        block.routes[child] = [(block.middle, height), (block.middle, bus), *route]
    return block


def _group(below: Sequence[Node], children: Mapping[Node, Sequence[Node]], column: int) -> list[list[Node]]:
    """Neighbours that have nothing below them together, in columns of like length; each other one by itself."""
    runs: list[list[Node]] = []
    for child in below:
        if runs and not children.get(child) and not children.get(runs[-1][-1]):
            runs[-1].append(child)
        else:
            runs.append([child])
    groups: list[list[Node]] = []
    for run in runs:
        if len(run) <= 2 and len(runs) == 1:  # two below one stand beside each other
            groups += [[child] for child in run]
            continue
        columns = -(-len(run) // column)
        rows = -(-len(run) // columns)
        groups += [run[i : i + rows] for i in range(0, len(run), rows)]
    return groups
