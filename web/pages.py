"""Pages for people: questions, the org graph, one thing, one document."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from graph.model import Iri
from graph.terms import write_iri
from nlp.answer import Answer
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.services import desk, services

blueprint = Blueprint("pages", __name__)
_TYPES = {"Post": "岗位", "Person": "人员", "OrganizationalUnit": "部门", "Organization": "组织", "Duty": "职责"}
_RDF = {
    "text/turtle": "text/turtle",
    "application/ld+json": "application/ld+json",
    "application/n-triples": "application/n-triples",
}


@dataclass(frozen=True, slots=True)
class AskPage:
    """What the ask page shows."""

    question: str
    answer: Answer | None
    starters: tuple[str, ...]
    contact: str


@blueprint.app_template_filter("involvement")
def name_involvement(code: str | None) -> str:
    """负责, 协助 … for a code."""
    return INVOLVEMENT.get(code or "", "")


@blueprint.app_template_filter("kind")
def name_type(code: str) -> str:
    """岗位, 部门 … for a type."""
    return _TYPES.get(code, code)


@blueprint.app_template_filter("local")
def make_local(iri: str) -> str:
    """The page of an entity on this server."""
    return "/id/" + quote(iri.removeprefix(v.ENTITY), safe="/") if iri.startswith(v.ENTITY) else iri


@blueprint.app_template_filter("reader")
def make_reader_link(passage: Any) -> str:
    """The page that shows a passage in its document."""
    lines = f"?from={passage.line_start}&to={passage.line_end}#L{passage.line_start}"
    return f"/document/{quote(passage.document, safe='/')}{lines}"


@blueprint.get("/")
def ask() -> str:
    """The ask page; with `q` the answer is in it, so that it works without JavaScript."""
    question = request.args.get("q", "").strip()
    here = desk()
    answer = here.ask(question, organization=request.args.get("organization")) if question else None
    page = AskPage(question, answer, here.starters(6), services().settings.contact)
    return render_template("ask.html", page=page)


@blueprint.get("/graph")
def graph() -> str:
    """The org graph of one organization."""
    from web.network import draw_organization

    here = desk()
    catalogue = here.lexicon.catalogue
    counts = {o.iri: 0 for o in catalogue.organizations}
    for entity in catalogue.entities.values():
        if entity.type == "Post":
            counts[entity.organization] = counts.get(entity.organization, 0) + 1
    organizations = sorted(catalogue.organizations, key=lambda o: -counts.get(o.iri, 0))
    wanted = request.args.get("organization") or (organizations[0].iri if organizations else "")
    if wanted not in catalogue.entities:
        raise NotFound
    outline = draw_organization(here, wanted)["outline"]
    return render_template("graph.html", organizations=organizations, counts=counts, chosen=wanted, outline=outline)


@blueprint.get("/id/<path:path>")
def thing(path: str) -> Response | str:
    """Everything known about one entity: a page for people, RDF for programs."""
    here = desk()
    iri = v.ENTITY + path
    best = request.accept_mimetypes.best_match(["text/html", *_RDF], default="text/html")
    if best != "text/html":
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ BIND({write_iri(Iri(iri))} AS ?s) ?s ?p ?o }}"
        body = here.store.serialise(query, best)
        if not body.strip():
            raise NotFound
        return Response(body, content_type=f"{best}; charset=utf-8")
    entity = here.lexicon.catalogue.entities.get(iri)
    if entity is None:
        raise NotFound
    questions = [f"{entity.label}的上级是谁", f"{entity.label}的下属有哪些"] if entity.type == "Post" else []
    organization = here.lexicon.catalogue.organization_of(entity)
    name = organization.iri if organization else None
    duties = (
        here.ask(f"{entity.label}的职责", organization=name) if entity.type in ("Post", "OrganizationalUnit") else None
    )
    related = [(q, here.ask(q, organization=name)) for q in questions]
    return render_template(
        "thing.html",
        entity=entity,
        organization=organization,
        holders=here.lexicon.catalogue.holders(iri),
        posts=here.lexicon.catalogue.posts_of(iri),
        duties=duties,
        related=related,
    )


@blueprint.get("/document/<path:name>")
def document(name: str) -> str:
    """A document as it was read, the cited lines marked."""
    lines = desk().document_lines(name)
    first = request.args.get("from", type=int) or 0
    last = request.args.get("to", type=int) or first
    return render_template("document.html", name=name, lines=lines, first=first, last=last)


@blueprint.get("/static/vis/<path:name>")
def vis(name: str) -> Response:
    """The vis-network files of the installed pyvis."""
    from web.app import find_network_files

    if name not in ("vis-network.min.js", "vis-network.css"):
        raise NotFound
    return send_from_directory(find_network_files(), name, max_age=86400)
