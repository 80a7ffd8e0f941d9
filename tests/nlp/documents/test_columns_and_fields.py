"""Columns and fields that say in their values what they are, and lists whose lines are broken."""

import pytest

from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read_bytes


def superiors(facts: DocumentFacts) -> dict[str, set[str]]:
    names = {p.key: p.title for p in facts.posts}
    found: dict[str, set[str]] = {}
    for line in facts.lines:
        found.setdefault(names[line.subordinate], set()).add(names[line.superior])
    return found


def holders(facts: DocumentFacts) -> dict[str, list[str]]:
    return {p.title: [h.name for h in p.holders] for p in facts.posts if p.holders}


def duties(facts: DocumentFacts) -> dict[str, list[str]]:
    names = {p.key: p.title for p in facts.posts}
    found: dict[str, list[str]] = {}
    for duty in facts.duties:
        found.setdefault(names[duty.owner], []).append(duty.statement.strip("。；"))
    return found


@pytest.mark.parametrize("label", ["主管", "主管领导", "上级主管", "归谁管", "带班", "分管领导", "汇报人", "负责人"])
def test_a_column_of_titles_beside_the_posts_names_their_superiors(label: str) -> None:
    rows = f"组别,岗位,{label},工作内容\n栽培组,育苗工,栽培组长,播种催芽\n栽培组,栽培组长,场长/农艺师,安排茬口\n"
    facts = extract(read_bytes(rows.encode(), "表.csv"))
    assert superiors(facts) == {"育苗工": {"栽培组长"}, "栽培组长": {"场长", "农艺师"}}
    assert not holders(facts)


def test_a_column_of_people_under_the_same_word_names_the_holders() -> None:
    rows = "部门,岗位,负责人,工作内容\n栽培组,育苗工,丁玉梅,播种催芽\n采收组,采收工,郑大海,分级装箱\n"
    facts = extract(read_bytes(rows.encode(), "表.csv"))
    assert holders(facts) == {"育苗工": ["丁玉梅"], "采收工": ["郑大海"]}
    assert not superiors(facts)


def test_a_vacancy_that_begins_like_a_surname_is_nobody() -> None:
    rows = "部门,岗位,任职人,工作内容\n栽培组,育苗工,空岗,播种催芽\n采收组,采收工,郑大海,分级装箱\n"
    assert holders(extract(read_bytes(rows.encode(), "表.csv"))) == {"采收工": ["郑大海"]}


def test_a_path_of_units_puts_the_post_into_the_last() -> None:
    facts = extract_lines(
        "a.txt", "岗位名称：育苗工\n所属部门：生产部 / 栽培组\n岗位职责：\n1、播种催芽；\n2、移栽幼苗。\n"
    )
    units = {u.key: u for u in facts.units}
    inner = units[facts.posts[0].unit or ""]
    assert inner.name == "栽培组"
    assert units[inner.parent or ""].name == "生产部"


def test_a_list_below_a_told_requirement_is_the_duties() -> None:
    """Some lines end before the sentence does; a number may stand a blank before its sign."""
    facts = extract_lines(
        "a.txt",
        "高坪农场岗位职责\n一、育苗工（2人）\n直接上级：场长   要求：视力好，不怕热\n1、每天检查苗床湿度，记入台\n账；\n"
        "2、播种催芽；\n3 、移栽幼苗并浇定根\n水。\n"
        "二、场长\n1、安排全年茬口；\n2、签订购销合同；\n3、核定各组用工；\n4、检查安全用电。\n",
    )
    assert duties(facts) == {
        "育苗工": ["每天检查苗床湿度，记入台账", "播种催芽", "移栽幼苗并浇定根水"],
        "场长": ["安排全年茬口", "签订购销合同", "核定各组用工", "检查安全用电"],
    }
    assert [t.statement for t in facts.traits] == ["视力好，不怕热"]
    assert superiors(facts) == {"育苗工": {"场长"}}


def test_a_list_of_requirements_stays_one() -> None:
    facts = extract_lines(
        "a.txt", "岗位名称：育苗工\n任职要求：以下各条\n1、农学专业大专；\n2、两年经验。\n岗位职责：\n1、播种催芽。\n"
    )
    assert duties(facts) == {"育苗工": ["播种催芽"]}


def test_a_superior_is_read_spaced_out_and_in_the_prose_below_a_label_of_basics() -> None:
    facts = extract_lines(
        "a.txt",
        "岗位名称：育苗工\n直接上级：场 长\n岗位职责：\n1、播种催芽。\n"
        "岗位名称：采收工\n基本情况：\n采收工属采收组，两人，直接上级为采收组长。\n岗位职责：\n1、分级装箱。\n",
    )
    assert superiors(facts) == {"育苗工": {"场长"}, "采收工": {"采收组长"}}
    assert duties(facts) == {"育苗工": ["播种催芽"], "采收工": ["分级装箱"]}
