"""What tells about the application itself: its description, its health, and the script that draws networks."""

from flask import Blueprint, Response, jsonify, send_from_directory

from web.network import SCRIPT, find_script_folder
from web.openapi import DESCRIPTION
from web.services import desk

blueprint = Blueprint("about", __name__)
_DAY = 86_400


@blueprint.get("/api/openapi.json")
def describe_interface() -> Response:
    """The description of the JSON interface."""
    return jsonify(DESCRIPTION)


@blueprint.get("/healthz")
def tell_health() -> Response:
    """Whether the application answers, and from which snapshot."""
    return jsonify({"status": "ok", "snapshot": desk().snapshot.number})


@blueprint.get(f"/vis/{SCRIPT}")
def send_script() -> Response:
    """The vis-network of the installed pyvis."""
    return send_from_directory(find_script_folder(), SCRIPT, max_age=_DAY)
