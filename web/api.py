"""The JSON interface: questions, suggestions, parts of the graph, health."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from web.network import draw_answer, draw_neighbourhood, draw_organization
from web.openapi import DESCRIPTION
from web.services import desk

blueprint = Blueprint("api", __name__)
_CONTEXT_LENGTH = 12


@blueprint.post("/api/ask")
def ask() -> Response:
    """Answers one question; the conversation's earlier questions come with it."""
    data = request.get_json(silent=True)
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        raise BadRequest
    context = data.get("context") or []
    organization = data.get("organization")
    if not isinstance(context, list) or not all(isinstance(q, str) for q in context):
        raise BadRequest
    if organization is not None and not isinstance(organization, str):
        raise BadRequest
    here = desk()
    answer = here.ask(data["question"], context[-_CONTEXT_LENGTH:], organization)
    body = answer.to_json()
    if data.get("network"):
        body["network"] = draw_answer(here, answer)
    return jsonify(body)


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Completions of what is typed so far."""
    found = desk().suggest(request.args.get("q", "")[:100])
    return jsonify([{"text": s.text, "label": s.label, "type": s.type, "iri": s.iri, "hint": s.hint} for s in found])


@blueprint.get("/api/graph")
def graph() -> Response:
    """The network of one organization, or around one thing."""
    here = desk()
    if iri := request.args.get("iri"):
        return jsonify(draw_neighbourhood(here, (iri,)))
    organizations = here.lexicon.catalogue.organizations
    wanted = request.args.get("organization") or (organizations[0].iri if organizations else "")
    return jsonify(draw_organization(here, wanted))


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """The description of this interface."""
    return jsonify(DESCRIPTION)


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the application answers, and from which snapshot."""
    here = desk()
    body: dict[str, Any] = {"status": "ok", "snapshot": here.snapshot.number}
    return jsonify(body)
