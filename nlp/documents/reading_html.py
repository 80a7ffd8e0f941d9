"""Reads saved web pages: the text of their blocks and the rows of their tables, without scripts and navigation."""

import re
from html.parser import HTMLParser

from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_text import decode, row_line

_SKIP = frozenset(
    ["script", "style", "head", "nav", "footer", "noscript", "template", "svg", "iframe", "select", "button", "form"]
)
_WIDEST = 200
#: A description that is an item of a list already.
_MARKED = re.compile(r"[•●■◆*-]|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）]|[①-⑳]")
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


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    """How many rows or columns a cell takes: 1 where it does not say."""
    said = dict(attrs).get(name) or "1"
    return min(int(said), _WIDEST) if said.isascii() and said.isdigit() and said != "0" else 1


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[SourceLine] = []
        self.text: list[str] = []
        self.skip: list[str] = []
        self.level = 0
        self.lists: list[int] = []
        self.row: list[str] | None = None
        self.spans: list[tuple[int, int]] = []  # rows and columns that each cell of the open row takes
        self.covered: dict[int, int] = {}  # column → how many rows below a cell of an upper row still covers
        self.cell: list[str] | None = None
        self.tables = 0
        self.closed = False  # an inline element has just ended
        self.linked = 0  # depth of links
        self.unlinked = ""  # text of the open list item outside links
        self.item = False
        self.part = ""  # dt or dd, where one is open
        self.term: SourceLine | None = None  # of a list of terms, whose descriptions are still being read
        self.descriptions: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIP:
            self.skip.append(tag)
            return
        if tag == "table":
            self.flush()
            self.end_term()
            self.tables += 1
            self.covered = {}
        elif tag == "tr":
            self.end_row()
            self.row, self.spans = [], []
        elif tag in ("td", "th"):
            self.end_cell()
            self.cell = []
            self.spans.append((_span(attrs, "rowspan"), _span(attrs, "colspan")))
        elif tag in _BLOCK:
            self.flush()
            if tag in ("dt", "dd"):
                self.part = tag
                if tag == "dt":
                    self.end_term()
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
            self.part = "" if tag in ("dt", "dd", "dl") else self.part
            if tag == "dl":
                self.end_term()
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
        if text and self.part == "dt" and self.term is None:
            self.term = SourceLine(0, text, level=self.level)
        elif text and self.term is not None and self.part == "dd":
            self.descriptions.append(text)
        elif text:
            self.end_term()
            self.add(text, self.level)
        self.level = 0

    def add(self, text: str, level: int = 0) -> None:
        """A further line."""
        self.lines.append(SourceLine(len(self.lines) + 1, text, level=level))

    def end_term(self) -> None:
        """The term of a list with its description as a field, or above its several descriptions as a list."""
        term, descriptions = self.term, self.descriptions
        self.term, self.descriptions = None, []
        if term is None:
            return
        if len(descriptions) == 1 and not term.level and not re.search("[:：]", term.text):
            self.add(f"{term.text}：{descriptions[0]}")
            return
        self.add(term.text, term.level)
        for text in descriptions:
            self.add(text if _MARKED.match(text) else f"• {text}")

    def end_cell(self) -> None:
        """End the current cell."""
        if self.cell is not None:
            (self.row if self.row is not None else []).append("".join(self.cell).strip())
            self.cell = None

    def end_row(self) -> None:
        """End the current row."""
        self.end_cell()
        if self.row:
            self.lines.append(row_line(len(self.lines) + 1, self._open_spans(self.row), None, self.tables))
        self.row = None

    def _open_spans(self, row: list[str]) -> list[str]:
        """The cells of a row in their columns, with empty ones where a cell above reaches down."""
        if not self.covered and all(down == 1 for down, _ in self.spans):
            return row
        cells: list[str] = []
        below: dict[int, int] = {}

        def skip() -> None:
            while self.covered.get(len(cells)):
                cells.append("")

        for text, (down, across) in zip(row, self.spans, strict=False):
            skip()
            below |= {column: down - 1 for column in range(len(cells), len(cells) + across) if down > 1}
            cells += [text, *[""] * (across - 1)]
        skip()
        self.covered = {column: left - 1 for column, left in self.covered.items() if left > 1} | below
        return cells


def read_html(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each block of text or table row of the page."""
    text, remark = decode(content, name)
    page = _Page()
    page.feed(text)
    page.close()
    page.end_row()
    page.flush()
    page.end_term()
    return page.lines, [remark] if remark is not None else []
