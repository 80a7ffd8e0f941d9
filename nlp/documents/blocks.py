"""Types that the stages of document reading hand to each other: lines, markers, pieces."""

from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.documents.facts import Passage
from nlp.documents.sheet_places import move


class SourceLine(NamedTuple):
    """One line of a document's text, numbered from 1; a table's row has its `cells` and the number of its table."""

    number: int
    text: str
    place: str | None = None
    cells: tuple[str, ...] | None = None
    table: int | None = None
    level: int = 0  # heading level where the format states one


class Line(NamedTuple):
    """A cleaned line: `raw`, `text` (simplified) and `shape` (also half-width) have the same length.

    `offsets` says where each character stood in `source`, the line as the document has it; None where nothing
    was taken out.
    """

    number: int
    source: str
    raw: str
    text: str
    shape: str
    offsets: tuple[int, ...] | None = None
    place: str | None = None
    cells: tuple[str, ...] | None = None
    table: int | None = None
    level: int = 0

    def quote(self, start: int, end: int) -> str:
        """The document's own letters behind `text[start:end]`."""
        if start >= end:
            return ""
        if self.offsets is None:
            return self.source[start:end]
        return self.source[self.offsets[start] : self.offsets[end - 1] + 1]

    def place_at(self, start: int) -> str | None:
        """The place of what begins at `start`: in a spreadsheet that of its own cell, not that of its row."""
        if self.place is None or self.cells is None or "!" not in self.place:
            return self.place
        at = start if self.offsets is None else self.offsets[start] if start < len(self.offsets) else len(self.source)
        before = self.source.count("\t", 0, at)
        empty = len(self.source) - len(self.source.lstrip("\t"))  # the row's place names its first filled cell
        return move(self.place, before - empty) if before > empty else self.place


class Marker(NamedTuple):
    """A numbering marker: its family (`cn`, `ar`, `bullet` …), its value (0 for bullets) and its sequence."""

    family: str
    value: int
    sequence: int
    depth: int = 0


class Span(NamedTuple):
    """A half-open range of one line."""

    line: Line
    start: int
    end: int


@dataclass(slots=True)
class Piece:
    """A stretch of text between markers: the unit that is classified as heading, field, item or prose."""

    text: str
    shape: str
    spans: tuple[Span, ...]
    marker: Marker | None = None
    starts_line: bool = True
    cells: tuple["Piece", ...] | None = None
    table: int | None = None
    level: int = 0
    _passage: Passage | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def line(self) -> int:
        """Number of the line on which the piece begins."""
        return self.spans[0].line.number

    def passage(self) -> Passage:
        """Where the piece stands."""
        if self._passage is None:
            self._passage = self._find_passage()
        return self._passage

    def _find_passage(self) -> Passage:
        first, last = self.spans[0].line, self.spans[-1].line
        if len(self.spans) == 1:
            span = self.spans[0]
            return Passage(
                first.number, first.number, first.quote(span.start, span.end).strip(), first.place_at(span.start)
            )
        quote = "\n".join(s.line.quote(s.start, s.end).strip() for s in self.spans)
        start = self.spans[0].start
        column = start if first.offsets is None else first.offsets[start] if start < len(first.offsets) else -1
        return Passage(first.number, last.number, quote, first.place_at(start), column)

    def part(self, start: int, end: int) -> "Piece":
        """The part `text[start:end]` without white space at its ends, as a piece of its own, without marker."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        spans: list[Span] = []
        position = 0
        for span in self.spans:
            length = span.end - span.start
            low, high = max(start, position), min(end, position + length)
            if low < high:
                spans.append(Span(span.line, span.start + low - position, span.start + high - position))
            position += length
        if not spans:
            spans.append(Span(self.spans[-1].line, self.spans[-1].end, self.spans[-1].end))
        return Piece(
            self.text[start:end], self.shape[start:end], tuple(spans), starts_line=self.starts_line and start == 0
        )

    def join(self, other: "Piece") -> None:
        """Append `other`, which continues this piece."""
        self.text += other.text
        self.shape += other.shape
        self.spans += other.spans
        self._passage = None


#: A piece of running text, or the cells of a row.
Block = Piece | tuple[Piece, ...]


def make_piece(line: Line, start: int, end: int, marker: Marker | None = None, starts_line: bool = True) -> Piece:
    """The piece `line.text[start:end]`, white space at its ends left out."""
    text = line.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Piece(
        text[start:end], line.shape[start:end], (Span(line, start, end),), marker, starts_line, level=line.level
    )
