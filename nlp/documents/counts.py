"""Numbers in digits and Chinese numerals, and head counts behind names."""

import re

_NUMERALS = {
    c: n
    for n, cs in enumerate(("〇零", "一壹", "二贰两", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_AFTER_COUNT = frozenset("名人位个)）")
_COUNT = re.compile(
    r"[\s:：(（]*(?:共|各|现有|设|配|招聘|招)?(?P<n>\d{1,4}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4})\s*(?:名|人|位|个)\s*[)）]?$"
)

#: 花艺师 ×2.
_TIMES = re.compile(r"(?<=[\u4e00-\u9fff)]) ?[×xX*✕] ?(?P<n>\d{1,3})$")


def number_of(text: str) -> int | None:
    """The whole number that `text` is, in digits or Chinese numerals up to 999."""
    text = text.strip()
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("拾", "十").replace("佰", "百")
    hundreds, hundred, rest = text.partition("百")
    if hundred and (hundreds in _NUMERALS or not hundreds):
        below = number_of(rest.removeprefix("零")) if rest else 0
        return None if below is None or below > 99 else (_NUMERALS[hundreds] if hundreds else 1) * 100 + below
    if not text or any(c != "十" and c not in _NUMERALS for c in text):
        return None
    if "十" not in text:
        return _NUMERALS[text] if len(text) == 1 else int("".join(str(_NUMERALS[c]) for c in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return None
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def split_count(text: str) -> tuple[str, int | None]:
    """A name and the head count after it: 客户经理六名 → 客户经理, 6."""
    match = _COUNT.search(text) if text.rstrip()[-1:] in _AFTER_COUNT else None
    if match is None and text[-1:].isdigit():
        match = _TIMES.search(text)
    if match and match.start():
        return text[: match.start()].rstrip(" :：("), number_of(match["n"])
    return text, None
