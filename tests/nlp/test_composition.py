"""Questions are composed of parts: whom to tell, what is not recorded, who among whom, in which organization."""

import pytest

from nlp.desk import Desk


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些岗位没有写任职人", ["仓库管理员", "出纳员"]),
        ("北山食品有哪些岗位没写任职人", ["仓库管理员"]),
        ("哪些岗位没有写上级", ["总经理", "护士长", "出纳员"]),
        ("总经理的下属里谁负责盘点", ["仓库管理员"]),
        ("仓库管理员收集发票要配合谁", ["出纳"]),
        ("负责盘点的那位,他的上级是谁", ["总经理"]),
        ("医院里谁负责护士排班", ["护士长"]),
        ("南湖医院谁负责护士排班", ["护士长"]),
        ("出纳一直往上经过谁", ["财务部经理", "总经理"]),
    ],
)
def test_parts_are_composed(desk: Desk, question: str, expected: list[str]) -> None:
    answer = desk.ask(question)
    assert sorted(i.label for i in answer.items) == sorted(expected), answer.text
    rows = {str(row[0]) for row in desk.store.select(answer.sparql)}
    assert rows == {item.iri for item in answer.items}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("护士长一个月拿多少钱", "not-recorded"),
        ("林静今年多大", "not-recorded"),
        ("南湖医院在哪条路上", "not-recorded"),
        ("北山食品是哪年成立的", "not-recorded"),
        ("林静的手机号多少", "not-recorded"),
        ("医院里谁负责收集发票", "nobody-assigned"),
        ("北山食品谁负责护士排班", "nobody-assigned"),
    ],
)
def test_what_is_not_there_is_not_answered(desk: Desk, question: str, reason: str) -> None:
    """An attribute that no document tells, and a task of another organization, have no answer."""
    answer = desk.ask(question)
    assert (answer.status, answer.unknown_reason, answer.items) == ("unknown", reason, ()), answer.text


def test_counts_of_what_is_not_recorded(desk: Desk) -> None:
    answer = desk.ask("有几个岗位没有写任职人")
    assert (answer.value, desk.store.select(answer.sparql)) == (2, [(2,)])


@pytest.mark.parametrize(
    "question",
    [
        "您好，我是新来的，之前在别的公司上班，很多事情不熟。昨天手上攒了一堆票，不知道往哪交。想请教一下：每个月的发票，到底该由谁来收集？"
    ],
)
def test_a_rambling_question_is_read_from_its_end(desk: Desk, question: str) -> None:
    assert [i.label for i in desk.ask(question).items] == ["出纳"]
