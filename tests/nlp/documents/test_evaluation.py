"""Measuring extraction: what is right, missing and too much is counted, document by document."""

import json
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from nlp.documents.evaluation import FIELDS, Tally, evaluate_documents

TEXT = """云岭茶场岗位职责

岗位名称：采茶工
姓名：彭小满
直接上级：茶园主任
岗位职责：
1、采摘鲜叶；
2、清洗茶篓。

岗位名称：制茶师
岗位职责：
1、炒制绿茶。
"""
GOLD = {
    "positions": [
        {"title": "采茶工", "duties": ["采摘鲜叶", "清洗茶篓"], "reports_to": ["茶园主任"], "holder": "彭小满"},
        {"title": "制茶师", "duties": ["炒制绿茶"], "reports_to": [], "holder": None},
    ],
    "departments": [],
    "not_positions": ["茶园主任"],
}


def write(folder: Path, gold: object) -> Path:
    (folder / "gold").mkdir()
    (folder / "茶场.txt").write_text(TEXT, "utf-8")
    (folder / "gold" / "茶场.json").write_text(json.dumps(gold), "utf-8")
    return folder


def test_a_document_read_rightly_has_full_marks(tmp_path: Path) -> None:
    (score,) = evaluate_documents(write(tmp_path, GOLD))
    assert score.misses == ()
    assert {field: score.tallies[field].f1 for field in FIELDS} == dict.fromkeys(FIELDS, 1.0)
    assert score.tallies["duties"] == Tally(3, 3, 3)


def test_what_is_missing_and_what_is_too_much_is_named(tmp_path: Path) -> None:
    """A post, a duty, a superior and a unit of the gold that the text lacks, and a post that the gold lacks."""
    gold = json.loads(json.dumps(GOLD))
    gold["positions"][0]["duties"].append("晾晒茶青")
    gold["positions"][0]["reports_to"] = ["场长"]
    gold["positions"][1]["title"] = "评茶师"
    gold["departments"].append({"name": "加工车间", "duties": []})
    (score,) = evaluate_documents(write(tmp_path, gold))
    assert score.tallies["posts"] == Tally(1, 2, 2)
    assert score.tallies["duties"] == Tally(2, 4, 3)
    assert score.tallies["reports"] == Tally(0, 1, 1)
    assert score.tallies["units"] == Tally(0, 1, 0)
    assert [miss.partition("“")[0] for miss in score.misses] == [
        "采茶工：3 条职责读对 2 条，读出 2 条",
        "没有读出岗位",
        "多读出岗位",
        "没有读出部门",
    ]


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "茶场.txt").write_text(TEXT, "utf-8")
    with pytest.raises(ZhizeError) as error:
        evaluate_documents(tmp_path)
    assert error.value.code == "nothing-read"


def test_a_document_that_cannot_be_read_has_found_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, GOLD)
    (folder / "茶场.txt").write_bytes(b"PK\x03\x04 no text")
    (score,) = evaluate_documents(folder)
    assert score.tallies["posts"] == Tally(0, 2, 0)
    assert score.tallies["duties"].f1 == 0.0
