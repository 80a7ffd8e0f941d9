"""Other readings of a question on the ask page: links that need no JavaScript, kept in the address, taken back."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from nlp.catalogue import ORGANIZATION
from nlp.forms import Everything, LogicalForm
from nlp.interpretation import encode_reading
from nlp.readings import PATTERNS, Reading, say_form, say_name
from web.app import create_app
from web.config import Settings
from web.readings import Inquiry
from web.services import KEY
from web.wording import name_meaning

_QUESTION = "谁负责提交发票"
_UNITS = "负责“提交发票”的部门"
_LOST = "链接里选定的理解有一种找不到了"


def _list_readings(text: str) -> dict[str, str]:
    """The readings that a page offers, with the address of each."""
    offered = re.findall(r'<a href="([^"]+)" rel="nofollow"><span>([^<]+)</span></a>', text)
    return {reading: unescape(link) for link, reading in offered}


def _choose(client: FlaskClient, link: str, *readings: str) -> str:
    """The page after one reading after the other was clicked."""
    for reading in readings:
        link = _list_readings(client.get(link).text)[reading]
    return client.get(link).text


def test_every_reading_of_the_interface_is_a_link_on_the_page(client: FlaskClient) -> None:
    """Of what is asked as of names; where a name is open, the first of its readings too."""
    for question in (_QUESTION, "运营经理的上级是谁", "市场专员负责发票吗", "谁负责客户投诉，他的上级是谁"):
        answer = client.post("/api/ask", json={"question": question}).json
        assert answer is not None
        offered = {reading for part in answer["interpretation"] for reading in part["alternatives"]}
        shown = _list_readings(client.get("/", query_string={"q": question}).text)
        assert offered and offered <= shown.keys()
    assert "岗位：运营经理（木禾家居建材商场）" in _list_readings(client.get("/?q=运营经理的上级是谁").text)


def test_the_page_of_a_reading_is_the_answer_of_the_interface(client: FlaskClient) -> None:
    """The same lead and the same units, and the page says which reading it follows."""
    part = {"text": _QUESTION, "as": _UNITS}
    answer = client.post("/api/ask", json={"question": _QUESTION, "interpretation": [part]}).json
    assert answer is not None and answer["kind"] == "units"
    text = _choose(client, f"/?q={_QUESTION}", _UNITS)
    assert all(item["label"] in text for item in answer["items"]) and 'class="kind OrganizationalUnit"' in text
    assert f"按选定的理解回答：{_UNITS}" in text and text.count('<li class="chosen">') == 1


def test_a_choice_is_taken_back(client: FlaskClient) -> None:
    """One of two choices or both; what is left is the answer as it was."""
    name, asked = "岗位：运营经理（青杉电子商务有限公司）", "运营经理的下属"
    text = _choose(client, "/?q=运营经理的上级是谁", name, asked)
    assert f"按选定的理解回答：{asked}；{name}" in text and "淘宝店长" in text
    both, *single = (unescape(link) for link in re.findall(r'href="([^"]+)"[^>]*>取消选定', text))
    assert len(single) == 2 and parse_qs(urlsplit(both).query).keys() == {"q"}
    assert f"按选定的理解回答：{name}</span>" in client.get(single[0]).text
    assert "按选定的理解" not in client.get(both).text


def test_a_choice_keeps_conversation_and_organization(client: FlaskClient) -> None:
    """In the address of a reading, of taking it back, and in the form for the next question."""
    query = {"q": "他的上级是谁", "c": ["你好", "运营主管负责什么"], "organization": "青杉电子商务有限公司"}
    text = client.get("/", query_string=query).text
    link = _list_readings(text)["运营主管的下属"]
    assert all(
        parse_qs(urlsplit(link).query)[name] == ([kept] if isinstance(kept, str) else kept)
        for name, kept in query.items()
    )
    text = client.get(link).text
    assert "淘宝店长" in text and "接着上文" in text
    form = text[text.index('id="ask"') : text.index("</form>")]
    assert re.findall(r'name="was" value="([^"]+)"', form) == parse_qs(urlsplit(link).query)["as"]
    undo = unescape(re.findall(r'href="([^"]+)">取消选定', text)[0])
    assert parse_qs(urlsplit(undo).query).keys() == query.keys()


def test_the_next_question_goes_on_from_what_was_chosen(client: FlaskClient) -> None:
    code = encode_reading("运营主管", "岗位：运营主管（青杉电子商务有限公司）")
    text = client.get("/", query_string={"q": "他的下属有哪些", "c": "运营主管负责什么", "was": code}).text
    assert "淘宝店长" in text and "按选定的理解" not in text and _LOST not in text


@pytest.mark.parametrize("code", ["", "x", "aaaaaaaa", "=" * 5000, "<script>alert(1)</script>", "\ud800", "%00"])
def test_a_reading_that_there_is_not_is_said_in_a_sentence(client: FlaskClient, code: str) -> None:
    """The usual answer with it; nothing of it comes back in the page or in the addresses that the page offers."""
    usual = client.get("/", query_string={"q": _QUESTION}).text
    response = client.get(f"/?q={quote(_QUESTION)}&as={quote(code, errors='surrogatepass')}")
    assert response.status_code == 200 and _LOST in response.text and _LOST not in usual
    assert "于龙" in response.text and "<script>alert" not in response.text
    assert _list_readings(response.text) == _list_readings(usual)


def test_what_is_found_of_several_choices_is_followed(client: FlaskClient) -> None:
    code = encode_reading(_QUESTION, _UNITS)
    text = client.get("/", query_string={"q": _QUESTION, "as": ["none", code, *map(str, range(40))]}).text
    assert _LOST in text and f"按选定的理解回答：{_UNITS}" in text


def test_a_choice_without_a_question_is_the_first_page(client: FlaskClient) -> None:
    text = client.get("/?as=abc&was=abc").text
    assert "谁负责这件事？" in text and _LOST not in text and 'name="was"' not in text


def test_an_opinion_tells_which_reading_was_answered(built_store: str, tmp_path: Path) -> None:
    """The table has it in its last column, and the way back leads to the same answer."""
    shutil.copytree(built_store, tmp_path / "store", symlinks=True)
    app = create_app(replace(Settings(), store=str(tmp_path / "store")))
    try:
        client = app.test_client()
        text = _choose(client, f"/?q={_QUESTION}", _UNITS)
        form = text[text.index('action="/feedback"') :]
        fields = [
            (name, unescape(value)) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
        ]
        thanks = client.post("/feedback", data={**dict(fields), "verdict": "wrong"}).text
        assert f"as={encode_reading(_QUESTION, _UNITS)}" in thanks
        rows = list(csv.reader(io.StringIO(client.get("/feedback.csv").data.decode("utf-8-sig"))))
        assert (rows[0][-1], rows[1][-1]) == ("选定的理解", _UNITS) and "优卡特项目" in rows[1][-3]
    finally:
        app.extensions[KEY].pool.close()


def test_readings_are_told_in_english(app: Flask, client: FlaskClient) -> None:
    """Every pattern has English words; only names and words of the question stay Chinese, and are marked so."""
    english = {"Accept": "text/html", "Accept-Language": "en"}
    places = dict.fromkeys(
        ("name", "names", "last", "part", "task", "who", "what", "relation", "fact", "number", "among"), "X"
    )
    with app.test_request_context("/", headers=english):
        assert not [p for p in PATTERNS.values() if re.search("[㐀-鿿]", name_meaning(Reading(p, **places)))]
        form = LogicalForm("above", Everything(ORGANIZATION), topic="posts", number=3)
        assert name_meaning(say_form(form)) == "organizations with 3 posts or more"
        told = name_meaning(say_name("Post", "<出纳>"))
        assert told == 'Post: &lt;<span lang="zh">出纳</span>&gt;'
    text = client.get("/", query_string={"q": "市场专员的上级是谁"}, headers=english).text
    assert 'duties of <span lang="zh">市场专员</span>' in text and "Other readings" in text


def test_an_address_says_only_what_is_asked() -> None:
    """Short where nothing was chosen, and in one order, so that it can be compared."""
    assert Inquiry("谁").link() == "/?q=" + quote("谁")
    asked = Inquiry("q", ("a", "b"), "o", ("x",), ("y", "z"))
    assert asked.link() == "/?q=q&c=a&c=b&organization=o&was=y&was=z&as=x"


@pytest.mark.browser
def test_a_reader_chooses_another_reading_by_keyboard(page: Page, address: str) -> None:
    """Open, leave with Escape, choose, see what was chosen, go on asking, take it back."""
    page.goto(f"{address}/?q={quote('运营经理的上级是谁')}")
    summary = page.locator(".understood summary", has_text="运营经理的上级")
    summary.focus()
    page.keyboard.press("Enter")
    reading = page.get_by_role("link", name="运营经理的下属", exact=True)
    expect(reading).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(reading).to_be_hidden()
    expect(summary).to_be_focused()
    page.locator(".understood summary", has_text="有几种可能").press("Enter")
    page.get_by_role("link", name="岗位：运营经理（青杉电子商务有限公司）").press("Enter")
    expect(page.locator(".picked")).to_contain_text("青杉电子商务有限公司")
    expect(page.locator(".understood li.chosen .badge")).to_have_text("选定")
    assert "as=" in page.url
    page.fill("#q", "他的下属有哪些")
    page.keyboard.press("Enter")
    expect(page.locator("#lead")).to_contain_text("淘宝店长")
    page.go_back()
    page.locator(".understood .undo").press("Enter")
    expect(page.locator("#lead")).to_contain_text("请问是哪一个")
    assert "as=" not in page.url


@pytest.fixture(params=[390, 1280])
def narrow(page: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone or a desktop."""
    page.set_viewport_size({"width": request.param, "height": 844})
    yield page


@pytest.mark.browser
def test_readings_fit_the_window(narrow: Page, address: str) -> None:
    """Opened, nothing sticks out of the page, also with long names."""
    code = encode_reading("运营经理", "岗位：运营经理（西安伟业软件技术有限公司）")
    narrow.goto(f"{address}/?q={quote('运营经理的上级是谁')}&as={code}")
    narrow.evaluate("for (const one of document.querySelectorAll('.understood details')) one.open = true")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= narrow.evaluate("innerWidth")
    inner = narrow.locator(".understood > ul").bounding_box()
    assert inner is not None
    for link in narrow.locator(".understood a").all():
        box = link.bounding_box()
        assert box is not None and box["x"] >= inner["x"] and box["x"] + box["width"] <= inner["x"] + inner["width"] + 1
        assert box["height"] >= 24
