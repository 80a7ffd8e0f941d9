"""The workbench: a query with its result as table, bars and drawing, and examples to begin with."""

import json
import math
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, render_template

from graph.dataset import Dataset
from graph.errors import ZhizeError
from graph.results import RESULT_TYPES
from nlp.desk import Desk
from ontology import vocabulary as v
from web.completions import find_editor
from web.examples import Example, read_examples
from web.failures import ErrorPage, describe_failure
from web.language import gettext
from web.network import write_network
from web.picture import draw_result, read_ties
from web.services import desk, services
from web.wording import link_query, link_thing, name_term

_SHOWN_ROWS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a result: IRIs that are known here by their names, with the page that tells more.

    A number of a column of numbers has its share of the column's greatest, which is shown as a bar.
    """

    text: str
    link: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A result as a table of text, at most so many rows as a page can bear."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """What the workbench shows: the query, its result or what is wrong with it, and examples."""

    query: str
    examples: tuple[Example, ...]
    table: Table | None = None
    text: str | None = None
    network: dict[str, Any] | None = None
    truncated: bool = False
    elapsed_ms: float | None = None
    error: ErrorPage | None = None
    dataset: Dataset | None = None
    has_editor: bool = False

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of a new query."""
        return v.PREFIXES

    @property
    def graphs(self) -> tuple[tuple[str, str], ...]:
        """The data set of the request as its parameters: name and IRI."""
        dataset = self.dataset or Dataset()
        return (
            *(("default-graph-uri", iri) for iri in dataset.default),
            *(("named-graph-uri", iri) for iri in dataset.named),
        )

    @property
    def link(self) -> str:
        """The address of this query on this data set."""
        return link_query(self.query) + "".join(f"&{name}={quote(iri, safe='')}" for name, iri in self.graphs)


def show_workbench(query: str, dataset: Dataset | None = None) -> Response:
    """The page; with a query its result stands in it, so that it works without JavaScript and as a link."""
    examples = read_examples()
    has_editor = find_editor()
    if not query.strip():
        page = WorkbenchPage(query, examples, dataset=dataset, has_editor=has_editor)
        return Response(render_template("sparql.html", page=page))
    here = desk()
    try:
        result = services().workers.run(query, None, here, dataset)
    except ZhizeError as error:
        failure = describe_failure(error)
        page = WorkbenchPage(query, examples, error=failure, dataset=dataset, has_editor=has_editor)
        return Response(render_template("sparql.html", page=page), failure.status)
    table, text, ties = None, None, []
    if result.media_type == RESULT_TYPES[0]:
        data = json.loads(result.body)
        table = _make_table(here, data)
        ties = _find_ties(data)
    else:
        text = result.body.decode("utf-8", "replace")
        ties = read_ties(text) if result.rows <= _SHOWN_ROWS else []
    network = write_network(draw_result(here, ties)) if ties else None
    page = WorkbenchPage(
        query, examples, table, text, network, result.truncated, result.elapsed_ms, None, dataset, has_editor
    )
    return Response(render_template("sparql.html", page=page))


def _find_ties(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Between the first two columns, where these are things: the names of the columns say what the tie is."""
    names = data.get("head", {}).get("vars", [])
    rows = data.get("results", {}).get("bindings", [])[:_SHOWN_ROWS]
    columns = [name for name in names if any(row.get(name, {}).get("type") == "uri" for row in rows)][:2]
    if len(columns) < 2:
        return []
    first, second = columns
    found = [(row.get(first), row.get(second)) for row in rows]
    return [(str(a["value"]), second, str(b["value"])) for a, b in found if a and b and a["type"] == b["type"] == "uri"]


def _make_table(here: Desk, data: dict[str, Any]) -> Table:
    if "boolean" in data:
        said = gettext("是（true）") if data["boolean"] else gettext("否（false）")
        return Table((gettext("结果"),), ((Cell(said),),), 1)
    names = tuple(data["head"]["vars"])
    bindings = data["results"]["bindings"]
    shown = bindings[:_SHOWN_ROWS]
    greatest = {name: _find_greatest([row.get(name) for row in shown]) for name in names}
    rows = tuple(tuple(_make_cell(here, row.get(name), greatest[name]) for name in names) for row in shown)
    return Table(names, rows, len(bindings))


def _find_greatest(terms: list[dict[str, Any] | None]) -> float | None:
    """The greatest of a column of two numbers or more, none of them below zero; else None."""
    values = [_read_number(term) for term in terms if term is not None]
    numbers = [value for value in values if value is not None]
    if len(numbers) < max(2, len(values)) or min(numbers) < 0:
        return None
    return max(numbers) or None


def _read_number(term: dict[str, Any]) -> float | None:
    if not str(term.get("datatype", "")).startswith(v.XSD):
        return None
    try:
        number = float(term["value"])
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _make_cell(here: Desk, term: dict[str, Any] | None, greatest: float | None) -> Cell:
    if term is None:
        return Cell("")
    value = str(term["value"])
    if term["type"] != "uri":
        number = _read_number(term) if greatest else None
        return Cell(value, share=None if number is None or greatest is None else number / greatest)
    if entity := here.lexicon.catalogue.entities.get(value):
        return Cell(entity.label, link_thing(value))
    if concept := here.lexicon.thesaurus.concepts.get(value):
        return Cell(concept.label)
    if value.startswith(v.ENTITY):
        return Cell(value.removeprefix(v.ENTITY), link_thing(value))
    if value.startswith(v.ZZ):
        return Cell(name_term(value), "/ontology#" + value.removeprefix(v.ZZ))
    return Cell(name_term(value))
