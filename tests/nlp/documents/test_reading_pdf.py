"""PDF files: text by lines, tables by cells, a table over two pages, page furniture, pages without text."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from nlp.documents.extraction import extract
from nlp.documents.readers import Source, read_bytes

FONT = "STSong-Light"
STYLE = ParagraphStyle("正文", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def write(*parts: Flowable, furniture: str | None = None) -> Source:
    """The document that a reader sees of a PDF with these parts."""
    content = io.BytesIO()

    def decorate(canvas: Canvas, template: SimpleDocTemplate) -> None:
        if furniture:
            canvas.setFont(FONT, 9)
            canvas.drawString(60, A4[1] - 30, furniture)

    SimpleDocTemplate(content, pagesize=A4).build(list(parts), onFirstPage=decorate, onLaterPages=decorate)
    return read_bytes(content.getvalue(), "手册.pdf")


def say(text: str) -> Paragraph:
    return Paragraph(text, STYLE)


def draw(rows: Sequence[Sequence[str]], *, spans: Sequence[tuple[object, ...]] = (), repeat: int = 0) -> Table:
    cells = [[say(cell.replace("\n", "<br/>")) if cell else "" for cell in row] for row in rows]
    widths = [70, 70, 310] if len(rows[0]) == 3 else [80, 145, 80, 145]
    return Table(cells, widths, style=TableStyle([*GRID, *spans]), repeatRows=repeat, splitInRow=0)


def test_text_comes_line_by_line_with_its_page() -> None:
    source = write(say("供电所岗位职责"), say("岗位名称：抄表员"), say("1、按月抄录电表读数。"))
    assert [line.text.strip() for line in source.lines] == [
        "供电所岗位职责",
        "岗位名称：抄表员",
        "1、按月抄录电表读数。",
    ]
    assert {line.place for line in source.lines} == {"第1页"}


def test_a_table_comes_row_by_row_between_the_text_around_it() -> None:
    source = write(
        say("苗圃岗位表"),
        draw([["岗位", "上级", "职责"], ["育苗工", "场长", "1、浇水施肥\n2、嫁接苗木"]]),
        say("说明：无"),
    )
    assert [line.cells or line.text.strip() for line in source.lines] == [
        "苗圃岗位表",
        ("岗位", "上级", "职责"),
        ("育苗工", "场长", "1、浇水施肥\u20282、嫁接苗木"),
        "说明：无",
    ]


def test_a_line_that_was_broken_at_the_edge_of_a_cell_is_whole_again() -> None:
    duty = "1、负责苗圃里所有大棚的温度、湿度和光照的记录，发现异常时在十分钟之内报告值班场长并采取措施"
    source = write(draw([["岗位", "上级", "职责"], ["育苗工", "场长", duty + "\n2、嫁接苗木"]]))
    assert source.lines[1].cells == ("育苗工", "场长", duty + "\u20282、嫁接苗木")


def test_a_cell_over_several_columns_or_rows_is_read_once() -> None:
    """Covered from the left a cell is left out, covered from above it is empty, as in other formats."""
    rows = [
        ["岗位名称", "育苗工", "部门", "苗圃"],
        ["岗位职责", "1、浇水施肥\n2、嫁接苗木", "", ""],
        ["", "3、记账", "无", "无"],
    ]
    source = write(draw(rows, spans=[("SPAN", (1, 1), (3, 1)), ("SPAN", (0, 1), (0, 2))]))
    assert [line.cells for line in source.lines] == [
        ("岗位名称", "育苗工", "部门", "苗圃"),
        ("岗位职责", "1、浇水施肥\u20282、嫁接苗木"),
        ("", "3、记账", "无", "无"),
    ]


def test_a_table_that_goes_on_over_the_page_is_one_table() -> None:
    """The header that the next page repeats is left out, and so is the line at the top of every page."""
    rows = [
        ["岗位", "上级", "职责"],
        *([f"{n}号机操作工", "机长", f"1、看护{n}号机\n2、记录产量"] for n in range(1, 61)),
    ]
    source = write(say("轧钢车间"), draw(rows, repeat=1), furniture="轧钢厂内部文件")
    assert "第3页" in {line.place for line in source.lines}
    assert {line.table for line in source.lines if line.cells and any(line.cells)} == {1}
    facts = extract(source)
    assert len([p for p in facts.posts if not p.mentioned_only]) == 60
    assert len(facts.duties) == 120
    assert not [d.statement for d in facts.duties if "内部文件" in d.statement]


def test_a_page_without_text_is_remarked() -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.rect(50, 50, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    source = read_bytes(content.getvalue(), "扫描.pdf")
    assert not source.lines
    assert ["扫描件" in remark.message for remark in source.remarks] == [True]


def test_a_frame_around_text_is_no_table() -> None:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4)
    canvas.setFont(FONT, 12)
    for y, text in ((700, "岗位名称：门卫"), (680, "1、登记来访人员。")):
        canvas.drawString(80, y, text)
    canvas.rect(60, 600, 400, 150)
    canvas.save()
    source = read_bytes(content.getvalue(), "门卫.pdf")
    assert [line.text.strip() for line in source.lines if line.text.strip()] == ["岗位名称：门卫", "1、登记来访人员。"]
    assert {line.table for line in source.lines} == {None}
