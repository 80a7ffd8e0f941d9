"""Field labels: which kind of value a label announces, and which label ends a heading."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: Labels of the book that other trades use for something else: the 職稱 of an office is its title.
AMBIGUOUS = frozenset(["职称", "名称", "职衔", "职级", "身份"])


@dataclass(frozen=True, slots=True)
class LabelBook:
    """The wordings of `labels.toml`: `kinds` by compact wording, how headings of duties end, empty values.

    `beside` has the kinds of words that are labels beside their English twin or before a colon only; `document_suffix`
    matches titles of documents: the name of a house or unit and what the document says of its posts.
    """

    kinds: dict[str, str]
    beside: dict[str, str]
    duty_suffix: re.Pattern[str]
    document_suffix: re.Pattern[str]
    empty: frozenset[str]
    longest: int


def _alternatives(part: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """The words before a label's core, the core, and the words behind it, each as a pattern of all."""
    before, core, after = ("|".join(sorted(part[name], key=len, reverse=True)) for name in ("before", "core", "after"))
    return before, core, after


class _Kinds(dict[str, "str | None"]):
    """The kind of each text that was asked for, with the labels that one document proves, by their compact wording."""

    def __init__(self, proven: Mapping[str, str]) -> None:
        super().__init__()
        self._proven = proven

    def __missing__(self, text: str) -> str | None:
        kind = self[text] = self._proven.get(compact(text)) or _kind_in_book(text)
        return kind


#: The kinds of labels in the document being read; without one, those of the book.
_KINDS: ContextVar[_Kinds | None] = ContextVar("kinds of labels", default=None)


@contextmanager
def proven_labels(kinds: Mapping[str, str]) -> Iterator[None]:
    """Inside, `kind_of` also knows the labels that the document at hand has proven."""
    token = _KINDS.set(_Kinds(kinds))
    try:
        yield
    finally:
        _KINDS.reset(token)


@lru_cache(maxsize=1)
def label_book() -> LabelBook:
    """The book, read once."""
    data = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))
    kinds: dict[str, str] = {}
    for kind, wordings in data["labels"].items():
        for wording in wordings:
            kinds.setdefault(wording.lower().replace("（", "(").replace("）", ")"), kind)
    before, core, after = _alternatives(data["duty-suffix"])
    suffix = re.compile(rf"^(?P<x>.{{0,40}}?)(?:的|之)?(?P<label>(?:{before}){{0,4}}(?:{core})(?:{after})?)$")
    before, core, after = _alternatives(data["document-suffix"])
    document = re.compile(rf"^(?P<x>.{{2,40}}?)的?(?:{before})(?:{before}|{core}){{0,4}}(?:{core})(?:{after})$")
    beside = {wording: kind for kind, wordings in data["beside"].items() for wording in wordings}
    return LabelBook(kinds, beside, suffix, document, frozenset(data["empty"]["values"]), max(map(len, kinds)))


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """`text` as labels are looked up: lower case, without white space."""
    return "".join(text.split()).lower()


def longest_label(text: str, chinese: int) -> int:
    """How long a label may be of which `text` is one: `chinese` letters, more where it begins or ends in English."""
    return 44 if text[:1].isascii() or text[-1:].isascii() else chinese


def kind_of(text: str) -> str | None:
    """The kind of label that `text` is as a whole, in this document or in any, or None."""
    kinds = _KINDS.get()
    return _kind_in_book(text) if kinds is None else kinds[text]


@lru_cache(maxsize=65536)
def _kind_in_book(text: str) -> str | None:
    word = compact(text)
    if not word or len(word) > longest_label(word, 20):
        return None
    book = label_book()
    kind = book.kinds.get(word) or _kind_of_twins(word, book)
    if kind is None and word[:2] in ("岗位", "职位", "职务") and re.fullmatch(r"..[一二三四五六七八九十\d]{1,2}", word):
        return "post"  # 岗位一:…
    if kind is None and not word.isascii() and (word[0].isascii() or word[-1].isascii()):
        kind = book.kinds.get(word.strip("abcdefghijklmnopqrstuvwxyz/()&-."))  # 岗位职责 Responsibilities
    if kind is None and len(word) > 2 and word[-1] in "0123456789一二三四五六七八九十":
        kind = book.kinds.get(word.rstrip("0123456789一二三四五六七八九十"))  # 主要职责1, 职责二
        kind = kind if kind in ("duties", "authority", "qualification", "holder") else None
    if kind is None and (of_file := _OF_A_FILE.match(word)) and book.kinds.get(word[of_file.end() :]) == "ignore":
        return "ignore"  # 文件类别, 本制度版本号
    if kind is None and word[0] in "主岗工职基核日具部个关重本":
        match = book.duty_suffix.match(word)
        if match and not match["x"]:
            return "unit-duties" if word.startswith("部门") else "duties"
    if kind is None and word.endswith((")", "]")) and "(" in word:
        return book.kinds.get(word[: word.index("(")])
    return kind


#: What administers a document begins its labels: 文件类别, 表单版本.
_OF_A_FILE = re.compile("本?(?:文件|文档|表单|表格|制度|资料|手册|说明书)(?=..)")
#: A label in two languages, with or without a sign between them.
_TWINS = re.compile(
    r"^(?:(?P<a>[a-z][a-z&'.\-]+?)[/()·|,_:—\-]*(?P<b>[\u4e00-\u9fff][\u4e00-\u9fff/()、]*?)|(?P<c>[\u4e00-\u9fff][\u4e00-\u9fff/()、]*?)[/()·|,_:—\-]*(?P<d>[a-z][a-z&'.\-]+?))[).]?$"
)


def _kind_of_twins(word: str, book: LabelBook) -> str | None:
    """The kind of a label in English and Chinese, where the book knows the English word; Chinese goes before English."""
    if word[0].isascii() == word[-1].isascii() and not (word.isascii() or word[-1] in ").）"):
        return None
    if word.isascii():
        return book.kinds.get(_plain_english(word))
    match = _TWINS.match(word)
    if match is None:
        return None
    english = book.kinds.get(_plain_english(match["a"] or match["d"]))
    chinese = (match["b"] or match["c"]).strip("()")
    return english and (book.kinds.get(chinese) or (english if chinese in book.beside else None))


def _plain_english(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.replace("&", "and"))


#: What an unknown label is taken for, by its last word.
_GUESSES = (
    (re.compile(r"^.{0,4}(?:上级|上司|汇报对象|直管领导|汇报关系)$"), "superior"),
    (re.compile(r"^(?:直接|直属|所|现|主要)?.{0,2}(?:下属|下级|部属|管辖|统辖|督导).{0,4}$"), "subordinate"),
    (re.compile(r"^(?:任职|应聘|录用|上岗|岗位|能力|素质).{0,4}(?:要求|资格|条件|标准)$"), "qualification"),
    (re.compile(r"^(?:岗位|工作|人员|职位).{0,2}(?:编制|定额|人数|定员)$"), "headcount"),
    (re.compile(r"^(?:所属|所在|归属)(?:.{1,4})$"), "unit"),
)


def guess_kind(text: str) -> str | None:
    """The kind of a label that the book does not have, by how it is built; only where a colon follows it."""
    word = compact(text)
    if word in label_book().beside:
        return label_book().beside[word]
    if not 3 <= len(word) <= 8:
        return None
    return next((kind for pattern, kind in _GUESSES if pattern.match(word)), None)


@lru_cache(maxsize=65536)
def split_suffix(text: str) -> tuple[str, str] | None:
    """What stands before the label at the end of `text`, and its kind: 网站程序员岗位目的 → 网站程序员, summary."""
    word = compact(text)
    if not 3 <= len(word) <= 46:
        return None
    book = label_book()
    found: tuple[str, str] | None = None
    for start in range(max(1, len(word) - book.longest), len(word) - 1):
        kind = book.kinds.get(word[start:])
        if kind is not None:
            if kind == "unit" or kind == "place" and word.endswith("办公室"):
                continue  # 印前车间 is a name, not 印前 with the label 车间
            if kind == "post":
                kind = "posts-of"
            found = word[:start].removesuffix("的").removesuffix("之"), kind
            break
    match = book.duty_suffix.match(word)
    if match and match["x"] and (found is None or len(match["x"]) < len(found[0])):
        label = match["label"]
        kind = "document" if label.endswith(("说明书", "责任书", "汇编", "大全", "一览表", "书", "表")) else "duties"
        found = match["x"], ("unit-duties" if label.startswith("部门") and kind == "duties" else kind)
    title = book.document_suffix.match(word)
    if title and (found is None or len(title["x"]) < len(found[0])):
        found = title["x"], "document"
    return found


def is_empty(value: str) -> bool:
    """Whether a field's value says that there is none."""
    word = value.strip(" \t:：。;；,，()（）")
    return not word or len(word) <= _longest_empty() and word.lower() in label_book().empty


@lru_cache(maxsize=1)
def _longest_empty() -> int:
    return max(map(len, label_book().empty))
