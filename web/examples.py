"""Example queries of the workbench: the competency questions that travel with the ontology."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with; the first line of its file, a comment, says the group that it belongs to and its title."""

    group: str
    title: str
    query: str


@lru_cache(maxsize=1)
def read_examples() -> tuple[Example, ...]:
    """All `ontology/queries/*.rq`, in the order of their names."""
    folder = resources.files("ontology").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return tuple(_read(file.read_text("utf-8")) for file in files)


def _read(text: str) -> Example:
    first, _, query = text.partition("\n")
    group, _, title = first.removeprefix("#").strip().partition(" · ")
    return Example(group, title, query.strip() + "\n")


def group_examples() -> tuple[tuple[str, tuple[Example, ...]], ...]:
    """Group → its examples, in the order of the first of each."""
    groups: dict[str, list[Example]] = {}
    for example in read_examples():
        groups.setdefault(example.group, []).append(example)
    return tuple((group, tuple(found)) for group, found in groups.items())
