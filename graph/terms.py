"""How terms are written in SPARQL and N-Triples, and how typed literals become Python values.

The one place of escaping: nothing that a label or an IRI holds can end the token it stands in.
"""

import re
from collections.abc import Iterable
from typing import Final

from graph.model import Literal, Statement, Term, Value
from ontology import vocabulary as v

_ABSOLUTE_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff\x7f-\x9f]*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
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


def write_iri(iri: str) -> str:
    """`<iri>`; ValueError where it is not absolute or holds a character that no IRI may have."""
    if not _ABSOLUTE_IRI.fullmatch(iri):
        raise ValueError(f"not an absolute IRI: {iri[:200]!r}")
    return f"<{iri}>"


def write_string(text: str) -> str:
    """`text` as a quoted string; lone surrogates, which no encoding can carry, become U+FFFD."""
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


def write_statements(statements: Iterable[Statement]) -> str:
    """One line a statement, as N-Triples; without statements the empty string."""
    return "".join(f"{write_iri(s.subject)} {write_iri(s.predicate)} {write_term(s.object)} .\n" for s in statements)


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
