"""Measures what is read from documents against gold by hand: F1 of posts, duties, reporting lines, holders, units.

A document `NAME.ending` has its gold in `gold/NAME.json` beside it: `{"positions": [{"title", "duties", "reports_to",
"holder" or "holders", "department"}], "departments": [{"name", "duties"}], "not_positions"?}`. What a post's gold has
as `duties_optional` and `superiors_by_any_statement` is neither asked for nor counted against the reader.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from graph.errors import ZhizeError
from graph.publish import Snapshot, current_snapshot
from nlp.text import fold
from ontology import vocabulary as v

FIELDS = ("posts", "duties", "reports", "holders", "units")
#: Sentences from this likeness on (0 to 100) are the same duty: punctuation and a repaired letter do not count.
_SAME_DUTY = 92


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many the gold has, how many were found."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wanted + other.wanted, self.found + other.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1; 1 where there is nothing to find and nothing was found."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document's tallies by field, and what was wrong in it."""

    name: str
    tallies: Mapping[str, Tally]
    misses: tuple[str, ...]


@dataclass(slots=True)
class _Thing:
    """A post or unit as it was read."""

    names: set[str]
    label: str
    duties: list[str] = field(default_factory=list)
    superiors: set[str] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)


def evaluate_documents(folder: Path) -> list[DocumentScore]:
    """Build every document of `folder` that has gold, each into a store of its own, and compare; in order of names.

    ZhizeError where there is none. A document that cannot be read has found nothing.
    """
    from nlp.build import build

    pairs = [(path, folder / "gold" / f"{path.stem}.json") for path in sorted(folder.iterdir()) if path.name != "gold"]
    pairs = [(path, gold) for path, gold in pairs if gold.is_file()]
    if not pairs:
        raise ZhizeError("nothing-read", detail=f"{folder} 里没有带 gold/名称.json 的文档")
    scores = []
    for path, gold in pairs:
        with tempfile.TemporaryDirectory(prefix="zhize-") as store:
            with contextlib.suppress(ZhizeError):
                build([path], store)
            snapshot = current_snapshot(store)
            posts, units = _read(snapshot) if snapshot else ([], [])
        scores.append(compare(path.name, json.loads(gold.read_text("utf-8")), posts, units))
    return scores


def compare(name: str, gold: Mapping[str, Any], posts: Sequence[_Thing], units: Sequence[_Thing]) -> DocumentScore:
    """The tallies of one document of which `posts` and `units` were read."""
    tallies = dict.fromkeys(FIELDS, Tally())
    misses: list[str] = []
    left = list(posts)
    for wanted in gold["positions"]:
        people = {fold(p) for p in wanted.get("holders") or [wanted.get("holder")] if p}
        post = _pick(wanted, people, left)
        if post is None:
            misses.append(f"没有读出岗位“{wanted['title']}”")
            post = _Thing(set(), "")
        else:
            left.remove(post)
            tallies["posts"] += Tally(1, 0, 1)
        tallies["posts"] += Tally(0, 1, 0)
        optional = len(wanted.get("duties_optional") or ())
        tallies["duties"] += _tally_duties(wanted["title"], wanted["duties"], post, optional, misses)
        stated = {fold(s) for s in wanted["reports_to"]}
        known = stated | {fold(s) for s in wanted.get("superiors_by_any_statement") or ()}
        right = post.superiors & stated
        tallies["reports"] += Tally(len(right), len(stated), len(right) + len(post.superiors - known))
        tallies["holders"] += Tally(len(post.holders & people), len(people), len(post.holders))
    tolerated = {fold(title) for title in _list_mentioned(gold)}
    for post in left:
        if post.duties or not post.names & tolerated:
            misses.append(f"多读出岗位“{post.label}”，带 {len(post.duties)} 条职责")
            tallies["posts"] += Tally(0, 0, 1)
            tallies["duties"] += Tally(0, 0, len(post.duties))
    _compare_units(gold["departments"], units, tallies, misses)
    return DocumentScore(name, tallies, tuple(misses))


def _list_mentioned(gold: Mapping[str, Any]) -> Iterator[str]:
    """Titles that the document only mentions: a post without duties is right there."""
    yield from (title for title in gold.get("not_positions") or () if isinstance(title, str))
    for post in gold["positions"]:
        for relation in ("reports_to", "supervises", "superiors_by_any_statement"):
            yield from post.get(relation) or ()


def _compare_units(
    wanted: Iterable[Mapping[str, Any]], units: Sequence[_Thing], tallies: dict[str, Tally], misses: list[str]
) -> None:
    names = set()
    for department in wanted:
        names.add(fold(department["name"]))
        unit = next((u for u in units if fold(department["name"]) in u.names), None)
        if unit is None:
            misses.append(f"没有读出部门“{department['name']}”")
        tallies["units"] += Tally(unit is not None, 1, unit is not None)
        if department["duties"]:
            unit = unit or _Thing(set(), "")
            tallies["duties"] += _tally_duties(department["name"], department["duties"], unit, 0, misses)
    for unit in units:
        if unit.duties and not unit.names & names:
            misses.append(f"多读出部门“{unit.label}”，带 {len(unit.duties)} 条职责")
            tallies["units"] += Tally(0, 0, 1)


def _pick(wanted: Mapping[str, Any], people: set[str], posts: Sequence[_Thing]) -> _Thing | None:
    """The post that bears the title; of several the one with the same holders and most of the duties."""
    alike = [post for post in posts if fold(wanted["title"]) in post.names]
    return max(alike, key=lambda p: (len(p.holders & people), _count_same(wanted["duties"], p.duties)), default=None)


def _tally_duties(title: str, wanted: Sequence[str], owner: _Thing, optional: int, misses: list[str]) -> Tally:
    right = _count_same(wanted, owner.duties)
    found = max(right, len(owner.duties) - optional)
    if owner.label and (right < len(wanted) or right < found):
        misses.append(f"{title}：{len(wanted)} 条职责读对 {right} 条，读出 {len(owner.duties)} 条")
    return Tally(right, len(wanted), found)


def _count_same(wanted: Sequence[str], found: Sequence[str]) -> int:
    """How many of `wanted` have a counterpart of their own in `found`."""
    left = [fold(text) for text in found]
    count = 0
    for text in map(fold, wanted):
        likeness, index = max(((fuzz.ratio(text, other), i) for i, other in enumerate(left)), default=(0.0, -1))
        if likeness >= _SAME_DUTY:
            del left[index]
            count += 1
    return count


def _read(snapshot: Snapshot) -> tuple[list[_Thing], list[_Thing]]:
    """Posts and units of a published graph."""
    with contextlib.closing(snapshot.open_store()) as store:

        def read(kind: str) -> list[_Thing]:
            things: dict[str, _Thing] = {}
            for thing, label in store.select(f"{v.PROLOGUE}SELECT ?x ?n WHERE {{ ?x a <{kind}> ; skos:prefLabel ?n }}"):
                things.setdefault(str(thing), _Thing({fold(str(label))}, str(label)))
            for path, add in _PROPERTIES:
                for thing, value in store.select(f"{v.PROLOGUE}SELECT ?x ?y WHERE {{ ?x a <{kind}> ; {path} ?y }}"):
                    add(things[str(thing)], str(value))
            return list(things.values())

        return read(v.POST), read(v.ORGANIZATIONAL_UNIT)


#: What is read of a post or unit: path, and where its values go.
_PROPERTIES: tuple[tuple[str, Callable[[_Thing, str], None]], ...] = (
    ("skos:altLabel", lambda thing, name: thing.names.add(fold(name))),
    ("zz:hasDuty/zz:statement", lambda thing, text: thing.duties.append(text)),
    ("org:reportsTo/skos:prefLabel", lambda thing, name: thing.superiors.add(fold(name))),
    ("org:heldBy/foaf:name", lambda thing, name: thing.holders.add(fold(name))),
)
