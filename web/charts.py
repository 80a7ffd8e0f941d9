"""The org chart of one organization: the page, the drawing for it, and the same as files to take away."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from graph.formats import write_csv
from graph.views import organization_graph, write_graphml
from nlp.catalogue import ORGANIZATION, PERSON, POST, Entity
from nlp.desk import Desk
from web.dossier import Dossier, open_dossier
from web.failures import Refusal
from web.keys import make_key
from web.network import write_network
from web.orgchart import OutlineRow, Structure, View, draw_chart, find_thing, outline, read_structure
from web.services import desk
from web.terminal import mend_text
from web.vector import write_svg
from web.wording import name_type

blueprint = Blueprint("charts", __name__)
_MOST_KEPT = 16
_MOST_KEYS = 400
_MOST_ROWS = 600
_LONGEST_NAME = 100
_PAPER = (1600, 1100)
_SCREEN = (1180, 640)
_ROOMS = (240, 6000)


@dataclass(frozen=True, slots=True)
class Choice:
    """An organization to choose, with its number of posts."""

    iri: str
    label: str
    posts: int


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
    posts: bool
    find: str
    found: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for: the organization, its structure, and how to look at it."""

    organization: str
    structure: Structure
    view: View
    find: str
    found: str | None


class _Kept:
    """The structures read last: reading one goes through the whole graph."""

    def __init__(self) -> None:
        self._structures: dict[tuple[str, str], Structure] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str], read: Callable[[], Structure]) -> Structure:
        """The structure of `key`, read where it is not kept; the oldest goes when there are too many."""
        with self._lock:
            known = self._structures.get(key)
        if known is None:
            known = read()
            with self._lock:
                while len(self._structures) >= _MOST_KEPT:
                    self._structures.pop(next(iter(self._structures)))
                self._structures[key] = known
        return known


_kept = _Kept()


@blueprint.get("/graph")
def show_chart() -> str:
    """The chart of the organization asked for, or of the one with most posts; its outline stands in the page itself."""
    here = desk()
    choices = list_choices(here)
    if not choices:
        page = ChartPage((), "", "", "", "", (), False, {}, "", True, "", None)
        return render_template("graph.html", page=page)
    wish = _read_wish(here, choices)
    entities = here.lexicon.catalogue.entities
    below = wish.view.below or ""
    rows = outline(here, wish.structure, wish.view)
    cut = len(rows) > _MOST_ROWS
    page = ChartPage(
        choices=choices,
        chosen=wish.organization,
        chosen_label=entities[wish.organization].label,
        below=below,
        below_label=entities[below].label if below in entities else "",
        outline=_list_units(rows) if cut else rows,
        cut=cut,
        superiors=_say_superiors(here, wish.structure),
        query=_write_query(wish),
        posts=wish.view.posts,
        find=wish.find,
        found=wish.found,
    )
    return render_template("graph.html", page=page)


@blueprint.get("/graph/panel")
def show_panel() -> str:
    """What is known about one thing, as the part of a page that stands beside the chart."""
    found: Dossier | None = open_dossier(desk(), mend_text(request.args.get("iri", "")))
    if found is None:
        raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
    return render_template("panel.html", dossier=found)


@blueprint.get("/api/graph")
def draw_graph() -> Response:
    """The chart of `organization`, or of what stands below `iri` in its organization."""
    here = desk()
    wish = _read_wish(here, _need_choices(here))
    drawing = draw_chart(here, wish.structure, wish.view)
    network = write_network(drawing)
    for node in network["nodes"]:
        node["key"] = make_key(node["id"])
    return jsonify({**network, "organization": wish.organization, "found": wish.found})


@blueprint.get("/graph.svg")
def send_svg() -> Response:
    """The drawing as SVG, for reports, slides and pages without JavaScript."""
    here = desk()
    wish = _read_wish(here, _need_choices(here))
    view = wish.view if "width" in request.args else replace(wish.view, room=_PAPER)
    label = here.lexicon.catalogue.entities[wish.organization].label
    return _send(write_svg(draw_chart(here, wish.structure, view), label), "image/svg+xml", label, "svg")


@blueprint.get("/graph.graphml")
def send_graphml() -> Response:
    """The network of the organization as GraphML, people and reporting lines included."""
    here = desk()
    wish = _read_wish(here, _need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    body = write_graphml(organization_graph(here.store, wish.organization))
    return _send(body, "application/graphml+xml", label, "graphml")


@blueprint.get("/graph.csv")
def send_csv() -> Response:
    """The outline as a table for spreadsheets."""
    here = desk()
    wish = _read_wish(here, _need_choices(here))
    label = here.lexicon.catalogue.entities[wish.organization].label
    superiors = _say_superiors(here, wish.structure)
    rows = [
        (row.depth + 1, row.name, name_type(row.kind), row.note, superiors.get(row.iri, ""), row.iri)
        for row in outline(here, wish.structure, wish.view)
    ]
    return _send(write_csv(("层级", "名称", "类型", "任职人", "上级", "IRI"), rows), "text/csv", label, "csv")


def list_choices(here: Desk) -> tuple[Choice, ...]:
    """The organizations, the one with most posts first."""
    catalogue = here.lexicon.catalogue
    posts: dict[str, int] = {}
    for entity in catalogue.entities.values():
        if entity.type == POST:
            posts[entity.organization] = posts.get(entity.organization, 0) + 1
    found = [Choice(o.iri, o.label, posts.get(o.iri, 0)) for o in catalogue.organizations]
    return tuple(sorted(found, key=lambda choice: -choice.posts))


def _need_choices(here: Desk) -> tuple[Choice, ...]:
    choices = list_choices(here)
    if not choices:
        raise Refusal(404, "图谱里还没有组织。", "请先用 zhize build 读入文档。")
    return choices


def _read_wish(here: Desk, choices: tuple[Choice, ...]) -> Wish:
    organization, below = _read_place(here, choices)
    structure = _kept.get((str(here.snapshot.path), organization), lambda: read_structure(here, organization))
    marked = [mend_text(iri) for iri in request.args.getlist("mark")[:_MOST_KEYS]]
    find = mend_text(request.args.get("find", "")).strip()[:_LONGEST_NAME]
    found = find_thing(here, structure, find) if find else None
    marked += [found] if found else []
    opened = _read_keys("open")
    for iri in marked:  # what is marked must be in sight
        above = structure.parents.get(iri)
        while above is not None:
            opened.add(make_key(above))
            above = structure.parents.get(above)
    view = View(
        below=below,
        opened=frozenset(opened),
        closed=frozenset(_read_keys("close")),
        posts=request.args.get("posts") != "0",
        marked=frozenset(marked),
        room=(_read_length("width", _SCREEN[0]), _read_length("height", _SCREEN[1])),
    )
    return Wish(organization, structure, view, find, found)


def _read_place(here: Desk, choices: tuple[Choice, ...]) -> tuple[str, str | None]:
    """The organization to draw, and the thing to begin with where it is another one."""
    catalogue = here.lexicon.catalogue
    if iri := mend_text(request.args.get("iri", "")):
        entity = catalogue.entities.get(iri)
        if entity is None or entity.organization not in catalogue.entities:
            raise Refusal(404, "图谱里没有这个事物。", "请检查 iri。")
        return entity.organization, None if entity.type == ORGANIZATION else _find_drawn(here, entity)
    wanted = mend_text(request.args.get("organization", "")).strip()
    if not wanted:
        return choices[0].iri, None
    match = next((c.iri for c in choices if wanted in (c.iri, c.label)), None)
    if match is None:
        raise Refusal(404, "图谱里没有这个组织。", "请从列表里选一个组织。")
    return match, None


def _find_drawn(here: Desk, entity: Entity) -> str | None:
    """The thing itself; for a person, who has no box of his own, the post."""
    if entity.type != PERSON:
        return entity.iri
    posts = here.lexicon.catalogue.posts_of(entity.iri)
    return posts[0].iri if posts else None


def _read_keys(name: str) -> set[str]:
    return set(request.args.get(name, "").split(",")[:_MOST_KEYS]) - {""}


def _read_length(name: str, usual: int) -> int:
    value = request.args.get(name, usual, type=int)
    return max(_ROOMS[0], min(_ROOMS[1], value))


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


def _write_query(wish: Wish) -> str:
    """The same view as part of an address, without the size of a window."""
    fields = [("iri", wish.view.below)] if wish.view.below else [("organization", wish.organization)]
    fields += [("mark", iri) for iri in sorted(wish.view.marked - {wish.found or ""})]
    fields += [("find", wish.find)] if wish.find else []
    fields += [(name, request.args[name]) for name in ("open", "close") if request.args.get(name)]
    fields += [] if wish.view.posts else [("posts", "0")]
    return urlencode(fields)


def _say_superiors(here: Desk, structure: Structure) -> dict[str, str]:
    """Thing → its superiors in words, those that are inferred named so."""
    entities = here.lexicon.catalogue.entities
    return {
        node: "、".join(
            (entities[upper].label if upper in entities else upper)
            + ("" if structure.basis[node, upper] else "（推断）")
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
