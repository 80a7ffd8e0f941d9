"""Words are cut as jieba cuts them, of questions and duties alike."""

import jieba
import pytest

from nlp.segment import Segmenter, read_frequent

SENTENCES = [
    "负责发票收集并登记台账",
    "组织护士排班，检查急救药品",
    "每周二下午巡检配电室和水泵房",
    "审核合同条款，防范法律风险",
    "与财务部对接月度结算",
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return tokenizer


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_those_of_jieba(sentence: str, reference: jieba.Tokenizer) -> None:
    assert Segmenter().cut(sentence) == reference.lcut(sentence)
    assert Segmenter().cut_for_search(sentence) == reference.lcut_for_search(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_is_left_out(sentence: str) -> None:
    assert "".join(Segmenter().cut(sentence)) == sentence


def test_words_of_ones_own_belong_to_one_segmenter_only() -> None:
    assert "种质圃" in Segmenter(["种质圃"]).cut("维护种质圃苗木")
    assert "种质圃" not in Segmenter().cut("维护种质圃苗木")


def test_a_word_that_the_dictionary_lacks_is_not_known() -> None:
    assert Segmenter().knows("发票")
    assert not Segmenter().knows("种质圃")


def test_frequent_words_are_those_that_the_dictionary_counted_more_often() -> None:
    counts = read_frequent(250)
    assert counts["公司"] > 400
    assert "种质圃" not in counts
    assert min(counts.values()) > 250
