"""Tells names of posts, units, organizations and people from other words by how they are built."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.documents.counts import split_count
from nlp.documents.institutions import has_own_name, is_sentence
from nlp.documents.latin import is_english_person, is_english_title

_NAME_LETTERS = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9&/\-·.+#（）()、]{2,24}$")
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_FUNCTION_WORDS = re.compile(r"[是各了们这那还很没且但被着每该或]|以上|以下|一名|聘请|以及|进行|有关|相关|要求|规定")


@dataclass(frozen=True, slots=True)
class TitleBook:
    """The word lists of `titles.toml`, prepared for looking up."""

    post: re.Pattern[str]
    post_stops: frozenset[str]
    whole_stops: frozenset[str]
    starts: re.Pattern[str]
    ranks: frozenset[str]
    vague: frozenset[str]
    unit: re.Pattern[str]
    unit_stops: frozenset[str]
    organization: re.Pattern[str]
    proper_organizations: tuple[str, ...]
    surnames: frozenset[str]
    compound: frozenset[str]
    not_names: frozenset[str]
    vacant: frozenset[str]
    generic_units: frozenset[str]
    verb_like: frozenset[str]


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def title_book() -> TitleBook:
    """The book, read once."""
    data = tomllib.loads((Path(__file__).parent / "titles.toml").read_text("utf-8"))
    post, unit, name = data["post"], data["unit"], data["name"]
    return TitleBook(
        re.compile(rf"(?:{_any_of(post['endings'])})$", re.I),
        frozenset(post["stops"]),
        frozenset(post["whole-stops"]),
        re.compile(rf"^(?:{_any_of(post['sentence-starts'])})"),
        frozenset(post["ranks"]),
        frozenset(post["vague"]),
        re.compile(rf"(?:{_any_of(unit['endings'])})$"),
        frozenset(unit["stops"]),
        re.compile(rf"(?:{_any_of(data['organization']['endings'])})$"),
        tuple(data["organization"]["proper"]),
        frozenset(name["surnames"]),
        frozenset(name["compound"]),
        frozenset(name["not-names"]),
        frozenset(name["vacant"]),
        frozenset(unit["generic"]),
        frozenset(post["verb-like"]),
    )


#: Titles that the document being read proves by where they stand, beside those that are built like titles.
_PROVEN: ContextVar[frozenset[str]] = ContextVar("proven titles", default=frozenset())
#: Names of units that it proves by where they stand.
_PROVEN_UNITS: ContextVar[frozenset[str]] = ContextVar("proven units", default=frozenset())


@contextmanager
def proven_titles(titles: frozenset[str], units: frozenset[str] = frozenset()) -> Iterator[None]:
    """Inside, `is_post` and `is_unit` also know the titles and units that the document at hand has proven."""
    token, token_of_units = _PROVEN.set(titles), _PROVEN_UNITS.set(units)
    try:
        yield
    finally:
        _PROVEN.reset(token)
        _PROVEN_UNITS.reset(token_of_units)


def is_post(text: str) -> bool:
    """Whether `text` as a whole is built like the title of a post, or is proven to be one in this document."""
    proven = _PROVEN.get()
    return text in proven or is_built_like_post(text) or text.endswith(")") and _LAST_BRACKET.sub("", text) in proven


@lru_cache(maxsize=8192)
def is_built_like_post(text: str) -> bool:
    """Whether `text` as a whole is built like the title of a post."""
    if (" " in text or text[-1:].isascii() and text[-1:].isalpha()) and is_english_title(text):
        return True
    if not _NAME_LETTERS.match(text) or len(text) > 18:
        return False
    if "(" in text and text.count("(") != text.count(")"):
        return False
    book = title_book()
    word = text
    if word.endswith((")", "）")):
        word = re.sub(r"[(（][^()（）]*[)）]$", "", word)
    if not book.post.search(word):
        return False
    if "的" in word or "、" in word or "职责" in word or "负责" in word[:-3] or _FUNCTION_WORDS.search(word):
        return False
    if word in book.whole_stops or word[0] == "对" and not word.startswith(("对外", "对公", "对账", "对接")):
        return False
    stops = [stop for stop in book.post_stops if word.endswith(stop)]
    if stops and not (len(word) > 3 and stops == ["人员"]):  # 成长 is no title; 客服人员 is one, 相关人员 is not
        return False
    if word.isdigit() or word in book.unit_stops:
        return False
    return (
        not book.starts.match(word)
        or word in book.ranks
        or bool(
            re.match(
                r"^(?:组织|接待|检查|考核|培训|协调|联系|通知|经|报|当|可|领导|陪同|督导|使|无|不|以|因|应|请|安排|指导|对|与|为|在|从|本|有|要|能|合|关|还|再|作|即|若|如|将|凡|各|每|把|让|给|由)(?:.{1,8})$",
                word,
            )
            and _looks_like_office(word)
        )
    )


def _looks_like_office(word: str) -> bool:
    """Words that begin with a verb and are titles all the same: 组织部长, 接待员, 检查员, 经营经理, 应急主管."""
    return len(word) <= 8 and bool(
        re.match(
            r"^(?:组织(?:部|科|委|干|人|员)|接待(?:员|主|经|岗|专)|检查(?:员|组|站)|考核(?:员|专|主)|培训|协调(?:员|专|主)|联系员|经(?:营|济|纪|管|理)|报(?:关|税|检|账|务|价|建|社|业)|当班|可(?:靠|视)|领导小组|督导|使馆|无损|无人机|不动产|以太|应(?:急|付|收|用)|安排员|指导(?:员|教|老)|对(?:外|公|账)|有机|要素|能(?:源|耗|管)|合(?:同|规|约|伙)|关(?:务|系|务)|作(?:业|战)|本地|与会|为民)",
            word,
        )
    )


def is_unit(text: str) -> bool:
    """Whether `text` as a whole is built like the name of a unit, or is proven to be one in this document."""
    return text in _PROVEN_UNITS.get() or is_built_like_unit(text)


@lru_cache(maxsize=8192)
def is_built_like_unit(text: str) -> bool:
    """Whether `text` as a whole is built like the name of a department, office, team or place of work."""
    if not 2 <= len(text) <= 18 or not _NAME_LETTERS.match(text):
        return False
    book = title_book()
    if text in book.generic_units:
        return True
    if "的" in text or "、" in text or text in book.unit_stops or not book.unit.search(text):
        return False
    if text.endswith(_stops_at_end()):
        return False
    return not book.starts.match(text) or text.startswith(
        ("各", "组织", "检查", "经", "接待", "培训", "应急", "对外", "能源", "报", "合", "要")
    )


@lru_cache(maxsize=1)
def _stops_at_end() -> tuple[str, ...]:
    return tuple(stop for stop in title_book().unit_stops if len(stop) > 1 and stop not in _UNIT_TAILS)


#: Stops that are only stops as whole words: 客服中心 is a unit, 中心 alone says too little.
_UNIT_TAILS = frozenset(
    ["公司", "分公司", "子公司", "集团", "项目", "团队", "学校", "医院", "银行", "酒店", "中心", "仓库", "窗口",
     "大厅", "食堂", "门店", "总部", "小组", "班组", "车间", "办公室", "工作室", "基地", "商场", "广场", "机场", "网站", "教室"]
)  # fmt: skip


@lru_cache(maxsize=4096)
def is_organization(text: str) -> bool:
    """Whether `text` is built like the name of a company, agency, school or the like: more than the bare ending."""
    match = title_book().organization.search(text)
    if match is None or not (
        text.endswith(title_book().proper_organizations)
        and not is_sentence(text)
        or has_own_name(text[: match.start()])
    ):
        return False
    if text.endswith("场") and (
        len(text) < 5 or text.endswith(("市场", "现场", "广场", "立场", "停车场", "会场", "球场", "职场"))
    ):
        return False
    return 4 <= len(text) <= 36 and match.start() >= 2 and bool(_NAME_LETTERS.match(text[:24]))


def is_proper_organization(text: str) -> bool:
    """Whether `text` can only be an organization's name and no department's: 衡山律师事务所, 城南小学."""
    return len(text) >= 4 and text.endswith(title_book().proper_organizations) and is_organization(text)


def is_rank(text: str) -> bool:
    """Whether `text` names a rank only, as 经理 or 副主任."""
    return text in title_book().ranks


def is_vague(text: str) -> bool:
    """Whether `text` names no particular superior, as 上级领导."""
    return text in title_book().vague


@lru_cache(maxsize=8192)
def is_person(text: str) -> bool:
    """Whether `text` can be the name of a Chinese person: a surname and one or two more characters."""
    book = title_book()
    word = text.replace(" ", "").replace("\u3000", "").replace("·", "")
    if (
        not 2 <= len(word) <= 4
        or word in book.not_names
        or word in book.vacant
        or not all("\u4e00" <= c <= "\u9fff" or c in "×*某X" for c in word)
    ):
        return False
    if word[:2] in book.compound:
        return len(word) >= 3
    return word[0] in book.surnames and len(word) <= 3 and not is_built_like_post(word) and not is_built_like_unit(word)


@lru_cache(maxsize=8192)
def is_named_person(text: str) -> bool:
    """Whether `text` can be a person's name where a label says that one stands there: any surname, also with a dot."""
    word = text.replace(" ", "").replace("\u3000", "")
    if is_person(word) or is_english_person(text.strip()):
        return True
    if re.fullmatch(r"[\u4e00-\u9fff]{2,8}[·.][\u4e00-\u9fff]{2,8}", word):
        return True
    return (
        bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word))
        and len(word) < 4
        and word not in title_book().not_names
        and word[0] not in "按见详待另轮依各无暂"
        and not is_built_like_post(word)
        and not is_unit(word)
        and not is_vacant(word)
        and not title_book().starts.match(word)
        and not _FUNCTION_WORDS.search(word)
        and split_count(word)[1] is None
    )


_HONORIFIC = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:小姐|姑娘|太太|女士|先生|同志|老师|医生|经理|主任)$")


def bare_name(text: str) -> str:
    """A person's name without the form of address behind it: 欧阳静仪小姐 → 欧阳静仪."""
    word = text.strip()
    name = _HONORIFIC.sub("", word)
    return name if name != word and is_person(name) else word


def person_behind_title(text: str) -> str | None:
    """The person whom a text names behind a title: 采访部主任雷某 → 雷某."""
    for at in (len(text) - 3, len(text) - 2):
        if at >= 2 and is_person(text[at:]) and is_post(text[:at].removesuffix("的")):
            return text[at:]
    return None


def is_vacant(text: str) -> bool:
    """Whether a holder's place is said to be empty."""
    return text.strip("() （）") in title_book().vacant


@lru_cache(maxsize=4096)
def unit_in_title(title: str) -> str | None:
    """The unit that a title names before its rank: 客服部经理 → 客服部; None where it names none."""
    for start in range(2, len(title) - 1):
        if title[:start] in ("车间", "中心", "项目", "门店", "总部"):
            continue
        if (
            is_rank(title[start:])
            and is_unit(title[:start])
            and re.search(r"(?:部|处|科|室|中心|车间|局|所|站|队|组|办|库|厂|店|场|班|馆|院)$", title[:start])
        ):
            return title[:start]
    return None


@lru_cache(maxsize=8192)
def split_organization(text: str) -> tuple[str | None, str]:
    """An organization's name in front of `text`, and the rest: 某某有限公司运营部 → 某某有限公司, 运营部."""
    match = re.match(
        r"^(?P<o>[\u4e00-\u9fffA-Za-z0-9()（）·]{2,30}?(?:有限责任公司|股份有限公司|有限公司)(?:[\u4e00-\u9fff]{2,8}?分公司)?|[\u4e00-\u9fffA-Za-z0-9]{2,20}?(?:分公司|集团公司|集团|公司|医院|中学|小学|大学|学院|幼儿园|银行|酒店|支行|分行))(?P<r>.*)$",
        text,
    )
    if match and len(match["o"]) >= 4 and not title_book().starts.match(text):
        return match["o"], match["r"]
    match = re.match(
        r"^(?P<o>[\u4e00-\u9fffA-Za-z0-9]{3,20}?(?:事务所|合作社|出版社|图书馆|博物馆|文化馆|卫生院|养老院|敬老院|[\u4e00-\u9fff]局|厂))(?P<r>(?!长|子|房|家|商|区|部)..+)$",
        text,
    )
    if match and len(match["o"]) >= 5 and not title_book().starts.match(text):
        return match["o"], match["r"]
    return None, text
