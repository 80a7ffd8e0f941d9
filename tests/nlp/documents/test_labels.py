"""Labels in every wording and form: before a colon, in brackets, in a cell, on a line of their own, in two languages."""

from collections.abc import Iterator

import pytest

from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.labels import kind_of
from nlp.documents.readers import Source, read_bytes

#: Wordings by what they announce.
WORDINGS = {
    "post": ["岗位名称", "职位名称", "职务名称", "岗位", "职位", "工种", "岗位（职务）"],
    "unit": ["所属部门", "所在部门", "部门", "科室", "部门名称", "归属部门", "隶属部门"],
    "superior": ["直接上级", "汇报关系", "上级岗位", "汇报对象", "上级主管", "直属主管", "报告对象", "汇报给", "直接领导"],
    "subordinate": ["直接下级", "下级岗位", "下属岗位", "管辖岗位", "直属下级", "管理下级"],
    "headcount": ["定编", "编制人数", "岗位编制", "定员", "人员编制", "编制", "定岗人数", "配置人数"],
    "holder": ["任职者", "现任", "在岗人员", "任职人员", "现任人员", "任职人", "当前任职者", "现任职人员"],
    "duties": [
        "岗位职责", "职责", "职位描述", "工作任务", "职责范围", "主要工作", "工作内容", "主要职责", "岗位工作内容", "工作职责",
        "职责描述", "职责与任务", "工作要项", "应负职责", "工作细则", "主要工作任务", "关键任务", "日常工作内容",
    ],
    "qualification": [
        "任职条件", "任职资格", "任职要求", "岗位要求", "资格条件", "应聘条件", "能力要求", "上岗条件", "知识与技能要求",
        "基本任职条件", "任职资格及条件", "准入条件",
    ],
    "authority": ["工作权限", "岗位权限", "权限", "职权", "权限范围", "审批权限"],
    "work-condition": ["工作条件", "工作环境", "作业环境", "工作时间", "劳动条件"],
    "summary": ["岗位目的", "岗位概述", "职位概要", "工作概述", "岗位使命", "设岗目的", "职位目标", "岗位综述"],
    "ignore": [
        "工作标准", "协作岗位", "签字", "填写日期", "考核指标", "职业发展", "备注", "协作关系", "审核人", "生效日期", "任职人签名",
        "确认签字", "上级签字", "填表日期", "填表人", "编制日期", "内外协作", "晋升岗位", "轮换岗位", "岗位编号",
    ],
}  # fmt: skip
WORDS = [(kind, word) for kind, words in WORDINGS.items() for word in words]

#: English with Chinese for the same.
TWINS = [
    ("post", "Position", "岗位"), ("post", "Job Title", "职位"), ("post", "Position Title", "岗位名称"),
    ("unit", "Department", "部门"), ("unit", "Dept.", "部门"), ("superior", "Reports to", "汇报对象"),
    ("superior", "Report To", "上级"), ("superior", "Line Manager", "直属上级"), ("headcount", "Headcount", "编制"),
    ("holder", "Incumbent", "任职者"), ("subordinate", "Direct Reports", "直接下级"),
    ("duties", "Duties", "职责"), ("duties", "Key Responsibilities", "主要职责"), ("duties", "Responsibilities", "岗位职责"),
    ("duties", "Duties & Responsibilities", "工作职责"), ("duties", "Job Description", "职位描述"),
    ("qualification", "Qualifications", "资格"), ("qualification", "Qualification", "任职资格"),
    ("qualification", "Requirements", "要求"), ("qualification", "Job Requirements", "任职要求"),
    ("authority", "Authority", "权限"), ("summary", "Job Purpose", "岗位目的"), ("summary", "Job Summary", "概述"),
    ("work-condition", "Working Conditions", "工作条件"),
]  # fmt: skip
SEPARATORS = [" ", "/", " / ", "（{}）", " ({})", " - ", "\u3000", "·", ""]

VALUES = {
    "post": ["钳工"],
    "unit": ["装配车间"],
    "superior": ["车间主任"],
    "subordinate": ["学徒工"],
    "headcount": ["3人"],
    "holder": ["董长河"],
    "duties": ["装配减速箱；", "校准量具。"],
    "qualification": ["持有钳工证；", "视力良好。"],
    "authority": ["有权拒收不合格零件；", "有权停用失准的量具。"],
    "work-condition": ["车间内有噪声；", "两班轮换。"],
    "summary": ["按图纸装好每一台机器。"],
    "ignore": ["见附表。"],
}


def fields(kind: str, word: str) -> Iterator[tuple[str, list[str]]]:
    """The form of one post with the label in it, in the usual order."""
    usual = {"post": "岗位名称", "unit": "所属部门", "superior": "直接上级", "duties": "岗位职责"}
    for place in ("post", "unit", "superior", "subordinate", "headcount", "holder", "summary", "duties", "qualification",
                  "authority", "work-condition", "ignore"):  # fmt: skip
        if place == kind:
            yield word, VALUES[kind]
        elif place in usual:
            yield usual[place], VALUES[place]


def numbered(values: list[str]) -> str:
    return "".join(f"\n{n}、{value}" for n, value in enumerate(values, 1)) if len(values) > 1 else values[0]


def in_colon(kind: str, word: str) -> Source | str:
    return "\n".join(f"{label}：{numbered(values)}" for label, values in fields(kind, word))


def in_brackets(kind: str, word: str) -> Source | str:
    return "\n".join(f"【{label}】{numbered(values)}" for label, values in fields(kind, word))


def in_cells(kind: str, word: str) -> Source | str:
    rows = [
        f"<tr><td>{label}</td><td>{numbered(v).strip().replace(chr(10), '<br>')}</td></tr>"
        for label, v in fields(kind, word)
    ]
    return read_bytes(f"<html><body><table>{''.join(rows)}</table></body></html>".encode(), "钳工.html")


def in_lines(kind: str, word: str) -> Source | str:
    return "\n".join(f"{label}\n{numbered(values).strip()}" for label, values in fields(kind, word))


FORMS = {"colon": in_colon, "brackets": in_brackets, "cells": in_cells, "lines": in_lines}


def read_form(text: Source | str) -> DocumentFacts:
    return extract_lines("钳工.txt", text) if isinstance(text, str) else extract(text)


def told(facts: DocumentFacts) -> dict[str, object]:
    """What was read of the post, by kind; without what a form does not say."""
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    posts = [p for p in facts.posts if not p.mentioned_only]
    if len(posts) != 1:
        return {"posts": [p.title for p in posts]}
    (post,) = posts
    said: dict[str, object] = {
        "post": [post.title],
        "unit": [names[post.unit]] if post.unit else [],
        "superior": [names[x.superior] for x in facts.lines if x.subordinate == post.key and x.stated],
        "subordinate": [names[x.subordinate] for x in facts.lines if x.superior == post.key],
        "headcount": [f"{post.headcount}人"] if post.headcount else [],
        "holder": [h.name for h in post.holders],
        "duties": [d.statement for d in facts.duties],
    }
    said |= {
        kind: [t.statement for t in facts.traits if t.kind == kind]
        for kind in ("qualification", "authority", "work-condition")
    }
    return {kind: values for kind, values in said.items() if values}


def wanted(kind: str) -> dict[str, object]:
    kept = {"post", "unit", "superior", "duties"} | ({kind} - {"summary", "ignore"})
    return {place: VALUES[place] for place in kept}


@pytest.mark.parametrize("form", FORMS)
def test_every_wording_of_a_label_is_known_in_every_form(form: str) -> None:
    wrong = {}
    for kind, word in WORDS:
        found = told(read_form(FORMS[form](kind, word)))
        if found != wanted(kind):
            wrong[word] = found
    assert not wrong


@pytest.mark.parametrize("word", ["资格", "要求", "条件"])
def test_a_word_that_is_a_value_as_well_is_a_label_before_a_colon_and_in_brackets(word: str) -> None:
    assert told(read_form(in_colon("qualification", word))) == wanted("qualification")
    assert told(read_form(in_brackets("qualification", word))) == wanted("qualification")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_label_in_two_languages_is_known_in_either_order(form: str, separator: str) -> None:
    wrong = {}
    for kind, english, chinese in TWINS:
        for first, second in ((english, chinese), (chinese, english)):
            word = first + (separator.format(second) if "{}" in separator else separator + second)
            found = told(read_form(FORMS[form](kind, word)))
            if found != wanted(kind):
                wrong[word] = found
    assert not wrong


def test_a_word_of_a_label_is_none_where_nothing_proves_it() -> None:
    """资格 and 要求 alone may be the value of another label; beside their English twin they are labels."""
    assert [kind_of(word) for word in ("资格", "要求", "Qualifications 资格", "要求 / Requirements")] == [
        None, None, "qualification", "qualification",
    ]  # fmt: skip
