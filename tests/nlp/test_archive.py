"""What a document said is kept as plain JSON and read back the same; an older release's file still opens."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from nlp.archive import FOLDER, Record, make, read_record, read_records, write_record
from nlp.documents.extraction import extract
from nlp.documents.readers import read_bytes

TEXT = "岗位名称：司炉工\n姓名：赵大海\n直接上级：锅炉班长\n岗位职责：\n1、每小时记录一次压力；\n"


@pytest.fixture
def record() -> Record:
    source = read_bytes(TEXT.encode(), "锅炉房/司炉工.txt")
    lines = tuple((line.number, line.text, line.place) for line in source.lines)
    return Record("锅炉房/司炉工.txt", "abc", None, "/documents", extract(source), lines)


def test_a_record_comes_back_the_same(tmp_path: Path, record: Record) -> None:
    write_record(tmp_path, record)
    assert read_records(tmp_path) == {record.name: record}
    assert read_record(tmp_path, record.name).lines[2] == (3, "直接上级：锅炉班长", None)


def test_a_document_that_is_not_there_is_an_error_with_the_names(tmp_path: Path, record: Record) -> None:
    write_record(tmp_path, record)
    with pytest.raises(ZhizeError) as error:
        read_record(tmp_path, "../../etc/passwd")
    assert error.value.code == "document-unknown"
    assert "锅炉房/司炉工.txt" in str(error.value)


def test_a_field_that_an_older_release_did_not_write_takes_its_default(record: Record) -> None:
    data = json.loads(json.dumps(asdict(record)))
    for post in data["facts"]["posts"]:
        del post["headcount"]
    assert make(Record, data).facts.posts[0].title == "司炉工"


def test_a_field_without_default_must_be_there(record: Record) -> None:
    data = asdict(record)
    del data["content_hash"]
    with pytest.raises(ValueError, match="content_hash"):
        make(Record, data)


def test_records_stand_in_one_folder_whatever_their_name(tmp_path: Path, record: Record) -> None:
    write_record(tmp_path, record)
    assert [file.parent.name for file in tmp_path.rglob("*.json")] == [FOLDER]
