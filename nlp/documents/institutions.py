"""Tells institutions from departments whose names end alike: 望江气象站, but 后勤站 and 第三气象站."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LETTERS = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9·]{3,24}$")
_NUMBERS = re.compile(
    r"第[0-9A-Za-z一二三四五六七八九十百甲乙丙丁]+[分号]?|[0-9A-Za-z一二三四五六七八九十百甲乙丙丁]+(?:号|楼|层|分|区|线|级|期|\b|$)"
)
_PLACES = re.compile(r"^[\u4e00-\u9fff]{0,4}[省市县镇乡村州旗]$")
#: Words of sentences: no name has them.
_SENTENCE = re.compile(
    r"[的了是把被让我你您他她它]|^(?:本(?!溪)|该|各|某|这|那|每|一家|一个)|负责|接待|全面|加强|以及|如何|怎么|什么"
)


@dataclass(frozen=True, slots=True)
class InstitutionBook:
    """The lists of `institutions.toml`, prepared for looking up."""

    ending: re.Pattern[str]
    department: re.Pattern[str]


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


@lru_cache(maxsize=1)
def institution_book() -> InstitutionBook:
    """The book, read once."""
    data = tomllib.loads((Path(__file__).parent / "institutions.toml").read_text("utf-8"))
    endings = [word for words in data["endings"].values() for word in words]
    departments = [word for words in data["departments"].values() for word in words]
    return InstitutionBook(re.compile(rf"(?:{_any_of(endings)})$"), re.compile(_any_of(departments)))


@lru_cache(maxsize=4096)
def is_institution(text: str) -> bool:
    """Whether `text` ends like a house of its own and has a name of its own before that."""
    if not _LETTERS.match(text):
        return False
    match = institution_book().ending.search(text)
    return match is not None and has_own_name(text[: match.start()])


@lru_cache(maxsize=4096)
def has_own_name(stem: str) -> bool:
    """Whether what stands before an ending says more than what is done there, and which one of several it is."""
    if not stem or is_sentence(stem) or ending_of(stem) == stem:
        return False
    if _PLACES.match(stem):
        return True
    return any(len(own) >= 2 for own in institution_book().department.sub("|", _NUMBERS.sub("|", stem)).split("|"))


def is_sentence(text: str) -> bool:
    """Whether `text` has words of sentences, which no name has."""
    return bool(_SENTENCE.search(text))


def ending_of(text: str) -> str:
    """The longest ending of an institution that `text` has, or nothing."""
    match = institution_book().ending.search(text)
    return match.group() if match else ""
