"""Reads the text of PDF files page by page; scanned pages have none, which is said and not guessed at."""

import pypdfium2

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark

MAX_PAGES = 2_000


def read_pdf(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each line of text, with its page (第3页); what stands at the same end of most pages is left out."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "document-encrypted" if "password" in str(error).lower() else "document-damaged"
        raise ZhizeError(code, path=name, detail="PDF 结构损坏") from error
    try:
        if len(document) > MAX_PAGES:
            raise ZhizeError("document-too-large", path=name, size=len(document), limit=MAX_PAGES)
        pages = [_page_lines(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ZhizeError("document-damaged", path=name, detail="PDF 页面损坏") from error
    finally:
        document.close()
    furniture = _repeated(pages)
    lines: list[SourceLine] = []
    remarks: list[Remark] = []
    for index, page in enumerate(pages, 1):
        if not any(text.strip() for text in page):
            remarks.append(Remark(max(1, len(lines)), f"第{index}页没有文字，可能是扫描件，没有读。"))
        for position, text in enumerate(page):
            edge = position in (0, len(page) - 1)
            lines.append(SourceLine(len(lines) + 1, "" if edge and text.strip() in furniture else text, f"第{index}页"))
    return lines, remarks


def _page_lines(document: pypdfium2.PdfDocument, index: int) -> list[str]:
    page = document[index]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return [
        line
        for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").split("\n")
        if line.strip()
    ]


def _repeated(pages: list[list[str]]) -> set[str]:
    """Lines at the top or foot of at least half of three or more pages."""
    counts: dict[str, int] = {}
    for page in pages:
        for text in {page[0].strip(), page[-1].strip()} if page else set():
            counts[text] = counts.get(text, 0) + 1
    return {text for text, count in counts.items() if count >= 3 and count * 2 >= len(pages)}
