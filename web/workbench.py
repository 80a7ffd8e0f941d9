"""The workbench: a query with its result as table, bars and drawing, and examples to begin with."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, render_template

from graph.dataset import Dataset
from graph.errors import ZhizeError
from graph.results import RESULT_TYPES
from ontology import vocabulary as v
from web.completions import find_editor
from web.examples import Example, group_examples
from web.failures import ErrorPage, describe_failure
from web.network import write_network
from web.picture import draw_result, read_ties
from web.services import desk, services
from web.tables import ROWS, Table, make_table
from web.wording import link_query


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """What the workbench shows: the query, its result or what is wrong with it, and examples by group."""

    query: str
    examples: tuple[tuple[str, tuple[Example, ...]], ...]
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


def show_workbench(query: str, dataset: Dataset | None = None, sort: str = "", page_number: int = 1) -> Response:
    """The page; with a query its result stands in it, so that it works without JavaScript and as a link.

    `sort` is the column that a table is in the order of, `page_number` the part of it that is shown.
    """
    examples = group_examples()
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
        table = make_table(here, data, sort, page_number)
        ties = _find_ties(data)
    else:
        text = result.body.decode("utf-8", "replace")
        ties = read_ties(text) if result.rows <= ROWS else []
    network = write_network(draw_result(here, ties)) if ties else None
    page = WorkbenchPage(
        query, examples, table, text, network, result.truncated, result.elapsed_ms, None, dataset, has_editor
    )
    return Response(render_template("sparql.html", page=page))


def _find_ties(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Between the first two columns, where these are things: the names of the columns say what the tie is."""
    names = data.get("head", {}).get("vars", [])
    rows = data.get("results", {}).get("bindings", [])[:ROWS]
    columns = [name for name in names if any(row.get(name, {}).get("type") == "uri" for row in rows)][:2]
    if len(columns) < 2:
        return []
    first, second = columns
    found = [(row.get(first), row.get(second)) for row in rows]
    return [(str(a["value"]), second, str(b["value"])) for a, b in found if a and b and a["type"] == b["type"] == "uri"]
