"""A conversation goes on from its earlier questions, says what it carried over, and follows parts sent back changed."""

import pytest

from nlp.desk import Desk


@pytest.mark.parametrize(
    ("context", "question", "expected"),
    [
        (["出纳的上级是谁"], "那财务部经理呢", ["总经理"]),
        (["出纳的上级是谁"], "仓库管理员呢？", ["总经理"]),
        (["总经理的下属有哪些"], "第二个的上级是谁", ["总经理"]),
        (["财务部有哪些岗位"], "最后一个的上级", ["财务部经理"]),
        (["谁负责发票收集"], "那南湖医院呢", []),
    ],
)
def test_short_questions_go_on(desk: Desk, context: list[str], question: str, expected: list[str]) -> None:
    """Another name, a number of the last answer or a pronoun stands for the rest of the question."""
    answer = desk.ask(question, context)
    assert [item.label for item in answer.items] == expected, answer.text
    assert answer.carried


def test_what_is_left_out_is_not_told_again(desk: Desk) -> None:
    answer = desk.ask("除了发票还管什么", ["出纳负责什么"])
    assert "发放工资" in answer.text and "收集发票" not in answer.text
    assert answer.carried is not None


@pytest.mark.parametrize("question", ["欧阳震东的上级是谁", "首席风险官的职责有哪些"])
def test_an_unknown_name_inherits_nothing(desk: Desk, question: str) -> None:
    """Who asks for somebody that is not there does not get the answer for the last one."""
    answer = desk.ask(question, ["出纳负责什么"])
    assert (answer.status, answer.items, answer.carried) == ("unknown", (), None)


@pytest.mark.parametrize("question", ["第九个", "第二个", "那呢", "呢"])
def test_going_on_from_nothing_is_not_understood(desk: Desk, question: str) -> None:
    assert desk.ask(question).status == "unknown"


def test_a_part_sent_back_changed_is_followed(desk: Desk) -> None:
    """The reading that a client chose among the alternatives is the one that is answered."""
    question = "出纳管收集发票吗"
    first = desk.ask(question)
    whole = first.interpretation[-1]
    assert whole.alternatives
    chosen = {"text": whole.text, "as": whole.alternatives[0]}
    assert desk.ask(question, interpretation=[chosen]).kind == "posts"
    assert first.kind == "boolean"


@pytest.mark.parametrize(
    ("question", "reading", "status", "labels"),
    [
        ("谁负责收集发票", "协助“收集发票”的岗位", "answered", "仓库管理员"),
        ("谁负责收集发票", "审核“收集发票”的岗位", "unknown", ""),
        ("谁负责收集发票", "负责“收集发票”的部门", "answered", "财务部"),
        ("谁负责收集发票", "负责“收集发票”的人", "answered", "何田"),
        ("出纳的上级是谁", "出纳的任职人", "answered", "何田"),
        ("出纳的上级是谁", "出纳的下属", "unknown", ""),
    ],
)
def test_other_readings_are_offered_and_followed(
    desk: Desk, question: str, reading: str, status: str, labels: str
) -> None:
    """Each point of a question can be changed; what is chosen is answered and shown as chosen, or its lack is said."""
    whole = desk.ask(question).interpretation[-1]
    assert reading in whole.alternatives
    answer = desk.ask(question, interpretation=[{"text": whole.text, "as": reading}])
    assert (answer.status, " ".join(i.label for i in answer.items)) == (status, labels), answer.text
    assert answer.interpretation[-1].meaning == reading
    assert whole.meaning in answer.interpretation[-1].alternatives


def test_who_helps_is_not_who_owns(desk: Desk) -> None:
    """A sort of involvement that is asked for is named in the answer, and owners do not step in for those who lack."""
    assert "仓库管理员协助" in desk.ask("谁协助收集发票").text
    nobody = desk.ask("谁协助库存盘点")
    assert (nobody.status, nobody.unknown_reason) == ("unknown", "nobody-assigned")
    assert "没有写明谁协助" in nobody.text and "仓库管理员" in nobody.text


@pytest.mark.parametrize("parts", [None, "谁", [1], [{"text": 1}], [{"text": "出纳", "as": "火箭"}], {}])
def test_malformed_parts_change_nothing(desk: Desk, parts: object) -> None:
    assert desk.ask("出纳的上级是谁", interpretation=parts).text == desk.ask("出纳的上级是谁").text
