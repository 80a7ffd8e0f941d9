"""Ways for the lines beside the tree: around boxes and signs, on lanes of their own.

Lines to one superior may join; otherwise no two lines run along the same lane, they only cross. Ways are searched on a
grid (A*) from each superior outwards, and from the ways to it that are there already.
"""

import heapq
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from web.drawing import Drawing
from web.layout import Point

_STEP = 7  # from one lane to the next
_MARGIN = 5 * _STEP  # lanes around the drawing
_CLEAR = 3  # from a lane to a box
_BESIDE_TREE = 4.5  # nearer than this a lane would seem part of a line of the tree
_CORNER = 9  # so far from the corners of a box a line may end
_TREE = 1  # owner of the cells of the tree's lines
_AHEAD, _BEND, _SHORT_BEND, _CROSS = 2, 9, 8, 5  # costs: a cell, a bend, one right at a box, crossing another line
_MOST_CELLS = 3_000_000
_MOST_TRIED, _MOST_TRIED_AT_ALL = 30_000, 250_000  # cells, for one way and for all

Rectangle = tuple[int, int, int, int]


def route_across(drawing: Drawing) -> Drawing:
    """`drawing` with ways for its lines beside the tree, made larger where these run outside of it."""
    wanted: dict[str, list[int]] = {}
    for number, line in enumerate(drawing.lines):
        if line.extra and line.lower != line.upper:
            wanted.setdefault(line.upper, []).append(number)
    if not wanted:
        return drawing
    boxes = {
        box.iri: (x - (size := box.size)[0] // 2, y - size[1] // 2, x + size[0] // 2, y + size[1] // 2)
        for box, (x, y) in zip(drawing.boxes, drawing.places, strict=True)
    }
    obstacles = [*boxes.values(), *_place_signs(drawing, boxes)]
    grid = _Grid.make(drawing.size, obstacles, drawing.routes)
    routes = list(drawing.routes)
    # Short ways first: they have least room to give way.
    ordered = sorted(
        wanted, key=lambda iri: max(_measure(boxes[drawing.lines[n].lower], boxes[iri]) for n in wanted[iri])
    )
    for owner, upper in enumerate(ordered, _TREE + 1):
        lowers = {number: boxes[drawing.lines[number].lower] for number in wanted[upper]}
        found = grid.connect(boxes[upper], lowers, owner) if grid else {}
        for number, lower in lowers.items():
            routes[number] = found.get(number) or _go_straight(lower, boxes[upper])
    return _shift(replace(drawing, routes=tuple(routes)))


def _measure(one: Rectangle, other: Rectangle) -> int:
    """How far two boxes are from each other, along the axes."""
    return abs(one[0] + one[2] - other[0] - other[2]) + abs(one[1] + one[3] - other[1] - other[3])


def _place_signs(drawing: Drawing, boxes: dict[str, Rectangle]) -> list[Rectangle]:
    """What the signs at the lower right corners cover."""
    found = []
    for box in drawing.boxes:
        if box.sign:
            *_, right, bottom = boxes[box.iri]
            found.append((right - 18 - 7 * len(box.sign), bottom - 5, right + 5, bottom + 11))
    return found


def _go_straight(lower: Rectangle, upper: Rectangle) -> tuple[Point, ...]:
    """The way where no better one is found: from edge to edge."""
    x1, x2 = (lower[0] + lower[2]) // 2, (upper[0] + upper[2]) // 2
    return ((x1, lower[1]), (x2, upper[3])) if lower[1] >= upper[3] else ((x1, lower[1]), (x2, upper[1]))


def _shift(drawing: Drawing) -> Drawing:
    """`drawing` with all its lines inside, all coordinates from zero on."""
    points = [point for route in drawing.routes for point in route]
    left, top = (min(0, *(point[axis] for point in points)) for axis in (0, 1))
    width, height = (max(drawing.size[axis], *(point[axis] + 1 for point in points)) for axis in (0, 1))
    return replace(
        drawing,
        places=tuple((x - left, y - top) for x, y in drawing.places),
        routes=tuple(tuple((x - left, y - top) for x, y in route) for route in drawing.routes),
        size=(width - left, height - top),
    )


@dataclass(slots=True)
class _Grid:
    """Cells in rows; of each whether it is taken by a box, and whose line runs through it, across (0) and down (1)."""

    columns: int
    rows: int
    taken: bytearray
    owners: tuple["array[int]", "array[int]"]
    tried: int = 0

    @staticmethod
    def make(size: Point, obstacles: Iterable[Rectangle], routes: Iterable[Sequence[Point]]) -> "_Grid | None":
        """The grid of a drawing with its boxes and the lines of its tree; None where it would be too large."""
        columns, rows = (-(-(length + 2 * _MARGIN) // _STEP) + 1 for length in size)
        count = columns * rows
        if count > _MOST_CELLS:
            return None
        grid = _Grid(columns, rows, bytearray(count), (array("H", bytes(2 * count)), array("H", bytes(2 * count))))
        for left, top, right, bottom in obstacles:
            first, last = _cells(left - _CLEAR, right + _CLEAR)
            for row in range(*_cells(top - _CLEAR, bottom + _CLEAR)):
                grid.taken[row * columns + first : row * columns + last] = b"\1" * (last - first)
        for edge in range(rows):  # the border keeps a search from running from one row into the next
            grid.taken[edge * columns] = grid.taken[edge * columns + columns - 1] = 1
        grid.taken[:columns] = grid.taken[-columns:] = b"\1" * columns
        for route in routes:
            for (x1, y1), (x2, y2) in pairwise(route):
                xs = _cells(min(x1, x2) - _BESIDE_TREE, max(x1, x2) + _BESIDE_TREE)
                ys = _cells(min(y1, y2) - _BESIDE_TREE, max(y1, y2) + _BESIDE_TREE)
                owned = grid.owners[0 if y1 == y2 else 1]
                for row in range(*ys):
                    for column in range(*xs):
                        owned[row * columns + column] = _TREE
        return grid

    def connect(self, upper: Rectangle, lowers: dict[int, Rectangle], owner: int) -> dict[int, tuple[Point, ...]]:
        """Ways from `lowers` to `upper`, which are marked as those of `owner`; some may be missing."""
        before: dict[int, int] = {}
        costs = dict(self._list_ports(upper))
        ports = frozenset(costs)
        found = {}
        for number in sorted(lowers, key=lambda number: _measure(lowers[number], upper)):
            state = self._search(costs, ports, lowers[number], owner, before)
            if state is None:
                continue
            way = [state]
            while way[-1] in before:
                way.append(before[way[-1]])
            for one in way:
                self.owners[one & 1][one >> 1] = owner
            # Who comes later may join anywhere; half the cost of the way on makes joining cheap, but no detour.
            for distance, one in enumerate(reversed(way)):
                costs.setdefault(one, distance * _AHEAD // 2)
            found[number] = self._walk(way, lowers[number], upper)
        return found

    def _search(
        self, starts: dict[int, int], ports: frozenset[int], goal: Rectangle, owner: int, before: dict[int, int]
    ) -> int | None:
        """The state from which `goal` is reached by the cheapest way from `starts`, which is added to `before`."""
        goals = dict(self._list_ports(goal))
        columns, taken, owners, mine = self.columns, self.taken, self.owners, (0, owner)
        left, right = _cells(goal[0], goal[2])
        top, bottom = _cells(goal[1], goal[3])

        def guess(state: int) -> int:
            """The least that the rest of the way costs."""
            row, column = divmod(state >> 1, columns)
            aside = max(left - column, 0, column - right)
            down = max(top - row, 0, row - bottom)
            return (aside + down) * _AHEAD + (_BEND if (aside if state & 1 else down) else 0)

        queue = [(cost + guess(state), cost, state, -1) for state, cost in starts.items()]
        heapq.heapify(queue)
        came: dict[int, int] = {}
        best: tuple[int, int] | None = None
        tried = 0
        while queue and tried < _MOST_TRIED and self.tried < _MOST_TRIED_AT_ALL:
            least, cost, state, last = heapq.heappop(queue)
            if best is not None and least >= best[0]:
                break
            if state in came:
                continue
            came[state] = last
            tried += 1
            self.tried += 1
            if state in goals and (best is None or cost + goals[state] < best[0]):
                best = cost + goals[state], state
            cell, axis = state >> 1, state & 1
            step = columns if axis else 1
            for other in (cell + step, cell - step):
                following = other << 1 | axis
                if not taken[other] and following not in came and owners[axis][other] in mine:
                    further = cost + (_AHEAD if owners[1 - axis][other] in mine else _AHEAD + _CROSS)
                    heapq.heappush(queue, (further + guess(following), further, following, state))
            if state ^ 1 not in came and owners[0][cell] in mine and owners[1][cell] in mine:
                further = cost + _BEND + (_SHORT_BEND if state in ports else 0)
                heapq.heappush(queue, (further + guess(state ^ 1), further, state ^ 1, state))
        if best is None:
            return None
        state = best[1]
        while state not in starts:  # from there on the way is known; a cheaper one to it could come back to itself
            before[state] = came[state]
            state = came[state]
        return best[1]

    def _list_ports(self, box: Rectangle) -> list[tuple[int, int]]:
        """States at which a line may leave `box`, with costs: the further from the middle of a side the more."""
        left, top, right, bottom = box
        x, y = (left + right) / 2, (top + bottom) / 2
        columns = (_cells(right + _CLEAR, right)[0], _cells(left, left - _CLEAR)[1] - 1)
        rows = (_cells(bottom + _CLEAR, bottom)[0], _cells(top, top - _CLEAR)[1] - 1)
        found = [
            (row * self.columns + column, 0, round(abs(_place(row) - y) / _STEP))
            for row in range(*_cells(top + _CORNER, bottom - _CORNER))
            for column in columns
        ] + [
            (row * self.columns + column, 1, round(abs(_place(column) - x) / _STEP))
            for column in range(*_cells(left + _CORNER, right - _CORNER))
            for row in rows
        ]
        return [
            (cell << 1 | axis, off) for cell, axis, off in found if not self.taken[cell] and not self.owners[axis][cell]
        ]

    def _walk(self, states: Sequence[int], lower: Rectangle, upper: Rectangle) -> tuple[Point, ...]:
        """The points at which the way over `states` begins, bends and ends."""
        bends = (one for one, following in pairwise(states) if one >> 1 == following >> 1)
        ends = [_touch(self._locate(states[end]), box) for end, box in ((0, lower), (-1, upper))]
        return (ends[0], *map(self._locate, bends), ends[1])

    def _locate(self, state: int) -> Point:
        row, column = divmod(state >> 1, self.columns)
        return _place(column), _place(row)


def _cells(low: float, high: float) -> tuple[int, int]:
    """The first cell at or behind `low`, and the one behind the last that is not beyond `high`."""
    return -int(-(low + _MARGIN) // _STEP), int((high + _MARGIN) // _STEP) + 1


def _place(cell: int) -> int:
    return cell * _STEP - _MARGIN


def _touch(point: Point, box: Rectangle) -> Point:
    """The point of the edge of `box` right beside `point`."""
    left, top, right, bottom = box
    return min(max(point[0], left), right), min(max(point[1], top), bottom)
