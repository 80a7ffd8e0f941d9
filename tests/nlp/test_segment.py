"""Both segmenters cut alike, so that a duty is indexed by the words that a question is cut into."""

import pytest

from nlp.segment import BulkSegmenter, Segmenter, default_segmenter, read_frequencies

SENTENCES = [
    "负责发票收集并登记台账",
    "组织护士排班，检查急救药品",
    "每周二下午巡检配电室和水泵房",
    "审核合同条款，防范法律风险",
    "与财务部对接月度结算",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_bulk_and_reference_cut_alike(sentence: str) -> None:
    assert BulkSegmenter().cut(sentence) == default_segmenter().cut(sentence)
    assert BulkSegmenter().cut_for_search(sentence) == default_segmenter().cut_for_search(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_is_left_out(sentence: str) -> None:
    assert "".join(default_segmenter().cut(sentence)) == sentence


def test_words_of_ones_own_belong_to_one_segmenter_only() -> None:
    assert "种质圃" in Segmenter(["种质圃"]).cut("维护种质圃苗木")
    assert "种质圃" not in Segmenter().cut("维护种质圃苗木")
    assert "种质圃" in BulkSegmenter(["种质圃"]).cut("维护种质圃苗木")


def test_a_word_that_the_dictionary_lacks_has_no_frequency() -> None:
    assert default_segmenter().frequency("发票") > 0
    assert default_segmenter().frequency("种质圃") == 0


def test_frequencies_are_read_without_a_segmenter() -> None:
    words = {"发票", "种质圃", "公司", "票"}
    told = {word: default_segmenter().frequency(word) for word in words}
    assert read_frequencies(words) == {word: count for word, count in told.items() if count}
