"""Phrases of questions made ready to be compared with duties: each word with its weight and with what may stand for it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.search import CandidateIndex
from nlp.matching import Matcher, Unit
from nlp.synonyms import Synonyms
from nlp.unheard import Known, Weighed, tell_known

#: How much a unit of each sort tells about a task, beside how rare it is.
OBJECT_WEIGHT, ACTION_WEIGHT, WEAK_WEIGHT = 1.0, 0.45, 0.12
#: A word that no document has: a short one is mostly a way of speaking, a long one names something.
UNKNOWN_WORD, UNKNOWN_NAME = 0.4, 0.8
#: A single character: mostly a bare verb that stands inside some word of the duty (补 of 补发).
SINGLE_WEIGHT = 0.3
#: A word that says where, and little of what.
PLACE_WEIGHT = 0.15
#: From so much nearness on a word is looked for in place of another.
_NEAR = 0.6
#: How near a duty is that names what a word makes think of, has a word which makes think of what is named, or one which
#: makes think of the same.
EVOKED, EVOKING, AKIN = 0.7, 0.6, 0.5
#: How near a word of documents is that an everyday word stands for.
FORMAL = 0.8
#: So many tokens are kept with their rarity.
_REMEMBERED = 50_000
#: A word of a duty is told by a phrase that names a part of it.
_PART = 0.6


@dataclass(frozen=True, slots=True)
class Probe:
    """A unit of a phrase made ready to be looked for: `nearest` are the concepts right above its own, `pairs` its pairs
    of characters where it may be found by them, `near` words of duties that mean nearly the same; `recorded` where some
    duty has it, `name` where it names something, `heading` where it may say what the phrase is about in the end;
    `evoked` are concepts that it makes think of."""

    unit: Unit
    weight: float
    concepts: frozenset[str]
    nearest: frozenset[str]
    parts: tuple[tuple[str, float, frozenset[str]], ...]
    pairs: tuple[str, ...]
    plain: bool
    recorded: bool
    name: bool
    heading: bool
    near: Mapping[str, float]
    evoked: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """The content of a question: its units ready to be looked for, its characters and pairs of them with their weights,
    the words in it that say where; `total` and `things` are the weights of all units and of those that are no action;
    `near` are the words of duties that mean nearly what some unit means, `evoked` the concepts that some unit makes think
    of, `letters` what `characters` has, `told` how far it names words of duties,
    as far as that was asked."""

    probes: tuple[Probe, ...]
    characters: dict[str, float]
    pairs: dict[str, float]
    places: tuple[str, ...]
    concepts: frozenset[str]
    total: float
    things: float
    near: Mapping[str, float]
    evoked: frozenset[str]
    letters: frozenset[str]
    told: dict[str, float]
    text: str
    known: Known

    def tell(self, word: str) -> float:
        """How far the phrase names `word` of a duty, which shares a character with it, 0 to 1."""
        told = self.told.get(word)
        if told is None:
            told = self.near.get(word, 0.0)
            if any(word in probe.unit.text for probe in self.probes):
                told = 1.0
            elif told < _PART and any(probe.unit.text in word for probe in self.probes):
                told = _PART
            self.told[word] = told
        return told

    def explain(self, ways: Sequence[str]) -> list[str]:
        """How each unit was found in a duty, in words, where it was."""
        return [f"{p.unit.text}:{way}×{p.weight:.2f}" for p, way in zip(self.probes, ways, strict=True) if way]


class Rarity:
    """How telling each token of an index is."""

    def __init__(self, index: CandidateIndex) -> None:
        self._size = max(2, index.size)
        self.of = lru_cache(_REMEMBERED)(self._of)
        #: How many duties hold a token.
        self.count = lru_cache(_REMEMBERED)(index.document_frequency)

    def _of(self, token: str) -> float:
        """0.05 to 1: the fewer duties hold `token`, the more."""
        return max(0.05, self.of_count(self.count(token)))

    def of_count(self, count: int) -> float:
        """The same for whatever so many duties hold, down to 0 and below."""
        return min(1.0, math.log((self._size + 1) / (count + 0.5)) / math.log(self._size + 1))


class _Read(NamedTuple):
    """A unit of a phrase, the concepts that it makes think of, and the words of documents that it stands for."""

    unit: Unit
    evoked: set[str]
    formal: set[str]


class PhraseReader:
    """Reads phrases for the duties of one index."""

    def __init__(
        self, rarity: Rarity, matcher: Matcher, synonyms: Synonyms, places: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._rarity = rarity
        self._matcher = matcher
        self._synonyms = synonyms
        self._places = places
        self._forms = lru_cache(_REMEMBERED)(self._find_forms)
        self._cues = lru_cache(_REMEMBERED)(self._find_cues)

    def _find_forms(self, iri: str) -> list[str]:
        """The words of duties that are written forms of a concept."""
        return [form for form in self._matcher.thesaurus.concepts[iri].forms if form in self._synonyms.words]

    def _find_cues(self, iri: str) -> list[str]:
        """The words of duties that make think of a concept."""
        return [cue for cue in self._matcher.thesaurus.concepts[iri].cues if cue in self._synonyms.words]

    def read(self, text: str) -> Phrase:
        """The phrase of a question's words `text`."""
        read = self._read_units(text)
        units = [one.unit for one in read]
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
                weight = share * self._rarity.of("s:" + character)
                characters[character] = max(characters.get(character, 0.0), weight)
            for at in range(len(unit.text) - 1):
                pair = unit.text[at : at + 2]
                pairs[pair] = max(pairs.get(pair, 0.0), share)
        probes = tuple(map(self._prepare, read))
        near: dict[str, float] = {}
        for probe in probes:
            _raise(near, probe.near.items())
        return Phrase(
            probes,
            characters,
            pairs,
            tuple(unit.text for unit in units if unit.text in self._places),
            frozenset(iri for unit in units for iri in (*unit.concepts, *unit.parts)),
            sum(probe.weight for probe in probes),
            sum(probe.weight for probe in probes if not probe.unit.action),
            near,
            frozenset(iri for probe in probes for iri in probe.evoked),
            frozenset(characters),
            {},
            text,
            tell_known(
                text,
                [Weighed(p.unit.text, p.weight, p.unit.action, p.recorded, bool(p.concepts)) for p in probes],
            ),
        )

    def _read_units(self, text: str) -> list["_Read"]:
        """The units of `text` with what they, and longer stretches that they belong to, make think of and stand for."""
        thesaurus, everyday = self._matcher.thesaurus, self._synonyms.everyday
        read = [
            _Read(unit, set(thesaurus.evoked_by(unit.text)), set(everyday.read_character(unit.text)))
            for unit in self._matcher.units(text)
        ]

        def belonging(start: int, end: int) -> list[_Read]:
            within = [r for r in read if r.unit.start < end and start < r.unit.start + len(r.unit.text)]
            if not within:
                within = [_Read(Unit(start, text[start:end], (), False, False), set(), set())]
                read.extend(within)
            return within

        text = text.lower()
        for cue in thesaurus.find_cues(text):
            for one in belonging(cue.start, cue.end):
                one.evoked.update(cue.concepts)
        for start, end, formal in everyday.find(text):
            for one in belonging(start, end):
                one.formal.update(formal)
        for one in read:
            for word in one.formal:
                one.evoked.update(thesaurus.named_by(word))
        return read

    def _prepare(self, read: "_Read") -> Probe:
        thesaurus, unit = self._matcher.thesaurus, read.unit
        evoked = frozenset(read.evoked.difference(unit.concepts))
        latin, size = unit.text.isascii(), len(unit.text)
        weighed = [
            (c.iri, ACTION_WEIGHT if c.action else OBJECT_WEIGHT, c.related)
            for c in (thesaurus.concepts[part] for part in unit.parts)
        ]
        near = {} if unit.text in self._places else dict(self._synonyms.near(unit.text))
        _raise(near, [(word, FORMAL) for word in read.formal if word in self._synonyms.words])
        _raise(near, [(form, EVOKED) for iri in evoked for form in self._forms(iri)])
        _raise(near, [(cue, EVOKING) for iri in unit.concepts for cue in self._cues(iri)])
        _raise(near, [(cue, AKIN) for iri in evoked for cue in self._cues(iri)])
        frequency = self._frequency(unit)
        return Probe(
            unit,
            self._weigh(unit, frequency, near),
            frozenset(unit.concepts),
            frozenset(up for iri in unit.concepts for up in thesaurus.ancestors(iri)[:1]),
            tuple(weighed),
            tuple(unit.text[i : i + 2] for i in range(size - 1)) if size > 2 and not latin and not unit.action else (),
            not latin and not unit.action,
            frequency > 0,
            latin or size > 2,
            size > 1 and not unit.action and not unit.weak,
            near,
            evoked,
        )

    def tokens(self, phrase: Phrase) -> dict[str, float]:
        """Tokens of the index that a duty about `phrase` may hold, with their weights."""
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
            tokens |= {"c:" + iri.rpartition("/")[2]: EVOKED for iri in probe.evoked}
            _raise(query, [(token, weight * share) for token, share in tokens.items()])
        for character, weight in phrase.characters.items():
            query.setdefault(("s:" if len(character) == 1 else "w:") + character, 0.15 * weight)
        return {token: weight for token, weight in query.items() if self._rarity.count(token)}

    def _weigh(self, unit: Unit, frequency: int, near: Mapping[str, float]) -> float:
        if unit.text in self._places:
            return PLACE_WEIGHT
        kind = WEAK_WEIGHT if unit.weak else ACTION_WEIGHT if unit.action else OBJECT_WEIGHT
        if len(unit.text) == 1 and not unit.concepts:
            return SINGLE_WEIGHT * self._rarity.of("s:" + unit.text)
        if not frequency and not unit.concepts:
            # Whatever stands for words of duties tells as much as the commonest of them.
            meant = [self._rarity.count("w:" + word) for word, value in near.items() if value >= EVOKED]
            if meant:
                return kind * max(0.15, self._rarity.of_count(max(meant)))
            return kind * (UNKNOWN_WORD if len(unit.text) < 3 else UNKNOWN_NAME)
        return kind * max(0.15, self._rarity.of_count(frequency))

    def _frequency(self, unit: Unit) -> int:
        """How many duties name what `unit` does, or something narrower."""
        counts = [self._rarity.count("w:" + unit.text)]
        for iri in unit.concepts:
            name = iri.rpartition("/")[2]
            counts.append(self._rarity.count("c:" + name) + self._rarity.count("b:" + name))
        return max(counts)


def _raise(weights: dict[str, float], to: Iterable[tuple[str, float]]) -> None:
    """Raise each of `weights` to the one that `to` has, where that is more."""
    for word, weight in to:
        if weight > weights.get(word, 0.0):
            weights[word] = weight
