"""Suggestions while typing: names that begin so come first, then names that hold it, then tasks."""

from nlp.desk import Desk


def test_names_that_begin_so_come_first(desk: Desk) -> None:
    labels = [s.label for s in desk.suggest("财务")]
    assert set(labels[:3]) == {"财务部经理", "财务部", "财务科"}


def test_a_task_suggests_the_question_for_its_owner(desk: Desk) -> None:
    suggestion = next(s for s in desk.suggest("盘点") if s.type == "Duty")
    assert suggestion.text.startswith("谁负责") and suggestion.hint == "仓库管理员"


def test_a_suggested_question_is_answered(desk: Desk) -> None:
    for typed in ("出纳", "护士", "财务部", "北山"):
        for suggestion in desk.suggest(typed):
            assert desk.ask(suggestion.text).status in ("answered", "clarify"), suggestion.text


def test_nothing_typed_suggests_nothing_and_no_more_than_asked_for(desk: Desk) -> None:
    assert desk.suggest("") == desk.suggest("。") == []
    assert len(desk.suggest("经", 1)) == 1


def test_every_starter_is_answered(desk: Desk) -> None:
    starters = desk.starters(6)
    assert len(starters) >= 4 and starters[0].startswith("谁负责")
    assert {desk.ask(question).status for question in starters} == {"answered"}
