"""Takes questions and answers for what they are: the answer without its mark, as if it stood alone."""

import re
from collections.abc import Iterator, Sequence

from nlp.documents.blocks import Block, Piece

_ANSWER = re.compile(r"^(?:答|[Aa]\d{0,2})\s*[:.、]\s*")
_QUESTION = re.compile(r"^(?:问|[Qq]\d{0,2})\s*[:.、]")
_FEWEST = 2


def open_answers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of a text in questions and answers with the answers' marks left out."""
    asked = sum(1 for b in blocks if isinstance(b, Piece) and _QUESTION.match(b.shape))
    return list(_strip(blocks)) if asked >= _FEWEST else list(blocks)


def _strip(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        mark = _ANSWER.match(block.shape) if isinstance(block, Piece) and block.marker is None else None
        if isinstance(block, Piece) and mark:
            rest = block.part(mark.end(), len(block.shape))
            rest.starts_line = True
            yield rest
        else:
            yield block
