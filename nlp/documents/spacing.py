"""Closes blanks that the recognition of print left between characters, and those that writers put there for looks."""

import re
from collections.abc import Sequence

from nlp.documents.labels import kind_of

_SPACED_RUN = re.compile(
    r"(?:[\u4e00-\u9fff][ \u3000]){2}[\u4e00-\u9fff](?![\u4e00-\u9fff])|^\s*[\d一二三四五六七八九十]{1,2} [.、．]"
)
#: One blank between two letters: on so many lines no writer put it there.
_SINGLE = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_MANY = 12
#: Nor one before a comma.
_BEFORE_SIGN = re.compile("[\u4e00-\u9fff](?<![一二三四五六七八九十]) [,，。;；、：]")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\u4e00-\u9fff])")


def is_spaced(raws: Sequence[str]) -> bool:
    """Whether blanks stand between single characters on so many lines that a recognition of print put them there."""
    spaced = _count(_SPACED_RUN, [raw for raw in raws if " " in raw or "\u3000" in raw])
    if spaced < 3:
        return False
    long = [raw.strip() for raw in raws if len(raw.strip()) >= 10 and "\t" not in raw]
    single = _count(_SINGLE, long)
    often = spaced * 6 >= sum(1 for raw in raws if raw.strip()) and _count(_SPACED, long) * 5 >= len(long) * 2
    return often or single >= _MANY and (single * 2 >= len(long) or _count(_BEFORE_SIGN, raws) >= 3)


def _count(pattern: re.Pattern[str], raws: Sequence[str]) -> int:
    return sum(1 for raw in raws if pattern.search(raw))


def close_line(raw: str, offsets: tuple[int, ...] | None) -> tuple[str, tuple[int, ...] | None]:
    """The line without its stray blanks; one before a label stays, and so does one of a wider gap."""
    kept: list[int] = []
    for index, character in enumerate(raw):
        if character in " \t\u3000" and 0 < index < len(raw) - 1:
            before, after = raw[index - 1], raw[index + 1]
            if before.isspace() or not after.isspace() and not _needs_blank(raw, index):
                continue
        kept.append(index)
    if len(kept) == len(raw):
        return raw, offsets
    return "".join(raw[i] for i in kept), tuple(kept if offsets is None else (offsets[i] for i in kept))


def _needs_blank(raw: str, index: int) -> bool:
    before, after = raw[index - 1], raw[index + 1]
    if before.isascii() and before.isalpha() or after.isascii() and after.isalpha():
        return True
    head = re.match(r"((?:[\u4e00-\u9fff][ \u3000]?){2,8})[:：]", raw[index + 1 :])
    return head is not None and kind_of(re.sub(r"\s", "", head[1])) is not None and not _inside_label(raw, index)


def _inside_label(raw: str, index: int) -> bool:
    """Whether the blank stands inside a spaced label (直 接 上 级 :) rather than before it."""
    tail = re.search(r"((?:[\u4e00-\u9fff][ \u3000]?){1,6})$", raw[:index])
    head = re.match(r"((?:[\u4e00-\u9fff][ \u3000]?){1,8})[:：]", raw[index + 1 :])
    if not tail or not head:
        return False
    whole, rest = (re.sub(r"\s", "", part) for part in (tail[1] + head[1], head[1]))
    return any(kind_of(whole[at:]) is not None for at in range(len(whole) - len(rest)))


def close_up(text: str) -> str:
    """`text` without the blanks that stand between two Chinese characters (审 核 人 → 审核人)."""
    return _SPACED.sub("", text)
