"""Exports are read back by the programs they are made for."""

import csv
import io

import networkx as nx
import pytest
import rdflib

from graph.errors import ZhizeError
from graph.formats import FORMATS, MEDIA_TYPES, TABLES, export, write_csv
from graph.model import ChangeSet, Iri, Statement
from graph.store import EmbeddedStore
from ontology import vocabulary as v
from tests.graph.samples import HOSPITAL_DOCUMENTS

ALL = {statement for change in HOSPITAL_DOCUMENTS for statement in change.statements}


def read_table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_turtle_holds_the_union_with_prefixes(hospital: EmbeddedStore) -> None:
    body = export(hospital, "turtle")
    assert b"@prefix zz: <https://w3id.org/zhize#> ." in body
    assert len(rdflib.Graph().parse(body, format="turtle")) == len(ALL)


def test_json_ld_holds_the_union(hospital: EmbeddedStore) -> None:
    assert len(rdflib.Graph().parse(export(hospital, "jsonld"), format="json-ld")) == len(ALL)


def test_n_quads_hold_each_document(hospital: EmbeddedStore) -> None:
    assert len(export(hospital, "nquads").splitlines()) == sum(len(set(c.statements)) for c in HOSPITAL_DOCUMENTS)


def test_graphml_holds_the_people_too(hospital: EmbeddedStore) -> None:
    network = nx.read_graphml(io.BytesIO(export(hospital, "graphml")))
    assert len(network) == 8
    assert "钱海" in {data["label"] for _, data in network.nodes(data=True)}


def test_the_table_of_posts(hospital: EmbeddedStore) -> None:
    rows = {row["岗位"]: row for row in read_table(export(hospital, "csv"))}
    assert set(rows) == {"门诊部主任", "接诊医师", "'=护士长"}
    head, doctor, nurse = rows["门诊部主任"], rows["接诊医师"], rows["'=护士长"]
    assert (head["组织"], head["部门"], head["任职人"], head["别名"]) == ("临江医院", "门诊部", "钱海", "門診部主任")
    assert (head["电话"], head["文档"], head["行"]) == ("'+86-10-5550", "门诊.txt", "5")
    assert (doctor["编制"], doctor["上级"], doctor["推断的上级"], doctor["任职人"]) == ("4", "门诊部主任", "", "")
    assert (nurse["上级"], nurse["推断的上级"]) == ("", "护理部")


def test_a_mail_address_stands_as_people_write_it() -> None:
    post, person = Iri(v.ENTITY + "post/甲"), Iri(v.ENTITY + "person/乙")
    said = [(post, v.TYPE, Iri(v.POST)), (post, v.HELD_BY, person), (person, v.MBOX, Iri("mailto:yi@example.com"))]
    store = EmbeddedStore.memory()
    store.replace([ChangeSet(Iri(v.ENTITY + "名单"), tuple(Statement(s, Iri(p), o) for s, p, o in said))])
    assert [row["邮箱"] for row in read_table(export(store, "csv"))] == ["yi@example.com"]


def test_the_table_of_duties(hospital: EmbeddedStore) -> None:
    (row,) = read_table(export(hospital, "csv", "duties"))
    assert list(row.values()) == ["临江医院", "接诊医师", "1", "接诊病人，书写病历", "执行", "", "门诊.txt", "13", "14"]


def test_the_table_of_lines(hospital: EmbeddedStore) -> None:
    rows = read_table(export(hospital, "csv", "lines"))
    assert [(r["下级"], r["上级"], r["依据"], r["置信度"]) for r in rows] == [
        ("'=护士长", "护理部", "推断", "0.8"),
        ("接诊医师", "门诊部主任", "文档写明", "0.8"),
    ]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_graph_gives_a_table_of_headings(table: str) -> None:
    body = export(EmbeddedStore.memory(), "csv", table).decode("utf-8-sig")
    assert body.count("\r\n") == 1
    assert "文档" in body


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "　@x"])
def test_no_cell_can_run_as_a_formula(text: str) -> None:
    (row,) = read_table(write_csv(("列",), [(text,)]))
    assert row["列"] == "'" + text


@pytest.mark.parametrize("text", ["电话 +86", '引"号,逗号\n换行', "a=b", "😀"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    (row,) = read_table(write_csv(("列",), [(text,)]))
    assert row["列"] == text


def test_numbers_stay_numbers() -> None:
    assert write_csv(("列",), [(-3,), (0.5,), (None,)]).decode("utf-8-sig").split("\r\n")[1:3] == ["-3", "0.5"]


@pytest.mark.parametrize(("format", "table"), [("pdf", None), ("csv", "people")])
def test_what_is_not_there_is_said_in_words(hospital: EmbeddedStore, format: str, table: str | None) -> None:
    with pytest.raises(ZhizeError) as error:
        export(hospital, format, table)
    assert error.value.code == "usage"


def test_every_format_has_a_media_type() -> None:
    assert set(MEDIA_TYPES) == set(FORMATS)
