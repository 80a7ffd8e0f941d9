"""Opinions on answers: kept, taken out as a table, and from the program's own pages only."""

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web.app import create_app
from web.config import Settings
from web.journal import Journal
from web.services import KEY


@pytest.fixture
def store(built_store: str, tmp_path: Path) -> str:
    """A store of its own, since opinions are written into it."""
    shutil.copytree(built_store, tmp_path / "store", symlinks=True)
    return str(tmp_path / "store")


@pytest.fixture
def client(store: str) -> Iterator[FlaskClient]:
    app = create_app(replace(Settings(), store=store))
    yield app.test_client()
    app.extensions[KEY].pool.close()


def test_an_opinion_is_kept_with_what_was_answered(client: FlaskClient, store: str) -> None:
    form = {"q": "谁负责提交发票", "verdict": "wrong", "note": "=现在归财务", "c": ["于龙是谁"]}
    assert "已记下" in client.post("/feedback", data=form).text
    (opinion,) = Journal(store).read()
    assert (opinion.question, opinion.verdict, opinion.context) == ("谁负责提交发票", "wrong", ("于龙是谁",))
    assert "市场专员" in opinion.answer and opinion.status == "answered"
    table = client.get("/feedback.csv")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[1][1] == "谁负责提交发票"
    assert rows[1][5] == "'=现在归财务"  # no spreadsheet runs it as a formula


@pytest.mark.parametrize(
    ("form", "headers", "status"),
    [
        ({"q": "", "verdict": "right"}, {}, 400),
        ({"q": "谁负责提交发票"}, {}, 400),
        ({"q": "谁负责提交发票", "verdict": "maybe"}, {}, 400),
        ({"q": "谁负责提交发票", "verdict": "right"}, {"Origin": "https://elsewhere.example"}, 403),
        ({"q": "谁负责提交发票", "verdict": "right"}, {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_what_is_no_opinion_of_this_page_is_refused(
    client: FlaskClient, store: str, form: dict[str, str], headers: dict[str, str], status: int
) -> None:
    assert client.post("/feedback", data=form, headers=headers).status_code == status
    assert list(Journal(store).read()) == []


def test_a_folder_that_cannot_be_written_is_said(client: FlaskClient, store: str) -> None:
    (Path(store) / "feedback.jsonl").mkdir()
    response = client.post("/feedback", data={"q": "谁负责提交发票", "verdict": "right"})
    assert response.status_code == 503
    assert "没有记下来" in response.text


def test_a_broken_line_hides_no_other(client: FlaskClient, store: str) -> None:
    form = {"q": "谁负责提交发票", "verdict": "right"}
    client.post("/feedback", data=form)
    with (Path(store) / "feedback.jsonl").open("ab") as file:
        file.write(b'{"half\n[]\n')
    client.post("/feedback", data=form)
    assert len(list(Journal(store).read())) == 2


def test_building_again_keeps_the_opinions(client: FlaskClient, store: str, tmp_path: Path) -> None:
    from nlp.build import build

    client.post("/feedback", data={"q": "谁负责提交发票", "verdict": "right"})
    (tmp_path / "新文档.md").write_text("单位：石桥工厂\n\n仓库主管\n\n1. 负责仓库盘点。\n", "utf-8")
    build([tmp_path / "新文档.md"], store)
    assert len(list(Journal(store).read())) == 1
