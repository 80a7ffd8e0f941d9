"""Joins lines that were broken for their length, and cuts headings off the items that they are glued to."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.documents.blocks import Piece
from nlp.documents.labels import kind_of, split_suffix
from nlp.documents.titles import is_post, is_unit

_TAIL_HEADING = re.compile(r"[。;!]\s*(?=[^。;!,:]{2,20}(?:职责|说明书|责任制|工作内容|岗位责任|岗位说明)[:\d]?\s*$)")


def split_glued_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Cut off headings of posts that are glued to the end of the item before them (…工作。财务部经理岗位职责)."""
    result: list[Piece] = []
    for piece in pieces:
        shape = piece.shape
        if (
            piece.cells is None
            and len(shape) > 10
            and ("职责" in shape[-8:] or "说明" in shape[-8:] or "责任" in shape[-8:] or "内容" in shape[-8:])
        ):
            match = _TAIL_HEADING.search(shape)
            if match:
                split = split_suffix(shape[match.end() :].strip(": 0123456789"))
                if split and (is_post(split[0]) or is_unit(split[0])):
                    head = piece.part(0, match.end())
                    head.marker, head.starts_line = piece.marker, piece.starts_line
                    tail = piece.part(match.end(), len(shape))
                    tail.starts_line = False
                    result.extend((head, tail))
                    continue
        result.append(piece)
    return result


def join_broken(pieces: Sequence[Piece]) -> list[Piece]:
    """Join lines that were broken for their length: the first has no end, the second no start of its own."""
    # where items end as sentences do, one without an end goes on in the next line
    ends = [p.shape[-1:] for p, n in pairwise([*pieces, None]) if p is not None and (n is None or n.marker is not None)]
    ended = len(ends) >= 3 and sum(1 for end in ends if end in "。;!.)?") * 3 >= len(ends) * 2
    result: list[Piece] = []
    for piece in pieces:
        before = result[-1] if result else None
        if (
            before is not None
            and piece.marker is None
            and piece.starts_line
            and piece.cells is None
            and before.cells is None
        ):
            tail = re.split(r"[。;!?\s]", before.shape)[-1]
            head = re.split(r"[:。;,]", piece.shape, maxsplit=1)[0]
            if (
                0 < len(tail) <= 3
                and len(tail) < len(before.shape)
                and len(head) <= 6
                and piece.shape[len(head) : len(head) + 1] == ":"
                and kind_of(head) is None
                and kind_of(tail + head) is not None
                and before.spans[-1].line.number + 1 == piece.line
            ):
                before.join(piece)  # a label broken over two lines: …培训。经 / 验:两年以上
                continue
            if _continues(before, piece) or ended and _goes_on(before, piece):
                before.join(piece)
                continue
        result.append(piece)
    return result


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether an item of a list whose items end as sentences do goes on in the next line."""
    if (
        before.marker is None
        or len(before.shape) < 12
        or before.shape[-1] in "。;!?:…)"
        or piece.level
        or not piece.shape
    ):
        return False
    if not 1 <= piece.line - before.spans[-1].line.number <= 3 or ":" in piece.shape[:14]:
        return False
    head = piece.shape.strip(" :")
    if split_suffix(before.shape.strip(" :")) is not None or is_post(before.shape):
        return False
    return kind_of(head) is None and split_suffix(head) is None and not is_post(head) and not is_unit(head)


def _continues(before: Piece, piece: Piece) -> bool:
    if (
        before.spans[-1].line.number + 1 != piece.line
        or not before.shape
        or not piece.shape
        or piece.level
        or before.level
    ):
        return False
    end = before.shape[-1]
    if end in "。;!?:…":
        return False
    if piece.shape[0] in ",、。;)》":
        return True
    length = sum(s.end - s.start for s in before.spans[-1:])
    if ":" in piece.shape[:12] and kind_of(piece.shape.split(":")[0]) is not None:
        return False
    if end in ",、":
        return len(before.shape) >= 8
    if before.shape.count("(") > before.shape.count(")") and ")" in piece.shape:
        return True
    if "," in before.shape[-12:-1] and len(piece.shape) <= 14 and piece.shape[-1] in "。;" and length >= 24:
        return True
    return (
        length >= 32
        and kind_of(piece.shape.rstrip(":")) is None
        and piece.shape[-1] in "。;!"
        and not is_post(piece.shape)
    )
