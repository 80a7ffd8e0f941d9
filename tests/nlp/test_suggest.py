"""Suggestions while typing: names that begin so come first, then names that hold it, then tasks."""

import pytest

from nlp.desk import Desk
from nlp.suggest import spell


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


@pytest.mark.parametrize("typed", ["caiwubujingli", "cai wu bu", "cai'wu", "cwbjl", "cwb"])
def test_a_name_is_found_by_pinyin_and_by_first_letters(desk: Desk, typed: str) -> None:
    assert "财务部经理" in [s.label for s in desk.suggest(typed)]


def test_pinyin_begins_where_a_character_does() -> None:
    spelt = spell("仓库管理员", {"仓": "cang", "库": "ku", "管": "guan", "理": "li", "员": "yuan"})
    assert [spelt.find(typed) for typed in ("cangku", "c", "guanli", "gly", "gkg", "uanli", "x")] == [
        0,
        0,
        2,
        2,
        -1,
        -1,
        -1,
    ]


@pytest.mark.parametrize("typed", ["盘", "pandian", "pd", "谁负责盘", "谁管pan", "盘点"])
def test_a_task_is_suggested_from_the_first_keystroke(desk: Desk, typed: str) -> None:
    """By character, pinyin and first letters, also behind the words that ask; its owner is told."""
    tasks = [s for s in desk.suggest(typed) if s.type == "Duty"]
    assert any("盘点" in s.label and s.hint == "仓库管理员" for s in tasks)
    assert all(s.text == f"谁负责{s.label}" for s in tasks)


def test_names_leave_room_for_tasks(desk: Desk) -> None:
    kinds = [s.type for s in desk.suggest("y", 6)]
    assert len(kinds) == 6 and 1 <= kinds.count("Duty") <= 5 and kinds[0] != "Duty"


def test_who_alone_suggests_tasks_that_have_an_owner(desk: Desk) -> None:
    suggestions = desk.suggest("谁")
    assert suggestions and {desk.ask(s.text).status for s in suggestions} == {"answered"}
