"""Pages and JSON interface, through Flask's test client over the default documents."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient

from nlp.build import build
from web.app import create_app
from web.config import Settings, find_default_documents
from web.examples import read_examples
from web.services import KEY

PAGES = [
    "/", "/?q=谁负责提交发票", "/?q=那他的上级是谁&c=市场专员负责什么", "/?q=谁负责发射火箭", "/?q=你好",
    "/?q=运营经理的上级是谁", "/?q=谁负责提交发票&as=x", "/graph", "/graph?organization=青杉电子商务有限公司&show=duties", "/sparql",
    "/sparql?query=ASK%20{}", "/sparql?query=SELEC", "/document/", "/ontology", "/document/市场运营管理中心岗位分工.md?from=89&to=90",
    "/report/市场运营管理中心岗位分工.md", "/report/柏川实业营运部岗位说明书.xlsx?show=line",
    "/id/post/市场运营管理中心/优卡特项目/市场专员", "/id/organization/市场运营管理中心", "/nothing-here",
    "/feedback", "/?q=谁负责提交发票&said=wrong",
]  # fmt: skip
_AS_PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_protected(client: FlaskClient, path: str) -> None:
    """No inline script or style, no other host, no guessing of types, on pages and errors alike."""
    response = client.get(path, headers=_AS_PERSON)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe-inline" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=|javascript:", response.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', response.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_read_aloud(client: FlaskClient, path: str) -> None:
    """Language, title, one main landmark, one h1, a label for every field, a name for every image and link."""
    text = client.get(path, headers=_AS_PERSON).text
    assert '<html lang="zh-Hans">' in text and re.search(r"<title>[^<]*\S[^<]*</title>", text)
    assert text.count("<main ") == 1 and len(re.findall(r"<h1[ >]", text)) == 1
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
    fields = re.findall(r"<(?:input|select|textarea) (?![^>]*hidden\")([^>]*)>", text)
    assert all(re.search(r'id="([^"]+)"', f)[1] in labelled for f in fields)  # type: ignore[index]
    assert all("alt=" in image for image in re.findall(r"<img [^>]*>", text))
    assert not re.findall(r"<a [^>]*>\s*</a>", text)
    identities = re.findall(r'\sid="([^"]+)"', text)
    assert len(identities) == len(set(identities))


def test_the_answer_is_in_the_page_without_javascript(client: FlaskClient) -> None:
    """Post, holder, unit, sentence, line and query are in the HTML itself."""
    text = client.get("/?q=谁负责提交发票").text
    for word in ("市场专员", "于龙", "优卡特项目", "市场运营管理中心岗位分工.md 第 89 行", "SELECT"):
        assert word in text


def test_a_way_up_and_a_way_to_reach_stand_on_the_card(client: FlaskClient) -> None:
    """The card of a post says whom to turn to next."""
    text = client.get("/?q=运营主管的职责&organization=青杉电子商务有限公司").text
    card = text[text.index("向上找") :]
    assert card.index("运营总监") < card.index("总经理")


def test_a_conversation_is_carried_in_the_page(client: FlaskClient) -> None:
    """Earlier questions come with the address; what was taken over is shown and can be dropped."""
    text = client.get("/", query_string={"q": "他的上级是谁", "c": ["市场专员负责什么", "于龙是什么岗位"]}).text
    assert "接着上文" in text and "不接上文" in text
    form = text[text.index('id="ask"') : text.index("</form>")]
    carried = re.findall(r'<input type="hidden" name="c" value="([^"]+)">', form)
    assert carried == ["市场专员负责什么", "于龙是什么岗位", "他的上级是谁"]


def test_several_bearers_of_a_name_come_as_links(client: FlaskClient) -> None:
    """A question that must be asked back shows every reading as a question to click."""
    answer = client.post("/api/ask", json={"question": "运营经理的上级是谁"}).json
    assert answer is not None and answer["status"] == "clarify"
    text = client.get("/?q=运营经理的上级是谁").text
    for choice in answer["choices"]:
        assert f"/?q={quote(choice['question'], safe='')}" in text


def test_the_last_resort_is_named_where_nothing_is_known(built_store: str) -> None:
    """ZHIZE_CONTACT stands below an answer that is unknown, and only there."""
    app = create_app(replace(Settings(), store=built_store, contact="综合办公室 8001"))
    try:
        client = app.test_client()
        assert "综合办公室 8001" in client.get("/?q=谁负责发射火箭").text
        assert "综合办公室 8001" not in client.get("/?q=谁负责提交发票").text
    finally:
        app.extensions[KEY].pool.close()
    app = create_app(replace(Settings(), store=built_store, contact="办公室 <b> hr@example.org"))
    try:
        text = app.test_client().get("/?q=谁负责发射火箭").text
        assert 'href="mailto:hr@example.org"' in text and "办公室 &lt;b&gt;" in text
    finally:
        app.extensions[KEY].pool.close()


def test_the_headline_of_an_unknown_answer_is_one_sentence(client: FlaskClient) -> None:
    """The near misses stand below it in letters of usual size."""
    text = client.get("/?q=谁负责年度预算").text
    lead = re.search(r'id="lead">(.*?)</h2>', text)
    assert lead is not None and lead[1] == "现有文档里没有写明谁负责“年度预算”。"
    assert re.search(r'<p class="rest">最接近的职责是', text)


def test_the_cited_line_is_marked_in_the_reader(client: FlaskClient) -> None:
    """A citation leads to the document with exactly its lines marked."""
    answer = client.post("/api/ask", json={"question": "谁负责提交发票"}).json
    assert answer is not None
    passage = answer["items"][0]["evidence"][0]
    line = passage["line_start"]
    page = client.get(f"/document/{passage['document']}?from={line}&to={line}").text
    assert re.findall(r'id="L(\d+)" value="\d+" class="cited"', page) == [str(line)]
    assert passage["text"] in re.findall(r"<mark>(.*?)</mark>", page)[0]


def test_of_a_cell_with_several_duties_the_cited_one_is_marked(client: FlaskClient) -> None:
    """The link of a citation marks its sentence alone; line breaks inside the cell stay."""
    text = client.get("/?q=谁负责客户资料的收集与整理").text
    link = re.search(r'<blockquote><p>(负责客户资料.*?)</p>\s*<a class="cite" href="([^"]+)"', text)
    assert link is not None
    page = client.get(html.unescape(link[2]).partition("#")[0]).text
    assert re.findall(r"<mark>(.*?)</mark>", page) == [link[1]]
    assert re.search(r"</mark>\n\S", page) and "\u2028" not in page


def test_words_that_no_passage_has_leave_the_cited_lines_marked(client: FlaskClient) -> None:
    """A link that outlived a change of the document still shows the lines it names."""
    page = client.get("/document/市场运营管理中心岗位分工.md?from=89&to=89&said=0000000000").text
    assert re.findall(r'value="(\d+)" class="cited"><mark>', page) == ["89"]


def test_who_holds_a_post_can_be_reached_from_its_page(client: FlaskClient) -> None:
    """Phone and mail are links there and on the person's page, which leads to the chart too."""
    post = client.get("/id/post/青杉电子商务有限公司/运营部/客服主管", headers=_AS_PERSON).text
    person = client.get("/id/person/青杉电子商务有限公司/邵琳", headers=_AS_PERSON).text
    links = [re.findall(r'href="((?:tel|mailto):[^"]+)"', page) for page in (post, person)]
    assert len(links[0]) == 2 and links[0] == links[1]
    assert re.search(r'href="/graph\?iri=[^"]+">在组织图中看', person) and "format=rdfxml" in person
    assert client.get("/id/person/青杉电子商务有限公司/邵琳?format=rdfxml").mimetype == "application/rdf+xml"


def test_documents_without_posts_are_not_called_nothing(tmp_path: Path) -> None:
    """The page says what was read and what came of it, and counts no organization without a name."""
    (tmp_path / "一页.txt").write_text("今天天气很好。\n", "utf-8")
    store = str(tmp_path / "store")
    build([tmp_path / "一页.txt"], store)
    app = create_app(replace(Settings(), store=store))
    try:
        page = app.test_client().get("/", headers=_AS_PERSON).text
        assert "没有读出岗位" in page and "还没有内容" not in page and "个组织" not in page
        assert "共 1 行" in app.test_client().get("/document/一页.txt", headers=_AS_PERSON).text
    finally:
        app.extensions[KEY].pool.close()


def test_of_an_unknown_document_the_likeliest_are_linked(client: FlaskClient) -> None:
    """Not all there are; programs have their names."""
    page = client.get("/document/市场运营管理中心岗位分工.txt", headers=_AS_PERSON).text
    links = re.findall(r'<li><a href="(/document/[^"]+)"', page)
    assert len(links) == 5 and unquote(links[0]) == "/document/市场运营管理中心岗位分工.md"
    told = client.get("/document/市场运营管理中心岗位分工.txt").json
    assert told is not None and "市场运营管理中心岗位分工.md" in told["error"]["way_out"]


def test_an_unknown_document_is_not_found(client: FlaskClient) -> None:
    """No path leads out of the documents that were read."""
    for name in ("没有.docx", "../manifest.json", "..%2f..%2fetc%2fpasswd"):
        assert client.get(f"/document/{name}", headers=_AS_PERSON).status_code == 404


def test_the_shelf_lists_every_document(client: FlaskClient) -> None:
    """Each document with a link to its reader."""
    text = client.get("/document/").text
    links = re.findall(r'href="(/document/[^"]+)"><b>', text)
    assert len(links) == sum(1 for path in find_default_documents().rglob("*") if path.is_file())
    assert all(client.get(link).status_code == 200 for link in links)


def test_text_of_questions_and_labels_is_never_html(client: FlaskClient) -> None:
    """Markup in a question, a context or a query comes back as text."""
    evil = "<img src=x onerror=alert(1)>谁负责</script><script>alert(1)</script>"
    for query in ({"q": evil}, {"q": "谁负责提交发票", "c": evil}, {"q": "谁负责提交发票", "organization": evil}):
        page = client.get("/", query_string=query).text
        assert "<img src=x" not in page and "<script>alert" not in page
    assert "<img src=x" not in client.get("/sparql", query_string={"query": evil}, headers=_AS_PERSON).text
    assert "<img src=x" not in client.get("/" + quote(evil, safe=""), headers=_AS_PERSON).text


def test_ask_answers_in_the_form_of_the_contract(client: FlaskClient) -> None:
    """All keys of an answer are there, whatever its status."""
    keys = {
        "question", "status", "kind", "text", "items", "value", "choices", "suggestions", "unknown_reason",
        "carried", "interpretation", "sparql", "elapsed_ms",
    }  # fmt: skip
    for question in ("谁负责提交发票", "谁负责发射火箭", "你好", ""):
        answer = client.post("/api/ask", json={"question": question}).json
        assert answer is not None and keys <= answer.keys()


def test_the_drawing_comes_where_it_is_asked_for(client: FlaskClient) -> None:
    """`network` adds nodes with places; the items of the answer are the marked ones."""
    answer = client.post("/api/ask", json={"question": "谁负责提交发票", "network": True}).json
    assert answer is not None
    nodes = answer["network"]["nodes"]
    assert {n["id"] for n in nodes if n["marked"]} == {i["iri"] for i in answer["items"]}
    assert all(isinstance(n["x"], int) and isinstance(n["y"], int) for n in nodes)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"question": 1}', "application/json", 400),
        (b'{"question": "x", "context": [1]}', "application/json", 400),
        (b'{"question": "x", "organization": 1}', "application/json", 400),
        (b'{"question": "x"}', "text/plain", 415),
    ],
)
def test_bad_questions_get_one_clear_error(client: FlaskClient, body: bytes, kind: str, status: int) -> None:
    """What is no question is refused with a message, a way out and a request id."""
    response = client.post("/api/ask", data=body, content_type=kind)
    assert response.status_code == status
    assert response.json is not None
    assert all(response.json["error"][key] for key in ("code", "message", "way_out", "request_id"))


def test_suggestions_come_from_the_first_letter(client: FlaskClient) -> None:
    """Each has a question to ask, a label to show and the type of the thing."""
    found = client.get("/api/suggest?q=市").json
    assert found and all({"text", "label", "type", "iri", "hint"} <= s.keys() for s in found)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_every_entity_answers_with_html_and_rdf(client: FlaskClient, accept: str, kind: str) -> None:
    """An item's IRI is a page for people and RDF for programs, and says what it depends on."""
    answer = client.post("/api/ask", json={"question": "市场专员是谁"}).json
    assert answer is not None
    path = answer["items"][0]["iri"].removeprefix("https://w3id.org/zhize")
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, kind)
    assert "Accept" in response.headers["Vary"]


def test_every_kind_of_thing_has_a_page(client: FlaskClient) -> None:
    """Posts, people, units, organizations, duties, reporting lines and passages alike, each with its source."""
    query = (
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?t (SAMPLE(?s) AS ?x) "
        "{ ?s a ?t FILTER(STRSTARTS(STR(?s), 'https://w3id.org/zhize/id/')) } GROUP BY ?t"
    )
    result = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    rows = json.loads(result.data)["results"]["bindings"]
    assert len(rows) >= 7
    for row in rows:
        page = client.get(row["x"]["value"].removeprefix("https://w3id.org/zhize"), headers=_AS_PERSON)
        assert page.status_code == 200, row
        assert "/document/" in page.text, row


def test_a_thing_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    """As a page for people and as one JSON error for programs."""
    assert client.get("/id/post/没有", headers=_AS_PERSON).status_code == 404
    response = client.get("/id/post/没有", headers={"Accept": "text/turtle"})
    assert response.status_code == 404 and response.json is not None and response.json["error"]["message"]


def test_the_interface_is_described_as_it_is(client: FlaskClient) -> None:
    """The OpenAPI description names the routes that exist, and no others."""
    description = client.get("/api/openapi.json").json
    assert description is not None
    rules = {r.rule for r in client.application.url_map.iter_rules()}
    told = set(description["paths"])
    assert told <= rules
    assert {r for r in rules if r.startswith("/api/")} <= told


def test_pages_are_light(client: FlaskClient) -> None:
    """All that the ask page loads at once stays far below a quarter of a megabyte."""
    names = ["zhize.css", "ask.js", "common.js", "network.js", "icon.svg"]
    total = len(client.get("/?q=谁负责提交发票").data) + sum(len(client.get(f"/static/{n}").data) for n in names)
    assert total <= 100_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A graph whose names, sentences and document are written to break a page."""
    folder = tmp_path_factory.mktemp("hostile")
    evil = "<img src=x onerror=alert(1)>"
    rows = ["单位,部门,岗位,姓名,上级", f'"{evil}有限公司","{evil}部","{evil}主管","{evil}",']
    (folder / f"{evil.replace('/', '')}.csv").write_text("\n".join(rows), "utf-8")
    text = f"单位：石桥工厂\n\n“{evil}”专员\n\n1. 负责{evil}</script><script>alert(2)</script>的登记。\n2. 负责仓库。\n"
    (folder / "石桥工厂.md").write_text(text, "utf-8")
    store = str(folder / "store")
    build([folder], store)
    app = create_app(replace(Settings(), store=store, contact=evil))
    yield app.test_client()
    app.extensions[KEY].pool.close()


def test_text_of_documents_is_never_html(hostile: FlaskClient) -> None:
    """Names and sentences stay text on every page, in every file, in the data beside a drawing."""
    pages = [
        "/",
        "/graph",
        "/graph?show=duties",
        "/graph.svg",
        "/document/",
        "/sparql",
        "/?q=谁负责仓库",
        "/?q=谁负责登记",
    ]
    catalogue = hostile.application.extensions[KEY].reception.desk().lexicon.catalogue
    for iri in catalogue.entities:
        path = quote(iri.removeprefix("https://w3id.org/zhize"), safe="/")
        pages += [path, f"/graph?iri={quote(iri, safe='')}", f"/graph/panel?iri={quote(iri, safe='')}"]
    listed = hostile.get("/document/").text
    pages += re.findall(r'href="(/(?:document|report)/[^"]+)"', listed)
    query = "SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), '<')) } LIMIT 50"
    pages.append(f"/sparql?query={quote(query, safe='')}")
    shown = [hostile.get(page, headers=_AS_PERSON) for page in pages]
    assert all(response.status_code == 200 for response in shown)
    assert not any(re.search(r"<img src=x|<script>alert", response.text) for response in shown)
    assert any("&lt;img src=x" in response.text for response in shown)


def test_only_a_picture_with_marked_boxes_speaks_of_them(client: FlaskClient) -> None:
    """An answer that is not known shows what was asked for, unmarked."""
    for question, marked in (("营销经理是谁", True), ("总经理的电话", False)):
        text = client.get("/", query_string={"q": question}, headers={"Accept": "text/html"}).text
        assert ("橙色框" in text) == marked and ("问到的事物在图中的位置" in text) != marked


def test_a_card_says_that_there_are_other_superiors(client: FlaskClient) -> None:
    """The way up goes by the main superior; the others stand beside it."""
    text = client.get("/?q=白露").text
    way = text[text.index("向上找") : text.index("</ol>", text.index("向上找"))]
    assert re.sub(r"<[^>]+>|\s", "", way[: way.index("</li>")]).endswith("运营主管程嘉另有上级：淘宝店长")
    assert "另有上级" not in client.get("/?q=谁负责提交发票").text


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 14, 15, 16, 17, 21, 22, 23, 27, 28, 32])
def test_examples_about_things_and_what_ties_them_can_be_drawn(client: FlaskClient, number: int) -> None:
    """Their queries bind the things themselves, not only the names."""
    page = client.get("/sparql", query_string={"query": read_examples()[number - 1].query}, headers=_AS_PERSON).text
    assert 'id="result-network"' in page


def test_who_reports_to_whom_is_listed_once(client: FlaskClient) -> None:
    """Also what several documents say."""
    query = next(e.query for e in read_examples() if e.title.startswith("谁向谁汇报"))
    rows = client.get("/sparql", query_string={"query": query, "format": "csv"}).text.splitlines()
    assert len(rows) == len(set(rows)) > 30


def test_a_question_back_is_not_judged(client: FlaskClient) -> None:
    """Whether an answer is right is asked of answers only."""
    pages = [
        client.get(f"/?q={question}").text for question in ("运营经理的上级是谁", "谁负责提交发票", "谁负责发射火箭")
    ]
    assert ["答得对吗" in page for page in pages] == [False, True, True]


def test_a_picture_has_people_only_where_they_are_the_answer(client: FlaskClient) -> None:
    """Whoever is asked about by name stands in the box of the post; a unit of two homes hangs from one."""

    def draw(question: str) -> set[tuple[str, str]]:
        answer = client.post("/api/ask", json={"question": question, "network": True}).json
        assert answer is not None
        return {(node["group"], node["label"]) for node in answer["network"]["nodes"]}

    assert not any(kind == "Person" for kind, _ in draw("程嘉的上级是谁"))
    assert ("Person", "顾南星") in draw("文案策划是谁")
    assert ("OrganizationalUnit", "中心办公室") not in draw("客诉找谁")
