"""Repairs slips of the pen: a word the graph does not know that sounds like one it knows, or pinyin letters."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

_LATIN = re.compile(r"[a-z]+(?:[ ']?[a-z]+)*")
_LOOKALIKES = str.maketrans({"0": "o", "1": "i"})
_MIXED = re.compile(r"(?<![a-z0-9])(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[01])[a-z0-9]{2,6}(?![a-z0-9])")
#: Finals and initials that speakers confuse; both sides are brought to one form.
_SLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
#: Short words of questions as they are typed in pinyin.
_SPOKEN = {
    "shui": "谁",
    "shei": "谁",
    "zhao": "找",
    "guan": "管",
    "gui": "归",
    "de": "的",
    "shi": "是",
    "zai": "在",
    "shou": "收",
    "zuo": "做",
    "ban": "办",
    "fuze": "负责",
}


def compile_pronunciations(words: Iterable[str]) -> dict[str, str]:
    """Character → its commonest syllable without tone, for the characters of `words` and of GB 2312 level 1."""
    from pypinyin import Style, lazy_pinyin

    common = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell))
    characters = {c for word in words for c in word if "一" <= c <= "鿿"} | set(common.decode("gb2312", "ignore"))
    return {c: lazy_pinyin(c, style=Style.NORMAL)[0] for c in sorted(characters)}


class Speller:
    """Knows the words of one snapshot, `words`, those that `asking` consists of, and how characters sound."""

    def __init__(self, words: Iterable[str], sounds: Mapping[str, str], asking: frozenset[str] = frozenset()) -> None:
        words = {*words, *asking}
        self._asking = asking
        self._words = {word for word in words if 2 <= len(word) <= 5}
        self._latin = {word for word in words if word.isascii()}
        self._sounds = sounds
        self._heard = {character: _slur(sound) for character, sound in sounds.items()}
        self._by_sound: dict[str, list[str]] = {}
        for word in self._words:
            with contextlib.suppress(KeyError):  # of a character that nobody knows how to say
                self._by_sound.setdefault(" ".join(map(self._heard.__getitem__, word)), []).append(word)

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """Pinyin without blanks → the word that is meant."""
        meant = dict(_SPOKEN)
        for word in sorted(self._words):
            if all(map(self._sounds.__contains__, word)):
                meant.setdefault("".join([self._sounds[c] for c in word]), word)
        return meant

    def repair(self, text: str, known: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Replacements `(start, end, word)` for stretches of `text` outside the `known` spans, not overlapping."""
        heard = [self._heard.get(character, "") for character in text]  # empty where nothing is to be repaired
        for start, end in known:
            heard[start:end] = [""] * (end - start)
        found: list[tuple[int, int, str]] = []
        for run in _MIXED.finditer(text):
            plain = run.group().translate(_LOOKALIKES)
            if run.group() not in self._latin and plain in self._latin:
                found.append((run.start(), run.end(), plain))
        for size in (4, 3, 2):
            for start in range(len(text) - size + 1):
                sounds = heard[start : start + size]
                if not all(sounds):
                    continue
                piece, words = text[start : start + size], self._by_sound.get(" ".join(sounds))
                if words and piece not in self._words and (meant := _closest(piece, words, self._asking)):
                    found.append((start, start + size, meant))
                    heard[start : start + size] = [""] * size
        return sorted(found)

    def read_pinyin(self, text: str) -> str:
        """`text` with runs of pinyin letters turned into the words that sound so, where there are any."""

        def read(run: re.Match[str]) -> str:
            letters = run.group().replace(" ", "").replace("'", "")
            if run.group() in self._latin or len(letters) < 4:
                return run.group()
            words = self._split(letters)
            return "".join(words) if words else run.group()

        return _LATIN.sub(read, text)

    def _split(self, letters: str) -> list[str] | None:
        best: list[list[str] | None] = [None] * (len(letters) + 1)
        best[0] = []
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 24), end):
                before, word = best[start], self._by_letters.get(letters[start:end])
                if before is not None and word and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                    best[end] = [*before, word]
        return best[len(letters)]


def _slur(sound: str) -> str:
    """A syllable as it is compared: without the differences that speakers confuse."""
    for wide, narrow in _SLURS:
        sound = sound.replace(wide, narrow)
    return sound


def _closest(piece: str, words: Iterable[str], asking: frozenset[str]) -> str | None:
    """The one word of `words` that shares most characters with `piece`, at least one; of several the one word of
    `asking` among them, else None."""
    shared = {word: sum(a == b for a, b in zip(piece, word, strict=True)) for word in words}
    most = max(shared.values(), default=0)
    nearest = [word for word, number in shared.items() if number == most] if most else []
    if len(nearest) > 1:
        nearest = [word for word in nearest if word in asking]
    return nearest[0] if len(nearest) == 1 else None
