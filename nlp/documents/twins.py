"""Takes the Chinese half of names that a document gives in both languages."""

import re

from nlp.documents.blocks import Piece
from nlp.documents.latin import ends_in_rank, ends_like_title, halves
from nlp.documents.titles import is_post, is_unit

#: A value in English and Chinese: Boarding Agent 登轮外勤.
_IN_ENGLISH_FIRST = re.compile(r"^(?P<e>[A-Za-z][A-Za-z.&'/ -]{3,60}?)\s*[/|,(·-]?\s*(?P<c>[\u4e00-\u9fff][^A-Za-z]*)$")
#: More than an abbreviation, which tells posts apart: 会计 AR, 会计 AP.
_ENGLISH_WORD = re.compile("[a-z]{3}")
_ENGLISH_UNIT = re.compile(r"\b(?:department|dept|team|group|office|cent(?:er|re)|division|section|unit)\.?$", re.I)


def chinese_half(kind: str, label: str, value: Piece) -> Piece:
    """The Chinese half of a name that is given in both languages, where its label is, or where a title ends the other."""
    match = _IN_ENGLISH_FIRST.match(value.shape) if kind in ("post", "unit", "superior", "subordinate") else None
    if match is None:
        return value
    twins = bool(re.search("[A-Za-z]", label) and re.search("[\u4e00-\u9fff]", label))
    fits = is_unit(match["c"].strip(" )")) if kind == "unit" else ends_like_title(match["e"])
    return value.part(match.start("c"), len(value.shape.rstrip(")"))) if twins and fits else value


def drop_twin(name: str, heading: bool = False) -> str:
    """A Chinese name without its English twin beside it: 院舍主管 Home Manager → 院舍主管; others as they are.

    In a `heading` the English half must be a title where the Chinese one is: 客服 Customer Service is no post.
    """
    both = halves(name) if name[:1].isascii() != name[-1:].isascii() else None
    if both is None or name[:1].isascii() and not _can_be_twin(both[1]):
        return name
    titled = ends_in_rank(both[1]) if heading else _ENGLISH_WORD.search(both[1])
    return both[0] if is_unit(both[0]) or is_post(both[0]) and titled else name


def _can_be_twin(english: str) -> bool:
    """Whether English words in front of a name can be all of it: Night Auditor, but not the Java of an engineer."""
    return ends_in_rank(english) or bool(_ENGLISH_UNIT.search(english))
