"""The RDF data set that a query is asked of, where it is not the whole store (SPARQL 1.1 Query, section 13)."""

import re
from dataclasses import dataclass
from typing import Final

from graph.guard import find_form, find_words

_BLANKS: Final = r"(?:\s|\#[^\n\r]*)*+"
_CLAUSE: Final = re.compile(
    rf"{_BLANKS}(?P<named>named\b)?{_BLANKS}(?P<graph><[^<>\"{{}}|^`\\\x00-\x20]*+>|[^\s<>{{}}()\"'\#:]*+:[^\s<>{{}}()\"'\#]*+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """IRIs of the graphs whose merge is the default graph, and of those that GRAPH may name; nothing else is seen."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


def write_resolver(text: str) -> str | None:
    """A query whose rows (is it a named graph, IRI) are the FROM clauses of the query `text`.

    None where at most one of them is for the default graph, so that nothing needs merging. The rows come from the
    engine because prefixes and BASE decide which IRIs are meant.
    """
    form = find_form(text)
    if form is None:
        return None
    clauses = [clause for end in find_words(text, "from") if (clause := _CLAUSE.match(text, end))]
    if sum(clause["named"] is None for clause in clauses) < 2:
        return None
    rows = " ".join(f"({str(clause['named'] is not None).lower()} {clause['graph']})" for clause in clauses)
    return f"{text[: form.start()]}SELECT ?named ?graph {{ VALUES (?named ?graph) {{ {rows} }} }}"
