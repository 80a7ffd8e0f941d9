"""Cuts headings and labels apart that are glued to what stands before them, and joins lines that were broken."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.documents.blocks import Piece
from nlp.documents.labels import kind_of, split_suffix
from nlp.documents.titles import is_post, is_unit

_TAIL_HEADING = re.compile(r"[。;!]\s*(?=[^。;!,:]{2,20}(?:职责|说明书|责任制|工作内容|岗位责任|岗位说明)[:\d]?\s*$)")
#: The next number with its heading, behind a text that lacks its full stop: …事故记录六、安全员岗位职责.
_NUMBERED_TAIL = re.compile(
    r"(?<=[\u4e00-\u9fff)])[一二三四五六七八九十]{1,3}、(?=[\u4e00-\u9fff]{2,14}(?:岗位职责|工作职责|职责|责任制)$)"
)
_HEAD_END = re.compile("[。;!:]")
_LAST_BREAK = re.compile(r"[。;!?\s]")


_AFTER_HEADINGS = frozenset(
    ["superior", "subordinate", "unit", "headcount", "holder", "duties", "qualification", "summary"]
)
#: How the heading of a whole document ends, where that of its first post is glued to it.
_DOCUMENT = r"(?:岗位职责|工作职责|岗位责任制?|岗位说明书?|职责)(?:汇编|大全|一览表?|手册|清单|规定|制度|管理办法|说明)?(?=.{2})"
_GLUED_LABELS = frozenset(["duties", "unit-duties", "summary", "qualification", "authority", "post-list", "unit-list"])
#: A label with a bare number before it, behind a sentence or a heading: …顺利实现。3 部门职能
_NUMBERED_LABEL = re.compile(r"(?:^|(?<=[。;!\s]))\d{1,2}\s+(?P<label>[\u4e00-\u9fff]{2,8})(?=\s|:|$)")
#: Labels that no sentence has before a colon, behind a text that lacks its end: …讲解居家用药任职要求:….
_GLUED_LABEL = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?=(?:任职(?:要求|条件|资格)|(?:直接|直属)(?:上级|下级|下属)|汇报对象):)"
)
_IN_SENTENCE = re.compile("[,。;、]")
_NUMBER_AND_BLANK = re.compile(r"\d\s")

_IN_LIST = re.compile("[、:]")
#: An item that begins inside a line may be short, where the line is full.
_FULL_LINE = 16
#: How the first line of a paragraph begins that is set in from the others.
_INDENT = re.compile(r"(?:\u3000{2}|[ \u00a0]{2,8})\S")


def _split_numbered_labels(piece: Piece) -> list[Piece]:
    """The piece cut before each numbered label that is glued to what stands before it."""
    if piece.cells is not None or not _NUMBER_AND_BLANK.search(piece.shape):
        return [piece]
    cuts = [
        match.span()
        for match in _NUMBERED_LABEL.finditer(piece.shape)
        if kind_of(match["label"]) in _GLUED_LABELS and _ends_before(piece.shape[: match.start()].rstrip())
    ]
    if not cuts:
        return [piece]
    bounds = [0, *(bound for start, end in cuts for bound in (start, end)), len(piece.shape)]
    parts: list[Piece] = []
    for start, end in pairwise(bounds):
        number = re.match(r"\d{1,2}\s+", piece.shape[start:end]) if (start, end) in cuts else None
        part = piece.part(start + (number.end() if number else 0), end)
        if part.text.strip(" :"):
            part.starts_line = piece.starts_line or start > 0
            parts.append(part)
    parts[0].marker, parts[0].level = piece.marker, piece.level
    return parts


def _split_headed_labels(piece: Piece) -> list[Piece]:
    """The piece cut around a heading that is glued to the label behind it: …保持联系;管家岗位职责直接上级:…"""
    if piece.cells is not None or ":" not in piece.shape:
        return [piece]
    shape = piece.shape
    cuts: list[int] = []
    begin = 0
    for end in _HEAD_END.finditer(shape):
        start, begin = begin, end.end()
        head = shape[start : end.start()]
        if end.group() != ":" or not 5 <= len(head.strip()) <= 60:
            continue
        at = next((i for i in range(max(2, len(head) - 8), len(head) - 1) if kind_of(head[i:]) in _AFTER_HEADINGS), 0)
        split = split_suffix(head[:at].strip()) if at else None
        if split and split[1] in ("duties", "document", "unit-duties") and kind_of(head[:at]) is None:
            name = re.split(_DOCUMENT, split[0])[-1]
            if is_post(name) or is_unit(name):
                cuts.extend((start, start + at))
    bounds = sorted({0, *cuts, len(shape)})
    if len(bounds) == 2:
        return [piece]
    parts = [part for start, end in pairwise(bounds) if (part := piece.part(start, end)).text]
    for part in parts:
        part.starts_line = True
    parts[0].marker, parts[0].level, parts[0].starts_line = piece.marker, piece.level, piece.starts_line
    return parts


def _split_glued_label(piece: Piece) -> list[Piece]:
    """The piece cut before a label that is glued to the end of a sentence without its sign."""
    match = _GLUED_LABEL.search(piece.shape) if piece.cells is None and ":" in piece.shape else None
    if match is None or not _IN_SENTENCE.search(piece.shape, 0, match.start()):
        return [piece]
    head, tail = piece.part(0, match.start()), piece.part(match.start(), len(piece.shape))
    head.marker, head.level, head.starts_line, tail.starts_line = piece.marker, piece.level, piece.starts_line, False
    return [head, tail]


def _ends_before(text: str) -> bool:
    """Whether a text is complete, as a sentence or as a heading, so that another heading can stand behind it."""
    return text.endswith(("。", ";", "!")) or split_suffix(text) is not None


def split_glued_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Cut off headings of posts that are glued to the end of the item before them (…工作。财务部经理岗位职责)."""
    result: list[Piece] = []
    for piece in (
        piece
        for whole in pieces
        for numbered in _split_numbered_labels(whole)
        for headed in _split_headed_labels(numbered)
        for piece in _split_glued_label(headed)
    ):
        shape = piece.shape
        if (
            piece.cells is None
            and len(shape) > 10
            and ("职责" in shape[-8:] or "说明" in shape[-8:] or "责任" in shape[-8:] or "内容" in shape[-8:])
        ):
            match = _TAIL_HEADING.search(shape) or _NUMBERED_TAIL.search(shape)
            if match:
                split = split_suffix(shape[match.end() :].strip(": 0123456789"))
                if split and (is_post(split[0]) or is_unit(split[0])):
                    head = piece.part(0, match.start() if match.re is _NUMBERED_TAIL else match.end())
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
    indented = _indents_paragraphs(pieces)
    result: list[Piece] = []
    for piece in pieces:
        before = result[-1] if result else None
        if (
            before is not None
            and piece.marker is None
            and piece.starts_line
            and piece.cells is None
            and before.cells is None
            and not (indented and _INDENT.match(piece.spans[0].line.source))
        ) and (
            _is_broken_label(before, piece)
            or _is_broken_title(before, piece)
            or _continues(before, piece)
            or ended
            and _goes_on(before, piece)
            or indented
            and _fills_paragraph(before, piece)
        ):
            before.join(piece)
            continue
        result.append(piece)
    return result


def _indents_paragraphs(pieces: Sequence[Piece]) -> bool:
    """Whether the first lines of paragraphs are indented and the lines that go on with them are not."""
    prose = [
        p for p in pieces if p.cells is None and p.marker is None and p.starts_line and len(p.shape) > _FULL_LINE // 2
    ]
    first = sum(1 for p in prose if _INDENT.match(p.spans[0].line.source))
    return 3 <= first < len(prose)


def _fills_paragraph(before: Piece, piece: Piece) -> bool:
    """Whether a line goes on with an indented paragraph that has no end yet."""
    line = before.spans[-1].line
    return (
        before.marker is None
        and bool(_INDENT.match(before.spans[0].line.source))
        and line.number + 1 == piece.line
        and before.shape[-1:] not in ("。", ";", "!", "?", ":", "")
        and len(line.shape.strip()) >= _FULL_LINE // 2
        and ":" not in piece.shape[:14]
        and kind_of(piece.shape.strip(" :")) is None
    )


def _is_broken_label(before: Piece, piece: Piece) -> bool:
    """Whether two lines share a label: …培训。经 / 验:两年以上."""
    head, colon, _ = piece.shape.partition(":")
    if not colon or len(head) > 6 or any(c in "。;," for c in head):
        return False
    tail = _LAST_BREAK.split(before.shape)[-1]
    return (
        0 < len(tail) <= 3
        and len(tail) < len(before.shape)
        and kind_of(head) is None
        and kind_of(tail + head) is not None
        and before.spans[-1].line.number + 1 == piece.line
    )


def _is_broken_title(before: Piece, piece: Piece) -> bool:
    """Whether a line ends inside the last title of a list: 直接下级:凿岩班长、爆 / 破员."""
    head = piece.shape.strip()
    tail = _IN_LIST.split(before.shape)[-1]
    return (
        1 <= len(head) <= 6
        and 1 <= len(tail) <= 6
        and 0 < len(tail) < len(before.shape)
        and before.spans[-1].line.number + 1 == piece.line
        and len(before.spans[-1].line.shape.strip()) >= _FULL_LINE
        and not is_post(tail)
        and is_post(tail + head)
        and kind_of(head) is None
    )


def _is_tail(shape: str) -> bool:
    """Whether a line can only be the end of the line above: a few letters and the end of a sentence."""
    return 2 <= len(shape) <= 5 and shape[-1] in "。;" and not any(sign in shape for sign in ":,、")


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether an item of a list whose items end as sentences do goes on in the next line."""
    if (
        before.marker is None
        or len(before.shape) < (8 if _is_tail(piece.shape) else 12)
        and (before.starts_line or len(before.spans[-1].line.shape.strip()) < _FULL_LINE)
        or before.shape[-1] in "。;!?:…)."
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
        return len(before.shape) >= 8 or not before.starts_line
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
