"""The page that documents the ontology, made from its Turtle, with an anchor a term."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template

from ontology import vocabulary as v
from web.negotiation import choose_type

if TYPE_CHECKING:
    import rdflib

blueprint = Blueprint("terms", __name__)
_SORTS = (
    ("类", (v.OWL + "Class",)),
    ("属性", (v.OWL + "ObjectProperty", v.OWL + "DatatypeProperty", v.OWL + "SymmetricProperty")),
    ("值", (v.OWL + "NamedIndividual",)),
)
_DEFINITION = v.SKOS + "definition"
_DOMAIN, _RANGE = v.RDFS + "domain", v.RDFS + "range"


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or value: names, meaning in Chinese and English, and for a property what it goes from and to."""

    iri: str
    anchor: str
    short: str
    label: str
    english: str
    others: tuple[str, ...]
    meaning: str
    explained: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsPage:
    """What the ontology page shows: the terms by their sort."""

    sorts: tuple[tuple[str, tuple[Term, ...]], ...]


@blueprint.get("/ontology")
def show_terms() -> Response:
    """The terms as a page for people, as Turtle for programs."""
    if choose_type(("text/html", "text/turtle")) == "text/turtle":
        response = Response(_read_turtle(), content_type="text/turtle; charset=utf-8")
    else:
        response = Response(render_template("ontology.html", page=read_terms()))
    response.headers["Vary"] = "Accept"
    return response


@lru_cache(maxsize=1)
def read_terms() -> TermsPage:
    """The terms of `ontology/zhize.ttl`."""
    import rdflib

    graph = read_ontology()

    def texts(node: rdflib.term.Node, predicate: str, language: str) -> list[str]:
        found = graph.objects(node, rdflib.URIRef(predicate))
        return [str(o) for o in found if isinstance(o, rdflib.Literal) and (o.language or "").startswith(language)]

    def names(node: rdflib.term.Node, predicate: str) -> tuple[str, ...]:
        found = graph.objects(node, rdflib.URIRef(predicate))
        return tuple(sorted(_shorten(str(o)) for o in found if isinstance(o, rdflib.URIRef)))

    sorts = []
    for title, classes in _SORTS:
        nodes = {
            s
            for c in classes
            for s in graph.subjects(rdflib.RDF.type, rdflib.URIRef(c))
            if isinstance(s, rdflib.URIRef)
        }
        terms = [
            Term(
                iri=str(node),
                anchor=str(node).removeprefix(v.ZZ) if str(node).startswith(v.ZZ) else _shorten(str(node)),
                short=_shorten(str(node)),
                label=next(iter(texts(node, v.LABEL, "zh")), _shorten(str(node))),
                english=next(iter(texts(node, v.LABEL, "en")), ""),
                others=tuple(sorted(texts(node, v.ALT_LABEL, "zh"))),
                meaning=next(iter(texts(node, _DEFINITION, "zh")), ""),
                explained=next(iter(texts(node, _DEFINITION, "en")), ""),
                starts=names(node, _DOMAIN),
                ends=names(node, _RANGE),
            )
            for node in sorted(nodes)
        ]
        sorts.append((title, tuple(terms)))
    return TermsPage(tuple(sorts))


@lru_cache(maxsize=1)
def read_ontology() -> "rdflib.Graph":
    """`ontology/zhize.ttl`, parsed once; not to be changed."""
    import rdflib

    return rdflib.Graph().parse(data=_read_turtle(), format="turtle")


def _read_turtle() -> str:
    return resources.files("ontology").joinpath("zhize.ttl").read_text("utf-8")


def _shorten(iri: str) -> str:
    return v.shorten(iri) or iri
