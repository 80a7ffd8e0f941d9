"""A document is read in a process of its own, which may be stopped or die; the next document is read all the same."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from nlp.documents.reading import DocumentReaders, ReadingLimits

DUTY = "1、负责仓库盘点；\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "小.txt"
    path.write_text("岗位名称：仓管员\n岗位职责：\n" + DUTY, "utf-8")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "大.txt"
    path.write_text("岗位名称：仓管员\n岗位职责：\n" + DUTY * 200_000, "utf-8")
    return path


@pytest.fixture
def readers() -> Iterator[DocumentReaders]:
    with DocumentReaders() as made:
        yield made


def posts(data: dict[str, object]) -> list[str]:
    return [post["title"] for post in data["facts"]["posts"]]  # type: ignore[index]


def test_facts_and_lines_come_as_plain_data(readers: DocumentReaders, small: Path) -> None:
    data = readers.read(small, "甲/小.txt")
    assert posts(data) == ["仓管员"]
    assert data["lines"][2] == [3, "1、负责仓库盘点；", None]
    assert data["facts"]["document"] == "甲/小.txt"


def test_an_error_of_the_reader_comes_through(readers: DocumentReaders, tmp_path: Path, small: Path) -> None:
    """The reader's own error is raised here with its words, and the process goes on."""
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(ZhizeError) as error:
        readers.read(bad, "坏.pdf")
    assert error.value.code.startswith("document-")
    assert "坏.pdf" in error.value.what
    assert posts(readers.read(small, "小.txt")) == ["仓管员"]


def test_what_takes_too_long_is_stopped(large: Path, small: Path) -> None:
    with DocumentReaders(ReadingLimits(seconds=0.3, seconds_per_megabyte=0)) as readers:
        with pytest.raises(ZhizeError) as error:
            readers.read(large, "大.txt")
        assert error.value.code == "document-timeout"
    with DocumentReaders() as readers:
        assert posts(readers.read(small, "小.txt")) == ["仓管员"]


def test_what_takes_too_much_memory_is_stopped(large: Path) -> None:
    with DocumentReaders(ReadingLimits(memory=160 << 20)) as readers:
        with pytest.raises(ZhizeError) as error:
            readers.read(large, "大.txt")
        assert error.value.code in ("document-memory", "document-failed")


def test_a_process_that_dies_is_replaced(readers: DocumentReaders, large: Path, small: Path) -> None:
    """A death in the middle of a document is one clear error; the same thread reads the next one."""
    readers.read(small, "小.txt")
    (servant,) = readers._servants.values()

    def kill_soon() -> None:
        time.sleep(0.3)
        os.kill(servant.pid, signal.SIGSEGV)

    threading.Thread(target=kill_soon).start()
    with pytest.raises(ZhizeError) as error:
        readers.read(large, "大.txt")
    assert error.value.code == "document-failed"
    assert posts(readers.read(small, "小.txt")) == ["仓管员"]


def test_no_process_is_left_behind(small: Path) -> None:
    with DocumentReaders() as readers:
        readers.read(small, "小.txt")
        (servant,) = readers._servants.values()
        assert servant.is_alive()
    assert not servant.is_alive()
