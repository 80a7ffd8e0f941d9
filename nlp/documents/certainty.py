"""How sure a fact is: one table from the evidence that a document gives for it to a confidence from 0 to 1.

Each fact carries the names of its evidence: the way it was found, then what is wrong with the letters it was read from.
The figures fall from one way to the next weaker one, and none lies far above the precision that such facts have in
documents that no rule was made with (`tests/documents/kept`: field 0.97, item 0.97, heading 0.99, sentence 0.96,
mention 0.99); `tests/nlp/documents/test_certainty.py` measures that again. Ways too rare to be measured stand lower.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from types import MappingProxyType

from nlp.documents.blocks import Line, Piece
from nlp.documents.clean import is_damaged, repair
from nlp.documents.facts import Evidence, Passage


@dataclass(frozen=True, slots=True)
class Ground:
    """What one piece of evidence is worth, and how it is called."""

    confidence: float
    word: str


#: The ways in which a fact is found, the surest first; what lowers any of them stands at the end and multiplies.
GROUNDS: Mapping[Evidence, Ground] = MappingProxyType(
    {
        "field": Ground(1.0, "字段写明"),  # the value of a label or of a table's column
        "item": Ground(0.98, "编号条目"),  # a member of a list that is its owner's
        "heading": Ground(0.95, "标题"),  # a heading that is built like such a name
        "sentence": Ground(0.9, "从句子中读出"),
        "mention": Ground(0.85, "只在别处提到"),  # somebody's superior, subordinate, or inside a longer name
        "conduct": Ground(0.8, "从工作纪律的说法读出"),  # 服从…安排: obedience, which may be to more than the superior
        "position": Ground(0.75, "凭位置判断"),  # not built like a name; where it stands says that it is one
        "inferred": Ground(0.7, "由名称推断"),
        "repaired": Ground(0.9, "文字经修复"),
        "damaged": Ground(0.7, "文字有损坏"),
    }
)
#: A fact below this confidence is listed for a person to look at.
UNSURE = 0.8
_ORDER = tuple(GROUNDS)


@lru_cache(maxsize=256)
def weigh(evidence: tuple[Evidence, ...]) -> float:
    """The confidence of a fact with this evidence; 1 where it has none."""
    return round(prod(GROUNDS[name].confidence for name in evidence), 2)


def name_evidence(evidence: Iterable[Evidence]) -> str:
    """The evidence in Chinese words."""
    return "，".join(GROUNDS[name].word for name in evidence)


def surer(one: Evidence, other: Evidence) -> Evidence:
    """The stronger of two ways in which the same thing was found."""
    return min(one, other, key=_ORDER.index)


def evidence_of(piece: Piece, in_field: bool) -> Evidence:
    """How a piece of text states something: in a cell, as an item, as a label's value (`in_field`), as a sentence."""
    if piece.marker is not None:
        return "item"
    return "field" if in_field or piece.spans[0].line.cells is not None else "sentence"


def find_flaws(lines: Sequence[Line]) -> dict[int, Evidence]:
    """The lines whose letters had to be repaired or are damaged still, by their numbers."""
    flaws: dict[int, Evidence] = {}
    for line in lines:
        if not line.shape:
            continue
        if is_damaged(line.source):
            flaws[line.number] = "damaged"
        elif line.offsets is not None and line.raw not in line.source and repair(line.source) is not None:
            flaws[line.number] = "repaired"
    return flaws


def qualify(found: Evidence, passage: Passage, flaws: Mapping[int, Evidence]) -> tuple[Evidence, ...]:
    """The evidence of a fact found in this way, with what is wrong with the letters of its passage."""
    if not flaws:
        return (found,)
    wrong = {flaws[n] for n in range(passage.start_line, passage.end_line + 1) if n in flaws}
    return (found, *sorted(wrong, key=_ORDER.index))
