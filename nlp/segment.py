"""Word segmentation as jieba does it: rjieba cuts, forty times faster and with the same dictionary; the only home of both."""

import warnings
from collections.abc import Collection, Iterator, Sequence
from importlib import resources
from typing import Protocol, cast


class _Cutter(Protocol):
    def cut(self, text: str) -> list[str]: ...
    def cut_for_search(self, text: str) -> list[str]: ...
    def has_word(self, word: str) -> bool: ...
    def add_word(self, word: str, freq: int | None, tag: str | None) -> int: ...


class Segmenter:
    """Cuts Chinese text into words; `words` are added to the dictionary of this object only."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        import rjieba

        # The module is a segmenter itself, made once in a process, since a dictionary takes a twentieth of a second to load.
        self._cutter = rjieba.Jieba() if words else cast(_Cutter, rjieba)
        for word in words:
            self._cutter.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        """Words of `text` in order, nothing left out."""
        return self._cutter.cut(text)

    def cut_for_search(self, text: str) -> list[str]:
        """Words of `text`, and the shorter words inside the long ones."""
        return self._cutter.cut_for_search(text)

    def knows(self, word: str) -> bool:
        """Whether `word` stands in the dictionary."""
        return self._cutter.has_word(word)


def read_frequent(least: int) -> dict[str, int]:
    """The words of two characters or more that the dictionary counted more often than `least`, with their counts."""
    entries = _read_dictionary()
    return {word: int(count) for word, count, *_ in entries if len(word) > 1 and int(count) > least}


def read_tags(words: Collection[str]) -> dict[str, str]:
    """The part of speech of each of `words` that the dictionary has: v, n, vn, p …"""
    return {word: tag for word, _, tag in _read_dictionary() if word in words}


def _read_dictionary() -> Iterator[list[str]]:
    """Word, count and part of speech of each line of the dictionary of jieba."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    with resources.files(jieba).joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip().split(" ")
