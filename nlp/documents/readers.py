"""Reads files of every format that Zhize takes into lines of text with their numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark

#: File names that end so are documents.
SUFFIXES: Final = frozenset([".txt", ".md", ".docx", ".xlsx", ".xls", ".ods", ".csv", ".tsv", ".html", ".htm", ".pdf"])
#: A larger file is refused, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document: its name, its lines, and what was odd when it was read."""

    name: str
    lines: tuple[SourceLine, ...]
    remarks: tuple[Remark, ...] = ()


Parts = tuple[list[SourceLine], list[Remark]]


def read(path: Path, name: str | None = None) -> Source:
    """The document at `path`, called `name` (by default the file's name).

    Raises ZhizeError `document-missing`, `document-too-large`, `document-format`, `document-encrypted`,
    `document-damaged` or `document-bomb`. An empty file is a source without lines and a remark.
    """
    shown = name or path.name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ZhizeError("document-too-large", path=shown, size=size // 1048576, limit=MAX_BYTES // 1048576)
        content = path.read_bytes()
    except OSError as error:
        raise ZhizeError("document-missing", path=path) from error
    return read_bytes(content, shown)


def read_bytes(content: bytes, name: str) -> Source:
    """The document with this content; its kind is told by the ending of `name` and proven by the content."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Source(name, (), (Remark(1, "文件是空的。"),))
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ZhizeError("document-format", path=name, detail=f"不认识的扩展名“{suffix}”")
    _check_signature(content, suffix, name)
    lines, remarks = _reader_of(suffix)(content, name)
    return Source(name, tuple(lines), tuple(remarks))


def _check_signature(content: bytes, suffix: str, name: str) -> None:
    """Refuse content that is not what the file's name says."""
    if content.startswith(_OLE):
        if suffix in (".docx", ".xlsx", ".ods"):
            raise ZhizeError("document-encrypted", path=name)
        if suffix != ".xls":
            raise ZhizeError("document-format", path=name, detail="内容是旧版 Office 文件")
    elif suffix == ".xls" and not content.startswith((b"PK", b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        raise ZhizeError("document-format", path=name, detail="内容不是 Excel 表格")
    if suffix in (".docx", ".xlsx", ".ods") and not content.startswith(b"PK\x03\x04"):
        raise ZhizeError("document-format", path=name, detail="内容不是 Office 文件")
    if suffix == ".pdf" and b"%PDF-" not in content[:1024]:
        raise ZhizeError("document-format", path=name, detail="内容不是 PDF")
    if suffix in (".txt", ".md", ".csv", ".tsv", ".html", ".htm") and content.startswith(
        (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"Rar!", b"\x1f\x8b")
    ):
        raise ZhizeError("document-format", path=name, detail="内容不是文字")


def _reader_of(suffix: str) -> Callable[[bytes, str], Parts]:
    """The reader of a kind of file; libraries are loaded only where they are needed."""
    if suffix in (".txt", ".md"):
        from nlp.documents.reading_text import read_text

        return read_text
    if suffix in (".csv", ".tsv"):
        from nlp.documents.reading_text import read_csv

        return read_csv
    if suffix == ".docx":
        from nlp.documents.reading_docx import read_docx

        return read_docx
    if suffix in (".xlsx", ".xls", ".ods"):
        from nlp.documents.reading_sheet import read_sheet

        return read_sheet
    if suffix == ".pdf":
        from nlp.documents.reading_pdf import read_pdf

        return read_pdf
    from nlp.documents.reading_html import read_html

    return read_html
