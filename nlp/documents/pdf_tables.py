"""Finds the tables of a PDF page by their ruling lines: where each stands, and the cells of its rows."""

import io
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pdfplumber

Box = tuple[float, float, float, float]
#: Of the text that stands in a box: left, top, right, bottom, in points from the top left of the page.
ReadBox = Callable[[Box], str]
_MARKER = re.compile(
    r"\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[.、．)）]|[①-⑳•·●◆■▪○★√—-]|第[\d一二三四五六七八九十]+[条章])"
)
_END = re.compile(r"[。；;：:.!?！？]$")
#: How much of a cell's width its margins and a letter that did not fit may take, in letters.
_SLACK = 2.2


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page: its box, and its rows with the box of every cell; None where no cell begins.

    A cell that another one covers from the left is left out of its row.
    """

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    letter: float

    def read(self, text_in: ReadBox) -> list[list[str]]:
        """The text of every cell; lines that were only broken at the cell's edge are one line again."""
        return [[_unwrap(text_in(cell), cell, self.letter) if cell else "" for cell in row] for row in self.rows]


class TableFinder:
    """The tables of one PDF file, page by page."""

    def __init__(self, content: bytes) -> None:
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it remarks on every odd font
        self._document = pdfplumber.open(io.BytesIO(content))

    def find(self, index: int) -> list[PageTable]:
        """The tables of the page `index`, from the top; boxes that hold one cell only are no tables."""
        page: Any = self._document.pages[index]
        found = []
        for table in page.find_tables():
            grid = [row.cells for row in table.rows]
            lefts = _find_lefts(grid)
            rows = tuple(tuple(_uncovered(cells, lefts)) for cells in grid)
            if len(rows) < 2 and len(rows[0]) < 2 or max(len(row) for row in rows) < 2:
                continue
            sizes = sorted(c["size"] for c in page.crop(_inside(table.bbox, page.bbox)).chars)
            letter = sizes[len(sizes) // 2] if sizes else 10.0
            found.append(PageTable(table.bbox, rows, float(letter)))
        page.close()
        return sorted(found, key=lambda table: table.box[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()


def _uncovered(cells: Sequence[Box | None], lefts: Sequence[float]) -> Iterator[Box | None]:
    """Cells of a row; a missing one stays only where no cell covers it from the left. `lefts` are of the columns."""
    right = 0.0
    for cell, left in zip(cells, lefts, strict=True):
        if cell is not None:
            right = cell[2]
            yield cell
        elif left > right - 1:
            yield None


def _find_lefts(rows: Sequence[Sequence[Box | None]]) -> list[float]:
    """The left edge of every column, from the rows in which a cell begins there."""
    return [min((cell[0] for cell in column if cell), default=0.0) for column in zip(*rows, strict=True)]


def _inside(box: Box, page: Box) -> Box:
    return (max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3]))


def _unwrap(text: str, cell: Box, letter: float) -> str:
    """Join lines that fill the cell and do not end a sentence with the line that goes on."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    width = (cell[2] - cell[0]) / max(letter, 1.0) - _SLACK
    joined: list[str] = []
    full = False
    for line in lines:
        if joined and full and not _MARKER.match(line):
            joined[-1] += line
        else:
            joined.append(line)
        full = _measure(line) >= min(width, max(map(_measure, lines)) - 1) and not _END.search(line)
    return "\n".join(joined)


def _measure(line: str) -> float:
    """Width in full-width letters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "FWA" else 0.5 for c in line)
