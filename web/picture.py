"""The result of a query as a drawing: its things as boxes, what ties them as lines."""

from collections.abc import Iterable, Sequence

from graph.model import Iri
from graph.terms import write_iri
from nlp.desk import Desk
from ontology import vocabulary as v
from web.drawing import Box, Drawing, Line, arrange, choose_parents
from web.lanes import route_across
from web.wording import name_term

_MOST_BOXES = 60
_ROOM = (1060, 620)


def draw_result(desk: Desk, ties: Sequence[tuple[str, str, str]]) -> Drawing:
    """The first things that `ties` (from, predicate, to) name; empty where no two are tied.

    Of each predicate the side with fewer things stands above: units above their posts, a post above its duties.
    """
    ends: dict[str, tuple[set[str], set[str]]] = {}
    for start, predicate, end in ties:
        starts, targets = ends.setdefault(predicate, (set(), set()))
        starts.add(start)
        targets.add(end)
    names: dict[str, None] = {}
    kept: dict[tuple[str, str], list[str]] = {}
    for start, predicate, end in ties:
        fresh = {start, end} - names.keys()
        if start == end or len(names) + len(fresh) > _MOST_BOXES:
            continue
        names |= dict.fromkeys((start, end))
        starts, targets = ends[predicate]
        pair = (start, end) if len(targets) < len(starts) else (end, start)
        kept.setdefault(pair, []).append(predicate)
    if not kept:
        return Drawing()
    wanted: dict[str, list[str]] = {}
    for lower, upper in kept:
        wanted.setdefault(lower, []).append(upper)
    parents = choose_parents(wanted)
    sentences = _read_sentences(desk, names)
    boxes = {iri: _make_box(desk, iri, sentences) for iri in names}
    lines = [
        Line(lower, upper, "member", "、".join(dict.fromkeys(map(name_term, words))), parents.get(lower) != upper)
        for (lower, upper), words in kept.items()
    ]
    return route_across(arrange(boxes, parents, lines, _ROOM))


def _read_sentences(desk: Desk, iris: Iterable[str]) -> dict[str, str]:
    """What duties, requirements and passages say, to stand for their names."""
    known = " ".join(write_iri(Iri(iri)) for iri in iris if iri.startswith(v.ENTITY))
    rows = desk.store.select(
        f"SELECT ?thing ?text WHERE {{ VALUES ?thing {{ {known} }} "
        f"?thing {write_iri(v.STATEMENT)}|{write_iri(v.QUOTE)} ?text }}"
    )
    return {str(thing): str(text) for thing, text in rows}


def read_ties(turtle: str) -> list[tuple[str, str, str]]:
    """Triples between things, from the Turtle of a CONSTRUCT or DESCRIBE; texts and numbers are left out."""
    import rdflib

    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    return sorted(
        (str(s), str(p), str(o)) for s, p, o in graph if not isinstance(o, rdflib.Literal) and p != rdflib.RDF.type
    )


def _make_box(desk: Desk, iri: str, sentences: dict[str, str]) -> Box:
    if entity := desk.lexicon.catalogue.entities.get(iri):
        holders = "、".join(person.label for person in desk.lexicon.catalogue.holders(iri))
        return Box(iri, entity.type, entity.label, holders)
    if concept := desk.lexicon.thesaurus.concepts.get(iri):
        return Box(iri, "Person", concept.label)
    name = name_term(iri)
    return Box(iri, "Duty", sentences.get(iri) or name.rpartition("/")[2] or name)
