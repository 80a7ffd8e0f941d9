"""What the graph says about a duty, a reporting line or a passage: its statements by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Iri, Value
from graph.terms import write_iri
from nlp.answer import Evidence, Place
from nlp.desk import Desk
from nlp.verbalize import INVOLVEMENT
from ontology import vocabulary as v
from web.language import gettext
from web.remarks import say_remark
from web.wording import BASIS, CLASSES, PREDICATES, TYPES, name_type

_MOST_ROWS = 500
_WORDS = BASIS | {v.involvement_iri(code): word for code, word in INVOLVEMENT.items()}
_OTHER = "记录"
_OWNED = {v.HAS_DUTY: "属于", v.HAS_AUTHORITY: "属于", v.HAS_QUALIFICATION: "属于", v.HAS_WORK_CONDITION: "属于"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown; `iri` where it has a page here."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A thing that is no entity by itself: its sort, its statements by name, where it is said."""

    iri: str
    sort: str
    title: str
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    sources: tuple[Evidence, ...]


def find_record(desk: Desk, iri: str) -> Record | None:
    """All statements about `iri`; None where the graph has none, or where it is no IRI of the graph's things."""
    if not iri.startswith(v.ENTITY):
        return None
    try:
        thing = write_iri(Iri(iri))
    except ValueError:
        return None
    said = desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?p ?o WHERE {{ {thing} ?p ?o "
        f'FILTER(!LANGMATCHES(LANG(?o), "zh-hant")) }} LIMIT {_MOST_ROWS}'
    )
    # LANG of an IRI is an error, which a FILTER takes for false: the IRIs come by a query of their own.
    said += desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?p ?o WHERE {{ {thing} ?p ?o FILTER(ISIRI(?o)) }} LIMIT {_MOST_ROWS}"
    )
    if not said:
        return None
    owners = desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?p ?owner WHERE {{ VALUES ?p {{ {_list(_OWNED)} }} ?owner ?p {thing} }} LIMIT 50"
    )
    values: dict[str, list[Value]] = {}
    for p, value in sorted(said, key=lambda row: (str(row[0]), str(row[1]))):
        values.setdefault(str(p), []).append(value)
    rows: list[tuple[str, tuple[Shown, ...]]] = [
        (gettext(_OWNED[str(p)]), (_show(desk, owner),)) for p, owner in owners
    ]
    rows += [
        (gettext(word), tuple(_show(desk, value, p) for value in values[p]))
        for p, word in PREDICATES.items()
        if p in values
    ]
    sort = gettext(next((CLASSES[str(c)] for c in values.get(v.TYPE, ()) if str(c) in CLASSES), _OTHER))
    title = str(next(iter(values.get(v.STATEMENT) or values.get(v.QUOTE) or [sort])))
    return Record(iri, sort, title, tuple(rows), _read_sources(desk, thing, values))


def _read_sources(desk: Desk, thing: str, values: dict[str, list[Value]]) -> tuple[Evidence, ...]:
    where = f"{thing} prov:wasDerivedFrom ?x ."
    if v.IN_DOCUMENT in values:  # a passage is its own source
        where = f"BIND({thing} AS ?x)"
    rows = desk.store.select(
        f"{v.PROLOGUE}SELECT DISTINCT ?document ?start ?end ?quote ?place WHERE {{ {where} ?x zz:document ?document ; "
        "zz:startLine ?start ; zz:endLine ?end OPTIONAL { ?x zz:quote ?quote } OPTIONAL { ?x zz:place ?place } } "
        f"ORDER BY ?document ?start LIMIT {_MOST_ROWS}"
    )
    return tuple(
        Evidence(str(quote or ""), Place(str(document), int(str(start)), int(str(end)), str(place) if place else None))
        for document, start, end, quote, place in rows
    )


def _show(desk: Desk, value: Value, predicate: str = "") -> Shown:
    if not isinstance(value, Iri):
        return Shown(say_remark(str(value)) if predicate in (v.REASON, v.PLACE) else str(value))
    if value in _WORDS:
        return Shown(gettext(_WORDS[value]))
    if concept := desk.lexicon.thesaurus.concepts.get(value):
        return Shown(concept.label)
    if entity := desk.lexicon.catalogue.entities.get(value):
        kind = name_type(entity.type) if entity.type in TYPES else ""
        return Shown(gettext("%(name)s（%(kind)s）", name=entity.label, kind=kind) if kind else entity.label, value)
    return Shown(value.rpartition("/")[2] or value, value if value.startswith(v.ENTITY) else "")


def _list(iris: Iterable[str]) -> str:
    return " ".join(map(write_iri, iris))
