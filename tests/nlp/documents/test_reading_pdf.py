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


def test_a_scan_of_many_pages_is_remarked_once() -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    for _ in range(3):
        canvas.rect(50, 50, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    (remark,) = read_bytes(content.getvalue(), "扫描.pdf").remarks
    assert "3 页" in remark.message
    assert "文字识别" in remark.message


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


Placed = tuple[float, float, str]


def place(*pages: Sequence[Placed]) -> Source:
    """What a reader sees of a PDF whose pages have these texts, each at its place: points from the left and the top."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 11)
        for left, top, text in page:
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return read_bytes(content.getvalue(), "马场.pdf")


COLUMNS = (60, 140, 230)
HEADER = ("岗位", "直接上级", "岗位职责")


def spread(*rows: Sequence[str], top: float = 100) -> list[Placed]:
    """Rows of a table without rules; what a line break parts in a cell stands on lines of its own."""
    placed: list[Placed] = []
    for row in rows:
        for left, cell in zip(COLUMNS, row, strict=True):
            placed += [(left, top + 16 * n, line) for n, line in enumerate(cell.split("\n"))]
        top += 16 * max(cell.count("\n") + 1 for cell in row) + 6
    return placed


RIDER = ("驯马师", "场长", "1、每天调教幼马两小时\n2、记录马匹步态和饮食")
FEEDER = ("饲养员", "养殖主管", "1、按时添草喂料\n2、清扫马厩")
FARRIER = ("钉蹄工", "养殖主管", "1、每六周修蹄一次")


def cells_of(source: Source) -> list[object]:
    return [line.cells or line.text for line in source.lines if line.text.strip()]


def test_a_table_without_rules_is_read_by_the_places_of_its_columns() -> None:
    source = place(
        [(60, 60, "红柳沟马场岗位职责一览"), *spread(HEADER, RIDER, FEEDER), (60, 300, "本表自发布之日起执行。")]
    )
    assert cells_of(source) == [
        "红柳沟马场岗位职责一览",
        HEADER,
        tuple(cell.replace("\n", "\u2028") for cell in RIDER),
        tuple(cell.replace("\n", "\u2028") for cell in FEEDER),
        "本表自发布之日起执行。",
    ]


def test_the_order_in_which_the_file_has_the_columns_does_not_matter() -> None:
    placed = spread(HEADER, RIDER, FEEDER)
    assert cells_of(place(sorted(placed))) == cells_of(place(placed))


@pytest.mark.parametrize("again", [True, False], ids=["header again", "no header"])
def test_a_table_without_rules_goes_on_over_the_page(again: bool) -> None:
    second = spread(*([HEADER] if again else []), FARRIER, FEEDER, top=80)
    source = place([*spread(HEADER, RIDER), (290, 800, "- 1 -")], [*second, (290, 800, "- 2 -")])
    assert {line.table for line in source.lines if line.cells and any(line.cells)} == {1}
    facts = extract(source)
    assert [p.title for p in facts.posts if not p.mentioned_only] == ["驯马师", "钉蹄工", "饲养员"]
    assert [d.statement for d in facts.duties] == [
        "每天调教幼马两小时", "记录马匹步态和饮食", "每六周修蹄一次", "按时添草喂料", "清扫马厩",
    ]  # fmt: skip


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    left = [
        "驯马师岗位职责",
        *(f"{n}、按计划调教第{n}号马并且记录步态；" for n in range(1, 5)),
        "饲养员岗位职责",
        "1、按照配方为全场马匹添草喂料；",
    ]
    right = [
        "2、清扫马厩并更换垫料，保持干燥；",
        "3、发现马匹厌食立即报告兽医人员。",
        "钉蹄工岗位职责",
        *(f"{n}、为第{n}排马厩的马匹修蹄钉掌；" for n in range(1, 4)),
    ]
    lines: list[Placed] = [(60, 60, "红柳沟马场岗位职责汇编（全场通用，自二〇二四年起执行，各班组长签收后张贴）")]
    for n, pair in enumerate(zip(left, [*right, ""], strict=True)):
        lines += [(x, 100 + 18 * n, text) for x, text in zip((60, 320), pair, strict=True) if text]
    facts = extract(place(lines))
    names = {p.key: p.title for p in facts.posts}
    counts = {title: sum(1 for d in facts.duties if names[d.owner] == title) for title in names.values()}
    assert counts == {"驯马师": 4, "饲养员": 3, "钉蹄工": 3}


def test_a_form_in_two_columns_is_no_page_in_two_columns() -> None:
    pairs = [("岗位名称：驯马师", "所属部门：调教组"), ("直接上级：场长", "编制：2人"), ("姓名：鲁长顺", "电话：6021")]
    placed = [(x, 80 + 20 * n, text) for n, pair in enumerate(pairs) for x, text in zip((60, 320), pair, strict=True)]
    facts = extract(place([*placed, (60, 160, "岗位职责："), (60, 180, "1、调教幼马。")]))
    (post,) = [p for p in facts.posts if not p.mentioned_only]
    assert (post.title, post.headcount, [h.name for h in post.holders]) == ("驯马师", 2, ["鲁长顺"])
    assert [d.statement for d in facts.duties] == ["调教幼马。"]
