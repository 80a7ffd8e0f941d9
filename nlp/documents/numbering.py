"""Cuts lines into pieces at numbering markers, wherever they stand, told from other numbers by their sequence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.documents.blocks import Line, Marker, Piece, make_piece
from nlp.documents.counts import number_of
from nlp.documents.markers import (
    ALPHA,
    BULLET,
    BULLETS,
    CAN_MARK,
    CAN_MARK_INSIDE,
    MARK,
    PLAIN_BULLETS,
    ROMAN,
    SPACED_NUMBER,
    SPACED_NUMERAL,
    family_of,
    roman_value,
    value_of,
)
from nlp.documents.titles import is_organization, is_post, is_unit

_SENTENCE_END = "。;!?…"
#: After these a number may begin a list although nothing separates it.
_OPENERS = (":", ")", "]", *"职责 责任 内容 要求 任务 如下 权限 资格 书 分工 条件 职能 制度 规范".split())
#: Families of which a new list closes what stood inside the former one.
_RESTARTING = frozenset("part chap sect art stem big cn pcn dec2 dec3 dec4".split())
_MEASURES = re.compile(r"^\s*(?:倍|%|万|亿|元|米|吨|版|公里|千克|mm|cm|kg)")
_NUMBER_AND_MEASURE = re.compile(
    r"(?P<n>\d{1,2})\.(?=\d{1,4}(?:个|名|次|人|天|日|小时|分钟|周|月|年|元|万|吨|米|度|点))"
)
#: So often a plain bullet must stand in a text that has it only inside of lines.
_FEWEST_INSIDE = 4
#: A frame around a whole line with its number.
_FRAMED = re.compile(r"\[\s*(?=[^\[\]\s][^\[\]]{2,40}\]\s*$)")
_BETWEEN = re.compile(r"(?P<s>[■□◆◇●○◎▲△★☆※])(?P=s)*\s*(?P<t>[^\s■□◆◇●○◎▲△★☆※][^■□◆◇●○◎▲△★☆※]{1,24}?)\s*(?P=s)+\s*$")
_WORD_END = re.compile(r"[\s。;,:、]")
_MAX_LINE = 20_000  # a longer line is cut at sentence ends before it is looked at


@dataclass(slots=True)
class _Sequence:
    number: int
    family: str
    last: int


class Tracker:
    """The open sequences, outermost first."""

    def __init__(self) -> None:
        self.open: list[_Sequence] = []
        self.count = 0
        self.last_text = ""  # of the last marked piece: a heading may have a list of the same family below it

    def fits(self, family: str, value: int) -> bool:
        """Whether an open sequence of the family waits for the value."""
        return any(s.family == family and s.last + 1 == value for s in self.open)

    def accept(self, family: str, value: int) -> Marker:
        """Take the marker into the sequence that it continues, or open one for it."""
        if family == "bullet":
            if not (self.open and self.open[-1].family == "bullet"):
                self._push(family, 0)
            return Marker(family, 0, self.open[-1].number, len(self.open))
        same = [i for i in reversed(range(len(self.open))) if self.open[i].family == family]
        waiting = [i for i in same if self.open[i].last + 1 == value]
        waiting = waiting or [i for i in same if self.open[i].last <= value + 1 and value > 1]
        if waiting:
            return self._continue(waiting[0], value)
        if same and value <= 1 and family in _RESTARTING:
            index = same[0]
            if family in ("part", "chap", "sect", "art") or index < len(self.open) - 1 or self.open[index].last > 1:
                del self.open[index:]
        while self.open and (
            self.open[-1].family == "bullet"
            or value <= 1
            and self.open[-1].family == family
            and not _is_headed(self.last_text)
        ):
            self.open.pop()  # a list beside the one before, not inside it
        if len(self.open) > 12:
            del self.open[1:6]
        self._push(family, value)
        return Marker(family, value, self.open[-1].number, len(self.open))

    def _continue(self, index: int, value: int) -> Marker:
        del self.open[index + 1 :]
        self.open[index].last = value
        return Marker(self.open[index].family, value, self.open[index].number, index + 1)

    def _push(self, family: str, value: int) -> None:
        self.count += 1
        self.open.append(_Sequence(self.count, family, value))


def _is_headed(text: str) -> bool:
    """Whether a marked piece can be the heading of a list that follows."""
    return (
        0 < len(text) <= 30
        and text[-1] not in "。;!?,"
        and ("," not in text or ":" in text)
        or text.endswith((":", ")"))
    )


def cut(lines: Sequence[Line], tracker: Tracker | None = None) -> list[Piece]:
    """The pieces of `lines` in order; a line without marker is one piece, an empty line none.

    Sequences that `tracker` has open may go on in `lines`; without one all of them begin here.
    """
    bullets = _bullets_of(lines)
    tracker = tracker or Tracker()
    pieces: list[Piece] = []
    for line in lines:
        if line.cells is not None:
            pieces.append(make_piece(line, 0, len(line.text)))
            continue
        for start, end in _stretches(line.shape):
            pieces.extend(_cut_stretch(line, start, end, bullets, tracker))
    return pieces


def _stretches(shape: str) -> list[tuple[int, int]]:
    """The line whole, or, where it is very long, in parts that end at a sentence's end."""
    if len(shape) <= _MAX_LINE:
        return [(0, len(shape))] if shape else []
    parts: list[tuple[int, int]] = []
    start = 0
    while start < len(shape):
        end = min(len(shape), start + _MAX_LINE)
        if end < len(shape):
            stop = max(shape.rfind(c, start, end) for c in "。;!")
            end = stop + 1 if stop > start else end
        parts.append((start, end))
        start = end
    return parts


def _bullets_of(lines: Sequence[Line]) -> frozenset[str]:
    """The bullet characters that this document uses: at the start of lines, or plain ones inside of long lines."""
    counts: dict[str, int] = {}
    for line in lines:
        shape = line.shape.lstrip()
        if shape and shape[0] in BULLETS and BULLET.match(shape):
            counts[shape[0]] = counts.get(shape[0], 0) + 1
    text = "\n".join(line.shape for line in lines)
    several = {c for c in PLAIN_BULLETS if text.count(c) >= _FEWEST_INSIDE}
    return frozenset(several) | {c for c, n in counts.items() if n >= 2 or c not in "?>*"}


def _cut_stretch(line: Line, begin: int, end: int, bullets: frozenset[str], tracker: Tracker) -> list[Piece]:
    shape = line.shape
    position = begin
    while position < end and shape[position].isspace():
        position += 1
    between = _BETWEEN.match(shape, position, end)  # ■ 生产部 ■
    if between:
        return [make_piece(line, *between.span("t"))]
    framed = _FRAMED.match(shape, position, end)  # 【壹、总经理室】
    start = _marker_at_start(shape, framed.end(), bullets, tracker) if framed else None
    end = shape.rindex("]", begin, end) if start else end
    start = start or _marker_at_start(shape, position, bullets, tracker)
    cuts: list[tuple[int, int, Marker | None]] = [(begin, *(start or (begin, None)))]
    position = start[0] if start else position
    for stop, family, value, until in _candidates(shape, position, end, bullets):
        if _is_break(shape, cuts[-1][1], stop, family, value, tracker):
            tracker.last_text = shape[cuts[-1][1] : stop].strip() if cuts[-1][2] is not None else tracker.last_text
            cuts.append((stop, until, tracker.accept(family, value)))
    if cuts[-1][2] is not None:
        tracker.last_text = shape[cuts[-1][1] : end].strip()
    pieces: list[Piece] = []
    for index, (_, body, marker) in enumerate(cuts):
        until = cuts[index + 1][0] if index + 1 < len(cuts) else end
        piece = make_piece(line, body, until, marker, starts_line=index == 0)
        if piece.text or marker is not None:
            pieces.append(piece)
    return pieces


def _marker_at_start(shape: str, position: int, bullets: frozenset[str], tracker: Tracker) -> tuple[int, Marker] | None:
    if not CAN_MARK.match(shape, position):
        return None
    match = MARK.match(shape, position)
    if match:
        family = match.lastgroup or ""
        value = value_of(family, match.group())
        split = _NUMBER_AND_MEASURE.match(shape, position) if family == "dec" else None
        if split and (split["n"] == "1" or tracker.fits("ar", int(split["n"])) or not tracker.open):
            return split.end(), tracker.accept("ar", int(split["n"]))  # 2.2小时内响应: item 2 begins with a number
        if family == "dec" and (_MEASURES.match(shape, match.end()) or not shape[match.end() :].strip()):
            return None
        if value is not None:
            return match.end(), tracker.accept(family_of(family, match.group()), value)
        return None
    match = BULLET.match(shape, position)
    if match and shape[position] in bullets:
        inner = MARK.match(shape, match.end() + (1 if shape[match.end() : match.end() + 1] == " " else 0))
        if inner and inner.lastgroup in ("ar", "par", "cn", "pcn"):
            value = value_of(inner.lastgroup, inner.group())
            if value is not None:
                return inner.end(), tracker.accept(inner.lastgroup, value)
        return match.end(), tracker.accept("bullet", 0)
    match = ROMAN.match(shape, position)
    if match:
        roman = roman_value(match.group())
        if roman is not None and (roman == 1 and not tracker.fits("al", 9) or tracker.fits("ro", roman)):
            return match.end(), tracker.accept("ro", roman)
    match = ALPHA.match(shape, position)
    if match:
        value = ord(match.group().strip("().、")[0].lower()) - 96
        if value == 1 or tracker.fits("al", value):
            return match.end(), tracker.accept("al", value)
    match = SPACED_NUMERAL.match(shape, position)
    if match:
        family, value = family_of("cn", match["n"]), number_of(match["n"])
        if value is not None and (value == 1 or tracker.fits(family, value)):
            return match.end(), tracker.accept(family, value)
    match = SPACED_NUMBER.match(shape, position)
    if match and (int(match["sp"]) == 1 or tracker.fits("sp", int(match["sp"]))):
        return match.end(), tracker.accept("sp", int(match["sp"]))
    return None


def _candidates(shape: str, begin: int, end: int, bullets: frozenset[str]) -> list[tuple[int, str, int, int]]:
    found: list[tuple[int, str, int, int]] = []
    position = begin
    while can := CAN_MARK_INSIDE.search(shape, position, end):
        match = MARK.match(shape, can.start(), end)
        position = match.end() if match else can.start() + 1
        if match is None:
            continue
        family = match.lastgroup or ""
        split = _NUMBER_AND_MEASURE.match(shape, match.start()) if family == "dec" else None
        if split and match.start() > begin:
            found.append((match.start(), "ar", int(split["n"]), split.end()))
            continue
        value = value_of(family, match.group())
        if value is not None and match.start() > begin:
            found.append((match.start(), family_of(family, match.group()), value, match.end()))
    for bullet in bullets:
        at = shape.find(bullet, begin, end)
        while at != -1:
            sign = BULLET.match(shape, at)
            if sign and at > begin and _is_bullet(shape, at, sign.end(), bullet):
                found.append((at, "bullet", 0, sign.end()))
            at = shape.find(bullet, at + 1, end)
    found.sort()
    return found


def _is_bullet(shape: str, at: int, until: int, bullet: str) -> bool:
    """Inside a line a bullet has a sentence's end or a blank before it, and stands free where it is a common sign."""
    if bullet in PLAIN_BULLETS:
        return True
    before, after = shape[at - 1], shape[until : until + 1]
    if before in "。;!:":
        return after != "。"
    return before == " " and (after == " " or bullet not in "-–—·*?>")


def _is_break(shape: str, body: int, at: int, family: str, value: int, tracker: Tracker) -> bool:
    """Whether the marker at `at`, inside a line, begins a new piece."""
    before = shape[max(body, at - 60) : at].rstrip()
    if family == "bullet":
        return True
    fits = tracker.fits(family, value)
    if family == "part":
        return shape[at] == "篇" or not before or before[-1] in _SENTENCE_END or value > 1 and fits
    if family == "circ" or not before:
        return fits or value == 1  # a marker right behind a marker: 一、1.…
    last = before[-1]
    if family in ("art", "chap", "sect"):
        return last in _SENTENCE_END and (fits or value == 1)
    if family.startswith("dec"):
        spaced = shape[at - 1] == " "
        begins = (fits or value <= 1) and not _MEASURES.match(shape, at + 3)
        return last in _SENTENCE_END + ":" or spaced and (begins or fits and last in "务设理作")
    if last in _SENTENCE_END:
        return value < 100
    if last in ',、(/~-《“"' or last.isascii() and last.isalnum():
        return shape[at - 1] == " " and fits and last not in ',、(/~-《“"'
    if shape[at - 1] == " ":
        return fits or value == 1
    if family in ("pcn", "par"):
        return fits or value == 1 and before.endswith(_OPENERS)
    if value == 1:
        return before.endswith(_OPENERS) or family == "ar" and _is_name(before)
    if not fits:
        return False
    return family == "ar" or before.endswith(_OPENERS) or _is_name(before)


def _is_name(text: str) -> bool:
    tail = _WORD_END.split(text)[-1]
    return is_post(tail) or is_unit(tail) or is_organization(tail)
