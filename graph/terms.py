"""How terms are written in SPARQL and N-Triples, and how typed literals become Python values.

The one place of escaping: nothing that a label or an IRI holds can end the token it stands in.
"""

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from graph.model import Literal, Statement, Term, Value
from ontology import vocabulary as v

_ABSOLUTE_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff\x7f-\x9f]*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UNSAFE: Final = re.compile('[\\\\"\n\r\t\b\f\ud800-\udfff]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED: Final = re.compile(r'[\\"\n\r\t\b\f]')
# Some parsers decode `\uXXXX` before they look at strings, even behind an escaped backslash. With the letter itself
# written as a code point both readings give a backslash and a `u`.
_BACKSLASH_U: Final = re.compile(r"\\\\([uU])")

_INTEGERS: Final = frozenset(
    v.XSD + name
    for name in (
        "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
        "unsignedInt unsignedLong unsignedShort unsignedByte"
    ).split()
)
_FLOATS: Final = frozenset(v.XSD + name for name in ("decimal", "double", "float"))
_BOOLEAN: Final = v.XSD + "boolean"
_STRING: Final = v.XSD + "string"

#: Statements by named graph, None being the default graph, each as `write_lines` writes it.
Lines = dict[str | None, set[str]]


@lru_cache(maxsize=8192)  # most IRIs stand in several statements, one after the other
def write_iri(iri: str) -> str:
    """`<iri>`; ValueError where it is not absolute or holds a character that no IRI may have."""
    if not _ABSOLUTE_IRI.fullmatch(iri):
        raise ValueError(f"not an absolute IRI: {iri[:200]!r}")
    return f"<{iri}>"


def write_string(text: str) -> str:
    """`text` as a quoted string; lone surrogates, which no encoding can carry, become U+FFFD."""
    if not _UNSAFE.search(text):
        return f'"{text}"'
    text = _ESCAPED.sub(lambda match: _ESCAPES[match.group()], _SURROGATE.sub("\ufffd", text))
    return '"' + _BACKSLASH_U.sub(lambda match: f"\\\\\\U{ord(match[1]):08X}", text) + '"'


def write_literal(literal: Literal) -> str:
    """`literal` with its language tag or datatype; ValueError where either is malformed."""
    text = write_string(literal.value)
    if literal.language is not None:
        if not _LANGUAGE.fullmatch(literal.language):
            raise ValueError(f"not a language tag: {literal.language[:50]!r}")
        return f"{text}@{literal.language}"
    return text if literal.datatype in (None, _STRING) else f"{text}^^{write_iri(literal.datatype)}"


def write_term(term: Term) -> str:
    """`term` as N-Triples has it."""
    return write_literal(term) if isinstance(term, Literal) else write_iri(term)


def write_lines(statements: Iterable[Statement]) -> Iterator[str]:
    """Each statement as a line of N-Triples, without the line's end."""
    for subject, predicate, value in statements:
        yield f"{write_iri(subject)} {write_iri(predicate)} {write_term(value)} ."


def write_quads(graphs: Lines) -> Iterator[str]:
    """N-Quads, one text a graph."""
    for name, lines in graphs.items():
        end = ".\n" if name is None else f"{write_iri(name)} .\n"
        yield "".join([line[:-1] + end for line in lines])  # the graph comes before the last full stop


class TextFile(io.RawIOBase):
    """A file to read from, made of pieces of text as they come."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` with the next bytes and tells how many; none at the end."""
        while not self._rest and (text := next(self._texts, None)) is not None:
            self._rest = memoryview(text.encode())
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def write_statements(statements: Iterable[Statement]) -> str:
    """One line a statement, as N-Triples; without statements the empty string."""
    return "".join(f"{line}\n" for line in write_lines(statements))


def to_value(text: str, datatype: str | None) -> Value:
    """The Python value of a literal; `text` itself where the type is no XSD number or boolean, or does not fit it."""
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return float(text)
    except ValueError:
        return text
    if datatype == _BOOLEAN and text in ("true", "1", "false", "0"):
        return text in ("true", "1")
    return text


def to_literal(text: str, language: str | None, datatype: str | None) -> Literal:
    """A `Literal` in its plain form: no datatype where it is xsd:string, tags in lower case as every store has them."""
    if language:
        return Literal(text, language.lower())
    return Literal(text, None, None if datatype in (None, _STRING) else datatype)
