"""Opinions on answers: kept, taken out as a table, and from the program's own pages only."""

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.web.conftest import serve
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
    assert client.post("/feedback", data=form).status_code == 303
    (opinion,) = Journal(store).read()
    assert (opinion.question, opinion.verdict, opinion.context) == ("谁负责提交发票", "wrong", ("于龙是谁",))
    assert "市场专员" in opinion.answer and opinion.status == "answered"
    table = client.get("/feedback.csv")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[1][1] == "谁负责提交发票"
    assert rows[1][5] == "'=现在归财务"  # no spreadsheet runs it as a formula


def test_an_opinion_leads_back_to_its_answer(client: FlaskClient, store: str) -> None:
    """By a redirect, so that to load the page again sends nothing; there it is thanked for in place of the buttons."""
    form = {"q": "那他的上级是谁", "verdict": "right", "c": ["谁负责提交发票"]}
    response = client.post("/feedback", data=form, follow_redirects=True)
    assert [r.status_code for r in response.history] == [303] and response.request.method == "GET"
    assert response.request.args.getlist("c") == ["谁负责提交发票"]
    assert (
        "已记下，谢谢" in response.text and 'id="lead"' in response.text and '<form class="opinion' not in response.text
    )
    assert client.get(response.request.full_path).status_code == 200 and len(list(Journal(store).read())) == 1


def test_people_who_open_the_address_of_opinions_are_told_where_to_give_one(client: FlaskClient) -> None:
    page = client.get("/feedback", headers={"Accept": "text/html"})
    assert page.status_code == 200 and "每个答案下面" in page.text and 'href="/feedback.csv"' in page.text


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


@pytest.mark.parametrize(
    ("headers", "remote", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({"Host": "127.0.0.1:8000"}, "127.0.0.1", 200),
        ({"Host": "[::1]:8000"}, "::1", 200),
        ({}, "::ffff:127.0.0.1", 200),
        ({}, "192.0.2.7", 403),
        ({"X-Forwarded-For": "192.0.2.7"}, "127.0.0.1", 403),
        ({"Via": "1.1 proxy"}, "127.0.0.1", 403),
        ({"Host": "elsewhere.example"}, "127.0.0.1", 403),
        ({"Host": "[::1"}, "127.0.0.1", 403),
        ({"X-Forwarded-For": ""}, "127.0.0.1", 403),
    ],
)
def test_only_this_machine_takes_the_opinions_out(
    client: FlaskClient, headers: dict[str, str], remote: str, status: int
) -> None:
    """Neither another machine, nor a proxy, nor a page that gave this machine a name of its own; it is said why."""
    response = client.get("/feedback.csv", headers=headers, environ_overrides={"REMOTE_ADDR": remote})
    assert response.status_code == status
    assert "只能在服务器本机上下载" in response.text or status == 200
    shelf = client.get("/document/", headers=headers, environ_overrides={"REMOTE_ADDR": remote}).text
    assert ('href="/feedback.csv"' in shelf) == (status == 200)


def test_a_proxy_that_adds_nothing_is_told_by_its_old_protocol(client: FlaskClient) -> None:
    """As nginx passes requests on where nothing but `proxy_pass` is written: by HTTP/1.0, to a host of this machine."""
    for protocol, status in (("HTTP/1.0", 403), ("HTTP/1.1", 200)):
        response = client.get(
            "/feedback.csv", headers={"Host": "127.0.0.1:8000"}, environ_overrides={"SERVER_PROTOCOL": protocol}
        )
        assert response.status_code == status


def test_with_a_token_the_token_alone_counts(store: str) -> None:
    """Also on the machine itself, so that the table is safe behind a proxy that says nothing of itself."""
    app = create_app(replace(Settings(), store=store, export_token="钥匙 1"))
    client = app.test_client()
    far = {"REMOTE_ADDR": "192.0.2.7"}
    for auth in (None, ("", "falsch"), ("钥匙 1", "")):
        refused = client.get("/feedback.csv", auth=auth)
        assert refused.status_code == 401 and refused.headers["WWW-Authenticate"].startswith("Basic")
        assert "ZHIZE_EXPORT_TOKEN" in refused.text
    assert client.get("/feedback.csv", auth=("keeper", "钥匙 1"), environ_overrides=far).status_code == 200
    assert 'href="/feedback.csv"' in client.get("/document/", environ_overrides=far).text
    app.extensions[KEY].pool.close()
    app = create_app(replace(Settings(), store=store, export_token="k-1"))
    bearer = {"Authorization": "Bearer k-1"}
    assert app.test_client().get("/feedback.csv", headers=bearer, environ_overrides=far).status_code == 200
    app.extensions[KEY].pool.close()


def test_a_browser_asks_for_the_password(browser: Browser, store: str) -> None:
    """The keeper's browser gets the table by the usual dialogue, which the link of the shelf opens."""
    app = create_app(replace(Settings(), store=store, export_token="k-1"))
    with serve(app) as address:
        context = browser.new_context(http_credentials={"username": "keeper", "password": "k-1"})
        page = context.new_page()
        page.goto(f"{address}/document/")
        with page.expect_download() as download:
            page.locator('a[href="/feedback.csv"]').click()
        assert Path(download.value.path()).read_text("utf-8-sig").startswith("时间,问题")
        context.close()
    app.extensions[KEY].pool.close()
