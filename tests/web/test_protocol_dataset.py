"""What the W3C Recommendation of 21 March 2013 says of data sets, errors and descriptions, held against the endpoint."""

import re
from typing import Any
from urllib.parse import quote

import pytest
import rdflib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
_NAMED = "SELECT DISTINCT ?g {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
_CSV = {"Accept": "text/csv"}
_SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
_VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def _ask(client: FlaskClient, query: str, **dataset: Any) -> list[str]:
    """The first column, by GET; the other two ways of the protocol must say the same."""
    fields = {name.replace("_", "-") + "-graph-uri": value for name, value in dataset.items()}
    answers = (
        client.get("/sparql", query_string={"query": query, **fields}, headers=_CSV),
        client.post("/sparql", data={"query": query, **fields}, headers=_CSV),
        client.post(
            "/sparql", data=query.encode(), query_string=fields, content_type="application/sparql-query", headers=_CSV
        ),
    )
    texts = {answer.text for answer in answers}
    assert {answer.status_code for answer in answers} == {200} and len(texts) == 1
    return sorted(texts.pop().split()[1:])


@pytest.fixture
def graphs(client: FlaskClient) -> list[str]:
    found = _ask(client, _NAMED.format(""))
    assert len(found) > 3
    return found


def test_the_request_names_the_default_graph(client: FlaskClient, graphs: list[str]) -> None:
    """2.1.4: default-graph-uri; several of them are merged, so that what two of them say is said once."""
    one = _ask(client, _COUNT.format(""), default=graphs[0])
    assert one == _ask(client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graphs[0]}> {{ ?s ?p ?o }} }}")
    both = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { VALUES ?g { <%s> <%s> } GRAPH ?g { ?s ?p ?o } } }"
    assert _ask(client, _COUNT.format(""), default=graphs[:2]) == _ask(client, both % tuple(graphs[:2]))
    assert _ask(client, _COUNT.format(""), default=graphs) == _ask(client, _COUNT.format(""))


def test_the_request_names_the_named_graphs(client: FlaskClient, graphs: list[str]) -> None:
    """2.1.4: named-graph-uri; nothing is in the default graph that the request did not put there."""
    assert _ask(client, _NAMED.format(""), named=graphs[:2]) == graphs[:2]
    assert _ask(client, _COUNT.format(""), named=graphs[:2]) == ["0"]
    assert _ask(client, _NAMED.format(""), default=graphs[0]) == []
    assert _ask(client, _NAMED.format(""), default=graphs[0], named=graphs[1]) == [graphs[1]]


def test_the_request_counts_where_the_query_names_graphs_too(client: FlaskClient, graphs: list[str]) -> None:
    """2.1.4: the data set of the protocol request is the one that is used."""
    clauses = f"FROM <{graphs[0]}> FROM NAMED <{graphs[0]}>"
    assert _ask(client, _COUNT.format(clauses), default=graphs[1]) == _ask(client, _COUNT.format(""), default=graphs[1])
    assert _ask(client, _NAMED.format(clauses), named=graphs[1]) == [graphs[1]]
    assert _ask(client, _NAMED.format(clauses), default=graphs[1]) == []


def test_a_graph_that_is_not_here_is_empty(client: FlaskClient, graphs: list[str]) -> None:
    """As with FROM; an empty parameter, which forms send, names no graph."""
    assert _ask(client, _COUNT.format(""), default="http://example.org/none") == ["0"]
    assert _ask(client, _COUNT.format(""), default=["http://example.org/none", graphs[0]]) == _ask(
        client, _COUNT.format(""), default=graphs[0]
    )
    assert _ask(client, _COUNT.format(""), default="", named="") == _ask(client, _COUNT.format(""))


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["relative", "http://a b/", "http://a/>{}", "<http://example.org/g>"])
def test_what_is_no_iri_is_named_so(client: FlaskClient, name: str, iri: str) -> None:
    """2.1.6: 400 where the request is malformed, in words."""
    answer = client.get("/sparql", query_string={"query": "ASK {}", name: iri})
    assert answer.status_code == 400
    assert "IRI" in answer.get_json()["error"]["message"]


def test_the_page_keeps_the_data_set_of_its_address(client: FlaskClient, graphs: list[str]) -> None:
    """The result, its files and the next run are of the graphs that the link names."""
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1"
    page = client.get(
        "/sparql", query_string={"query": query, "default-graph-uri": "http://example.org/none"},
        headers={"Accept": "text/html"},
    ).text  # fmt: skip
    assert "没有符合的结果" in page
    assert '<input type="hidden" name="default-graph-uri" value="http://example.org/none">' in page
    links = re.findall(r'href="[^"]*default-graph-uri=' + quote("http://example.org/none", safe=""), page)
    assert len(links) == 5  # four files, and the page in English


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json; charset=utf-8", "application/sparql-results+json"),
        ('text/csv;charset="UTF-8";q=0.5', "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
    ],
)
@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p ?o } LIMIT 1", "ASK { ?s ?p ?o }"])
def test_accept_is_read_with_its_weights_and_charset(client: FlaskClient, accept: str, kind: str, query: str) -> None:
    """2.1.5 and RFC 9110, 12.5.1."""
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)


@pytest.mark.parametrize(
    ("accept", "status"),
    [("text/turtle", 406), ("application/sparql-results+json;q=0", 406), ("text/csv;header=absent", 406)],
)
def test_a_form_that_rows_do_not_have_is_refused(client: FlaskClient, accept: str, status: int) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o } LIMIT 1"}, headers={"Accept": accept})
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    """2.1: GET and POST; the answer says so."""
    answer: TestResponse = client.open("/sparql", method=method, data={"query": "ASK {}"})
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_a_query_with_a_body_of_no_type_is_refused(client: FlaskClient) -> None:
    """2.1.2 and 2.1.3: the type says which of the two it is."""
    assert client.post("/sparql", data=b"ASK {}").status_code == 415
    assert client.post("/sparql", data=b"query=ASK%20%7B%7D").status_code == 415


def test_the_service_description_names_every_graph(client: FlaskClient, graphs: list[str]) -> None:
    """Service Description 3.2 and 3.3: a service with its endpoint, its default data set, and its named graphs."""
    text = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    described = rdflib.Graph().parse(data=text, format="turtle")
    service = described.value(predicate=rdflib.RDF.type, object=_SD.Service)
    assert str(described.value(service, _SD.endpoint)).endswith("/sparql")
    dataset = described.value(service, _SD.defaultDataset)
    assert (described.value(dataset, _SD.defaultGraph), _VOID.triples, None) in described
    names = {str(described.value(graph, _SD.name)) for graph in described.objects(dataset, _SD.namedGraph)}
    assert names == set(graphs)
    for kind in ("application/rdf+xml", "application/ld+json", "application/n-triples"):
        answer = client.get("/sparql", headers={"Accept": kind})
        assert answer.mimetype == kind
        form = {"application/rdf+xml": "xml", "application/ld+json": "json-ld"}.get(kind, "nt")
        assert len(rdflib.Graph().parse(data=answer.text, format=form)) == len(described)


def test_void_says_where_and_what(client: FlaskClient) -> None:
    """VoID 3: the example IRIs, the vocabularies and the endpoint are of this data set."""
    text = client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text
    described = rdflib.Graph().parse(data=text, format="turtle")
    data = described.value(predicate=rdflib.RDF.type, object=_VOID.Dataset)
    about = described.value(predicate=rdflib.RDF.type, object=_VOID.DatasetDescription)
    assert (about, rdflib.FOAF.primaryTopic, data) in described
    space = str(described.value(data, _VOID.uriSpace))
    assert _ask(client, f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER STRSTARTS(STR(?s), '{space}') }}") != ["0"]
    vocabularies = {str(o) for o in described.objects(data, _VOID.vocabulary)}
    assert {"http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#"} <= vocabularies
