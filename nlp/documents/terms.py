"""Terms of the statements about documents, each made once: those of the ontology, numbers, texts."""

from functools import lru_cache
from typing import Final

from graph.model import Iri, Literal
from ontology import vocabulary as v

#: Makes a tuple of a named kind without a call of its own `__new__`, which takes twice as long.
make_tuple: Final = tuple.__new__
#: A term of the ontology.
term = lru_cache(maxsize=256)(Iri)

# what is said of every duty and passage, much the most of all
TYPE, DUTY, PASSAGE = map(term, (v.TYPE, v.DUTY, v.PASSAGE))
WAS_DERIVED_FROM, IN_DOCUMENT, START_LINE, END_LINE, QUOTE = map(
    term, (v.WAS_DERIVED_FROM, v.IN_DOCUMENT, v.START_LINE, v.END_LINE, v.QUOTE)
)
HAS_DUTY, STATEMENT, INVOLVEMENT, IN_ORGANIZATION, ACTION, TOPIC = map(
    term, (v.HAS_DUTY, v.STATEMENT, v.INVOLVEMENT, v.IN_ORGANIZATION, v.ACTION, v.TOPIC)
)


def plain(text: str) -> Literal:
    """A literal without a language, as the document has it."""
    return make_tuple(Literal, (text, None, None))


def simplified(text: str) -> Literal:
    """A literal in Simplified Chinese."""
    return make_tuple(Literal, (text, "zh-hans", None))


@lru_cache(maxsize=256)
def decimal(number: float) -> Literal:
    """A share from 0 to 1."""
    return Literal(f"{number:g}", datatype=v.XSD + "decimal")


@lru_cache(maxsize=4096)
def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), datatype=v.XSD + "integer")
