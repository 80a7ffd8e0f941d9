"""Judges how likely it is that a question means a duty: the figures of their likeness, weighed as calibrated."""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from operator import attrgetter, mul
from typing import NamedTuple

from nlp.likeness import Scale
from nlp.matching import Features
from nlp.phrases import Phrase
from nlp.surroundings import UNDECIDED, Home
from nlp.unheard import Known

_MOST_MASS, _MOST_UNMATCHED, _MOST_FOUND = 3.0, 2.0, 5
_ALL = 0.95
_MANY = 8
#: From so much likeness on a duty says all of a phrase, if it is as like as so much of the best, and at all possible.
_FULL, _EQUAL, _POSSIBLE = 0.85, 0.9, 0.03
_HALF = 0.5
_NOTHING = 1e-9
#: So many owners after the likeliest are looked at; from so great a logit on one counts as far ahead.
_NEXT, _FAR_AHEAD = 4, 6.0


class Traits(NamedTuple):
    """Figures of one duty beside one phrase, 0 to 1: `whole` and `clause` are the shares of the phrase's weight that
    the duty and its best clause hold, `unmatched` what they lack; `soft` is the whole where nearly synonymous words count
    too, `told` the share of its best clause that the phrase tells, `both` their mean; `telling` is the weight of the word
    found that tells most, `lacking` that of the thing not found that would tell most.

    `home` is the chance that the phrase speaks of the duty's organization; `title` and `own` are the shares of its
    characters in the title of the duty's owner and in all that is said of the owner, `shared` the share of its weight
    that the duties found of one owner hold together. `ways` is how each unit of the phrase was found, empty where it was
    not."""

    whole: float
    clause: float
    mass: float
    things: float
    deeds: float
    characters: float
    pairs: float
    explained: float
    elsewhere: float
    unmatched: float
    unmatched_known: float
    unmatched_recorded: float
    strange: float
    head: float
    soft: float
    soft_mass: float
    nearest: float
    told: float
    telling: float
    count: float  # type: ignore[assignment]  # hides the method of tuples, which nobody needs here
    both: float
    lacking: float = 0.0
    home: float = UNDECIDED
    title: float = 0.0
    own: float = 0.0
    shared: float = 0.0
    ways: tuple[str, ...] = ()

    @property
    def likeness(self) -> float:
        """One figure for all of them: what stands in one clause counts more than what is scattered."""
        return liken(self.whole, self.clause)

    def settle(self, home: Home, shared: float) -> "Traits":
        """The same for a duty whose owner fits to the phrase like `home`, with so much of it in all of its duties."""
        return self._replace(home=home.organization, title=home.title, own=home.own, shared=shared)

    def moved(self) -> "Traits":
        """The same for a duty of another place than the phrase speaks of."""
        return self._replace(elsewhere=1.0)


#: Figures of a duty by itself, and those of them that are also compared with the best of the duties found.
_PLAIN = Traits._fields[:-1]
_COMPARED = ("whole", "clause", "characters", "soft", "told", "telling", "both", "title", "own", "shared")
#: What the weights of `grammar/cut.toml` belong to, in their order; the last is always 1.
FIGURES = (*_PLAIN, "all", *(f"{name}_to_best" for name in _COMPARED), "always")
#: What tells whether an answer is there at all: the likeliest duty's own figures, how likely it is, how far it is ahead of
#: the next owner and of the next few, and what is known of the phrase.
TRUST_FIGURES = (*_PLAIN, "all", "likely", "ahead", "leading", *Known._fields, "always")
_OWN_FIGURES = len(_PLAIN) + 1
_COMPARED_OF = attrgetter(*_COMPARED)


def liken(whole: float, clause: float) -> float:
    """How like a duty is to a phrase, 0 to 1."""
    return 0.4 * whole + 0.6 * clause


def measure(scale: Scale, phrase: Phrase, features: Features) -> tuple[Traits, int]:
    """The figures of a duty with `features`, and the number of its clause that is most like `phrase`."""
    whole = scale.cover(phrase, features)
    clauses = features.clauses or (features,)
    at, weight, had = 0, whole.weight, whole.things
    if features.clauses:
        parts = [scale.cover_clause(clause, whole) for clause in clauses]
        weights = [part[0] for part in parts]
        at = weights.index(max(weights))
        weight, had = parts[at]
    total, things = phrase.total, phrase.things
    deeds = total - things
    soft = whole.soft / total
    told = max([scale.tells(phrase, clause) for clause in clauses])
    traits = Traits(
        whole=whole.weight / total,
        clause=weight / total,
        mass=weight / _MOST_MASS if weight < _MOST_MASS else 1.0,
        things=had / things if things else weight / total,
        deeds=(whole.weight - whole.things) / deeds if deeds > _NOTHING else _HALF,
        characters=_share(phrase.characters, features.text),
        pairs=_share(phrase.pairs, features.text),
        explained=scale.explains(phrase, clauses[at]),
        elsewhere=0.0,
        unmatched=min(things - had, _MOST_UNMATCHED),
        unmatched_known=min(whole.missed, _MOST_UNMATCHED),
        unmatched_recorded=min(whole.elsewhere, _MOST_UNMATCHED),
        strange=min(whole.strange, _MOST_UNMATCHED),
        head=whole.head,
        soft=soft,
        soft_mass=whole.soft / _MOST_MASS if whole.soft < _MOST_MASS else 1.0,
        nearest=whole.near,
        told=told,
        telling=whole.best,
        count=whole.number / _MOST_FOUND if whole.number < _MOST_FOUND else 1.0,
        both=math.sqrt(soft * told),
        lacking=whole.lacking,
        ways=whole.ways,
    )
    return traits, at


def _share(weights: dict[str, float], text: str) -> float:
    total = sum(weights.values())
    return sum([weight for piece, weight in weights.items() if piece in text]) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Judge:
    """The calibrated weights of the figures, and where the line is drawn.

    Nothing is meant where the likeliest is trusted less than `floor`; else whatever has at least `chance`, and this
    `share` of the likeliest one's.
    """

    weights: tuple[float, ...]
    trusting: tuple[float, ...]
    floor: float
    chance: float
    share: float

    def weigh(self, traits: Sequence[Traits], owners: Sequence[str], known: Known) -> tuple[list[float], float]:
        """For each of the duties of `owners` that one phrase found the chance, 0 to 1, that the phrase means it; and how
        far it can be trusted that what was meant is there at all."""
        rows = tell_figures(traits)
        chances = [_chance(self.weights, row) for row in rows]
        if not chances:
            return [], 0.0
        return chances, _chance(self.trusting, tell_trust(rows, chances, owners, known))

    def cut(self, chances: Sequence[float], likenesses: Sequence[float], trust: float) -> list[int]:
        """The places of those that are meant, of duties with these `chances` and `likenesses`."""
        if not chances:
            return []
        best = max(chances)
        line = min(best, max(self.chance, self.share * best))
        top = likenesses[chances.index(best)]
        if trust < self.floor and top < _FULL:
            return []
        # Whoever says all of the phrase just as fully is meant as well.
        full = max(_FULL, _EQUAL * top)
        chosen = [
            at for at, (chance, likeness) in enumerate(zip(chances, likenesses, strict=True))
            if chance >= line or likeness >= full and chance >= _POSSIBLE
        ]  # fmt: skip
        # Many duties that each hold a little of the phrase: none of them is what was meant.
        return chosen if len(chosen) <= _MANY or top >= _FULL else []


def _chance(weights: Sequence[float], figures: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(map(mul, weights, figures))))


def tell_trust(
    rows: Sequence[Sequence[float]], chances: Sequence[float], owners: Sequence[str], known: Known
) -> tuple[float, ...]:
    """The `TRUST_FIGURES` of a phrase from the `FIGURES` of the duties that it found, their chances and owners."""
    best = chances.index(max(chances))
    logits = [math.log(max(chance, _NOTHING) / max(1 - chance, _NOTHING)) for chance in chances]
    others: dict[str, float] = {}
    for owner, logit in zip(owners, logits, strict=True):
        if owner != owners[best] and logit > others.get(owner, -math.inf):
            others[owner] = logit
    next_ones = sorted(others.values(), reverse=True)[:_NEXT] or [logits[best] - _FAR_AHEAD]
    return (
        *rows[best][:_OWN_FIGURES],
        logits[best] / _FAR_AHEAD,
        min(logits[best] - next_ones[0], _FAR_AHEAD) / _FAR_AHEAD,
        min(logits[best] - sum(next_ones) / len(next_ones), _FAR_AHEAD) / _FAR_AHEAD,
        *known,
        1.0,
    )


def tell_figures(traits: Sequence[Traits]) -> list[tuple[float, ...]]:
    """One row of `FIGURES` for each of the duties that one phrase found."""
    compared = [_COMPARED_OF(t) for t in traits]
    best = [max(column) or 1.0 for column in zip(*compared, strict=True)]
    return [
        (*t[:-1], float(t.clause > _ALL), *(value / most for value, most in zip(row, best, strict=True)), 1.0)
        for t, row in zip(traits, compared, strict=True)
    ]


@lru_cache(maxsize=1)
def load_judge() -> Judge:
    """The judge of `grammar/cut.toml`, which `docs/calibrate.py` writes."""
    data = tomllib.loads(resources.files("nlp.grammar").joinpath("cut.toml").read_text("utf-8"))
    weights = tuple(float(data["weights"].get(name, 0.0)) for name in FIGURES)
    trusting = tuple(float(data["trust"].get(name, 0.0)) for name in TRUST_FIGURES)
    return Judge(
        weights, trusting, float(data["cut"]["floor"]), float(data["cut"]["chance"]), float(data["cut"]["share"])
    )
