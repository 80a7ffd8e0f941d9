"""Takes the marks of Markdown out of a text: headings get their level, tables their cells, lists one kind of bullet."""

import re
from collections.abc import Sequence

from nlp.documents.blocks import SourceLine

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
#: *谷雨*, _谷雨_; not 2*3*4, not the stars of a list, not the line of a form.
_SLIGHT = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,80}?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,120})\]\([^()\n]{0,300}\)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{0,120}\|)?([^\[\]|\n]{1,120})\]\]")
_TASK = re.compile(r"^(\s*(?:[-*+]|\d{1,3}[.)])\s+)\[[ xX]\]\s+")
_QUOTED = re.compile(r"^\s*>\s?")
#: What a program puts in its place: a table of contents, the kind of a note.
_DIRECTIVE = re.compile(
    r"^\s*(?:\[\[?_?toc_?\]?\]|\[!\w{2,12}\]|<!--.{0,200}-->|:::\s*\w{0,20}|\[\^[^\]]{1,20}\]:.*)\s*$", re.I
)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,20}\]")
#: Of these bullets, a colon begins what describes a term; the others may be signs of something else in other texts.
_BULLET = re.compile(r"^(\s*)(?:[*+]|(?<!\s):)\s+(?=\S)")
_PICTURES = re.compile(
    r"^(?:[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+\s*)+|(?:\s*[\U0001f000-\U0001faff\ufe0f\u200d]+)+$"
)
_RULE_CELL = re.compile(r":?-{2,}:?")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)\s*$")
_FRONT_KEY = re.compile(r"^(?P<k>[\w-]{1,40})\s*[:：]\s*(?P<v>.*?)\s*$")
#: A longer head is none.
_MOST_FRONT = 40


def read_markdown(texts: Sequence[str]) -> list[SourceLine]:
    """The lines of a Markdown text, numbered from 1; what only administers the page is an empty one."""
    front = _front_matter(texts)
    lines: list[SourceLine] = []
    table = 0
    inside = False
    for number, text in enumerate(texts, 1):
        if number <= len(front):
            lines.append(SourceLine(number, front[number - 1], level=1 if front[number - 1] else 0))
            continue
        bar = text.strip().startswith("|") and text.strip().endswith("|")
        table += 1 if bar and not inside else 0
        inside = bar
        lines.append(_read_line(number, text, table if bar else None))
    return lines


def _front_matter(texts: Sequence[str]) -> list[str]:
    """What is left of the lines between --- at the top: the title, where no heading below gives one."""
    if not texts or texts[0].strip() != "---":
        return []
    end = next((i for i, text in enumerate(texts[1:_MOST_FRONT], 1) if _FRONT_END.match(text)), None)
    if end is None or not any(_FRONT_KEY.match(text) for text in texts[1:end]):
        return []
    left = [""] * (end + 1)
    if not any((heading := _HEADING.match(text)) and heading[1] == "#" for text in texts[end:]):
        for index, text in enumerate(texts[1:end], 1):
            key = _FRONT_KEY.match(text)
            if key and key["k"].lower() == "title":
                left[index] = key["v"].strip("\"'")
    return left


def _read_line(number: int, line: str, table: int | None) -> SourceLine:
    heading = _HEADING.match(line)
    body = _QUOTED.sub("", heading[2] if heading else line)
    if _DIRECTIVE.match(body):
        return SourceLine(number, "")
    body = _STRONG.sub(r"\2", body)
    body = _SLIGHT.sub(r"\2", body)
    body = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", body))
    body = _FOOTNOTE.sub("", _TASK.sub(r"\1", body))
    if table is not None:
        cells = tuple(c.strip() for c in body.strip().strip("|").split("|"))
        if all(map(_RULE_CELL.fullmatch, cells)):
            return SourceLine(number, "")
        return SourceLine(number, "\t".join(cells), None, cells, table)
    if heading:
        return SourceLine(number, _PICTURES.sub("", body), level=len(heading[1]))
    return SourceLine(number, _BULLET.sub(r"\1- ", body))
