"""Reads Word documents: paragraphs and tables in their order, automatic numbers written out, merged cells once."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from graph.errors import ZhizeError
from nlp.documents.archives import check_archive
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_text import row_line

_CN = "〇一二三四五六七八九"


def read_docx(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each paragraph or table row."""
    check_archive(content, name)
    try:
        document = Document(io.BytesIO(content))
        numbers = _Numbers(document)
        lines: list[SourceLine] = []
        tables = 0
        for block in _blocks(document.element.body, document):
            if isinstance(block, Paragraph):
                style = numbers.style_of(block)
                if style.contents:
                    continue
                prefix = numbers.next(block)
                for index, text in enumerate(_text(block).split("\n")):
                    lines.append(SourceLine(len(lines) + 1, (prefix if index == 0 else "") + text, level=style.level))
                for box in _boxes(block):
                    lines.extend(SourceLine(len(lines) + 1, text) for text in box)
            else:
                tables += 1
                for row in _rows(block, numbers, 0):
                    lines.append(row_line(len(lines) + 1, row, f"表{tables}", tables))
    except ZhizeError:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads to
        raise ZhizeError("document-damaged", path=name, detail=type(error).__name__) from error
    remarks = [] if any(line.text.strip() for line in lines) else [Remark(1, "Word 文档里没有文字，可能只有图片。")]
    return lines, remarks


_WRAPPERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _blocks(parent: Any, owner: Any) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in their order, also those inside content controls, without a generated table of contents."""
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, owner)
        elif child.tag == qn("w:tbl"):
            yield Table(child, owner)
        elif child.tag in _WRAPPERS:
            gallery = child.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
            if gallery is None or gallery.get(qn("w:val")) != "Table of Contents":
                yield from _blocks(child, owner)


def _boxes(paragraph: Paragraph) -> Iterator[list[str]]:
    """The lines of every text box that is anchored in the paragraph, once although Word keeps it twice."""
    for box in paragraph._p.iter(qn("w:txbxContent")):
        if not any(above.tag in (_FALLBACK, qn("w:txbxContent")) for above in box.iterancestors()):
            paragraphs = (Paragraph(p, paragraph._parent) for p in box.iter(qn("w:p")))
            yield [line for p in paragraphs for line in _text(p).split("\n") if line.strip()]


def _words(element: Any) -> Iterator[Any]:
    """The elements below, without those of text boxes."""
    for child in element.iterchildren():
        if child.tag not in (qn("w:txbxContent"), _FALLBACK):
            yield child
            yield from _words(child)


def _text(paragraph: Paragraph) -> str:
    """The words of a paragraph, with hyperlinks and text that was inserted, without what was deleted."""
    parts: list[str] = []
    for element in _words(paragraph._p):
        tag = element.tag
        if tag == qn("w:t"):
            parts.append(element.text or "")
        elif tag == qn("w:tab"):
            parts.append("\t")
        elif tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says: its heading level, and its automatic numbers."""

    level: int = 0
    numbering: Any = None
    contents: bool = False  # a line of a table of contents


def _read_style(style: Any) -> _Style:
    numbering: Any = None
    label = (style.name or "") if style is not None else ""
    while style is not None and numbering is None:
        own = style.element.pPr
        numbering = own.numPr if own is not None else None
        style = style.base_style
    return _Style(_level(label), numbering, label.lower().startswith(("toc ", "目录 ")))


def _level(label: str) -> int:
    if label.startswith("Heading ") and label[8:].isdigit():
        return int(label[8:])
    if label == "Title":
        return 1
    if label.startswith("标题 ") and label[3:].isdigit():
        return int(label[3:])
    return 0


def _rows(table: Table, numbers: "_Numbers", depth: int) -> Iterator[list[str]]:
    """The cells of every row; a merged cell only where it begins, its other places empty."""
    seen: set[Any] = set()
    for row in table.rows:
        cells: list[str] = []
        last: Any = None
        for cell in row.cells:
            if cell._tc is last or cell._tc in seen:
                cells.append("")  # merged over columns or rows
                continue
            last = cell._tc
            seen.add(cell._tc)
            cells.append(_cell_text(cell, numbers, depth))
        yield cells


def _cell_text(cell: Any, numbers: "_Numbers", depth: int) -> str:
    parts: list[str] = []
    for block in _blocks(cell._tc, cell):
        if isinstance(block, Paragraph):
            parts.append(numbers.next(block) + _text(block))
        elif depth < 3:
            parts.extend(" ".join(c for c in row if c) for row in _rows(block, numbers, depth + 1))
    return "\n".join(p for p in parts if p.strip())


class _Numbers:
    """Counts automatic list numbers and writes them as the document shows them."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.abstract: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, _Style] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None:
                self.abstract[number.get(qn("w:numId"))] = link.get(qn("w:val"))
        for abstract in root.findall(qn("w:abstractNum")):
            for level in abstract.findall(qn("w:lvl")):
                values = {tag: level.find(qn(f"w:{tag}")) for tag in ("numFmt", "lvlText", "start")}
                read = {tag: (e.get(qn("w:val")) if e is not None else None) for tag, e in values.items()}
                start = int(read["start"]) if read["start"] and read["start"].isdigit() else 1
                self.levels[abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")))] = (
                    read["numFmt"] or "decimal",
                    read["lvlText"] or "%1.",
                    start,
                )

    def next(self, paragraph: Paragraph) -> str:
        """The number that stands before the paragraph, empty where it has none."""
        found = self._of(paragraph)
        if found is None:
            return ""
        number, level = found
        abstract = self.abstract.get(number)
        if abstract is None or (abstract, level) not in self.levels:
            return ""
        kind, shown, start = self.levels[abstract, level]
        if kind == "none":
            return ""
        if kind == "bullet":
            return "• "
        self.counts[number, level] = self.counts.get((number, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((number, deeper), None)
        for upper in range(level + 1):
            of_kind, _, first = self.levels.get((abstract, upper), ("decimal", "", 1))
            shown = shown.replace(
                f"%{upper + 1}",
                _write(self.counts.get((number, upper), first), of_kind if upper == level else "decimal"),
            )
        return shown + " "

    def style_of(self, paragraph: Paragraph) -> _Style:
        """The paragraph's style; one without a style of its own has none, since looking up the default is slow."""
        name = paragraph._p.style
        if name is None:
            return _Style()
        if name not in self.styles:
            self.styles[name] = _read_style(paragraph.style)
        return self.styles[name]

    def _of(self, paragraph: Paragraph) -> tuple[str, int] | None:
        properties = paragraph._p.pPr
        numbering: Any = properties.numPr if properties is not None else None
        if numbering is None:
            numbering = self.style_of(paragraph).numbering
        if numbering is None or numbering.numId is None or numbering.numId.val == 0:
            return None
        return str(numbering.numId.val), int(numbering.ilvl.val) if numbering.ilvl is not None else 0


def _write(number: int, kind: str) -> str:
    if (
        kind
        in (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCountingThousand",
            "ideographDigital",
            "japaneseCounting",
            "chineseLegalSimplified",
        )
        and 0 < number < 100
    ):
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十") + (_CN[ones] if ones else "")
    if kind == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x245F + number)
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((96 if kind == "lowerLetter" else 64) + number)
    return str(number)
