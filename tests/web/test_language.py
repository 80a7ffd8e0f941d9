"""Chinese first, English by a switch: which language a page is in, and that nothing on it was forgotten."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from babel.messages.catalog import Catalog
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes

from nlp.build import build
from tests.web.test_pages import PAGES
from web.app import create_app
from web.config import Settings
from web.services import KEY

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile("[\u3400-\u9fff]")
PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ENGLISH = {**PERSON, "Accept-Language": "en-GB,en;q=0.9"}
#: What a template says in Chinese on English pages too: the program's own name, the switch, questions to ask.
ALWAYS_CHINESE = {"职责", "中文", "的职责", "负责什么"}
#: Modules that put nothing on pages: command line, settings, descriptions for programs.
NO_PAGES = {"batch", "cli", "config", "description", "layout", "openapi", "querying", "serving", "terminal"}
#: Chinese in the other modules that is no text of a page: questions to ask, names to compare with.
NO_TEXTS = {
    "suggesting.py": {"谁来负责", "谁负责", "谁主管", "谁管", "谁", "谁负责{}", "怎|什么|哪|吗|多少|几|"},  # read, or asked
    "sentences.py": {"职位名“[^”]*”含“[^”]*”|“[^”]*”应指“[^”]*”", "[条个名人]", r"可信度 (\d+%)"},  # patterns of Chinese
    "asking.py": {"谁负责", " 应该是文字。", " 太长（超过 ", " 个字）。"},  # all but the first are JSON errors of /api/ask only
    "completions.py": {"类型", "字符串", "整数", "小数", "真假", "日期"},  # labels that stand beside English ones
}  # fmt: skip


def load_script() -> ModuleType:
    """docs/make_catalogue.py, as babel.cfg names it."""
    spec = importlib.util.spec_from_file_location("docs.make_catalogue", ROOT / "docs" / "make_catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs.make_catalogue"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The texts of the code as it stands, with the translations that are known."""
    made = load_script().collect()
    assert isinstance(made, Catalog)
    return made


def test_every_text_has_an_english_translation(catalogue: Catalog) -> None:
    """Nothing is empty, has figures that the Chinese text has not, or was left in Chinese."""
    assert load_script().list_untranslated(catalogue) == []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        said = message.id if isinstance(message.id, str) else message.id[0]
        quoted = set(re.findall("[\u3400-\u9fff]+", "".join(strings)))
        assert all(words in said for words in quoted), f"{said} → {strings}"


def test_the_catalogue_is_in_step(catalogue: Catalog) -> None:
    """messages.po and messages.mo are what the script makes of the code as it stands."""
    script = load_script()
    for name, data in zip(("messages.po", "messages.mo"), script.write_catalogue(catalogue), strict=True):
        assert (script.FOLDER / name).read_bytes() == data, "run python docs/make_catalogue.py"


def test_no_text_of_a_template_is_unmarked(app: Flask) -> None:
    """All Chinese of the templates stands in a call that translates it."""
    for path in sorted((ROOT / "web" / "templates").glob("*.html")):
        tree = app.jinja_env.parse(path.read_text("utf-8"))
        marked = {
            id(part)
            for call in tree.find_all(nodes.Call)
            if isinstance(call.node, nodes.Name) and call.node.name in ("_", "plural")
            for part in call.find_all(nodes.Const)
        }
        plain = [part.value for part in tree.find_all(nodes.Const) if id(part) not in marked]
        plain += [part.data for part in tree.find_all(nodes.TemplateData)]
        said = {text.strip() for value in plain if isinstance(value, str) for text in re.split("[<>\n]", value)}
        assert {text for text in said if HAN.search(text)} <= ALWAYS_CHINESE, path.name


def test_no_text_of_a_module_is_unmarked(catalogue: Catalog) -> None:
    """What a module of the pages says in Chinese is a text of the catalogue."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue}
    for path in sorted((ROOT / "web").glob("*.py")):
        if path.stem in NO_PAGES:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        said = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in comments
        }
        unmarked = {text for text in said if HAN.search(text)} - known - NO_TEXTS.get(path.name, set())
        assert not unmarked, f"{path.name}: {unmarked}"


def test_no_text_of_a_script_is_unmarked(app: Flask, catalogue: Catalog) -> None:
    """What a script says in Chinese is a text of the catalogue, and of those that English pages hand to scripts."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue}
    text = app.test_client().get("/", headers=ENGLISH).text
    handed = re.search(r'<script type="application/json" id="texts">(.*?)</script>', text)
    assert handed is not None
    handed_over = app.json.loads(handed[1])
    for path in sorted((ROOT / "web" / "static").glob("*.js")):
        strings = re.findall(r'"([^"\n]*)"|`([^`\n]*)`|\'([^\'\n]*)\'', path.read_text("utf-8"))
        said = {text for found in strings for text in found if HAN.search(text)}
        assert said <= known, path.name
        assert said <= handed_over.keys(), f"{path.name} is missing in web/language.py"


class Reader(HTMLParser):
    """Collects what a page says in Chinese outside of elements that are marked as Chinese."""

    VOID = frozenset("meta link input img br hr".split())

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        language = known.get("lang") or (self.stack[-1][1] if self.stack else "")
        if language == "en":
            spoken = (known.get(name) or "" for name in ("aria-label", "alt", "title", "placeholder"))
            # A name out of a document may stand in it, but not a Chinese sentence about it.
            self.found += [
                text for text in spoken if HAN.search(text) and not re.search("[a-z]", text) and tag != "section"
            ]
        if tag not in self.VOID:
            self.stack.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.stack[-1] if self.stack else ("", "")
        if language == "en" and HAN.search(data) and tag not in ("script", "style", "title"):
            self.found.append(data.strip())


def find_unmarked(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    return reader.found


def list_pages(client: FlaskClient) -> Iterator[str]:
    """Every sort of page: those of test_pages, answers of every kind, one thing of every class, errors."""
    yield from PAGES
    questions = (
        "市场专员的职责是什么",
        "有多少个岗位",
        "市场专员是不是归总经理管",
        "那第二个呢",
        "谁负责客户投诉",
        "石剑腾管什么",
    )
    yield from (f"/?q={question}" for question in questions)
    yield "/?q=他的上级是谁&c=运营主管负责什么&organization=青杉电子商务有限公司"
    yield from (
        "/graph?find=没有这样的岗位",
        "/graph?find=市场专员&to=于龙&organization=市场运营管理中心",
        "/graph?find=于龙&depth=1&organization=市场运营管理中心",
        "/graph/print?find=于龙&depth=1&organization=市场运营管理中心",
        "/graph?organization=没有",
    )
    bad = (
        "SELECT * { SERVICE <http://x> {} }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 30",
        "(" * 300,
        "SELEC ?x",
        "SELECT ?x { ?x nix:da ?y }",
        "ASK { }",
        "",
    )
    yield from (f"/sparql?query={quote(query)}" for query in bad)
    yield "/sparql?query=SELECT%20*%20{%20?s%20?p%20?o%20}%20LIMIT%20600"
    yield from ("/sparql?query=x&query=y&format=csv", "/document/没有.docx", "/api", "/feedback")
    query = "SELECT (SAMPLE(?s) AS ?x) { ?s a ?t FILTER(STRSTARTS(STR(?s), 'https://w3id.org/zhize/id/')) } GROUP BY ?t"
    found = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text.split()[1:]
    yield from (quote(iri.removeprefix("https://w3id.org/zhize")) for iri in found)
    yield "/graph/panel?iri=" + quote(found[0], safe="")


def test_an_english_page_has_no_chinese_but_what_is_marked_as_such(client: FlaskClient) -> None:
    """Names, duties, quotations and sentences of the answer are marked `lang="zh"`; all else is English."""
    pages = list(list_pages(client))
    assert len(pages) > 40
    for path in pages:
        response = client.get(path, headers=ENGLISH)
        page = response.text if "<html" in response.text else f'<html lang="en">{response.text}</html>'
        assert '<html lang="en">' in page, path
        assert find_unmarked(page) == [], path


def test_the_page_of_an_empty_graph_is_english_too(tmp_path: Path) -> None:
    """The ways out of an empty graph are told as well."""
    store = str(tmp_path / "store")
    (tmp_path / "empty.txt").write_text("今天天气很好。\n", "utf-8")
    build([tmp_path / "empty.txt"], store)
    app = create_app(replace(Settings(), store=store))
    try:
        for path in ("/", "/graph", "/document/", "/?q=谁负责发票收集"):
            page = app.test_client().get(path, headers=ENGLISH).text
            assert '<html lang="en">' in page and find_unmarked(page) == [], path
    finally:
        app.extensions[KEY].pool.close()


def test_a_chinese_page_carries_no_marks(client: FlaskClient) -> None:
    """What English pages need is not sent with Chinese ones."""
    text = client.get("/?q=谁负责提交发票", headers=PERSON).text
    assert "任职人" in text and 'id="texts"' not in text
    assert text.count(' lang="zh"') == 0


@pytest.mark.parametrize(
    ("address", "cookie", "accepted", "language"),
    [
        ("/", None, None, "zh-Hans"),
        ("/", None, "en-GB,en;q=0.9", "en"),
        ("/", None, "zh-TW,en;q=0.9", "zh-Hans"),
        ("/", None, "fr,en;q=0.5,zh;q=0.8", "zh-Hans"),
        ("/", None, "fr,en;q=0.8,zh;q=0.5", "en"),
        ("/", None, "fr", "zh-Hans"),
        ("/", None, "*", "zh-Hans"),
        ("/", None, "en;q=0", "zh-Hans"),
        ("/", "zh", "en", "zh-Hans"),
        ("/", "en", "zh", "en"),
        ("/", "nonsense", "en", "en"),
        ("/?lang=en", "zh", "zh", "en"),
        ("/?lang=zh", "en", "en", "zh-Hans"),
        ("/?lang=xx", "en", "zh", "en"),
    ],
)
def test_address_then_cookie_then_browser_choose(
    client: FlaskClient, address: str, cookie: str | None, accepted: str | None, language: str
) -> None:
    """Accept-Language counts only where nobody has chosen; Chinese where it asks for neither."""
    if cookie:
        client.set_cookie("zhize_lang", cookie)
    headers = PERSON | ({"Accept-Language": accepted} if accepted else {})
    response = client.get(address, headers=headers)
    assert f'<html lang="{language}">' in response.text
    assert response.headers["Content-Language"] == language


def test_the_choice_is_kept_in_a_cookie_of_this_site_alone(client: FlaskClient) -> None:
    """`?lang=` sets the cookie and nothing else does; the next page follows it."""
    kept = client.get("/?lang=en", headers=PERSON).headers["Set-Cookie"]
    assert kept.startswith("zhize_lang=en;") and "SameSite=Lax" in kept and "HttpOnly" in kept and "Path=/" in kept
    assert "Secure" not in kept
    assert "Secure" in client.get("/?lang=en", headers=PERSON, base_url="https://localhost").headers["Set-Cookie"]
    following = client.get("/document/", headers=PERSON)
    assert '<html lang="en">' in following.text and "Set-Cookie" not in following.headers
    assert "Set-Cookie" not in client.get("/?lang=xx", headers=PERSON).headers


@pytest.mark.parametrize("path", ["/", "/graph", "/document/", "/sparql", "/ontology", "/nothing-here"])
def test_caches_tell_the_languages_apart(app: Flask, path: str) -> None:
    """A page says that it depends on cookie and language, is kept by no shared cache, and never has the other's ETag."""
    answers = [app.test_client().get(path, headers=headers) for headers in (PERSON, ENGLISH)]
    assert answers[0].data != answers[1].data
    for answer in answers:
        assert {"accept", "accept-language", "cookie"} <= set(answer.vary.as_set())
        assert answer.cache_control.private and answer.cache_control.no_cache
    assert answers[0].headers.get("ETag", "one") != answers[1].headers.get("ETag", "other")


def test_programs_get_chinese_unless_they_say_otherwise(client: FlaskClient) -> None:
    """Answers and errors as JSON, and RDF, are what scripts rely on, whatever cookie or language comes along."""
    client.set_cookie("zhize_lang", "en")
    for headers in ({"Accept-Language": "en"}, ENGLISH):
        error = client.post("/api/ask", json={}, headers=headers).json
        assert error is not None and error["error"]["message"] == "缺少 question。"
    answer = client.post("/api/ask", json={"question": "谁负责提交发票"}, headers={"Accept-Language": "en"}).json
    assert answer is not None and "负责" in answer["text"]
    error = client.get("/id/post/没有", headers={"Accept": "text/turtle", "Accept-Language": "en"}).json
    assert error is not None and error["error"]["message"] == "图谱里没有这个事物。"
    assert client.get("/api/graph", headers=ENGLISH).data == client.get("/api/graph").data
    titles = {edge["title"] for edge in client.get("/api/graph?lang=en").json["edges"]}  # type: ignore[index]
    assert "Reports to" in titles and not any(HAN.search(title) for title in titles)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/?q=谁负责提交发票&c=一&c=二&lang=zh", {"q": ["谁负责提交发票"], "c": ["一", "二"]}),
        ("/graph?organization=青杉电子商务有限公司&show=duties", {"organization": ["青杉电子商务有限公司"], "show": ["duties"]}),
        ("/nothing-here", {}),
        ("//elsewhere.example/", {}),
    ],
)  # fmt: skip
def test_the_switch_leads_to_the_same_page(client: FlaskClient, path: str, fields: dict[str, list[str]]) -> None:
    """The link keeps what the address asks for, and cannot lead to another host."""
    link = re.search(
        r'<a class="language" href="([^"]*)"[^>]*lang="en">English</a>', client.get(path, headers=PERSON).text
    )
    assert link is not None
    target = urlsplit(link[1].replace("&amp;", "&"))
    assert not target.netloc and not target.path
    assert parse_qs(target.query) == {**fields, "lang": ["en"]}


def test_the_switch_of_a_cited_passage_stays_at_its_line(client: FlaskClient) -> None:
    """Neither the lines nor the place on the page are lost."""
    text = client.get("/document/市场运营管理中心岗位分工.md?from=89&to=90", headers=ENGLISH).text
    assert 'href="?from=89&amp;to=90&amp;lang=zh#L89"' in text and ">中文</a>" in text


def test_a_form_that_was_sent_is_not_sent_again_by_the_switch(client: FlaskClient) -> None:
    """The page after an opinion has no address of its own: the switch leads to the ask page."""
    response = client.post("/feedback", data={"q": "谁负责提交发票", "verdict": "perhaps"}, headers=ENGLISH)
    assert response.status_code == 400 and 'href="/?lang=zh"' in response.text
    assert "The question or the verdict is missing." in response.text


def test_counts_have_their_forms(client: FlaskClient) -> None:
    """One post, two posts; one line, several lines."""
    shelf = client.get("/document/", headers=ENGLISH).text
    counts = re.findall(r"· (\d+) (posts?)</span>", shelf)
    assert counts and all((word == "post") == (count == "1") for count, word in counts)
    page = "/document/市场运营管理中心岗位分工.md?from={}&to={}"
    assert ">line 89</a>" in client.get(page.format(89, 89), headers=ENGLISH).text
    assert ">lines 89–90</a>" in client.get(page.format(89, 90), headers=ENGLISH).text


def test_a_report_tells_in_english_what_became_of_the_lines(client: FlaskClient) -> None:
    """Sorts, tooltips, grounds and doubts are English, the lines themselves Chinese."""
    text = client.get("/report/市场运营管理中心岗位分工.md", headers=ENGLISH).text
    assert re.search(r'title="[^"]*Post: 中心总经理 \(confidence 95%\)', text)
    assert '<span class="s is-duty">Duties</span>' in text and '<span class="s is-duty">Duty</span>' in text
    assert "<small>list item</small>" in text and "Confidence 70% (inferred from names)." in text
    assert 'Inferred reporting line: <span lang="zh">' in text and "% understood" in text


def test_text_of_questions_is_never_html_in_english_either(client: FlaskClient) -> None:
    """The marks around Chinese stretches let no markup through."""
    evil = '岗<img src=x onerror=alert(1)>位"><script>alert(1)</script>'
    for path in ("/", "/graph", "/sparql"):
        page = client.get(
            path, query_string={"q": evil, "find": evil, "query": evil, "lang": "en"}, headers=PERSON
        ).text
        assert "<img src=x" not in page and "<script>alert" not in page
