"""Reads the head of a post's card: a title with what belongs to it set apart by bars, without labels.

【打包员】 搬运队｜10人｜归搬运组长管｜陆青: unit, head count, superior and holder are told by their form.
"""

import re
from typing import NamedTuple

from nlp.documents.blocks import Piece
from nlp.documents.counts import split_count
from nlp.documents.fields import FieldPart
from nlp.documents.titles import is_named_person, is_post, is_unit, is_vacant

_BARS = re.compile(r"\s*[|·•]\s*")
_FRAMED = re.compile(r"^\[(?P<t>[^\[\]:]{2,16})\]\s*[|·•]?\s*")
_BELOW = re.compile(
    r"^(?:(?:归|由|受|听|服从|接受)(?P<a>[\u4e00-\u9fff、/]{2,16}?)(?:直接)?(?:管理|管|领导|指挥|安排|调度|带|分管|主管)"
    r"|(?:向|对)(?P<b>[\u4e00-\u9fff、/]{2,16}?)(?:汇报|报告|负责)"
    r"|(?:汇报给|汇报对象(?:是|为)?|上级(?:是|为)?|reports? to|reporting to)\s*(?P<c>[\u4e00-\u9fffA-Za-z、/ ]{2,40}))$",
    re.I,
)
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


def read_card(piece: Piece) -> Card | None:
    """The card that `piece` begins, or None."""
    shape = piece.shape
    if not 6 <= len(shape) <= 120 or not _BARS.search(shape):
        return None
    framed = _FRAMED.match(shape)
    spans = _split(shape, framed.end() if framed else 0)
    title = framed["t"] if framed else shape[slice(*spans.pop(0))]
    title, count = split_count(title.strip())
    if not is_post(title) or len(spans) < _FEWEST:
        return None
    holders: list[str] = []
    fields: list[FieldPart] = []
    vacant, missed = False, 0
    for start, end in spans:
        text = shape[start:end]
        told = read_part(piece, start, end)
        names = [name for name in _BETWEEN_NAMES.split(text) if name]
        number = split_count("个" + text)
        if told is not None:
            fields.append(told)
        elif is_vacant(text):
            vacant = True
        elif number[0] == "个" and number[1] is not None:
            count = number[1]
        elif names and all(map(is_named_person, names)):
            holders += names
        else:
            missed += 1
    if missed > 1 or len(spans) - missed < _FEWEST:
        return None
    return Card(title, tuple(holders), vacant, count, tuple(fields))


def read_part(piece: Piece, start: int, end: int) -> FieldPart | None:
    """The superior or unit that a part of a card tells by its form; None where it tells neither."""
    text = piece.shape[start:end]
    below = _BELOW.match(text)
    if below:
        begin, stop = next(below.span(group) for group in ("a", "b", "c") if below[group])
        return FieldPart("superior", "", piece.part(start + begin, start + stop))
    return FieldPart("unit", "", piece.part(start, end)) if is_unit(text) else None


def _split(text: str, start: int) -> list[tuple[int, int]]:
    """Where the parts between bars begin and end, from `start` on."""
    spans = []
    for bar in [*_BARS.finditer(text, start), None]:
        end = bar.start() if bar else len(text)
        if end > start:
            spans.append((start, end))
        start = bar.end() if bar else end
    return spans
