"""Table rows on the walk through a document: pairs of label and value, or one post a row under a header."""

from nlp.documents.blocks import Piece
from nlp.documents.drafts import PostDraft
from nlp.documents.facts import HolderFact
from nlp.documents.fields import FieldPart, split_fields, split_names
from nlp.documents.labels import is_empty
from nlp.documents.numbering import cut
from nlp.documents.tables import Header, column_kind, looks_like_value, read_header
from nlp.documents.titles import is_person, is_post, is_unit, split_count
from nlp.documents.walk_state import BODIES
from nlp.documents.walker import Walker


class RowReader:
    """Feeds rows to the walker; keeps the header of the table it is in."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.header: Header | None = None
        self.held: tuple[Piece, ...] | None = None
        self.carried: dict[int, Piece] = {}
        self.table: int | None = None

    def take(self, cells: tuple[Piece, ...]) -> None:
        """One row."""
        table = cells[0].spans[0].line.table
        if table != self.table:
            self.end_table()
            self.table = table
        if self.header is None and self.held is None:
            header = read_header(cells, None)
            if header is not None:
                self.held = cells
                return
        if self.held is not None:
            held, self.held = self.held, None
            header = read_header(held, cells)
            if header is not None and len(cells) >= 2:
                self.header = header
                self.carried = {}
            else:
                self._take_pairs(held)
        if self.header is not None:
            again = read_header(cells, None)
            if (
                again is not None
                and sum(k is not None for k in again.kinds) == sum(1 for c in cells if c.text)
                and len(cells) > 2
            ):
                self.header = again
                self.carried = {}
                return
            if self._fits(cells):
                self._take_row(cells)
                return
            self.header = None
        self._take_pairs(cells)

    def end_table(self) -> None:
        """Whatever follows is no row of the table any more."""
        if self.held is not None:
            held, self.held = self.held, None
            self._take_pairs(held)
        self.header = None
        self.table = None

    def _fits(self, cells: tuple[Piece, ...]) -> bool:
        assert self.header is not None
        if len(cells) < 2 and len(self.header.kinds) > 1:
            return False
        labels = sum(1 for c in cells if c.text and column_kind(c.shape) is not None and not looks_like_value(c))
        return labels * 2 <= len(cells)

    def _take_row(self, cells: tuple[Piece, ...]) -> None:
        """One post, person or duty under the header."""
        assert self.header is not None
        walker = self.walker
        row: dict[str, list[tuple[Piece, str]]] = {}
        for index, (kind, cell) in enumerate(zip(self.header.kinds, cells, strict=False)):
            if kind is None:
                continue
            value = cell
            if not cell.text and kind in ("unit", "post") and index in self.carried:
                value = self.carried[index]
            elif cell.text:
                self.carried[index] = cell
                if kind == "unit":
                    self.carried = {index: cell} | {i: c for i, c in self.carried.items() if i < index}
            if value.text and not is_empty(value.shape):
                row.setdefault(kind, []).append((value, self.header.labels[index]))
        if "organization" in row and walker.organization.name is None:
            piece = row["organization"][0][0]
            walker.name_organization(piece.text.strip(), piece)
        if "unit" in row:
            walker.owner = None
            walker._name_unit(row["unit"][0][0].shape, row["unit"][0][0])
        titles = row.get("post", [])
        people = [
            n.replace(" ", "")
            for piece, _ in row.get("holder", [])
            for n in split_names(piece.shape)
            if is_person(n.replace(" ", ""))
        ]
        if titles:
            piece = titles[0][0]
            title, count = split_count("".join(piece.shape.split()))
            current = walker.owner
            if not (isinstance(current, PostDraft) and current.title == title and not people):
                for name in split_names(title) or [title]:
                    post = walker._post_for(name, piece, people)
                    walker.owner = walker.subject = post
                    walker.pending = None
                    if count is not None:
                        post.headcount = count
        elif people and isinstance(walker.owner, PostDraft) and "duties" not in row:
            pass
        owner = walker.owner
        if isinstance(owner, PostDraft):
            for piece, _ in row.get("holder", []):
                for name in split_names(piece.shape):
                    word = name.replace(" ", "")
                    if is_person(word):
                        walker._add_holder(owner, word, piece.passage())
                walker._take_holders(piece.shape, piece) if not people else None
        for kind, values in row.items():
            if kind in ("post", "unit", "holder"):
                continue
            for piece, label in values:
                if kind in BODIES:
                    self._take_cell(kind, label, piece)
                else:
                    walker._take_value(kind, label, piece)
        walker.field = None

    def _take_pairs(self, cells: tuple[Piece, ...]) -> None:
        """Label cells with their values behind them."""
        walker = self.walker
        filled = [c for c in cells if c.text]
        if not filled:
            return
        if len(filled) == 1:
            self._take_lone(filled[0])
            return
        index = 0
        any_label = False
        while index < len(cells):
            cell = cells[index]
            kind = column_kind(cell.shape) if cell.text else None
            if kind is not None and not (
                index > 0 and column_kind(cells[index - 1].shape) is not None and looks_like_value(cell)
            ):
                any_label = True
                values: list[Piece] = []
                index += 1
                while index < len(cells) and (
                    not cells[index].text
                    or column_kind(cells[index].shape) is None
                    or not values
                    and looks_like_value(cells[index])
                ):
                    if cells[index].text:
                        values.append(cells[index])
                    index += 1
                self._take_pair(kind, cell, values)
                continue
            index += 1
            if not cell.text:
                continue
            if not any_label and len(filled) >= 2 and index == 1 and (is_post(cell.shape) or is_unit(cell.shape)):
                self._take_title_row(cell, [c for c in cells[1:] if c.text])
                return
            _, parts = split_fields(cell, False)
            if parts:
                for part in parts:
                    walker._take_field(part, cell)
            elif walker.field is not None and not any_label:
                self._take_cell(walker.field, "", cell)

    def _take_title_row(self, cell: Piece, values: list[Piece]) -> None:
        """A row without header: a title, and what the post does."""
        self._take_lone(cell)
        for value in values:
            name = value.shape.replace(" ", "")
            owner = self.walker.owner
            if is_person(name) and isinstance(owner, PostDraft):
                self.walker._add_holder(owner, name, value.passage())
            elif len(value.shape) > 6:
                self._take_cell("duties", "", value)

    def _take_pair(self, kind: str, cell: Piece, values: list[Piece]) -> None:
        walker = self.walker
        if kind in BODIES:
            walker._take_field(FieldPart(kind, cell.text, cell.part(len(cell.text), len(cell.text))), cell)
            for value in values:
                self._take_cell(kind, cell.text, value)
            return
        for value in values[:1] if kind not in ("superior", "subordinate", "holder") else values:
            walker._take_value(kind, cell.text.strip(":： "), value)

    def _take_lone(self, cell: Piece) -> None:
        for piece in (
            cut([span.line for span in cell.spans]) if cell.spans[0].line.cells is None else self._cut_cell(cell)
        ):
            self.walker.take(piece, None)

    def _cut_cell(self, cell: Piece) -> list[Piece]:
        from nlp.documents.cells import cut_cell

        return cut_cell(cell)

    def _take_cell(self, kind: str, label: str, cell: Piece) -> None:
        """What stands in a cell of a list-like field: items, or sentences."""
        from nlp.documents.cells import cut_cell

        walker = self.walker
        if kind == "qualification-part":
            walker._add_trait("qualification", cell, f"{label} {cell.text}")
            return
        walker._set_field(kind)
        pieces = cut_cell(cell)
        for index, piece in enumerate(pieces):
            walker._take_body(
                piece, pieces[index + 1] if index + 1 < len(pieces) else None, inline=piece.marker is None
            )


__all__ = ["HolderFact", "RowReader"]
