"""Reads what introduces a post before its duties, clause by clause: who holds it, whom it answers to, whom it leads.

对营销部经理负责,任职者:仲夏、邝大明。; 直接上级为总经理,现由毛芷若担任,分管农艺师,|规划…: what follows `end` is no introduction.
"""

import re
from typing import NamedTuple

from nlp.documents.counts import number_of
from nlp.documents.fields import split_names
from nlp.documents.reports import is_reporting_only, name_superior, read_reports
from nlp.documents.titles import is_named_person, is_person, is_post, is_unit, is_vacant, person_behind_title

_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,5})"
_LEADING = re.compile(
    r"^(?:(?:本|该|此)(?:岗位?|职位|职务)|一职|职务|岗位(?!职责)|(?:行政|人事|党务|日常)(?:上|方面)|目前|现在|暂时|同时|同样|另外|均|都|也|亦|并|且|还|直接(?!上级|下级))+(?=.)"
)
_PEOPLE = r"(?P<x>[\u4e00-\u9fff·]{2,8}?(?:[、和与及][\u4e00-\u9fff·]{2,8}?){0,9}?)"
_HOLDING = r"(?:担任|兼任|出任|充任|代理|兼|任职|在岗|在任)"
_HELD_BY = re.compile(
    rf"^(?:现?任职?(?:者|人员?)?|现职|现由|暂由|由|兼任|下列人员|人员|现有|现为|现|有|共有|负责人|在岗人员)(?:为|是|有|:)?{_PEOPLE}"
    rf"(?:同志|老师)?(?:等?{_NUMBER}(?:人|名|位))?(?:共同|分别|轮流)?{_HOLDING}?$"
)
_ARE_HELD = re.compile(rf"^{_PEOPLE}(?:等?(?P<n>{_NUMBER})(?:人|名|位)|(?:共同|分别|轮流)?{_HOLDING})+$")
_IS_HEAD = re.compile(r"^(?P<x>[\u4e00-\u9fff]{2,4})(?:担任|任|为)[\u4e00-\u9fff]{1,3}长$")
_TAKEN_BY = re.compile(
    r"^(?:现|暂)?由[^,。;]{2,14}(?:担任|兼任|兼|代管|代理|(?:选举|推选|任命|聘任|聘请|提名|委派|选派)(?:产生|担任)?)$"
)
_COUNTED = re.compile(
    rf"^(?:在册|在编|在岗|编制|定员|定编|共有?|现有|设|配备|配|有|总共|一共|合计|人员编制)*(?:为|是)?(?P<n>{_NUMBER})(?:人|名|位)(?:编制|倒班|轮班|轮值)?$"
)
_MISSING = re.compile(rf"^缺(?:员|编)?{_NUMBER}(?:人|名|位)$")
_EMPTY = re.compile(r"^(?:空缺|暂缺|缺员|空编|招聘中|正在招聘|待聘|待定)(?:中|待聘|待补)?$")
_ABOVE = re.compile(
    r"^(?:直接|直属|行政)?(?:上级|主管上级|汇报对象|报告对象)(?:岗位|领导)?(?:为|是|:)?(?P<x>[\u4e00-\u9fff、/]{2,24})$"
)
_BELOW = re.compile(
    rf"^(?:直接|直属)?(?:下级|下属|分管岗位|管理岗位|管理|分管|协管|领导|下管|管辖|管|下辖|下设|带领|统管)(?:岗位|人员)?(?:有|为|是|:)?(?P<x>[^,。;]{{2,40}}?)"
    rf"(?:等?{_NUMBER}?个?岗位|的工作)?$"
)
_UNDER = re.compile(
    r"^在(?P<x>[^,。;]{2,16}?)(?:的)?(?:直接|统一)?(?:领导|带领)(?:之)?下,?(?P<w>(?:开展|主持|做好|从事)?[^,。;]{0,8}工作$)?"
)
_REPORTS = re.compile("在|向|对|归|由|受|隶|属|直|服从|听|接受|汇报|报告|秉|承|奉|业务|上级|report")
_VERBS = tuple("隶归由受向对在属听直服")
_HOME = re.compile(r"^(?:隶属于?|属于?|编(?:制)?在|编入|所属部门|所在部门)(?:为|是|:)?(?P<u>[\u4e00-\u9fff]{2,12})$")
_REMARK = re.compile(
    r"^(?:(?:人员)?名单(?:另附|附后|另行公布|见附件)|另附名单|返聘|外聘|兼职|专职|分片包干|按[^,。;]{2,14}分工|(?:聘期|任期|试用期)[^,。;]{1,8}"
    r"|在[^,。;]{2,16}(?:指导|协助|配合)下(?:开展)?工作|协助(?P<t>[\u4e00-\u9fff]{2,8})(?:开展|做好)?工作)$"
)
_CLAUSE = re.compile(r"[^,。;]+")
_BRACKET = re.compile(r"^\((?P<x>[^()]{2,40})\)")
_AND = re.compile("[、和与及]")
_END = re.compile(r"[,。;]\s*|\s+")
_BARE = re.compile(rf"{_PEOPLE}(?:\([^()]{{1,12}}\))?(?:[,。;\s]+|$)")


class Told(NamedTuple):
    """What an introduction says of a post; `end` is where it ends.

    `clauses` counts those that say who or how many hold it, or name posts around it: without one of these, what units
    somebody leads and whom they assist is what they do.
    """

    holders: tuple[str, ...] = ()
    vacant: bool = False
    number: int | None = None
    superiors: tuple[str, ...] = ()
    subordinates: tuple[str, ...] = ()
    unit: str | None = None
    end: int = 0
    clauses: int = 0

    def __or__(self, other: "Told") -> "Told":
        return Told(
            (*self.holders, *(n for n in other.holders if n not in self.holders)),
            self.vacant or other.vacant,
            other.number if self.number is None else self.number,
            (*self.superiors, *(n for n in other.superiors if n not in self.superiors)),
            (*self.subordinates, *(n for n in other.subordinates if n not in self.subordinates)),
            self.unit or other.unit,
            max(self.end, other.end),
            self.clauses + other.clauses,
        )


def read_introduction(shape: str, title: str | None = None, bare: bool = False) -> Told:
    """All that the first clauses of a text say of the post `title`, with which it may begin; none where they do not.

    Right behind a heading the names alone of its holders (`bare`) are an introduction.
    """
    told = _read_title(shape, title) if title is not None and shape.startswith(title) else Told()
    alone = _BARE.match(shape) if bare else None
    if alone and (people := _people(alone["x"])):
        told = Told(holders=people, end=alone.end(), clauses=1)
    at = told.end
    while at < len(shape):
        clause = _CLAUSE.match(shape, at)
        if clause is None:
            break
        blank = clause.group().find(" ", 1)
        for stop in (clause.end(), at + blank) if blank > 0 else (clause.end(),):
            said = read_clause(shape[at:stop])
            if said is not None:
                end = _END.match(shape, stop)
                told |= said._replace(end=end.end() if end else stop)
                break
        if told.end > at:
            at = told.end
            continue
        under = _UNDER.match(clause.group())
        names = _superiors(under["x"]) if under and under.end() < len(clause.group()) - 3 else ()
        if under and names:
            return told | Told(superiors=names, end=at + under.end(), clauses=1)
        break
    return told if told.clauses else Told()


def _read_title(shape: str, title: str) -> Told:
    """The title with the name of its holder, or with its holders in brackets."""
    at = len(title)
    bracket = _BRACKET.match(shape[at:])
    people = _people(bracket["x"]) if bracket else ()
    if bracket and people:
        comma = _END.match(shape, at + bracket.end())
        return Told(holders=people, end=comma.end() if comma else at + bracket.end())
    sizes = (2, 3) if shape[at + 2 : at + 3] in _VERBS else (3, 2)  # 仲夏|隶属
    for size in sizes:
        name, rest = shape[at : at + size], shape[at + size :]
        clause = _CLAUSE.match(rest)
        comma = _END.match(rest)
        if (
            is_person(name)
            and not is_post(shape[: at + 1])
            and (comma or clause is None or read_clause(clause.group()) or _UNDER.match(rest))
        ):
            return Told(holders=(name,), end=at + size + (comma.end() if comma else 0))
    comma = _END.match(shape, at)
    return Told(end=comma.end() if comma else at)


def read_clause(clause: str) -> Told | None:
    """What one clause says of a post beside its duties; None where it says something else."""
    word = _LEADING.sub("", clause.strip())
    if not word:
        return None
    if is_vacant(word) or _EMPTY.match(word):
        return Told(vacant=True, clauses=1)
    counted = _COUNTED.match(word)
    if counted:
        return Told(number=number_of(counted["n"]), clauses=1)
    return _read_holders(word) or _read_home(word) or _read_lines(word) or _read_remark(word)


def _read_holders(word: str) -> Told | None:
    for pattern in (_HELD_BY, _ARE_HELD, _IS_HEAD):
        match = pattern.match(word)
        people = _people(match["x"]) if match else ()
        if match and people:
            number = number_of(match["n"]) if pattern is _ARE_HELD and match["n"] else None
            if number is None or number >= len(people):
                return Told(holders=people, clauses=1)
    return Told(clauses=1) if _TAKEN_BY.match(word) or _MISSING.match(word) else None


def _read_lines(word: str) -> Told | None:
    above = _ABOVE.match(word)
    names = _superiors(above["x"]) if above else ()
    if names:
        return Told(superiors=names, clauses=1)
    below = _BELOW.match(word)
    listed = split_names(below["x"]) if below else []
    if listed and all(is_post(name) or is_unit(name) for name in listed):
        return Told(subordinates=tuple(listed), clauses=int(any(map(is_post, listed))))
    under = _UNDER.match(word)
    names = _superiors(under["x"]) if under and under.end() == len(word) and under["w"] else ()
    if names:
        return Told(superiors=names, clauses=1)
    if _REPORTS.match(word) and is_reporting_only(word):
        names = tuple(name for report in read_reports(word) if report.upwards for name in report.names)
        return Told(superiors=names, clauses=1) if names else None
    return None


def _read_home(word: str) -> Told | None:
    home = _HOME.match(word)
    return Told(unit=home["u"], clauses=1) if home and is_unit(home["u"]) and not is_post(home["u"]) else None


def _read_remark(word: str) -> Told | None:
    remark = _REMARK.match(word)
    return Told() if remark and (not remark["t"] or is_post(remark["t"])) else None


def _superiors(text: str) -> tuple[str, ...]:
    names = [name_superior(name) for name in split_names(text)]
    return tuple(name for name in names if name) if all(names) else ()


def _people(text: str) -> tuple[str, ...]:
    """The people whom a text names one by one, one of them with a usual surname; nobody where it names other things."""
    names = _AND.split(text)
    if any(map(is_person, names)) and all(map(is_named_person, names)):
        return tuple(names)
    behind = person_behind_title(text)
    return (behind,) if behind else ()
