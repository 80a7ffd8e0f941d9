"""Reads the head of a post's card: a title with what belongs to it set apart by bars, without labels.

【打包员】 搬运队｜10人｜归搬运组长管｜陆青: unit, head count, superior and holder are told by their form.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.documents.blocks import Piece
from nlp.documents.brackets import count_of, drop_brackets
from nlp.documents.counts import split_count
from nlp.documents.fields import FieldPart
from nlp.documents.titles import is_named_person, is_person, is_post, is_unit, is_vacant
from nlp.documents.twins import drop_twin

_BARS = re.compile(r"\s*[|·•]\s*|\s+[—–]{1,2}\s+")
#: What divides the parts of a line below a title.
_BESIDE = re.compile(r"\s*[|·•,;]\s*|\s*——?\s*|\s+[–-]{1,2}\s+")
_COMMA = re.compile(r"\s*,\s*")
_LONGEST_TITLE = 14
_FRAMED = re.compile(r"^\[(?P<t>[^\[\]:]{2,16})\]\s*[|·•]?\s*")
_BELOW = re.compile(
    r"^(?:(?:归|由|受|听|服从|接受)(?P<a>[\u4e00-\u9fff、/]{2,16}?)(?:直接)?(?:管理|管|领导|指挥|安排|调度|带|分管|主管)"
    r"|(?:向|对)(?P<b>[\u4e00-\u9fff、/]{2,16}?)(?:汇报|报告|负责)"
    r"|(?:汇报给|汇报对象(?:是|为)?|上级(?:是|为)?|reports? to|reporting to)\s*(?P<c>[\u4e00-\u9fffA-Za-z、/ ]{2,40}))$",
    re.I,
)
_INSIDE = re.compile(r"(?:隶属|归属|属)于?(?=..)")
_BETWEEN_NAMES = re.compile(r"[、,/ ]+")
#: A card has so many parts beside its title, all but one of which are understood.
_FEWEST = 2


class Card(NamedTuple):
    """What the head of a card says of the post `title`; `fields` are its unit, superiors and what has a label."""

    title: str
    holders: tuple[str, ...]
    vacant: bool
    headcount: int | None
    fields: tuple[FieldPart, ...]
    missed: int = 0


def read_card(piece: Piece) -> Card | None:
    """The card that `piece` begins, or None."""
    shape = piece.shape
    if not 6 <= len(shape) <= 120:
        return None
    if not _BARS.search(shape):
        return _read_told(piece) if "," in shape[:16] and shape[-1] not in "。;" else None
    framed = _FRAMED.match(shape)
    spans = _split(shape, framed.end() if framed else 0)
    title = framed["t"] if framed else shape[slice(*spans.pop(0))]
    title, count = split_count(drop_twin(title.strip()))
    fewest = _FEWEST if count is None else 1
    if not is_post(title) or len(spans) < fewest:
        return None
    read = _read_parts(piece, shape, spans)
    if read.missed > 1 or len(spans) - read.missed < fewest:
        return None
    return read._replace(title=title, headcount=read.headcount if read.headcount is not None else count)


def _read_told(piece: Piece) -> Card | None:
    """The card whose parts stand between commas, all of which are understood: 司机,2人,向值长汇报."""
    first, *spans = _split(piece.shape, 0, _COMMA)
    title = piece.shape[slice(*first)]
    if len(spans) < _FEWEST or len(title) > _LONGEST_TITLE or not is_post(title):
        return None
    read = _read_parts(piece, piece.shape, spans)
    return read._replace(title=title) if read.missed == 0 and read.fields else None


def _read_parts(piece: Piece, shape: str, spans: Sequence[tuple[int, int]]) -> Card:
    """What the parts of a card beside its title say, each told by its form."""
    holders: list[str] = []
    fields: list[FieldPart] = []
    count: int | None = None
    vacant, missed = False, 0
    for start, end in spans:
        text = shape[start:end]
        told = read_part(piece, start, end)
        names = [name for name in _BETWEEN_NAMES.split(text) if name]
        number = count_of(text)
        if told is not None:
            fields.append(told)
        elif is_vacant(text):
            vacant = True
        elif number is not None:
            count = number
        elif is_named_person(text):
            holders.append(text)
        elif names and all(map(is_named_person, names)):
            holders += names
        else:
            missed += 1
    return Card("", tuple(holders), vacant, count, tuple(fields), missed)


def read_byline(piece: Piece) -> Card | None:
    """What the line below a post's title says of it: 谷雨 — 向研发总监汇报; None where a part of it tells nothing."""
    shape = drop_brackets(piece.shape) if piece.shape.endswith(")") else piece.shape
    if not 4 <= len(shape) <= 80 or not _BESIDE.search(shape):
        return None
    spans = _split(shape, 0, _BESIDE)
    read = _read_parts(piece, shape, spans)
    known = read.holders if any(is_person(name) or " " in name for name in read.holders) else ()
    told = read.fields or read.headcount is not None or read.vacant
    return read if read.missed == 0 and told and (known or len(read.fields) > 1 or not read.holders) else None


def is_card(piece: Piece) -> bool:
    """Whether a line with bars is the head of a card, or the line below one, and no row of a table."""
    return read_card(piece) is not None or read_byline(piece) is not None


def read_part(piece: Piece, start: int, end: int) -> FieldPart | None:
    """The superior or unit that a part of a card tells by its form; None where it tells neither."""
    text = piece.shape[start:end]
    below = _BELOW.match(text)
    if below:
        begin, stop = next(below.span(group) for group in ("a", "b", "c") if below[group])
        return FieldPart("superior", "", piece.part(start + begin, start + stop))
    inside = _INSIDE.match(text)
    begin = start + (inside.end() if inside else 0)
    return FieldPart("unit", "", piece.part(begin, end)) if is_unit(piece.shape[begin:end]) else None


def _split(text: str, start: int, bars: re.Pattern[str] = _BARS) -> list[tuple[int, int]]:
    """Where the parts between bars begin and end, from `start` on."""
    spans = []
    for bar in [*bars.finditer(text, start), None]:
        end = bar.start() if bar else len(text)
        if end > start:
            spans.append((start, end))
        start = bar.end() if bar else end
    return spans
