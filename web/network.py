"""Draws parts of the graph as networks by pyvis, positions computed here; the only home of pyvis."""

from collections.abc import Iterable
from typing import Any

from graph.views import neighbourhood, organization_graph, reporting_graph
from nlp.answer import Answer
from nlp.desk import Desk
from web.layout import place_tree

MOST_NODES = 400
_LABEL = 14
_COLOURS = {
    "Organization": ("#1f4e79", "#ffffff"),
    "OrganizationalUnit": ("#d8e6f3", "#12324f"),
    "Post": ("#ffffff", "#1c2733"),
    "Person": ("#fdf1dc", "#5a3d00"),
    "Duty": ("#eef7ee", "#1d4620"),
}
_TYPE_ORDER = {"Organization": 0, "OrganizationalUnit": 1, "Post": 2, "Person": 3, "Duty": 4}


def draw_organization(desk: Desk, organization: str) -> dict[str, Any]:
    """The tree of one organization: units, posts with their holders, reporting lines."""
    whole = organization_graph(desk.store, organization)
    children: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    reporting = reporting_graph(desk.store, organization)
    for node, data in sorted(whole.nodes(data=True), key=lambda n: (n[1]["line"] or 0, str(n[0]))):
        if data["type"] == "Person":
            continue
        superiors = sorted(str(s) for s in reporting.successors(node)) if node in reporting else []
        homes = [str(b) for _, b, d in whole.out_edges(node, data=True) if {"postIn", "unitOf"} & set(d["relations"])]
        parent = next((s for s in superiors if not _is_above(above, s, str(node))), None) or next(
            (h for h in homes if not _is_above(above, h, str(node))), None
        )
        if parent is not None and parent != str(node):
            above[str(node)] = parent
            children.setdefault(parent, []).append(str(node))
    roots = [str(n) for n, d in whole.nodes(data=True) if str(n) not in above and d["type"] != "Person"]
    roots.sort(key=lambda n: (_TYPE_ORDER[whole.nodes[n]["type"]], n))
    shown = list(place_tree(children, roots))[:MOST_NODES]
    places = place_tree(
        {p: [c for c in kids if c in set(shown)] for p, kids in children.items()}, [r for r in roots if r in set(shown)]
    )
    edges = [
        (a, b, "上级" if kind == "Post" else "", False)
        for b, kids in children.items()
        for a in kids
        for kind in (whole.nodes[a]["type"],)
    ]
    extra = [
        (str(a), str(b), "上级" if d["basis"] == "stated" else "推断的上级", True)
        for a, b, d in reporting.edges(data=True)
        if above.get(str(a)) != str(b)
    ]
    result = _draw(desk, shown, places, [*edges, *extra])
    result["hidden"] = len(children) and max(
        0, len([n for n, d in whole.nodes(data=True) if d["type"] != "Person"]) - len(shown)
    )
    result["outline"] = _outline(desk, children, roots)
    return result


def _is_above(above: dict[str, str], node: str, candidate: str) -> bool:
    """Whether `candidate` is already above `node`, so that hanging it below would close a circle."""
    while node in above:
        node = above[node]
        if node == candidate:
            return True
    return node == candidate


def draw_neighbourhood(desk: Desk, iris: Iterable[str]) -> dict[str, Any]:
    """What stands right around some things."""
    wanted = list(iris)
    network = neighbourhood(desk.store, wanted, 1, 60)
    children: dict[str, list[str]] = {}
    edges = []
    below: set[str] = set()
    for a, b, data in network.edges(data=True):
        lower, upper = (str(b), str(a)) if "heldBy" in data["relations"] else (str(a), str(b))
        if lower not in below:
            below.add(lower)
            children.setdefault(upper, []).append(lower)
        label = {"heldBy": "任职", "reportsTo": "上级", "postIn": "属于", "unitOf": "属于"}[data["relations"][0]]
        edges.append((lower, upper, label, False))
    roots = [str(n) for n in network.nodes if str(n) not in below] or [str(n) for n in network.nodes][:1]
    places = place_tree(children, roots)
    return _draw(desk, list(places), places, edges, frozenset(wanted))


def draw_answer(desk: Desk, answer: Answer) -> dict[str, Any]:
    """The part of the graph that an answer came from: its items, what is right around them, the cited duties."""
    things = [item.iri for item in answer.items][:12]
    if not things:
        return {"nodes": [], "edges": [], "options": {}}
    return draw_neighbourhood(desk, things)


def _outline(desk: Desk, children: dict[str, list[str]], roots: list[str]) -> list[dict[str, Any]]:
    """The same tree as nested lists, for keyboard and screen reader."""
    rows: list[dict[str, Any]] = []
    stack = [(root, 0) for root in reversed(roots)]
    while stack:
        node, depth = stack.pop()
        rows.append({"iri": node, "label": _name(desk, node), "depth": depth})
        stack += [(child, depth + 1) for child in reversed(children.get(node, []))]
    return rows


def _name(desk: Desk, iri: str) -> str:
    catalogue = desk.lexicon.catalogue
    entity = catalogue.entities.get(iri)
    if entity is None:
        return iri.rpartition("/")[2]
    holders = "、".join(person.label for person in catalogue.holders(iri))
    return f"{entity.label}（{holders}）" if holders else entity.label


def _draw(
    desk: Desk,
    nodes: list[str],
    places: dict[str, tuple[int, int]],
    edges: Iterable[tuple[str, str, str, bool]],
    marked: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    from pyvis.network import Network

    network = Network(directed=True)
    entities = desk.lexicon.catalogue.entities
    for iri in nodes:
        entity = entities.get(iri)
        kind = entity.type if entity else "Duty"
        fill, ink = _COLOURS[kind]
        x, y = places[iri]
        name = _name(desk, iri)
        network.add_node(
            iri, label="\n".join(name[i : i + _LABEL] for i in range(0, len(name), _LABEL)), title=name, shape="box",
            x=x, y=y, physics=False, kind=kind, margin=8, borderWidth=3 if iri in marked else 1,
            color={"background": fill, "border": "#c2410c" if iri in marked else "#7d93a8"}, font={"color": ink, "size": 15},
        )  # fmt: skip
    known = set(nodes)
    for lower, upper, label, dashed in edges:
        if lower in known and upper in known:
            network.add_edge(lower, upper, label="" if not marked else label, dashes=dashed, title=label)
    network.set_options(
        '{"physics":{"enabled":false},"interaction":{"hover":true,"keyboard":{"enabled":false},"zoomSpeed":0.6},'
        '"edges":{"color":"#94a3b8","arrows":{"to":{"enabled":true,"scaleFactor":0.5}},"smooth":{"type":"cubicBezier",'
        '"forceDirection":"horizontal","roundness":0.5},"font":{"size":12,"color":"#475569","strokeWidth":4}}}'
    )
    import json

    return {"nodes": network.nodes, "edges": network.edges, "options": json.loads(json.dumps(network.options))}
