"""Reads table rows: neighbouring label and value cells, rows under a header, columns squeezed into one cell a line."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.documents.blocks import Line, Piece, make_piece
from nlp.documents.fields import split_names
from nlp.documents.labels import AMBIGUOUS, compact, is_empty, kind_of, label_book
from nlp.documents.titles import is_organization, is_person, is_post, is_unit
from nlp.documents.verbs import starts_like_duty

_RULE = re.compile(r"^[\s|:—–\-+=─━│┃┼├┤┌┐└┘]+$")
#: Headers of a column that names either the post's superior or who holds it; its values tell.
_IN_CHARGE = re.compile(
    r"(?:上级|直接|直属|部门)?(?:主管|领导|带班|带队|带头人|分管|归口|归谁|管理者|负责人|责任人)(?:人|者|岗位?|职务)?"
)
_OF_DUTIES = re.compile(r"职责|任务|工作|内容|事项|[干做]的|[干做]什么|负责")
#: Kinds of which some labels are values as well: 负责人, 工作人员, 办公室.
_ALSO_VALUES = frozenset(["holder", "post", "unit", "place", "organization", "ignore", "posts-of", "post-list"])
_BARE_MARKER = re.compile(r"^(?:[(]?[\d一二三四五六七八九十]{1,3}[).、]?|[①-⑳•●■◆▪·○-]|[a-zA-Z][.)])$")
_NUMBER_OF_PHONE = re.compile(r"^[+\d][\d\- ]{6,18}$")
_ADDRESS_OF_MAIL = re.compile(r"^[\w.+-]+@[\w.-]+$")


def cells_of(line: Line, framed: bool = True, aligned: bool = False) -> tuple[Piece, ...] | None:
    """The cells of a line that has them: given by the format, or divided by tabs or bars.

    `framed` says that a bar at the start of a line is the table's frame, and not the end of an empty cell; `aligned`
    that every tab ends a cell, also an empty one.
    """
    pieces: list[Piece] = []
    position = 0
    if line.cells is not None:
        for cell in line.cells:
            length = len(cell)
            pieces.append(make_piece(line, position, min(len(line.text), position + length)))
            position += length + 1
        return tuple(pieces)
    shape = line.shape
    if "\t" not in line.raw and "|" not in shape or line.level:
        return None
    if _RULE.match(shape):
        return ()
    bounds = [
        (m.start(), m.end()) for m in re.finditer(r"\t|\|" if aligned else r"\t+|\|", line.raw.replace("\uff5c", "|"))
    ]
    for start, end in [*bounds, (len(shape), len(shape))]:
        pieces.append(make_piece(line, position, start))
        position = end
    if framed and shape.lstrip().startswith("|"):
        pieces = pieces[1:]
    if pieces and not pieces[-1].text:
        pieces = pieces[:-1]
    filled = [piece for piece in pieces if piece.text]
    if "|" not in shape and (len(filled) < 2 or len(filled) == 2 and _BARE_MARKER.match(filled[0].shape)):
        return None  # an indented line, or a number with a tab behind it
    return tuple(pieces) if len(pieces) >= 2 else None


def is_aligned(lines: Sequence[Line]) -> bool:
    """Whether lines with tabs are the rows of a table: at least three, and most with the same number of tabs."""
    counts = [line.raw.count("\t") for line in lines if line.cells is None and "\t" in line.raw]
    usual = max(counts, key=counts.count, default=0)
    return usual >= 2 and counts.count(usual) >= 3 and counts.count(usual) * 5 >= len(counts) * 3


Row = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: the kind of each column, None where it is unknown; `rows` is how many rows it takes."""

    kinds: tuple[str | None, ...]
    labels: tuple[str, ...]
    rows: int = 1


def read_header(cells: Row, below: Sequence[Row]) -> Header | None:
    """The header that a row is, judged with the rows below it: two known columns, one a post, person or duty."""
    if len(cells) < 2 or not below:
        return None
    kinds = [column_kind(c.shape) for c in cells]
    known = [k for k in kinds if k is not None]
    filled = sum(1 for c in cells if c.text)
    if len(known) < 2 or len(known) * 3 < filled or filled < 2:
        return None
    labels = [c.text for c in cells]
    second = below[0]
    rows = 1
    if _is_second_row(cells, second):
        rows = 2
        for index, cell in enumerate(second):
            if cell.text:
                kinds[index], labels[index] = column_kind(cell.shape), cell.text
        below = below[1:]
    if not below or _is_form(below) or alternates(cells):
        return None
    kinds = _complete_kinds(kinds, labels, below)
    if sum(1 for k, label in zip(kinds, labels, strict=True) if k is not None and label) * 2 < filled:
        return None
    found = {k for k in kinds if k is not None}
    if not {"post", "holder"} & found and not ({"duties"} & found and {"unit", "ignore"} & found):
        return None
    return Header(tuple(kinds), tuple(labels), rows)


def _is_second_row(cells: Row, second: Row) -> bool:
    """Whether a row is the lower half of a header whose upper cells were merged."""
    filled = [c for c in second if c.text]
    return (
        len(second) == len(cells)
        and 0 < len(filled) < len(second)
        and all(column_kind(c.shape) is not None for c in filled)
        and any(c.text and not s.text for c, s in zip(cells, second, strict=True))
    )


def alternates(cells: Row) -> bool:
    """Whether labels and values take turns in a row, as in a form."""
    labels = [column_kind(c.shape) is not None for c in cells]
    values = [c for c in cells[1::2] if c.text]
    return (
        len(cells) >= 4
        and all(labels[::2])
        and bool(values)
        and all(column_kind(c.shape) is None or looks_like_value(c) for c in values)
    )


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether rows begin with labels, as those of a form do, rather than with values under a header."""
    firsts: list[Piece] = []
    for row in rows[:4]:
        if firsts and is_lone_label(row):
            break  # the next section of a form that has this table inside
        firsts += [c for c in row if c.text][:1]
    if rows[0][0].text and column_kind(rows[0][0].shape) is not None and not looks_like_value(rows[0][0]):
        return True
    labels = sum(1 for c in firsts if column_kind(c.shape) is not None and not looks_like_value(c))
    return labels * 2 >= max(1, len(firsts))


def is_lone_label(cells: Row) -> bool:
    """Whether a row holds nothing but one label, as the heading of a section of a form does."""
    filled = [c for c in cells if c.text]
    return len(filled) == 1 and column_kind(filled[0].shape) is not None and not looks_like_value(filled[0])


def _is_duty_text(text: str) -> bool:
    return len(text) > 6 and (starts_like_duty(re.sub(r"^[\d.、()（）①-⑳\s]+", "", text)) or len(text) > 24)


_CONTENTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("phone", lambda text: bool(_NUMBER_OF_PHONE.match(text))),
    ("mail", lambda text: bool(_ADDRESS_OF_MAIL.match(text))),
    ("post", is_post),
    ("holder", lambda text: all(is_person(name) for name in re.split("[、,/ ]+", text))),
    ("unit", is_unit),
    ("duties", _is_duty_text),
)


def _complete_kinds(
    kinds: Sequence[str | None], labels: Sequence[str], rows: Sequence[Row], named: bool = True
) -> list[str | None]:
    """Unknown columns get the kind that their values have, where the table has no other column of that kind."""
    result = list(kinds)
    for index, kind in enumerate(kinds):
        if kind in (None, "holder") and "post" in kinds and "superior" not in result:
            named_posts = _IN_CHARGE.fullmatch(compact(labels[index])) and [
                row[index].shape for row in rows[:30] if index < len(row) and not is_empty(row[index].shape)
            ]
            if named_posts and sum(all(map(is_post, split_names(v))) for v in named_posts) * 3 >= len(named_posts) * 2:
                result[index] = "superior"
                continue
        if kind is None and (known := label_book().beside.get(compact(labels[index]))):
            result[index] = known
            continue
        if kind == "organization" and "unit" not in result and _are_units(rows, index):
            result[index] = "unit"  # 单位 above 餐饮部, 房务部
            continue
        unsure = kind == "qualification-part" and compact(labels[index]) in AMBIGUOUS and "post" not in result
        if kind is not None and not unsure or named and not labels[index]:
            continue
        values = [row[index].shape.strip() for row in rows[:30] if index < len(row) and row[index].text]
        if not values:
            continue
        if (
            named
            and _OF_DUTIES.search(labels[index])
            and "duties" not in result
            and sum(map(len, values)) >= 4 * len(values)
        ):
            result[index] = "duties"
            continue
        for content, fits in _CONTENTS if not unsure else (("post", is_post),):
            if content not in result and sum(1 for v in values if fits(v)) * 3 >= len(values) * 2:
                result[index] = content
                break
    return result


def _are_units(rows: Sequence[Row], index: int) -> bool:
    """Whether a column holds names of several departments rather than that of one house."""
    values = {re.sub(r"\([^()]*\)$", "", row[index].shape) for row in rows if index < len(row) and row[index].text}
    units = [value for value in values if is_unit(value) and not is_organization(value)]
    return len(units) >= 2 and len(units) * 3 >= len(values) * 2


def guess_header(rows: Sequence[Row]) -> Header | None:
    """The kinds of the columns of a table without header, where its values tell: a title and a person or a duty."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 3 or width < 2 or any(read_header(row, rows[i + 1 :]) for i, row in enumerate(rows[:4])):
        return None
    if any(column_kind(c.shape) and not looks_like_value(c) for row in rows for c in row if c.text):
        return None
    kinds = _complete_kinds([None] * width, [""] * width, rows, named=False)
    if "post" not in kinds or not {"holder", "duties"} & set(kinds):
        return None
    return Header(tuple(kinds), ("",) * width, 0)


def transpose(rows: Sequence[Row]) -> list[Row] | None:
    """The table with rows and columns exchanged, where its labels stand in the first column and several posts beside."""
    if len(rows) < 2 or any(len(row) < 3 for row in rows):
        return None
    labels = [column_kind(row[0].shape) for row in rows]
    if sum(1 for k in labels if k is not None) * 3 < len(rows) * 2:
        return None
    posts = [row for row, kind in zip(rows, labels, strict=True) if kind == "post"]
    if len(posts) != 1 or posts[0] is not rows[0] and posts[0] is not rows[1]:
        return None
    values = [c for c in posts[0][1:] if c.text]
    if len(values) < 2 or any(column_kind(c.shape) is not None and not looks_like_value(c) for c in values):
        return None
    width = len(posts[0])
    if any(len(row) != width for row in rows):
        return None
    return [[row[column] for row in rows] for column in range(width)]


def part_forms(rows: Sequence[Row]) -> list[list[Row]] | None:
    """The forms of several posts that stand side by side, each with the same labels before its values; else None."""
    width = max((len(row) for row in rows), default=0)
    if width < 4 or width % 2:
        return None
    paired = [len(row) == width and _repeats_label(row) for row in rows]
    posts = [i for i, row in enumerate(rows) if paired[i] and column_kind(row[0].shape) == "post"]
    if not posts or sum(paired) < 2 or sum(paired[posts[0] :]) < len(rows) - posts[0]:
        return None
    forms: list[list[Row]] = [list(rows[: posts[0]])] if posts[0] else []
    for start, end in zip(posts, [*posts[1:], len(rows)], strict=True):
        for column in range(0, width, 2):
            form: list[Row] = [list(row[column : column + 2]) for row in rows[start:end]]
            if form[0][1].text:
                forms.append(form)
    return forms


def _repeats_label(row: Row) -> bool:
    """Whether every other cell holds the same label; one with nothing beside it may be left empty."""
    labels = {compact(cell.shape) for cell in row[::2] if cell.text}
    return bool(row[0].text) and len(labels) == 1 and column_kind(row[0].shape) is not None


def column_kind(text: str) -> str | None:
    """The kind of a cell that is a label, also with its colon, its number or a remark in brackets."""
    if len(text) > (24 if not text[:1].isascii() and not text[-1:].isascii() else 44):
        return None
    if ("(" in text or text[:1].isascii()) and kind_of(text.strip(" :*")) is not None:
        return kind_of(text.strip(" :*"))
    word = re.sub(r"\([^()]*\)$", "", text.strip(" :*"))
    word = re.sub(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.]\s*", "", word)
    if not word:
        return None
    kind = kind_of(word)
    if kind is None and "/" in word:
        kinds = {kind_of(part) for part in word.split("/")} - {None}
        kind = kinds.pop() if len(kinds) == 1 else None
    return kind


def looks_like_value(piece: Piece) -> bool:
    """Whether a cell holds a value rather than a label."""
    shape = piece.shape.strip(" :")
    kind = kind_of(shape)
    return bool(shape) and (
        kind is None
        or kind in _ALSO_VALUES
        and (
            shape.endswith("负责人")
            if kind == "holder"
            else is_post(shape) or is_person(shape) or is_unit(shape) and len(shape) > 3
        )
    )
