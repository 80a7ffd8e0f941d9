"""How the owner of a duty is involved in it, read from the verb of its first clause."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import cast

from nlp.documents.facts import Involvement
from nlp.documents.titles import is_built_like_post, is_unit


@lru_cache(maxsize=1)
def _book() -> tuple[re.Pattern[str], tuple[tuple[str, Involvement], ...]]:
    data = tomllib.loads((Path(__file__).parent / "involvement.toml").read_text("utf-8"))
    skip = "|".join(sorted(map(re.escape, data["skip"]), key=len, reverse=True))
    verbs = [(verb, cast(Involvement, kind)) for kind, words in data["kinds"].items() for verb in words]
    verbs.sort(key=lambda pair: len(pair[0]), reverse=True)
    return re.compile(rf"^(?:{skip}|[,、的地\s])+"), tuple(verbs)


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


@lru_cache(maxsize=16384)
def classify_involvement(statement: str) -> Involvement:
    """The involvement that the main verb phrase of `statement` (simplified Chinese) says; a bare verb is `execute`."""
    skip, verbs = _book()
    text = statement.strip().split("\n", 1)[0]
    text = _strip_subject(text)
    for _ in range(3):
        before = text
        text = skip.sub("", text)
        match = _OBJECT_FIRST.match(text)
        if match:
            return _kind(match["v"], verbs) or "execute"
        text = _LEAD_IN.sub("", text)
        if text == before:
            break
    found = _kind(text, verbs)
    if found is not None:
        return found
    first = re.split(r"[,，。;；]", text, maxsplit=1)[0]
    nominal = _NOMINAL.search(first)
    if nominal and len(first) > 4:
        return _kind(nominal["v"], verbs) or "execute"
    report = re.match(r"^(?:向|报|给)[^,，。;；]{2,16}(?:汇报|上报|报告|反馈|反映|报送|通报)", text)
    return "inform" if report else "execute"


def _strip_subject(text: str) -> str:
    """`text` without the post, unit or pronoun that it begins with: 强电组负责巡检 → 负责巡检."""
    pronoun = re.match(r"^(?:他|她|其|该岗位|本岗位)(?=.{3})", text)
    if pronoun:
        return text[pronoun.end() :]
    verb = re.search(
        r"(?:全面|主要|具体|直接)?负责|应当|应该|必须|还要|应|须|要|每|协助|配合|监督|审核|审批|参与", text[2:14]
    )
    if verb:
        head = text[: verb.start() + 2]
        if is_built_like_post(head) or is_unit(head):
            return text[len(head) :]
    return text


def _kind(text: str, verbs: tuple[tuple[str, Involvement], ...]) -> Involvement | None:
    for verb, kind in verbs:
        if text.startswith(verb):
            if verb in ("管理", "领导", "主管") and _is_noun(text[len(verb) :]):
                return None
            if verb == "负责" or verb.endswith("负责"):
                return _after_charge(text[len(verb) :], verbs)
            return kind
    return None


def _after_charge(rest: str, verbs: tuple[tuple[str, Involvement], ...]) -> Involvement:
    """负责 leads, unless what follows is only help, control or taking part (负责审核…, 负责协助…)."""
    rest = re.sub(r"^(?:对|将|把)?", "", rest)
    for verb, kind in verbs:
        if rest.startswith(verb) and kind in ("assist", "participate"):
            return kind
    return "lead"


def _is_noun(rest: str) -> bool:
    return bool(re.match(r"^(?:部|层|处|科|制度|体系|人员|者|员|办法|架构|结构|的)", rest))
