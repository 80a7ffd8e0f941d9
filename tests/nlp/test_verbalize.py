"""Answers in words: quotation marks."""

import pytest

from nlp.desk import Desk
from nlp.verbalize import quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("发票收集", "“发票收集”"), ("“双十一”活动", "“‘双十一’活动”"), ("保养'三号'炉", "“保养'三号'炉”")],
)
def test_quotation_marks_within_others_are_single_ones(text: str, quoted: str) -> None:
    assert quote(text) == quoted


@pytest.mark.parametrize("question", ["谁负责发射火箭", "出纳负责发射火箭吗", "谁负责“双十一”晚会", "谁负责收集发票"])
def test_a_task_is_quoted_with_one_pair_of_marks(desk: Desk, question: str) -> None:
    """What the answer and the interpretation quote stands between “ and ”, however the question wrote it."""
    answer = desk.ask(question)
    told = (answer.text, *(words for part in answer.interpretation for words in (part.meaning, *part.alternatives)))
    assert "“" in "".join(told)
    for words in told:
        depth = 0
        for mark in filter("“”".__contains__, words):
            depth += 1 if mark == "“" else -1
            assert depth in (0, 1), words
        assert depth == 0
