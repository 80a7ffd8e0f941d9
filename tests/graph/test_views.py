"""The graph as networks and lists: what is told of whom, and who is over whom."""

import io

import networkx as nx
import pytest

from graph.model import Iri, Literal
from graph.remote import RemoteStore
from graph.store import EmbeddedStore, rdflib_graph
from graph.views import (
    Entity,
    Source,
    entities,
    neighbourhood,
    organization_graph,
    reporting_graph,
    whole_graph,
    write_graphml,
)
from ontology import vocabulary as v
from tests.graph.samples import (
    CLINIC,
    CLINIC_FILE,
    DOCTOR,
    HEAD,
    HOSPITAL,
    HOSPITAL_DOCUMENTS,
    NURSE,
    NURSING,
    NURSING_FILE,
    QIAN,
    SUN,
    document,
    line_of,
    say,
    thing,
    zh,
)


def test_entities_are_told_with_names_holders_and_sources(hospital: EmbeddedStore) -> None:
    listed = {entity.iri: entity for entity in entities(hospital)}
    assert list(listed) == sorted([HOSPITAL, CLINIC, NURSING, HEAD, DOCTOR, NURSE, QIAN, SUN])
    assert listed[HEAD] == Entity(
        HEAD,
        "Post",
        "门诊部主任",
        aliases=("門診部主任",),
        organization=HOSPITAL,
        parents=(CLINIC,),
        holders=(QIAN,),
        sources=(Source(CLINIC_FILE, 5, 6),),
    )
    assert (listed[CLINIC].kind, listed[CLINIC].parents) == ("OrganizationalUnit", (HOSPITAL,))
    assert (listed[QIAN].kind, listed[QIAN].label, listed[QIAN].aliases) == ("Person", "钱海", ())
    assert [source.document for source in listed[HOSPITAL].sources] == sorted([NURSING_FILE, CLINIC_FILE])


def test_the_simplified_name_is_the_label() -> None:
    store = EmbeddedStore.memory()
    traditional = say(HEAD, v.PREF_LABEL, Literal("主任醫師", "zh-Hant"))
    store.replace([document("a", say(HEAD, v.TYPE, Iri(v.POST)), traditional, say(HEAD, v.PREF_LABEL, zh("主任医师")))])
    (entity,) = entities(store)
    assert (entity.label, entity.aliases, entity.organization, entity.sources) == ("主任医师", ("主任醫師",), None, ())


def test_a_thing_without_a_name_is_called_by_its_iri() -> None:
    store = EmbeddedStore.memory()
    store.replace([document("a", say(HEAD, v.TYPE, Iri(v.POST)))])
    assert entities(store)[0].label == "主任"


def test_the_network_of_an_organization(hospital: EmbeddedStore) -> None:
    network = organization_graph(hospital, HOSPITAL)
    assert network.nodes[DOCTOR] == {"type": "Post", "label": "接诊医师", "document": CLINIC_FILE, "line": 9}
    assert {(a, b): (d["relations"], d["basis"]) for a, b, d in network.edges(data=True)} == {
        (CLINIC, HOSPITAL): (("unitOf",), None),
        (NURSING, HOSPITAL): (("unitOf",), None),
        (HEAD, CLINIC): (("postIn",), None),
        (DOCTOR, CLINIC): (("postIn",), None),
        (HEAD, QIAN): (("heldBy",), None),
        (NURSE, SUN): (("heldBy",), None),
        (DOCTOR, HEAD): (("reportsTo",), "stated"),
        (NURSE, NURSING): (("postIn", "reportsTo"), "inferred"),
    }
    assert len(organization_graph(hospital, "https://example.org/nobody")) == 0


def test_another_organization_is_left_out(hospital: EmbeddedStore) -> None:
    other = Iri(v.ENTITY + "organization/另一家")
    foreign = Iri(v.ENTITY + "post/另一家/厂长")
    statements = [s for s in thing(foreign, v.POST, "厂长", "厂.txt", 1) if s.predicate != v.IN_ORGANIZATION]
    hospital.replace([document("厂.txt", *statements, say(foreign, v.IN_ORGANIZATION, other))])
    assert foreign not in organization_graph(hospital, HOSPITAL)
    assert list(organization_graph(hospital, other)) == [foreign]
    assert foreign in whole_graph(hospital)


def test_reporting_lines_have_basis_confidence_and_reason(hospital: EmbeddedStore) -> None:
    network = reporting_graph(hospital, HOSPITAL)
    assert set(network.edges) == {(DOCTOR, HEAD), (NURSE, NURSING)}
    assert network.edges[NURSE, NURSING]["basis"] == "inferred"
    assert network.edges[NURSE, NURSING]["confidence"] == pytest.approx(0.8)
    assert network.edges[DOCTOR, HEAD]["reason"] == "部门的负责人"
    assert QIAN not in network
    assert nx.descendants(network, DOCTOR) == {HEAD}


def test_what_is_stated_wins_over_what_is_inferred(hospital: EmbeddedStore) -> None:
    hospital.replace([document("旁证.txt", *line_of(DOCTOR, HEAD, v.INFERRED, "旁证.txt", 3))])
    assert reporting_graph(hospital, HOSPITAL).edges[DOCTOR, HEAD]["basis"] == "stated"
    assert organization_graph(hospital, HOSPITAL).edges[DOCTOR, HEAD]["basis"] == "stated"


def test_a_neighbourhood_grows_by_one_edge_a_step(hospital: EmbeddedStore) -> None:
    assert set(neighbourhood(hospital, [DOCTOR], 0)) == {DOCTOR}
    assert set(neighbourhood(hospital, [DOCTOR], 1)) == {DOCTOR, CLINIC, HEAD}
    assert set(neighbourhood(hospital, [DOCTOR], 2)) == {DOCTOR, CLINIC, HEAD, HOSPITAL, QIAN}
    assert set(neighbourhood(hospital, [DOCTOR, SUN], 99)) == set(whole_graph(hospital))
    assert set(neighbourhood(hospital, [DOCTOR], 99, limit=2)) == {DOCTOR, CLINIC, HEAD}
    assert len(neighbourhood(hospital, ["https://example.org/nobody", "} no iri"], 3)) == 0


def test_graphml_holds_the_network(hospital: EmbeddedStore) -> None:
    network = whole_graph(hospital)
    network.nodes[DOCTOR]["label"] = "控制\x01字符<&>\ud800"
    read = nx.read_graphml(io.BytesIO(write_graphml(network)))
    assert set(read.nodes) == set(network.nodes)
    assert read.nodes[DOCTOR]["label"] == "控制字符<&>"
    assert read.edges[NURSE, NURSING] == {"relations": "postIn,reportsTo", "basis": "inferred"}


def test_a_server_gives_the_same_entities(oxigraph_server: str, hospital: EmbeddedStore) -> None:
    remote = RemoteStore(oxigraph_server)
    remote.replace(HOSPITAL_DOCUMENTS, remote.graphs())
    assert entities(remote) == entities(hospital)
    remote.replace((), remote.graphs())


def test_rdflib_sees_the_union(hospital: EmbeddedStore) -> None:
    graph = rdflib_graph(hospital)
    rows = list(graph.query(f"SELECT ?p WHERE {{ ?p a <{v.POST}> }}"))
    assert {str(row[0]) for row in rows} == {HEAD, DOCTOR, NURSE}  # type: ignore[index]
    assert len(rows) == 3


def test_rdflib_over_a_server_is_refused() -> None:
    with pytest.raises(TypeError):
        rdflib_graph(RemoteStore("http://127.0.0.1:1/"))
