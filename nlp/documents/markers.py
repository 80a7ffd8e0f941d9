"""The forms that numbering markers have, and their families and values."""

import re
from functools import lru_cache

from nlp.documents.counts import number_of

CN = "一二三四五六七八九十壹贰叁参肆伍陆柒捌玖拾"


BULLETS = "-–—•·●■◆◇○▪▶►★☆※*?□√➢Ø>\uf0b2✓✔▲△◎"


#: Of these, the ones that stand for nothing else, so that they need no blank or sentence's end before them.
PLAIN_BULLETS = "★☆●◆■▶►▪➢✓✔▲◎"


MARK = re.compile(
    rf"(?P<part>第[{CN}\d]{{1,4}}(?:篇|部分|编)(?:[:、. ]|(?=\S))|篇[{CN}]{{1,3}}\s?:)"
    rf"|(?P<art>第[{CN}百\d]{{1,5}}[章节条款](?:[:、. ]|(?=\S)))"
    rf"|(?P<pcn>[(\[][{CN}]{{1,3}}[)\]][、.]?)"
    r"|(?P<par>[(\[]\d{1,2}[)\]][、.]?)"
    r"|(?P<dec>(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%.])[、.]?)"
    r"|(?P<ar>(?<![\d.A-Za-z])\d{1,3}(?: ?[、)](?!\d{1,3}(?:[、,.)\s~-]|$))|\.(?![\d%])|,(?=[\u4e00-\u9fff])))"
    rf"|(?P<cn>[{CN}]{{1,3}}[、.](?=[ \u3000]?\S|$))"
    r"|(?P<stem>(?<![\u4e00-\u9fff])[甲乙丙丁戊己庚辛壬癸][、.](?=\S))"
    r"|(?P<circ>[\u2460-\u2473\u2474-\u2487\u2488-\u249b])"
)


ALPHA = re.compile(r"(?P<al>[A-Za-z][.)、]|\([A-Za-z]\))(?![A-Za-z.])")


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


ROMAN = re.compile(r"(?P<ro>\([ivxIVX]{1,4}\)|[ivxIVX]{1,4}[.)、]|[\u2160-\u217b][.)、]?)(?![A-Za-z.])")


SPACED_NUMBER = re.compile(
    r"(?P<sp>\d{1,2})\s+(?=[\u4e00-\u9fff])(?!年|名|个(?!人)|人(?![事力员])|月(?!台)|日(?!常)|天|小时|次|岁|周(?!转)"
    r"|分(?![公厂管拣店部])|元|万|%|位|级|项(?!目)|套|台)"
)


SPACED_NUMERAL = re.compile(rf"(?P<n>[{CN}]{{1,3}})[ \u3000]+(?=[\u4e00-\u9fff]{{2,12}}(?:[(:\s]|$))")


BULLET = re.compile(rf"[{re.escape(BULLETS)}]{{1,2}}(?=[\s\u4e00-\u9fffA-Za-z0-9《“\"(])")


#: What every marker begins with: most lines begin otherwise.
CAN_MARK = re.compile(rf"[\dA-Za-z第篇{CN}(\[甲乙丙丁戊己庚辛壬癸\u2460-\u249b\u2160-\u217b{re.escape(BULLETS)}]")
#: The same of those that are looked for inside of lines, where figures of words are common: 一, but not 一个.
CAN_MARK_INSIDE = re.compile(
    rf"[\d第篇(\[\u2460-\u249b{CN}甲乙丙丁戊己庚辛壬癸](?:(?<![{CN}甲乙丙丁戊己庚辛壬癸])|(?=[{CN}]{{0,2}}[、.]))"
)


@lru_cache(maxsize=4096)
def family_of(family: str, text: str) -> str:
    """Decimal numbers of different depth are families of their own (3.1, 3.1.1), as are chapters and articles."""
    if family == "cn" and text[0] in "壹贰叁参肆伍陆柒捌玖拾":
        return "big"
    if family == "art":
        return {"章": "chap", "节": "sect"}.get(re.sub(r"[\s:、.]", "", text)[-1], "art")
    return f"dec{text.strip('、.').count('.') + 1}" if family == "dec" else family


@lru_cache(maxsize=4096)
def value_of(family: str, text: str) -> int | None:
    """The number that a marker of `family` has; None where its characters are none."""
    if family == "circ":
        code = ord(text)
        return code - (0x245F if code < 0x2474 else 0x2473 if code < 0x2488 else 0x2487)
    if family == "stem":
        return "甲乙丙丁戊己庚辛壬癸".index(text[0]) + 1
    if family == "dec":
        return int(text.strip("、.").rsplit(".", 1)[1])
    digits = re.sub(r"[^0-9〇零百" + CN + "]", "", text)
    if "百" in digits:
        hundreds, _, rest = digits.partition("百")
        return (number_of(hundreds) or 1) * 100 + (number_of(rest.lstrip("零〇")) or 0)
    return number_of(digits)


def roman_value(text: str) -> int | None:
    """The value of a Roman figure with its punctuation; None where it is none: iiii."""
    digits = text.strip("().、").lower()
    if len(digits) == 1 and "\u2170" <= digits <= "\u217b":
        return ord(digits) - 0x216F
    return _ROMANS.index(digits) + 1 if digits in _ROMANS else None
