"""Reads who holds a post where a label says that it stands there: names, nicknames, how many, whether nobody."""

import re
from typing import NamedTuple

from nlp.documents.brackets import drop_brackets
from nlp.documents.counts import split_count
from nlp.documents.fields import split_names
from nlp.documents.titles import bare_name, is_named_person, is_person, is_vacant

#: What says that somebody is no longer there.
LEFT = re.compile(
    r"(?:现|早|[于在]?[\d年月日.\-/]{4,12})?已?(?:离职|退休|离岗|离任|调离|调出|调走|辞职|离休|解聘)(?:[(,。;].*)?$"
)
_BRACKET = re.compile(r"^(?P<a>[^()]+)\((?P<b>[^()]+)\)$")
_OTHERS_SPACED = re.compile(r"\s*等\s*(\d{1,3})\s*([人名位])")
_CALLED = re.compile(r"^([^/、,;()]{1,12})/([^/、,;()]{1,12})$")
_NICKNAME = re.compile(r"^(?:[小阿老大][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}[姐哥]|[A-Z][A-Za-z]{1,11})$")
#: Amy 陈嘉, 陈嘉@Amy.
_LATIN_BESIDE = re.compile(r"^(?:@?[A-Za-z]{2,12}[ ·@]+)?(?P<n>[\u4e00-\u9fff]{2,4})(?:[ ·@]+[A-Za-z]{2,12})?$")
_AND_OTHERS = re.compile(r"^(?P<n>.{2,8}?)等(?P<c>(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:人|名|位))?$")


class People(NamedTuple):
    """The people of a holder's cell, how many it says there are, and whether it says that there is nobody."""

    names: tuple[str, ...] = ()
    number: int | None = None
    vacant: bool = False


def read_people(shape: str) -> People:
    """What a holder's cell says: 阿飞(贺云飞)、Yan(闫妍); 冷月等2人; 2人(卜一鸣、一人待定); 14人; 空缺."""
    if is_vacant(shape):
        return People(vacant=True)
    shape = _OTHERS_SPACED.sub(r"等\1\2", shape)
    called = _CALLED.match(shape)
    if called:  # 小鹿/陆晓
        for outer, inner in (called.groups(), called.groups()[::-1]):
            if _is_nickname(_trim(outer), _trim(inner)):
                return People((_trim(inner),))
    names: list[str] = []
    number: int | None = None
    vacant = False
    for part in split_names(shape):
        told = _read_one(part)
        names += [name for name in told.names if name not in names]
        number = number if number is not None else told.number
        vacant = vacant or told.vacant
    return People(tuple(names), number, vacant and not names)


def _read_one(part: str) -> People:
    counted = split_count("个" + drop_brackets(part))
    inner = _BRACKET.match(part)
    if counted[0] == "个" and counted[1] is not None:
        return People(read_people(inner["b"]).names if inner else (), counted[1])
    others = _AND_OTHERS.match(part)
    if others:
        told = _read_one(others["n"])
        return People(told.names, split_count("个" + others["c"])[1] if others["c"] else None)
    if inner and _is_nickname(_trim(inner["a"]), _trim(inner["b"])):
        return People((_trim(inner["b"]),))
    part = _LATIN_BESIDE.sub(r"\g<n>", drop_brackets(part).strip())
    name = _trim(part)
    if is_vacant(name):
        return People(vacant=True)
    return People((name,)) if is_named_person(name) else People()


def _trim(name: str) -> str:
    name = name.strip()
    return bare_name(name if name.isascii() else name.replace(" ", ""))


def _is_nickname(outer: str, inner: str) -> bool:
    """Whether the name in brackets is the real one, and the other what people call its bearer."""
    if _NICKNAME.match(outer) and not is_person(outer):
        return is_named_person(inner) and not inner.isascii()
    return is_person(inner) and len(inner) <= 4 and not is_person(outer)
