"""Example queries of the workbench: the competency questions that travel with the ontology."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with; the first line of its file, a comment, is its title."""

    title: str
    query: str


@lru_cache(maxsize=1)
def read_examples() -> tuple[Example, ...]:
    """All `ontology/queries/*.rq`, in the order of their names."""
    folder = resources.files("ontology").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return tuple(_read(file.read_text("utf-8")) for file in files)


def _read(text: str) -> Example:
    title, _, query = text.partition("\n")
    return Example(title.removeprefix("#").strip(), query.strip() + "\n")
