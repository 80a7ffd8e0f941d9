"""How people, posts, units and organizations can be reached, as the documents say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Reference
from ontology import vocabulary as v
from web.language import gettext

_WORDS = {v.PHONE: "电话", v.MBOX: "邮箱", v.PLACE: "地点"}


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody can be reached: the word for it, the value, and an address to open where there is one."""

    word: str
    value: str
    link: str = ""


def find_ways(store: GraphStore, asked: Sequence[Reference]) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """Name → ways to reach it, for those of `asked` that there are some for, in their order."""
    things, predicates = (" ".join(write_iri(Iri(i)) for i in iris) for iris in ([r.iri for r in asked], _WORDS))
    rows = store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?thing ?p ?value WHERE {{ VALUES ?thing {{ {things} }} VALUES ?p {{ {predicates} }} "
        "?thing ?p ?value } ORDER BY ?thing ?value"
    )
    found: dict[str, list[Way]] = {}
    for predicate, word in _WORDS.items():
        for thing, p, value in rows:
            if p == predicate:
                found.setdefault(str(thing), []).append(_make_way(word, str(value)))
    return tuple((reference.label, tuple(found[reference.iri])) for reference in asked if reference.iri in found)


def _make_way(word: str, value: str) -> Way:
    scheme, _, rest = value.partition(":")
    name = gettext(word)
    if scheme in ("mailto", "tel") and rest:
        return Way(name, rest, value)
    if word == "邮箱" and "@" in value:
        return Way(name, value, f"mailto:{value}")
    return Way(name, value, f"tel:{''.join(value.split())}" if word == "电话" else "")
