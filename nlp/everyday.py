"""Everyday words and the words of documents that they stand for, from `grammar/everyday.tsv`: 拦 is 制止, 劝阻."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources

import ahocorasick


class Everyday:
    """Finds everyday words in a question; `meant` is what `compile_everyday` made of the words of a graph."""

    def __init__(self, meant: Mapping[str, Sequence[str]]) -> None:
        self._characters = {word: tuple(formal) for word, formal in meant.items() if len(word) == 1}
        self._automaton = ahocorasick.Automaton()
        for word, formal in meant.items():
            if len(word) > 1:
                self._automaton.add_word(word, (len(word), tuple(formal)))
        if len(self._automaton):
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Start and end of everyday words of two letters or more in `text`, overlaps included, with what they stand for."""
        for last, (size, formal) in self._automaton.iter(text) if len(self._automaton) else ():
            yield last + 1 - size, last + 1, formal

    def read_character(self, character: str) -> tuple[str, ...]:
        """What a word of one character stands for."""
        return self._characters.get(character, ())


def compile_everyday(words: Collection[str], forms: Collection[str] = ()) -> dict[str, list[str]]:
    """The everyday words that stand for some of the `words` of a graph or `forms` of the thesaurus, and for which."""
    known = {
        everyday: [word for word in formal if word in words or word in forms]
        for everyday, formal in _read_everyday().items()
    }
    return {everyday: formal for everyday, formal in known.items() if formal}


@lru_cache(maxsize=1)
def _read_everyday() -> dict[str, list[str]]:
    lines = resources.files("nlp.grammar").joinpath("everyday.tsv").read_text("utf-8").splitlines()
    return {everyday: formal.split() for everyday, _, formal in (line.partition("\t") for line in lines)}
