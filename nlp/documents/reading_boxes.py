"""Reads tables that are drawn with characters (┌─┬─┐, +---+): the rows of their cells, wrapped text joined again."""

import re
from collections.abc import Sequence

from nlp.documents.blocks import SourceLine

_BARS = "│┃║|｜"
_RULE = re.compile(r"^\s*[┌┍┎┏├┝┞┟┠┡┢┣└┗╔╠╚╒╞╘+＋╭╰|│┃║][\s─━═┄┅┈┉\-=+＋┬┼┴┳╋┻╦╬╩╤╪╧┯┿┷┰╂┸│┃║|┐┤┘┓┫┛╗╣╝╕╡╛╮╯]{3,}$")
_ROW = re.compile(rf"^\s*[{_BARS}].*[{_BARS}]\s*$")
_START = re.compile(r"^(?:[(（\[【]?[\d一二三四五六七八九十]{1,3}[)）\]】、.．，]|[①-⑳•·●■◆★▪○◇□√-])")
_END = tuple("。；;：:！!?？")


def read_boxes(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """`lines` with the rows of drawn tables as rows with cells; a row's wrapped lines are one row, at the first line."""
    result: list[SourceLine] = []
    index = table = 0
    while index < len(lines):
        if not _is_rule(lines[index].text) or lines[index].text.lstrip()[0] in _BARS:
            result.append(lines[index])
            index += 1
            continue
        end = index
        while end < len(lines) and (_is_rule(lines[end].text) or _ROW.match(lines[end].text)):
            end += 1
        drawn = lines[index:end]
        if sum(1 for line in drawn if not _is_rule(line.text)) >= 2:
            table -= 1  # of its own kind, so that no other table of the document has the number
            result.extend(_rows(drawn, table))
        else:
            result.extend(drawn)
        index = end
    return result


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text)) and bool(re.search(r"[─━═┄┅\-=]{2,}", text))


def _rows(drawn: Sequence[SourceLine], table: int) -> list[SourceLine]:
    ruled = sum(1 for line in drawn if _is_rule(line.text)) > 3
    result: list[SourceLine] = []
    new = True
    for line in drawn:
        if _is_rule(line.text):
            result.append(SourceLine(line.number, ""))
            new = True
            continue
        cells = tuple(cell.strip() for cell in re.split(rf"[{_BARS}]", line.text.strip())[1:-1])
        before = next((i for i in range(len(result) - 1, -1, -1) if result[i].cells is not None), None)
        goes_on = not new if ruled else not new and not cells[0]
        if goes_on and before is not None and _wraps(result[before].cells or (), cells):
            joined = _join(result[before].cells or (), cells)
            result[before] = SourceLine(result[before].number, "\t".join(joined), None, joined, table)
            result.append(SourceLine(line.number, ""))
        else:
            result.append(SourceLine(line.number, "\t".join(cells), None, cells, table))
        new = False
    return result


def _wraps(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether some cell goes on in the next line, so that the two lines cannot be read apart."""
    return len(above) == len(cells) and any(
        low and high and not _START.match(low) and not high.endswith(_END) or index < 2 and low
        for index, (high, low) in enumerate(zip(above, cells, strict=True))
    )


def _join(above: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        high + ("\u2028" if low and (_START.match(low) or high.endswith(_END)) else "") + low
        for high, low in zip(above, cells, strict=True)
    )
