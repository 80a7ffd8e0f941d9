"""Slips are repaired where one word alone is meant, and nothing else is touched."""

import pytest

from nlp.spelling import Speller, compile_pronunciations

WORDS = ("收集", "发票", "盘点", "库存", "排班", "护士", "客户", "投诉", "登记", "seo", "kpi", "合同", "何同")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WORDS, compile_pronunciations(WORDS))


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("谁负责发票收及", [(5, 7, "收集")]),
        ("谁登纪库存", [(1, 3, "登记")]),
        ("se0优化", [(0, 3, "seo")]),
        ("谁负责发票收集", []),
        ("谁负责浇花", []),
    ],
)
def test_a_word_that_sounds_like_a_known_one_is_repaired(
    speller: Speller, text: str, repairs: list[tuple[int, int, str]]
) -> None:
    assert speller.repair(text, []) == repairs


def test_what_is_known_already_is_left_alone(speller: Speller) -> None:
    assert speller.repair("收及", [(0, 2)]) == []


def test_two_words_that_are_equally_near_repair_nothing(speller: Speller) -> None:
    """和同 shares one character with 合同 and one with 何同: nobody can know."""
    assert speller.repair("和同", []) == []


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("fapiao shei shou ji", "发票谁收集"),
        ("pandian kucun", "盘点库存"),
        ("kpi", "kpi"),
        ("hello world", "hello world"),
    ],
)
def test_pinyin_is_read_where_all_of_it_is_words(speller: Speller, letters: str, text: str) -> None:
    assert speller.read_pinyin(letters) == text
