"""Normalised text that knows, for every character, where it stood in the original."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _to_simplified() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` is NFKC, simplified; `offsets[i]` is the index in `original` of its i-th character (one more at the end)."""

    original: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of `original` that `text[start:end]` came from."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def simplify(text: str) -> str:
    """`text` in simplified characters, one character for one."""
    if is_simplified(text):
        return text
    converted = _to_simplified().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(c) == 1 else o for o in text for c in (_to_simplified().convert(o),))


def is_simplified(text: str) -> bool:
    """Whether every character belongs to the national set of simplified ones: words like 沈思远 are then left alone."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def normalise(original: str) -> Normalised:
    """Normalise `original`: NFKC per character, simplified characters, white space kept as it stands."""
    if unicodedata.is_normalized("NFKC", original):
        return Normalised(original, simplify(original), tuple(range(len(original) + 1)))
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(original):
        for piece in character if character.isascii() else unicodedata.normalize("NFKC", character):
            pieces.append(piece)
            offsets.append(index)
    offsets.append(len(original))
    return Normalised(original, simplify("".join(pieces)), tuple(offsets))


class _Compatible(dict[int, str]):
    """Character code → NFKC form, for `str.translate`; filled as characters occur."""

    def __missing__(self, code: int) -> str:
        form = self[code] = unicodedata.normalize("NFKC", chr(code))
        return form


_COMPATIBLE = _Compatible()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which names are compared: normalised, lower case, without white space and punctuation."""
    return "".join(filter(str.isalnum, simplify(text.translate(_COMPATIBLE)).lower()))
