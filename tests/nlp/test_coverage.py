"""What a report says of a document."""

from pathlib import Path

from graph.publish import current_snapshot
from nlp.archive import read_record
from nlp.build import build
from nlp.coverage import Coverage, cover

TEXT = "第 1 页 共 2 页\n岗位：水手\n上级：大副\n职责：\n1、系解缆绳。\n今天天气不错。\n"


def covered(tmp_path: Path) -> Coverage:
    (tmp_path / "船.txt").write_text(TEXT, "utf-8")
    build([tmp_path / "船.txt"], str(tmp_path / "store"))
    snapshot = current_snapshot(tmp_path / "store")
    assert snapshot is not None
    return cover(read_record(snapshot.path, "船.txt"))


def test_every_line_says_what_was_read_from_it(tmp_path: Path) -> None:
    lines = {line.number: line for line in covered(tmp_path).lines}
    assert [(r.what, r.of) for r in lines[5].readings] == [("职责", "水手")]
    assert ("汇报关系", "水手 → 大副") in [(r.what, r.of) for r in lines[3].readings]


def test_what_was_not_understood_and_what_was_left_out_are_told_apart(tmp_path: Path) -> None:
    lines = {line.number: line for line in covered(tmp_path).lines}
    assert lines[1].furniture and not lines[1].used
    assert not lines[6].furniture and not lines[6].used


def test_the_share_counts_letters_of_the_documents_own_lines(tmp_path: Path) -> None:
    coverage = covered(tmp_path)
    assert 0.5 < coverage.share < 1.0
