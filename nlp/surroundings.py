"""What surrounds a duty: the title and the other duties of its owner, and the words that its organization uses."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

#: How far an organization's own use of a word counts beside everybody's.
_OWN_SHARE = 0.3
#: What is said of the organization where only one comes into question: nothing, either way.
UNDECIDED = 0.5
#: So many guesses, and owners, are kept ready.
_REMEMBERED, _OWNERS = 256, 20_000

Cut = Callable[[str], list[str]]


class Profiles(NamedTuple):
    """The words and characters of a graph: for each the places of the organizations that use it, each followed by how
    many of their names and duties do; and for each owner of duties all characters of its name and duties."""

    organizations: Sequence[str] = ()
    tokens: Mapping[str, Sequence[int]] = {}
    letters: Mapping[str, str] = {}


class Home(NamedTuple):
    """How an owner of duties fits to a phrase, 0 to 1: the chance that the phrase speaks of its organization, the shares
    of the phrase's characters that its name, and all its duties with its name, hold."""

    organization: float
    title: float
    own: float


def compile_profiles(
    names: Iterable[tuple[str, str, str]], duties: Iterable[tuple[str, str, str]], cut: Cut
) -> Profiles:
    """Compiled from things as (organization, thing, name) and from duties as (organization, owner, statement)."""
    counts: dict[str, Counter[str]] = {}
    letters: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    for organization, thing, name in names:
        counts.setdefault(organization, Counter()).update(set(_cut(name, cut)))
        titles[thing] = name
    for organization, owner, statement in duties:
        counts.setdefault(organization, Counter()).update(set(_cut(statement, cut)))
        letters.setdefault(owner, set(titles.get(owner, ""))).update(statement)
    organizations = sorted(counts)
    tokens: dict[str, list[int]] = {}
    for place, organization in enumerate(organizations):
        for token, count in sorted(counts[organization].items()):
            tokens.setdefault(token, []).extend((place, count))
    return Profiles(organizations, tokens, {owner: "".join(sorted(held)) for owner, held in sorted(letters.items())})


def _cut(text: str, cut: Cut) -> list[str]:
    """The Chinese characters of `text` and its words of two characters or more."""
    text = text.lower()
    return [c for c in text if "一" <= c <= "鿿"] + [w for w in cut(text) if len(w) > 1 and "一" <= w[0] <= "鿿"]


class Surroundings:
    """Tells how owners of duties fit to phrases by what else is known of them; `titles` are their names."""

    def __init__(self, profiles: Profiles, titles: Mapping[str, str], cut: Cut) -> None:
        self._profiles = profiles
        self._titles = titles
        self._cut = cut
        sizes = [0] * len(profiles.organizations)
        for counts in profiles.tokens.values():
            for at in range(0, len(counts), 2):
                sizes[counts[at]] += counts[at + 1]
        self._sizes, self._all = sizes, sum(sizes)
        self._guess_once = lru_cache(_REMEMBERED)(self._guess)
        self._hold = lru_cache(_OWNERS)(self._put_together)

    def fit(
        self, text: str, weights: Mapping[str, float], within: frozenset[str] | None, owners: Mapping[str, str]
    ) -> dict[str, Home]:
        """How each of `owners`, which are told with their organizations, fits to the phrase `text` with these `weights` of
        its characters, which speaks of one of the organizations `within`, or of any."""
        chances = self._guess_once(text, within)
        total = sum(weights.values())
        homes = {}
        for owner, organization in owners.items():
            title, own = self._hold(owner)
            chance = chances.get(organization, UNDECIDED)
            homes[owner] = Home(chance, _share(weights, title, total), _share(weights, own, total))
        return homes

    def _put_together(self, owner: str) -> tuple[frozenset[str], frozenset[str]]:
        """The characters of an owner's name, and of its duties with its name."""
        title = frozenset(self._titles.get(owner, "").lower())
        return title, title.union(self._profiles.letters.get(owner, ""))

    def _guess(self, text: str, within: frozenset[str] | None) -> dict[str, float]:
        """For each organization the chance that `text` speaks of it, from how each uses its words beside the others
        (a language model of one word, smoothed by everybody's use: Jelinek and Mercer, 1980)."""
        profiles = self._profiles
        likely = {place: 0.0 for place, iri in enumerate(profiles.organizations) if within is None or iri in within}
        if len(likely) < 2:
            return {}
        for token in _cut(text, self._cut):
            counts = profiles.tokens.get(token, ())
            everybody = sum(counts[1::2]) / self._all if counts else 0.0
            for at in range(0, len(counts), 2):
                place, count = counts[at], counts[at + 1]
                if place in likely:
                    more = _OWN_SHARE * count / self._sizes[place] / everybody
                    likely[place] += math.log(1 + more / (1 - _OWN_SHARE))
        most = max(likely.values())
        chances = {place: math.exp(value - most) for place, value in likely.items()}
        total = sum(chances.values())
        return {profiles.organizations[place]: chance / total for place, chance in chances.items()}


def _share(weights: Mapping[str, float], held: Collection[str], total: float) -> float:
    return sum([weight for piece, weight in weights.items() if piece in held]) / total if total else 0.0
