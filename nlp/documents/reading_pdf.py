"""Reads the text and the ruled tables of PDF files page by page; scanned pages have none, which is said and not guessed at."""

from dataclasses import dataclass

import pypdfium2

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_pdf_tables import fill, find_grids, lines_of, read_letters, text_of
from nlp.documents.reading_text import row_line

MAX_PAGES = 2_000
_MAX_LETTERS = 20_000  # of a page whose tables are looked for


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    table: int


_PageLine = str | _Row


def read_pdf(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each line of text or table row, with its page (第3页); what most pages repeat is left out."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "document-encrypted" if "password" in str(error).lower() else "document-damaged"
        raise ZhizeError(code, path=name, detail="PDF 结构损坏") from error
    try:
        if len(document) > MAX_PAGES:
            raise ZhizeError("document-too-large", path=name, size=len(document), limit=MAX_PAGES)
        reader = _Pages(document)
        pages = [reader.read(index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ZhizeError("document-damaged", path=name, detail="PDF 页面损坏") from error
    finally:
        document.close()
    furniture = _repeated(pages)
    lines: list[SourceLine] = []
    remarks: list[Remark] = []
    for index, page in enumerate(pages, 1):
        if not page:
            remarks.append(Remark(max(1, len(lines)), f"第{index}页没有文字，可能是扫描件，没有读。"))
        for position, line in enumerate(page):
            if isinstance(line, _Row):
                lines.append(row_line(len(lines) + 1, list(line.cells), f"第{index}页", line.table))
                continue
            edge = position in (0, len(page) - 1)
            text = "" if edge and line.strip() in furniture else line
            lines.append(SourceLine(len(lines) + 1, text, f"第{index}页"))
    return lines, remarks


class _Pages:
    """Reads pages one after the other; a table that goes on overleaf is one table."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document = document
        self.tables = 0
        self.open: tuple[float, ...] | None = None  # the columns of a table that ended the page before

    def read(self, index: int) -> list[_PageLine]:
        """The lines and rows of a page from top to bottom."""
        page = self.document[index]
        text_page = page.get_textpage()
        try:
            grids = find_grids(page) if text_page.count_chars() <= _MAX_LETTERS else []
            letters = read_letters(text_page) if grids else []
            if not letters:
                self.open = None
                return [*_plain_lines(text_page.get_text_bounded())]
            placed: list[tuple[float, _PageLine]] = []
            for grid in grids:
                before = letters
                letters = fill(grid, letters)
                if len(before) == len(letters):
                    continue  # a frame without text
                goes_on = self.open is not None and grid is grids[0] and _same_columns(self.open, grid.xs)
                self.tables += 0 if goes_on else 1
                placed.extend(
                    (top, _Row(tuple(row), self.tables))
                    for top, row in zip(grid.ys, grid.rows, strict=False)
                    if any(cell.strip() for cell in row)
                )
            placed.extend((line[0].top, text_of(line)) for line in lines_of(letters))
            self.open = grids[-1].xs
            return [line for _, line in sorted(placed, key=lambda pair: -pair[0])]
        finally:
            text_page.close()
            page.close()


def _same_columns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < 4 for a, b in zip(one, other, strict=True))


def _plain_lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")
    return [line for line in text.split("\n") if line.strip()]


def _repeated(pages: list[list[_PageLine]]) -> set[str]:
    """Lines at the top or foot of at least half of three or more pages."""
    counts: dict[str, int] = {}
    for page in pages:
        edges = {page[0], page[-1]} if page else set()
        for text in {line.strip() for line in edges if isinstance(line, str)}:
            counts[text] = counts.get(text, 0) + 1
    return {text for text, count in counts.items() if count >= 3 and count * 2 >= len(pages)}
