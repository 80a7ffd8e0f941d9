"""The data set of a query: from the request, else from its FROM clauses; a merge says each statement once."""

import json
from collections.abc import Iterator

import pytest

from graph.dataset import Dataset, write_resolver
from graph.model import Iri
from graph.publish import Writer
from graph.results import Limits
from graph.store import EmbeddedStore
from graph.workers import QueryPool
from ontology import vocabulary as v
from tests.graph.samples import document, say

X, P = Iri("https://example.org/x"), "https://example.org/p"
A, B, C = (v.DOCUMENT + name for name in "abc")
DOCUMENTS = (
    document("a", say(X, P, Iri("https://example.org/both")), say(X, P, Iri("https://example.org/only-a"))),
    document("b", say(X, P, Iri("https://example.org/both")), say(X, P, Iri("https://example.org/only-b"))),
    document("c", say(X, P, Iri("https://example.org/only-c"))),
)
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
GRAPHS = "SELECT DISTINCT ?g {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    folder = tmp_path_factory.mktemp("published")
    with Writer(folder) as writer:
        writer.store.replace(DOCUMENTS)
        writer.publish({})
    with QueryPool(folder / "current", size=1) as opened:
        yield opened


def first(pool: QueryPool, query: str, dataset: Dataset | None = None) -> list[str]:
    """The values of the first column, sorted."""
    data = json.loads(pool.run(query, None, dataset).body)
    return sorted(row[data["head"]["vars"][0]]["value"] for row in data["results"]["bindings"])


@pytest.mark.parametrize(
    ("dataset", "statements"),
    [
        (Dataset((A,)), 2),
        (Dataset((A, A)), 2),
        (Dataset((A, B)), 3),
        (Dataset((A, B, C)), 4),
        (Dataset((C, "https://example.org/no-such-graph")), 1),
        (Dataset(("https://example.org/no-such-graph",)), 0),
        (Dataset((), (A,)), 0),
        (Dataset((A, B), (C,)), 3),
    ],
)
def test_the_default_graph_is_the_merge_of_the_graphs_named_for_it(
    pool: QueryPool, dataset: Dataset, statements: int
) -> None:
    """SPARQL 1.1 Query, 13.2: the RDF merge; with named graphs alone it is empty."""
    assert first(pool, COUNT.format(""), dataset) == [str(statements)]


@pytest.mark.parametrize(
    ("dataset", "graphs"),
    [(Dataset((), (A, C)), [A, C]), (Dataset((A,)), []), (Dataset((A, B)), []), (Dataset((A, B), (C,)), [C])],
)
def test_only_the_graphs_named_as_such_can_be_asked_by_name(
    pool: QueryPool, dataset: Dataset, graphs: list[str]
) -> None:
    assert first(pool, GRAPHS.format(""), dataset) == graphs


def test_the_data_set_of_the_request_takes_the_place_of_that_of_the_query(pool: QueryPool) -> None:
    """SPARQL 1.1 Protocol, 2.1.4: where both name one, that of the request counts, all of it."""
    clauses = f"FROM <{A}> FROM <{B}> FROM NAMED <{A}>"
    assert first(pool, COUNT.format(clauses), Dataset((C,))) == ["1"]
    assert first(pool, GRAPHS.format(clauses), Dataset((C,))) == []
    assert first(pool, GRAPHS.format(clauses), Dataset((), (B,))) == [B]


@pytest.mark.parametrize(
    ("query", "statements"),
    [
        (COUNT.format(f"FROM <{A}> FROM <{B}>"), 3),
        (COUNT.format(f"FROM <{A}> FROM NAMED <{C}> FROM <{B}>"), 3),
        (COUNT.format(f"# FROM <{C}>\nFROM # b\n <{A}>\nfrom<{B}>"), 3),
        (f"PREFIX d: <{v.DOCUMENT}> " + COUNT.format("FROM d:a FROM d:b"), 3),
        (f"BASE <{v.DOCUMENT}> " + COUNT.format("FROM <a> FROM <b> WHERE"), 3),
        (f"PREFIX from: <{v.DOCUMENT}> " + COUNT.format("FROM from:a FROM from:b FROM from:c"), 4),
        (COUNT.format(f"FROM <{A}>"), 2),
        (COUNT.format(""), 4),
    ],
)
def test_from_clauses_merge_as_well(pool: QueryPool, query: str, statements: int) -> None:
    """A statement that two of the documents make is counted once."""
    assert first(pool, query) == [str(statements)]


@pytest.mark.parametrize("query", ["SELEC", "SELECT * FROM FROM {}", "ASK { ?s ?p 'FROM <a> FROM <b>'@from }", ""])
def test_what_names_no_graphs_is_left_as_it_is(query: str) -> None:
    assert write_resolver(query) is None


def test_graphs_are_made_of_a_data_set_too() -> None:
    """CONSTRUCT and DESCRIBE, in a store that another program wrote without a default graph."""
    store = EmbeddedStore.memory()
    store.replace(DOCUMENTS)
    text = store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", Limits(), Dataset((A, C))).body
    assert len(text.splitlines()) == 3
    assert store.answer(f"DESCRIBE <{X}>", "application/n-triples", Limits(), Dataset((C,))).rows == 1
