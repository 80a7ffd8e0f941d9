"""Splits a piece at the field labels in it: 直属上级：管理处主任　直属下级：强电技工."""

import re
from typing import NamedTuple

from nlp.documents.blocks import Piece
from nlp.documents.counts import split_count
from nlp.documents.labels import guess_kind, is_empty, kind_of, label_book, split_suffix
from nlp.documents.titles import is_person, is_post, is_unit
from nlp.documents.twins import drop_twin
from nlp.documents.verbs import starts_like_duty

#: Kinds that may be labels inside a marked item of a duty list, where 培训：… is a duty with a topic.
_MAJOR = frozenset(
    [
        "post",
        "superior",
        "subordinate",
        "duties",
        "unit-duties",
        "qualification",
        "authority",
        "summary",
        "headcount",
        "work-condition",
        "unit",
        "holder",
    ]
)
_NOT_IN_ITEMS = frozenset(
    [
        "岗位",
        "职位",
        "部门",
        "人员",
        "单位",
        "公司",
        "负责人",
        "责任",
        "任务",
        "责任人",
        "科室",
        "名称",
        "下属",
        "上级",
        "工作人员",
        "简介",
        "概述",
        "权力",
        "权利",
        "职权",
        "分工",
        "人数",
        "编制",
    ]
)


class FieldPart(NamedTuple):
    """A label with its value; `name` is what stands in the label before its kind (网站程序员岗位目的 → 网站程序员)."""

    kind: str
    label: str
    value: Piece
    name: str | None = None


def split_fields(piece: Piece, inside_list: bool) -> tuple[Piece | None, list[FieldPart]]:
    """The text before the first label, and the labels with their values; no labels: the piece and nothing.

    `inside_list` says that the piece is an item of a list, where fewer words count as labels.
    """
    shape = piece.shape
    marks: list[tuple[int, int, str, str | None]] = []
    colon = shape.find(":")
    after = 0
    while colon != -1:
        found = None if _in_bracket(shape, colon) else _label_before(shape, after, colon, inside_list)
        if found is not None:
            start, kind, name = found
            marks.append((start, colon, kind, name))
            after = colon + 1
        colon = shape.find(":", colon + 1)
        if len(marks) > 60:
            break
    if not marks:
        spaced = [] if inside_list or ":" in shape else spaced_fields(piece)
        return (None, spaced) if len(spaced) > 1 else (piece, [])
    lead = piece.part(0, marks[0][0]) if marks[0][0] else None
    if lead is not None:
        lead.marker, lead.starts_line = piece.marker, piece.starts_line
    parts: list[FieldPart] = []
    if lead is not None and lead.text:
        lead, tail = _cut_tail_labels(lead)
        parts.extend(tail)
    for index, (start, stop, kind, name) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(shape)
        value, tail = _cut_tail_labels(piece.part(stop + 1, _end_of_value(shape, stop + 1, end)))
        value, rest = _cut_sentence(value) if value is not None and kind in _SHORT_VALUES else (value, None)
        parts.append(FieldPart(kind, "".join(piece.text[start:stop].split()), value or piece.part(end, end), name))
        if rest is not None:
            parts.append(FieldPart("sentence", "", rest))
        parts.extend(tail)
    return (lead if lead is not None and lead.text else None), parts


def _end_of_value(shape: str, start: int, end: int) -> int:
    """Where a value ends: before the sign that sets it apart from a label behind it."""
    sign = _SET_APART.search(shape, start, end) if end < len(shape) and shape[start:end].strip(" /|,;、") else None
    return sign.start() if sign else end


def spaced_fields(piece: Piece) -> list[FieldPart]:
    """Labels and values that take turns with only blanks between them (岗位名称 会计  编制 2人); none where any fails."""
    if len(piece.shape.split(None, 1)) < 2:
        return []
    words = list(re.finditer(r"\S+", piece.shape))
    if len(words) < 2 or len(words) % 2 or len(words) > 16:
        return []
    parts: list[FieldPart] = []
    for label, value in zip(words[::2], words[1::2], strict=True):
        kind = kind_of(label.group())
        if kind is None or is_post(label.group()) or len(value.group()) > 30 or kind_of(value.group()) in _MAJOR:
            return []
        parts.append(FieldPart(kind, label.group(), piece.part(*value.span())))
    return parts if any(part.kind in ("post", "superior", "unit", "headcount", "holder") for part in parts) else []


def _in_bracket(shape: str, at: int) -> bool:
    """Whether a place is inside a bracket behind a name, whose labels are the heading's: 组长(姓名:某某 电话:…)."""
    opened = shape.rfind("(", 1, at)
    return opened > shape.rfind(")", 0, at) and ")" in shape[at : at + 40] and not shape[opened - 1].isspace()


def _label_before(shape: str, low: int, colon: int, inside_list: bool) -> tuple[int, str, str | None] | None:
    """The longest label that ends at the colon and begins where a field can begin."""
    start = max(low, colon - 40)
    best: tuple[int, str, str | None] | None = None
    for begin in range(start, colon):
        if begin > low and not (shape[begin - 1] in "。;|!" or shape[begin - 1].isspace()):
            if low and shape[begin - 1] == "/" and kind_of(shape[begin:colon]) in _MAJOR:
                return begin, kind_of(shape[begin:colon]) or "", None
            if low and _is_glued(shape[low:begin], shape[begin:colon]):
                return begin, kind_of(shape[begin:colon]) or "", None
            continue
        if shape[begin].isspace() or shape[begin] == "/":
            continue
        head = shape[begin:colon].strip(" [](){}*#《》")
        if not head or "  " in head and any(len(word) > 1 for word in head.split()):
            continue  # 主 管      部门: two columns of a form, not one label
        kind = kind_of(head) or (kind_of(shape[begin:colon]) if head[-1] != shape[colon - 1] else None)
        if kind is None and not shape[:begin].strip() and not inside_list and not is_post(head):
            kind = guess_kind(head)
        if kind is None and low and not inside_list and shape[begin - 1].isspace() and head in label_book().beside:
            kind = guess_kind(head)  # 上级:院长  要求:持证: behind another field
        if kind is not None:
            if (
                inside_list
                and (begin == low or begin == 0)
                and (kind not in _MAJOR and head != "备注" or head in _NOT_IN_ITEMS)
            ):
                continue
            if (
                begin > low
                and len(head) < 4
                and kind in ("ignore", "organization", "place")
                and not shape[begin - 1].isspace()
            ):
                continue
            best = (begin, kind, None)
            break
        if begin == 0 and " " not in head:
            split = split_suffix(head)
            if (
                split
                and split[1]
                not in (
                    "duties",
                    "document",
                    "posts-of",
                    "unit-duties",
                    "holder",
                    "ignore",
                    "phone",
                    "place",
                    "post-list",
                    "unit-list",
                )
                and (is_post(split[0]) or is_unit(split[0]))
            ):
                best = (begin, split[1], split[0])
                break
    return best


def _is_glued(value: str, label: str) -> bool:
    """Whether a label stands right behind the value of the label before it: …:估价师所属部门:…."""
    if label[:1].isspace() or label[:1] == "/" or kind_of(label) not in _MAJOR or not value.strip():
        return False
    word = value.strip()
    return (
        len(label) >= 4
        and kind_of(word[-2:] + label) is None
        or (is_post(word) or is_unit(word) or is_person(word) or split_count("个" + word)[1] is not None)
    )


#: What stands between two names; a blank beside an English word is part of one: 店铺运营 Lead, Kelvin Ouyang.
_BETWEEN_NAMES = re.compile(r"[、,，;；/。|]|(?<![A-Za-z.\s])\s+(?!\s|[A-Za-z&.]+(?:$|[\s、,，;；/。|)(（）]))")
#: What sets a value apart from the label that follows it: 员额:1 / 现任:….
_SET_APART = re.compile(r"(?<=\S)\s*[/|,;、，；]\s*$")
_AND = re.compile("[以兼和及与或]")
_BEFORE_SENTENCE = re.compile(r"\s(?:\s+|(?=负责|协助|主持))")
#: Labels whose value is a name or a number; a sentence behind it is no part of it.
_SHORT_VALUES = frozenset(["post", "superior", "subordinate", "unit", "holder", "headcount"])


def _cut_sentence(value: Piece) -> tuple[Piece, Piece | None]:
    """A short value, and the sentence that stands behind it after a gap: 新闻部主任　　负责审稿;签发快讯。"""
    for gap in _BEFORE_SENTENCE.finditer(value.shape):
        rest = value.part(gap.end(), len(value.shape))
        if len(rest.shape) >= 6 and (
            any(c in rest.shape for c in ",。;")
            and not any(is_post(n) for n in split_names(rest.shape)[:1])
            or starts_like_duty(rest.shape)
        ):
            return value.part(0, gap.start()), rest
    return value, None


def _cut_tail_labels(piece: Piece) -> tuple[Piece | None, list[FieldPart]]:
    """Cut labels without colon off the end of a value (营运部总监 职位代码 → 营运部总监, an empty 职位代码)."""
    tail: list[FieldPart] = []
    while True:
        words = piece.shape.rsplit(None, 1)
        if len(words) < 2 or len(words[1]) < 3:
            return piece, tail
        kind = kind_of(words[1])
        if kind is None:
            return piece, tail
        start = len(piece.shape) - len(words[1])
        tail.insert(0, FieldPart(kind, words[1], piece.part(len(piece.shape), len(piece.shape))))
        rest = piece.part(0, start)
        rest.marker, rest.starts_line = piece.marker, piece.starts_line
        piece = rest


def split_names(text: str) -> list[str]:
    """The names in a field's value: A、B和C → A, B, C; empty where the value says none."""
    result: list[str] = []
    for name in _split_outside_brackets(text) if "(" in text or "（" in text else _BETWEEN_NAMES.split(text):
        for part in _split_and(name.strip(" :：.·-")):
            part = drop_twin(part.removesuffix("等").strip())
            if part and not is_empty(part):
                result.append(part)
    return result


def _split_outside_brackets(text: str) -> list[str]:
    names: list[str] = []
    depth = 0
    current = ""
    for character in text:
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth = max(0, depth - 1)
        if depth == 0 and _BETWEEN_NAMES.match(character):
            names.append(current)
            current = ""
        else:
            current += character
    return [*names, current]


def _split_and(name: str) -> list[str]:
    if not _AND.search(name, 1):
        return [name]
    for word in ("以及", "兼", "和", "及", "与", "或"):
        at = name.find(word, 1)
        if at > 0:
            left, right = name[:at], name[at + len(word) :]
            if (
                len(left) > 1
                and len(right) > 1
                and (is_post(left) or is_unit(left))
                and (is_post(right) or is_unit(right))
            ):
                return [left, *_split_and(right)]
    return [name]
