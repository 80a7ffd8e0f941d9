"""Remarks on documents and faults of queries in the language of the page: sentences that are put together from names."""

import re
from functools import lru_cache

from web.language import gettext, is_english, say

#: The remarks on documents, the uncertain merges, and why a reporting line was inferred, with what they name.
REMARKS = (
    "隐藏的工作表“%(name)s”没有读。",
    "表格里没有文字。",
    "文件里夹有空字节，已略去。",
    "文字曾被按错误的编码保存过，已还原。",
    "文件不是 UTF-8，按 %(encoding)s 读取。",
    "文件编码有损坏，个别字符读不出来。",
    "文件按 %(encoding)s 读取，个别字符读不出来。",
    "文件编码是猜测的，请核对文字。",
    "Word 文档里没有文字，可能只有图片。",
    "文件是空的。",
    "扩展名是“%(suffix)s”，内容是“%(found)s”，按内容读取。",
    "全部 %(pages)s 页都没有文字，应是扫描件：请先用文字识别（OCR）转成带文字的 PDF 再读。",
    "第%(page)s页没有文字，可能是扫描件，没有读。",
    "文档里没有文字。",
    "这一行的文字有损坏，认不出的部分按原样保留。",
    "这一行的编号可能认错了，按原样保留。",
    "没有找到任何岗位或部门。",
    "“%(name)s”只列名未说明，按“%(other)s”的另一种写法处理，请核对。",
    "同一文件夹里有 %(count)s 份文档没有写明组织，岗位与“%(name)s”的名单相符，按“%(same)s”处理。",
    "“%(name)s”在几份文档里任职人不同（%(people)s），按同一岗位合并。",
    "“%(name)s”没有写明部门，按 %(unit)s 的同名岗位合并。",
    "“%(name)s”有几个同名岗位，按下级所在部门的那一个合并。",
    "“%(name)s”可能是几个同名岗位中的一个，未合并。",
    "“%(name)s”出现在不同部门或联系方式不同，按不同的人处理。",
    "职位名“%(name)s”含“%(part)s”",
    "“%(name)s”应指“%(other)s”",
)
#: What is wrong with a query (graph/faults.py).
FAULTS = (
    "第 %(line)s 行第 %(column)s 个字符处：前缀“%(name)s”没有声明，可在开头加上：%(text)s",
    "第 %(line)s 行第 %(column)s 个字符处：前缀“%(name)s”没有声明",
    "第 %(line)s 行第 %(column)s 个字符处：前缀没有声明",
    "第 %(line)s 行第 %(column)s 个字符处：SELECT 里有变量既没有分组也没有汇总，或没有在查询里出现",
    "第 %(line)s 行第 %(column)s 个字符处：SELECT 里同一个变量出现了两次",
    "第 %(line)s 行第 %(column)s 个字符处：SELECT * 不能和 GROUP BY 一起用",
    "第 %(line)s 行第 %(column)s 个字符处：IRI 的写法不对",
    "第 %(line)s 行第 %(column)s 个字符附近写法不对",
)
_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def say_remark(text: str) -> str:
    """`text` in the language of the page, what it names as it stands in the document; a text that is not known as it is."""
    if not is_english():
        return text
    for pattern, shape in _shapes():
        if found := shape.fullmatch(text):
            return gettext(pattern, **found.groupdict())
    return say(text)


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (pattern, re.compile(_PLACE.sub(_name_group, re.escape(pattern)), re.DOTALL)) for pattern in (*REMARKS, *FAULTS)
    )


def _name_group(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>.+?)"
