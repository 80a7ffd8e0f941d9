"""Closed-class words of Chinese questions, loaded from `zh.toml` and compiled once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

#: Stands for one named thing in a masked question; a letter of the private use area, so that no text holds it.
ANCHOR = "\ue000"


@dataclass(frozen=True, slots=True)
class Frame:
    """A relation told by what stands before and after its anchor."""

    relation: str
    head: re.Pattern[str]
    tail: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """The compiled grammar: patterns by what they mean; those that only named things need, when there is one."""

    fillers: re.Pattern[str]
    owner: re.Pattern[str]
    involvement: tuple[tuple[str, re.Pattern[str]], ...]
    suffix: tuple[tuple[str, re.Pattern[str]], ...]
    facts: tuple[tuple[str, re.Pattern[str]], ...]
    operators: dict[str, re.Pattern[str]]
    smalltalk: tuple[tuple[str, re.Pattern[str]], ...]
    who: re.Pattern[str]
    counterpart: re.Pattern[str]
    applying: re.Pattern[str]
    requiring: re.Pattern[str]
    lacking: tuple[tuple[str, re.Pattern[str]], ...]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    relations: frozenset[str]
    stop: frozenset[str]
    weak: frozenset[str]
    written: Mapping[str, Any]

    @cached_property
    def ways(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        """What a relation is called behind the name of a thing, each way by itself."""
        return {name: tuple(map(re.compile, patterns)) for name, patterns in self.written["suffix"].items()}

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Relations that are told by what stands around the name of a thing."""
        frames = self.written["frame"]
        return tuple(Frame(f["relation"], re.compile(f["head"]), re.compile(f["tail"])) for f in frames)

    @cached_property
    def attributes(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What else is asked of a named thing, which documents hardly ever tell."""
        return tuple((name, _any(patterns)) for name, patterns in self.written["attributes"].items())


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in sorted(patterns, key=len, reverse=True)))


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The grammar of `zh.toml`."""
    data = tomllib.loads(resources.files("nlp.grammar").joinpath("zh.toml").read_text("utf-8"))
    return Grammar(
        fillers=_any(data["fillers"]),
        owner=re.compile("|".join(f"(?:{p})" for p in data["owner"])),
        involvement=tuple((name, _any(words)) for name, words in data["involvement"].items()),
        suffix=tuple((name, _any(patterns)) for name, patterns in data["suffix"].items()),
        facts=tuple((name, _any(patterns)) for name, patterns in data["facts"].items()),
        operators={name: _any(words) for name, words in data["operators"].items()},
        smalltalk=tuple((name, _any(patterns)) for name, patterns in data["smalltalk"].items()),
        who=_any(data["who"]),
        applying=_any(data["applying"]),
        requiring=_any(data["requiring"]),
        counterpart=_any(data["counterpart"]),
        lacking=tuple((name, _any(patterns)) for name, patterns in data["lacking"].items()),
        cues=tuple((name, _any([re.escape(word) for word in words])) for name, words in data["cues"].items()),
        relations=frozenset(data["words"]["relations"]),
        stop=frozenset(data["words"]["stop"]),
        weak=frozenset(data["words"]["weak"]),
        written=data,
    )
