"""How like a duty is to the phrase of a question: each word compared in several ways, summed up in a few figures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.search import CandidateIndex
from nlp.matching import Features, Matcher, Unit

#: How much a unit of each sort tells about a task, beside how rare it is.
OBJECT_WEIGHT, ACTION_WEIGHT, WEAK_WEIGHT = 1.0, 0.45, 0.12
#: A word that no document has: a short one is mostly a way of speaking, a long one names something.
UNKNOWN_WORD, UNKNOWN_NAME = 0.4, 0.8
#: A single character: mostly a bare verb that stands inside some word of the duty (补 of 补发).
SINGLE_WEIGHT = 0.3
#: A word that says where, and little of what.
PLACE_WEIGHT = 0.15
#: Likeness of a unit to a duty, by the way it was found there.
SAME, LITERAL, NARROWER, BROADER, ABBREVIATION, PAIRS, COMPOUND = 1.0, 1.0, 0.9, 0.6, 0.75, 0.7, 0.97
_FEWEST_PARTS = 0.4
_FOUND = 0.5


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content of a question: its units with their weights, its characters and pairs of them with theirs."""

    units: tuple[Unit, ...]
    weights: tuple[float, ...]
    characters: dict[str, float]
    pairs: dict[str, float]
    places: tuple[str, ...]
    concepts: frozenset[str]
    total: float


@dataclass(frozen=True, slots=True)
class Cover:
    """What a text has of a phrase: weight of the units found, by sort, and how each was found; `missed` is the weight
    of the things known to the thesaurus that are not there."""

    weight: float
    things: float
    deeds: float
    missed: float
    reasons: tuple[str, ...]


class Scale:
    """Weighs phrases against the texts of one index."""

    def __init__(self, index: CandidateIndex, matcher: Matcher, places: Mapping[str, tuple[str, ...]]) -> None:
        self._index = index
        self._matcher = matcher
        self._places = places
        self._rarities: dict[str, float] = {}

    def read(self, text: str) -> Phrase:
        """The phrase of a question's words `text`."""
        units = self._matcher.units(text)
        characters: dict[str, float] = {}
        pairs: dict[str, float] = {}
        for unit in units:
            if unit.text in self._places or unit.text.isascii():
                continue
            share = 0.5 if unit.action or unit.weak else 1.0
            for character in unit.text:
                weight = share * self._rarity("s:" + character)
                characters[character] = max(characters.get(character, 0.0), weight)
            for at in range(len(unit.text) - 1):
                pair = unit.text[at : at + 2]
                pairs[pair] = max(pairs.get(pair, 0.0), share)
        weights = tuple(self._weigh(unit) for unit in units)
        places = tuple(u.text for u in units if u.text in self._places)
        concepts = frozenset(iri for unit in units for iri in (*unit.concepts, *unit.parts))
        return Phrase(units, weights, characters, pairs, places, concepts, sum(weights))

    def tokens(self, phrase: Phrase) -> dict[str, float]:
        """Index tokens that a duty about `phrase` may hold, with their weights."""
        query: dict[str, float] = {}
        thesaurus = self._matcher.thesaurus
        for unit, weight in zip(phrase.units, phrase.weights, strict=True):
            tokens = {"w:" + unit.text: 1.0}
            for iri in unit.concepts:
                name = iri.rpartition("/")[2]
                tokens |= {"c:" + name: 1.0, "b:" + name: 0.8}
                tokens |= {"c:" + part.rpartition("/")[2]: 0.6 for part in unit.parts}
                tokens |= {"c:" + up.rpartition("/")[2]: 0.4 for up in thesaurus.ancestors(iri)[:2]}
            if not unit.text.isascii():
                tokens |= {"g:" + unit.text[i : i + 2]: 0.5 for i in range(len(unit.text) - 1)}
            for token, share in tokens.items():
                query[token] = max(query.get(token, 0.0), weight * share)
        for character, weight in phrase.characters.items():
            query["s:" + character] = 0.15 * weight
        return query

    def cover(self, phrase: Phrase, features: Features) -> Cover:
        """What `features` have of `phrase`."""
        things = deeds = missed = 0.0
        reasons = []
        for unit, weight in zip(phrase.units, phrase.weights, strict=True):
            likeness, way = self._compare(unit, features)
            if unit.action:
                deeds += weight * likeness
            else:
                things += weight * likeness
                if unit.concepts and likeness < _FOUND:
                    missed += weight
            if way:
                reasons.append(f"{unit.text}:{way}×{weight:.2f}")
        return Cover(things + deeds, things, deeds, missed, tuple(reasons))

    def explains(self, phrase: Phrase, features: Features) -> float:
        """The share of what `features` name that `phrase` names too."""
        if not features.words:
            return 0.0
        told = sum(any(c in phrase.characters for c in word) for word in features.words)
        shared = len(phrase.concepts & features.concepts) / len(features.concepts) if features.concepts else 0.0
        return max(told / len(features.words), shared)

    def _compare(self, unit: Unit, duty: Features) -> tuple[float, str]:
        if unit.text in duty.text and (not unit.text.isascii() or unit.text in duty.words):
            return LITERAL, "原词"
        if any(iri in duty.concepts for iri in unit.concepts):
            return SAME, "同义"
        if any(iri in duty.above for iri in unit.concepts):
            return NARROWER, "下位"
        if unit.parts and (share := self._compare_parts(unit.parts, duty)) >= _FEWEST_PARTS:
            return share * COMPOUND, "合成"
        for iri in unit.concepts:
            if any(up in duty.concepts for up in self._matcher.thesaurus.ancestors(iri)[:1]):
                return BROADER, "上位"
        if unit.text.isascii() or unit.action:
            return 0.0, ""
        if len(unit.text) <= 4 and _abbreviates(unit.text, duty.words):
            return ABBREVIATION, "简称"
        if len(unit.text) > 2:
            pairs = [unit.text[i : i + 2] for i in range(len(unit.text) - 1)]
            share = sum(pair in duty.text for pair in pairs) / len(pairs)
            if share >= 0.5:
                return share * PAIRS, "字面"
        return 0.0, ""

    def _compare_parts(self, parts: tuple[str, ...], duty: Features) -> float:
        """Share of a compound's parts that a duty names, things weighing more than actions."""
        concepts = self._matcher.thesaurus.concepts
        weights = [ACTION_WEIGHT if concepts[part].action else OBJECT_WEIGHT for part in parts]
        return sum(
            weight * (SAME if part in duty.concepts else NARROWER if part in duty.above else 0.0)
            for part, weight in zip(parts, weights, strict=True)
        ) / sum(weights)

    def _weigh(self, unit: Unit) -> float:
        if unit.text in self._places:
            return PLACE_WEIGHT
        kind = WEAK_WEIGHT if unit.weak else ACTION_WEIGHT if unit.action else OBJECT_WEIGHT
        if len(unit.text) == 1 and not unit.concepts:
            return SINGLE_WEIGHT * self._rarity("s:" + unit.text)
        names = [iri.rpartition("/")[2] for iri in unit.concepts]
        frequency = max(
            [self._index.document_frequency("w:" + unit.text)]
            + [self._index.document_frequency("c:" + n) + self._index.document_frequency("b:" + n) for n in names]
        )
        if not frequency:
            return kind * (UNKNOWN_WORD if len(unit.text) < 3 else UNKNOWN_NAME)
        size = max(2, self._index.size)
        return kind * max(0.15, min(1.0, math.log((size + 1) / (frequency + 0.5)) / math.log(size + 1)))

    def _rarity(self, token: str) -> float:
        known = self._rarities.get(token)
        if known is None:
            size = max(2, self._index.size)
            frequency = self._index.document_frequency(token)
            known = max(0.05, min(1.0, math.log((size + 1) / (frequency + 0.5)) / math.log(size + 1)))
            self._rarities[token] = known
        return known


def _abbreviates(short: str, words: frozenset[str]) -> bool:
    """Whether `short` is made of the first letters of parts of one word: 客诉 of 客户投诉."""
    return any(len(word) >= 2 * len(short) - 1 and word[0] == short[0] and _subsequence(short, word) for word in words)


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
