"""Reads matrices of duties and posts: who does what is a sign where a row and a column meet (R, A, ●, ○)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.documents.blocks import Piece
from nlp.documents.facts import Involvement
from nlp.documents.labels import kind_of
from nlp.documents.tables import Row
from nlp.documents.titles import is_post, is_unit

_SIGN = re.compile(
    r"^(?:[RACISP]|[●○◎◆◇■□▲△★☆√✓✔⊙※*◐]|主责|主办|牵头|负责|执行|审批|批准|配合|协助|协办|参与|监督|知会|咨询)$"
)
_EMPTY = re.compile(r"^[\s/\-—–]*$")
#: What the signs mean where the document does not say.
_USUAL: dict[str, Involvement] = {
    "R": "execute", "A": "approve", "S": "assist", "P": "participate", "C": "participate", "I": "inform",
    "●": "lead", "★": "lead", "■": "lead", "◆": "lead", "◎": "lead", "▲": "lead", "√": "execute", "✓": "execute",
    "✔": "execute", "⊙": "lead", "※": "lead", "*": "execute", "○": "assist", "△": "assist", "☆": "assist",
    "□": "assist", "◇": "assist", "◐": "assist",
}  # fmt: skip
_MEANINGS: tuple[tuple[re.Pattern[str], Involvement], ...] = (
    (re.compile(r"主责|主办|牵头|主要负责|第一责任|主导|主管"), "lead"),
    (re.compile(r"批准|审批|审核|决策|当责|问责|决定|审定"), "approve"),
    (re.compile(r"监督|检查|督导"), "supervise"),
    (re.compile(r"咨询|参与|会商|会签|征询"), "participate"),
    (re.compile(r"配合|协助|协办|支持|次要|辅助"), "assist"),
    (re.compile(r"知会|告知|知悉|通知|知情|抄送"), "inform"),
    (re.compile(r"执行|实施|承办|经办|负责"), "execute"),
)
_EXPLAINED = re.compile(
    r"(?P<sign>[RACISP●○◎◆◇■□▲△★☆√✓✔⊙※*◐])\s*[((]?\s*(?:[=:、—–-]+|为|表示|代表)?\s*(?:[A-Za-z]+\s*)?(?P<word>[\u4e00-\u9fff]{2,8})"
)
#: The order in which one of several signs of a cell counts.
_RANK: tuple[Involvement, ...] = ("lead", "execute", "approve", "supervise", "assist", "participate", "inform")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The row of titles, the column of duties, the columns of posts or units, and the meaning of each sign."""

    header: int
    duties: int
    owners: tuple[int, ...]
    meaning: dict[str, Involvement]


def find_matrix(rows: Sequence[Row]) -> Matrix | None:
    """The matrix that a table is: at least two columns with titles above hold signs and nothing else."""
    for index, row in enumerate(rows[:4]):
        owners = tuple(i for i, cell in enumerate(row) if _is_owner(cell))
        below = [r for r in rows[index + 1 :] if len(r) > max(owners, default=0)]
        if len(owners) < 2 or len(below) < 2:
            continue
        columns = [[r[i].shape.strip() for r in below] for i in owners]
        signs = [value for column in columns for value in column if not _EMPTY.match(value)]
        read = [value for value in signs if signs_in(value)]
        if len(read) < len(below) or len(read) < len(signs):
            continue
        others = [i for i in range(len(row)) if i not in owners]
        signed = [r for r in below if any(signs_in(r[i].shape) for i in owners)]
        duties = max(others, key=lambda i: sum(len(r[i].shape) for r in signed), default=None)
        if duties is None or sum(1 for r in signed if len(r[duties].shape) >= 3) * 3 < len(signed) * 2:
            continue
        return Matrix(index, duties, owners, _meanings(rows))
    return None


def _is_owner(cell: Piece) -> bool:
    word = "".join(cell.shape.split())
    return bool(word) and (is_post(word) or is_unit(word)) and kind_of(word) in (None, "holder", "post", "ignore")


def signs_in(value: str) -> tuple[str, ...]:
    """The signs of a cell (R/A → R, A); none where it holds anything else."""
    parts = [part for part in re.split(r"[\s/、,+;]+", value.strip()) if part]
    if len(parts) == 1 and re.fullmatch(r"[RACI]{2,3}", parts[0]):
        parts = list(parts[0])
    return tuple(parts) if parts and all(_SIGN.match(part) for part in parts) else ()


def _meanings(rows: Sequence[Row]) -> dict[str, Involvement]:
    meaning = dict(_USUAL)
    for row in rows:
        for cell in row:
            if len(cell.shape) >= 8:
                for match in _EXPLAINED.finditer(cell.shape):
                    said = _meaning_of(match["word"])
                    if said is not None:
                        meaning[match["sign"]] = said
    return meaning


def explains_signs(row: Row) -> bool:
    """Whether a row says what signs mean."""
    return any(_meaning_of(match["word"]) for cell in row for match in _EXPLAINED.finditer(cell.shape))


def _meaning_of(word: str) -> Involvement | None:
    return next((kind for pattern, kind in _MEANINGS if pattern.search(word)), None)


def involvement_of(value: str, meaning: dict[str, Involvement]) -> Involvement | None:
    """How the owner of a column is involved in the duty of a row, by the weightiest of the cell's signs."""
    kinds = {kind for sign in signs_in(value) if (kind := meaning.get(sign) or _meaning_of(sign)) is not None}
    if {"execute", "approve"} <= kinds:
        return "lead"  # R/A: does it and answers for it
    return next((kind for kind in _RANK if kind in kinds), None)
