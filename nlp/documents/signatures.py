"""Tells what kind of file a content is, whatever the file is called."""

import re
from typing import Final

from graph.errors import ZhizeError

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"II*\0",
    b"MM\0*",
)
_TEXTS: Final = (".txt", ".md", ".csv", ".tsv", ".html", ".htm")
_OFFICE: Final = (".docx", ".xlsx", ".xlsm", ".ods", ".odt")
_OLD: Final = (".doc", ".wps", ".xls", ".rtf")
_PAGE = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE html|<html|<head|<meta|<table|<body)", re.I)


def kind_of_content(content: bytes, suffix: str, name: str) -> str:
    """The ending that fits `content`, which is `suffix` unless the content proves another.

    Raises ZhizeError `document-format` or `document-encrypted` for what is no document.
    """
    if content.startswith(_OLE):
        return _kind_of_ole(content, suffix, name)
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content, suffix, name)
    if content.startswith(b"%PDF-") or suffix == ".pdf" and b"%PDF-" in content[:1024]:
        return ".pdf"
    if content.startswith(_OTHER):
        raise ZhizeError("document-format", path=name, detail="内容不是文字")
    if content.startswith(b"{\\rtf"):
        return ".rtf"
    if suffix in _TEXTS:
        return ".html" if suffix in (".txt", ".htm") and _PAGE.match(content[:2000]) else suffix
    if suffix == ".xls" and content.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        return ".xls"
    if suffix in _OLD and b"\0" not in content[:4096]:  # programs save web pages and tables of text under these names
        if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:2000]):
            return ".html"
        return ".tsv" if suffix == ".xls" else ".txt"
    what = {".pdf": "PDF", ".xls": "Excel 表格"}.get(suffix, "Office 文件")
    raise ZhizeError("document-format", path=name, detail=f"内容不是 {what}")


def _kind_of_ole(content: bytes, suffix: str, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content or suffix in _OFFICE:
        raise ZhizeError("document-encrypted", path=name)
    if "WordDocument".encode("utf-16-le") in content:
        return ".doc"
    if "Workbook".encode("utf-16-le") in content or suffix == ".xls":
        return ".xls"
    if suffix in (".doc", ".wps"):
        return suffix
    raise ZhizeError("document-format", path=name, detail="内容是旧版 Office 文件")


def _kind_of_zip(content: bytes, suffix: str, name: str) -> str:
    for part, kind in (
        (b"word/document.xml", ".docx"),
        (b"xl/workbook.", ".xlsx"),
        (b"opendocument.spreadsheet", ".ods"),
        (b"opendocument.text", ".odt"),
    ):
        if part in content:
            return suffix if kind == ".xlsx" and suffix == ".xlsm" else kind
    if suffix in _OFFICE:
        return suffix
    raise ZhizeError("document-format", path=name, detail="内容不是文字")
