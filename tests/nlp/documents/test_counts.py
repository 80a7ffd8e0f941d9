"""Whole numbers in digits and Chinese numerals."""

import pytest

from nlp.documents.counts import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [("七", 7), ("十", 10), ("十二", 12), ("九十", 90), ("二十一", 21), ("两", 2), ("12", 12), ("拾壹", 11)],
)
def test_a_numeral_is_its_number(text: str, number: int) -> None:
    """Digits, everyday numerals and those of accounts."""
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "十十", "十十一", "一十十", "丸", "1〇"])
def test_what_is_no_numeral_is_no_number(text: str) -> None:
    """Signs put together as no number is written."""
    assert number_of(text) is None
