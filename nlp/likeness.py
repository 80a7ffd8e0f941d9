"""How like a duty is to the phrase of a question: each word compared in several ways, summed up in a few figures."""

from dataclasses import dataclass
from functools import lru_cache

from nlp.matching import Features
from nlp.phrases import EVOKED, Phrase, Probe, Rarity

#: Likeness of a unit to a duty, by the way it was found there.
SAME, LITERAL, NARROWER, BROADER, ABBREVIATION, PAIRS, COMPOUND = 1.0, 1.0, 0.9, 0.6, 0.75, 0.7, 0.97
_FEWEST_PARTS = 0.4
_FOUND, _MISSING = 0.5, 0.3
#: The words of so many texts are kept ready.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text made ready: each with its weight, the weight of all, and those that hold a character."""

    weights: dict[str, float]
    total: float
    holding: dict[str, tuple[str, ...]]


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
    """Weighs phrases against texts."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._ready = lru_cache(_REMEMBERED)(self._prepare_words)

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
            if not probe.near.keys().isdisjoint(features.words):
                near = max(probe.near[word] for word in probe.near.keys() & features.words)
            if near < EVOKED and not (
                features.concepts.isdisjoint(probe.evoked) and features.above.isdisjoint(probe.evoked)
            ):
                near = EVOKED
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
        shared = len(phrase.concepts & features.concepts) / len(features.concepts) if features.concepts else 0.0
        return max(len(self._share(phrase, self._ready(features.words))) / len(features.words), shared)

    def tells(self, phrase: Phrase, features: Features) -> float:
        """The share of the words of `features`, each weighed by its rarity, that `phrase` names or nearly names."""
        words = self._ready(features.words)
        if not words.total:
            return 0.0
        alike = self._share(phrase, words)
        told = sum(words.weights[word] * phrase.tell(word) for word in alike)
        if not phrase.near.keys().isdisjoint(features.words):
            told += sum(
                words.weights[word] * phrase.near[word]
                for word in phrase.near.keys() & features.words
                if word not in alike
            )
        return told / words.total

    def _share(self, phrase: Phrase, words: Words) -> set[str]:
        """The words that have a character, or a Latin word, of `phrase`."""
        return {word for c in words.holding.keys() & phrase.letters for word in words.holding[c]}

    def _prepare_words(self, texts: frozenset[str]) -> Words:
        weights = {word: self._rarity.of("w:" + word) for word in texts}
        holding: dict[str, list[str]] = {}
        for word in texts:
            for piece in (word,) if word.isascii() else set(word):
                holding.setdefault(piece, []).append(word)
        return Words(weights, sum(weights.values()), {piece: tuple(found) for piece, found in holding.items()})


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
