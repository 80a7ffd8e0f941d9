"""Tells what stands where a table ends: that it goes on in the next one, or what a program prints below it."""

import re
from collections.abc import Sequence

from nlp.documents.tables import Header, Row, alternates, column_kind, looks_like_value, read_header
from nlp.documents.titles import is_post

#: What programs and keepers of a table print below it: 某某中心 导出时间:2024-07-08.
_STAMP = re.compile(
    r"(?:导出|打印|生成|更新|制表|统计|修改|下载)(?:(?:时间|日期|人)\s*:|[于:]\s*\d{4})|(?:updated|exported|printed|generated) (?:by|on|at)\b",
    re.I,
)


def is_stamp(cells: Row) -> bool:
    """Whether a row holds nothing but when, or by whom, the table was made."""
    filled = [c for c in cells if c.text]
    return len(filled) == 1 and len(cells) > 2 and len(filled[0].shape) <= 60 and bool(_STAMP.search(filled[0].shape))


def continues(header: Header, rows: Sequence[Row]) -> bool:
    """Whether a table without a header of its own goes on with the columns of the one before it."""
    if "post" not in header.kinds or any(len(row) != len(header.kinds) for row in rows):
        return False
    if any(read_header(row, rows[i + 1 :]) for i, row in enumerate(rows[:2])) or alternates(rows[0]):
        return False
    if any(column_kind(c.shape) is not None and not looks_like_value(c) for c in rows[0] if c.text):
        return False
    at = header.kinds.index("post")
    titles = [row[at].shape for row in rows if row[at].text]
    return sum(1 for title in titles if is_post("".join(title.split()))) * 2 >= len(titles)
