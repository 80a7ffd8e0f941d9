"""What the query editor is told: terms of the ontology, names of the graph; once, or what was asked for."""

import json
import time
from urllib.parse import quote

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient

from ontology import vocabulary as v
from web import completions
from web.services import KEY


def test_every_term_and_prefix_can_be_written_in_a_query(client: FlaskClient) -> None:
    """Each short name stands for the IRI that the graph uses; classes are classes and properties properties."""
    data = client.get("/api/completions").get_json()
    assert data["prefixes"] == v.PREFIXES
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in data["prefixes"].items())
    terms = {term["name"]: term for term in data["terms"]}
    for name in terms:
        assert client.post("/sparql", data={"query": f"{prologue} ASK {{ {name} ?p ?o }}"}).status_code == 200, name
    used = "SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }"
    lines = client.post("/sparql", data={"query": used}, headers={"Accept": "text/csv"}).text.split()[1:]
    known = {rdflib.URIRef(data["prefixes"][p] + rest) for p, _, rest in (name.partition(":") for name in terms)}
    assert {rdflib.URIRef(line) for line in lines} - known == set()
    kinds = {name: terms[name]["kind"] for name in ("zz:Duty", "org:Post", "zz:hasDuty", "skos:prefLabel", "zz:Lead")}
    assert list(kinds.values()) == ["类", "类", "属性", "属性", "值"]
    assert terms["org:heldBy"]["label"] == "任职人" and "现任" in terms["org:heldBy"]["others"]


def test_names_are_those_of_the_graph(client: FlaskClient) -> None:
    """Posts, units, people, organizations, and the concepts that duties are about, with where they belong."""
    names = {tuple(name[:4]) for name in client.get("/api/completions").get_json()["names"]}
    assert (v.ENTITY + "post/市场运营管理中心/_/中心总经理", "中心总经理", "岗位", "市场运营管理中心") in names
    assert {kind for _, _, kind, _ in names} == {"岗位", "部门", "人员", "组织", "概念"}


def test_what_was_sent_is_only_confirmed(client: FlaskClient) -> None:
    first = client.get("/api/completions")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/api/completions", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/completions", headers={"If-None-Match": '"other"'}).status_code == 200


def test_of_many_names_some_are_sent_and_the_others_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is on what is sent, not on what can be found."""
    monkeypatch.setattr(completions, "MOST_NAMES", 5)
    sent = client.get("/api/completions").get_json()
    assert (len(sent["names"]), sent["complete"]) == (5, False)
    found = client.get("/api/completions?q=" + quote("淘宝")).get_json()["names"]
    labels = [label for _, label, _, _, _ in found]
    assert "淘宝美工" in labels and all("淘宝" in json.dumps(name, ensure_ascii=False) for name in found)
    for nothing in ("", "，", "没有这样的名称"):
        assert client.get("/api/completions?q=" + quote(nothing)).get_json()["names"] == []


def test_completions_are_fast(client: FlaskClient, app: Flask) -> None:
    """A letter typed is answered before the next one."""
    assert app.extensions[KEY].reception.desk()
    client.get("/api/completions?q=" + quote("运"))
    began = time.perf_counter()
    for typed in ("运", "营", "经理", "发票", "没有"):
        client.get("/api/completions?q=" + quote(typed))
    assert (time.perf_counter() - began) / 5 < 0.1
