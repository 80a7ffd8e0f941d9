"""Reads the reporting lines that sentences state."""

import re
from typing import NamedTuple

from nlp.documents.brackets import drop_brackets
from nlp.documents.counts import split_count
from nlp.documents.facts import Evidence
from nlp.documents.fields import split_names
from nlp.documents.titles import is_person, is_post, is_rank, is_unit, is_vague

_NAMES = r"(?P<x>[^,。;!?:“”\"《》]{2,36}?)"
#: 负责, unless it is the beginning of 负责人; and what makes a title of 管理 and the like.
_ANSWERS = r"负责(?!人(?![事力员才民]))"
_NO_TITLE = r"(?!人员|人(?![事力员才民])|员|者|层|班子|小组)"
#: 主管 and 督导 as verbs: where somebody leads behind them, they end a title.
_IN_CHARGE = r"(?:主管|督导)(?!(?:的|直接|统一|共同|双重)*(?:领导|管理|管辖))"


_WORD = re.compile("[\u4e00-\u9fff]{3,6}")

#: Upwards: who is the superior of the sentence's subject; (pattern, word, evidence).
_UP: tuple[tuple[re.Pattern[str], str, Evidence], ...] = (
    (
        re.compile(
            rf"在{_NAMES}(?:的)?(?:直接|统一|行政|共同|双重)?(?:领导|带领)(?:和[^,。;]{{1,16}}?指导|、[^,。;]{{1,12}}?)?(?:之)?下"
        ),
        "领导",
        "sentence",
    ),
    (re.compile(rf"在{_NAMES}(?:的)?(?:直接)?领导(?=和|与|及|、|,)"), "领导", "sentence"),
    (re.compile(rf"向{_NAMES}(?:直接)?(?:汇报|述职|报告工作|{_ANSWERS})(?!制)"), "汇报", "sentence"),
    (
        re.compile(rf"(?:^|[,。;、]|[\u4e00-\u9fff])(?:直接)?对{_NAMES}(?:直接)?{_ANSWERS}(?![^,。;]{{0,2}}[的对])"),
        "负责",
        "sentence",
    ),
    (
        re.compile(
            rf"(?:归|由|受|隶属于|属|直属|服从于){_NAMES}(?:的)?(?:直接|统一|负责|双重|共同)*(?:管理|领导|带领|管辖|分管|统管|{_IN_CHARGE}){_NO_TITLE}"
        ),
        "管理",
        "sentence",
    ),
    (
        re.compile(rf"(?:服从|听从){_NAMES}(?:的)?(?:统一)?(?:领导|管理|调派|调遣|指挥|调度|安排|分配){_NO_TITLE}"),
        "服从",
        "conduct",
    ),
    (re.compile(rf"业务(?:上|方面)?(?:接?受|由){_NAMES}(?:的)?(?:业务)?指导"), "指导", "sentence"),
    (re.compile(rf"(?:归|受){_NAMES}(?:的)?(?:直接)?管(?=[哈哦啦呀了~]?(?:[,。;!]|$))"), "管理", "sentence"),
    (re.compile(rf"(?<!打)听{_NAMES}(?:的?(?:领导|指挥)|的(?=[,。;]|$))"), "服从", "sentence"),
    (re.compile(rf"接受{_NAMES}(?:的)?(?:直接|行政|业务)?(?:领导|管理|督导){_NO_TITLE}"), "领导", "sentence"),
    (
        re.compile(r"(?:^|[,。;])(?:直接|须|需|应)?(?:汇报给|汇报于|报告给|听命于|受命于)(?P<x>[^,。;!?:]{2,20})"),
        "汇报",
        "sentence",
    ),
    (
        re.compile(r"(?:秉承|承|受|奉)(?P<x>[^,。;!?:]{2,14}?)(?:之命|[的之]?指挥|[的之]?指派|[的之]?委派)"),
        "之命",
        "sentence",
    ),
    (
        re.compile(
            r"(?:直接上级|直属上级|上级|直接领导|顶头上司|(?:汇报|报告)对象)(?:还|也|都|均|同样)?(?:是|为)(?P<x>[^,。;!?:“”\"《》]{2,30})"
        ),
        "上级",
        "sentence",
    ),
    (
        re.compile(
            r"(?<![金附直隶所下归专亲家从类])属于?(?P<x>[\u4e00-\u9fff]{2,12}?)(?:的?(?:编制|人员))?(?=[,。;]|$)"
        ),
        "隶属",
        "sentence",
    ),
    (re.compile(r"\breport(?:s|ing)? (?:directly )?to (?P<x>[^,。;!?:(]{2,40})"), "reports to", "sentence"),
    (re.compile(r"(?:直接)?隶属(?:于)?(?P<x>[^,。;!?:“”\"《》]{2,20})"), "隶属", "sentence"),
)


#: Downwards: whom the sentence's subject is the superior of.
_DOWN = (
    re.compile(r"(?:手下|下面|名下|麾下|之下|底下)(?:共|还)?(?:有|设|带|管着?|领)(?P<x>[^。;!?:“”\"《》]{2,60})"),
    re.compile(
        r"(?:直接)?(?:下辖|下设|管辖(?!权)|领导(?!下)着?|直管|直接管理|统管|直接领导)(?P<x>[^,。;!?:“”\"《》]{2,60})"
    ),
    re.compile(r"(?:下属|下级|直接下级|直接下属|直属下级)(?:包括|有|是|为)(?P<x>[^。;!?:“”\"《》]{2,60})"),
    re.compile(
        r"(?:^|[,;]|[他她])带着?(?P<x>(?:[一二两三四五六七八九十百\d]{1,4}|几)(?:来|多|余)?(?:名|位|个)[^,。;!?:“”\"《》]{2,14})"
    ),
    re.compile(r"(?:^|[,;])(?:分管|主管)(?P<x>[^。;!?:“”\"《》]{2,60})"),
)


#: Numbers inside a list of names: 三名技工, …和装修组三个班组.
_HOW_MANY = re.compile(
    r"[一二两三四五六七八九十\d]+个(?:班组|部门|小组|岗位|科室|单位|中心|组|部)$|[一二两三四五六七八九十百几\d]+(?:来|多|余)?(?:名|个|位)(?=[\u4e00-\u9fff])"
)

_UPWARDS_SAID = re.compile(
    r"领导|带领|汇报|负责|管|督导|上级|隶属|述职|报告工作|之命|报告给|听命|受命|服从|听从|指挥|指派|委派|听|对象|业务|report"
)
_DOWNWARDS_SAID = re.compile(r"手下|下面|名下|下辖|下设|管辖|领导|直管|直接管理|下属|下级|分管|主管|统管|带")


class Report(NamedTuple):
    """A reporting line that a sentence states; `upwards` where the names are superiors of the subject."""

    names: tuple[str, ...]
    upwards: bool
    word: str
    evidence: Evidence
    counts: tuple[int | None, ...] = ()


def read_reports(shape: str) -> list[Report]:
    """The reporting lines that a sentence states about its subject."""
    reports: list[Report] = []
    if _UPWARDS_SAID.search(shape):
        for pattern, word, evidence in _UP:
            for match in pattern.finditer(shape):
                names = tuple(n for n in (name_superior(x, word == "上级") for x in split_names(match["x"])) if n)
                if word == "服从" and any(map(is_rank, names)):
                    continue  # 服从队长指挥 is good conduct, and says no post in particular
                if names and not any(set(names) <= set(r.names) for r in reports):
                    reports.append(Report(names, True, word, evidence))
    if _DOWNWARDS_SAID.search(shape):
        for pattern in _DOWN:
            for match in pattern.finditer(shape):
                read = [split_count(n) for n in split_names(_HOW_MANY.sub("", match["x"]))]
                named = [(name, count) for name, count in read if _is_name(name)]
                if named and len(named) == len(read):
                    reports.append(
                        Report(tuple(n for n, _ in named), False, "下属", "sentence", tuple(c for _, c in named))
                    )
                    break
    return reports


def _is_name(name: str) -> bool:
    return (is_post(name) or is_unit(name)) and not is_vague(name)


def name_superior(name: str, named: bool = False) -> str | None:
    """The name of a superior as it can be looked up, or None where it names nobody in particular.

    Where the sentence says that a superior is `named` there, the word need not be built like a title: 上级为美术指导.
    """
    name = drop_brackets(name).strip()
    name = re.sub(r"^(?:本公司|公司的|单位的|所在|直接|由|受|及|和|其|各自的?|本)", "", name)
    if is_vague(name) or not 2 <= len(name) <= (40 if name.isascii() else 16):
        return None
    titled = is_post(name) or is_unit(name) or named and _WORD.fullmatch(name) is not None and not is_person(name)
    return name if titled else None


def is_reporting_only(clause: str) -> bool:
    for pattern, word, _ in _UP:
        match = pattern.search(drop_brackets(clause))
        if (
            match
            and match.start() <= 2
            and match.end() >= len(re.sub(r"(?:开展)?工作$", "", clause)) - 1
            and (word != "负责" or name_superior(match["x"]))
        ):
            return True
    for pattern in _DOWN[:4]:
        match = pattern.search(clause)
        if match and match.start() <= 3 and "完成" not in clause[:4]:
            return True
    return False
