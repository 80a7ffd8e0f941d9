"""Finds the duties that a phrase is about: ranked, with reasons, cut where the likeness ends."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.search import CandidateIndex
from nlp.answer import Place
from nlp.matching import Features, Matcher, Unit

#: How much a unit of each sort tells about a task, beside how rare it is.
OBJECT_WEIGHT, ACTION_WEIGHT, WEAK_WEIGHT = 1.0, 0.45, 0.12
#: A word that no document has: a short one is mostly a way of speaking, a long one names something.
UNKNOWN_WORD, UNKNOWN_NAME = 0.4, 0.8
PLACE_WEIGHT, ELSEWHERE = 0.15, 0.6
#: Likeness of a unit to a duty, by the way it was found there.
SAME, LITERAL, NARROWER, BROADER, ABBREVIATION, PAIRS, COMPOUND = 1.0, 1.0, 0.9, 0.6, 0.75, 0.7, 0.97
#: The calibrated cut: the best is meant from `FLOOR` on, or from `LOW_FLOOR` where what it shares with the phrase is
#: telling enough (`MASS`); the others from this share of the best on.
FLOOR, LOW_FLOOR, MASS, SHARE = 0.56, 0.3, 0.8, 0.8
#: Where so few are near the best at all, the others need only this share of it.
FEW, LOOSE_SHARE = 2, 0.62
CANDIDATES = 80
#: Share of the likeness that counts wherever in a sentence it lies; the rest must lie in one clause.
SCATTERED = 0.4


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty, authority or other statement of the index."""

    iri: str
    kind: str
    owner: str
    organization: str
    statement: str
    involvement: str
    order: int
    place: Place
    quote: str
    features: Features
    clause_involvements: tuple[str, ...] = ()

    def to_payload(self) -> str:
        """The record as the index keeps it."""
        p = self.place
        f = self.features
        return json.dumps(
            [self.kind, self.owner, self.organization, self.statement, self.involvement, self.order,
             p.document, p.line_start, p.line_end, p.place, self.quote,
             _pack(f), [_pack(clause) for clause in f.clauses], list(self.clause_involvements)],
            ensure_ascii=False,
        )  # fmt: skip

    @staticmethod
    def from_payload(iri: str, payload: str) -> "DutyRecord":
        """The record that `to_payload` wrote."""
        (
            kind,
            owner,
            organization,
            statement,
            involvement,
            order,
            document,
            start,
            end,
            place,
            quote,
            whole,
            clauses,
            ways,
        ) = json.loads(payload)
        features = _unpack(whole, tuple(_unpack(clause) for clause in clauses))
        return DutyRecord(
            iri,
            kind,
            owner,
            organization,
            statement,
            involvement,
            order,
            Place(document, start, end, place),
            quote,
            features,
            tuple(ways),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A duty with its likeness to the phrase, 0 to 1, and why: each unit with how it was found."""

    duty: DutyRecord
    score: float
    reasons: tuple[str, ...]
    involvement: str = "execute"
    mass: float = 1.0


class DutyFinder:
    """Ranks the duties of one snapshot by their likeness to a phrase."""

    def __init__(
        self, index: CandidateIndex, matcher: Matcher, places: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._index = index
        self._places = places or {}
        self._matcher = matcher
        self._records: dict[str, DutyRecord] = {}

    def find(
        self,
        phrase: str,
        organizations: frozenset[str] | None = None,
        accept: Callable[[DutyRecord], bool] | None = None,
    ) -> list[Match]:
        """Matches of `phrase`, best first, uncut, within `organizations` where given."""
        units = self._matcher.units(phrase)
        if not units:
            return []
        weights = [self._weigh(unit) for unit in units]
        places = [unit.text for unit in units if unit.text in self._places]
        total = sum(weights)
        hits = self._index.search(self._query(units, weights), CANDIDATES, organizations)
        matches = []
        for hit in hits:
            duty = self._records.get(hit.key)
            if duty is None:
                duty = self._records[hit.key] = DutyRecord.from_payload(hit.key, hit.payload)
            if accept is not None and not accept(duty):
                continue
            elsewhere = any(duty.organization not in self._places[p] and p not in duty.features.text for p in places)
            score, reasons = self._cover(units, weights, duty.features)
            involvement = duty.involvement
            if duty.features.clauses and score >= total * LOW_FLOOR:
                # What is named in one clause belongs together; what is scattered over a sentence may not.
                covers = [self._cover(units, weights, clause)[0] for clause in duty.features.clauses]
                score = SCATTERED * score + (1 - SCATTERED) * max(covers)
                if duty.clause_involvements:
                    involvement = duty.clause_involvements[covers.index(max(covers))]
            if elsewhere:
                score *= ELSEWHERE
            matches.append(Match(duty, score / total * _focus(duty), reasons, involvement, score))
        matches.sort(key=lambda m: (-m.score, m.duty.iri))
        return matches

    def actions(self, phrase: str) -> tuple[str, ...]:
        """The words of `phrase` that name something done."""
        concepts = self._matcher.thesaurus.concepts
        return tuple(
            u.text for u in self._matcher.units(phrase) if any(concepts[c].action for c in (*u.concepts, *u.parts))
        )

    def all_of(self, owners: frozenset[str]) -> list[DutyRecord]:
        """Every duty and trait of `owners`."""
        hits = self._index.search({"o:" + owner: 1.0 for owner in owners}, 500, None)
        return [DutyRecord.from_payload(hit.key, hit.payload) for hit in hits]

    @staticmethod
    def cut(matches: list[Match]) -> list[Match]:
        """The matches that are meant: above the floor and near the best."""
        if not matches:
            return []
        best = matches[0]
        if best.score < FLOOR and (best.score < LOW_FLOOR or best.mass < MASS):
            return []
        near = [match for match in matches if match.score >= best.score * LOOSE_SHARE]
        if len(near) <= FEW:
            return near
        return [match for match in near if match.score >= best.score * SHARE]

    def _cover(
        self, units: tuple[Unit, ...], weights: list[float], features: Features
    ) -> tuple[float, tuple[str, ...]]:
        """The weight of the units that `features` cover, and how each was found."""
        score, reasons = 0.0, []
        for unit, weight in zip(units, weights, strict=True):
            likeness, way = self._compare(unit, features)
            score += weight * likeness
            if way:
                reasons.append(f"{unit.text}:{way}×{weight:.2f}")
        return score, tuple(reasons)

    def _weigh(self, unit: Unit) -> float:
        if unit.text in self._places:
            # It says where, and little of what.
            return PLACE_WEIGHT
        kind = WEAK_WEIGHT if unit.weak else ACTION_WEIGHT if unit.action else OBJECT_WEIGHT
        size = max(1, self._index.size)
        frequency = max(
            [self._index.document_frequency("c:" + iri.rpartition("/")[2]) for iri in unit.concepts]
            + [self._index.document_frequency("w:" + unit.text)]
        )
        if not frequency and not unit.concepts:
            return kind * (UNKNOWN_WORD if len(unit.text) < 3 else UNKNOWN_NAME)
        rarity = math.log((size + 1) / (frequency + 0.5)) / math.log(size + 1) if size > 1 else 1.0
        return kind * max(0.15, min(1.0, rarity))

    def _query(self, units: tuple[Unit, ...], weights: list[float]) -> dict[str, float]:
        query: dict[str, float] = {}
        for unit, weight in zip(units, weights, strict=True):
            tokens = {"w:" + unit.text: 1.0}
            for iri in unit.concepts:
                name = iri.rpartition("/")[2]
                tokens |= {"c:" + name: 1.0, "b:" + name: 0.8}
                tokens |= {"c:" + part.rpartition("/")[2]: 0.6 for part in unit.parts}
                tokens |= {"c:" + up.rpartition("/")[2]: 0.4 for up in self._matcher.thesaurus.ancestors(iri)[:2]}
            if not unit.text.isascii():
                tokens |= {"g:" + unit.text[i : i + 2]: 0.5 for i in range(len(unit.text) - 1)}
            for token, share in tokens.items():
                query[token] = max(query.get(token, 0.0), weight * share)
        return query

    def _compare(self, unit: Unit, duty: Features) -> tuple[float, str]:
        if unit.text in duty.text and (not unit.text.isascii() or unit.text in duty.words):
            return LITERAL, "原词"
        if any(iri in duty.concepts for iri in unit.concepts):
            return SAME, "同义"
        if any(iri in duty.above for iri in unit.concepts):
            return NARROWER, "下位"
        if unit.parts and (share := self._compare_parts(unit.parts, duty)) >= 0.4:
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


def _pack(features: Features) -> list[object]:
    return [features.text, sorted(features.concepts), sorted(features.above), sorted(features.words)]


def _unpack(data: list[Any], clauses: tuple[Features, ...] = ()) -> Features:
    text, concepts, above, words = data
    return Features(text, frozenset(concepts), frozenset(above), frozenset(words), clauses)


def _abbreviates(short: str, words: frozenset[str]) -> bool:
    """Whether `short` is made of the first letters of parts of one word: 客诉 of 客户投诉."""
    return any(len(word) >= 2 * len(short) - 1 and word[0] == short[0] and _subsequence(short, word) for word in words)


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _focus(duty: DutyRecord) -> float:
    """A little less for long duties that name many things."""
    return 1.0 - 0.04 * min(1.0, max(0.0, (len(duty.features.text) - 20) / 80))
