"""Reads sentences that say into which units a whole is divided, and which units belong to which."""

import re

from nlp.documents.counts import number_of
from nlp.documents.titles import is_post, is_unit

_DIVIDED = re.compile(
    r"(?:下设|内设|分设|共设|现设|设有|设|分为|分成|划分为|下辖|辖|由|包括|包含|共有|现有|有)(?:了|立)?(?P<x>[\u4e00-\u9fffA-Za-z0-9、()]{3,80}?)"
    r"(?P<e>等)?(?:共|这)?(?P<n>[两二三四五六七八九十\d]{1,3})个(?:职能|业务|内设|工作|生产|管理|专业|直属|二级|主要)?"
    r"(?:部门|科室|处室|部分|板块|班组|小组|中心|车间|工段|大队|中队|单位|机构|条线|片区|学部|组|部|科|室|队|站|处|股|所|系)(?![\u4e00-\u9fff]*(?:长|员|师))"
)
#: 公司设财务部、工程部和客服部: units only, so that they need no count.
_SETS = re.compile(
    r"(?:下设|内设|分设|设有|设立|设置|设)(?:了)?(?P<x>[\u4e00-\u9fff]{2,10}(?:[、和与及][\u4e00-\u9fff]{2,10}){1,15})(?:等部门)?(?=[,。;]|$)"
)
#: 加工课、组装课隶属制造部; 门卫室归后勤部管理.
_BELONGS = re.compile(
    r"^(?P<a>[\u4e00-\u9fff]{2,8}?(?:[、和与及][\u4e00-\u9fff]{2,8}?){0,7})(?:均|都|分别)?"
    r"(?:隶属于?|归属于?|属于?|为(?=[^,。;]{2,8}的?下[属设])|[归由](?=[^,。;]{2,8}(?:管|领导|统管)))(?P<b>[\u4e00-\u9fff]{2,8}?)"
    r"(?:的?下[属设](?:的?[\u4e00-\u9fff]{2,4})?|(?:直接|统一)?(?:管理|领导|管辖|统管|管))?(?=[,。;]|$)"
)
#: A unit of a unit: 水工部下面的大坝监测班归….
_BELOW = re.compile(
    r"^(?P<a>[\u4e00-\u9fff]{2,8}?)(?:下面|下属|所属|属下|下设|里)的?(?P<b>[\u4e00-\u9fff]{2,8}?)(?=[归由受向,有是负承])"
)
#: A unit that the one spoken of has, and its tasks: 下设测绘室,维护….
_HAS_BELOW = re.compile(r"^(?:还)?(?:下设|内设|下辖)(?:有|了)?(?P<u>[\u4e00-\u9fff]{2,10}),(?=[\u4e00-\u9fff]{4})")
_PLACES = ("台", "房", "库", "厅", "市", "坊", "园", "仓", "亭", "楼", "港", "岗亭", "场", "点", "所", "课")
_AND = re.compile("[、]|(?<=.{2})[和与及](?=.{2})")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()]{2,10}")


def read_division(shape: str) -> tuple[str, ...]:
    """The units that a sentence names one by one; where not all are built like units, it has to count them."""
    sets = _SETS.search(shape)
    named = tuple(_AND.split(sets["x"])) if sets else ()
    units = sum(1 for n in named if _is_unit_only(n) and "个" not in n)
    if named and (units == len(named) or units >= 2 and all(_is_place(n) for n in named)):
        return named
    if "个" not in shape:
        return ()
    for match in _DIVIDED.finditer(shape):
        names = tuple(_AND.split(match["x"]))
        number = number_of(match["n"]) or 0
        counted = len(names) == number or match["e"] is not None and 1 < len(names) < number
        if counted and all(_NAME.fullmatch(n) and not is_post(n) for n in names):
            return names
    return ()


def read_belonging(shape: str) -> list[tuple[tuple[str, ...], str]]:
    """The units that the first clauses of a sentence name, each time with the one that they are said to belong to."""
    found: list[tuple[tuple[str, ...], str]] = []
    at = 0
    while match := _BELONGS.match(shape[at:]):
        names = tuple(_AND.split(match["a"]))
        sure = len(names) > 1 and any(map(_is_unit_only, names))
        if not _is_unit_only(match["b"]) or not all(_is_place(n) if sure else _is_unit_only(n) for n in names):
            break
        found.append((names, match["b"]))
        at += match.end() + 1
    return found


def divide(shape: str) -> tuple[str, str, int] | None:
    """The wider and the narrower unit that a sentence begins with, and where the narrower one begins: 水工部下面的大坝监测班归…."""
    match = _BELOW.match(shape)
    return (match["a"], match["b"], match.start("b")) if match and is_unit(match["a"]) and is_unit(match["b"]) else None


def set_up_below(shape: str) -> tuple[str, int] | None:
    """The unit below the one spoken of whose tasks a sentence tells, and where they begin."""
    match = _HAS_BELOW.match(shape)
    return (match["u"], match.end()) if match and is_unit(match["u"]) else None


def _is_place(name: str) -> bool:
    """Whether a name among units can be one that is not built like them: 前台, 药房, 门市."""
    return _is_unit_only(name) or name.endswith(_PLACES) and not is_post(name[:-1])


def _is_unit_only(name: str) -> bool:
    """Whether a name is built like a unit's and not like a title."""
    return is_unit(name) and not is_post(name)
