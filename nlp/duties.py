"""Finds the duties that a phrase is about: ranked, with reasons, cut where the likeness ends."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from graph.search import CandidateIndex, Hit
from nlp.answer import Place
from nlp.documents.involvement import classify_involvement
from nlp.judging import Judge, Traits, measure
from nlp.likeness import Scale
from nlp.matching import Features, Matcher
from nlp.phrases import Phrase, PhraseReader, Rarity
from nlp.surroundings import Surroundings
from nlp.synonyms import Synonyms

CANDIDATES = 24
_MOST_OF_OWNERS = 500
#: So many phrases are kept with what was found for them: the readings of one question share theirs.
_REMEMBERED = 8
_OWNERS = frozenset({"lead", "execute"})
#: What of the kinds of statements says what somebody does or may do.
OWNED = frozenset({"duty", "authority"})


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


class Match(NamedTuple):
    """A duty with the chance that the phrase means it, its likeness to the phrase, how it has each unit of the phrase, and
    how far it can be trusted that what the phrase means is recorded at all; chances 0 to 1."""

    duty: DutyRecord
    score: float
    cover: float
    ways: tuple[str, ...] = ()
    involvement: str = "execute"
    trust: float = 1.0


class DutyFinder:
    """Ranks the duties of one snapshot by the chance that a phrase means them."""

    def __init__(
        self,
        index: CandidateIndex,
        matcher: Matcher,
        judge: Judge,
        synonyms: Synonyms,
        surroundings: Surroundings,
        places: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._index = index
        self._places = places or {}
        self._matcher = matcher
        self._judge = judge
        self._surroundings = surroundings
        rarity = Rarity(index)
        self._reader = PhraseReader(rarity, matcher, synonyms, self._places)
        self._scale = Scale(rarity)
        self._records: dict[str, DutyRecord] = {}
        self._find_once = lru_cache(_REMEMBERED)(self._find)
        self._read_once = lru_cache(_REMEMBERED)(self._reader.read)
        self._seek_once = lru_cache(_REMEMBERED)(self._seek)

    def find(
        self,
        phrase: str,
        organizations: frozenset[str] | None = None,
        kinds: frozenset[str] | None = None,
        owners: frozenset[str] | None = None,
    ) -> list[Match]:
        """Matches of `phrase`, best first, uncut, of `kinds`, within `organizations` and of `owners` where given."""
        return list(self._find_once(phrase, organizations, kinds, owners))

    def _find(
        self,
        phrase: str,
        organizations: frozenset[str] | None,
        kinds: frozenset[str] | None,
        owners: frozenset[str] | None,
    ) -> list[Match]:
        read = self._read_once(phrase)
        if not read.probes:
            return []
        compared = self.compare(read, organizations, kinds, owners)
        chances, trust = self._judge.weigh(
            [traits for _, traits, _ in compared], [duty.owner for duty, _, _ in compared], read.known
        )
        matches = [
            Match(duty, chance, traits.likeness, traits.ways, involvement, trust)
            for (duty, traits, involvement), chance in zip(compared, chances, strict=True)
        ]
        matches.sort(key=lambda m: (-m.score, -m.cover, m.duty.iri))
        return matches

    def read(self, text: str) -> Phrase:
        """The content of a question's words `text`."""
        return self._read_once(text)

    def compare(
        self,
        phrase: Phrase,
        organizations: frozenset[str] | None,
        kinds: frozenset[str] | None,
        owners: frozenset[str] | None = None,
    ) -> list[tuple[DutyRecord, Traits, str]]:
        """Every duty that shares something with `phrase`: the figures of their likeness, how the owner is involved."""
        compared = []
        found: dict[str, set[int]] = {}
        for duty in self.all_of(owners) if owners is not None else self._seek_once(phrase, organizations):
            if kinds is not None and duty.kind not in kinds:
                continue
            traits, at = measure(self._scale, phrase, duty.features)
            if phrase.places and any(
                duty.organization not in self._places[p] and p not in duty.features.text for p in phrase.places
            ):
                traits = traits.moved()
            found.setdefault(duty.owner, set()).update([n for n, way in enumerate(traits.ways) if way])
            ways = duty.clause_involvements
            compared.append((duty, traits, ways[at] if ways else duty.involvement))
        homes = self._surroundings.fit(
            phrase.text, phrase.characters, organizations, {d.owner: d.organization for d, _, _ in compared}
        )
        weights = [probe.weight / phrase.total for probe in phrase.probes]
        shared = {owner: sum([weights[n] for n in units]) for owner, units in found.items()}
        return [
            (duty, traits.settle(homes[duty.owner], shared[duty.owner]), involvement)
            for duty, traits, involvement in compared
        ]

    def _seek(self, phrase: Phrase, organizations: frozenset[str] | None) -> list[DutyRecord]:
        """The duties and traits that share most with `phrase`."""
        return self._open(self._index.search(self._reader.tokens(phrase), CANDIDATES, organizations))

    def owning(self, phrase: str) -> frozenset[str]:
        """How an owner of the task `phrase` is involved: to check is to execute, where the task itself is a check."""
        concepts = self._matcher.thesaurus.concepts
        deeds = [
            u.text for u in self._matcher.units(phrase) if any(concepts[c].action for c in (*u.concepts, *u.parts))
        ]
        return _OWNERS | {classify_involvement(deed) for deed in deeds}

    def all_of(self, owners: frozenset[str]) -> list[DutyRecord]:
        """Every duty and trait of `owners`."""
        return self._open(self._index.search({"o:" + owner: 1.0 for owner in owners}, _MOST_OF_OWNERS, None))

    def _open(self, hits: list[Hit]) -> list[DutyRecord]:
        """The records of `hits`; each is unpacked once."""
        for hit in hits:
            if hit.key not in self._records:
                self._records[hit.key] = DutyRecord.from_payload(hit.key, hit.payload)
        return [self._records[hit.key] for hit in hits]

    def cut(self, matches: list[Match]) -> list[Match]:
        """The matches that are meant: likely enough, and near the likeliest."""
        if not matches:
            return []
        places = self._judge.cut([m.score for m in matches], [m.cover for m in matches], matches[0].trust)
        return [matches[at] for at in places]


def _pack(features: Features) -> list[object]:
    return [features.text, sorted(features.concepts), sorted(features.above), sorted(features.words)]


def _unpack(data: list[Any], clauses: tuple[Features, ...] = ()) -> Features:
    text, concepts, above, words = data
    return Features(text, frozenset(concepts), frozenset(above), frozenset(words), clauses)
