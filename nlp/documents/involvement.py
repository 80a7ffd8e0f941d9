"""How the owner of a duty is involved in it, read from the verb of its first clause."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from nlp.documents.facts import Involvement
from nlp.documents.titles import is_built_like_post, is_unit


@dataclass(frozen=True, slots=True)
class _Book:
    """The word lists: what is skipped, the kinds of verbs, and patterns of verbs, of helping ones, longest first."""

    skip: re.Pattern[str]
    kinds: dict[str, Involvement]
    verbs: re.Pattern[str]
    helping: re.Pattern[str]


@lru_cache(maxsize=1)
def _book() -> _Book:
    data = tomllib.loads((Path(__file__).parent / "involvement.toml").read_text("utf-8"))
    kinds: dict[str, Involvement] = {}
    for kind, words in data["kinds"].items():
        for verb in words:
            kinds.setdefault(verb, cast(Involvement, kind))
    helping = [verb for verb, kind in kinds.items() if kind in ("assist", "participate")]
    skip = re.compile(rf"^(?:{_any_of(data['skip'])}|[,、的地\s])+")
    return _Book(skip, kinds, re.compile(_any_of(kinds)), re.compile(rf"[对将把]?({_any_of(helping)})"))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


#: Introductory clauses and phrases that hold no main verb: 在…领导下, 根据…, 按照….
_LEAD_IN = re.compile(
    r"^(?:在[^,，。;；]{1,40}?(?:下|中|后|前|内|时|上)[,，]?|(?:根据|按照|依据|针对|围绕|结合|遵照|依照|按|为了?|当|如|若|对于|从|以|就)[^,，。;；]{1,60}?[,，]|[^,，。;；]{2,14}?(?:领导|指导)下[,，])"
)
_OBJECT_FIRST = re.compile(
    r"^(?:对|将|把)[^,，。;；]{1,40}?(?:进行|实施|加以|开展|予以|作|做)(?:有效|定期|全面|统一|日常|严格|及时|全程)?(?:的)?(?P<v>[\u4e00-\u9fff]{2,4})"
)
_NOMINAL = re.compile(
    r"(?:的)?(?P<v>审核|审批|监督|检查|复核|核准|督导|监控|反馈|汇报|上报|督查|配合|协助)(?:工作)?[。;；]?$"
)

_NOUN = re.compile(r"部|层|处|科|制度|体系|人员|者|员|办法|架构|结构|的")
_CLAUSE_END = re.compile(r"[,，。;；]")
_REPORT = re.compile(r"[向报给][^,，。;；]{2,16}(?:汇报|上报|报告|反馈|反映|报送|通报)")
_PRONOUN = re.compile(r"(?:他|她|其|该岗位|本岗位)(?=.{3})")
_VERB = re.compile(r"(?:全面|主要|具体|直接)?负责|应当|应该|必须|还要|应|须|要|每|协助|配合|监督|审核|审批|参与")


@lru_cache(maxsize=16384)
def classify_involvement(statement: str) -> Involvement:
    """The involvement that the main verb phrase of `statement` (simplified Chinese) says; a bare verb is `execute`."""
    skip = _book().skip
    text = statement.strip().split("\n", 1)[0]
    text = _strip_subject(text)
    for _ in range(3):
        before = text
        text = skip.sub("", text)
        match = _OBJECT_FIRST.match(text)
        if match:
            return _kind(match["v"]) or "execute"
        text = _LEAD_IN.sub("", text)
        if text == before:
            break
    found = _kind(text)
    if found is not None:
        return found
    first = _CLAUSE_END.split(text, maxsplit=1)[0]
    nominal = _NOMINAL.search(first)
    if nominal and len(first) > 4:
        return _kind(nominal["v"]) or "execute"
    return "inform" if _REPORT.match(text) else "execute"


def _strip_subject(text: str) -> str:
    """`text` without the post, unit or pronoun that it begins with: 强电组负责巡检 → 负责巡检."""
    pronoun = _PRONOUN.match(text)
    if pronoun:
        return text[pronoun.end() :]
    verb = _VERB.search(text[2:14])
    if verb:
        head = text[: verb.start() + 2]
        if is_built_like_post(head) or is_unit(head):
            return text[len(head) :]
    return text


def _kind(text: str) -> Involvement | None:
    book = _book()
    found = book.verbs.match(text)
    if found is None:
        return None
    verb, rest = found.group(), text[found.end() :]
    if verb in ("管理", "领导", "主管") and _NOUN.match(rest):
        return None
    if verb.endswith("负责"):  # leads, unless what follows is only help or taking part: 负责协助…
        helping = book.helping.match(rest)
        return book.kinds[helping[1]] if helping else "lead"
    return book.kinds[verb]
