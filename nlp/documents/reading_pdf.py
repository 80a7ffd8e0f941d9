"""Reads the text and tables of PDF files page by page; scanned pages have no text, which is said and not guessed at."""

import re
from collections.abc import Iterable

import pypdfium2
from pypdfium2 import raw

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.pdf_columns import Columns, Row, read_columns
from nlp.documents.pdf_tables import Box, PageTable, TableFinder
from nlp.documents.reading_text import row_line

MAX_PAGES = 2_000
#: A table has at least so many ruling lines; looking for one takes ten times as long as reading the text.
_FEWEST_RULES = 4
#: A shorter line that returns at the top of a page may be a label.
_SHORTEST_HEAD = 8
_PAGE_NUMBER = re.compile(r"^\s*(?:第\s*\d+\s*页.{0,12}|[-—–]?\s*\d{1,4}\s*[-—–]?|\d{1,4}\s*/\s*\d{1,4})\s*$")


def read_pdf(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each line of text or row of a table, with its page (第3页).

    What stands at the same end of most pages is left out; a table that goes on over a page is one table.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "document-encrypted" if "password" in str(error).lower() else "document-damaged"
        raise ZhizeError(code, path=name, detail="PDF 结构损坏") from error
    try:
        if len(document) > MAX_PAGES:
            raise ZhizeError("document-too-large", path=name, size=len(document), limit=MAX_PAGES)
        ruled = [_has_rules(document[index]) for index in range(len(document))]
        tables = _find_tables(content, ruled)
        columns = Columns()
        pages = [_read_page(document[index], tables.get(index, []), columns) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ZhizeError("document-damaged", path=name, detail="PDF 页面损坏") from error
    finally:
        document.close()
    return _number(pages)


def _number(pages: list[list[Row]]) -> tuple[list[SourceLine], list[Remark]]:
    furniture = _repeated(pages)
    head = _shared_head(pages)
    lines: list[SourceLine] = []
    remarks: list[Remark] = []
    table = 0
    if pages and not any(pages):
        message = f"全部 {len(pages)} 页都没有文字，应是扫描件：请先用文字识别（OCR）转成带文字的 PDF 再读。"
        remarks.append(Remark(1, message))
    header: list[str] | None = None  # of the table that may go on on the next page
    for index, page in enumerate(pages, 1):
        place = f"第{index}页"
        if not page and any(pages):
            remarks.append(Remark(max(1, len(lines)), f"第{index}页没有文字，可能是扫描件，没有读。"))
        inside = False
        for position, row in enumerate(page):
            number = len(lines) + 1
            if isinstance(row, str):
                edge = position in (0, len(page) - 1)
                again = index > 1 and position == 0 and row.strip() == head
                hidden = edge and (row.strip() in furniture or bool(_PAGE_NUMBER.match(row))) or again
                lines.append(SourceLine(number, "" if hidden else row, place))
                inside = False
                header = header if hidden else None
                continue
            if not inside and (header is None or len(header) != len(row)):
                table, header = table + 1, row
            elif not inside and row == header:
                row = [""] * len(row)  # the header again on the next page
            inside = True
            lines.append(row_line(number, row, place, table))
    return lines, remarks


def _has_rules(page: pypdfium2.PdfPage) -> bool:
    rules = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    return any(count >= _FEWEST_RULES for count, _ in enumerate(rules, 1))


def _find_tables(content: bytes, ruled: list[bool]) -> dict[int, list[PageTable]]:
    """Page → its tables; a page whose drawing cannot be followed has none, and is read as text."""
    if not any(ruled):
        return {}
    found: dict[int, list[PageTable]] = {}
    try:
        with TableFinder(content) as finder:
            for index in (i for i, is_ruled in enumerate(ruled) if is_ruled):
                found[index] = finder.find(index)
    except MemoryError:
        raise
    except Exception:  # the finder reads PDF by other rules than the reader of the text, and gives up on more
        return found
    return found


def _read_page(page: pypdfium2.PdfPage, tables: list[PageTable], columns: Columns) -> list[Row]:
    """Text and rows of a page from top to bottom; `columns` are those of a table without rules, page after page."""
    height = page.get_height()
    text_page = page.get_textpage()

    def text_in(box: Box) -> str:
        text: str = text_page.get_text_bounded(box[0], height - box[3], box[2], height - box[1])
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")

    rows: list[Row] = []
    if not tables:
        in_columns = read_columns(text_page, page.get_width(), columns)
        rows += _lines_of(text_page.get_text_bounded()) if in_columns is None else in_columns
    top = 0.0
    for table in tables:
        rows += _lines_of(text_in((0.0, top, page.get_width(), table.box[1])))
        rows += [row for row in table.read(text_in) if any(cell.strip() for cell in row)]
        top = max(top, table.box[3])
    if tables:
        rows += _lines_of(text_in((0.0, top, page.get_width(), height)))
    text_page.close()
    page.close()
    return rows


def _lines_of(text: str) -> Iterable[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").split("\n")
    return (line for line in lines if line.strip())


def _repeated(pages: list[list[Row]]) -> set[str]:
    """Lines at the top or foot of at least half of three or more pages."""
    counts: dict[str, int] = {}
    for page in pages:
        for text in {row.strip() for row in (page[0], page[-1]) if isinstance(row, str)} if page else set():
            counts[text] = counts.get(text, 0) + 1
    return {text for text, count in counts.items() if count >= 3 and count * 2 >= len(pages)}


def _shared_head(pages: list[list[Row]]) -> str | None:
    """What stands at the top of both pages of a document that has two: its head, printed again on the second."""
    tops = [page[0].strip() for page in pages if page and isinstance(page[0], str)]
    return tops[0] if len(pages) == len(tops) == 2 and tops[0] == tops[1] and len(tops[0]) >= _SHORTEST_HEAD else None
