"""Finds the name of the organization that a document states: in its title, its first lines, or its introduction."""

import re
from collections.abc import Iterable, Sequence

from nlp.documents.blocks import Line
from nlp.documents.facts import Passage
from nlp.documents.fields import split_names
from nlp.documents.heading_words import classify
from nlp.documents.institutions import ending_of, is_institution
from nlp.documents.labels import kind_of
from nlp.documents.titles import is_organization, is_proper_organization, is_unit, split_organization, title_book
from nlp.text import fold

_INTRODUCED = re.compile(
    r"(?P<o>[\u4e00-\u9fffA-Za-z0-9()（）·]{4,30}?)(?:的)?(?:几个|主要|各|相关|部分|所有|各个|全体|现行|内部|现有|下属|一线|常设|关键){0,3}(?:个)?(?:主要|关键|核心)?(?:岗位|部门|职位|科室|人员的|员工的|机构设置|处室|班组)"
)
_LEAD = re.compile(
    r".*(?:介绍|把|将|下面|以下|本文|针对|结合|关于|为|是|在|对|了|就|以|按照|根据|说说|谈谈|看看|整理|梳理|一下|:|,)"
)
#: What may stand behind an organization's name in a title.
_TAIL = re.compile(
    r"^(?:[\s,。:()\[\]《》“”\"'_|/·—–-]|\d{4}|$|各|主要|内部|内设|全体|全员|所有|机关|一线|领导|班子|现行|关于|试行"
    r"|岗位|职位|职务|工作|员工|职工|教职|人员|部门|科室|处室|班组|机构|组织|规章|制度|管理(?!员|处|所|站|部|科)|安全|职责|分工|责任"
    r"|会议|纪要|通知|文件|公告|项目(?!部|组|经理|总)|矩阵|业务(?!部|员|科|经理|组|处)|说明|手册|通讯录|花名册|名册|编制|定岗|定编|一览|招聘|招贤|诚聘|干部|社工|志愿者|概况|简介|章程"
    r"|[\u4e00-\u9fff]{2,6}(?:制度|办法|规定|细则|规程|须知|守则|方案)$"
    r"|位于|坐落|地处|始建|创建|创办|创立|成立|建于|建成|开业|开馆|开园|开办|开张|现有|现设|共有|设有|下设|设置|隶属|主营|是)"
)
#: What a title consists of beside a name.
_FRAME = re.compile(
    r"^(?:关于)?(?:进一步|重新)?(?:调整|印发|公布|明确|规范|修订|下发|制定|完善|加强|转发|发布|执行)?[《“\"(\[]*"
)
#: The name in English in front of it.
_ENGLISH = re.compile(r"^[A-Za-z][A-Za-z&.,'()\- ]{5,}\s(?=[\u4e00-\u9fff])")
_FEW = 4
#: What every organization is called.
_NO_NAMES = frozenset("公司 本公司 我公司 我司 集团 单位 本单位 学校 本校 医院 本院 企业 机构".split())


def find_organization(lines: Sequence[Line]) -> tuple[str, Passage] | None:
    """The name in the first lines and the place where it stands."""
    found = _find_named(lines)
    return found if found is not None else _find_institution(lines)


def read_aliases(value: str, known: Iterable[str]) -> list[str]:
    """The names in the value of a label such as 简称 that are not `known`: 青杉、“QS商城” → 青杉, QS商城."""
    taken = set(map(fold, known)) | _NO_NAMES
    names = dict.fromkeys(name.strip("《》“”\"' ") for name in split_names(value))
    return [name for name in names if 2 <= len(name) <= 20 and fold(name) not in taken]


def _find_institution(lines: Sequence[Line]) -> tuple[str, Passage] | None:
    """An institution's name in the title, above which nothing but words for documents stands.

    Where another of its kind has a heading further down, both are places of work of something larger.
    """
    for line in [line for line in lines if line.shape.strip()][:_FEW]:
        shape = line.shape.strip(" _-*#《》")
        name = _institution_in(shape) if line.cells is None or len([c for c in line.cells if c.strip()]) == 1 else None
        if name is not None:
            kind = ending_of(name)
            if any(_is_other(line.shape, name, kind) for line in lines):
                return None
            return name, Passage(line.number, line.number, line.source.strip()[:200], line.place)
        if kind_of(shape) not in ("document", "duties", "ignore") and not re.search(r"\d{4}年|^目录$", shape):
            return None
    return None


def _institution_in(shape: str) -> str | None:
    """The longest name at the start of a title that something that can follow a name follows."""
    for part in re.split(r"\s*\|\s*|\s+[-—–]+\s+|(?<=[\])])", shape) if len(shape) <= 60 else [shape]:
        start = _FRAME.match(part)
        title = part[start.end() :] if start else part
        about = part.startswith("关于")
        for end in range(min(24, len(title)), 2, -1):
            if not is_institution(title[:end]):
                continue
            tail = title[end:].removeprefix("的") if about else title[end:]
            if _TAIL.match(tail) or classify(tail, False) is not None:
                return title[:end]
    return None


def _is_other(shape: str, name: str, kind: str) -> bool:
    """Whether a short line is the heading of another institution that ends in the same way."""
    word = shape.strip(" :")[:40]
    at = word.find(kind)
    return (
        2 <= at <= 10
        and name not in word
        and len(word) <= 24
        and word[-1] != "。"
        and is_institution(word[: at + len(kind)])
    )


def _find_named(lines: Sequence[Line]) -> tuple[str, Passage] | None:
    seen = 0
    for line in lines:
        shape = line.shape.strip(" _-*#《》")
        if not shape:
            continue
        seen += 1
        if seen > 12:
            break
        name = _in_title(shape) if len(shape) <= 60 or seen <= 2 else None
        name = name or _introduced(shape)
        if name is not None:
            return name, Passage(line.number, line.number, line.source.strip()[:200], line.place)
    return None


def _in_title(shape: str) -> str | None:
    for end in range(min(16, len(shape) - 2), 4, -1):  # 云间美术馆开馆三年,…
        if is_proper_organization(shape[:end]) and not title_book().starts.match(shape):
            return shape[:end]
    shape = _ENGLISH.sub("", shape)
    token = re.split(r"[\s_:]", shape, maxsplit=1)[0].strip("《》“”[]()")
    token = re.sub(r"^关于(?:进一步|重新)?(?:调整|印发|公布|明确|规范|修订|下发|制定|完善|加强)?", "", token)
    if re.match(r"^(?:第.{1,3}[篇章条]|篇.)", shape):
        return None
    if is_organization(token) and not title_book().starts.match(token) and len(token) >= 5:
        return token
    match = re.match(r"^[^,。;]{2,30}$", token)
    if match:
        organization, _ = split_organization(token)
        if (
            organization is not None
            and (len(organization) >= 5 or is_proper_organization(organization))
            and not title_book().starts.match(organization)
            and not re.match(r"^(?:某|本|我|各|该|一家)", organization)
        ):
            return organization
    match = re.match(
        r"^(?P<o>[\u4e00-\u9fffA-Za-z0-9]{2,20}?(?:局|厂|馆|院|校|园|中心|委员会|大药房|影城|团|所|商会|协会|学会|网点|营业部|门店|店|站|连锁|项目部|街道|镇|乡|村委会|居委会|管理处|办事处|合作社|事务所|社区|超市|酒店|宾馆|饭店))(?:各|主要|内设|领导班子成员|领导班子|领导|班子)?(?:工作人员|干部|人员|岗位|科室|处室|部门|职责|分工|人员|工作|机构|领导|责任|内设)",
        token,
    )
    if match and (
        is_organization(match["o"])
        or len(match["o"]) >= 7
        and match["o"].endswith(("店", "站", "街道", "镇", "乡", "连锁"))
        and not title_book().starts.match(match["o"])
    ):
        return match["o"]
    return None


def _introduced(shape: str) -> str | None:
    place = re.match(r"^(?:走进|在|这里是|来到)(?P<o>[\u4e00-\u9fffA-Za-z0-9]{4,20}?)(?:里|内)?(?:,|的)", shape)
    if place and (is_organization(place["o"]) or len(place["o"]) >= 7 and is_unit(place["o"])):
        return place["o"]
    for match in _INTRODUCED.finditer(shape[:300]):
        name = match["o"]
        lead = _LEAD.match(name)
        if lead and len(name) - lead.end() >= 4:
            name = name[lead.end() :]
        elif lead and lead.end() > 0:
            continue
        name = name.removeprefix("的")
        if (
            is_organization(name)
            and len(name) >= 5
            and not re.match(r"^(?:某|本|我|各|该|一个|企业|快运|这|那|每|整个|任何)", name)
        ):
            return name
    return None
