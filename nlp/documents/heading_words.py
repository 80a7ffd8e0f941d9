"""Tells what the words of a heading name: a post, a unit, an organization, a label, a person."""

import re
from typing import Literal

from nlp.documents.counts import split_count
from nlp.documents.labels import kind_of, split_suffix
from nlp.documents.titles import (
    is_organization,
    is_person,
    is_post,
    is_proper_organization,
    is_unit,
    split_organization,
    title_book,
)

HeadingKind = Literal["post", "unit", "weak", "label", "organization"]


STRIP = " \t《》“”\"'[]_*#·:•-—–=.~<>|■□◆◇●○◎▲△▼★☆※"


_NOT_X = frozenset([
    "部门", "岗位", "本岗位", "本部门", "各岗位", "公司", "主要", "员工", "各部门", "单位", "本职", "其",
    "其他", "其它", "有关", "相关", "本", "该岗位", "该部门", "以下", "全体员工", "各级", "基层", "中层",
    "各级各类人员", "一般", "通用", "常用", "安全", "全员", "职位", "企业", "集团", "学校", "医院", "酒店",
    "处室", "科室", "各处室", "各科室", "班组", "各班组", "机构", "内设机构", "人员", "各", "各个", "各类", "全体", "全部", "所有", "管理", "运营",
    "经营", "机关", "内部", "现场", "我的", "个人", "明确", "履行", "工作", "岗位和", "年度", "关键", "它的", "他的", "具体", "上述",
    "操作", "技术", "专业技术", "技能", "辅助", "工勤", "工勤技能", "一线", "领导",
])  # fmt: skip


Found = tuple[HeadingKind, str, str | None, str | None, str | None]


def read_tokens(tokens: list[str]) -> Found | None:
    """A heading of several words: 某某公司 _护理系列岗位责任书; 副局长 李某; two headings one behind the other."""
    last = tokens[-1].strip(STRIP)
    first = tokens[0].strip(STRIP)
    if len(tokens) == 2:
        if is_post(first) and is_person(last):
            return "post", first, None, None, last
        if is_person(first) and is_post(last.split("、")[-1]):
            return "post", last, None, None, first
        if is_person(last) and "、" in first and is_post(first.split("、")[-1]):
            return "post", first, None, None, last
        if is_unit(first) and is_post(last) and not is_post(first):
            return (
                "post",
                last if last.startswith(first) else first + last if title_book().ranks.__contains__(last) else last,
                None,
                None,
                None,
            )
    if is_organization(first):
        found = classify("".join(tokens[1:]).strip(STRIP), False)
        if found is not None:
            return found[0], found[1], found[2], first, found[4]
        return "organization", first, None, first, None
    read = [classify(re.sub(r"\d{1,2}$", "", t.strip(STRIP)), False) for t in tokens]
    if read[-1] is not None and all(r is not None for r in read) and len({r[1] for r in read if r}) == 1:
        return read[-1]
    if len(tokens) == 2 and read[0] is not None and read[1] is not None and read[0][2] and read[1][2]:
        return read[1]
    return None


def classify(word: str, held: bool) -> Found | None:
    """What a heading's words name: kind, name, label kind, organization, holder; None where they are no heading."""
    if not 2 <= len(word) <= 46:
        return None
    if is_post(word):
        return "post", word, None, None, None
    organization, rest = split_organization(word)
    if organization is not None and rest and is_post(rest) and not is_person(rest):
        return "post", rest, None, organization, None
    if organization is not None and not rest:
        return "organization", organization, None, organization, None
    split = split_suffix(word)
    if split is not None and kind_of(word) is None:
        x, label = split
        found = _name_before(x, label)
        if found is not None:
            return found
    if is_organization(word) and not is_unit(word):
        return "organization", word, None, word, None
    if organization is not None and is_unit(rest):
        return "unit", rest, None, organization, None
    if is_unit(word):
        return "unit", word, None, None, None
    for at in range(len(word) - 2, max(1, len(word) - 5), -1):
        if word[at] not in "和与及" and is_person(word[at:]) and is_post(word[:at]) and kind_of(word) is None:
            return "post", word[:at], None, None, word[at:]
    if held and 2 <= len(word) <= 14 and not title_book().starts.match(word) and not re.search(r"[,;:。]", word):
        return "weak", word, "held", None, None
    return None


def _name_before(x: str, label: str) -> Found | None:
    """What stands before a label: 运营部经理 | 岗位职责."""
    glued = re.match(
        r"^(.{2,20}?)(?:岗位职责|工作职责|岗位责任制?|岗位说明书?|职责)(?:汇编|大全|一览表?|手册|清单|规定|制度|管理办法)?(.{2,14})$",
        x,
    )
    if glued and (is_post(glued[2]) or is_unit(glued[2])):  # the heading of the document, then that of its first post
        before = glued[1] if is_organization(glued[1]) else None
        return ("post" if is_post(glued[2]) else "unit"), glued[2], label, before, None
    organization, rest = split_organization(x)
    if organization is not None:
        if not rest or rest in _NOT_X:
            return "organization", organization, label, organization, None
        x = rest
    x = x.strip(STRIP)
    x = x.removesuffix("各") or x
    x = re.sub(
        r"(?:应当|应该|应|须|需|要)?(?:履行|承担|负有|担负|具有|行使|肩负)?(?:的)?(?:下列|以下|如下)(?:的)?(?:主要|基本|具体|几项)?$|(?:应当|应)?(?:履行|承担|担负)(?:的)?$",
        "",
        x,
    )
    x = (
        re.sub(r"^(?:关于|附件?\d?|附|试论|浅谈|浅析|本公司|我公司|公司)(?=.{2})", "", x)
        if not is_post(x) and not is_unit(x)
        else x
    )
    x, _ = split_count(x)
    if x in _NOT_X or not x:
        return ("label", "", label, organization, None) if label not in ("posts-of",) else None
    held = re.match(r"^(.{2,14})\(([\u4e00-\u9fff]{2,4})\)$", x)
    if held and is_person(held[2]):
        return "post", held[1], label, organization, held[2]
    crowd = re.match(r"^(.{2,12}?)(?:全体|各类|管理|工作)?(?:人员|员工|职工|各岗位|岗位)$", x)
    if crowd and is_unit(crowd[1]):
        return "unit", crowd[1], "posts-of", organization, None
    if is_post(x) and label != "posts-of":
        if x.endswith("人员"):  # 管理人员 are many; only what follows tells whether it is a post
            return "weak", x, label, organization, None
        return "post", x, label, organization, None
    if is_unit(x) and not is_proper_organization(x):
        return "unit", x, label, organization, None
    if label == "posts-of":
        return (
            ("unit", x, label, organization, None)
            if 2 <= len(x) <= 8
            and not title_book().starts.match(x)
            and re.fullmatch(r"[\u4e00-\u9fff]+", x)
            and x[-1] not in "类性的要级与和及、"
            else None
        )
    if is_organization(x):
        return "organization", x, label, x, None
    if title_book().starts.match(x):
        return ("label", "", label, organization, None) if label in ("duties", "authority", "qualification") else None
    if (
        label in ("duties", "document", "unit-duties", "summary", "authority", "qualification")
        and 2 <= len(x) <= 12
        and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9/()&.\-]+", x)
        and "的" not in x
    ):
        return "weak", x, label, organization, None
    return None
