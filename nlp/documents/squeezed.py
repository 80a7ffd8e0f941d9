"""Reads tables whose columns were squeezed into one cell a line."""

import re
from collections.abc import Sequence

from nlp.documents.blocks import Piece

_PERCENT = re.compile(r"^\d{1,3}\s*%?$")


def pick_column(rows: Sequence[Piece], labels: Sequence[str]) -> list[Piece] | None:
    """The cells of the column that states duties, of a table with one cell a line; None where they do not fit."""
    if rows and rows[0].shape == "1":  # the rows are numbered: how far it is to 2 says how many columns there are
        width = next((i for i, row in enumerate(rows) if row.shape == "2"), len(rows))
        if 2 <= width <= len(labels):
            labels = labels[-width:]
    width = len(labels)
    wanted = [i for i, label in enumerate(labels) if label in ("duties", "authority")]
    if width < 2 or len(rows) < width or not wanted:
        return None
    if len(rows) % width == 0:
        column = wanted[-1]
        return [row for index, row in enumerate(rows) if index % width == column]
    return None


def drop_filler(rows: Sequence[Piece]) -> list[Piece]:
    """Cells without percentages and without words that are repeated in row after row."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.text] = counts.get(row.text, 0) + 1
    return [
        row for row in rows if not _PERCENT.match(row.shape) and not (counts[row.text] >= 3 and len(row.text) <= 12)
    ]
