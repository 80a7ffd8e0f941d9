"""Reads sentences that establish a post: 盐场设场长一人,由总经理领导,须持…证,履行下列职责:."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.documents import appointing, prose
from nlp.documents.counts import number_of
from nlp.documents.reports import is_reporting_only, read_reports
from nlp.documents.titles import is_organization, is_post, is_unit, is_vague
from nlp.documents.verbs import starts_like_duty

_NUMBER = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5}|若干)"
#: The verb between a unit and the post that it has.
_SETS = re.compile(
    r"(?:现|共|内|下|拟|应|须|各|常年|另|还|再|并)?(?:设有|设置|设立|设(?!计|备|施)|配备|配有|配置|配(?!合)|聘用|聘请|聘有|聘任|安排|核定|(?<!所)有)"
    r"(?:专职|兼职|专兼职|固定|轮班)?(?:的)?"
)
_POST_FIRST = re.compile(
    rf"^(?P<t>.{{2,14}}?)(?:岗位|一职)?(?:共|编制|定员|定编|配备|设|各)?{_NUMBER}(?:名|人|位|个|员)$"
)
_NUMBER_FIRST = re.compile(rf"^{_NUMBER}(?:名|位|个|人)(?P<t>.{{2,14}})$")
_COUNTED = re.compile(
    rf"^(?P<t>.{{2,14}}?)(?:岗位|一职|岗)?(?:共有|共计|共|编制为?|定员为?|定编为?|额定|现有|配备|设|有)?{_NUMBER}(?:名|人|位)$"
)
_THIS_UNIT = re.compile(r"^(?:本|该|我|全|各|每个?)[\u4e00-\u9fff]{0,6}$")
#: A place of work that is no unit by its name alone, but has posts: 洗衣房, 码头.
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:房|库|台|亭|坊|厅|园|仓|场|码头|大堂|食堂)$")
_DUTIES = r"(?:岗位|工作|主要|具体|日常|各项)*(?:职责|责任|任务|职能|工作|事项|事务)(?:任务|事项|内容|范围)?"
#: The clause behind which duties stand: 履行下列职责, 主要职责是, 负责以下工作, 职责如下.
_LEADS = (
    r"(?:并|其|他的?|她的?|(?:该|本)岗位?的?|(?:主要|具体|分别|应当?|须|需|要))*"
    rf"(?:(?:履行|承担|担负|执行|完成|负责|从事|做好|负有?|有|干|办理)?(?:以下|下列|如下|下述)(?:[一二三四五六七八九十\d]+[项条])?(?:{_DUTIES})?|负责(?=:)"
    rf"|{_DUTIES}(?:主要|分别|具体)?(?:是|为|有|包括|包含|如下|(?=:)))(?:几项|[一二三四五六七八九十\d]+[项条])?"
    r"(?:[:。]|$|(?=[^,。;:]{3}))[:,]?"
)
_LEAD = re.compile(rf"(?:^|(?<=[,。;])){_LEADS}")
_LEAD_OF_IT = re.compile(f"的?{_LEADS}")  # behind the title: 综合柜员承担以下工作
_TITLED = re.compile(r"^(?P<t>[\u4e00-\u9fff]{2,12}?)(?=的?(?:负责|履行|承担|担负|从事|完成)?(?:以下|下列|如下))")
_QUALIFICATION = re.compile(
    r"^(?P<m>(?:并|且|均|都)?(?:必须|应当|应|须|需要|需|要求|要)?)"
    r"(?:(?:持|凭|具有|具备|取得|拥有|通过|考取|有)[^,。;:]{0,24}(?:证书?|执照|资格|学历|职称|经验|年限|以上|能力|资质|考试|驾照)(?:上岗)?"
    r"|由[^,。;:]{2,20}(?:学历|职称|资格|证书?|经验)(?:的|的人员|者)?(?:担任|充任)|持证上岗)$"
)
#: 大堂引导员由运营主管管理; 综合部的安保督查员归支行行长管理.
_REPORTED = re.compile(r"^(?:(?P<u>[\u4e00-\u9fff]{2,10})的)?(?P<t>[\u4e00-\u9fff]{2,12}?)(?=[由归受对向在])")
_WORD = re.compile("[\u4e00-\u9fff]{2,6}$")
_CLAUSE = re.compile(r"[^,。;:]+")


class Establishment(NamedTuple):
    """A post that a sentence establishes.

    `unit` is what the sentence says to have it, "" where it names none; `conditions`, `hours` and `work` say where
    its qualifications, working hours and duties stand; `leads` that duties follow the text, `announced` that it says so
    before it tells them.
    """

    unit: str
    title: str
    number: int | None
    end: int
    conditions: tuple[tuple[int, int], ...]
    hours: tuple[tuple[int, int], ...]
    work: tuple[int, int] | None
    leads: bool
    announced: bool


def names_this_unit(name: str) -> bool:
    """Whether a unit is named by pointing at it: 本科, 该队, 各车间."""
    return bool(_THIS_UNIT.match(name))


def read_establishment(shape: str, organization: str | None = None, article: bool = False) -> Establishment | None:
    """The one post that a text establishes in its first clause, with all that the next clauses say of it.

    An `article` that tells several duties, divided by semicolons, may begin with the post and its superior alone.
    """
    first = _CLAUSE.match(shape)
    if first is None or first.end() > 40 or len(shape) > 400:
        return None
    lead = _LEAD.search(shape, first.end())
    listed = ";" in shape
    named = _read_first(first.group(), organization) or (_read_proven(shape, first.end()) if lead else None)
    if named is None and article and listed:
        named = _read_reported(first.group())
        titled = _TITLED.match(shape) if named is None else None
        if titled and _is_title(titled["t"]):
            named, lead = ("", titled["t"], None), _LEAD_OF_IT.match(shape, titled.end())
    if named is None:
        return None
    unit, title, count = named
    again = shape.find(f"。{title}", first.end()) if lead is None else -1
    lead = _LEAD_OF_IT.match(shape, again + 1 + len(title)) if again != -1 else lead
    body = lead.start() if lead else len(shape)
    conditions: list[tuple[int, int]] = []
    hours: list[tuple[int, int]] = []
    work: tuple[int, int] | None = None
    for clause in _CLAUSE.finditer(shape, first.end(), body):
        said = clause.group()
        qualification = _QUALIFICATION.match(said)
        if qualification:
            conditions.append((clause.start() + qualification.end("m"), clause.end()))
        elif _establishes(said):
            return None  # 设经理一名,副经理两名: a list of posts
        elif prose.is_work_condition(said):
            hours.append(clause.span())
        elif not (appointing.is_introduction(said) or read_reports(said)) and (
            listed or starts_like_duty(said) or said.startswith("负责")
        ):
            work = clause.start(), body
            break
    if lead and lead.end() < len(shape) - 2:
        work = lead.end(), len(shape)
    leads = lead is not None and work is None or shape.endswith(":")
    return Establishment(
        unit, title, count, first.end(), tuple(conditions), tuple(hours), work, leads, lead is not None
    )


def _establishes(clause: str) -> bool:
    match = _COUNTED.match(clause) or _NUMBER_FIRST.match(clause)
    return match is not None and is_post(match["t"])


def _read_first(clause: str, organization: str | None) -> tuple[str, str, int | None] | None:
    for unit, rest in _splits(clause):
        known = (
            not unit
            or is_unit(unit)
            or is_organization(unit)
            or names_this_unit(unit)
            or bool(_PLACE.match(unit))
            or organization is not None
            and len(unit) >= 2
            and organization.endswith(unit)
        )
        if not known or unit and is_post(unit):
            continue
        for pattern in (_POST_FIRST, _NUMBER_FIRST):
            match = pattern.match(rest)
            if match and _is_title(match["t"]):
                return unit, match["t"], number_of(match["n"])
        bare = re.sub(r"(?:一职|岗位|职务)$", "", rest)
        if unit and _is_title(bare):
            return unit, bare, None
    match = _COUNTED.match(clause)
    if match and _is_title(match["t"]) and not any(unit and is_post(rest) for unit, rest in _splits(match["t"])):
        return "", match["t"], number_of(match["n"])
    return None


def _read_proven(shape: str, end: int) -> tuple[str, str, int | None] | None:
    """A counted word that is no usual title, where the clause behind it names its superior: 司钻4人,由队长领导,…."""
    match = _COUNTED.match(shape[:end])
    if not match or not _WORD.match(match["t"]) or is_unit(match["t"]) or is_vague(match["t"]):
        return None
    told = _CLAUSE.search(shape, end)
    return ("", match["t"], number_of(match["n"])) if told and read_reports(told.group()) else None


def _read_reported(clause: str) -> tuple[str, str, int | None] | None:
    """A post of which a clause says nothing but its superior, and the unit that has it."""
    match = _REPORTED.match(clause)
    if match is None or not _is_title(match["t"]) or match["u"] and not is_unit(match["u"]):
        return None
    return (match["u"] or "", match["t"], None) if is_reporting_only(clause[match.end() :]) else None


def _splits(clause: str) -> Iterator[tuple[str, str]]:
    """The places at which a clause may part into a unit and the post that it has."""
    for match in _SETS.finditer(clause, 1 if clause.startswith("配") and _is_counted(clause) else 0, 20):
        yield re.sub(r"^在|(?:里|内|中)$", "", clause[: match.start()]), clause[match.end() :]


def _is_counted(clause: str) -> bool:
    """Whether a clause counts a post of which the verb may be a part: 配料工一名."""
    match = _COUNTED.match(clause)
    return match is not None and len(match["t"]) == 3 and is_post(match["t"])


def _is_title(word: str) -> bool:
    return is_post(word) and not is_vague(word) and "、" not in word
