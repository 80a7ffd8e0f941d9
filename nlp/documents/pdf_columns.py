"""Reads what stands in columns on a PDF page without ruling lines: tables under a row of labels, pages in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.documents.tables import column_kind

#: A line of text, or a row of cells.
Row = str | list[str]

#: Columns of which one must be there for a row of labels to be a header, and so few labels make none.
_TOLD = frozenset(["post", "duties", "holder", "unit"])
_FEWEST_LABELS = 2
#: Of a table's columns: how far, in letters, a cell may begin before its label, and the gap that parts two cells.
_OUTDENT = 1.5
_GAP = 0.8
#: So many lines above and below a table may be the page's own.
_EDGE = 2
#: Of a page in two columns: lines on both sides, how full they are, where on the page the gutter may be.
_FEWEST_LINES = 5
_FULL = 0.55
_MIDDLE = (0.4, 0.6)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that stands together on a line, in points from the bottom left of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(slots=True)
class Columns:
    """The left edges of a table's columns; `open` while the table may go on on the next page."""

    lefts: list[float] = field(default_factory=list)
    open: bool = False


def read_columns(text_page: Any, width: float, before: Columns) -> list[Row] | None:
    """The page's lines and rows from the top, or None where nothing on it stands in columns.

    `before` has the columns of the table at the end of the page before, and gets those of this one.
    """
    lines = _lines(_runs(text_page))
    lefts = before.lefts if before.open else []
    before.open = False
    if not any(len(line) > 1 for line in lines):
        return None
    if lefts and not any(len(line) > 1 and _fits(line, lefts) for line in lines[: _EDGE + 1]):
        lefts = []
    if lefts or any(_is_header(line) for line in lines):
        return _read_tables(lines, lefts, before)
    gutter = _find_gutter(lines, width)
    return None if gutter is None else _read_halves(lines, gutter)


def _runs(text_page: Any) -> list[Run]:
    runs = []
    for index in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(index)
        text = text_page.get_text_bounded(left, bottom, right, top).replace("\ufffe", "").strip()
        if text:
            runs.append(Run(left, bottom, right, top, " ".join(text.split("\r\n"))))
    return runs


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs line by line from the top, those of a line from the left; what is not parted by a gap is one run."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -(r.top + r.bottom)):
        middle = (run.top + run.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_join_near(sorted(line, key=lambda r: r.left)) for line in lines]


def _join_near(line: Sequence[Run]) -> list[Run]:
    joined = [line[0]]
    for run in line[1:]:
        last = joined[-1]
        if run.left - last.right < _GAP * max(run.height, last.height):
            top, bottom = max(last.top, run.top), min(last.bottom, run.bottom)
            joined[-1] = Run(last.left, bottom, max(last.right, run.right), top, last.text + run.text)
        else:
            joined.append(run)
    return joined


def _is_header(line: Sequence[Run]) -> bool:
    kinds = [column_kind(run.text) for run in line]
    known = [kind for kind in kinds if kind is not None]
    return len(known) >= _FEWEST_LABELS and len(known) * 3 >= len(kinds) * 2 and len(set(known) & _TOLD) >= 2


def _fits(line: Sequence[Run], lefts: Sequence[float]) -> bool:
    """Whether every run begins at a column and ends before the next one."""
    for run in line:
        column = _column_of(run, lefts)
        after = lefts[column + 1] if column + 1 < len(lefts) else float("inf")
        if run.left < lefts[column] - _OUTDENT * run.height or run.right > after:
            return False
    return True


def _column_of(run: Run, lefts: Sequence[float]) -> int:
    return max((i for i, left in enumerate(lefts) if left <= run.left + _OUTDENT * run.height), default=0)


def _read_tables(lines: Sequence[Sequence[Run]], lefts: list[float], state: Columns) -> list[Row]:
    """The page's lines, and rows under a header; `lefts` are the columns of a table that goes on from the page before."""
    rows: list[Row] = []
    cells: list[str] | None = None  # of the row that the next line may go on
    last = -1
    for index, line in enumerate(lines):
        if _is_header(line):
            lefts = [run.left for run in line]
            rows.append([run.text for run in line])
            cells, last = None, index
        elif lefts and _fits(line, lefts) and (len(line) > 1 or cells is not None and _column_of(line[0], lefts)):
            texts = [""] * len(lefts)
            for run in line:
                column = _column_of(run, lefts)
                texts[column] = f"{texts[column]} {run.text}".strip()
            if cells is None or texts[0] and sum(map(bool, texts)) > 1:
                cells = texts
                rows.append(cells)
            else:
                for column, text in enumerate(texts):
                    cells[column] = f"{cells[column]}\n{text}".strip("\n") if text else cells[column]
            last = index
        else:
            rows.append("  ".join(run.text for run in line))
            if last != -1 or index >= _EDGE:
                state.lefts, lefts, cells = lefts or state.lefts, [], None
    state.lefts = lefts or state.lefts
    state.open = last != -1 and len(lines) - 1 - last <= _EDGE
    return rows


def _find_gutter(lines: Sequence[Sequence[Run]], width: float) -> float | None:
    """Where a page in two columns of running text parts: no line of most crosses it, both sides are full."""
    pairs = [line for line in lines if len(line) == 2]
    if len(pairs) < _FEWEST_LINES:
        return None
    gutter = min(line[1].left for line in pairs)
    right = max(line[0].right for line in pairs if line[0].right < gutter) if pairs else 0.0
    if not (width * _MIDDLE[0] < (right + gutter) / 2 < width * _MIDDLE[1]) or gutter <= right:
        return None
    half = (right + gutter) / 2
    left_edge = min(line[0].left for line in pairs)
    right_edge = max(line[1].right for line in pairs)
    fills = sorted(
        (run.right - run.left) / ((right - left_edge) if run.right < half else (right_edge - gutter))
        for line in pairs
        for run in line
    )
    crossing = sum(1 for line in lines for run in line if run.left < half < run.right)
    return half if fills[len(fills) // 2] >= _FULL and crossing * 4 <= len(lines) else None


def _read_halves(lines: Sequence[Sequence[Run]], gutter: float) -> list[Row]:
    """What crosses the gutter in its place, between such lines the left column and then the right one."""
    rows: list[Row] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        if any(run.left < gutter < run.right for run in line):
            rows += [*left, *right, "  ".join(run.text for run in line)]
            left, right = [], []
            continue
        sides: tuple[list[str], list[str]] = (left, right)
        for run in line:
            sides[run.left > gutter].append(run.text)
    return [*rows, *left, *right]
