"""Every reading that an answer offers can be chosen, by a code that stays the same, and is answered strictly."""

import pytest

from nlp.desk import Desk
from nlp.interpretation import encode_reading, read_wishes


@pytest.fixture(scope="session")
def large(built_store: str) -> Desk:
    """The desk over the default documents, in which several organizations have posts of one name."""
    return Desk.open(built_store)


def test_a_code_is_the_same_in_every_release() -> None:
    """Links with it were shared and bookmarked."""
    assert encode_reading("谁负责收集发票", "负责“收集发票”的部门") == "33vampok"


@pytest.mark.parametrize("parts", [None, "谁", 7, {}, [None, 1, [], {}, {"text": 1, "as": "x"}, {"text": "x"}]])
def test_what_is_malformed_chooses_nothing(parts: object) -> None:
    assert read_wishes(parts) == frozenset()


@pytest.mark.parametrize(
    "question",
    [
        "出纳",
        "谁负责收集发票",
        "谁负责“收集”发票",
        "谁协助收集发票",
        "财务部有哪些岗位",
        "何田的上级是谁",
        "出纳管收集发票吗",
        "谁负责收集发票，他的上级是谁",
        "仓库管里员的职责",
        "谁负责收集发飘",
    ],
)
def test_every_reading_that_is_offered_is_followed(desk: Desk, question: str) -> None:
    """It is what the answer says was understood, as chosen; the others are offered still, the first among them."""
    for part in desk.ask(question).interpretation:
        for meaning in (part.meaning, *part.alternatives):
            told = desk.ask(question, interpretation=[encode_reading(part.text, meaning)]).interpretation
            chosen = [one for one in told if one.chosen]
            assert [(one.text, one.meaning) for one in chosen] == [(part.text, meaning)], told
            assert {part.meaning, *part.alternatives} == {meaning, *chosen[0].alternatives}


def test_readings_of_several_parts_go_together(large: Desk) -> None:
    """Which of the posts of a name, and what is asked of it."""
    question = "运营经理的上级是谁"
    name, whole = large.ask(question).interpretation
    assert name.open and len(name.alternatives) > 1
    wishes = [
        {"text": name.text, "as": "岗位：运营经理（青杉电子商务有限公司）"},
        {"text": whole.text, "as": "运营经理的下属"},
    ]
    answer = large.ask(question, interpretation=wishes)
    assert answer.status == "answered" and "淘宝店长" in [item.label for item in answer.items]
    assert [(part.chosen, part.open) for part in answer.interpretation] == [(True, False), (True, False)]


def test_a_name_is_told_as_the_answer_takes_it(large: Desk) -> None:
    """Of several posts of one name the one in the organization that the question speaks of."""
    for question, organization in (("青杉的运营主管的下属", None), ("运营主管的下属", "青杉电子商务有限公司")):
        answer = large.ask(question, organization=organization)
        told = next(part for part in answer.interpretation if part.text == "运营主管")
        assert told.meaning == "岗位：运营主管（青杉电子商务有限公司）" and not told.open
        assert "岗位：运营主管（木禾家居建材商场）" in told.alternatives


def test_what_is_asked_is_told_as_it_was_answered(large: Desk) -> None:
    """Where the likeliest reading has no answer and the next has, that is the one that was understood."""
    whole = large.ask("总经理到市场专员之间有哪些人").interpretation[-1]
    assert whole.alternatives
    for meaning in whole.alternatives:
        code = encode_reading(whole.text, meaning)
        assert large.ask(whole.text, interpretation=[code]).interpretation[-1].meaning == meaning


def test_a_chosen_lack_is_the_answer_of_several_questions(desk: Desk) -> None:
    """Nobody approves it: that is said, rather than who else does something."""
    question = "谁负责收集发票，他的上级是谁"
    code = encode_reading("谁负责收集发票", "审核“收集发票”的岗位")
    answer = desk.ask(question, interpretation=[code])
    assert (answer.question, answer.status, answer.items) == (question, "unknown", ())
    assert "没有写明谁审核“收集发票”" in answer.text


def test_parts_of_later_questions_stand_where_they_are_written(desk: Desk) -> None:
    question = "谁负责收集发票，向谁汇报"
    told = desk.ask(question).interpretation
    assert [question[slice(*part.span)] for part in told if part.whole] == ["谁负责收集发票", "向谁汇报"]


def test_a_choice_holds_for_what_is_asked_next(large: Desk) -> None:
    """The pronoun stands for the post that was chosen for the question before."""
    code = encode_reading("运营主管", "岗位：运营主管（青杉电子商务有限公司）")
    answer = large.ask("他的下属有哪些", ["运营主管负责什么"], earlier=[code])
    assert answer.status == "answered" and {i.organization.label for i in answer.items if i.organization} == {
        "青杉电子商务有限公司"
    }
    assert large.ask("他的下属有哪些", ["运营主管负责什么"]).text != answer.text
