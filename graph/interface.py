"""What every store promises; the contract suite of the tests holds each of them to it."""

import os
from collections.abc import Iterable
from typing import Protocol

from graph.model import ChangeSet, Iri, Row, Statement


class GraphStore(Protocol):
    """What every store promises. Language tags come out in lower case; blank nodes are never written."""

    def select(self, sparql: str) -> list[Row]:
        """The rows of a SELECT, columns in its order; unbound is None."""

    def ask(self, sparql: str) -> bool:
        """The answer to an ASK."""

    def construct(self, sparql: str) -> tuple[Statement, ...]:
        """The distinct statements of a CONSTRUCT or DESCRIBE, in no order."""

    def serialise(self, sparql: str, media_type: str | None = None) -> bytes:
        """The result of any query, whole, as `media_type` (None: SPARQL JSON or Turtle)."""

    def replace(self, changes: Iterable[ChangeSet], drop: Iterable[str] = ()) -> None:
        """Replaces the named graph of each change set and drops those of `drop`: all of it, or nothing.

        A graph named twice gets its last content. ValueError where a term is malformed.
        """

    def graphs(self) -> tuple[Iri, ...]:
        """The named graphs that hold a statement, sorted."""

    def statements(self, graph: str) -> tuple[Statement, ...]:
        """What one named graph says, in no order."""

    def dump(self, format: str) -> bytes:
        """The whole graph: `nquads`, `trig` with named graphs; `turtle`, `ntriples`, `jsonld`, `rdfxml` their union."""

    def copy_to(self, path: str | os.PathLike[str]) -> None:
        """Writes all of it as an embedded store into the folder `path`, which must not exist."""

    def close(self) -> None:
        """Lets go of files and locks; the store cannot be asked afterwards."""
