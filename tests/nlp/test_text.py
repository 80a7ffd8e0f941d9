"""Normalised text: what becomes of odd characters, and where each stood before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import fold, normalise, simplify


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("誰負責發票收集", "谁负责发票收集"),
        ("ＫＰＩ考核（２０２５）", "KPI考核(2025)"),
        ("⼀、⼯作⽇志", "一、工作日志"),  # Kangxi radicals, as PDF files have them
        ("㎡与℃", "m2与°C"),
        ("", ""),
    ],
)
def test_text_is_simplified_and_compatible_forms_are_replaced(original: str, text: str) -> None:
    assert normalise(original).text == text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_every_character_knows_where_it_stood(original: str) -> None:
    """Offsets never run backwards, and the whole text came from the whole original."""
    made = normalise(original)
    assert len(made.offsets) == len(made.text) + 1
    assert list(made.offsets) == sorted(made.offsets)
    if made.text:
        start, end = made.span(0, len(made.text))
        assert made.offsets[0] == start and end <= len(original)


def test_a_span_leads_back_to_the_words_of_the_original() -> None:
    made = normalise("第㈠条：發票")
    at = made.text.index("发票")
    assert made.original[slice(*made.span(at, at + 2))] == "發票"
    at = made.text.index("(一)")
    assert made.original[slice(*made.span(at, at + 3))] == "㈠"


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=40))
def test_simplifying_keeps_the_length_and_does_nothing_the_second_time(text: str) -> None:
    simple = simplify(text)
    assert len(simple) == len(text)
    assert simplify(simple) == simple


def test_names_are_compared_without_case_space_and_punctuation() -> None:
    assert fold("《ＨＲ 主管》（兼）") == fold("hr主管兼") == "hr主管兼"
