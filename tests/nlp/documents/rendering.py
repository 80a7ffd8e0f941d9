"""Writes a drawn organization as a document in a layout that is drawn too."""

import csv
import html
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
import openpyxl

from tests.nlp.documents.generating import Company, Post

SUPERIOR = ("直接上级", "直属上级", "上级领导", "汇报对象", "汇报给", "上级岗位", "直接主管", "直属领导")
UNIT = ("所属部门", "所在部门", "部门", "部门名称", "归属部门", "隶属部门")
POST = ("岗位名称", "职位名称", "职务", "岗位", "职务名称", "职位")
HOLDER = ("姓名", "任职人", "现任", "任职者", "在岗人员", "岗位人员")
COUNT = ("编制", "定员", "岗位编制", "编制人数", "定编")
DUTIES = ("岗位职责", "工作职责", "主要职责", "工作内容", "职责", "主要工作内容", "职责描述")
OTHERS = (
    ("任职资格", ("大专以上学历", "两年以上相关经验", "持有上岗证")),
    ("任职要求", ("身体健康", "会使用办公软件")),
    ("考核指标", ("差错率低于百分之一", "满意度达到九成")),
    ("工作环境", ("室内为主", "偶有噪声")),
    ("工作权限", ("有权拒收不合格物品", "有权提出改进建议")),
)
FURNITURE = ("第 2 页 共 5 页", "展开全文", "- 3 -", "内部资料 欢迎下载", "https://example.org/doc/1")
Number = Callable[[int], str]
CN = "一二三四五六七八九十"
SCHEMES: tuple[Number, ...] = (
    lambda i: f"{i}、",
    lambda i: f"{i}. ",
    lambda i: f"{i}.",
    lambda i: f"（{CN[i - 1]}）",
    lambda i: f"({i})",
    lambda i: f"（{i}）",
    lambda i: chr(0x245F + i),
    lambda i: "- ",
    lambda i: "• ",
    lambda i: f"{chr(96 + i)}. ",
    lambda i: f"{i}）",
)
HEADINGS: tuple[Number, ...] = (
    lambda i: f"{CN[i - 1]}、",
    lambda i: f"第{CN[i - 1]}章 ",
    lambda i: f"第{CN[i - 1]}节　",
    lambda i: "",
    lambda i: f"{i}、",
    lambda i: f"（{CN[i - 1]}）",
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document with the layout that was drawn for it."""

    name: str
    content: bytes
    layout: str


def render(draw: random.Random, company: Company) -> Rendered:
    """The document of `company`."""
    with_units = company.posts[0].unit is not None
    layout = draw.choice(
        ("fields", "fields", "headings", "headings", "rows", "rows", "forms", "forms", "articles", "prose", "cells",
         "brackets", "bars", "behind")
    )  # fmt: skip
    if layout in ("articles", "prose") and with_units:
        layout = "headings"
    if layout in ("rows", "forms"):
        tables = _rows(draw, company) if layout == "rows" else _forms(draw, company)
        kind = draw.choice(("xlsx", "docx", "html", "csv", "md") if layout == "rows" else ("docx", "html", "xlsx"))
        return Rendered(f"d.{kind}", _TABLES[kind](_title(draw, company), tables), f"{layout}/{kind}")
    lines = _LAYOUTS[layout](draw, company)
    if draw.random() < 0.3:
        lines.insert(draw.randint(len(lines) // 2, len(lines)), draw.choice(FURNITURE))
    lines.insert(0, _title(draw, company))
    kind = "txt" if layout == "bars" else draw.choice(("txt", "txt", "docx", "html"))
    if kind == "docx":
        return Rendered("d.docx", _docx_lines(lines), f"{layout}/docx")
    if kind == "html":
        body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
        return Rendered("d.html", f"<html><body>{body}</body></html>".encode(), f"{layout}/html")
    encoding = draw.choice(("utf-8", "utf-8", "gb18030", "utf-8-sig", "utf-16"))
    return Rendered("d.txt", "\n".join(lines).encode(encoding), f"{layout}/txt/{encoding}")


def write_lines(draw: random.Random, company: Company) -> list[str]:
    """The lines of a plain text about `company`, under headings or in labelled fields."""
    return [_title(draw, company), *draw.choice((_fields, _headings))(draw, company)]


def _title(draw: random.Random, company: Company) -> str:
    return company.name + draw.choice(("岗位职责", "岗位说明书", "岗位职责汇编", "各岗位工作职责"))


def _fields_of(draw: random.Random, post: Post, words: Sequence[str], with_title: bool) -> list[tuple[str, str]]:
    fields = [(words[1], post.unit or ""), (words[2], post.superior or "")]
    if post.holders:
        fields.append((words[3], "、".join(post.holders)))
    if post.headcount:
        fields.append((words[4], f"{post.headcount}人"))
    fields = [f for f in fields if f[1]]
    return [(words[0], post.title), *fields] if with_title else fields


def _words(draw: random.Random) -> list[str]:
    return [draw.choice(options) for options in (POST, UNIT, SUPERIOR, HOLDER, COUNT)]


def _duty_lines(draw: random.Random, post: Post, number: Number, run_on: bool) -> list[str]:
    end = "；" if len(post.title) % 2 else "。"
    items = [f"{number(i)}{duty}{end}" for i, duty in enumerate(post.duties, 1)]
    return ["".join(items)] if run_on else items


def _other_lines(draw: random.Random, number: Number) -> list[str]:
    lines: list[str] = []
    for label, values in draw.sample(OTHERS, draw.choice((0, 0, 1, 2))):
        lines.append(label + draw.choice(("：", "")))
        lines.extend(f"{number(i)}{value}；" for i, value in enumerate(values, 1))
    return lines


def _fields(draw: random.Random, company: Company) -> list[str]:
    words, number = _words(draw), draw.choice(SCHEMES)
    label, glue, run_on = draw.choice(DUTIES), draw.choice(("\n", "　　", "；", " ")), draw.random() < 0.2
    lines: list[str] = []
    for post in company.posts:
        fields = [f"{name}：{value}" for name, value in _fields_of(draw, post, words, True)]
        lines.extend(glue.join(fields).split("\n"))
        lines.append(label + "：")
        lines.extend(_duty_lines(draw, post, number, run_on and number(1) not in ("- ", "• ", "a. ")))
        lines.extend(_other_lines(draw, number))
        lines.append("")
    return lines


def _headings(draw: random.Random, company: Company) -> list[str]:
    words, number = _words(draw), draw.choice(SCHEMES)
    heading = draw.choice([h for h in HEADINGS if h(1)[:2] != number(1)[:2] or not h(1)])
    suffix = draw.choice(("岗位职责", "", "工作职责", "职责", "岗位职责："))
    in_brackets = draw.random() < 0.5
    lines: list[str] = []
    unit = None
    for count, post in enumerate(company.posts, 1):
        if post.unit is not None and post.unit != unit:
            unit = post.unit
            lines.append(f"【{unit}】" if not heading(1) or draw.random() < 0.3 else unit)
        holders = f"（{'、'.join(post.holders)}）" if post.holders and in_brackets and suffix == "" else ""
        lines.append(heading(count) + post.title + holders + suffix)
        for name, value in _fields_of(draw, post, words, False):
            if name != words[1] and not (name == words[3] and holders):
                lines.append(f"{name}：{value}")
        if suffix in ("", "岗位职责") and draw.random() < 0.5 or not suffix:
            lines.append(draw.choice(DUTIES) + "：")
        lines.extend(_duty_lines(draw, post, number, False))
    return lines


def _articles(draw: random.Random, company: Company) -> list[str]:
    lines = ["第一条 为明确各岗位职责，制定本规定。"]
    article = 2
    for post in company.posts:
        count = f"{CN[post.headcount - 1]}名" if post.headcount and post.headcount <= 10 else "一名"
        post.headcount = CN.index(count[0]) + 1
        held = f"，由{post.holders[0]}担任" if post.holders else ""
        post.holders = post.holders[:1]
        lines.append(f"第{_cn(article)}条 本单位设{post.title}{count}{held}，对{post.superior}负责。")
        lines.append(f"第{_cn(article + 1)}条 {post.title}" + draw.choice(("履行下列职责：", "的职责：", "职责：")))
        article += 2
        lines.extend(f"（{CN[i - 1]}）{duty}；" for i, duty in enumerate(post.duties, 1))
    return [*lines, f"第{_cn(article)}条 本规定自发布之日起施行。"]


def _cn(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CN[tens - 1] + "十") + (CN[ones - 1] if ones else "")


def _prose(draw: random.Random, company: Company) -> list[str]:
    lines: list[str] = []
    for post in company.posts:
        post.headcount = None
        start = f"{post.title}由{post.holders[0]}担任，" if post.holders else f"{post.title}"
        post.holders = post.holders[:1]
        report = draw.choice((f"向{post.superior}汇报。", f"在{post.superior}领导下工作。", f"对{post.superior}负责。"))
        post.duties = [f"{post.title}要{duty}" for duty in post.duties]
        lines.append(start + report + "".join(f"{duty}。" for duty in post.duties))
    return lines


def _cells(draw: random.Random, company: Company) -> list[str]:
    words, label = _words(draw), draw.choice(("岗位职责", "工作职责", "主要职责"))
    lines: list[str] = []
    for post in company.posts:
        for name, value in _fields_of(draw, post, words, True):
            lines.extend((name, value))
        lines.extend((label, *post.duties))
    return lines


def _brackets(draw: random.Random, company: Company) -> list[str]:
    words, number = _words(draw), draw.choice(SCHEMES[:7])
    lines: list[str] = []
    for post in company.posts:
        fields = "".join(f"【{name}】{value}" for name, value in _fields_of(draw, post, words, True))
        lines.append(f"{fields}【{draw.choice(DUTIES)}】{''.join(_duty_lines(draw, post, number, True))}")
    return lines


def _bars(draw: random.Random, company: Company) -> list[str]:
    bar = draw.choice((" | ", "|", "\t"))
    return [bar.join(row) for table in _rows(draw, company, ("；", "")) for row in table]


def _behind(draw: random.Random, company: Company) -> list[str]:
    words, number = _words(draw), draw.choice(SCHEMES[:7])
    lines: list[str] = []
    for post in company.posts:
        lines.extend(_duty_lines(draw, post, number, False))
        lines.append("　　".join(f"{name}：{value}" for name, value in _fields_of(draw, post, words, True)))
        lines.append("")
    return lines


_LAYOUTS = {
    "fields": _fields, "headings": _headings, "articles": _articles, "prose": _prose, "cells": _cells,
    "brackets": _brackets, "bars": _bars, "behind": _behind,
}  # fmt: skip
Table = list[list[str]]


def _rows(draw: random.Random, company: Company, joints: Sequence[str] = ("\n", "；", "")) -> list[Table]:
    words = [draw.choice(POST), draw.choice(UNIT), draw.choice(SUPERIOR), draw.choice(HOLDER), draw.choice(COUNT)]
    columns: list[tuple[str, Callable[[Post], str]]] = [
        (words[0], lambda p: p.title),
        (words[2], lambda p: p.superior or ""),
    ]
    if company.posts[0].unit is not None:
        columns.append((words[1], lambda p: p.unit or ""))
    if any(p.holders for p in company.posts):
        columns.append((words[3], lambda p: "、".join(p.holders)))
    if company.posts[0].headcount is not None:
        columns.append((words[4], lambda p: str(p.headcount)))
    draw.shuffle(columns)
    joined = draw.choice(joints)
    number: Number = draw.choice(SCHEMES[:7]) if joined != "；" else lambda i: ""
    columns.append((draw.choice(DUTIES), lambda p: joined.join(number(i) + d for i, d in enumerate(p.duties, 1))))
    if draw.random() < 0.5:
        columns.insert(0, ("序号", lambda p: str(company.posts.index(p) + 1)))
    if draw.random() < 0.4:
        columns.append(("备注", lambda p: ""))
    table = [[name for name, _ in columns], *([value(post) for _, value in columns] for post in company.posts)]
    return [table]


def _forms(draw: random.Random, company: Company) -> list[Table]:
    words, label = _words(draw), draw.choice(DUTIES)
    number: Number = draw.choice(SCHEMES[:7])
    one_a_row = draw.random() < 0.4
    tables: list[Table] = []
    for post in company.posts:
        fields = _fields_of(draw, post, words, True)
        first, rest = fields[0], fields[1:]
        draw.shuffle(rest)
        flat = [first, *rest]
        rows: Table = [[*flat[i], *(flat[i + 1] if i + 1 < len(flat) else ("", ""))] for i in range(0, len(flat), 2)]
        items = [number(i) + duty for i, duty in enumerate(post.duties, 1)]
        if one_a_row:
            rows.extend([label if i == 0 else "", item, "", ""] for i, item in enumerate(items))
        else:
            rows.append([label, "\n".join(items), "", ""])
        for name, values in draw.sample(OTHERS, draw.choice((0, 1, 2))):
            rows.append([name, "；".join(values), "", ""])
        tables.append(rows)
    return tables


def _docx_lines(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return _saved(document)


def _docx(title: str, tables: Sequence[Table]) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
        document.add_paragraph("")
    return _saved(document)


def _xlsx(title: str, tables: Sequence[Table]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for rows in tables:
        for row in rows:
            sheet.append(row)
        sheet.append([])
    return _saved(book)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _html(title: str, tables: Sequence[Table]) -> bytes:
    text = f"<html><body><h1>{title}</h1>"
    for rows in tables:
        cells = ("".join(f"<td>{html.escape(c).replace(chr(10), '<br/>')}</td>" for c in row) for row in rows)
        text += "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    return (text + "</body></html>").encode()


def _csv(title: str, tables: Sequence[Table]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([title])
    for rows in tables:
        writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def _md(title: str, tables: Sequence[Table]) -> bytes:
    text = f"# {title}\n\n"
    for rows in tables:
        lines = ["| " + " | ".join(c.replace("\n", "<br>") for c in row) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        text += "\n".join(lines) + "\n\n"
    return text.encode()


_TABLES: dict[str, Callable[[str, Sequence[Table]], bytes]] = {
    "docx": _docx, "xlsx": _xlsx, "html": _html, "csv": _csv, "md": _md,
}  # fmt: skip
