"""How like a duty is to the phrase of a question: each word compared in several ways, summed up in a few figures."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from nlp.matching import Features
from nlp.phrases import EVOKED, Phrase, Probe, Rarity

#: Likeness of a unit to a duty, by the way it was found there.
SAME, LITERAL, NARROWER, BROADER, ABBREVIATION, PAIRS, COMPOUND = 1.0, 1.0, 0.9, 0.6, 0.75, 0.7, 0.97
_FEWEST_PARTS = 0.4
_FOUND, _MISSING = 0.5, 0.3
#: Abbreviations have so many letters at most; of a longer word so great a share of its pairs of letters must be there.
_SHORT, _HALF = 4, 0.5
#: The words of so many texts are kept ready.
_REMEMBERED = 20_000


class Words(NamedTuple):
    """The words of a text made ready: each with its weight, the weight of all, those that hold a character, and these."""

    weights: dict[str, float]
    total: float
    holding: dict[str, tuple[str, ...]]
    letters: frozenset[str]


class Cover(NamedTuple):
    """What a text has of a phrase: how each unit was found, the units that are `there`; the weight of all of them, of the
    things among it, and of the things that are not there: `missed` those known to the thesaurus, `elsewhere` those
    that other duties have, `strange` names that no duty has; `head` is the likeness of the last thing named. Where words
    that mean nearly the same count too: `soft` is the weight of what is there, `best` that of the unit which tells most,
    `near` the nearness of the nearest word for a unit that is not there itself, `number` that of units found; `lacking` is
    the weight of the thing not there that would tell most."""

    ways: tuple[str, ...]
    there: tuple[Probe, ...]
    weight: float
    things: float
    missed: float
    elsewhere: float
    strange: float
    head: float
    soft: float
    best: float
    near: float
    number: int
    lacking: float


class Scale:
    """Weighs phrases against texts."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._ready = lru_cache(_REMEMBERED)(self._prepare_words)

    def cover(self, phrase: Phrase, features: Features) -> Cover:
        """What `features` have of `phrase`."""
        weight = things = missed = elsewhere = strange = soft = best = nearest = lacking = 0.0
        head, count = 0.5, 0
        ways: list[str] = []
        there: list[Probe] = []
        words = phrase.near.keys() & features.words
        evokes = not (phrase.evoked.isdisjoint(features.concepts) and phrase.evoked.isdisjoint(features.above))
        for probe in phrase.probes:
            likeness, way = _compare(probe, features)
            ways.append(way)
            share, near = probe.weight, 0.0
            for word in words:
                if (value := probe.near.get(word, 0.0)) > near:
                    near = value
            if (
                evokes
                and near < EVOKED
                and not (features.concepts.isdisjoint(probe.evoked) and features.above.isdisjoint(probe.evoked))
            ):
                near = EVOKED
            told = share * (likeness if likeness > near else near)
            soft += told
            if told > best:
                best = told
            if likeness > _FOUND or near > _FOUND:
                count += 1
            if likeness < _MISSING and near > nearest:
                nearest = near
            if likeness:
                there.append(probe)
                weight += share * likeness
            if probe.unit.action:
                continue
            things += share * likeness
            if not likeness and share > lacking:
                lacking = share
            if probe.heading:
                head = likeness
            if likeness < _FOUND:
                if probe.concepts:
                    missed += share
                if probe.recorded:
                    elsewhere += share
                elif probe.name:
                    strange += share
        return Cover(
            tuple(ways),
            tuple(there),
            weight,
            things,
            missed,
            elsewhere,
            strange,
            head,
            soft,
            best,
            nearest,
            count,
            lacking,
        )

    def cover_clause(self, clause: Features, whole: Cover) -> tuple[float, float]:
        """The weight of what one clause of a text has of a phrase, and of the things in it; `whole` is the text's cover."""
        weight = things = 0.0
        for probe in whole.there:
            share = probe.weight * _compare(probe, clause)[0]
            weight += share
            if not probe.unit.action:
                things += share
        return weight, things

    def explains(self, phrase: Phrase, features: Features) -> float:
        """The share of what `features` name that `phrase` names too: words that have a character of it, or concepts."""
        if not features.words:
            return 0.0
        shared = len(phrase.concepts & features.concepts) / len(features.concepts) if features.concepts else 0.0
        return max(len(_share(phrase, self._ready(features.words))) / len(features.words), shared)

    def tells(self, phrase: Phrase, features: Features) -> float:
        """The share of the words of `features`, each weighed by its rarity, that `phrase` names or nearly names."""
        words = self._ready(features.words)
        alike = _share(phrase, words)
        told = sum([words.weights[word] * phrase.tell(word) for word in alike]) if alike else 0.0
        if not phrase.near.keys().isdisjoint(features.words):
            near = phrase.near.keys() & features.words.difference(alike)
            told += sum([words.weights[word] * phrase.near[word] for word in near])
        return told / words.total if told else 0.0

    def _prepare_words(self, texts: frozenset[str]) -> Words:
        weights = {word: self._rarity.of("w:" + word) for word in sorted(texts)}
        holding: dict[str, list[str]] = {}
        for word in texts:
            for piece in (word,) if word.isascii() else set(word):
                holding.setdefault(piece, []).append(word)
        found = {piece: tuple(words) for piece, words in holding.items()}
        return Words(weights, sum(weights.values()), found, frozenset(found))


def _share(phrase: Phrase, words: Words) -> Collection[str]:
    """The words that have a character, or a Latin word, of `phrase`."""
    shared = words.letters & phrase.letters
    return {word for letter in shared for word in words.holding[letter]} if shared else ()


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
    if len(text) <= _SHORT and text[0] in duty.text and text[-1] in duty.text and _abbreviates(text, duty.words):
        return ABBREVIATION, "简称"
    if probe.pairs:
        share = sum([pair in duty.text for pair in probe.pairs]) / len(probe.pairs)
        if share >= _HALF:
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
