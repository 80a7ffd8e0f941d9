"""The graph seen as networks and as lists of entities; the only home of networkx."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import networkx as nx

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from ontology import vocabulary as v

Kind = Literal["Organization", "OrganizationalUnit", "Post", "Person"]
_KINDS: Final[dict[str, Kind]] = {
    v.FORMAL_ORGANIZATION: "Organization",
    v.ORGANIZATIONAL_UNIT: "OrganizationalUnit",
    v.POST: "Post",
    v.PERSON: "Person",
}
#: Edges of the networks, by the names they carry there; both kinds of reporting carry one name and a basis.
_RELATIONS: Final = {
    v.UNIT_OF: ("unitOf", None),
    v.POST_IN: ("postIn", None),
    v.HELD_BY: ("heldBy", None),
    v.REPORTS_TO: ("reportsTo", "stated"),
    v.INFERRED_REPORTS_TO: ("reportsTo", "inferred"),
}
_BATCH: Final = 500  # IRIs in one VALUES
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document tells of something: its name, 1-based lines, and a place where lines mean little."""

    document: str
    start_line: int
    end_line: int
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An organization, unit, post or person.

    `parents` are what a unit belongs to and a post is in; `holders` the people of a post; `aliases` its other labels,
    the traditional original among them. `sources` come in the order of documents and lines.
    """

    iri: Iri
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    organization: Iri | None = None
    parents: tuple[Iri, ...] = ()
    holders: tuple[Iri, ...] = ()
    sources: tuple[Source, ...] = ()


def entities(store: GraphStore) -> tuple[Entity, ...]:
    """All organizations, units, posts and people, sorted by IRI; four queries, whatever the size of the graph."""
    kinds: dict[Iri, Kind] = {}
    order = list(_KINDS)
    for iri, type_ in _pairs(store, f"SELECT DISTINCT ?e ?type WHERE {{ {_typed()} }}"):
        # A thing of two types is what comes first in the list: the more general one.
        if iri not in kinds or order.index(type_) < [*_KINDS.values()].index(kinds[iri]):
            kinds[iri] = _KINDS[type_]
    names = _names(store, _typed())
    links = _links(store)
    sources = _sources(store)
    return tuple(
        Entity(
            iri,
            kind,
            *names.get(iri, (_last_part(iri), ())),
            organization=iri if kind == "Organization" else _first(links[iri][v.IN_ORGANIZATION]),
            parents=tuple(sorted(links[iri][v.UNIT_OF] | links[iri][v.POST_IN])),
            holders=tuple(sorted(links[iri][v.HELD_BY])),
            sources=sources.get(iri, ()),
        )
        for iri, kind in sorted(kinds.items())
    )


def organization_graph(store: GraphStore, organization: str) -> "nx.DiGraph[Iri]":
    """The network of one organization: it, its units, posts and people.

    Nodes have `type`, `label`, `document` and `line` (None where no passage is known). Edges go from a unit to what it
    belongs to, from a post to its unit, holder and superior; an edge has `relations`, a sorted tuple of "unitOf",
    "postIn", "heldBy", "reportsTo", and where it reports, `basis`: "stated" or "inferred".
    """
    listed = entities(store)
    inside = {e.iri for e in listed if e.organization == organization}
    inside |= {holder for e in listed if e.iri in inside for holder in e.holders}
    return _connect(store, (e for e in listed if e.iri in inside))


def reporting_graph(store: GraphStore, organization: str) -> "nx.DiGraph[Iri]":
    """Posts and units of one organization, an edge from each to those it reports to.

    Nodes as in `organization_graph`. Edges have `basis` ("stated" wins over "inferred"), `confidence` (0–1) and
    `reason` (None where none is given).
    """
    network = organization_graph(store, organization)
    network.remove_nodes_from(
        [n for n, d in network.nodes(data=True) if d["type"] not in ("Post", "OrganizationalUnit")]
    )
    network.remove_edges_from([(a, b) for a, b, d in network.edges(data=True) if "reportsTo" not in d["relations"]])
    nx.set_edge_attributes(network, 1.0, "confidence")
    nx.set_edge_attributes(network, None, "reason")
    for lower, upper, basis, confidence, reason in store.select(_LINES):
        if not (isinstance(lower, Iri) and isinstance(upper, Iri) and lower in network and upper in network):
            continue
        known = network.edges.get((lower, upper))
        if known is not None and known["basis"] == "stated" and basis != v.STATED:
            continue
        details = {
            "relations": ("reportsTo",),
            "basis": "stated" if basis == v.STATED else "inferred",
            "confidence": float(confidence) if isinstance(confidence, int | float) else 1.0,
            "reason": reason,
        }
        network.add_edge(lower, upper, **details)
    return network


def neighbourhood(store: GraphStore, iris: Iterable[str], depth: int = 1, limit: int = 500) -> "nx.DiGraph[Iri]":
    """What lies within `depth` edges of `iris`, in either direction; nodes and edges as in `organization_graph`.

    At most about `limit` nodes: no further step is taken from there. IRIs that the graph does not know are left out.
    """
    listed = {entity.iri: entity for entity in entities(store)}
    network: nx.DiGraph[Iri] = nx.DiGraph()
    frontier = {Iri(iri) for iri in iris} & listed.keys()
    for iri in frontier:
        _add_node(network, listed[iri])
    for _ in range(depth):
        reached: set[Iri] = set()
        waiting = sorted(frontier)
        for start in range(0, len(waiting), _BATCH):
            values = " ".join(map(write_iri, waiting[start : start + _BATCH]))
            for end in ("?s", "?o"):
                for subject, predicate, object_ in _rows3(store, _edges(f"VALUES {end} {{ {values} }}")):
                    if subject in listed and object_ in listed:
                        reached |= {node for node in (subject, object_) if node not in network}
                        _add_node(network, listed[subject])
                        _add_node(network, listed[object_])
                        _add_edge(network, subject, predicate, object_)
        frontier = reached
        if not frontier or len(network) >= limit:
            break
    return network


def write_graphml(network: "nx.DiGraph[Iri]") -> bytes:
    """`network` as GraphML; what GraphML cannot say is turned into text, what XML cannot say is left out."""
    plain: nx.DiGraph[str] = nx.DiGraph()
    for node, data in network.nodes(data=True):
        plain.add_node(_xml(node), **_plain(data))
    for source, target, data in network.edges(data=True):
        plain.add_edge(_xml(source), _xml(target), **_plain(data))
    output = io.BytesIO()
    nx.write_graphml_xml(plain, output, encoding="utf-8", prettyprint=True)
    return output.getvalue()


def whole_graph(store: GraphStore) -> "nx.DiGraph[Iri]":
    """The network of all organizations, as `organization_graph` has it for one."""
    return _connect(store, entities(store))


def _connect(store: GraphStore, nodes: Iterable[Entity]) -> "nx.DiGraph[Iri]":
    network: nx.DiGraph[Iri] = nx.DiGraph()
    for entity in nodes:
        _add_node(network, entity)
    for subject, predicate, object_ in _rows3(store, _edges("")):
        if subject in network and object_ in network:
            _add_edge(network, subject, predicate, object_)
    return network


def _typed() -> str:
    return f"VALUES ?type {{ {' '.join(map(write_iri, _KINDS))} }} ?e a ?type ."


def _edges(values: str) -> str:
    predicates = " ".join(map(write_iri, _RELATIONS))
    return f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values} VALUES ?p {{ {predicates} }} ?s ?p ?o }}"


_LINES: Final = f"""
SELECT DISTINCT ?lower ?upper ?basis ?confidence ?reason WHERE {{
  ?line a {write_iri(v.REPORTING_LINE)} ;
    {write_iri(v.SUBORDINATE)} ?lower ; {write_iri(v.SUPERIOR)} ?upper ; {write_iri(v.BASIS)} ?basis .
  OPTIONAL {{ ?line {write_iri(v.CONFIDENCE)} ?confidence }}
  OPTIONAL {{ ?line {write_iri(v.REASON)} ?reason }}
}} ORDER BY ?line"""


def _names(store: GraphStore, typed: str) -> dict[Iri, tuple[str, tuple[str, ...]]]:
    """Label and aliases; of several labels the one in simplified characters comes first, then by tag and letters."""
    predicates = (v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL, v.NAME)
    query = (
        f"SELECT DISTINCT ?e ?p ?name (LANG(?name) AS ?tag) WHERE {{ {typed} "
        f"VALUES ?p {{ {' '.join(map(write_iri, predicates))} }} ?e ?p ?name }}"
    )
    found: dict[Iri, list[tuple[int, bool, str, str]]] = defaultdict(list)
    for iri, predicate, name, tag in store.select(query):
        if isinstance(iri, Iri):
            rank = predicates.index(str(predicate)) % 3 if predicate != v.NAME else 1
            found[iri].append((rank, not str(tag).startswith("zh-hans"), str(tag), str(name)))
    names = {}
    for iri, ranked in found.items():
        distinct = list(dict.fromkeys(name for *_, name in sorted(ranked)))
        names[iri] = (distinct[0], tuple(distinct[1:]))
    return names


def _links(store: GraphStore) -> defaultdict[Iri, defaultdict[str, set[Iri]]]:
    predicates = (v.UNIT_OF, v.POST_IN, v.HELD_BY, v.IN_ORGANIZATION)
    links: defaultdict[Iri, defaultdict[str, set[Iri]]] = defaultdict(lambda: defaultdict(set))
    values = " ".join(map(write_iri, predicates))
    for subject, predicate, object_ in _rows3(
        store, f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {values} }} ?s ?p ?o }}"
    ):
        links[subject][predicate].add(object_)
    return links


def _sources(store: GraphStore) -> dict[Iri, tuple[Source, ...]]:
    query = (
        f"SELECT DISTINCT ?e ?document ?start ?end ?place WHERE {{ {_typed()} "
        f"?e {write_iri(v.WAS_DERIVED_FROM)} ?passage . ?passage {write_iri(v.IN_DOCUMENT)} ?document ; "
        f"{write_iri(v.START_LINE)} ?start ; {write_iri(v.END_LINE)} ?end . "
        f"OPTIONAL {{ ?passage {write_iri(v.PLACE)} ?place }} }}"
    )
    found: dict[Iri, list[Source]] = defaultdict(list)
    for iri, document, start, end, place in store.select(query):
        if isinstance(iri, Iri) and isinstance(start, int) and isinstance(end, int):
            found[iri].append(Source(str(document), start, end, None if place is None else str(place)))
    return {
        iri: tuple(sorted(places, key=lambda s: (s.document, s.start_line, s.end_line, s.place or "")))
        for iri, places in found.items()
    }


def _add_node(network: "nx.DiGraph[Iri]", entity: Entity) -> None:
    first = entity.sources[0] if entity.sources else None
    network.add_node(
        entity.iri,
        type=entity.kind,
        label=entity.label,
        document=first.document if first else None,
        line=first.start_line if first else None,
    )


def _add_edge(network: "nx.DiGraph[Iri]", subject: Iri, predicate: Iri, object_: Iri) -> None:
    relation, basis = _RELATIONS[predicate]
    known = network.edges.get((subject, object_), {})
    relations = tuple(sorted({*known.get("relations", ()), relation}))
    bases = {known.get("basis"), basis}
    network.add_edge(
        subject, object_, relations=relations, basis=next((b for b in ("stated", "inferred") if b in bases), None)
    )


def _rows3(store: GraphStore, query: str) -> list[tuple[Iri, Iri, Iri]]:
    return [
        (s, p, o) for s, p, o in store.select(query) if isinstance(s, Iri) and isinstance(p, Iri) and isinstance(o, Iri)
    ]


def _pairs(store: GraphStore, query: str) -> list[tuple[Iri, Iri]]:
    return [(a, b) for a, b in store.select(query) if isinstance(a, Iri) and isinstance(b, Iri)]


def _first(iris: set[Iri]) -> Iri | None:
    return min(iris, default=None)


def _last_part(iri: Iri) -> str:
    return re.split(r"[/#]", iri)[-1] or iri


def _plain(data: Mapping[str, Any]) -> dict[str, str | int | float]:
    return {
        name: value if isinstance(value, int | float) else _xml(",".join(value) if isinstance(value, tuple) else value)
        for name, value in data.items()
        if value is not None
    }


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("", str(text))
