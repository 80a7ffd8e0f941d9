"""The org chart of one organization: the page, the drawing for it, and the same as files to take away."""

from dataclasses import dataclass, field, replace
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request
from markupsafe import Markup

from graph.formats import write_csv
from graph.model import Iri
from graph.views import organization_graph, write_graphml
from nlp.catalogue import POST
from nlp.desk import Desk
from web.dossier import Dossier, open_dossier
from web.failures import Refusal
from web.keys import make_key
from web.language import gettext, say
from web.legend import explain_signs
from web.neighbourhood import DEPTHS
from web.network import write_network
from web.orgchart import ALL, Layer, OutlineRow, View, draw_chart, outline
from web.outcome import lead_elsewhere, say_found, say_way
from web.record import find_record
from web.services import desk
from web.structure import DUTY, list_superiors
from web.terminal import mend_text
from web.vector import measure_svg, write_svg
from web.wishes import Choice, Lines, Wish, list_choices, need_choices, read_wish, say_part, write_query
from web.wording import name_type

blueprint = Blueprint("charts", __name__)
_MOST_ROWS = 600
_PAPER = (1600, 1100)
_MOST_PRINTED = 4000
_LONGEST_SIDE = 19_000  # pixels; a page of a PDF may have 14,400 points
_HEADER = ("层级", "名称", "类型", "任职人", "上级", "IRI")


@dataclass(frozen=True, slots=True)
class ChartPage:
    """What the chart page shows: the organizations to choose from, where the drawing begins, and the outline.

    Of a large organization the outline has the units only, of which each leads to a chart of its own: `cut` says so.
    """

    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    chosen_label: str = ""
    below: str = ""
    below_label: str = ""
    outline: tuple[OutlineRow, ...] = ()
    cut: bool = False
    superiors: dict[str, str] = field(default_factory=dict)
    query: str = ""
    whole: str = ""
    depth: int | None = None
    scope: str = ""
    layer: Layer = "posts"
    legend: tuple[tuple[str, str], ...] = ()
    lines: Lines = ""
    find: str = ""
    found: str | None = None
    to: str = ""
    way: str = ""
    told: str = ""
    elsewhere: list[tuple[str, str]] = field(default_factory=list)
    dossier: Dossier | None = None
    depths: tuple[int, ...] = DEPTHS


@dataclass(frozen=True, slots=True)
class PrintPage:
    """The whole chart on one sheet: its name, the drawing itself, its size in pixels, and the way back."""

    label: str
    query: str
    drawing: Markup
    width: int
    height: int


@blueprint.get("/graph")
def show_chart() -> str:
    """The chart of the organization asked for, or of the one with most posts; its outline stands in the page itself."""
    here = desk()
    choices = list_choices(here)
    if not choices:
        page = ChartPage()
        return render_template("graph.html", page=page)
    wish = read_wish(here, choices)
    entities = here.lexicon.catalogue.entities
    below = "" if wish.begin == wish.organization else wish.begin
    rows = outline(wish.shown, wish.view)
    cut = len(rows) > _MOST_ROWS
    page = ChartPage(
        choices=choices,
        chosen=wish.organization,
        chosen_label=entities[wish.organization].label,
        below=below,
        below_label=entities[below].label if below in entities else "",
        outline=_list_units(rows) if cut else rows,
        cut=cut,
        superiors=_say_superiors(wish),
        query=write_query(wish),
        whole=write_query(wish, whole=True),
        depth=wish.depth,
        scope=say_part(here, wish),
        layer=wish.view.layer,
        legend=_explain(wish),
        lines=wish.lines,
        find=wish.find,
        found=wish.found,
        to=wish.to,
        way=say_way(wish),
        told=say_found(wish),
        elsewhere=lead_elsewhere(wish),
        dossier=open_dossier(here, wish.matches.thing or below or wish.organization),
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
    drawing = draw_chart(wish.shown, wish.view)
    network = write_network(drawing)
    for node in network["nodes"]:
        node["key"] = make_key(node["id"])
    told: dict[str, object] = {
        "found": wish.found,
        "thing": wish.matches.thing,
        "way": say_way(wish),
        "told": say_found(wish),
        "elsewhere": lead_elsewhere(wish),
        "scope": say_part(here, wish),
        "most": wish.view.most,
    }
    return jsonify({**network, "organization": wish.organization, **told})


@blueprint.get("/graph.svg")
def send_svg() -> Response:
    """The drawing as SVG: what fits, for pages without JavaScript; with `download` all of it, for reports and slides."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    view = wish.view if "width" in request.args else replace(wish.view, room=_PAPER)
    taken = "download" in request.args
    if taken:
        view = _open_all(view)
    label = _name(here, wish)
    # On the page the legend stands beside it.
    body = write_svg(draw_chart(wish.shown, view), label, say_part(here, wish), _explain(wish) if taken else ())
    return _send(body, "image/svg+xml", label, "svg")


@blueprint.get("/graph/print")
def show_sheet() -> str:
    """All of the chart but what was closed by hand, with a style sheet that makes the paper as large as the drawing."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    view = _open_all(replace(wish.view, room=_PAPER))
    label, note, legend = _name(here, wish), say_part(here, wish), _explain(wish)
    drawing = draw_chart(wish.shown, view)
    width, height = measure_svg(drawing, label, note, legend)
    svg = write_svg(drawing, label, note, legend).decode("utf-8")
    # Names are escaped where the drawing is written.
    page = PrintPage(label, write_query(wish), Markup(svg), width, height)  # noqa: S704
    return render_template("print.html", page=page)


@blueprint.get("/graph.css")
def send_paper() -> Response:
    """The style sheet for a sheet of `width` and `height` pixels: the policy allows no style in the page itself."""
    width, height = (max(1, request.args.get(name, 1, type=int)) for name in ("width", "height"))
    scale = min(1.0, _LONGEST_SIDE / max(width, height))
    width, height = round(width * scale), round(height * scale)
    body = (
        f"@page {{ size: {width}px {height}px; margin: 0; }}\n"
        f"@media print {{ .paper > svg {{ width: {width}px; height: {height}px; }} }}\n"
    )
    return Response(body, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=86400"})


@blueprint.get("/graph.graphml")
def send_graphml() -> Response:
    """The network of the organization as GraphML, people and reporting lines included; of a part, that part."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    network = organization_graph(here.store, wish.organization)
    if wish.lines:
        reports = [(a, b) for a, b, d in network.edges(data=True) if d["relations"] == ("reportsTo",)]
        kept = {node: list_superiors(wish.structure, node, wish.view.across) for node, _ in reports}
        network.remove_edges_from([(a, b) for a, b in reports if b not in kept[a]])
    shown = wish.shown
    people = {Iri(person) for holders in shown.holders.values() for person in holders}
    network = network.subgraph({*map(Iri, shown.nodes), *people}).copy()
    for duty in (node for node in shown.nodes if shown.kinds[node] == DUTY):
        text, involvement = shown.names[duty]
        network.add_node(Iri(duty), type=DUTY, label=text)
        network.add_edge(Iri(shown.parents[duty]), Iri(duty), relations=("hasDuty",), involvement=involvement)
    body = write_graphml(network)
    return _send(body, "application/graphml+xml", label, "graphml")


@blueprint.get("/graph.csv")
def send_csv() -> Response:
    """The outline as a table for spreadsheets."""
    here = desk()
    wish = read_wish(here, need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    superiors = _say_superiors(wish)
    rows = [
        (row.depth + 1, row.name, *_say_row(row), superiors.get(row.iri, ""), row.iri)
        for row in outline(wish.shown, wish.view)
    ]
    header = tuple(map(gettext, _HEADER))
    return _send(write_csv(header, rows), "text/csv", label, "csv")


def _name(here: Desk, wish: Wish) -> str:
    """The organization, and the part of it that the chart begins with."""
    entities = here.lexicon.catalogue.entities
    below = wish.view.below
    whole = entities[wish.organization].label
    return f"{whole} · {entities[below].label}" if below in entities and below != wish.organization else whole


def _explain(wish: Wish) -> tuple[tuple[str, str], ...]:
    return explain_signs(wish.shown, wish.view, wish.lines == "member")


def _say_row(row: OutlineRow) -> tuple[str, str]:
    """Type and holders in words; of a duty how its post is involved stands beside the type."""
    if row.kind != DUTY:
        return name_type(row.kind), row.note
    return f"{name_type(row.kind)}（{say(row.note)}）" if row.note else name_type(row.kind), ""


def _open_all(view: View) -> View:
    """All but what was closed by hand."""
    return replace(view, opened=view.opened | {ALL}, most=_MOST_PRINTED)


def _list_units(rows: tuple[OutlineRow, ...]) -> tuple[OutlineRow, ...]:
    """Organization and units alone; one that stood below a post moves up to what is left above it."""
    kept: list[OutlineRow] = []
    above: list[int] = []  # depths of the kept rows that the present one stands below
    for row in rows:
        while above and above[-1] >= row.depth:
            above.pop()
        if row.kind not in (POST, DUTY) and len(kept) < _MOST_ROWS:
            kept.append(replace(row, depth=len(above)))
            above.append(row.depth)
    return tuple(kept)


def _say_superiors(wish: Wish) -> dict[str, str]:
    """Thing → its superiors in words, those that are inferred named so."""
    structure = wish.structure
    return {
        node: gettext("、").join(
            structure.names[upper][0] + ("" if structure.basis[node, upper] else gettext("（推断）"))
            for upper in list_superiors(structure, node, wish.view.across)
        )
        for node in structure.superiors
    }


def _send(body: bytes, media_type: str, name: str, ending: str) -> Response:
    response = Response(body, content_type=f"{media_type}; charset=utf-8")
    if "download" in request.args:
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"chart.{ending}\"; filename*=UTF-8''{quote(name, safe='')}.{ending}"
        )
    return response
