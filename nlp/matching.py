"""What a stretch of text is about: content units with the concepts they name, for duties and questions alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from nlp.grammar import Grammar
from nlp.thesaurus import ConceptMention, Thesaurus

Cut = Callable[[str], list[str]]
_CONTENT = re.compile(r"[一-鿿]+|[a-z0-9][a-z0-9+.#/&-]*")
_CLAUSE = re.compile(r"[,，。;；:：!！?？]")
#: A number with its measure word tells nothing of a task: 一张, 两个, 几次.
_COUNT = re.compile("[一两二三几半][张份个条位名次回遍趟件批台辆套箱包袋瓶本册块片根支枚顿场桶杯家间]")
_SEPARATORS = str.maketrans("", "", " \t\r\n")


class Unit(NamedTuple):
    """A content word or concept form at `start` of a phrase; `action` where it names something done."""

    start: int
    text: str
    concepts: tuple[str, ...]
    action: bool
    weak: bool
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """What a duty is about: its text without white space, its concepts, all concepts above them, its words."""

    text: str
    concepts: frozenset[str]
    above: frozenset[str]
    words: frozenset[str]
    clauses: tuple["Features", ...] = ()


class Matcher:
    """Cuts phrases into units and duties into features with one thesaurus, grammar and segmenter."""

    def __init__(self, thesaurus: Thesaurus, grammar: Grammar, cut: Cut, cut_for_search: Cut) -> None:
        self.thesaurus = thesaurus
        self.grammar = grammar
        self._cut = cut
        self._cut_for_search = cut_for_search

    def describe(self, statement: str) -> Features:
        """Features of a duty's `statement` (normalised), and of each of its clauses where it has several."""
        clauses = [clause for clause in _CLAUSE.split(statement) if len(clause) > 1]
        whole = self._describe(statement)
        if len(clauses) < 2:
            return whole
        return replace(whole, clauses=tuple(self._describe(clause) for clause in clauses))

    def _describe(self, clause: str) -> Features:
        text = clause.lower().translate(_SEPARATORS)
        found = self.thesaurus.find_longest(text)
        named = {iri for mention in found for iri in mention.concepts}
        concepts = frozenset(named | {part for iri in named for part in self.thesaurus.parts(iri)})
        above = frozenset(up for iri in concepts for up in self.thesaurus.ancestors(iri))
        words = frozenset(w for w in self._cut_for_search(text) if len(w) > 1 and w not in self.grammar.stop)
        return Features(text, concepts, above, words)

    def tokens(self, features: Features) -> tuple[str, ...]:
        """Index tokens of a duty: concepts, words, character pairs, single characters of rare short forms."""
        pairs = {
            run[i : i + 2] for run in _CONTENT.findall(features.text) if not run.isascii() for i in range(len(run) - 1)
        }
        latin = {run for run in _CONTENT.findall(features.text) if run.isascii()}
        return (
            *("c:" + iri.rpartition("/")[2] for iri in features.concepts),
            *("b:" + iri.rpartition("/")[2] for iri in features.above),
            *("w:" + word for word in features.words | latin),
            *("g:" + pair for pair in pairs),
            *("s:" + character for character in {c for c in features.text if c >= "一"}),
        )

    def units(self, phrase: str) -> tuple[Unit, ...]:
        """The content units of a question's task `phrase`, without stop words, in order."""
        text = phrase.lower()
        covered = [False] * len(text)
        units: list[Unit] = []
        for mention in _disjoint(self.thesaurus.find_longest(text)):
            for i in range(mention.start, mention.end):
                covered[i] = True
            parts = self.thesaurus.parts(mention.concepts[0])
            things = [*mention.concepts, *parts]
            action = all(self.thesaurus.concepts[c].action for c in things)
            weak = mention.form in self.grammar.weak
            if mention.form not in self.grammar.stop:
                units.append(Unit(mention.start, mention.form, mention.concepts, action, weak, parts))
        for run in _CONTENT.finditer("".join(" " if c else t for t, c in zip(text, covered, strict=True))):
            units += self._words(run.group(), run.start())
        return tuple(sorted(units, key=lambda unit: unit.start))

    def _words(self, run: str, start: int) -> list[Unit]:
        units, at = [], start
        for word in [run] if run.isascii() else self._cut(run):
            verb = self.thesaurus.verb_forms.get(word)
            if word not in self.grammar.stop and word[0] != "每" and not _COUNT.fullmatch(word):
                units.append(Unit(at, word, (verb,) if verb else (), verb is not None, word in self.grammar.weak))
            at += len(word)
        return units


def _disjoint(mentions: list[ConceptMention]) -> list[ConceptMention]:
    """Mentions that do not overlap: the longer of two is kept."""
    kept: list[ConceptMention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if all(mention.end <= k.start or mention.start >= k.end for k in kept):
            kept.append(mention)
    return kept
