"""The org chart of one organization: the page, the drawing for it, and the same as files to take away."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request

from graph.formats import write_csv
from graph.views import organization_graph, write_graphml
from nlp.catalogue import POST
from web.dossier import Dossier, open_dossier
from web.failures import Refusal
from web.keys import make_key
from web.language import gettext
from web.network import write_network
from web.orgchart import Layer, OutlineRow, draw_chart, outline
from web.record import find_record
from web.services import desk
from web.structure import Structure
from web.terminal import mend_text
from web.vector import write_svg
from web.wishes import Choice, Wish, list_choices, need_choices, read_wish, write_query
from web.wording import name_type

blueprint = Blueprint("charts", __name__)
_MOST_ROWS = 600
_PAPER = (1600, 1100)
_HEADER = ("层级", "名称", "类型", "任职人", "上级", "IRI")


@dataclass(frozen=True, slots=True)
class ChartPage:
    """What the chart page shows: the organizations to choose from, where the drawing begins, and the outline.

    Of a large organization the outline has the units only, of which each leads to a chart of its own: `cut` says so.
    """

    choices: tuple[Choice, ...]
    chosen: str
    chosen_label: str
    below: str
    below_label: str
    outline: tuple[OutlineRow, ...]
    cut: bool
    superiors: dict[str, str]
    query: str
    layer: Layer
    find: str
    found: str | None
    to: str
    way: str
    dossier: Dossier | None


@blueprint.get("/graph")
def show_chart() -> str:
    """The chart of the organization asked for, or of the one with most posts; its outline stands in the page itself."""
    here = desk()
    choices = list_choices(here)
    if not choices:
        page = ChartPage((), "", "", "", "", (), False, {}, "", "posts", "", None, "", "", None)
        return render_template("graph.html", page=page)
    wish = read_wish(here, choices)
    entities = here.lexicon.catalogue.entities
    below = wish.view.below or ""
    rows = outline(wish.structure, wish.view)
    cut = len(rows) > _MOST_ROWS
    page = ChartPage(
        choices=choices,
        chosen=wish.organization,
        chosen_label=entities[wish.organization].label,
        below=below,
        below_label=entities[below].label if below in entities else "",
        outline=_list_units(rows) if cut else rows,
        cut=cut,
        superiors=_say_superiors(wish.structure),
        query=write_query(wish),
        layer=wish.view.layer,
        find=wish.find,
        found=wish.found,
        to=wish.to,
        way=_say_way(wish),
        dossier=open_dossier(here, wish.found or below or wish.organization),
    )
    return render_template("graph.html", page=page)


@blueprint.get("/graph/panel")
def show_panel() -> str:
    """What is known about one thing, as the part of a page that stands beside the chart."""
    here, iri = desk(), mend_text(request.args.get("iri", ""))
    dossier = open_dossier(here, iri)
    record = None if dossier else find_record(here, iri)
    if dossier is None and record is None:
        raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
    return render_template("panel.html", dossier=dossier, record=record)


@blueprint.get("/api/graph")
def draw_graph() -> Response:
    """The chart of `organization`, or of what stands below `iri` in its organization."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    drawing = draw_chart(wish.structure, wish.view)
    network = write_network(drawing)
    for node in network["nodes"]:
        node["key"] = make_key(node["id"])
    return jsonify({**network, "organization": wish.organization, "found": wish.found, "way": _say_way(wish)})


@blueprint.get("/graph.svg")
def send_svg() -> Response:
    """The drawing as SVG, for reports, slides and pages without JavaScript."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    view = wish.view if "width" in request.args else replace(wish.view, room=_PAPER)
    label = here.lexicon.catalogue.entities[wish.organization].label
    return _send(write_svg(draw_chart(wish.structure, view), label), "image/svg+xml", label, "svg")


@blueprint.get("/graph.graphml")
def send_graphml() -> Response:
    """The network of the organization as GraphML, people and reporting lines included."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    body = write_graphml(organization_graph(here.store, wish.organization))
    return _send(body, "application/graphml+xml", label, "graphml")


@blueprint.get("/graph.csv")
def send_csv() -> Response:
    """The outline as a table for spreadsheets."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    superiors = _say_superiors(wish.structure)
    rows = [
        (row.depth + 1, row.name, name_type(row.kind), row.note, superiors.get(row.iri, ""), row.iri)
        for row in outline(wish.structure, wish.view)
    ]
    header = tuple(map(gettext, _HEADER))
    return _send(write_csv(header, rows), "text/csv", label, "csv")


def _say_way(wish: Wish) -> str:
    """The way that was asked for in names; why there is none; empty where none was asked for."""
    if not wish.to or not wish.found:
        return ""
    if wish.way:
        return " → ".join(wish.structure.names[node][0] for node in wish.way)
    return gettext("没有找到从“%(find)s”到“%(to)s”的路径。", find=wish.find, to=wish.to)


def _list_units(rows: tuple[OutlineRow, ...]) -> tuple[OutlineRow, ...]:
    """Organization and units alone; one that stood below a post moves up to what is left above it."""
    kept: list[OutlineRow] = []
    above: list[int] = []  # depths of the kept rows that the present one stands below
    for row in rows:
        while above and above[-1] >= row.depth:
            above.pop()
        if row.kind != POST and len(kept) < _MOST_ROWS:
            kept.append(replace(row, depth=len(above)))
            above.append(row.depth)
    return tuple(kept)


def _say_superiors(structure: Structure) -> dict[str, str]:
    """Thing → its superiors in words, those that are inferred named so."""
    return {
        node: gettext("、").join(
            structure.names[upper][0] + ("" if structure.basis[node, upper] else gettext("（推断）"))
            for upper in superiors
        )
        for node, superiors in structure.superiors.items()
    }


def _send(body: bytes, media_type: str, name: str, ending: str) -> Response:
    response = Response(body, content_type=f"{media_type}; charset=utf-8")
    if "download" in request.args:
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"chart.{ending}\"; filename*=UTF-8''{quote(name, safe='')}.{ending}"
        )
    return response
