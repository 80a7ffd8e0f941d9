"""What of a phrase nobody knows: the graph, or the thesaurus either."""

from collections.abc import Sequence
from typing import NamedTuple

#: A phrase counts as long from so many units or letters on.
_MOST_UNITS, _MOST_LETTERS = 8, 30


class Known(NamedTuple):
    """What is known of a phrase before any duty is looked at, 0 to 1: the weight of its things that nobody knows, and of
    those that the thesaurus knows and no duty has, as shares of all; whether a word in Latin letters is among them; how
    many units it has, and letters."""

    unheard: float = 0.0
    absent: float = 0.0
    foreign: float = 0.0
    units: float = 0.0
    length: float = 0.0


class Weighed(NamedTuple):
    """A unit of a phrase: how much it weighs, whether it is a deed, whether some duty has it, whether the thesaurus."""

    text: str
    weight: float
    action: bool
    recorded: bool
    defined: bool


def tell_known(text: str, units: Sequence[Weighed]) -> Known:
    """What is known of the phrase `text`, which consists of `units`."""
    total = sum(unit.weight for unit in units)
    gone = [unit for unit in units if not unit.action and not unit.recorded]
    if not total:
        return Known()
    return Known(
        sum(unit.weight for unit in gone if not unit.defined) / total,
        sum(unit.weight for unit in gone if unit.defined) / total,
        float(any(unit.text.isascii() and len(unit.text) > 1 for unit in gone)),
        min(len(units), _MOST_UNITS) / _MOST_UNITS,
        min(len(text), _MOST_LETTERS) / _MOST_LETTERS,
    )
