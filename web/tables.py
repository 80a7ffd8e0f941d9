"""The result of a query as a table: in the order of a column, page by page, and as bars where it is names with numbers."""

import math
from dataclasses import dataclass
from typing import Any

from nlp.desk import Desk
from ontology import vocabulary as v
from web.language import gettext
from web.wording import link_thing, name_term

ROWS = 500
_MOST_BARS = 30
_MOST_NAMING = 2  # columns beside that of the numbers: a thing and its name

Term = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a result: IRIs that are known here by their names, with the page that tells more."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: which way the rows are in its order now (as aria-sort says it), and what asks for its order."""

    name: str
    order: str
    sort: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its number, and the number's share of the greatest."""

    cell: Cell
    number: str
    share: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The numbers of the column `measure` of the first rows of the page."""

    measure: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One page of a result: rows from `first` on, counted from 1."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    page: int = 1
    pages: int = 1
    first: int = 1
    sort: str = ""
    bars: Bars | None = None


def make_table(here: Desk, data: dict[str, Any], sort: str = "", page: int = 1) -> Table:
    """The page of the result `data` (SPARQL 1.1 Query Results JSON), ordered by the column `sort`, down with `-` before it."""
    if "boolean" in data:
        said = gettext("是（true）") if data["boolean"] else gettext("否（false）")
        return Table((Column(gettext("结果"), "", ""),), ((Cell(said),),), 1)
    names: list[str] = data["head"]["vars"]
    bindings: list[dict[str, Term]] = data["results"]["bindings"]
    down = sort.startswith("-")
    by = sort.removeprefix("-")
    if by in names:
        bindings = _order(here, bindings, by, down)
    pages = max(1, math.ceil(len(bindings) / ROWS))
    page = min(max(page, 1), pages)
    shown = bindings[(page - 1) * ROWS : page * ROWS]
    return Table(
        columns=tuple(_head(name, by == name, down, _are_numbers(shown, name)) for name in names),
        rows=tuple(tuple(_make_cell(here, row.get(name)) for name in names) for row in shown),
        total=len(bindings),
        page=page,
        pages=pages,
        first=(page - 1) * ROWS + 1,
        sort=sort if by in names else "",
        bars=_draw_bars(here, names, shown),
    )


def _head(name: str, chosen: bool, down: bool, numbers: bool) -> Column:
    """Numbers begin with the greatest, words with the first; what is chosen already turns round."""
    turned = not down if chosen else numbers
    return Column(name, ("descending" if down else "ascending") if chosen else "", "-" * turned + name)


def _order(here: Desk, bindings: list[dict[str, Term]], name: str, down: bool) -> list[dict[str, Term]]:
    """By number, or as the words are shown; rows without a value come last either way."""
    empty = [row for row in bindings if name not in row]
    told = [row for row in bindings if name in row]

    def key(row: dict[str, Term]) -> tuple[bool, float, bytes]:
        number = _read_number(row[name])
        # The usual characters stand in GB 18030 in the order of their sounds.
        text = _make_cell(here, row[name]).text.encode("gb18030", "replace")
        return number is None, number or 0.0, text

    return sorted(told, key=key, reverse=down) + empty


def _draw_bars(here: Desk, names: list[str], shown: list[dict[str, Term]]) -> Bars | None:
    """Bars where each row has a name of its own and a number that is not below zero."""
    measure = next((name for name in names if _are_numbers(shown, name)), None)
    naming = [name for name in names if name != measure]
    if measure is None or not 1 <= len(naming) <= _MOST_NAMING:
        return None
    if len({tuple(str(row.get(name)) for name in naming) for row in shown}) < len(shown):
        return None
    numbers = [_read_number(row[measure]) or 0.0 for row in shown[:_MOST_BARS]]
    if min(numbers) < 0 or not (greatest := max(numbers)):
        return None
    return Bars(
        measure,
        tuple(
            Bar(_make_cell(here, row.get(naming[0])), str(row[measure]["value"]), number / greatest)
            for row, number in zip(shown, numbers, strict=False)
        ),
    )


def _are_numbers(rows: list[dict[str, Term]], name: str) -> bool:
    return len(rows) > 1 and all(name in row and _read_number(row[name]) is not None for row in rows)


def _read_number(term: Term) -> float | None:
    if not str(term.get("datatype", "")).startswith(v.XSD):
        return None
    try:
        number = float(term["value"])
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _make_cell(here: Desk, term: Term | None) -> Cell:
    if term is None:
        return Cell("")
    value = str(term["value"])
    if term["type"] != "uri":
        return Cell(value)
    if entity := here.lexicon.catalogue.entities.get(value):
        return Cell(entity.label, link_thing(value))
    if concept := here.lexicon.thesaurus.concepts.get(value):
        return Cell(concept.label)
    if value.startswith(v.ENTITY):
        return Cell(value.removeprefix(v.ENTITY), link_thing(value))
    if value.startswith(v.ZZ):
        return Cell(name_term(value), "/ontology#" + value.removeprefix(v.ZZ))
    return Cell(name_term(value))
