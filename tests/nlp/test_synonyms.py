"""Words that are near each other by the dictionary of synonyms and by their characters."""

import pytest

from nlp.synonyms import Synonyms, compile_senses

_WORDS = ("伪钞", "盗伐", "调解", "辨识", "寄存", "发票", "校对", "steam")


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return Synonyms(compile_senses(_WORDS), _WORDS)


@pytest.mark.parametrize(
    ("asked", "written"), [("说和", "调解"), ("偷", "盗伐"), ("假币", "伪钞"), ("辨认", "辨识"), ("校准", "校对")]
)
def test_a_word_of_the_same_sense_is_near(synonyms: Synonyms, asked: str, written: str) -> None:
    """What people say is near what documents write."""
    assert written in synonyms.near(asked)


def test_synonyms_are_nearer_than_words_of_one_sort(synonyms: Synonyms) -> None:
    """A leaf of synonyms counts more than one that holds words of one sort."""
    assert synonyms.near("调停")["调解"] > synonyms.near("假币")["伪钞"]


@pytest.mark.parametrize(("asked", "other"), [("发票", "调解"), ("天气", "发票"), ("lunch", "steam")])
def test_other_words_are_not_near(synonyms: Synonyms, asked: str, other: str) -> None:
    """Words of other senses, and letters of another language."""
    assert other not in synonyms.near(asked)


def test_a_word_is_not_near_itself(synonyms: Synonyms) -> None:
    """Itself is found as it is written."""
    assert "调解" not in synonyms.near("调解")


def test_only_what_may_be_near_is_kept() -> None:
    """The published table leaves out what shares no class with a word of the graph, and keeps all characters."""
    senses = compile_senses(("调解",))
    assert "说和" in senses
    assert "收" in senses
    assert "葡萄" not in senses
