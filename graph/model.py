"""Terms, statements and change sets: what one source asserts, as frozen values."""

from collections.abc import Iterable, Iterator
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


class Description:
    """What change sets say together, by predicate and subject: a store's content before it is asked for."""

    def __init__(self, changes: Iterable[ChangeSet]) -> None:
        self._said: dict[str, dict[str, list[Term]]] = {}
        for change in changes:
            for subject, predicate, value in change.statements:
                self._said.setdefault(predicate, {}).setdefault(subject, []).append(value)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Each value once, in the order in which they are said; of a literal its text."""
        return tuple(dict.fromkeys(map(_to_text, self._said.get(predicate, {}).get(subject, ()))))

    def value(self, subject: str, predicate: str) -> str | None:
        """The value that is said first, or None."""
        values = self._said.get(predicate, {}).get(subject)
        return _to_text(values[0]) if values else None

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Every subject with each of its values."""
        for subject in self._said.get(predicate, {}):
            for value in self.values(subject, predicate):
                yield subject, value


def _to_text(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term
