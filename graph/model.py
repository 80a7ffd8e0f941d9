"""Terms, statements and change sets: what one source asserts, as frozen values."""

from dataclasses import dataclass
from typing import NamedTuple


class Iri(str):
    """An absolute IRI; equal to the plain string of the same letters."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal value: text with an optional BCP 47 tag, or a typed lexical form (`datatype` is an IRI)."""

    value: str
    language: str | None = None
    datatype: str | None = None


Term = Iri | Literal
#: A value in a result row: literals of XSD numbers and booleans come as Python values, other literals as `str`.
Value = Iri | str | int | float | bool | None
Row = tuple[Value, ...]


class Statement(NamedTuple):
    """One RDF triple."""

    subject: Iri
    predicate: Iri
    object: Term


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one source says now: the whole content of its named graph, which replaces the former one."""

    graph: Iri
    statements: tuple[Statement, ...]
