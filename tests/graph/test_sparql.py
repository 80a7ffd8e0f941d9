"""Plans become SPARQL that two independent parsers read as it was meant, whatever names and labels hold."""

import dataclasses

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from graph.errors import ZhizeError
from graph.model import Iri, Literal
from graph.query import (
    Aggregate,
    Alternatives,
    AnyOf,
    Compare,
    Contains,
    Element,
    Exists,
    Filter,
    Having,
    In,
    Inverse,
    IsBound,
    LangMatches,
    NotExists,
    NotIn,
    OneOrMore,
    Optional,
    Order,
    Pattern,
    QueryPlan,
    Sequence,
    SubSelect,
    Union,
    Values,
    Var,
    ZeroOrMore,
    ZeroOrOne,
)
from graph.sparql import render, unite
from graph.store import EmbeddedStore
from ontology import vocabulary as v
from tests.graph.samples import CLINIC, DOCTOR, DUTY, HEAD, HOSPITAL, HOSPITAL_DOCUMENTS, NURSE, NURSING, QIAN

POST, UNIT, DUTY_OF, N, X = Var("post"), Var("unit"), Var("duty"), Var("n"), Var("x")
A_POST = Pattern(POST, Iri(v.TYPE), Iri(v.POST))
REPORTS = Alternatives((Iri(v.REPORTS_TO), Iri(v.INFERRED_REPORTS_TO)))
HOLDER = Pattern(POST, Iri(v.HELD_BY), Var("who"))
EMPTY = EmbeddedStore.memory()


def read_by_both(sparql: str) -> None:
    """Fails where pyoxigraph or rdflib cannot parse it."""
    EMPTY.serialise(sparql)
    parseQuery(sparql)


CASES: list[tuple[str, QueryPlan, list[object]]] = [
    ("all posts", QueryPlan(select=(POST,), where=(A_POST,), order_by=(Order(POST),)), sorted([DOCTOR, HEAD, NURSE])),
    ("count", QueryPlan(form="count", select=(POST,), where=(A_POST,)), [3]),
    ("count of a cut list", QueryPlan(form="count", select=(POST,), where=(A_POST,), limit=2), [2]),
    (
        "path of alternatives, upwards over units",
        QueryPlan(select=(X,), where=(Pattern(NURSE, Sequence((OneOrMore(REPORTS), Iri(v.UNIT_OF))), X),)),
        [HOSPITAL],
    ),
    ("inverse path", QueryPlan(select=(X,), where=(Pattern(QIAN, Inverse(Iri(v.HELD_BY)), X),)), [HEAD]),
    (
        "zero or more, zero or one",
        QueryPlan(
            select=(POST,),
            where=(Pattern(POST, Sequence((ZeroOrMore(Iri(v.REPORTS_TO)), ZeroOrOne(Iri(v.POST_IN)))), CLINIC), A_POST),
            order_by=(Order(POST, descending=True),),
        ),
        sorted([DOCTOR, HEAD], reverse=True),
    ),
    ("without a holder", QueryPlan(select=(POST,), where=(A_POST, Filter(NotExists((HOLDER,))))), [DOCTOR]),
    (
        "with a holder, by EXISTS",
        QueryPlan(select=(POST,), where=(A_POST, Filter(Exists((HOLDER,)))), order_by=(Order(POST),)),
        sorted([HEAD, NURSE]),
    ),
    (
        "without a holder, by OPTIONAL",
        QueryPlan(select=(POST,), where=(A_POST, Optional((HOLDER,)), Filter(IsBound(Var("who"), bound=False)))),
        [DOCTOR],
    ),
    ("in", QueryPlan(select=(POST,), where=(A_POST, Filter(In(POST, (DOCTOR, QIAN))))), [DOCTOR]),
    ("in nothing", QueryPlan(select=(POST,), where=(A_POST, Filter(In(POST, ())))), []),
    ("not in", QueryPlan(select=(POST,), where=(A_POST, Filter(NotIn(POST, (DOCTOR, HEAD))))), [NURSE]),
    (
        "fixed duties",
        QueryPlan(select=(POST,), where=(Values((DUTY_OF,), ((DUTY,),)), Pattern(POST, Iri(v.HAS_DUTY), DUTY_OF))),
        [DOCTOR],
    ),
    (
        "pairs with an unbound value",
        QueryPlan(
            select=(POST,),
            where=(
                Values((POST, UNIT), ((DOCTOR, None), (HEAD, NURSING))),
                Pattern(POST, Iri(v.POST_IN), UNIT),
            ),
        ),
        [DOCTOR],
    ),
    (
        "union of branches",
        QueryPlan(
            select=(X,),
            where=(Union(((Pattern(DOCTOR, Iri(v.POST_IN), X),), (Pattern(NURSE, Iri(v.POST_IN), X),))),),
            order_by=(Order(X),),
        ),
        sorted([CLINIC, NURSING]),
    ),
    (
        "compare numbers",
        QueryPlan(select=(POST,), where=(Pattern(POST, Iri(v.HEADCOUNT), N), Filter(Compare(N, ">=", 4)))),
        [DOCTOR],
    ),
    (
        "compare with a fraction",
        QueryPlan(select=(POST,), where=(Pattern(POST, Iri(v.HEADCOUNT), N), Filter(Compare(N, "<", 3.5)))),
        [],
    ),
    (
        "labels by language and content",
        QueryPlan(
            select=(POST,),
            where=(
                A_POST,
                Pattern(POST, Iri(v.ALT_LABEL), X),
                Filter(LangMatches(X, "zh-Hant")),
                Filter(AnyOf((Contains(X, "門診"), Contains(X, "护理")))),
            ),
        ),
        [HEAD],
    ),
    (
        "groups of more than one",
        QueryPlan(
            select=(UNIT, Aggregate("count", POST, N)),
            where=(A_POST, Pattern(POST, Iri(v.POST_IN), UNIT)),
            group_by=(UNIT,),
            having=(Having(Aggregate("count", POST, N), ">", 1),),
        ),
        [CLINIC],
    ),
    (
        "the largest group",
        QueryPlan(
            select=(UNIT, Aggregate("count", POST, N)),
            where=(A_POST, Pattern(POST, Iri(v.POST_IN), UNIT)),
            group_by=(UNIT,),
            order_by=(Order(N, descending=True),),
            limit=1,
        ),
        [CLINIC],
    ),
    (
        "average over a sub-select",
        QueryPlan(
            select=(Aggregate("avg", N, X),),
            where=(
                SubSelect(
                    QueryPlan(
                        select=(UNIT, Aggregate("count", POST, N)),
                        where=(A_POST, Pattern(POST, Iri(v.POST_IN), UNIT)),
                        group_by=(UNIT,),
                    )
                ),
            ),
        ),
        [1.5],
    ),
]


@pytest.fixture(scope="module")
def hospital() -> EmbeddedStore:
    store = EmbeddedStore.memory()
    store.replace(HOSPITAL_DOCUMENTS)
    return store


@pytest.mark.parametrize(("plan", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_plan_gives_its_answers(hospital: EmbeddedStore, plan: QueryPlan, expected: list[object]) -> None:
    sparql = render(plan)
    read_by_both(sparql)
    assert [row[0] for row in hospital.select(sparql)] == expected


def test_yes_and_no(hospital: EmbeddedStore) -> None:
    assert hospital.ask(render(QueryPlan(form="ask", where=(A_POST, Filter(Exists((HOLDER,)))))))
    assert not hospital.ask(render(QueryPlan(form="ask", where=(Pattern(DOCTOR, Iri(v.HELD_BY), QIAN),))))


def test_a_rendered_plan_is_written_for_people() -> None:
    plan = QueryPlan(
        select=(POST,),
        where=(
            Values((DUTY_OF,), ((DUTY,),)),
            Pattern(POST, Iri(v.HAS_DUTY), DUTY_OF),
            Filter(NotExists((Pattern(POST, Iri(v.HELD_BY), QIAN),))),
        ),
        comments={DUTY: "接诊病人，书写病历", QIAN: "钱海"},
    )
    assert render(plan) == (
        "PREFIX zz: <https://w3id.org/zhize#>\n"
        "PREFIX org: <http://www.w3.org/ns/org#>\n"
        "SELECT DISTINCT ?post WHERE {\n"
        "  VALUES ?duty {\n"
        f"    <{DUTY}>  # 接诊病人，书写病历\n"
        "  }\n"
        "  ?post zz:hasDuty ?duty .\n"
        "  FILTER NOT EXISTS {\n"
        f"    ?post org:heldBy <{QIAN}> .  # 钱海\n"
        "  }\n"
        "}\n"
    )


def test_the_answer_variable_is_the_first() -> None:
    assert QueryPlan(select=(UNIT, N), where=()).answer == UNIT
    assert QueryPlan(select=(Aggregate("max", X, N),), where=()).answer == N
    assert QueryPlan(form="ask", where=()).answer is None


NASTY = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ['"', "'", "\\", "u0022", "U00000022", "\n", "\r", "}", "{", ">", "#", "SERVICE <http://e.x/>", "?x", "\x00"]
    ),
    max_size=8,
).map("".join)


@given(NASTY)
@settings(max_examples=300, deadline=None)
def test_a_text_means_itself_to_both_parsers(text: str) -> None:
    plan = QueryPlan(select=(X,), where=(Values((X,), ((Literal(text),), (Literal(text, "zh"),))),))
    sparql = render(plan)
    assert EMPTY.select(sparql) == [(text,), (text,)]
    assert [str(row[0]) for row in rdflib.Graph().query(sparql)] == [text, text]  # type: ignore[index]


def mixed_plan(name: str, text: str, note: str) -> QueryPlan:
    fixed = Iri(name)
    where: tuple[Element, ...] = (
        Values((DUTY_OF,), ((fixed,),)),
        Pattern(POST, fixed, DUTY_OF),
        Filter(Contains(X, text)),
        Filter(In(DUTY_OF, (fixed,))),
    )
    return QueryPlan(select=(POST,), where=where, comments={fixed: note})


def read_shape(sparql: str) -> str:
    return str(parseQuery(sparql))


HARMLESS = read_shape(render(mixed_plan("https://example.org/IRI", "TEXT", "")))


@given(st.text(st.characters(categories=["L", "N"])) | NASTY, NASTY, NASTY)
@settings(max_examples=150, deadline=None)
def test_no_name_changes_the_shape_of_a_query(path: str, text: str, comment: str) -> None:
    """Either it is refused, or the parsed query differs from the harmless one in that IRI and text only."""
    iri = f"https://example.org/{path}"
    try:
        sparql = render(mixed_plan(iri, text, comment))
        EMPTY.select(sparql)
    except ValueError:
        return
    except ZhizeError as error:
        assert "IRI" in error.what
        return
    expected = HARMLESS.replace(repr(rdflib.URIRef("https://example.org/IRI")), repr(rdflib.URIRef(iri)))
    expected = expected.replace(repr(rdflib.Literal("TEXT")), repr(rdflib.Literal(text)))
    assert read_shape(sparql) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        QueryPlan(select=(Var("x } #"),), where=()),
        QueryPlan(select=(), where=(A_POST,)),
        QueryPlan(select=(POST,), where=(A_POST,), limit=-1),
        QueryPlan(select=(POST,), where=(Pattern(POST, Alternatives(()), X),)),
        QueryPlan(select=(POST,), where=(Values((POST, X), ((DUTY,),)),)),
        QueryPlan(select=(POST,), where=(Pattern(POST, Iri("no iri"), X),)),
        QueryPlan(select=(POST,), where=(Filter(Compare(X, "> 0 || 1 =", 1)),)),  # type: ignore[arg-type]
        QueryPlan(select=(Aggregate("count(*) #", X, N),), where=()),  # type: ignore[arg-type]
        QueryPlan(select=(POST,), where=(Values((X,), ((Literal("x", "zh } #"),),)),)),
    ],
)
def test_a_malformed_plan_is_refused(wrong: QueryPlan) -> None:
    with pytest.raises(ValueError):
        render(wrong)


def test_plans_are_values() -> None:
    plan = CASES[0][1]
    assert dataclasses.replace(plan) == plan
    assert hash(dataclasses.replace(plan)) == hash(plan)


def test_every_prefix_of_the_vocabulary_can_be_used() -> None:
    where = tuple(Pattern(X, Iri(namespace + "name"), POST) for namespace in v.PREFIXES.values())
    sparql = render(QueryPlan(select=(X,), where=where))
    read_by_both(sparql)
    assert all(f" {name}:name " in sparql for name in v.PREFIXES)


def test_united_queries_have_what_any_of_them_has() -> None:
    """Each query keeps its own variables; the prefixes stand once at the head."""
    queries = tuple(
        render(QueryPlan(where=(Pattern(Var(name), Iri(v.REPORTS_TO), Var("boss")),), select=(Var(name),)))
        for name in ("low", "high")
    )
    text = unite(queries)
    assert text.count("PREFIX org:") == 1 and text.count(" AS ?item)") == 2
    assert unite(queries[:1]) == queries[0]
    with pytest.raises(ValueError, match="SELECT"):
        unite(("ASK {}", queries[0]))
