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


def test_a_unit_without_duties_answers_with_those_of_its_posts(desk: Desk) -> None:
    answer = desk.ask("财务部的职责")
    assert [item.label for item in answer.items] == ["财务部经理", "出纳"]
    assert "没有单独写财务部的职责" in answer.text and "每日收集发票" in answer.text


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("出纳听命于何人", ["财务部经理"]),
        ("出纳上面那一位是什么职务", ["财务部经理"]),
        ("总经理麾下都有哪些岗位", ["财务部经理", "仓库管理员"]),
        ("财务部经理尊姓大名", ["孙秋"]),
        ("何田担当什么职务", ["出纳"]),
        ("who is the superior of 出纳", ["财务部经理"]),
        ("who reports to 总经理", ["财务部经理", "仓库管理员"]),
    ],
)
def test_cue_words_give_a_relation_away(desk: Desk, question: str, labels: list[str]) -> None:
    """A relation is understood by its words, whatever stands around them."""
    assert sorted(i.label for i in desk.ask(question).items) == sorted(labels), desk.ask(question).text


@pytest.mark.parametrize(
    ("question", "value"),
    [("出纳是何田", True), ("何田担任的是护士长", False), ("出纳归财务部经理领导没错吧", True)],
)
def test_a_statement_is_checked(desk: Desk, question: str, value: bool) -> None:
    assert desk.ask(question).value is value, desk.ask(question).text


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("下属最多的岗位是哪个", ["总经理"]),
        ("下属超过1个的岗位有哪些", ["总经理"]),
        ("哪个组织的岗位最多", ["北山食品有限公司"]),
        ("职责不到2条的岗位有哪些", ["总经理", "出纳员"]),
    ],
)
def test_numbers_are_compared(desk: Desk, question: str, labels: list[str]) -> None:
    answer = desk.ask(question)
    assert sorted(i.label for i in answer.items) == sorted(labels), answer.text
    assert {str(row[0]) for row in desk.store.select(answer.sparql)} == {item.iri for item in answer.items}


def test_an_average_is_told(desk: Desk) -> None:
    answer = desk.ask("平均每个岗位有几条职责")
    assert answer.kind == "number" and answer.value == pytest.approx(1.67, abs=0.01)


def test_a_rank_before_a_title_makes_it_another_title(desk: Desk) -> None:
    assert desk.ask("副总经理负责什么").unknown_reason in ("no-such-thing", "nobody-assigned")


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
