"""Names with Latin letters: English titles and people, Chinese names with their English twin, the blanks in both."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_WORDS = re.compile(r"^[A-Za-z][A-Za-z.&/'’-]*(?: [A-Za-z&][A-Za-z.&/'’-]*){0,5}$")
#: 店铺运营 Lead: a rank in English behind the field in Chinese.
_RANKED = re.compile(r"^[\u4e00-\u9fff]{2,8} ?(?P<r>[A-Za-z]{3,14})$")
_CHINESE_FIRST = re.compile(
    r"^(?P<c>[\u4e00-\u9fff][\u4e00-\u9fff、]{1,17})(?:\s*[/|,(·-]\s*|\s+)(?P<e>[A-Za-z][A-Za-z.&'/ -]{1,60}?)\)?$"
)
_ENGLISH_FIRST = re.compile(
    r"^(?P<e>[A-Za-z][A-Za-z.&'/ -]{1,60}?)(?:\s*[/|,(·-]\s*|\s+)(?P<c>[\u4e00-\u9fff][\u4e00-\u9fff、]{1,17})\)?$"
)
#: A title in Chinese that says by its last letters that somebody is meant: a rank behind it repeats it.
_PERSONAL = re.compile(r"(?:[长员师工]|经理|主管|总监|主任|助理|秘书|会计|出纳|专家|代表|顾问)$")
_PERSON = re.compile(r"^[A-Z][a-z]{1,14}(?:[ -](?:[A-Z]\.|[A-Z][A-Za-z'’]{1,14})){0,2}$")
_NOBODY = frozenset("vacant open hiring recruiting none nobody rotating rotation various tbd tba team all".split())
_BLANKS = re.compile(r"\s+(?![A-Za-z&])")


@lru_cache(maxsize=1)
def _ranks() -> tuple[str, ...]:
    data = tomllib.loads((Path(__file__).parent / "latin.toml").read_text("utf-8"))
    return tuple(data["english"])


def close_name(text: str) -> str:
    """A name without the blanks of its print: 客 房 主 管 → 客房主管; those before English words are its own."""
    return _BLANKS.sub("", " ".join(text.split()))


@lru_cache(maxsize=8192)
def is_english_title(text: str) -> bool:
    """Whether `text` is an English title of several words, or one with its field in Chinese before it."""
    if text.isascii():
        words = text.split()
        return len(words) > 1 and bool(_WORDS.match(text)) and text[0].isupper() and words[-1].lower() in _ranks()
    ranked = _RANKED.match(text)
    return bool(ranked) and ranked is not None and ranked["r"].lower() in _ranks()


def ends_like_title(text: str) -> bool:
    """Whether English words can be a title where one is expected: several of them, or one that ends in a rank."""
    return " " in text.strip() or text.lower().endswith(_ranks())


def ends_in_rank(text: str) -> bool:
    """Whether English words end in one that says that a post is meant."""
    return any(word in _ranks() for word in text.lower().split()[-1:])


@lru_cache(maxsize=4096)
def is_english_person(text: str) -> bool:
    """Whether `text` can be a person's name in Latin letters where a label says that one stands there."""
    return bool(_PERSON.match(text)) and text.lower() not in _NOBODY and not is_english_title(text)


def halves(text: str) -> tuple[str, str] | None:
    """The Chinese and the English half of a name in both languages; None where it is not, or needs both to be one."""
    match = _CHINESE_FIRST.match(text) or _ENGLISH_FIRST.match(text)
    if match is None:
        return None
    chinese, english = match["c"], match["e"].strip()
    if english.lower() in _ranks() and not _PERSONAL.search(chinese):
        return None  # 客服 Lead leads the 客服
    return chinese, english
