"""An answer laid out for reading: its first sentence, and a card for each thing that it consists of."""

from dataclasses import dataclass

from graph.model import Iri
from graph.store import GraphStore
from graph.terms import write_iri
from nlp.answer import Answer, Evidence, Item, Reference
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.desk import Desk
from ontology import vocabulary as v
from web.places import Step, climb, find_path

_NAMES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())
_WAYS = {v.PHONE: "电话", v.MBOX: "邮箱", v.PLACE: "地点"}
_MOST_DETAILED = 6
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody can be reached: the word for it, the value, and an address to open where there is one."""

    word: str
    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of the answer: where it belongs, how to reach it, its way up, what is quoted at once and what later."""

    item: Item
    path: tuple[Reference, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    steps: tuple[Step, ...]
    quotes: tuple[Evidence, ...]
    further: tuple[Evidence, ...]
    numbered: bool


def say_lead(answer: Answer, cards: tuple[Card, ...]) -> tuple[str, str]:
    """The first line of the answer, and the rest of it where no card says the same."""
    lead, _, rest = answer.text.partition("\n")
    if answer.status == "clarify" and answer.choices and "：" in lead:  # the readings stand below as links
        return lead.partition("：")[0] + "？", rest
    return lead, "" if any(card.numbered for card in cards) else rest


def lay_cards(desk: Desk, answer: Answer) -> tuple[Card, ...]:
    """The cards of `answer`; the first few with ways to reach them and the way up."""
    return tuple(_lay(desk, answer, item, place < _MOST_DETAILED) for place, item in enumerate(answer.items))


def _lay(desk: Desk, answer: Answer, item: Item, detailed: bool) -> Card:
    catalogue = desk.lexicon.catalogue
    # A list of duties comes as text and as evidence; the evidence has the sources, so it is what is shown.
    numbered = len(answer.items) == 1 and len(item.evidence) > 1 and answer.text.count("\n") == len(item.evidence)
    most = len(item.evidence) if numbered else _MOST_QUOTES
    quotes = tuple(e for e in item.evidence if numbered or e.text.strip() != item.label)
    return Card(
        item=item,
        path=find_path(catalogue, item.iri),
        ways=_find_ways(desk.store, item) if detailed else (),
        steps=climb(desk, item.iri) if detailed and item.type in (POST, UNIT) else (),
        quotes=quotes[:most],
        further=quotes[most:],
        numbered=numbered,
    )


def _find_ways(store: GraphStore, item: Item) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """Name → ways to reach it: the holders first, then the post or unit itself."""
    asked = [*item.holders, Reference(item.iri, item.label)] if item.type in (POST, UNIT, PERSON, ORGANIZATION) else []
    if not asked:
        return ()
    things, predicates = (" ".join(write_iri(Iri(i)) for i in iris) for iris in ([r.iri for r in asked], _WAYS))
    rows = store.select(
        f"{_NAMES}SELECT DISTINCT ?thing ?p ?value WHERE {{ VALUES ?thing {{ {things} }} VALUES ?p {{ {predicates} }} "
        "?thing ?p ?value } ORDER BY ?thing ?value"
    )
    found: dict[str, list[Way]] = {}
    for predicate, word in _WAYS.items():
        for thing, p, value in rows:
            if p == predicate:
                found.setdefault(str(thing), []).append(_make_way(word, str(value)))
    return tuple((reference.label, tuple(found[reference.iri])) for reference in asked if reference.iri in found)


def _make_way(word: str, value: str) -> Way:
    scheme, _, rest = value.partition(":")
    if scheme in ("mailto", "tel") and rest:
        return Way(word, rest, value)
    if word == "邮箱" and "@" in value:
        return Way(word, value, f"mailto:{value}")
    return Way(word, value, f"tel:{''.join(value.split())}" if word == "电话" else "")
