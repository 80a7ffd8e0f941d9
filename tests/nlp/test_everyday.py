"""Everyday words stand for the words of documents, and phrases find duties by them."""

from pathlib import Path

import pytest

from graph.search import CandidateIndex, IndexEntry, build_index
from nlp.everyday import Everyday, compile_everyday
from nlp.grammar import load_grammar
from nlp.likeness import Scale
from nlp.matching import Matcher
from nlp.phrases import PhraseReader, Rarity
from nlp.segment import Segmenter
from nlp.synonyms import Synonyms
from nlp.thesaurus import Concept, Thesaurus

REPAIR = "https://example.org/repair"


def test_longer_and_shorter_words_are_found() -> None:
    """Overlapping words count, a single character only as a word of its own."""
    everyday = Everyday({"要账": ("催收",), "要账的": ("催收员",), "拦": ("制止",)})
    assert sorted(everyday.find("来要账的人")) == [(1, 3, ("催收",)), (1, 4, ("催收员",))]
    assert list(everyday.find("拦住")) == []
    assert everyday.read_character("拦") == ("制止",)
    assert Everyday({}).read_character("拦") == ()
    assert list(Everyday({}).find("拦住")) == []


def test_only_words_that_stand_for_some_of_the_graph_are_published() -> None:
    """The words that remain stand for words of the graph and for nothing else."""
    known = compile_everyday({"制止"})
    assert known["拦"] == ["制止"]
    assert {formal for meant in known.values() for formal in meant} == {"制止"}
    assert compile_everyday(set()) == {}


def test_the_dictionary_is_written_as_questions_are_read() -> None:
    """Every line has one everyday word, no longer than a phrase, and words of documents other than itself."""
    known = compile_everyday(_Everything())
    assert len(known) > 4_000
    for everyday, formal in known.items():
        assert 1 <= len(everyday) <= 6, everyday
        assert everyday.isalnum(), everyday
        assert formal, everyday
        assert everyday not in formal


class _Everything(frozenset[str]):
    def __contains__(self, word: object) -> bool:
        return True


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    segmenter = Segmenter()
    thesaurus = Thesaurus((Concept(REPAIR, "维修", True, ("维修", "检修"), cues=("不转了", "灯泡")),))
    return Matcher(thesaurus, load_grammar(), segmenter.cut, segmenter.cut_for_search)


@pytest.mark.parametrize(
    ("question", "duty", "other"),
    [
        ("风扇不转了", "检修设备", "采购设备"),  # what is said makes think of a concept of the duty
        ("维修", "更换灯泡", "更换床单"),  # a word of the duty makes think of the concept asked for
        ("有人插队去拦", "制止纠纷", "登记纠纷"),  # an everyday word for a word of the duty
    ],
)
def test_a_duty_is_found_by_what_its_words_make_think_of(
    matcher: Matcher, tmp_path: Path, question: str, duty: str, other: str
) -> None:
    """It is nearer than another one that shares as many letters with the question."""
    told = {text: matcher.describe(text) for text in (duty, other)}
    build_index(tmp_path, [IndexEntry(text, matcher.tokens(features), "", "") for text, features in told.items()])
    rarity = Rarity(CandidateIndex.open(tmp_path))
    words = {word for features in told.values() for word in features.words}
    phrase = PhraseReader(rarity, matcher, Synonyms({}, words, {"拦": ["制止"]}), {}).read(question)
    scale = Scale(rarity)
    assert scale.cover(phrase, told[duty]).soft > scale.cover(phrase, told[other]).soft
