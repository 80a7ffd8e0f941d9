"""A page for every IRI of the graph, and the same as RDF."""

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request

from graph.model import Iri
from graph.results import FORMATS, GRAPH_TYPES
from graph.terms import write_iri
from nlp.desk import Desk
from ontology import vocabulary as v
from web.dossier import Dossier, open_dossier
from web.failures import Refusal
from web.negotiation import choose_type
from web.record import Record, find_record
from web.services import desk
from web.terminal import mend_text

blueprint = Blueprint("things", __name__)
_SYNONYMS = {
    "text/plain": "application/n-triples",
    "application/xml": "application/rdf+xml",
    "application/json": "application/ld+json",
}
_MOST_POINTERS = 5000


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a thing shows: a dossier, or the record of a thing that is no entity."""

    iri: str
    dossier: Dossier | None
    record: Record | None


@blueprint.get("/id/<path:path>")
def show_thing(path: str) -> Response:
    """Everything known about one thing: a page for people, RDF for programs that ask for it."""
    iri = v.ENTITY + mend_text(path)
    named = FORMATS.get(request.args.get("format", ""))
    media_type = named if named in GRAPH_TYPES else choose_type(("text/html", *GRAPH_TYPES), _SYNONYMS)
    here = desk()
    response = _write_page(here, iri) if media_type == "text/html" else _write_rdf(here, iri, media_type)
    response.headers["Vary"] = "Accept"
    return response


@blueprint.get("/api/thing")
def describe_thing() -> Response:
    """The dossier of one entity as JSON, for the panel beside the chart."""
    dossier = open_dossier(desk(), mend_text(request.args.get("iri", "")))
    if dossier is None:
        raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
    return jsonify(dossier.to_json())


def _write_page(here: Desk, iri: str) -> Response:
    dossier = open_dossier(here, iri)
    record = None if dossier else find_record(here, iri)
    if dossier is None and record is None:
        raise _missing()
    page = ThingPage(iri, dossier, record)
    return Response(render_template("thing.html", page=page))


def _write_rdf(here: Desk, iri: str, media_type: str) -> Response:
    """What the thing says, what points at it, and its passages."""
    try:
        thing = write_iri(Iri(iri))
    except ValueError:
        raise _missing() from None
    if not here.store.ask(f"ASK {{ {thing} ?p ?o }}"):
        raise _missing()
    query = (
        f"CONSTRUCT {{ {thing} ?p ?o . ?s ?q {thing} . ?x ?r ?y }} WHERE {{ {{ {thing} ?p ?o }} UNION "
        f"{{ SELECT ?s ?q WHERE {{ ?s ?q {thing} }} LIMIT {_MOST_POINTERS} }} UNION "
        f"{{ {thing} {write_iri(v.WAS_DERIVED_FROM)} ?x . ?x ?r ?y }} }}"
    )
    return Response(here.store.serialise(query, media_type), content_type=f"{media_type}; charset=utf-8")


def _missing() -> Refusal:
    return Refusal(404, "图谱里没有这个事物。", "它可能已随文档更新而改变，请回到首页提问。")
