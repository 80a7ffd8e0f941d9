"""SPARQL 1.1 Protocol, and the workbench at the same address."""

import html
import json
import re

import pytest
import rdflib
from flask.testing import FlaskClient

from web.examples import read_examples

SELECT = "SELECT ?p WHERE { ?p a <http://www.w3.org/ns/org#Post> } LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?p a <http://www.w3.org/ns/org#Post> } WHERE { ?p a <http://www.w3.org/ns/org#Post> }"
_AS_PERSON = {"Accept": "text/html,*/*;q=0.8"}


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
        assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_graphs_come_in_the_form_that_is_accepted(client: FlaskClient, kind: str) -> None:
    """Content negotiation of CONSTRUCT results."""
    response = client.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": kind})
    assert (response.status_code, response.mimetype) == (200, kind)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"data": {"query": "SELEC"}}, 400),
        ({"data": {"query": ""}}, 400),
        ({"data": {"query": [SELECT, SELECT]}}, 400),
        ({"data": {"query": SELECT, "default-graph-uri": "no-iri"}}, 400),
        ({"data": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}, 400),
        ({"data": {"update": "CLEAR ALL"}}, 400),
        ({"data": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
        ({"data": b"\xff\xfe", "content_type": "application/sparql-query"}, 400),
        ({"data": SELECT, "content_type": "text/plain"}, 415),
        ({"data": "CLEAR ALL", "content_type": "application/sparql-update"}, 415),
        ({"data": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
    ],
)
def test_what_is_no_query_is_refused(client: FlaskClient, arguments: dict[str, object], status: int) -> None:
    """Syntax errors, updates, SERVICE, wrong types: each its own status, never a traceback."""
    response = client.post("/sparql", **arguments)  # type: ignore[arg-type]
    assert response.status_code == status
    assert "Traceback" not in response.text


def test_without_a_query_a_program_gets_the_service_description(client: FlaskClient) -> None:
    """SPARQL 1.1 Service Description, section 2: the endpoint describes itself."""
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert response.mimetype == "text/turtle"
    for word in ("sparql-service-description#Service", "SPARQL11Query", "endpoint"):
        assert word in response.text


def test_the_data_are_described_where_programs_look(client: FlaskClient) -> None:
    """VoID: how many triples and posts, which vocabularies, where to ask; the numbers are those of the graph."""
    response = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.mimetype) == (200, "text/turtle")
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    data = graph.value(predicate=rdflib.RDF.type, object=void.Dataset)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    triples = client.post("/sparql", data={"query": count}, headers={"Accept": "text/csv"}).text.split()[1]
    assert graph.value(data, void.triples) == rdflib.Literal(int(triples))
    assert str(graph.value(data, void.sparqlEndpoint)).endswith("/sparql")
    parts = {
        str(graph.value(part, void["class"])): graph.value(part, void.entities)
        for part in graph.objects(data, void.classPartition)
    }
    posts = "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <http://www.w3.org/ns/org#Post> }"
    wanted = client.post("/sparql", data={"query": posts}, headers={"Accept": "text/csv"}).text.split()[1]
    assert parts["http://www.w3.org/ns/org#Post"] == rdflib.Literal(int(wanted))


def test_people_get_the_workbench_with_the_result_in_it(client: FlaskClient) -> None:
    """The query in the editor, the table below it, links to the same result as files."""
    page = client.get("/sparql", query_string={"query": SELECT}, headers=_AS_PERSON)
    assert page.mimetype == "text/html"
    assert page.text.count("<tr><td>") == 3 and "org#Post" in page.text
    csv = client.get("/sparql", query_string={"query": SELECT, "format": "csv"}, headers=_AS_PERSON)
    assert csv.mimetype == "text/csv" and len(csv.text.splitlines()) == 4


def test_a_table_is_sorted_by_its_columns(client: FlaskClient) -> None:
    """Each heading is a link: numbers from the greatest, words from the first; a second time the other way round."""
    query = 'SELECT ?n ?w { VALUES (?n ?w) { (9 "乙") (10 "丙") (2 "甲") } }'
    page = client.get("/sparql", query_string={"query": query}, headers=_AS_PERSON).text
    links = [html.unescape(link) for link in re.findall(r'<th scope="col"><a href="([^"]+)#result"', page)]
    assert [re.search("sort=(.+)", link)[1] for link in links] == ["-n", "w"]  # type: ignore[index]
    rows = [read_rows(client.get(link, headers=_AS_PERSON).text) for link in links]
    assert [[row[0] for row in found] for found in rows] == [["10", "9", "2"], ["10", "2", "9"]]
    again = client.get(links[0], headers=_AS_PERSON).text
    assert 'aria-sort="descending"' in again and "sort=n#result" in again


def test_every_row_of_a_long_result_is_on_a_page(client: FlaskClient) -> None:
    """The pages follow each other; sorting stays."""
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1100"
    found = [
        read_rows(client.get("/sparql", query_string={"query": query, "page": n}, headers=_AS_PERSON).text)
        for n in (1, 2, 3, 4, "x")
    ]
    assert [len(rows) for rows in found] == [500, 500, 100, 100, 500]
    assert len({tuple(row) for rows in found[:3] for row in rows}) > 1000
    page = client.get("/sparql", query_string={"query": query, "page": 2, "sort": "-s"}, headers=_AS_PERSON).text
    assert "sort=-s&amp;page=1#result" in page and "sort=-s&amp;page=3#result" in page


def test_a_query_too_long_for_an_address_turns_its_pages_by_a_form(client: FlaskClient) -> None:
    query = f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT 600 # {'长' * 5000}"
    page = client.post("/sparql", data={"query": query, "sort": ["s", "-s"], "page": "2"}, headers=_AS_PERSON).text
    assert len(read_rows(page)) == 100 and 'form="view" name="page" value="1"' in page
    assert '<input type="hidden" name="sort" value="-s">' in page


def test_bars_need_a_name_for_each_number(client: FlaskClient) -> None:
    """The line numbers of sources are none."""
    query = "SELECT ?document ?line { ?x <https://w3id.org/zhize#document> ?document ; <https://w3id.org/zhize#startLine> ?line }"
    assert "<rect" not in client.get("/sparql", query_string={"query": query + " LIMIT 40"}, headers=_AS_PERSON).text


def read_rows(page: str) -> list[list[str]]:
    """The cells of the table on the page, as text."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall("<td>(.*?)</td>", row, re.S)]
        for row in re.findall("<tr>(.*?)</tr>", body, re.S)
    ]


def test_every_class_that_the_examples_count_has_its_word(client: FlaskClient) -> None:
    """The terms of the vocabulary among them stand as the glossary calls them."""
    query = next(e.query for e in read_examples() if e.title == "图谱里各类事物有多少")
    page = client.get("/sparql", query_string={"query": query}, headers=_AS_PERSON).text
    assert [row[0] for row in read_rows(page) if row[0].startswith("zz:")] == []


def test_numbers_have_bars_and_things_a_drawing(client: FlaskClient) -> None:
    """Names with numbers show as bars; two columns of things, and graphs, as boxes and lines."""
    counted = "SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t"
    page = client.get("/sparql", query_string={"query": counted}, headers=_AS_PERSON).text
    shares = [float(share) for share in re.findall(r'<rect width="([\d.]+)"', page)]
    assert len(shares) > 5 and max(shares) == 100 and 'id="drawn"' not in page
    tied = "SELECT ?p ?u { ?p <http://www.w3.org/ns/org#postIn> ?u } LIMIT 5"
    graph = "CONSTRUCT { ?p <http://www.w3.org/ns/org#postIn> ?u } { ?p <http://www.w3.org/ns/org#postIn> ?u } LIMIT 5"
    for query in (tied, graph):
        page = client.get("/sparql", query_string={"query": query}, headers=_AS_PERSON).text
        found = re.search(r'id="result-data">(.*?)</script>', page, re.DOTALL)
        assert found is not None
        data = json.loads(found[1])
        assert len(data["edges"]) == 5 and all(node["label"] for node in data["nodes"])


def test_a_faulty_query_says_what_is_wrong_on_the_page(client: FlaskClient) -> None:
    """The page keeps the query, and its status is that of the error."""
    page = client.get("/sparql", query_string={"query": "SELEC ?x"}, headers=_AS_PERSON)
    assert page.status_code == 400
    assert "SELEC ?x</textarea>" in page.text and "没有查成" in page.text


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.title)
def test_every_example_query_finds_something(client: FlaskClient, example) -> None:  # type: ignore[no-untyped-def]
    """An example that gives nothing teaches nothing."""
    page = client.get("/sparql", query_string={"query": example.query}, headers=_AS_PERSON)
    assert page.status_code == 200
    assert "没有符合的" not in page.text


@pytest.mark.parametrize(("things", "linked"), [(400, True), (600, False)])
def test_files_are_linked_as_long_as_their_address_is_short_enough(
    client: FlaskClient, things: int, linked: bool
) -> None:
    """The address itself is measured, some 24 and 37 thousand characters long; what is longer goes by a form."""
    posts = " ".join(f"<https://example.org/岗位/{n}>" for n in range(100, 100 + things))
    query = f"SELECT ?no {{ VALUES ?no {{ {posts} }} }}"
    page = client.post("/sparql", data={"query": query}, headers=_AS_PERSON).text
    assert ("&amp;format=csv" in page) == linked and ('id="files"' in page) == (not linked)
