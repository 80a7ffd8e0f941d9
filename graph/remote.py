"""A store behind the SPARQL 1.1 Protocol: any server that takes queries and updates."""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from graph.errors import ZhizeError
from graph.interface import GraphStore
from graph.model import ChangeSet, Iri, Row, Statement, Value
from graph.oxigraph_terms import parse_statements
from graph.store import EmbeddedStore
from graph.terms import to_value, write_iri, write_statements

_JSON: Final = "application/sparql-results+json"
_FORMATS: Final = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_ANY_RESULT: Final = f"{_JSON}, text/turtle;q=0.9, application/n-triples;q=0.8"
_PIECE: Final = 1 << 16
_LONGEST: Final = 1 << 30  # bytes of one result
_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_GRAPHS: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


class RemoteStore:
    """A SPARQL 1.1 server at `url`, which is its query endpoint or the address above `query` and `update`.

    No server promises that its default graph is the union of all. Oxigraph is asked for it by a parameter of its own;
    for other servers the named graphs are listed and sent along with each query, as the Protocol provides. Whether a
    statement of several graphs is then seen once or several times is the server's choice: count distinct values.
    """

    def __init__(self, url: str, update_url: str | None = None, timeout: float = 60.0) -> None:
        """`timeout` is in seconds, for one request and its answer. Nothing is sent before the first question."""
        base, _, last = url.rstrip("/").rpartition("/")
        is_endpoint = last in ("query", "sparql")
        self._name = url
        self._query_url = url.rstrip("/") if is_endpoint else f"{url.rstrip('/')}/query"
        self._update_url = update_url or f"{base if is_endpoint else url.rstrip('/')}/update"
        self._timeout = timeout
        self._has_union: bool | None = None

    def select(self, sparql: str) -> list[Row]:
        result = self._json(sparql)
        try:
            names: list[str] = result["head"]["vars"]
            return [tuple(_to_value(row.get(name)) for name in names) for row in result["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise self._failed(f"不是 SELECT 的结果：{error}") from None

    def ask(self, sparql: str) -> bool:
        answer = self._json(sparql).get("boolean")
        if not isinstance(answer, bool):
            raise self._failed("不是 ASK 的结果")
        return answer

    def construct(self, sparql: str) -> tuple[Statement, ...]:
        return self._parse(self.serialise(sparql, "application/n-triples"))

    def serialise(self, sparql: str, media_type: str | None = None) -> bytes:
        body = self._ask(self._query_url, {"query": sparql, **self._union()}, media_type or _ANY_RESULT)
        if media_type == _JSON:
            self._load(body)
        return body

    def replace(self, changes: Iterable[ChangeSet], drop: Iterable[str] = ()) -> None:
        """As `GraphStore` says; one update request, which the server carries out whole or not at all."""
        content = dict.fromkeys(drop, "")
        content |= {change.graph: write_statements(change.statements) for change in changes}
        steps = []
        for name, text in content.items():
            steps.append(f"DROP SILENT GRAPH {write_iri(name)}")
            if text:
                steps.append(f"INSERT DATA {{ GRAPH {write_iri(name)} {{\n{text}}} }}")
        if steps:
            self._ask(self._update_url, {"update": ";\n".join(steps)}, "*/*")

    def graphs(self) -> tuple[Iri, ...]:
        body = self._ask(self._query_url, {"query": _GRAPHS}, _JSON)
        return tuple(sorted(Iri(row["g"]["value"]) for row in self._load(body)["results"]["bindings"]))

    def statements(self, graph: str) -> tuple[Statement, ...]:
        return self._parse(
            self.serialise(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {write_iri(graph)} {{ ?s ?p ?o }} }}", "application/n-triples"
            )
        )

    def dump(self, format: str) -> bytes:
        if format in _FORMATS:
            return self.serialise(_EVERYTHING, _FORMATS[format])
        return self._copy().dump(format)

    def copy_to(self, path: str | os.PathLike[str]) -> None:
        self._copy().copy_to(path)

    def close(self) -> None:
        """Nothing is held between two requests."""

    def _copy(self) -> GraphStore:
        copy = EmbeddedStore.memory()
        copy.replace(ChangeSet(graph, self.statements(graph)) for graph in self.graphs())
        return copy

    def _parse(self, body: bytes) -> tuple[Statement, ...]:
        try:
            return parse_statements(body)
        except ValueError as error:
            raise self._failed(str(error)) from None

    def _union(self) -> dict[str, Any]:
        if self._has_union is None:
            self._ask(self._query_url, {"query": "ASK {}"}, _JSON)
        if self._has_union:
            return {"union-default-graph": "true"}
        names = self.graphs()
        return {"default-graph-uri": names, "named-graph-uri": names}

    def _json(self, sparql: str) -> dict[str, Any]:
        return self._load(self.serialise(sparql, _JSON))

    def _load(self, body: bytes) -> dict[str, Any]:
        """The JSON object of a result; servers that stop a query in mid-answer send a piece of one with status 200."""
        try:
            result = json.loads(body)
        except ValueError:
            raise self._failed("结果在中途断了") from None
        if not isinstance(result, dict):
            raise self._failed("结果不是 JSON 对象")
        return result

    def _ask(self, url: str, fields: dict[str, Any], accept: str) -> bytes:
        try:
            request = urllib.request.Request(
                url,
                data=urllib.parse.urlencode(fields, doseq=True, errors="replace").encode(),
                headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
            )
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                if self._has_union is None:
                    self._has_union = str(response.headers.get("Server")).lower().startswith("oxigraph")
                return self._read(response)
        except urllib.error.HTTPError as error:
            detail = error.read(2000).decode("utf-8", "replace").strip().replace("\n", " ")
            if error.code == 400:
                raise ZhizeError("query-syntax", detail=detail) from None
            raise self._failed(f"{error.code} {detail}") from None
        except (OSError, ValueError) as error:  # URLError, a connection cut off, a malformed address
            raise ZhizeError("store-unreachable", path=self._name, detail=str(error)) from None

    def _read(self, response: BinaryIO) -> bytes:
        """The whole body; a server may also send rows for ever, each of them in time."""
        deadline = time.monotonic() + self._timeout
        body = bytearray()
        while piece := response.read(_PIECE):
            body += piece
            if len(body) > _LONGEST or time.monotonic() > deadline:
                raise self._failed("结果太长")
        return bytes(body)

    def _failed(self, detail: str) -> ZhizeError:
        return ZhizeError("store-failed", path=self._name, detail=detail)


def _to_value(binding: dict[str, Any] | None) -> Value:
    if binding is None:
        return None
    kind, text = binding["type"], str(binding["value"])
    if kind == "uri":
        return Iri(text)
    return Iri(f"_:{text}") if kind == "bnode" else to_value(text, binding.get("datatype"))
