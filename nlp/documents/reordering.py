"""Puts titles before their items in documents where they stand behind them."""

from collections.abc import Sequence

from nlp.documents.blocks import Block, Piece
from nlp.documents.fields import split_fields


def titles_first(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, every list of items behind the labels that name its post.

    Proof that titles stand behind: the document begins with a list, ends with labels, has as many lists as groups of
    labels, every list begins anew, and every group names a post.
    """
    runs: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        if isinstance(block, tuple):
            return list(blocks)
        item = block.marker is not None
        if not runs or runs[-1][0] != item:
            runs.append((item, []))
        runs[-1][1].append(block)
    lead = runs[:1] if runs and not runs[0][0] and not _names_post(runs[0][1]) else []
    body = runs[len(lead) :]
    if len(body) < 4 or len(body) % 2 or not body[0][0]:
        return list(blocks)
    lists, groups = body[::2], body[1::2]
    if not all(_begins(run) for _, run in lists) or not all(_names_post(run) for _, run in groups):
        return list(blocks)
    ordered: list[Block] = [block for _, run in lead for block in run]
    for (_, items), (_, labels) in zip(lists, groups, strict=True):
        ordered.extend(labels)
        ordered.extend(items)
    return ordered


def _begins(run: Sequence[Block]) -> bool:
    first = run[0]
    return isinstance(first, Piece) and first.marker is not None and first.marker.value <= 1


def _names_post(run: Sequence[Block]) -> bool:
    return any(
        part.kind == "post" and part.value.text
        for block in run
        if isinstance(block, Piece)
        for part in split_fields(block, False)[1]
    )
