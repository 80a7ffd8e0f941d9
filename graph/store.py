"""The store: where the graph lies and how it is asked; with `graph.oxigraph_terms` the only home of pyoxigraph.

Queries see the union of all named graphs as the default graph, a statement of several documents once. Oxigraph's own
union repeats such a statement, which makes every COUNT wrong; an embedded store therefore keeps the union itself as
its default graph. A store that another program wrote, without a default graph, is asked by Oxigraph's union.
"""

import io
import os
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Self

import pyoxigraph as ox

from graph.dataset import Dataset, write_resolver
from graph.errors import ZhizeError
from graph.faults import describe_fault
from graph.interface import GraphStore as GraphStore
from graph.model import ChangeSet, Iri, Row, Statement
from graph.oxigraph_terms import (
    DATASET_FORMATS,
    JSON_RESULTS,
    RESULT_TYPES,
    TRIPLE_FORMATS,
    choose_prefixes,
    to_json,
    to_statement,
    to_term_value,
    write_graph,
)
from graph.results import BOOLEAN, ROWS, Answered, Limits, collect_rows, mark_truncated
from graph.terms import Lines, TextFile, write_iri, write_lines, write_quads

if TYPE_CHECKING:
    import rdflib

_BULK: Final = 20_000  # statements; above it, writing new files beats writing through the log
_UNLIMITED: Final = Limits()


class EmbeddedStore:
    """Oxigraph in this process, on disk or in memory; any number of threads may ask it at once."""

    def __init__(self, path: str | os.PathLike[str] | None, *, read_only: bool = False, keeps: object = None) -> None:
        """Opens the folder `path`, made where it is missing unless `read_only`; `keeps` lives until `close`."""
        self._name = os.fspath(path) if path is not None else "memory:"
        self._read_only = read_only
        self._keeps = keeps
        self._open: ox.Store | None = _open_oxigraph(path, read_only)
        self._merged = next(iter(self._in_graph(ox.DefaultGraph())), None) is not None or not self.graphs()

    @classmethod
    def memory(cls) -> Self:
        """An empty store in memory."""
        return cls(None)

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise ValueError(f"the store {self._name} is closed")
        return self._open

    def _query(
        self, sparql: str, dataset: Dataset | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            if dataset is None:
                return self._store.query(sparql, use_default_graph_as_union=not self._merged)
            store, default = self._merge(dataset)
            return store.query(sparql, default_graph=default, named_graphs=[ox.NamedNode(g) for g in dataset.named])
        except SyntaxError as error:
            raise ZhizeError("query-syntax", detail=describe_fault(str(error), sparql)) from None
        except (OSError, RuntimeError) as error:
            raise ZhizeError("store-damaged", path=self._name, detail=str(error)) from None

    def _merge(self, dataset: Dataset) -> tuple[ox.Store, list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]]:
        """Where to ask a query of `dataset`: the store, and those of its graphs that are the default graph.

        Oxigraph repeats a statement of several default graphs; an RDF merge has it once, as a graph of its own.
        """
        names = dict.fromkeys(dataset.default)
        if len(names) < 2:
            return self._store, [ox.NamedNode(name) for name in names]
        if self._merged and set(self.graphs()) <= set(names):
            return self._store, [ox.DefaultGraph()]
        copy = ox.Store()
        copy.extend(ox.Quad(q.subject, q.predicate, q.object) for n in names for q in self._in_graph(ox.NamedNode(n)))
        copy.extend(q for name in dict.fromkeys(dataset.named) for q in self._in_graph(ox.NamedNode(name)))
        return copy, [ox.DefaultGraph()]

    def _read_dataset(self, sparql: str) -> Dataset | None:
        """What FROM clauses name, where they name several default graphs; a malformed query is left to `_query`."""
        if (resolver := write_resolver(sparql)) is None:
            return None
        try:
            rows = self.select(resolver)
        except ZhizeError:
            return None
        named = {is_named: [str(graph) for flag, graph in rows if flag is is_named] for is_named in (True, False)}
        return Dataset(tuple(named[False]), tuple(named[True]))

    def select(self, sparql: str) -> list[Row]:
        solutions = self._query(sparql)
        if not isinstance(solutions, ox.QuerySolutions):
            raise ZhizeError("query-refused", detail="这里需要 SELECT")
        return [tuple(map(to_term_value, solution)) for solution in solutions]

    def ask(self, sparql: str) -> bool:
        answer = self._query(sparql)
        if not isinstance(answer, ox.QueryBoolean):
            raise ZhizeError("query-refused", detail="这里需要 ASK")
        return bool(answer)

    def construct(self, sparql: str) -> tuple[Statement, ...]:
        triples = self._query(sparql)
        if not isinstance(triples, ox.QueryTriples):
            raise ZhizeError("query-refused", detail="这里需要 CONSTRUCT 或 DESCRIBE")
        return tuple(map(to_statement, dict.fromkeys(triples)))

    def serialise(self, sparql: str, media_type: str | None = None) -> bytes:
        return self.answer(sparql, media_type, _UNLIMITED).body

    def answer(self, sparql: str, media_type: str | None, limits: Limits, dataset: Dataset | None = None) -> Answered:
        """The result of any query as `media_type`, cut at the limits; ZhizeError `query-format` where it cannot be.

        A `dataset` takes the place of FROM and FROM NAMED in the query.
        """
        result = self._query(sparql, dataset or self._read_dataset(sparql))
        if isinstance(result, ox.QueryTriples):
            return write_graph(result, media_type or "text/turtle", limits)
        media_type = media_type or JSON_RESULTS
        if (format := RESULT_TYPES.get(media_type)) is None:
            raise ZhizeError("query-format", media_type=media_type)
        if isinstance(result, ox.QueryBoolean):
            return Answered(result.serialize(format=format) or b"", media_type, BOOLEAN, 1, False)
        names = [variable.value for variable in result.variables]
        body, rows, truncated = collect_rows(names, (map(to_json, solution) for solution in result), limits)
        if media_type != JSON_RESULTS:
            parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            body = parsed.serialize(format=format) or b""
        return Answered(mark_truncated(body, media_type) if truncated else body, media_type, ROWS, rows, truncated)

    def replace(self, changes: Iterable[ChangeSet], drop: Iterable[str] = ()) -> None:
        """As `GraphStore` says; only what differs from the former content is written."""
        if self._read_only:
            raise ZhizeError("store-read-only", path=self._name)
        wanted: Lines = {name: set() for name in drop}
        wanted |= {change.graph: set(write_lines(change.statements)) for change in changes}
        added: Lines = {}
        removed: Lines = {}
        for name, new in wanted.items():
            old = self._lines(name)
            added[name], removed[name] = new - old, old - new
        if self._merged:
            everything: set[str] = set().union(*wanted.values())
            gone = set().union(*removed.values()) - everything
            removed[None] = self._only_in(wanted, sorted(gone))
            added[None] = set().union(*added.values())
        try:
            self._write(added, removed, [name for name, new in wanted.items() if name is not None and not new])
        except SyntaxError as error:
            raise ValueError(str(error)) from None

    def _write(self, added: Lines, removed: Lines, emptied: list[str]) -> None:
        """One transaction: a load where nothing is taken away, else one update request."""
        if not any(removed.values()):
            is_large = sum(map(len, added.values())) > _BULK
            load = self._store.bulk_load if is_large else self._store.load
            load(io.BufferedReader(TextFile(write_quads(added))), format=ox.RdfFormat.N_QUADS)
            return
        steps = [_data("DELETE", name, lines) for name, lines in removed.items() if lines]
        steps += [_data("INSERT", name, lines) for name, lines in added.items() if lines]
        steps += [f"DROP SILENT GRAPH {write_iri(name)}" for name in emptied]
        self._store.update(";\n".join(steps))

    def _lines(self, graph: str | None) -> set[str]:
        """The statements of a named graph as `write_lines` writes them.

        A line that Oxigraph would write in other words is taken out and put in again, which changes nothing.
        """
        node = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
        text = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=node) or b""
        return set(text.decode().split("\n")[:-1])

    def _only_in(self, graphs: Container[str | None], lines: list[str]) -> set[str]:
        """Those of `lines` that no graph beside `graphs` says."""
        parsed = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
        return {line for line, quad in zip(lines, parsed, strict=True) if not self._is_said_beside(graphs, quad.triple)}

    def _is_said_beside(self, graphs: Container[str | None], triple: ox.Triple) -> bool:
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value not in graphs for q in quads)

    def _in_graph(self, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
        return iter(self._store.quads_for_pattern(None, None, None, graph))

    def graphs(self) -> tuple[Iri, ...]:
        names = (graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))
        return tuple(sorted(Iri(name.value) for name in names if next(self._in_graph(name), None) is not None))

    def statements(self, graph: str) -> tuple[Statement, ...]:
        return tuple(to_statement(quad.triple) for quad in self._in_graph(ox.NamedNode(graph)))

    def dump(self, format: str) -> bytes:
        quads: Iterator[Any]
        if format in DATASET_FORMATS:
            quads = (q for q in iter(self._store) if isinstance(q.graph_name, ox.NamedNode))
            return ox.serialize(quads, format=DATASET_FORMATS[format], prefixes=choose_prefixes(format)) or b""
        quads = (q.triple for q in self._in_graph(ox.DefaultGraph()))
        if not self._merged:
            quads = iter({q.triple for q in iter(self._store)})
        return ox.serialize(quads, format=TRIPLE_FORMATS[format], prefixes=choose_prefixes(format)) or b""

    def copy_to(self, path: str | os.PathLike[str]) -> None:
        if self._name != "memory:":
            self._store.backup(os.fspath(path))  # hard links to files that never change: milliseconds
            return
        if os.path.exists(path):
            raise FileExistsError(os.fspath(path))
        copy = ox.Store(os.fspath(path))
        copy.bulk_extend(iter(self._store))
        copy.flush()

    def count(self) -> int:
        """The number of distinct statements; reads all of them."""
        if self._merged:
            return int(str(self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0][0]))
        return len({quad.triple for quad in iter(self._store)})

    def settle(self) -> None:
        """Puts all that was written into compact files on disk."""
        self._store.flush()
        self._store.optimize()

    def close(self) -> None:
        self._open = None
        self._keeps = None


def rdflib_graph(store: GraphStore) -> "rdflib.Dataset":
    """An rdflib Dataset over an embedded store, its default graph the union; TypeError for a store elsewhere."""
    if not isinstance(store, EmbeddedStore):
        raise TypeError("rdflib_graph needs an embedded store; ask a remote one by SPARQL or take its dump()")
    import oxrdflib
    import rdflib

    return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store._store), default_union=not store._merged)


def _open_oxigraph(path: str | os.PathLike[str] | None, read_only: bool) -> ox.Store:
    if path is None:
        return ox.Store()
    name = os.fspath(path)
    if read_only and not os.path.isdir(name):
        raise ZhizeError("store-missing", path=name)
    try:
        return ox.Store.read_only(name) if read_only else ox.Store(name)
    except (OSError, RuntimeError) as error:
        code = "store-locked" if "lock" in str(error).lower() else "store-damaged"
        raise ZhizeError(code, path=name, detail=str(error)) from None


def _data(verb: str, name: str | None, lines: set[str]) -> str:
    text = "\n".join(lines)
    return f"{verb} DATA {{ {text if name is None else f'GRAPH {write_iri(name)} {{ {text} }}'} }}"
