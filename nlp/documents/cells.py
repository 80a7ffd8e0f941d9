"""Cuts the text of one table cell into items, as the lines of a document are cut."""

from nlp.documents.blocks import Line, Piece, Span
from nlp.documents.numbering import cut


def cut_cell(cell: Piece) -> list[Piece]:
    """The items of a cell; a line break inside the cell (kept as U+2028) ends a line."""
    pieces: list[Piece] = []
    for span in cell.spans:
        start = span.start
        text = span.line.text[span.start : span.end]
        for part in text.split("\u2028"):
            line = span.line
            small = Line(line.number, part, part, part, line.shape[start : start + len(part)], None, line.place)
            for piece in cut([small]):
                spans = tuple(Span(line, start + s.start, start + s.end) for s in piece.spans)
                pieces.append(Piece(piece.text, piece.shape, spans, piece.marker, piece.starts_line))
            start += len(part) + 1
    return pieces
