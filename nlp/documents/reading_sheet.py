"""Reads spreadsheets: every row of every visible sheet, with its place (表1!B7), merged cells once."""

import io
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from graph.errors import ZhizeError
from nlp.documents.archives import check_archive
from nlp.documents.blocks import SourceLine
from nlp.documents.facts import Remark
from nlp.documents.reading_text import row_line
from nlp.documents.sheet_places import name_column

MAX_ROWS = 200_000


def read_sheet(content: bytes, name: str) -> tuple[list[SourceLine], list[Remark]]:
    """One line for each row that has words; its place names the sheet and the first filled cell."""
    if content.startswith(b"PK"):
        check_archive(content, name)
    try:
        book: Any = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = list(book.sheets_metadata)
        lines: list[SourceLine] = []
        remarks: list[Remark] = []
        for index, sheet_data in enumerate(metadata):
            if sheet_data.visible != SheetVisibleEnum.Visible:
                remarks.append(Remark(1, f"隐藏的工作表“{sheet_data.name}”没有读。"))
                continue
            _read_rows(book.get_sheet_by_index(index), sheet_data.name, index + 1, lines, name)
    except ZhizeError:
        raise
    except BaseException as error:  # damaged files make the reader panic, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise ZhizeError("document-encrypted", path=name) from error
        raise ZhizeError("document-damaged", path=name, detail="表格结构损坏") from error
    if not lines:
        remarks.append(Remark(1, "表格里没有文字。"))
    return lines, remarks


def _read_rows(sheet: Any, title: str, table: int, lines: list[SourceLine], name: str) -> None:
    top, left = sheet.start or (0, 0)
    for offset, row in enumerate(sheet.iter_rows()):
        if offset > MAX_ROWS:
            raise ZhizeError("document-too-large", path=name, size=offset, limit=MAX_ROWS)
        values = [_text(value) for value in row]
        if not any(v.strip() for v in values):
            continue
        first = next(i for i, v in enumerate(values) if v.strip())
        place = f"{title}!{name_column(left + first)}{top + offset + 1}"
        lines.append(row_line(len(lines) + 1, values, place, table))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
