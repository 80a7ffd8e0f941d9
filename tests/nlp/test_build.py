"""Building: again, changed, damaged, renamed; what the graph holds afterwards, and what is warned of."""

import re
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from graph.publish import current_snapshot
from nlp.build import BuildReport, build, remove
from nlp.desk import Desk
from ontology import vocabulary as v

CLINIC = """清溪诊所岗位职责

岗位名称：护士长
姓名：田一帆
直接上级：院长
岗位职责：
1、负责病区护理排班；
2、每周检查急救药品。

岗位名称：药剂师
直接上级：院长
岗位职责：
1、审核处方；
2、每月盘点库存药品。
"""
GARAGE = """远达汽修厂岗位职责

岗位名称：钣金工
岗位职责：
1、修复车身外壳；
2、保养焊接设备。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the documents of two organizations."""
    made = tmp_path / "documents"
    made.mkdir()
    (made / "诊所.txt").write_text(CLINIC, "utf-8")
    (made / "汽修.txt").write_text(GARAGE, "utf-8")
    return made


def dump(store: Path) -> bytes:
    """All quads of the published graph, sorted."""
    snapshot = current_snapshot(store)
    assert snapshot is not None
    return b"\n".join(sorted(snapshot.open_store().dump("nquads").splitlines()))


def owners(store: Path, question: str) -> list[str]:
    return [item.label for item in Desk.open(str(store)).ask(question).items]


def duties(store: Path) -> set[str]:
    """The sentences of all duties of the published graph."""
    rows = Desk.open(str(store)).store.select(f"SELECT ?text WHERE {{ ?duty a <{v.DUTY}> ; <{v.STATEMENT}> ?text }}")
    return {str(row[0]).rstrip("；。") for row in rows}


def count(report: BuildReport) -> tuple[int, ...]:
    return (report.documents, report.organizations, report.posts, report.people, report.duties)


def test_building_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """The same documents give the same statements, also where they are read anew."""
    store = tmp_path / "store"
    first = build([folder], str(store))
    before = dump(store)
    assert count(build([folder], str(store))) == count(first) == (2, 2, 4, 1, 6)
    assert dump(store) == before
    build([folder], str(tmp_path / "other"))
    assert dump(tmp_path / "other") == before


def test_a_changed_document_replaces_what_it_said(folder: Path, tmp_path: Path) -> None:
    """What a document no longer says is gone; the other documents stay as they were."""
    store = tmp_path / "store"
    build([folder], str(store))
    before = duties(store)
    (folder / "诊所.txt").write_text(CLINIC.replace("每月盘点库存药品", "培训新员工"), "utf-8")
    build([folder], str(store))
    assert before - duties(store) == {"每月盘点库存药品"}
    assert duties(store) - before == {"培训新员工"}
    assert owners(store, "谁培训新员工") == ["药剂师"]


def test_a_document_that_cannot_be_read_any_more_keeps_what_it_said(folder: Path, tmp_path: Path) -> None:
    """A damaged file is one warning; its former version and all other documents are still there."""
    store = tmp_path / "store"
    build([folder], str(store))
    (folder / "诊所.txt").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (folder / "汽修.txt").write_text(GARAGE.replace("焊接", "喷漆"), "utf-8")
    report = build([folder], str(store))
    assert report.failed == ("诊所.txt",)
    assert [w.document for w in report.warnings] == ["诊所.txt"]
    assert owners(store, "谁负责护理排班") == ["护士长"]
    assert owners(store, "谁保养喷漆设备") == ["钣金工"]


@pytest.mark.parametrize("name", ["坏.docx", "空.d"])
def test_an_error_is_two_whole_sentences(tmp_path: Path, name: str) -> None:
    """Whether files cannot be read or there are none."""
    (tmp_path / "坏.docx").write_bytes(b"no office file")
    (tmp_path / "空.d").mkdir()
    with pytest.raises(ZhizeError) as error:
        build([tmp_path / name], str(tmp_path / "store"))
    assert re.search(r"[^。]。请检查路径和文件格式。$", str(error.value))


def test_nothing_readable_publishes_nothing(tmp_path: Path) -> None:
    """Where no file can be read, the error says why, and no snapshot comes of it."""
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"no office file")
    with pytest.raises(ZhizeError) as error:
        build([bad], str(tmp_path / "store"))
    assert error.value.code == "nothing-read"
    assert "坏.docx" in str(error.value)
    assert current_snapshot(tmp_path / "store") is None


def test_two_files_of_one_name_are_not_mixed_up(folder: Path, tmp_path: Path) -> None:
    """A document is known by its name: the second one of that name is left out, and said to be."""
    other = tmp_path / "其他"
    other.mkdir()
    (other / "诊所.txt").write_text(GARAGE, "utf-8")
    report = build([folder / "诊所.txt", other / "诊所.txt"], str(tmp_path / "store"))
    assert report.posts == 3
    assert ["同名" in w.message for w in report.warnings] == [True]


def test_a_warning_names_file_and_line(folder: Path, tmp_path: Path) -> None:
    """A damaged line is warned of with its number; lines without a fact are counted."""
    (folder / "诊所.txt").write_text(CLINIC.replace("审核处方", "审核�方") + "\n附件见公告栏\n", "utf-8")
    report = build([folder], str(tmp_path / "store"))
    assert [(w.document, w.line) for w in report.warnings] == [("诊所.txt", 13)]
    assert report.lines_without_fact >= 1
    assert report.lines_total > report.lines_without_fact


def test_removing_takes_out_one_document(folder: Path, tmp_path: Path) -> None:
    """What a removed document said is gone; a name that is not there is an error that lists the names."""
    store = tmp_path / "store"
    build([folder], str(store))
    assert count(remove("汽修.txt", str(store))) == (1, 1, 3, 1, 4)
    with pytest.raises(ZhizeError) as error:
        remove("汽修.txt", str(store))
    assert error.value.code == "document-unknown"
    assert "诊所.txt" in str(error.value)


def test_progress_counts_every_document(folder: Path, tmp_path: Path) -> None:
    """Progress is told once a document, in order."""
    told: list[tuple[str, int, int]] = []
    build([folder], str(tmp_path / "store"), progress=lambda *step: told.append(step))
    assert told == [("汽修.txt", 1, 2), ("诊所.txt", 2, 2)]
