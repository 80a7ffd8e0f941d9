"""The rows of a form on the walk through a document: labels with their values beside them, or a label alone."""

from collections.abc import Sequence

from nlp.documents.blocks import Piece
from nlp.documents.brackets import read_contacts
from nlp.documents.cells import cut_cell
from nlp.documents.drafts import PostDraft
from nlp.documents.fields import FieldPart, spaced_fields, split_fields
from nlp.documents.numbering import cut
from nlp.documents.tables import Row, column_kind, looks_like_value
from nlp.documents.titles import is_person, is_post, is_unit
from nlp.documents.walk_state import BODIES
from nlp.documents.walker import Walker

#: Cells of a row with two labels and two values.
_PAIRS = 4


class FormReader:
    """Feeds rows without a header above them to the walker."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.paired = False  # whether labels and values take turns in the table at hand

    def begin(self, rows: Sequence[Row]) -> None:
        """A table begins: in most of its rows with four cells the third is a label like the first."""
        full = [row for row in rows if len(row) == _PAIRS and row[0].text and row[2].text]
        labelled = [row for row in full if _is_label(row[0]) and _is_label(row[2])]
        self.paired = len(labelled) >= 2 and len(labelled) * 2 > len(full)

    def take_row(self, cells: Row) -> None:
        """Label cells with their values behind them."""
        walker = self.walker
        filled = [c for c in cells if c.text]
        if not filled:
            return
        spaced = [spaced_fields(c) for c in filled]
        if len(filled) > 1 and all(spaced):  # each cell has its label and its value
            for cell, parts in zip(filled, spaced, strict=True):
                for part in parts:
                    walker._take_field(part, cell)
            return
        if len(filled) == 1:
            if len(cells) > 1 and not cells[0].text and walker.field is not None and walker.owner is not None:
                self.take_cell(walker.field, "", filled[0])  # beside a label that was merged over several rows
                return
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
                    and (looks_like_value(cells[index]) or kind == "unit" and is_unit(cells[index].shape))
                ):
                    if self.paired and values and index == 2 and kind not in BODIES:
                        cells = cells[:index]  # a label that is not known, with its value
                        break
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
            elif walker.field is not None and not any_label and not (index == 1 and _is_group(filled)):
                self.take_cell(walker.field, "", cell)

    def take_cell(self, kind: str, label: str, cell: Piece) -> None:
        """What stands in a cell of a list-like field: items, or sentences."""
        walker = self.walker
        if kind == "qualification-part":
            walker._add_trait("qualification", cell, f"{label} {cell.text}")
            return
        walker._set_field(kind)
        pieces = cut_cell(cell)
        for index, piece in enumerate(pieces):
            lead, parts = split_fields(piece, False)
            if lead is None and parts and all(part.kind in BODIES and len(part.label) >= 4 for part in parts):
                for part in parts:
                    walker._take_field(part, piece)
                continue
            walker._take_body(
                piece, pieces[index + 1] if index + 1 < len(pieces) else None, inline=piece.marker is None
            )

    def _take_title_row(self, cell: Piece, values: list[Piece]) -> None:
        """A row without header: a title, and what the post does."""
        self._take_lone(cell)
        for value in values:
            name = value.shape.replace(" ", "")
            owner = self.walker.owner
            contacts = read_contacts(value.shape)
            for kind, told in contacts:
                self.walker._take_contact(kind, told)
            if contacts:
                continue
            if is_person(name) and isinstance(owner, PostDraft):
                self.walker._add_holder(owner, name, value.passage(), "position")
            elif len(value.shape) > 6:
                self.take_cell("duties", "", value)

    def _take_pair(self, kind: str, cell: Piece, values: list[Piece]) -> None:
        walker = self.walker
        if kind in BODIES:
            walker._take_field(FieldPart(kind, cell.text, cell.part(len(cell.text), len(cell.text))), cell)
            for value in values:
                self.take_cell(kind, cell.text, value)
            return
        for value in values[:1] if kind not in ("superior", "subordinate", "holder") else values:
            walker._take_value(kind, cell.text.strip(":： "), value)

    def _take_lone(self, cell: Piece) -> None:
        for piece in cut([span.line for span in cell.spans]) if cell.spans[0].line.cells is None else cut_cell(cell):
            self.walker.take(piece, None)


def _is_group(filled: Sequence[Piece]) -> bool:
    """Whether the first of two cells only says what group of duties the second holds: 日常 | 1.巡查… 2.登记…"""
    return (
        len(filled) == 2
        and len(filled[0].shape) <= 8
        and filled[0].shape[-1] not in "。;!"
        and len(filled[1].shape) >= max(12, 3 * len(filled[0].shape))
    )


def _is_label(cell: Piece) -> bool:
    return column_kind(cell.shape) is not None and not looks_like_value(cell)
