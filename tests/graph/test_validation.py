"""Shapes are violated and kept by the same graphs, whether pySHACL or plain SPARQL looks."""

from pathlib import Path

import pytest

from graph.model import Iri, Literal, Statement
from graph.store import EmbeddedStore
from graph.validation import Report, quick_check, validate
from ontology import vocabulary as v
from tests.graph.samples import CLINIC, DOCTOR, HEAD, QIAN, document, number, say, zh

SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix org: <{v.ORG}> .
@prefix foaf: <{v.FOAF}> .
@prefix zz: <{v.ZZ}> .
@prefix skos: <{v.SKOS}> .
@prefix ex: <https://example.org/shapes#> .

ex:Post a sh:NodeShape ; sh:targetClass org:Post ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "岗位要有一个名称" ] ;
  sh:property [ sh:path org:heldBy ; sh:class foaf:Person ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path zz:headcount ; sh:datatype xsd:integer ; sh:minInclusive 1 ] ;
  sh:property [ sh:path zz:involvement ; sh:in ( zz:Lead zz:Execute ) ; sh:severity sh:Warning ] ;
  sh:property [ sh:path zz:frequency ; sh:minCount 0 ; sh:maxCount 2 ] ;
  sh:sparql [ sh:message "汇报关系成环" ;
    sh:select "SELECT $this WHERE {{ $this <{v.REPORTS_TO}>+ $this }}" ] .
ex:Person a sh:NodeShape ; sh:targetObjectsOf org:heldBy ;
  sh:property [ sh:path [ sh:inversePath org:heldBy ] ; sh:maxCount 1 ; sh:message "一人多岗" ] .
"""

SOUND = (
    say(DOCTOR, v.TYPE, Iri(v.POST)),
    say(DOCTOR, v.PREF_LABEL, zh("接诊医师")),
    say(DOCTOR, v.HEADCOUNT, number(2)),
    say(DOCTOR, v.HELD_BY, QIAN),
    say(DOCTOR, v.REPORTS_TO, HEAD),
    say(QIAN, v.TYPE, Iri(v.PERSON)),
)
FAULTS: list[tuple[str, tuple[Statement, ...], tuple[Iri, str | None, str]]] = [
    ("a missing label", (say(HEAD, v.TYPE, Iri(v.POST)),), (HEAD, v.PREF_LABEL, "Violation")),
    ("two labels", (say(DOCTOR, v.PREF_LABEL, zh("医生")),), (DOCTOR, v.PREF_LABEL, "Violation")),
    ("a holder who is no person", (say(DOCTOR, v.HELD_BY, CLINIC),), (DOCTOR, v.HELD_BY, "Violation")),
    ("a count that is no integer", (say(DOCTOR, v.HEADCOUNT, Literal("两")),), (DOCTOR, v.HEADCOUNT, "Violation")),
    ("a count below one", (say(DOCTOR, v.HEADCOUNT, number(0)),), (DOCTOR, v.HEADCOUNT, "Violation")),
    (
        "a value not in the list",
        (say(DOCTOR, v.INVOLVEMENT, Iri(v.ZZ + "Inform")),),
        (DOCTOR, v.INVOLVEMENT, "Warning"),
    ),
    (
        "more values than allowed",
        tuple(say(DOCTOR, v.FREQUENCY, zh(text)) for text in "日周月"),
        (DOCTOR, v.FREQUENCY, "Violation"),
    ),
    ("a cycle", (say(HEAD, v.REPORTS_TO, DOCTOR),), (DOCTOR, None, "Violation")),
    ("two posts of one person", (say(CLINIC, v.HELD_BY, QIAN),), (QIAN, None, "Violation")),
]


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


@pytest.fixture(params=[validate, quick_check], ids=["pySHACL", "SPARQL"])
def check(request: pytest.FixtureRequest, shapes: Path):  # type: ignore[no-untyped-def]
    return lambda store: request.param(store, shapes)


def test_a_sound_graph_conforms(check) -> None:  # type: ignore[no-untyped-def]
    store = EmbeddedStore.memory()
    store.replace([document("a", *SOUND)])
    report: Report = check(store)
    assert report.violations == ()
    assert report.conforms
    assert report.text == "图谱符合全部约束。"


@pytest.mark.parametrize(("added", "expected"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_found(check, added: tuple[Statement, ...], expected: tuple[Iri, str | None, str]) -> None:  # type: ignore[no-untyped-def]
    store = EmbeddedStore.memory()
    store.replace([document("a", *SOUND, *added)])
    report: Report = check(store)
    focus, path, severity = expected
    found = [x for x in report.violations if x.focus == focus and path in (None, x.path) and x.severity == severity]
    assert found, report
    assert report.conforms == (severity == "Warning")
    assert focus in report.text
