"""What of a phrase nobody knows: the graph, or the thesaurus either."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nlp.phrases import Probe

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


def tell_known(text: str, probes: Sequence["Probe"]) -> Known:
    """What is known of the phrase `text`, whose units are `probes`."""
    total = sum(probe.weight for probe in probes)
    gone = [probe for probe in probes if not probe.unit.action and not probe.recorded]
    if not total:
        return Known()
    return Known(
        sum(probe.weight for probe in gone if not probe.concepts) / total,
        sum(probe.weight for probe in gone if probe.concepts) / total,
        float(any(probe.unit.text.isascii() and len(probe.unit.text) > 1 for probe in gone)),
        min(len(probes), _MOST_UNITS) / _MOST_UNITS,
        min(len(text), _MOST_LETTERS) / _MOST_LETTERS,
    )
