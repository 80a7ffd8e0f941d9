"""IRIs of entities, made from organization, unit and title, so that they outlive a rebuild; Chinese is kept."""

import hashlib
import unicodedata
from functools import lru_cache

from graph.model import Iri
from nlp.text import simplify
from ontology.vocabulary import DOCUMENT, ENTITY


class _Letters(dict[int, str]):
    """Character code → the character where it may stand in an IRI's path, else a hyphen; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isalnum() and letter.isprintable() else "-"
        return self[code]


_LETTERS = _Letters()


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """`text` as one step of an IRI's path: simplified letters and digits, anything else a hyphen; never empty."""
    letters = simplify(unicodedata.normalize("NFKC", text)).lower().translate(_LETTERS)
    return "-".join(filter(None, letters.split("-")))[:80] or "_"


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def entity_iri(kind: str, *steps: str) -> Iri:
    """The IRI of an entity of a kind (`post`, `unit` …) below its steps, which become path steps."""
    return Iri(f"{ENTITY}{kind}/" + "/".join(map(slug, steps)))


@lru_cache(maxsize=4096)
def part_iri(kind: str, owner: str) -> str:
    """How the IRIs of parts of `owner` begin, which end in a digest."""
    return entity_iri(kind, *below(owner).split("/")) + "/"


def below(iri: str) -> str:
    """The path of an entity's IRI behind its kind, for IRIs of what belongs to it."""
    return iri.removeprefix(ENTITY).partition("/")[2]


def document_iri(name: str) -> Iri:
    """The IRI of a document's named graph; letters that an IRI must not have are replaced, told apart by a digest."""
    safe = "".join(c if c.isalnum() or c in "-._~/" else "-" for c in name)
    return Iri(DOCUMENT + (safe if safe == name else f"{safe}-{digest(name)[:6]}"))
