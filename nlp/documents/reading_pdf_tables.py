"""Finds ruled tables on a page of a PDF file: from the lines that are drawn to cells with their text."""

import ctypes
import itertools
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

_NEAR = 3.0  # points within which two lines are one
_NUMBERED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]|[①-⑳•●■◆▪]")
_MAX_RULES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: upright ones at `at` = x from `low` to `high` in y, level ones at `at` = y."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Grid:
    """A table: `xs` from left to right, `ys` from top to bottom, `rows` of cells; a merged cell once, then empty ones."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rows: list[list[str]] = field(default_factory=list)


def read_letters(text_page: pypdfium2.PdfTextPage) -> list[Letter]:
    """The characters of a page with their boxes, without blanks."""
    letters: list[Letter] = []
    text: str = text_page.get_text_range()
    if len(text) != text_page.count_chars():
        return []
    for index, character in enumerate(text):
        if not character.isspace() and character != "\ufffe":
            letters.append(Letter(character, *text_page.get_charbox(index, loose=True)))
    return letters


def find_grids(page: pypdfium2.PdfPage) -> list[Grid]:
    """The tables of at least two rows and columns whose rules are drawn, from top to bottom, without text yet."""
    upright, level = _rules_of(page)
    if len(upright) < 2 or len(level) < 3:
        return []
    grids: list[Grid] = []
    for group_upright, group_level in _connected(upright, level):
        xs = _cluster(rule.at for rule in group_upright)
        ys = _cluster(rule.at for rule in group_level)
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(Grid(tuple(xs), tuple(reversed(ys))))
            grids[-1].rows = _merge(grids[-1], group_upright, group_level)
    return sorted(grids, key=lambda grid: -grid.ys[0])


def fill(grid: Grid, letters: Sequence[Letter]) -> list[Letter]:
    """Put the letters into the cells of `grid` (whose rows hold the number of the cell that each place belongs to).

    Returns the letters that stand outside.
    """
    cells: dict[str, list[Letter]] = {}
    outside: list[Letter] = []
    for letter in letters:
        x, y = (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2
        if not (grid.xs[0] <= x <= grid.xs[-1] and grid.ys[-1] <= y <= grid.ys[0]):
            outside.append(letter)
            continue
        column = max(i for i in range(len(grid.xs) - 1) if grid.xs[i] <= x)
        row = max(i for i in range(len(grid.ys) - 1) if grid.ys[i] >= y)
        cells.setdefault(grid.rows[row][column], []).append(letter)
    rights: dict[str, float] = {}
    for row_of_names in grid.rows:
        for index, name in enumerate(row_of_names):
            rights[name] = max(rights.get(name, 0.0), grid.xs[index + 1])
    seen: set[str] = set()
    for row_of_names in grid.rows:
        for index, name in enumerate(row_of_names):
            row_of_names[index] = "" if name in seen else write(cells.get(name, []), rights[name])
            seen.add(name)
    return outside


def write(letters: Sequence[Letter], right: float) -> str:
    """The text of a cell line by line; a line that fills the width up to `right` goes on in the next one."""
    text = ""
    lines = lines_of(letters)
    for number, line in enumerate(lines):
        text += text_of(line)
        if number + 1 < len(lines):
            size = line[0].top - line[0].bottom
            full = right - line[-1].right < size * 2.6 + 6  # what must not begin a line takes a character along
            text += "" if full and not _NUMBERED.match(text_of(lines[number + 1])) else "\n"
    return text


def lines_of(letters: Sequence[Letter]) -> list[list[Letter]]:
    """The letters line by line from top to bottom, each line from left to right."""
    if not letters:
        return []
    size = statistics.median(letter.top - letter.bottom for letter in letters)
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda c: -(c.top + c.bottom)):
        middle = (letter.top + letter.bottom) / 2
        if lines and abs(middle - (lines[-1][0].top + lines[-1][0].bottom) / 2) < size * 0.6:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        line.sort(key=lambda c: c.left)
    return lines


def text_of(line: Sequence[Letter]) -> str:
    """The text of one line; a gap of half a character is a blank."""
    text = line[0].text
    for before, letter in itertools.pairwise(line):
        gap = letter.left - before.right
        text += " " * (gap > (before.top - before.bottom) * 0.4) + letter.text
    return text


def _rules_of(page: pypdfium2.PdfPage) -> tuple[list[Rule], list[Rule]]:
    upright: list[Rule] = []
    level: list[Rule] = []
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number > _MAX_RULES:
            break
        left, bottom, right, top = item.get_bounds()
        if right - left <= _NEAR < top - bottom:
            upright.append(Rule((left + right) / 2, bottom, top))
        elif top - bottom <= _NEAR < right - left:
            level.append(Rule((bottom + top) / 2, left, right))
        elif right - left > _NEAR and top - bottom > _NEAR:
            for (x1, y1), (x2, y2) in _segments(item):
                if abs(x1 - x2) < 1 and abs(y1 - y2) > _NEAR:
                    upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
                elif abs(y1 - y2) < 1 and abs(x1 - x2) > _NEAR:
                    level.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
    return upright, level


Point = tuple[float, float]


def _segments(item: pypdfium2.PdfObject) -> list[tuple[Point, Point]]:
    """The straight strokes of a path, in the page's coordinates."""
    matrix = item.get_matrix()
    count = pdfium.FPDFPath_CountSegments(item.raw)
    found: list[tuple[Point, Point]] = []
    start = last = (0.0, 0.0)
    for index in range(min(count, 400)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            found.append((last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            found.append((point, start))
    return found


def _cluster(values: Iterable[float]) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _connected(upright: Sequence[Rule], level: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch each other, by the stretches of height that upright rules cover."""
    bands: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda r: r.low):
        if bands and rule.low <= bands[-1][1] + _NEAR:
            bands[-1] = bands[-1][0], max(bands[-1][1], rule.high)
        else:
            bands.append((rule.low, rule.high))
    return [
        (
            [r for r in upright if low - _NEAR <= r.low and r.high <= high + _NEAR],
            [r for r in level if low - _NEAR <= r.at <= high + _NEAR],
        )
        for low, high in bands
    ]


def _merge(grid: Grid, upright: Sequence[Rule], level: Sequence[Rule]) -> list[list[str]]:
    """For every place of the grid the name of the cell that it belongs to: places without a rule between are one."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    parent = list(range(columns * rows))

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            middle_y = (grid.ys[row] + grid.ys[row + 1]) / 2
            middle_x = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column + 1 < columns and not _covers(upright, grid.xs[column + 1], middle_y):
                parent[root(place + 1)] = root(place)
            if row + 1 < rows and not _covers(level, grid.ys[row + 1], middle_x):
                parent[root(place + columns)] = root(place)
    return [[str(root(row * columns + column)) for column in range(columns)] for row in range(rows)]


def _covers(rules: Sequence[Rule], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.low - 1 <= across <= rule.high + 1 for rule in rules)
