"""Query results as bytes, cut at a number of rows and bytes, and saying so where the format has room for it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

ROWS: Final = "rows"
BOOLEAN: Final = "boolean"
GRAPH: Final = "graph"
Kind = Literal["rows", "boolean", "graph"]

RESULT_TYPES: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
#: Names of forms, for the command line and for links, where no Accept header can be set.
FORMATS: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
GRAPH_TYPES: Final = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many rows (or triples) and about so many bytes of a result."""

    rows: float = float("inf")
    bytes: float = float("inf")


@dataclass(frozen=True, slots=True)
class Answered:
    """A serialised result; `rows` counts solutions or triples, `truncated` says that there were more."""

    body: bytes
    media_type: str
    kind: Kind
    rows: int
    truncated: bool


def collect_rows(
    names: Sequence[str], solutions: Iterable[Iterable[dict[str, object] | None]], limits: Limits
) -> tuple[bytes, int, bool]:
    """SPARQL JSON of the solutions up to the limits: body, number of rows, whether it was cut."""
    rows: list[bytes] = []
    size, truncated = 0, False
    for solution in solutions:
        bindings = {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        row = json.dumps(bindings, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        size += len(row)
        if len(rows) >= limits.rows or size > limits.bytes:
            truncated = True
            break
        rows.append(row)
    head = json.dumps({"vars": list(names)}, ensure_ascii=False, separators=(",", ":"))
    body = f'{{"head":{head},"results":{{"bindings":['.encode() + b",".join(rows) + b"]}}"
    return body, len(rows), truncated


def mark_truncated(body: bytes, media_type: str) -> bytes:
    """`body` with a mark that it was cut; CSV, TSV and JSON-LD have no room for one and stay as they are."""
    if media_type == "application/sparql-results+json":
        return body[:-1] + b',"truncated":true}'
    if media_type in ("application/sparql-results+xml", "application/rdf+xml"):
        return body + b"\n<!-- truncated -->\n"
    if media_type in ("text/turtle", "application/n-triples"):
        return body + b"# truncated\n"
    return body
