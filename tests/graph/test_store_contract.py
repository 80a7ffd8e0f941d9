"""What every store promises, held by each kind of store."""

import json
import threading
from pathlib import Path

import pytest
import rdflib

from graph.errors import ZhizeError
from graph.model import ChangeSet, Iri, Literal
from graph.opening import open_store
from graph.remote import RemoteStore
from graph.store import EmbeddedStore, GraphStore
from ontology import vocabulary as v
from tests.graph.conftest import start_oxigraph
from tests.graph.samples import CLINIC_DOCUMENT, DOCTOR, HEAD, HOSPITAL, NURSING_DOCUMENT, document, number, say, zh

A, P = Iri("https://example.org/甲"), "https://example.org/p"
AWKWARD = [
    "",
    '"',
    "'",
    "\\",
    "\\u0041",
    '"""',
    "第一行\n第二行\r\n\t尾",
    "😀👩‍⚕️𠮷",
    "a\u2028b",
    "} ; DROP ALL #",
    "\x01\x7f",
]


def test_values_come_back_as_python_values(store: GraphStore) -> None:
    typed = {
        Literal("7", None, v.XSD + "integer"): 7,
        Literal("2.5", None, v.XSD + "decimal"): 2.5,
        Literal("1e3", None, v.XSD + "double"): 1000.0,
        Literal("true", None, v.XSD + "boolean"): True,
        Literal("2026-01-31", None, v.XSD + "date"): "2026-01-31",
        Literal("文"): "文",
        A: A,
    }
    store.replace([document("a", *(say(A, f"{P}{i}", term) for i, term in enumerate(typed)))])
    rows = store.select("SELECT ?v ?none WHERE { ?s ?p ?v } ORDER BY ?p")
    assert [(type(value), value) for value, none in rows] == [(type(x), x) for x in typed.values()]
    assert {none for _, none in rows} == {None}


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_comes_back_letter_by_letter(store: GraphStore, text: str) -> None:
    graph = document("a", say(A, P, Literal(text)), say(A, P + "2", zh(text)))
    store.replace([graph])
    assert store.select("SELECT ?o WHERE { ?s ?p ?o }") == [(text,), (text,)]
    assert {statement.object for statement in store.statements(graph.graph)} == {
        Literal(text),
        Literal(text, "zh-hans"),
    }


def test_language_tags_come_out_in_lower_case(store: GraphStore) -> None:
    store.replace([document("a", say(A, P, Literal("發票", "zh-Hant")))])
    assert store.select("SELECT (LANG(?o) AS ?tag) WHERE { ?s ?p ?o }") == [("zh-hant",)]
    (statement,) = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert statement.object == Literal("發票", "zh-hant")
    assert store.ask('ASK { ?s ?p ?o FILTER(LANGMATCHES(LANG(?o), "zh-Hant")) }')


def test_queries_see_the_union_of_all_graphs(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    assert store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{v.POST}> }}") == [(3,)]
    assert store.select("SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }") == [(2,)]
    label = f"ASK {{ <{HOSPITAL}> <{v.PREF_LABEL}> ?label }}"
    assert store.ask(label)
    store.replace([], [CLINIC_DOCUMENT.graph])
    assert store.ask(label), "what another document says too is still said"
    assert not store.ask(f"ASK {{ <{DOCTOR}> ?p ?o }}")


def test_what_several_documents_say_counts_once_in_an_embedded_store(tmp_path: Path) -> None:
    for store in (EmbeddedStore.memory(), EmbeddedStore(tmp_path / "store")):
        store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
        assert store.select(f"SELECT (COUNT(?x) AS ?n) WHERE {{ ?x a <{v.FORMAL_ORGANIZATION}> }}") == [(1,)]


def test_a_change_set_replaces_its_graph_and_no_other(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    store.replace([ChangeSet(CLINIC_DOCUMENT.graph, (say(DOCTOR, v.HEADCOUNT, number(5)),))])
    assert store.graphs() == tuple(sorted((CLINIC_DOCUMENT.graph, NURSING_DOCUMENT.graph)))
    assert store.statements(CLINIC_DOCUMENT.graph) == (say(DOCTOR, v.HEADCOUNT, number(5)),)
    assert len(store.statements(NURSING_DOCUMENT.graph)) == len(set(NURSING_DOCUMENT.statements))
    assert store.select(f"SELECT ?n WHERE {{ ?x <{v.HEADCOUNT}> ?n }}") == [(5,)]


def test_the_same_change_twice_is_the_same_graph(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    first = sorted(store.dump("nquads").splitlines())
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    assert sorted(store.dump("nquads").splitlines()) == first


def test_an_emptied_or_dropped_graph_is_gone(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    store.replace(
        [ChangeSet(CLINIC_DOCUMENT.graph, ())], [NURSING_DOCUMENT.graph, Iri("https://example.org/never-was")]
    )
    assert store.graphs() == ()
    assert store.select("SELECT * WHERE { ?s ?p ?o }") == []


def test_a_malformed_statement_leaves_everything_as_it_was(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT])
    before = sorted(store.dump("nquads").splitlines())
    for wrong in (say(Iri("no iri"), P, zh("x")), say(A, "p> . <x", A), say(A, P, Literal("x", "no tag"))):
        with pytest.raises(ValueError):
            store.replace([NURSING_DOCUMENT, document("wrong", say(A, P, A), wrong)], [CLINIC_DOCUMENT.graph])
    assert sorted(store.dump("nquads").splitlines()) == before


def test_readers_never_see_half_a_change(store: GraphStore) -> None:
    versions = [document("a", *(say(A, f"{P}{i}", number(n)) for i in range(40))) for n in range(2)]
    store.replace([versions[0]])
    torn: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            rows = store.select("SELECT ?n (COUNT(?p) AS ?k) WHERE { ?s ?p ?n } GROUP BY ?n")
            if len(rows) != 1 or rows[0][1] != 40:
                torn.append(rows)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(60):
        store.replace([versions[n % 2]])
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_wrong_syntax_is_an_error_of_the_catalogue(store: GraphStore) -> None:
    with pytest.raises(ZhizeError) as error:
        store.select("SELECT nothing")
    assert error.value.code == "query-syntax"


def test_results_are_serialised_in_the_format_asked_for(store: GraphStore) -> None:
    store.replace([document("a", say(A, P, zh("发票")))])
    rows = "SELECT ?o WHERE { ?s ?p ?o }"
    assert json.loads(store.serialise(rows))["results"]["bindings"][0]["o"]["value"] == "发票"
    assert store.serialise(rows, "text/csv").decode().split() == ["o", "发票"]
    assert json.loads(store.serialise("ASK { ?s ?p ?o }"))["boolean"] is True
    graph = store.serialise("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "text/turtle")
    assert len(rdflib.Graph().parse(graph, format="turtle")) == 1


@pytest.mark.parametrize(
    ("format", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_a_dump_without_graphs_holds_the_union(store: GraphStore, format: str, parser: str) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    parsed = rdflib.Graph().parse(store.dump(format), format=parser)
    assert len(parsed) == len({*CLINIC_DOCUMENT.statements, *NURSING_DOCUMENT.statements})


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_a_dump_with_graphs_holds_each_document(store: GraphStore, format: str) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    parsed = rdflib.Dataset().parse(store.dump(format), format=format)
    sizes = {str(graph.identifier): len(graph) for graph in parsed.graphs() if len(graph)}
    assert sizes == {c.graph: len(set(c.statements)) for c in (CLINIC_DOCUMENT, NURSING_DOCUMENT)}


def test_a_copy_is_a_store_of_its_own(store: GraphStore, tmp_path: Path) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    store.copy_to(tmp_path / "copy")
    copy = EmbeddedStore(tmp_path / "copy")
    assert sorted(copy.dump("nquads").splitlines()) == sorted(store.dump("nquads").splitlines())
    copy.replace([], [CLINIC_DOCUMENT.graph])
    assert len(store.graphs()) == 2


def test_a_property_path_climbs_over_documents(store: GraphStore) -> None:
    store.replace([CLINIC_DOCUMENT, NURSING_DOCUMENT])
    assert store.select(f"SELECT DISTINCT ?up WHERE {{ <{DOCTOR}> <{v.REPORTS_TO}>+ ?up }}") == [(HEAD,)]


def test_a_result_that_is_cut_off_or_has_no_end_is_a_failed_query() -> None:
    product = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(4))
    with start_oxigraph("--timeout-s", "1") as url:
        store = RemoteStore(url)
        store.replace([document("many", *(say(A, f"{P}{i}", number(i)) for i in range(300)))])
        with pytest.raises(ZhizeError) as cut_off:
            store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {product} }}")
        with pytest.raises(ZhizeError) as endless:
            RemoteStore(url, timeout=0.5).select(f"SELECT * WHERE {{ {product} }}")
    assert (cut_off.value.code, endless.value.code) == ("store-failed", "store-failed")
    assert "中途" in cut_off.value.what


def test_a_server_that_is_not_there_is_an_error_of_the_catalogue() -> None:
    with pytest.raises(ZhizeError) as error:
        open_store("http://127.0.0.1:1/").select("SELECT * {}")
    assert error.value.code == "store-unreachable"


@pytest.mark.parametrize(
    ("url", "query", "update"),
    [
        ("http://h/x", "http://h/x/query", "http://h/x/update"),
        ("http://h/x/query", "http://h/x/query", "http://h/x/update"),
        ("http://h/ds/sparql/", "http://h/ds/sparql", "http://h/ds/update"),
    ],
)
def test_endpoints_follow_from_the_address(url: str, query: str, update: str) -> None:
    store = RemoteStore(url)
    assert (store._query_url, store._update_url) == (query, update)
