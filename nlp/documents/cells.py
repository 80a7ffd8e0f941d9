"""Cuts the text of one table cell into items, as the lines of a document are cut."""

import re

from nlp.documents.blocks import Line, Piece, Span
from nlp.documents.numbering import cut


def cut_cell(cell: Piece) -> list[Piece]:
    """The items of a cell; a line break inside the cell (kept as U+2028) or a bar ends a line."""
    places: dict[int, tuple[Line, int]] = {}
    lines: list[Line] = []
    for span in cell.spans:
        start = span.start
        for part in re.split("[\u2028|]", span.line.text[span.start : span.end]):
            line = span.line
            small = Line(line.number, part, part, part, line.shape[start : start + len(part)], None, line.place)
            places[id(small)] = line, start
            lines.append(small)
            start += len(part) + 1
    pieces: list[Piece] = []
    for piece in cut(lines):
        spans = []
        for span in piece.spans:
            line, start = places[id(span.line)]
            spans.append(Span(line, start + span.start, start + span.end))
        pieces.append(Piece(piece.text, piece.shape, tuple(spans), piece.marker, piece.starts_line))
    return pieces
