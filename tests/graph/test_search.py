"""Candidates are found by the tokens they share, ranked, within scopes."""

import threading
from pathlib import Path

import pytest

from graph.search import CandidateIndex, IndexEntry, build_index

ENTRIES = [
    IndexEntry("d1", ("收集", "发票", "客户"), "市场", "收集客户发票"),
    IndexEntry("d2", ("开具", "发票"), "财务", "开具发票"),
    IndexEntry("d3", ("收集", "病历"), "门诊", "收集病历"),
    IndexEntry("d4", ("a b", "C\td", "\u3000"), "有 空格", '{"payload": "任意\\n文字"}'),
    IndexEntry("d5", ("a", "b", "C", "d"), "门诊", ""),
    IndexEntry("d6", ("发票", "发票", "发票", "发票"), "财务", "发票"),
]


@pytest.fixture
def index(tmp_path: Path) -> CandidateIndex:
    build_index(tmp_path / "index", ENTRIES)
    return CandidateIndex.open(tmp_path / "index")


def keys(index: CandidateIndex, weights: dict[str, float], scopes: frozenset[str] | None = None) -> list[str]:
    return [hit.key for hit in index.search(weights, 10, scopes)]


def test_who_shares_more_comes_first(index: CandidateIndex) -> None:
    assert keys(index, {"收集": 1.0, "发票": 1.0})[0] == "d1"
    assert set(keys(index, {"收集": 1.0, "发票": 1.0})) == {"d1", "d2", "d3", "d6"}


def test_weights_decide_between_tokens(index: CandidateIndex) -> None:
    assert keys(index, {"病历": 5.0, "客户": 0.1})[0] == "d3"
    assert keys(index, {"病历": 0.1, "客户": 5.0})[0] == "d1"


def test_repeated_tokens_count(index: CandidateIndex) -> None:
    assert keys(index, {"发票": 1.0}) == ["d6", "d2", "d1"]


def test_scopes_keep_what_is_inside_and_no_score_of_their_own(index: CandidateIndex) -> None:
    everything = {hit.key: hit.score for hit in index.search({"发票": 1.0}, 10)}
    inside = index.search({"发票": 1.0}, 10, frozenset({"财务", "有 空格"}))
    assert [hit.key for hit in inside] == ["d6", "d2"]
    assert all(hit.score == pytest.approx(everything[hit.key]) for hit in inside)
    assert keys(index, {"a b": 1.0}, frozenset({"有 空格"})) == ["d4"]
    assert keys(index, {"发票": 1.0}, frozenset()) == []


def test_white_space_in_a_token_keeps_it_one(index: CandidateIndex) -> None:
    assert keys(index, {"a b": 1.0}) == ["d4"]
    assert keys(index, {"a": 1.0}) == ["d5"]
    assert keys(index, {"C\td": 1.0}) == ["d4"]
    assert keys(index, {"\u3000": 1.0}) == ["d4"]
    assert index.document_frequency("b") == 1


def test_numbers_of_the_index(index: CandidateIndex) -> None:
    assert index.size == 6
    assert [index.document_frequency(token) for token in ("发票", "收集", "没有")] == [3, 2, 0]


def test_payloads_come_back_as_they_were(index: CandidateIndex) -> None:
    (hit,) = index.search({"a b": 1.0}, 1)
    assert hit.payload == ENTRIES[3].payload


@pytest.mark.parametrize("weights", [{}, {"没有": 1.0}, {"": 1.0}, {"发票": 0.0}, {"发票": -1.0}, {"x\ud800": 1.0}])
def test_nothing_to_look_for_finds_nothing(index: CandidateIndex, weights: dict[str, float]) -> None:
    assert index.search(weights, 10) == []


def test_the_limit_is_kept(index: CandidateIndex) -> None:
    assert [h.key for h in index.search({"发票": 1.0}, 2)] == ["d6", "d2"]
    assert index.search({"发票": 1.0}, 0) == []
    assert len(index.search({"发票": 1.0}, 10**9)) == 3


def test_an_empty_index_is_an_index(tmp_path: Path) -> None:
    build_index(tmp_path / "empty", [])
    index = CandidateIndex.open(tmp_path / "empty")
    assert index.size == 0
    assert index.search({"发票": 1.0}, 10) == []
    with pytest.raises(FileExistsError):
        build_index(tmp_path / "empty", ENTRIES)


def test_threads_search_side_by_side(index: CandidateIndex) -> None:
    expected = index.search({"发票": 1.0, "收集": 2.0}, 10)
    wrong: list[object] = []

    def search() -> None:
        for _ in range(200):
            found = index.search({"发票": 1.0, "收集": 2.0}, 10)
            if found != expected:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
