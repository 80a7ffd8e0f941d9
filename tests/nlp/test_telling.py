"""What an answer tells: only what belongs to the thing it names, and what is not recorded beside what is."""

import pytest

from nlp.answer import Answer
from nlp.desk import Desk
from tests.nlp.opening import open_text

SCHOOL = """青石小学岗位职责

岗位名称：校长
姓名：方正平
岗位职责：
1、主持学校全面工作；
2、审批课外活动计划。

岗位名称：副校长
岗位职责：
1、分管后勤；

岗位名称：教务主任
姓名：周岚
直接上级：校长
岗位职责：
1、编排课程表；
2、组织期末考试；
3、登记教职工请假单。

岗位名称：图书管理员
姓名：周岚
直接上级：教务主任

岗位名称：校医
姓名：苏禾、田一帆
岗位职责：
1、处理学生外伤；
岗位权限：
1、传染病发生时有权停课。

岗位名称：总务主任
姓名：何山
直接上级：校长
岗位职责：
1、组织期末考试的试卷印刷；
2、采购办公用品。
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk over a school where one person holds two posts."""
    return open_text(tmp_path_factory, "小学.txt", SCHOOL)


def told(answer: Answer) -> dict[str, list[str]]:
    """Label → the sentences quoted for it, without their numbers and ends."""
    return {i.label: [e.text.strip("0123456789、；。") for e in i.evidence] for i in answer.items}


def test_a_post_is_not_quoted_with_the_duties_of_another(school: Desk) -> None:
    answer = school.ask("周岚负责什么")
    assert told(answer) == {"教务主任": ["编排课程表", "组织期末考试", "登记教职工请假单"], "图书管理员": []}
    assert "文档没有写图书管理员的职责。" in answer.text


def test_a_post_without_duties_on_a_topic_is_no_part_of_it(school: Desk) -> None:
    assert list(told(school.ask("周岚在考试方面的职责"))) == ["教务主任"]


def test_a_person_is_quoted_with_duties_of_their_own_posts(school: Desk) -> None:
    answer = school.ask("期末考试由谁组织，谁的名字")
    assert told(answer) == {"周岚": ["组织期末考试"], "何山": ["组织期末考试的试卷印刷"]}


@pytest.mark.parametrize("question", ["副校长的上级是谁", "副校长向谁汇报", "副校长逐级上级"])
def test_an_inferred_superior_is_told_and_no_item(school: Desk, question: str) -> None:
    answer = school.ask(question)
    assert (answer.status, answer.unknown_reason, answer.items) == ("unknown", "not-recorded", ())
    assert "按推断是校长（方正平）（职位名“副校长”含“副”，可信度 70%）" in answer.text
    assert [choice.label for choice in answer.choices] == ["校长"]


def test_stated_subordinates_leave_out_inferred_ones(school: Desk) -> None:
    answer = school.ask("校长的下属有哪些")
    assert sorted(told(answer)) == ["总务主任", "教务主任"] and "推断" not in answer.text


def test_a_check_of_what_is_only_inferred_says_so(school: Desk) -> None:
    answer = school.ask("副校长的上级是校长吗")
    assert answer.value is False
    assert answer.text.startswith("文档没有这样写。") and "按推断是校长" in answer.text


def test_who_does_it_is_told_where_nobody_approves_it(school: Desk) -> None:
    answer = school.ask("谁审批期末考试")
    assert list(told(answer)) == ["教务主任", "总务主任"]
    assert answer.text.endswith("负责。\n文档没有写明由谁审核。")


def test_whoever_approves_is_no_answer_with_a_remark(school: Desk) -> None:
    answer = school.ask("谁审批课外活动计划")
    assert (list(told(answer)), "没有写明" in answer.text) == (["校长"], False)


def test_a_right_is_no_duty(school: Desk) -> None:
    answer = school.ask("谁可以因为传染病停课")
    assert [(item.label, item.involvement) for item in answer.items] == [("校医", None)]
    assert answer.text.endswith("文档写的是权限或要求，不是职责。")


def test_holders_are_counted_where_no_head_count_is_told(school: Desk) -> None:
    answer = school.ask("校医有几个人")
    assert (answer.status, answer.value) == ("answered", 2)
    assert answer.text == "文档里没有写校医的编制；写明在任的有 2 人：苏禾、田一帆。"
    assert school.store.select(answer.sparql) == [(2,)]


def test_holders_are_no_head_count(school: Desk) -> None:
    answer = school.ask("校医的编制是多少")
    assert (answer.status, answer.value) == ("unknown", None) and "在任的有 2 人" in answer.text


@pytest.mark.parametrize("question", ["谁负责", "负责", "由谁管"])
def test_a_question_without_a_task_is_asked_what_about(school: Desk, question: str) -> None:
    answer = school.ask(question)
    assert (answer.status, answer.unknown_reason) == ("unknown", "not-understood")
    assert "哪件事" in answer.text and answer.suggestions
    assert not any(empty in part.meaning for part in answer.interpretation for empty in ("“”",))
