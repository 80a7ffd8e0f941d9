"""The report on a document as a page, through Flask's test client."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from nlp.build import build
from web.app import create_app
from web.config import Settings
from web.services import KEY

_AS_PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
_REPORT = "/report/市场运营管理中心岗位分工.md"


def test_the_shelf_and_the_reader_lead_to_the_report(client: FlaskClient) -> None:
    shelf = client.get("/document/").text
    links = re.findall(r'href="(/report/[^"]+)"[^>]*>读懂 (\d+)%<', shelf)
    assert len(links) == len(re.findall(r'<li><a href="/document/', shelf)) > 10
    assert all(80 <= int(share) <= 100 for _, share in links)
    assert all(client.get(link).status_code == 200 for link, _ in links)
    assert 'href="/report/' in client.get("/document/市场运营管理中心岗位分工.md").text
    assert client.get("/report/").headers["Location"] == "/document/"


def test_a_passage_tells_what_it_became_and_leads_to_its_post(client: FlaskClient) -> None:
    text = client.get(_REPORT).text
    assert re.search(
        r'<span class="s is-post" title="[^"]*岗位：中心总经理（可信度 95%）[^"]*">中心总经理</span>', text
    )
    assert re.search(r'<span class="s is-person" title="任职人：刘诚（中心总经理）[^"]*">刘诚</span>', text)
    line = text[text.index('id="L13"') : text.index('id="L14"')]
    assert re.search(r'href="/id/duty/[^"]+">负责市场拓展', line)
    assert 'href="/id/post/%E5%B8%82' in line and "可信度 98%" in line and "编号条目" in line


def test_every_link_of_a_report_leads_somewhere(client: FlaskClient) -> None:
    links = set(re.findall(r'href="(/[^"]+)"', client.get("/report/柏川实业营运部岗位说明书.xlsx").text))
    assert sum(link.startswith("/id/") for link in links) > 60
    assert [link for link in links if client.get(html.unescape(link), headers=_AS_PERSON).status_code != 200] == []


def test_jumps_have_their_lines(client: FlaskClient) -> None:
    text = client.get(_REPORT).text
    jumps = re.findall(r'href="\?from=\d+#(L\d+)"', text)
    assert jumps and all(f'id="{jump}"' in text for jump in jumps)


def test_a_filter_that_is_none_shows_all(client: FlaskClient) -> None:
    count = len(re.findall(r'<li id="L', client.get(_REPORT).text))
    assert len(re.findall(r'<li id="L', client.get(_REPORT + "?show=nothing&from=x").text)) == count
    assert 0 < len(re.findall(r'<li id="L', client.get(_REPORT + "?show=unread").text)) < count


def test_an_unknown_document_has_no_report(client: FlaskClient) -> None:
    for name in ("没有.docx", "../manifest.json", "..%2f..%2fetc%2fpasswd"):
        assert client.get(f"/report/{name}", headers=_AS_PERSON).status_code == 404


def test_the_ontology_page_says_what_confidence_is(client: FlaskClient) -> None:
    text = client.get("/ontology", headers=_AS_PERSON).text
    assert "字段写明" in text and "从句子中读出" in text


def test_data_of_a_post_has_its_confidence(client: FlaskClient) -> None:
    """One, although two documents tell of it."""
    turtle = client.get("/id/post/市场运营管理中心/优卡特项目/市场专员?format=turtle").text
    assert re.findall(r'confidence "([\d.]+)"', turtle) == ["1"]


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A document of more lines than a page shows, with an odd name."""
    folder: Path = tmp_path_factory.mktemp("long")
    duties = "".join(f"{n}、检查第{n}号仓库的消防器材。\n" for n in range(1, 750))
    (folder / "子 目录").mkdir()
    posts = "".join(f"岗位：{title}\n职责：\n{duties}" for title in ("仓管员", "安全员"))
    text = f"单位：石桥工厂\n{posts}今天天气不错，适合出海远航钓鱼。\n"
    (folder / "子 目录" / "100% 仓库#1.txt").write_text(text, "utf-8")
    store = str(folder / "store")
    build([folder], store)
    app = create_app(replace(Settings(), store=store))
    yield app.test_client()
    app.extensions[KEY].pool.close()


def test_a_long_report_comes_in_stretches(long_report: FlaskClient) -> None:
    shelf = long_report.get("/document/").text
    link = re.findall(r'href="(/report/[^"]+)"', shelf)[0]
    first = long_report.get(link).text
    assert len(re.findall(r'<li id="L', first)) == 1000 and "后面的内容" in first
    after = re.search(r'href="(\?from=1001)#L1001"', first)
    assert after is not None
    second = long_report.get(link + after[1]).text
    assert 'id="L1001"' in second and "前面的内容" in second and "后面的内容" not in second
    jump = re.search(r'href="(\?from=1504)#(L1504)"', first)
    assert jump is not None and f'id="{jump[2]}"' in long_report.get(link + jump[1]).text
