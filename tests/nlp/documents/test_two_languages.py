"""Documents that mix Chinese and English: labels, titles, units and people."""

import pytest

from nlp.documents.extraction import extract
from nlp.documents.facts import DocumentFacts
from nlp.documents.fields import split_names
from nlp.documents.latin import close_name
from nlp.documents.readers import read_bytes
from nlp.documents.titles import is_post


def _lines(facts: DocumentFacts) -> set[tuple[str, str]]:
    names = {p.key: p.title for p in facts.posts}
    return {(names[line.subordinate], names[line.superior]) for line in facts.lines}


@pytest.mark.parametrize(
    "title", ["SRE Lead", "Data Privacy Officer", "On-call Manager", "店铺运营 Lead", "直播 Producer"]
)
def test_what_is_built_like_an_english_title(title: str) -> None:
    assert is_post(title)


@pytest.mark.parametrize("text", ["Key Responsibilities", "error budget", "Infrastructure", "lead", "护理 Nursing"])
def test_other_english_words_are_no_titles(text: str) -> None:
    assert not is_post(text)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("店铺运营 Lead", ["店铺运营 Lead"]),
        ("Kelvin Ouyang、Irene Sze", ["Kelvin Ouyang", "Irene Sze"]),
        ("店长 领班", ["店长", "领班"]),
        ("店长 IT专员", ["店长", "IT专员"]),
        ("院舍主管 Home Manager", ["院舍主管"]),
        ("客服 Lead", ["客服 Lead"]),
        ("Java 工程师", ["Java 工程师"]),
        ("Night Auditor 夜审员", ["夜审员"]),
        ("Engineering Department 工程部", ["工程部"]),
        ("IT 运维部", ["IT 运维部"]),
        ("会计 AR、会计 AP", ["会计 AR", "会计 AP"]),
    ],
)
def test_a_blank_beside_an_english_word_divides_no_names(value: str, names: list[str]) -> None:
    assert split_names(value) == names


def test_blanks_of_spaced_print_are_closed_and_those_of_english_are_not() -> None:
    assert [close_name(t) for t in ("客 房 主 管", "Java 工程师", "Data  Privacy Officer")] == [
        "客房主管",
        "Java工程师",
        "Data Privacy Officer",
    ]


def test_a_table_with_headers_in_both_languages() -> None:
    rows = (
        "Team 团队,Role 岗位,HC,Owner 在岗,Report to 汇报对象,Duties 职责\n"
        "门店 Retail,门店 Trainer,1,Momo（莫晓棠）,门店总监,带教新店员\n"
        "门店 Retail,陈列员,3,（招聘中）,门店 Trainer,更换橱窗陈列\n"
        "药房 Pharmacy,驻店药师,2,Lily Shen,门店总监,审核处方\n"
    )
    facts = extract(read_bytes(rows.encode(), "表.csv"))
    told = {p.title: (p.headcount, [h.name for h in p.holders]) for p in facts.posts if not p.mentioned_only}
    assert told == {"门店 Trainer": (1, ["莫晓棠"]), "陈列员": (3, []), "驻店药师": (2, ["Lily Shen"])}
    assert [u.name for u in facts.units] == ["门店 Retail", "药房"]
    assert _lines(facts) == {("门店 Trainer", "门店总监"), ("陈列员", "门店 Trainer"), ("驻店药师", "门店总监")}


@pytest.mark.parametrize("heading", ["工程部 Engineering", "Engineering Department 工程部"])
def test_a_heading_with_the_name_of_a_unit_twice(heading: str) -> None:
    facts = extract(read_bytes(f"# 望海酒店\n\n## {heading}\n\n### 锅炉工\n\n- 看水位\n".encode(), "a.md"))
    assert [u.name for u in facts.units] == ["工程部"]


def test_a_sentence_in_english_says_the_superior() -> None:
    facts = extract(
        read_bytes("# 望海酒店\n\n## 夜审员\n\n轮值期间 reports to Duty Manager。\n\n- 对账\n".encode(), "a.md")
    )
    assert _lines(facts) == {("夜审员", "Duty Manager")}


def test_a_table_whose_names_are_in_english_first() -> None:
    rows = (
        "Department/部门,Position/职位,Name/姓名,Reports To/汇报给,Headcount/人数,Responsibilities/职责\n"
        "Kitchen 厨房,Sous Chef 副厨师长,阿强(何志强),Executive Chef 行政总厨,1,1. 检查备料\n"
        "Front Office 前厅部,Guest Service Agent 前台接待员,待聘,Duty Manager 值班经理,8,1. 办理入住\n"
    )
    facts = extract(read_bytes(rows.encode(), "表.csv"))
    units = {u.key: u.name for u in facts.units}
    told = {p.title: (units.get(p.unit or ""), p.vacant) for p in facts.posts if not p.mentioned_only}
    assert told == {"副厨师长": ("厨房", False), "前台接待员": ("前厅部", True)}
    assert _lines(facts) == {("副厨师长", "行政总厨"), ("前台接待员", "值班经理")}


def test_a_heading_whose_english_half_is_no_title_is_no_post() -> None:
    text = (
        "# 星港物流\n\n## 客服 Customer Service\n\n| Role | Who | Reports to | Responsibilities |\n|:--|:--|:--|:--|\n"
        "| 客服组长 | [@Amy 陈嘉](u/amy) | 运营总监 | 抽检录音 |\n| 客服专员 | 招聘中 | 客服组长 | 登记工单 |\n"
    )
    facts = extract(read_bytes(text.encode(), "a.md"))
    told = {p.title: [h.name for h in p.holders] for p in facts.posts if not p.mentioned_only}
    assert told == {"客服组长": ["陈嘉"], "客服专员": []}
