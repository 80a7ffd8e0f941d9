"""The frame of a duty: what is done, to what, how often, with whom, how much, and what comes out of it."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph.model import Iri
from nlp.documents.fields import split_names
from nlp.documents.titles import is_built_like_post, is_unit, is_vague
from nlp.thesaurus import Thesaurus

_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "frames.toml").read_text("utf-8"))
_PARTIES = frozenset(_WORDS["parties"])


def _any_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, _WORDS[name]), key=len, reverse=True))


FREQUENCY = re.compile(
    r"每(?:个|逢)?(?:半)?(?:[一二两三四五六七八九十\d]+(?:个)?)?(?:学年|学期|年度|年|季度|季|月度|月末|月|旬|周[一二三四五六日]?(?:[上下]午)?|星期[一二三四五六日]?(?:[上下]午)?|日|天|班|晚|晨|小时|学期)(?:一次|两次|三次)?"
    r"|定期|不定期|随时|及时|按时|按月|按周|按日|按季|按年|逐月|逐日|逐级|年度|季度|月度"
)
_MADE = _any_of("made")
_DELIVERABLE = re.compile(
    r"(?:编制|编写|编|撰写|起草|草拟|制作|填写|填报|提交|出具|提供|拟定|拟订|制定|制订|完成|形成|上报|报送|登记|整理|开具|签订|绘制|印发|发布|建立|写出|书写)"
    rf"(?P<x>[^,，。;；、]{{0,12}}?(?:{_MADE}))"
)
_DELIVERABLES = re.compile(rf"[、和及与](?P<x>[^,，。;；、和及与]{{0,8}}?(?:{_MADE}))")
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百千万半]")
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万半]+)"
_UNITS = _any_of("measures")
_QUANTITY = re.compile(
    rf"(?:每(?:条|人|份|次|件|篇|个|台|家)|不少于|不低于|不超过|不高于|至少|最多|达到|超过|低于|高于)?{_NUMBER}(?:\s*[~～\-—至到]\s*{_NUMBER})?(?:个)?(?:{_UNITS})(?:以上|以内|以下|左右)?"
    rf"|百分之{_NUMBER}(?:以上|以内|以下)?|{_NUMBER}成(?:以上|以下)?(?=[,，。;；]|$)"
)
#: What is said of whom the work is done with or for; `x` is the party.
_WITH = (
    re.compile(
        r"(?:与|同|跟|和|协同|联合|会同)(?P<x>[^,，。;；:：]{2,20}?)(?:之间)?(?:的)?(?:共同|做好|进行|保持|加强|开展|建立)?(?:及时|密切|良好)?(?:的)?"
        r"(?:对接|沟通|协调|核对|联系|联络|配合|协作|合作|洽谈|谈判|交涉|签订|签|商定|协商|对账|结算|交接|一起|共同)"
    ),
    re.compile(
        r"(?:配合|协助|陪同|通知|告知|督促|联系|接待|回访|走访|拜访)(?P<x>[^,，。;；:：]{2,14}?)(?=做好|完成|开展|进行|办理|处理|实施|工作|[,，。;；]|$)"
    ),
    re.compile(
        r"(?:向|给|对)(?P<x>[^,，。;；:：]{2,14}?)(?:汇报|报告|提交|反馈|反映|通报|报送|提供|移交|讲解|介绍|交代|说明|发放|传达|请示|催收|询价)"
    ),
    re.compile(
        r"(?:报|提交|上报|报送|移交|转交|交)(?:至|给|到|由)?(?P<x>[^,，。;；:：]{2,14}?)(?=审批|审核|批准|审定|备案|核准|汇总|签字|[,，。;；]|$)"
    ),
)
_SAME = (
    (re.compile(r"星期"), "周"),
    (re.compile(r"^每逢"), "每"),
    (re.compile(r"^每个(?=[^一二两三四五六七八九十\d])"), "每"),
    (re.compile(r"^[按逐](?=[日周月季年])"), "每"),
    (re.compile(r"^(?=年度|季度|月度)"), "每"),
    (re.compile(r"日$|日(?=一次|两次|三次)"), "天"),
    (re.compile(r"(?<=[季月年])度"), ""),
    (re.compile(r"(?<=季)$|季(?=一次|两次|三次)"), "度"),
    (re.compile(r"一次$"), ""),
)


class DutyFrame(NamedTuple):
    """Concepts of actions and topics, how often, with whom, how much, and what comes out of a duty."""

    actions: tuple[Iri, ...] = ()
    topics: tuple[Iri, ...] = ()
    frequency: str | None = None
    counterparts: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()


def annotate(statement: str, thesaurus: Thesaurus) -> DutyFrame:
    """The frame of `statement` (normalised text)."""
    actions: dict[Iri, None] = {}
    topics: dict[Iri, None] = {}
    for iri in thesaurus.concepts_in(statement.lower()):
        (actions if thesaurus.concepts[iri].action else topics)[_concept(iri)] = None
    return DutyFrame(
        tuple(actions),
        tuple(topics),
        read_frequency(statement),
        read_counterparts(statement),
        read_deliverables(statement),
        read_quantities(statement),
    )


_concept = lru_cache(maxsize=8192)(Iri)


def read_frequency(statement: str) -> str | None:
    """How often the duty is done, in one wording for each interval: 每日, 按日 and 逐日 are 每天."""
    found = FREQUENCY.search(statement)
    if found is None:
        return None
    text = found.group()
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text


def read_counterparts(statement: str) -> tuple[str, ...]:
    """The posts, units and parties that the duty is done with or for, as the statement has them."""
    found: dict[str, None] = {}
    for pattern in _WITH:
        for match in pattern.finditer(statement):
            for name in split_names(match["x"]):
                party = _party(name)
                if party is not None:
                    found[party] = None
    return tuple(found)


def _party(name: str) -> str | None:
    word = re.sub(r"^(?:各|有关|相关|所有|全体|其他|公司|本|该)+", "", name.strip("的"))
    if word in _PARTIES or name in _PARTIES:
        return word
    if 2 <= len(word) <= 10 and (is_built_like_post(word) or is_unit(word)) and not is_vague(word):
        return word
    return None


def read_deliverables(statement: str) -> tuple[str, ...]:
    """The things that come out of the duty, as the statement has them: 月度报表, 会议纪要."""
    found: dict[str, None] = {}
    for match in _DELIVERABLE.finditer(statement):
        found[_trim(match["x"])] = None
        end = match.end()
        while more := _DELIVERABLES.match(statement, end):
            found[_trim(more["x"])] = None
            end = more.end()
    return tuple(found)


def _trim(text: str) -> str:
    return re.sub(r"^(?:并|和|及|好|各类|各种|相关|有关|相应|的|了)+", "", text)


def read_quantities(statement: str) -> tuple[str, ...]:
    """Numbers with their units, as the statement has them: 每条20元, 12~14名, 不少于两次, 百分之二."""
    if not _FIGURE.search(statement):
        return ()
    return tuple(dict.fromkeys(match.group() for match in _QUANTITY.finditer(statement)))
