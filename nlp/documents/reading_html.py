"""Reads saved web pages: the text of their blocks and the rows of their tables, without scripts and navigation."""

import re
from html.parser import HTMLParser

from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_text import decode, row_line

_SKIP = frozenset(
    ["script", "style", "head", "nav", "footer", "noscript", "template", "svg", "iframe", "select", "button", "form"]
)
_INLINE = frozenset(["span", "b", "strong", "em", "i", "a", "font", "label", "u"])
_BLOCK = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "blockquote",
        "dt",
        "dd",
        "dl",
        "pre",
        "hr",
        "table",
        "tr",
        "caption",
        "body",
    ]
)


def _collapse(data: str) -> str:
    """`data` with white space as a browser shows it; a line break in the source between two characters is none."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u4e00-\u9fff])", "", data))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[SourceLine] = []
        self.text: list[str] = []
        self.skip: list[str] = []
        self.level = 0
        self.lists: list[int] = []
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.tables = 0
        self.closed = False  # an inline element has just ended
        self.linked = 0  # depth of links
        self.unlinked = ""  # text of the open list item outside links
        self.item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIP:
            self.skip.append(tag)
            return
        if tag == "table":
            self.flush()
            self.tables += 1
        elif tag == "tr":
            self.end_row()
            self.row = []
        elif tag in ("td", "th"):
            self.end_cell()
            self.cell = []
        elif tag in _BLOCK:
            self.flush()
        elif tag in _INLINE and self.closed and ":" in "".join(self._open_text()).replace("：", ":"):
            self._open_text().append(" ")  # label and value in one span, the next label in another
        self.closed = False
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else -1)
        if tag == "a" and not self.skip and any(name == "href" for name, _ in attrs):
            self.linked += 1
        if tag == "li" and self.lists:
            self.item, self.unlinked = True, ""
            if self.lists[-1] >= 0:
                self.lists[-1] += 1
            self.handle_data(f"{self.lists[-1]}. " if self.lists[-1] >= 0 else "• ")
            self.unlinked = ""
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if self.skip:
            if tag in self.skip:
                del self.skip[self.skip.index(tag) :]
            return
        self.closed = tag in _INLINE
        if tag in ("td", "th"):
            self.end_cell()
        elif tag in ("tr", "table"):
            self.end_row()
        elif tag == "li" and self.item and self.cell is None and not self.unlinked.strip():
            self.text = []  # nothing but a link: navigation
        elif tag in _BLOCK:
            self.flush()
        self.linked = max(0, self.linked - 1) if tag == "a" else self.linked
        self.item = self.item and tag != "li"
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        if self.skip:
            return
        self.closed = self.closed and not data.strip()
        self.unlinked += "" if self.linked else data
        self._open_text().append(_collapse(data))

    def _open_text(self) -> list[str]:
        return self.cell if self.cell is not None else self.text

    def flush(self) -> None:
        """End the current line, or the line inside a cell."""
        if self.cell is not None:
            self.cell.append("\n")
            return
        text = "".join(self.text).strip()
        self.text = []
        if text:
            self.lines.append(SourceLine(len(self.lines) + 1, text, level=self.level))
        self.level = 0

    def end_cell(self) -> None:
        """End the current cell."""
        if self.cell is not None:
            (self.row if self.row is not None else []).append("".join(self.cell).strip())
            self.cell = None

    def end_row(self) -> None:
        """End the current row."""
        self.end_cell()
        if self.row:
            self.lines.append(row_line(len(self.lines) + 1, self.row, None, self.tables))
        self.row = None


def read_html(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each block of text or table row of the page."""
    text, remark = decode(content, name)
    page = _Page()
    page.feed(text)
    page.close()
    page.end_row()
    page.flush()
    return page.lines, [remark] if remark is not None else []
