"""Tables on the walk through a document: what their rows are, and the rows under a header, one post each."""

from collections.abc import Sequence

from nlp.documents.blocks import Piece
from nlp.documents.counts import split_count
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.fields import split_fields, split_names
from nlp.documents.form_rows import FormReader
from nlp.documents.headings import read_heading
from nlp.documents.labels import is_empty
from nlp.documents.latin import close_name
from nlp.documents.matrices import Matrix, explains_signs, find_matrix, involvement_of
from nlp.documents.people import LEFT, read_people
from nlp.documents.table_ends import continues, is_stamp
from nlp.documents.tables import (
    Header,
    Row,
    alternates,
    column_kind,
    guess_header,
    is_lone_label,
    looks_like_value,
    part_forms,
    read_header,
    transpose,
)
from nlp.documents.titles import is_organization, is_post, is_unit
from nlp.documents.twins import chinese_half, drop_twin
from nlp.documents.walk_state import BODIES
from nlp.documents.walker import Walker
from nlp.text import fold


class RowReader:
    """Feeds tables to the walker; keeps the header of the one it is in."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.form = FormReader(walker)
        self.header: Header | None = None
        self.last: Header | None = None  # of the table before
        self.sheet: str | None = None
        self.carried: dict[int, Piece] = {}

    def take_table(self, rows: Sequence[Row], follows: bool = False) -> None:
        """All rows of a table, which `follows` right behind another one, whose header may be its own too."""
        matrix = find_matrix(rows)
        if matrix is not None:
            self._take_matrix(rows, matrix)
            return
        beside = part_forms(rows)
        if beside is not None:
            for form in beside:
                self.walker.owner = self.walker.pending = self.walker.field = None
                self.take_table(form)
            return
        turned = transpose(rows)
        if turned is not None:
            rows = turned
        self.form.begin(rows)
        goes_on = follows and self.last is not None and continues(self.last, rows)
        self.header = self.last if goes_on else guess_header(rows)
        self.carried = self.carried if goes_on else {}
        self.last = None
        self._open_sheet(rows[0])
        index = self._take_captions(rows)
        while index < len(rows):
            cells = rows[index]
            header = read_header(cells, rows[index + 1 :])
            if header is not None and (self.header is None or self._is_header_again(cells)):
                self.header = header
                self.carried = {}
                for cell in (c for row in rows[index : index + header.rows] for c in row if c.text):
                    self.walker.drafts.mark_heading(cell.passage())
                index += header.rows
                continue
            if self.header is not None and len(cells) > 2 and (is_lone_label(cells) or alternates(cells)):
                self.header = None  # a form goes on below the table that it has inside
            if self.header is not None and is_stamp(cells):
                self._take_stamp(cells)
            elif self.header is not None and self._is_section(cells):
                self._take_section(cells)
            elif self.header is not None and self._fits(cells):
                self._take_row(cells)
            elif not (index == 0 and self._is_caption(rows)):
                self.header = self.header if len(cells) == 1 and not is_lone_label(cells) else None
                self.form.take_row(cells)
            index += 1
        if self.header is not None and "post" in self.header.kinds:
            self.walker.owner = self.walker.subject = None  # what stands below is about no row in particular
        self.last, self.header = self.header, None

    def _take_matrix(self, rows: Sequence[Row], matrix: Matrix) -> None:
        """Posts or units above the columns, each with the duties in whose rows it has a sign."""
        walker = self.walker
        self._open_sheet(rows[0])
        for row in rows[: matrix.header]:
            self._take_caption(row)
        owners: dict[int, PostDraft | UnitDraft] = {}
        for column in matrix.owners:
            cell = rows[matrix.header][column]
            name = "".join(cell.shape.split())
            if is_post(name):
                owners[column] = walker._post_for(name, cell)
            else:
                owners[column] = walker.drafts.unit(walker.organization.key, name, cell.passage())
        for row in rows[matrix.header + 1 :]:
            for column, owner in owners.items():
                kind = involvement_of(row[column].shape, matrix.meaning) if column < len(row) else None
                if kind is not None and row[matrix.duties].text:
                    duty = row[matrix.duties]
                    walker.drafts.add_duty(owner, duty.text, duty.passage(), "field", kind)
            if row and explains_signs(row):
                walker.drafts.mark(row[0].passage())
        walker.owner = walker.field = None

    def _open_sheet(self, row: Row) -> None:
        """A sheet that is called like a unit is about that unit."""
        place = row[0].spans[0].line.place or ""
        name, mark, _ = place.partition("!")
        if mark and name != self.sheet:
            self.sheet = name
            if is_unit(name):
                self.walker.owner = None
                self.walker.unit = self.walker.drafts.unit(
                    self.walker.organization.key, name, row[0].passage(), evidence="heading"
                )

    def _take_captions(self, rows: Sequence[Row]) -> int:
        """Read the rows above a header, which name the organization or unit or say nothing; how many they are."""
        above = next((i for i, row in enumerate(rows[:5]) if read_header(row, rows[i + 1 :]) is not None), 0)
        cells = [c for row in rows[:above] for c in row if c.text]
        if any(
            column_kind(c.shape) is not None
            or any(part.kind not in ("ignore", "organization") for part in split_fields(c, False)[1])
            for c in cells
        ):
            return 0  # a form stands above the table
        for row in rows[:above]:
            self._take_caption(row)
        return above

    def _take_caption(self, row: Row) -> None:
        walker = self.walker
        for cell in row:
            heading = read_heading(cell) if cell.text else None
            if heading is not None and heading.organization and walker.organization.name is None:
                walker.name_organization(heading.organization, cell)
            stated = walker.organization.name
            if (
                heading is not None
                and heading.kind == "unit"
                and (stated is None or fold(stated) != fold(heading.name))
            ):
                walker._open_unit(heading, cell, 0)
                walker.owner, walker.field = None, None

    def _take_stamp(self, row: Row) -> None:
        """The line that a program prints below a table; its first word may be the name of the house."""
        walker = self.walker
        cell = next(c for c in row if c.text)
        name = cell.shape.split()[0]
        walker.drafts.mark_heading(cell.passage())
        if walker.organization.name is None and (is_organization(name) or is_unit(name) and len(name) > 6):
            walker.name_organization(name, cell.part(0, len(name)))

    def _is_caption(self, rows: Sequence[Row]) -> bool:
        """Whether the first row is what the form is called: one cell, no heading, the first label in the next row."""
        cells = [c for c in rows[0] if c.text]
        return (
            len(cells) == 1
            and len(rows) > 1
            and len(cells[0].shape) <= 24
            and bool(rows[1])
            and column_kind(cells[0].shape) is None
            and column_kind(rows[1][0].shape) in ("post", "unit", "holder", "organization", "ignore")
            and read_heading(cells[0]) is None
            and not split_fields(cells[0], False)[1]
        )

    def _is_header_again(self, cells: Row) -> bool:
        """Whether a row inside a table repeats its header or begins another table below it."""
        return len(cells) > 2 and all(column_kind(c.shape) is not None for c in cells if c.text)

    def _is_section(self, cells: Row) -> bool:
        """Whether a row under a header holds one cell only, at its beginning: a unit's name or a note."""
        assert self.header is not None
        return (
            len(self.header.kinds) > 2
            and [i for i, c in enumerate(cells) if c.text] == [0]
            and (
                self.header.kinds[0] not in ("post", "unit", "duties")
                or is_unit(word := cells[0].shape.strip(" :"))
                and not is_post(word)
                or cells[0].shape.startswith(("注", "备注", "说明", "填表"))
            )
        )

    def _take_section(self, cells: Row) -> None:
        walker = self.walker
        word = cells[0].shape.strip(" :")
        if is_unit(word):
            walker.owner = None
            walker._name_unit(word, cells[0])
            self.carried = {}

    def _fits(self, cells: Row) -> bool:
        assert self.header is not None
        if len(cells) < 2 and len(self.header.kinds) > 1:
            return False
        return sum(2 for c in cells if c.text and column_kind(c.shape) and not looks_like_value(c)) <= len(cells)

    def _has_left(self, cells: Row) -> bool:
        """Whether a row says that the person in it is no longer there: 备注 已离职, a date under 离职日期."""
        assert self.header is not None
        labels = zip(self.header.kinds, self.header.labels, cells, strict=False)
        return any(
            LEFT.match(c.shape) or c.text and label.startswith(("离职", "退休")) and not is_empty(c.shape)
            for kind, label, c in labels
            if kind in (None, "ignore")
        )

    def _take_row(self, cells: Row) -> None:
        """One post, person or duty under the header."""
        assert self.header is not None
        walker = self.walker
        row: dict[str, list[tuple[Piece, str]]] = {}
        for index, (kind, cell) in enumerate(zip(self.header.kinds, cells, strict=False)):
            if kind is None:
                continue
            value = chinese_half(kind, self.header.labels[index], cell)
            if not cell.text and kind in ("unit", "post") and index in self.carried:
                value = self.carried[index]
            elif cell.text:
                self.carried[index] = value
                if kind == "unit":
                    self.carried = {index: value} | {i: c for i, c in self.carried.items() if i < index}
            if value.text and not is_empty(value.shape):
                row.setdefault(kind, []).append((value, self.header.labels[index]))
            elif value.text and kind == "unit":
                walker.unit, walker.unit_depth = None, 0  # it says that there is none
        if "organization" in row and walker.organization.name is None:
            piece = row["organization"][0][0]
            walker.name_organization(piece.text.strip(), piece)
        if "unit" in row:
            walker.owner = None
            outer, *inner = (piece for piece, _ in row["unit"])
            walker._name_unit(outer.shape, outer)
            for piece in inner:  # 部门 | 班组: from the larger to the smaller
                walker._name_inner_unit(piece)
        titles = row.get("post", [])
        if "holder" in row and self._has_left(cells):
            del row["holder"]
        held = [(piece, read_people(piece.shape)) for piece, _ in row.get("holder", [])]
        people = [name for _, told in held for name in told.names]
        if titles:
            piece = titles[0][0]
            title, count = split_count(close_name(drop_twin(piece.shape)))
            current = walker.owner
            if not (isinstance(current, PostDraft) and current.title == title and not people):
                for name in split_names(title) or [title]:
                    post = self._listed_post(name, "unit" in row) or walker._post_for(
                        name, piece, people, evidence="field"
                    )
                    for holder, told in held:
                        for word in told.names:
                            walker._add_holder(post, word, holder.passage(), "field")
                        post.headcount = post.headcount if told.number is None else told.number
                        post.vacant = post.vacant or told.vacant
                    walker.owner = walker.subject = post
                    walker.pending = None
                    if count is not None:
                        post.headcount = count
        if isinstance(walker.owner, PostDraft):
            for piece, _ in row.get("holder", []) if not people else ():
                walker._take_holders(piece.shape, piece)
        for kind, values in row.items():
            if kind in ("post", "unit", "holder"):
                continue
            for piece, label in values:
                if kind in BODIES:
                    self.form.take_cell(kind, label, piece)
                else:
                    walker._take_value(kind, label, piece)
        walker.field = None

    def _listed_post(self, title: str, with_unit: bool) -> PostDraft | None:
        """The post that a row of a staff list means: such a list has no duties, and says who holds posts told of above."""
        assert self.header is not None
        walker = self.walker
        if "duties" in self.header.kinds:
            return None
        same = walker.drafts.posts_titled(walker.organization.key, title)
        if with_unit and walker.unit is not None:
            same = [p for p in same if p.unit == walker.unit.key] or [p for p in same if p.unit is None]
        if len(same) != 1:
            return None
        same[0].described = True
        return same[0]
