"""Pages, JSON interface and SPARQL protocol, through Flask's test client over the default documents."""

import pytest
from flask.testing import FlaskClient

SELECT = "SELECT ?p WHERE { ?p a <http://www.w3.org/ns/org#Post> } LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?p a <http://www.w3.org/ns/org#Post> } WHERE { ?p a <http://www.w3.org/ns/org#Post> }"


@pytest.mark.parametrize("path", ["/", "/?q=谁负责发票收集", "/graph", "/sparql", "/nothing-here"])
def test_every_page_is_protected(client: FlaskClient, path: str) -> None:
    """No inline script, no other host, no guessing of types, on pages and errors alike."""
    response = client.get(path, headers={"Accept": "text/html"})
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe-inline" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script>" not in response.text and "style=" not in response.text


def test_the_answer_is_in_the_page_without_javascript(client: FlaskClient) -> None:
    """Post, holder, sentence and line are in the HTML itself."""
    text = client.get("/?q=谁负责发票收集").text
    for word in ("市场专员", "于龙", "各大办事处", "市场运营管理中心岗位分工.md"):
        assert word in text


def test_the_cited_line_is_marked_in_the_reader(client: FlaskClient) -> None:
    """A citation leads to the document with its line marked."""
    answer = client.post("/api/ask", json={"question": "谁负责发票收集"}).json
    assert answer is not None
    passage = answer["items"][0]["evidence"][0]
    page = client.get(f"/document/{passage['document']}?from={passage['line_start']}&to={passage['line_end']}").text
    assert f'id="L{passage["line_start"]}" value="{passage["line_start"]}" class="cited"' in page


def test_ask_answers_in_the_form_of_the_contract(client: FlaskClient) -> None:
    """All keys of an answer are there, whatever its status."""
    keys = {
        "question", "status", "kind", "text", "items", "value", "choices", "suggestions", "unknown_reason",
        "carried", "interpretation", "sparql", "elapsed_ms",
    }  # fmt: skip
    for question in ("谁负责发票收集", "谁负责发射火箭", "你好", ""):
        answer = client.post("/api/ask", json={"question": question}).json
        assert answer is not None and keys <= answer.keys()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"question": 1}', b'{"question": "x", "context": [1]}'])
def test_bad_questions_get_one_clear_error(client: FlaskClient, body: bytes) -> None:
    """What is no question is refused with a message and a request id."""
    response = client.post("/api/ask", data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json is not None and response.json["error"]["request_id"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_results_come_in_the_form_that_is_accepted(client: FlaskClient, accept: str, kind: str) -> None:
    """Content negotiation of SELECT results."""
    for response in (
        client.get("/sparql", query_string={"query": SELECT}, headers={"Accept": accept}),
        client.post("/sparql", data={"query": SELECT}, headers={"Accept": accept}),
        client.post("/sparql", data=SELECT, content_type="application/sparql-query", headers={"Accept": accept}),
    ):
        assert (response.status_code, response.mimetype) == (200, kind)


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_graphs_come_in_the_form_that_is_accepted(client: FlaskClient, kind: str) -> None:
    """Content negotiation of CONSTRUCT results."""
    response = client.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": kind})
    assert (response.status_code, response.mimetype) == (200, kind)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"data": {"query": "SELEC"}}, 400),
        ({"data": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}, 400),
        ({"data": {"update": "CLEAR ALL"}}, 400),
        ({"data": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
        ({"data": SELECT, "content_type": "text/plain"}, 415),
        ({"data": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
    ],
)
def test_what_is_no_query_is_refused(client: FlaskClient, arguments: dict[str, object], status: int) -> None:
    """Syntax errors, updates, SERVICE, wrong types: each its own status, never a traceback."""
    response = client.post("/sparql", **arguments)  # type: ignore[arg-type]
    assert response.status_code == status
    assert "Traceback" not in response.text


def test_every_entity_answers_with_html_and_rdf(client: FlaskClient) -> None:
    """An item's IRI is a page for people and Turtle for programs."""
    answer = client.post("/api/ask", json={"question": "市场专员是谁"}).json
    assert answer is not None
    path = answer["items"][0]["iri"].removeprefix("https://w3id.org/zhize")
    assert "于龙" in client.get(path, headers={"Accept": "text/html"}).text
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    assert turtle.mimetype == "text/turtle" and "于龙" in turtle.text


def test_the_interface_is_described_as_it_is(client: FlaskClient) -> None:
    """The OpenAPI description names the routes that exist, and no others."""
    description = client.get("/api/openapi.json").json
    assert description is not None
    rules = {r.rule for r in client.application.url_map.iter_rules()}
    told = set(description["paths"])
    assert told <= rules
    assert {r for r in rules if r.startswith("/api/")} <= told


def test_text_of_documents_is_never_html(client: FlaskClient) -> None:
    """A question with markup comes back as text."""
    page = client.get("/?q=<img src=x onerror=alert(1)>谁负责").text
    assert "<img" not in page
