"""How like a duty is to the phrase of a question: each word compared in several ways, summed up in a few figures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.search import CandidateIndex
from nlp.matching import Features, Matcher, Unit
from nlp.synonyms import Synonyms

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
_FOUND, _MISSING = 0.5, 0.3
#: From so much nearness on a word is looked for in place of another.
_NEAR = 0.6
#: A word of a duty is told by a phrase that names a part of it.
_PART = 0.6


@dataclass(frozen=True, slots=True)
class Probe:
    """A unit of a phrase made ready to be looked for: `nearest` are the concepts right above its own, `pairs` its pairs
    of characters where it may be found by them, `near` words of duties that mean nearly the same; `recorded` where some
    duty has it, `name` where it names something."""

    unit: Unit
    weight: float
    concepts: frozenset[str]
    nearest: frozenset[str]
    parts: tuple[tuple[str, float, frozenset[str]], ...]
    pairs: tuple[str, ...]
    plain: bool
    recorded: bool
    name: bool
    near: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content of a question: its units ready to be looked for, its characters and pairs of them with their weights,
    the words in it that say where; `total` and `things` are the weights of all units and of those that are no action;
    `near` are the words of duties that mean nearly what some unit means, `joined` the texts of all units, apart."""

    probes: tuple[Probe, ...]
    characters: dict[str, float]
    pairs: dict[str, float]
    places: tuple[str, ...]
    concepts: frozenset[str]
    total: float
    things: float
    near: Mapping[str, float]
    joined: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What a text has of a phrase: the likeness of each unit, and how it was found; the weight of all that is there, of
    the things among it, and of the things that are not there: `missed` those known to the thesaurus, `elsewhere` those
    that other duties have, `strange` names that no duty has; `head` is the likeness of the last thing named. Where words
    that mean nearly the same count too: `soft` is the weight of what is there, `best` that of the unit which tells most,
    `near` the nearness of the nearest word for a unit that is not there itself, `count` the number of units found."""

    found: tuple[tuple[float, str], ...]
    weight: float
    things: float
    missed: float
    elsewhere: float
    strange: float
    head: float
    soft: float
    best: float
    near: float
    count: int


class Scale:
    """Weighs phrases against the texts of one index."""

    def __init__(
        self, index: CandidateIndex, matcher: Matcher, synonyms: Synonyms, places: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._index = index
        self._matcher = matcher
        self._synonyms = synonyms
        self._places = places
        self._rarities: dict[str, float] = {}

    def read(self, text: str) -> Phrase:
        """The phrase of a question's words `text`."""
        units = self._matcher.units(text)
        characters: dict[str, float] = {}
        pairs: dict[str, float] = {}
        for unit in units:
            if unit.text in self._places:
                continue
            if unit.text.isascii():
                characters[unit.text] = pairs[unit.text] = 1.0
                continue
            share = 0.5 if unit.action or unit.weak else 1.0
            for character in unit.text:
                weight = share * self._rarity("s:" + character)
                characters[character] = max(characters.get(character, 0.0), weight)
            for at in range(len(unit.text) - 1):
                pair = unit.text[at : at + 2]
                pairs[pair] = max(pairs.get(pair, 0.0), share)
        probes = tuple(self._prepare(unit) for unit in units)
        near: dict[str, float] = {}
        for probe in probes:
            for word, value in probe.near.items():
                near[word] = max(near.get(word, 0.0), value)
        return Phrase(
            probes,
            characters,
            pairs,
            tuple(unit.text for unit in units if unit.text in self._places),
            frozenset(iri for unit in units for iri in (*unit.concepts, *unit.parts)),
            sum(probe.weight for probe in probes),
            sum(probe.weight for probe in probes if not probe.unit.action),
            near,
            "\n".join(unit.text for unit in units),
        )

    def _prepare(self, unit: Unit) -> Probe:
        thesaurus = self._matcher.thesaurus
        latin, size = unit.text.isascii(), len(unit.text)
        weighed = [
            (c.iri, ACTION_WEIGHT if c.action else OBJECT_WEIGHT, c.related)
            for c in (thesaurus.concepts[part] for part in unit.parts)
        ]
        return Probe(
            unit,
            self._weigh(unit),
            frozenset(unit.concepts),
            frozenset(up for iri in unit.concepts for up in thesaurus.ancestors(iri)[:1]),
            tuple(weighed),
            tuple(unit.text[i : i + 2] for i in range(size - 1)) if size > 2 and not latin and not unit.action else (),
            not latin and not unit.action,
            self._frequency(unit) > 0,
            latin or size > 2,
            {} if unit.text in self._places else self._synonyms.near(unit.text),
        )

    def tokens(self, phrase: Phrase) -> dict[str, float]:
        """Index tokens that a duty about `phrase` may hold, with their weights."""
        query: dict[str, float] = {}
        thesaurus = self._matcher.thesaurus
        for probe in phrase.probes:
            unit, weight = probe.unit, probe.weight
            tokens = {"w:" + unit.text: 1.0}
            for iri in unit.concepts:
                name = iri.rpartition("/")[2]
                tokens |= {"c:" + name: 1.0, "b:" + name: 0.8}
                tokens |= {"c:" + part.rpartition("/")[2]: 0.6 for part in unit.parts}
                tokens |= {"c:" + up.rpartition("/")[2]: 0.4 for up in thesaurus.ancestors(iri)[:2]}
            if not unit.text.isascii():
                tokens |= {"g:" + unit.text[i : i + 2]: 0.5 for i in range(len(unit.text) - 1)}
            tokens |= {"w:" + word: 0.6 * value for word, value in probe.near.items() if value >= _NEAR}
            for token, share in tokens.items():
                query[token] = max(query.get(token, 0.0), weight * share)
        for character, weight in phrase.characters.items():
            query.setdefault(("s:" if len(character) == 1 else "w:") + character, 0.15 * weight)
        return query

    def cover(self, phrase: Phrase, features: Features) -> Cover:
        """What `features` have of `phrase`."""
        weight = things = missed = elsewhere = strange = soft = best = nearest = 0.0
        head, count = 0.5, 0
        found = []
        for probe in phrase.probes:
            likeness, way = _compare(probe, features)
            found.append((likeness, way))
            weight += probe.weight * likeness
            near = 0.0
            if not features.words.isdisjoint(probe.near):
                near = max(probe.near[word] for word in features.words & probe.near.keys())
            told = max(likeness, near)
            soft += probe.weight * told
            best = max(best, probe.weight * told)
            count += told > _FOUND
            if likeness < _MISSING:
                nearest = max(nearest, near)
            if probe.unit.action:
                continue
            things += probe.weight * likeness
            if len(probe.unit.text) > 1 and not probe.unit.weak:
                head = likeness
            if likeness < _FOUND:
                if probe.concepts:
                    missed += probe.weight
                if probe.recorded:
                    elsewhere += probe.weight
                elif probe.name:
                    strange += probe.weight
        return Cover(tuple(found), weight, things, missed, elsewhere, strange, head, soft, best, nearest, count)

    def cover_clause(self, phrase: Phrase, clause: Features, whole: Cover) -> tuple[float, float]:
        """The weight of what one clause of a text has of `phrase`, and of the things in it; `whole` is the text's cover."""
        weight = things = 0.0
        for probe, (there, _) in zip(phrase.probes, whole.found, strict=True):
            if there:
                share = probe.weight * _compare(probe, clause)[0]
                weight += share
                if not probe.unit.action:
                    things += share
        return weight, things

    def explains(self, phrase: Phrase, features: Features) -> float:
        """The share of what `features` name that `phrase` names too."""
        if not features.words:
            return 0.0
        told = sum(any(c in phrase.characters for c in word) for word in features.words)
        shared = len(phrase.concepts & features.concepts) / len(features.concepts) if features.concepts else 0.0
        return max(told / len(features.words), shared)

    def tells(self, phrase: Phrase, features: Features) -> float:
        """The share of the words of `features`, each weighed by its rarity, that `phrase` names or nearly names."""
        told = total = 0.0
        for word in features.words:
            weight = self._rarity("w:" + word)
            total += weight
            if word in phrase.joined:
                told += weight
                continue
            near = phrase.near.get(word, 0.0)
            if near < _PART:
                for probe in phrase.probes:
                    if probe.unit.text in word:
                        near = _PART
                        break
            told += weight * near
        return told / total if total else 0.0

    def _weigh(self, unit: Unit) -> float:
        if unit.text in self._places:
            return PLACE_WEIGHT
        kind = WEAK_WEIGHT if unit.weak else ACTION_WEIGHT if unit.action else OBJECT_WEIGHT
        if len(unit.text) == 1 and not unit.concepts:
            return SINGLE_WEIGHT * self._rarity("s:" + unit.text)
        frequency = self._frequency(unit)
        if not frequency and not unit.concepts:
            return kind * (UNKNOWN_WORD if len(unit.text) < 3 else UNKNOWN_NAME)
        size = max(2, self._index.size)
        return kind * max(0.15, min(1.0, math.log((size + 1) / (frequency + 0.5)) / math.log(size + 1)))

    def _frequency(self, unit: Unit) -> int:
        """How many duties name what `unit` does, or something narrower."""
        counts = [self._index.document_frequency("w:" + unit.text)]
        for iri in unit.concepts:
            name = iri.rpartition("/")[2]
            counts.append(self._index.document_frequency("c:" + name) + self._index.document_frequency("b:" + name))
        return max(counts)

    def _rarity(self, token: str) -> float:
        known = self._rarities.get(token)
        if known is None:
            size = max(2, self._index.size)
            frequency = self._index.document_frequency(token)
            known = max(0.05, min(1.0, math.log((size + 1) / (frequency + 0.5)) / math.log(size + 1)))
            self._rarities[token] = known
        return known


def _compare(probe: Probe, duty: Features) -> tuple[float, str]:
    """How like the unit of `probe` is to something in `duty`, 0 to 1, and in what way."""
    text = probe.unit.text
    if text in duty.text and (probe.plain or not text.isascii() or text in duty.words):
        return LITERAL, "原词"
    if probe.concepts:
        if not probe.concepts.isdisjoint(duty.concepts):
            return SAME, "同义"
        if not probe.concepts.isdisjoint(duty.above):
            return NARROWER, "下位"
        if probe.parts and (share := _compare_parts(probe.parts, duty)) >= _FEWEST_PARTS:
            return share * COMPOUND, "合成"
        if not probe.nearest.isdisjoint(duty.concepts):
            return BROADER, "上位"
    if not probe.plain:
        return 0.0, ""
    if len(text) <= 4 and all(c in duty.text for c in text) and _abbreviates(text, duty.words):
        return ABBREVIATION, "简称"
    if probe.pairs:
        share = sum(pair in duty.text for pair in probe.pairs) / len(probe.pairs)
        if share >= 0.5:
            return share * PAIRS, "字面"
    return 0.0, ""


def _compare_parts(parts: tuple[tuple[str, float, frozenset[str]], ...], duty: Features) -> float:
    """Share of a compound's parts that a duty names, things weighing more than actions."""
    found = 0.0
    for part, weight, related in parts:
        if part in duty.concepts:
            found += weight * SAME
        elif part in duty.above or not related.isdisjoint(duty.concepts):
            found += weight * NARROWER
    return found / sum(weight for _, weight, _ in parts)


def _abbreviates(short: str, words: frozenset[str]) -> bool:
    """Whether `short` is made of the first letters of parts of one word: 客诉 of 客户投诉."""
    return any(len(word) >= 2 * len(short) - 1 and word[0] == short[0] and _subsequence(short, word) for word in words)


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
