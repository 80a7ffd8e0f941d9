"""Reads files of every format that Zhize takes into lines of text with their numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import ZhizeError
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.signatures import kind_of_content

#: Older formats, which another program turns into Word documents.
LEGACY: Final = frozenset([".doc", ".wps", ".rtf", ".odt"])
#: File names that end so are documents.
SUFFIXES: Final = LEGACY | frozenset(
    [".txt", ".md", ".docx", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".html", ".htm", ".pdf"]
)
#: A larger file is refused, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document: its name, its lines, and what was odd when it was read."""

    name: str
    lines: tuple[SourceLine, ...]
    remarks: tuple[Remark, ...] = ()


Parts = tuple[list[SourceLine], list[Remark]]


def read(path: Path, name: str | None = None, kind: str | None = None) -> Source:
    """The document at `path`, called `name` (by default the file's name); `kind` as for `read_bytes`.

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
    return read_bytes(content, shown, kind)


def read_bytes(content: bytes, name: str, kind: str | None = None) -> Source:
    """The document with this content; its kind is told by the ending of `name` and proven by the content.

    `kind` is the ending of what the content is, where the caller has made it from something else.
    """
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Source(name, (), (Remark(1, "文件是空的。"),))
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ZhizeError("document-format", path=name, detail=f"不认识的扩展名“{suffix}”")
    found = kind or kind_of_content(content, suffix, name)
    lines, remarks = _reader_of(found)(content, name)
    if kind is None and found != suffix:
        remarks = [Remark(1, f"扩展名是“{suffix}”，内容是“{found}”，按内容读取。"), *remarks]
    return Source(name, tuple(lines), tuple(remarks))


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
    if suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        from nlp.documents.reading_sheet import read_sheet

        return read_sheet
    if suffix == ".pdf":
        from nlp.documents.reading_pdf import read_pdf

        return read_pdf
    if suffix in LEGACY:
        from nlp.documents.reading_legacy import read_legacy

        return read_legacy
    from nlp.documents.reading_html import read_html

    return read_html
