"""Questions as JSON lines: one answer a line, in order, whatever comes in."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.web.program import KEYS, start
from web.batch import read_request
from web.cli import run


def test_a_batch_answers_every_line_in_order_whatever_is_in_it(
    built_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        b'{"id": 1, "q": "\xe8\xb0\x81\xe8\xb4\x9f\xe8\xb4\xa3\xe5\xae\xa2\xe6\x88\xb7\xe6\x8a\x95\xe8\xaf\x89"}',
        b"not json",
        b"",
        b'{"id": "b", "q": 5}',
        b'["q"]',
        b'{"id": NaN, "q": "x"}',
        b'{"id": null, "q": "\\ud800"}',
        b'{"id": {"k": [1]}, "q": "x", "context": "no list"}',
        b"\xff\xfe{",
        b"[" * 100_000,
        b'{"id": 2, "q": "", "context": []}',
    ]
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    assert run(["ask", "--store", built_store, "--batch", str(path)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, "b", None, None, None, {"k": [1]}, None, None, 2]
    assert all(list(answer) == ["id", *KEYS] for answer in answers)
    assert answers[0]["status"] == "answered"
    assert all(answer["status"] == "unknown" for answer in answers[1:5])
    assert answers[1]["text"] == "第 2 行不是 UTF-8 的 JSON。"


def test_a_batch_from_standard_input_streams(built_store: str) -> None:
    process = start("ask", "--store", built_store, "--batch", "-", stdin=subprocess.PIPE, bufsize=0)
    assert process.stdin
    assert process.stdout
    for number in (1, 2):
        process.stdin.write(json.dumps({"id": number, "q": "谁负责客户投诉"}).encode() + b"\n")
        # The answer comes while the input is still open.
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait(10) == 0


def test_a_missing_batch_file_is_bad_input(built_store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--store", built_store, "--batch", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b'{"q": "x", "context": [1]}', "context"),
        (b'{"q": "x", "organization": 3}', "organization"),
        (b"{}", "q"),
        (b'{"q": "x", "context": null, "organization": null}', None),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: bytes, fault: str | None) -> None:
    request = read_request(line, 7)
    assert (request.fault is None) == (fault is None)
    assert fault is None or (fault in (request.fault or "") and "第 7 行" in (request.fault or ""))
