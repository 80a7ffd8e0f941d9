"""What stands beside a post's duties: holders with their numbers, lead-in sentences, hours, the form's own labels."""

import pytest

from nlp.documents.brackets import read_contacts
from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.labels import kind_of
from nlp.documents.prose import is_work_condition
from nlp.documents.reports import read_reports


def name_lines(facts: DocumentFacts) -> set[tuple[str, str]]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return {(names[line.subordinate], names[line.superior]) for line in facts.lines if line.stated}


@pytest.mark.parametrize(
    ("heading", "phone", "mail"),
    [
        ("养殖主管：季若桐（分机805，邮箱jrt@yutang.cn）", "805", "jrt@yutang.cn"),
        ("养殖主管：季若桐（电话：0571-86001234；jrt@yutang.cn）", "0571-86001234", "jrt@yutang.cn"),
        ("养殖主管——季若桐（内线 805）", "805", None),
        ("养殖主管：季若桐，手机13900001111", "13900001111", None),
        ("（一）养殖主管：季若桐（分机805）", "805", None),
    ],
)
def test_a_heading_names_the_holder_and_how_to_reach_them(heading: str, phone: str, mail: str | None) -> None:
    """The lines below it give the superior and the posts below, and only what is left is a duty."""
    text = f"碧波渔场岗位职责\n{heading}\n汇报对象：场长　　下属岗位：投料工、检疫员\n1. 安排投苗。\n2. 记录水温。\n"
    facts = extract_lines("渔场.txt", text)
    (post,) = (p for p in facts.posts if p.title == "养殖主管")
    assert [(h.name, h.phone, h.mail) for h in post.holders] == [("季若桐", phone, mail)]
    assert name_lines(facts) == {("养殖主管", "场长"), ("投料工", "养殖主管"), ("检疫员", "养殖主管")}
    assert [d.statement for d in facts.duties] == ["安排投苗。", "记录水温。"]


@pytest.mark.parametrize("text", ["2人", "主持工作", "分机805，负责接待", "第12", "编号805"])
def test_what_is_not_only_contact_data_is_none(text: str) -> None:
    assert read_contacts(text) == []


def test_a_lead_in_between_heading_and_list_gives_the_reporting_line() -> None:
    text = "养殖部主任岗位职责\n在场长领导下开展工作，职责如下：\n1. 安排投苗。\n2. 记录水温。\n"
    facts = extract_lines("渔场.txt", text)
    assert name_lines(facts) == {("养殖部主任", "场长")}
    assert [d.statement for d in facts.duties] == ["安排投苗。", "记录水温。"]


@pytest.mark.parametrize("label", ["文件类别", "制度版本号", "本手册编号", "表单编号"])
def test_labels_of_the_papers_own_administration_are_no_duties(label: str) -> None:
    assert kind_of(label) == "ignore"
    text = f"| 岗位名称 | 投料工 |\n| 岗位职责 | 1. 投放饲料。2. 清洗料槽。 |\n| {label} | 部门职责 |\n"
    facts = extract_lines("渔场.md", text)
    assert [d.statement for d in facts.duties] == ["投放饲料。", "清洗料槽。"]


@pytest.mark.parametrize("label", ["文件归档", "资料整理", "制度制定"])
def test_work_on_papers_is_no_label_of_theirs(label: str) -> None:
    assert kind_of(label) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "本岗位须轮值夜班。",
        "该岗位需要经常出差",
        "此职位实行三班倒。",
        "本岗位人员须服从加班安排",
        "实行综合计算工时制",
        "本岗每月须上两次周末班。",
    ],
)
def test_a_sentence_about_hours_and_travels_is_a_work_condition(sentence: str) -> None:
    facts = extract_lines("渔场.txt", f"投料工岗位职责\n1、投放饲料。\n2、{sentence}\n3、清洗料槽。\n")
    assert [d.statement for d in facts.duties] == ["投放饲料。", "清洗料槽。"]
    assert [(t.kind, t.statement) for t in facts.traits] == [("work-condition", sentence)]


@pytest.mark.parametrize(
    "sentence",
    ["本岗位负责安排值班。", "组织员工加班", "执行值班制度", "值夜班，看护鱼塘", "本岗位须在值班时巡查鱼塘"],
)
def test_work_that_has_to_do_with_hours_is_a_duty(sentence: str) -> None:
    assert not is_work_condition(sentence)


@pytest.mark.parametrize(
    ("sentence", "superiors"),
    [
        ("每周向各渔区负责人提供水温数据", []),
        ("对各科室负责人进行考核", []),
        ("服从车间管理人员安排", []),
        ("向养殖部负责人汇报", ["养殖部负责人"]),
        ("向场长负责", ["场长"]),
        ("向场长负责人事工作", ["场长"]),
        ("由养殖部主管", ["养殖部"]),
    ],
)
def test_the_beginning_of_a_title_is_no_verb_of_reporting(sentence: str, superiors: list[str]) -> None:
    assert [name for report in read_reports(sentence) for name in report.names] == superiors


@pytest.mark.parametrize(
    "told",
    [
        "保育员\n主要负责以下工作：消毒餐具；清点被褥。",
        "保育员\n岗位概述：保育员主要负责以下几方面工作：\n（1）消毒餐具；\n（2）清点被褥。",
        "保育员\n岗位概述：照料孩子的起居。\n（1）消毒餐具；\n（2）清点被褥。",
        "本园有保育员两名。保育员在园长领导下做好如下工作：消毒餐具；清点被褥。",
    ],
)
def test_words_that_only_lead_over_to_duties_are_none(told: str) -> None:
    facts = extract_lines("园.txt", "小榕树托儿所岗位说明\n" + told)
    owner = next(p.key for p in facts.posts if p.title == "保育员")
    assert [d.statement.strip("；。") for d in facts.duties if d.owner == owner] == ["消毒餐具", "清点被褥"]


@pytest.mark.parametrize(
    ("heading", "people"),
    [
        ("会计 （兼出纳，何望舒）", ["何望舒"]),
        ("会计（2024年起，何望舒）", ["何望舒"]),
        ("会计（每周三上班，旺季加一天）", []),
    ],
)
def test_a_remark_with_a_comma_in_the_bracket_of_a_title_leaves_it_a_heading(heading: str, people: list[str]) -> None:
    facts = extract_lines("分工.txt", f"东篱农会分工\n\n总干事\n1. 召集例会。\n\n{heading}\n1. 记现金账。")
    posts = {p.title: p for p in facts.posts}
    assert [h.name for h in posts["会计"].holders] == people
    assert [d.statement for d in facts.duties if d.owner == posts["会计"].key] == ["记现金账。"]


def test_who_guides_the_work_beside_who_leads_is_a_superior_too() -> None:
    facts = extract_lines(
        "支行.txt", "支行岗位\n运营主管\n业务上受总行运营管理部指导，行政上由支行行长管理。\n1. 核对尾箱。"
    )
    assert name_lines(facts) == {("运营主管", "总行运营管理部"), ("运营主管", "支行行长")}
