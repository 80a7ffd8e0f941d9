"""Reads a short text as a heading: of a post, of a unit, of a group of either, of the whole document."""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.documents.blocks import Piece
from nlp.documents.brackets import read_brackets
from nlp.documents.clean import close_up
from nlp.documents.labels import kind_of, split_suffix
from nlp.documents.titles import (
    is_named_person,
    is_organization,
    is_person,
    is_post,
    is_proper_organization,
    is_unit,
    is_vacant,
    split_count,
    split_organization,
    title_book,
)

HeadingKind = Literal["post", "unit", "weak", "label", "organization"]
_FRAMED = re.compile(r"^[\s*#]*\[(?P<t>[^\[\]:]{2,16})\]\s*(?P<n>(?:[招聘需拟共]{0,3})?[\d一二两三四五六七八九十]{1,3}(?:名|人|位))?\s*$")
_STRIP = " \t《》“”\"'[]_*#·:•-—–=.~<>|"
_NOT_X = frozenset([
    "部门", "岗位", "本岗位", "本部门", "各岗位", "公司", "主要", "员工", "各部门", "单位", "本职", "其",
    "其他", "其它", "有关", "相关", "本", "该岗位", "该部门", "以下", "全体员工", "各级", "基层", "中层",
    "各级各类人员", "一般", "通用", "常用", "安全", "全员", "职位", "企业", "集团", "学校", "医院", "酒店",
    "处室", "科室", "各处室", "各科室", "班组", "各班组", "机构", "内设机构", "人员", "各", "各个", "各类", "全体", "全部", "所有", "管理", "运营",
    "经营", "机关", "内部", "现场", "我的", "个人", "明确", "履行", "工作", "岗位和", "年度", "关键", "它的", "他的", "具体", "上述",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading introduces: `name`, the kind of the label in it, holders, head count, and the text behind it."""

    kind: HeadingKind
    name: str
    label: str | None = None
    holders: tuple[str, ...] = ()
    vacant: bool = False
    count: int | None = None
    organization: str | None = None
    rest: Piece | None = None
    colon: bool = False
    fields: tuple[Piece, ...] = ()  # labels with values in brackets behind the name


def read_heading(piece: Piece) -> Heading | None:
    """The heading that `piece` is, or None."""
    shape = piece.shape
    if not shape or len(shape) > 200 and ":" not in shape[:30] and "。" not in shape[:20]:
        return None
    colon = shape.find(":", 0, 40)
    if colon > 0 and shape.count("(", 0, colon) > shape.count(")", 0, colon):
        close = shape.find(")", colon)
        colon = shape.find(":", close, close + 20) if close != -1 else -1
        if colon == -1 and 0 < close < len(shape) - 1 and len(shape) > 44:
            return None
    if colon > 0:
        return _read(piece, shape[:colon], piece.part(colon + 1, len(shape)), True)
    if len(shape) <= 44 and shape[-1] not in "。;!," and (shape[-1] != "?" or len(shape) < 26):
        found = _read(piece, shape, None, False)
        if found is not None:
            return found
    stop = shape.find("。", 0, 20)
    if stop > 1:
        word = close_up(shape[:stop])
        if piece.marker is not None and stop + 1 < len(shape) and (is_unit(word) or is_post(word)):
            return _read(piece, shape[:stop], piece.part(stop + 1, len(shape)), False)
    blank = re.match(r"^([^\s,。;:]{2,14})\s+(?=\S)", shape)
    if blank and piece.marker is not None and (is_post(blank[1]) or is_unit(blank[1])) and len(shape) > blank.end() + 5:
        return _read(piece, blank[1], piece.part(blank.end(), len(shape)), False)
    return None


def _read(piece: Piece, head: str, rest: Piece | None, colon: bool) -> Heading | None:
    head = head.rstrip("?")
    if any(c in head for c in "。;!?") and not head.rstrip().endswith("。"):
        return None
    said = read_brackets(head)
    holders, vacant, count, kept = said.holders, said.vacant, said.count, said.kept
    fields = [piece.part(start, end) for start, end in said.fields]
    if re.search(
        r"(?:有哪些|是什么|包括哪些|包括以下.{0,4}|包含哪些|主要有|如下|都有什么|怎么写|大全|范文|模板|范本)$",
        kept.rstrip(_STRIP),
    ):
        kept = re.sub(
            r"(?:主要)?(?:有哪些|是什么|包括哪些|包括以下.{0,4}|包含哪些|主要有|如下|都有什么|怎么写|大全|范文|模板|范本)$",
            "",
            kept.rstrip(_STRIP),
        )
    framed = _FRAMED.match(kept)
    if framed:  # 【会计】 招2人
        kept = framed["t"]
        count = count if count is not None else split_count("个" + framed["n"])[1] if framed["n"] else None
    word = kept.strip(_STRIP)
    word = re.sub(r"(?<!\S)(\S)\s+(?=\S(?!\S))", r"\1", word)  # 孙 浩
    if any(len(part) == 1 for part in word.split()):
        word = close_up(word).strip(_STRIP)
    word = re.sub(r"(?<=[\u4e00-\u9fff])\d{1,2}$", "", word).strip(_STRIP + "。")
    if rest is not None:
        rest, people, empty, number = _read_holders(rest)
        holders.extend(people)
        vacant = vacant or empty
        count = count if count is not None else number
    dashed = re.match(r"^(?P<t>[^\s—–-]{2,14})\s*(?:[—–-]{1,2}|——|[|/·])\s*(?P<n>[\u4e00-\u9fff、 ]{2,14})$", word)
    if dashed and is_post(dashed["t"]):
        people = [p for p in re.split(r"[、 ]", dashed["n"]) if p]
        if is_vacant(dashed["n"]) or any(map(is_person, people)) and all(map(is_named_person, people)):
            empty = is_vacant(dashed["n"])
            return Heading(
                "post",
                dashed["t"],
                None,
                (*holders, *([] if empty else people)),
                empty or vacant,
                count,
                None,
                rest,
                colon,
            )
    tokens = word.split()
    if len(tokens) > 1 and len(tokens) <= 4:
        found = _read_tokens(tokens)
        if found is not None:
            kind, name, label, organization, person = found
            if person:
                holders.append(person)
            return Heading(kind, name, label, tuple(holders), vacant, count, organization, rest, colon, tuple(fields))
    word = "".join(tokens)
    if count is None:
        word, count = split_count(word)
    found2 = classify(word, bool(holders or fields) or count is not None)
    if found2 is None:
        return None
    kind, name, label, organization, person = found2
    if person:
        holders.append(person)
    if kind == "post" and colon and rest is not None and kind_of(word) is not None:
        return None
    return Heading(kind, name, label, tuple(holders), vacant, count, organization, rest, colon, tuple(fields))


def _read_holders(rest: Piece) -> tuple[Piece | None, list[str], bool, int | None]:
    """Names, a vacancy or a head count right behind a heading's colon, and what follows them."""
    shape = rest.shape
    match = re.match(r"^\(([^()]{1,30})\)\s*", shape)
    if match:
        people = [p for p in re.split(r"[、,/ ]", match[1]) if p]
        if people and all(is_person(p) for p in people):
            return _or_none(rest.part(match.end(), len(shape))), [p.replace(" ", "") for p in people], False, None
        if is_vacant(match[1]):
            return _or_none(rest.part(match.end(), len(shape))), [], True, None
    if len(shape) <= 30:
        bare = re.sub(r"\((?:兼.{0,8}|代|代理|主持工作|兼任)\)", "", shape).strip(" 。;,")
        people = [p for p in re.split(r"[、,/ ]+", bare) if p]
        if is_person(bare.replace(" ", "")) and len(bare.replace(" ", "")) <= 4:
            return None, [bare.replace(" ", "")], False, None
        if people and all(is_person(p) for p in people):
            return None, people, False, None
        if is_vacant(bare):
            return None, [], True, None
        number = split_count("个" + bare)
        if number[1] is not None and number[0] == "个":
            return None, [], False, number[1]
    match = re.match(r"^([\u4e00-\u9fff]{2,4})(?:\([^()]{1,10}\))?(?:\s+|[,。;])(?=\S)", shape)
    if match and is_person(match[1]):
        return _or_none(rest.part(match.end(), len(shape))), [match[1]], False, None
    return _or_none(rest), [], False, None


def _or_none(piece: Piece) -> Piece | None:
    return piece if piece.text else None


_Found = tuple[HeadingKind, str, str | None, str | None, str | None]


def _read_tokens(tokens: list[str]) -> _Found | None:
    """A heading of several words: 某某公司 _护理系列岗位责任书; 副局长 李某; two headings one behind the other."""
    last = tokens[-1].strip(_STRIP)
    first = tokens[0].strip(_STRIP)
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
        found = classify("".join(tokens[1:]).strip(_STRIP), False)
        if found is not None:
            return found[0], found[1], found[2], first, found[4]
        return "organization", first, None, first, None
    read = [classify(re.sub(r"\d{1,2}$", "", t.strip(_STRIP)), False) for t in tokens]
    if read[-1] is not None and all(r is not None for r in read) and len({r[1] for r in read if r}) == 1:
        return read[-1]
    if len(tokens) == 2 and read[0] is not None and read[1] is not None and read[0][2] and read[1][2]:
        return read[1]
    return None


def classify(word: str, held: bool) -> _Found | None:
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


def _name_before(x: str, label: str) -> _Found | None:
    """What stands before a label: 运营部经理 | 岗位职责."""
    glued = re.match(r"^(.{2,20}?)(?:岗位职责|工作职责|岗位责任制?|岗位说明书?|职责)(?:汇编|大全|一览表?|手册|清单|规定|制度|管理办法)?(.{2,14})$", x)
    if glued and (is_post(glued[2]) or is_unit(glued[2])):  # the heading of the document, then that of its first post
        before = glued[1] if is_organization(glued[1]) else None
        return ("post" if is_post(glued[2]) else "unit"), glued[2], label, before, None
    organization, rest = split_organization(x)
    if organization is not None:
        if not rest or rest in _NOT_X:
            return "organization", organization, label, organization, None
        x = rest
    x = x.strip(_STRIP)
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
            and x[-1] not in "类性的要级"
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
