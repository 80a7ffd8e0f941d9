"""Reads table rows: neighbouring label and value cells, rows under a header, columns squeezed into one cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.documents.blocks import Line, Piece, make_piece
from nlp.documents.labels import kind_of
from nlp.documents.titles import is_person, is_post, is_unit

_SPLIT = re.compile(r"\t+|\s*\|\s*| {3,}|\u3000{2,}")
_RULE = re.compile(r"^[\s|:\-+=─━│┃┼├┤┌┐└┘]+$")
_PERCENT = re.compile(r"^\d{1,3}\s*%?$")


def cells_of(line: Line) -> tuple[Piece, ...] | None:
    """The cells of a line that has them: given by the format, or divided by tabs or bars."""
    if line.cells is not None:
        pieces: list[Piece] = []
        position = 0
        for cell in line.cells:
            length = len(cell)
            pieces.append(make_piece(line, position, min(len(line.text), position + length)))
            position += length + 1
        return tuple(pieces)
    shape = line.shape
    if "\t" not in line.raw and "|" not in shape:
        return None
    if _RULE.match(shape):
        return ()
    pieces = []
    position = 0
    bounds = [(m.start(), m.end()) for m in re.finditer(r"\t+|\|", line.raw.replace("\uff5c", "|"))]
    for start, end in [*bounds, (len(shape), len(shape))]:
        pieces.append(make_piece(line, position, start))
        position = end
    if shape.lstrip().startswith("|"):
        pieces = pieces[1:]
    if pieces and not pieces[-1].text:
        pieces = pieces[:-1]
    return tuple(pieces) if len(pieces) >= 2 else None


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: the kind of each column, None where it is unknown."""

    kinds: tuple[str | None, ...]
    labels: tuple[str, ...]


def read_header(cells: Sequence[Piece], after: Sequence[Piece] | None) -> Header | None:
    """The header that a row is, judged with the row after it: two known columns, one a post, person or duty."""
    kinds = [column_kind(c.shape) for c in cells]
    known = [k for k in kinds if k is not None]
    if len(cells) < 2 or len(known) < 2 or len(known) * 2 < sum(1 for c in cells if c.text):
        return None
    if not {"post", "holder"} & set(known) and not (
        {"duties"} & set(known) and len(set(known)) >= 2 and {"unit", "ignore"} & set(known)
    ):
        return None
    if after is not None:
        below = [column_kind(c.shape) for c in after]
        if sum(1 for k in below if k is not None) >= max(2, len(known)):
            return (
                Header(tuple(kinds), tuple(c.text for c in cells))
                if len(after) == len(cells) and all(is_label_row(after))
                else None
            )
        if any(k is not None and not c.text for k, c in zip(kinds, after, strict=False)) and len(after) < len(cells):
            return None
    if len(known) == len([c for c in cells if c.text]) or "post" in known or "holder" in known:
        return Header(tuple(kinds), tuple(c.text for c in cells))
    return None


def is_label_row(cells: Sequence[Piece]) -> list[bool]:
    """For every cell with text whether it is a label."""
    return [column_kind(c.shape) is not None for c in cells if c.text]


def column_kind(text: str) -> str | None:
    """The kind of a cell that is a label, also with its colon or a remark in brackets."""
    word = re.sub(r"\([^()]*\)$", "", text.strip(" :*"))
    return kind_of(word) if word else None


def looks_like_value(piece: Piece) -> bool:
    """Whether a cell holds a value rather than a label."""
    shape = piece.shape.strip(" :")
    return bool(shape) and (
        kind_of(shape) is None or is_post(shape) or is_person(shape) or is_unit(shape) and len(shape) > 3
    )


def pick_column(rows: Sequence[Piece], labels: Sequence[str]) -> list[Piece] | None:
    """The cells of the column that states duties, of a table with one cell a line; None where they do not fit."""
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
