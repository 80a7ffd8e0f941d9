"""Mends what the recognition of print misreads, where the sequence of numbers or the word around it proves it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.documents.blocks import Line
from nlp.documents.counts import number_of

#: Figures by the signs that they are taken for.
_LOOKS_LIKE = {
    "l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "丨": "1", "Z": "2", "z": "2", "E": "3", "A": "4",
    "S": "5", "s": "5", "b": "6", "G": "6", "T": "7", "?": "7", "B": "8", "g": "9", "q": "9", "O": "0", "o": "0",
    "Q": "0", "〇": "0", "D": "0",
}  # fmt: skip
_NUMERALS = "一二三四五六七八九十"
#: Chinese numerals by what they are taken for.
_LOOKS_LIKE_CHINESE = {
    "—": "一", "-": "一", "ー": "一", "–": "一", "ニ": "二", "=": "二", "Ξ": "三", "≡": "三", "囚": "四", "网": "四",
    "£": "五", "亢": "六", "匕": "七", "入": "八", "人": "八", "儿": "九", "丸": "九", "+": "十", "士": "十",
}  # fmt: skip
_NUMBER = re.compile(
    r"^(?P<lead>\s*)(?P<open>\(?)(?P<n>[0-9lI|i!丨ZzEASsbGT?BgqOoQ〇D]{1,2})(?P<close>[、.)])(?=\s*[\u4e00-\u9fff《“(])"
)
_NUMERAL = re.compile(
    r"^(?P<lead>\s*)(?P<open>\(?)(?P<n>[一二三四五六七八九十—\-ー–ニ=Ξ≡囚网£亢匕入人儿丸+士]{1,2})(?P<close>[、)])(?=\s*[\u4e00-\u9fff《“(])"
)
#: 囗 is no character of texts, and 口 is one that does not begin sentence after sentence.
_BOX = "囗口"
_FEWEST_BOXES = 3
#: Misread characters that the word around them proves.
_COUNTED = "[%年月日名人个小分元天次]"
_WORDS = (
    (re.compile(r"曰(?=[常期报内志结清检程班])|(?<=[每当今次生工节假逐即本期末周平近昨])曰"), "日"),
    (re.compile(r"(?:(?<=[每,。;、:(])|(?<=^))[周月年季期班旬]未(?=[盘结清考汇编报对总统做进召,。;、)和及前后])"), "末"),
    (re.compile(r"(?<=每)[周月年季期班旬]未|未(?=尾|端|梢|班车)"), "末"),
    (re.compile(rf"(?<=\d)[Oo〇](?=[\dOo]*{_COUNTED})"), "0"),
    (re.compile(r"(?<=[一二三四五六七八九〇])[O0](?=[O0〇一二三四五六七八九年])"), "〇"),
    (re.compile(rf"(?<=\d)[lI](?={_COUNTED}|\d)|(?<![A-Za-z\d])[lI](?=\d{{1,3}}{_COUNTED})"), "1"),
)  # fmt: skip
#: What one of the patterns has to find.
_SUSPECT = re.compile("[曰未Oo0〇lI]")


@dataclass(slots=True)
class _Numbered:
    """A line that begins with what may be a number: its form, the value if it is read rightly, else None."""

    index: int
    form: tuple[str, str]
    start: int
    text: str
    value: int | None


def mend_recognition(lines: Sequence[Line]) -> list[Line]:
    """The lines with numbers, bullets and words as they must have been; each letter stands for one, so offsets stay."""
    result = _mend_boxes([_mend_words(line) for line in lines])
    for pattern, chinese in ((_NUMBER, False), (_NUMERAL, True)):
        found = list(_find_numbers(result, pattern, chinese))
        for number in found:
            if number.value is None:
                value = _value_by_place(found, number)
                written = _written(number.text, value, chinese)
                if written is not None:
                    result[number.index] = _put(result[number.index], number.start, written)
                    number.value, number.text = value, written
    return result


def find_doubtful_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that begin with a sign for a figure that nothing proves, right below a figure: 1、… Z、…"""
    found: set[int] = set()
    below = False
    for line in lines:
        if line.cells is not None or not line.shape.strip():
            continue
        match = _NUMBER.match(line.shape)
        if match and below and match["close"] == "、" and not match["n"].isdigit():
            found.add(line.number)
        below = bool(match and match["n"].isdigit() and match["close"] == "、")
    return frozenset(found)


def _find_numbers(lines: Sequence[Line], pattern: re.Pattern[str], chinese: bool) -> Iterator[_Numbered]:
    for index, line in enumerate(lines):
        match = pattern.match(line.shape) if line.cells is None else None
        if match:
            text = match["n"]
            value = number_of(text) if chinese or text.isdigit() else None
            yield _Numbered(index, (match["open"], match["close"]), match.start("n"), text, value)


def _value_by_place(found: Sequence[_Numbered], number: _Numbered) -> int | None:
    """The value that the numbers of the same form before and behind prove: n-1 and n+1, or two on one side."""
    same = [n for n in found if n.form == number.form]
    at = same.index(number)
    before = [n.value for n in same[max(0, at - 2) : at]]
    behind = [n.value for n in same[at + 1 : at + 3]]
    follows = behind[0] if behind else None
    between = follows is not None and bool(before) and before[-1] == follows - 2
    if follows is not None and (between or follows == 2 and (not before or before[-1] != 1)):
        return follows - 1
    if len(before) == 2 and before[1] is not None and before[0] == before[1] - 1 and follows in (None, 1):
        return before[1] + 1
    if before and before[-1] is not None and len(behind) == 2 and behind[0] is None and behind[1] == before[-1] + 3:
        return before[-1] + 1
    return None


def _written(text: str, value: int | None, chinese: bool) -> str | None:
    """How `value` is written, where every sign of `text` looks like it."""
    if value is None:
        return None
    if chinese:
        numeral = _NUMERALS[value - 1] if value <= 10 else "十" + _NUMERALS[value - 11] if value < 20 else ""
        same = len(numeral) == len(text) and all(
            a == b or _LOOKS_LIKE_CHINESE.get(a) == b for a, b in zip(text, numeral, strict=True)
        )
        return numeral if same else None
    figures = str(value)
    same = len(figures) == len(text) and all(
        a == b or _LOOKS_LIKE.get(a) == b for a, b in zip(text, figures, strict=True)
    )
    return figures if same else None


def _put(line: Line, start: int, written: str) -> Line:
    end = start + len(written)
    return line._replace(
        text=line.text[:start] + written + line.text[end:], shape=line.shape[:start] + written + line.shape[end:]
    )


def _mend_words(line: Line) -> Line:
    if not _SUSPECT.search(line.shape):
        return line
    for pattern, right in _WORDS:
        start = 0
        while match := pattern.search(line.shape, start):
            at = match.end() - 1
            line = _put(line, at, right)
            start = match.end()
    return line


def _mend_boxes(lines: list[Line]) -> list[Line]:
    """Bullets that were read as the character for a mouth or a frame."""
    for box in _BOX:
        at = [(i, m.start()) for i, line in enumerate(lines) if box in line.shape for m in re.finditer(box, line.shape)]
        begins = [(i, p) for i, p in at if not lines[i].shape[:p].strip() or lines[i].shape[:p].rstrip()[-1] in "。;!:"]
        if len(begins) < (2 if box == "囗" else _FEWEST_BOXES) or len(begins) * 10 < len(at) * 9:
            continue
        for index, position in begins:
            lines[index] = _put(lines[index], position, "□")
    return lines
