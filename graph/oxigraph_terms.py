"""Terms and results of pyoxigraph as the program's own, and in the formats that Oxigraph writes."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from graph.errors import ZhizeError
from graph.model import Iri, Statement, Term, Value
from graph.results import GRAPH, Answered, Limits, mark_truncated
from graph.terms import to_literal, to_value
from ontology import vocabulary as v

DATASET_FORMATS: Final = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
TRIPLE_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RESULT_TYPES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPH_TYPES: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
JSON_RESULTS: Final = "application/sparql-results+json"


def write_graph(triples: Iterable[ox.Triple], media_type: str, limits: Limits) -> Answered:
    if (format := _GRAPH_TYPES.get(media_type)) is None:
        raise ZhizeError("query-format", media_type=media_type)
    kept: dict[ox.Triple, None] = {}
    size, truncated = 0, False
    for triple in triples:
        size += len(str(triple).encode("utf-8", "replace"))
        if len(kept) >= limits.rows or size > limits.bytes:
            truncated = True
            break
        kept[triple] = None
    body = ox.serialize(iter(kept), format=format, prefixes=choose_prefixes(media_type)) or b""
    return Answered(mark_truncated(body, media_type) if truncated else body, media_type, GRAPH, len(kept), truncated)


def choose_prefixes(format: str) -> dict[str, str] | None:
    return v.PREFIXES if format in ("turtle", "trig", "rdfxml", "text/turtle", "application/rdf+xml") else None


def parse_statements(body: bytes, format: str = "ntriples") -> tuple[Statement, ...]:
    """The statements of a text in one of `TRIPLE_FORMATS`; ValueError where it is malformed or cut off."""
    try:
        return tuple(to_statement(quad.triple) for quad in ox.parse(body, format=TRIPLE_FORMATS[format]))
    except SyntaxError as error:
        raise ValueError(str(error)) from None


def to_statement(triple: ox.Triple) -> Statement:
    value = triple.object
    object_: Term = (
        to_literal(value.value, value.language, value.datatype.value)
        if isinstance(value, ox.Literal)
        else _to_iri(value)
    )
    return Statement(_to_iri(triple.subject), Iri(triple.predicate.value), object_)


def _to_iri(node: object) -> Iri:
    return Iri(node.value if isinstance(node, ox.NamedNode) else str(node))


def to_term_value(term: object) -> Value:
    if isinstance(term, ox.Literal):
        return to_value(term.value, term.datatype.value)
    return None if term is None else _to_iri(term)


def to_json(term: object) -> dict[str, object] | None:
    """One binding as SPARQL 1.1 (and, for triple terms, 1.2) Query Results JSON has it."""
    match term:
        case None:
            return None
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            binding: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                binding["xml:lang"] = term.language
                if term.direction is not None:
                    binding["its:dir"] = str(term.direction)
            elif term.datatype.value != v.XSD + "string":
                binding["datatype"] = term.datatype.value
            return binding
        case ox.Triple():
            parts = {name: to_json(part) for name, part in zip(("subject", "predicate", "object"), term, strict=True)}
            return {"type": "triple", "value": parts}
    raise TypeError(type(term).__name__)
