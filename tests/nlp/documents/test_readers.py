"""Files of every format and encoding, good ones and hostile ones."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from graph.errors import ZhizeError
from nlp.documents.extraction import extract
from nlp.documents.readers import read, read_bytes

TEXT = "库管员岗位职责\n1、负责物资的入库、保管和发放。\n2、每月末盘点一次，账物相符。\n"
TRADITIONAL = "庫管員崗位職責\n1、負責物資的入庫、保管和發放。\n2、每月末盤點一次，帳物相符。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    source = read_bytes(TEXT.encode(encoding), "职责.txt")
    assert [line.text for line in source.lines][:2] == TEXT.splitlines()[:2]


def test_big5_is_told_from_gb18030_by_plausibility() -> None:
    source = read_bytes(TRADITIONAL.encode("big5"), "职责.txt")
    assert source.lines[0].text == "庫管員崗位職責"
    assert source.remarks


def test_line_numbers_are_those_of_the_file() -> None:
    source = read_bytes("一\r\n\r\n三\r四".encode(), "行.txt")
    assert [(line.number, line.text) for line in source.lines] == [(1, "一"), (2, ""), (3, "三"), (4, "四")]


def test_an_empty_file_is_remarked_not_refused() -> None:
    assert read_bytes(b"", "空.txt").remarks


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "假.txt", "document-format"),
        (bytes(range(256)) * 20, "二进制.txt", "document-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "加密.docx", "document-encrypted"),
        (b"hello", "假.docx", "document-format"),
        (b"PK\x03\x04garbage", "坏.docx", "document-damaged"),
        (b"%PDF-1.4 nothing", "坏.pdf", "document-damaged"),
        (b"abc", "程序.exe", "document-format"),
    ],
)
def test_files_that_are_not_what_they_say_are_refused_in_chinese(content: bytes, name: str, code: str) -> None:
    with pytest.raises(ZhizeError) as error:
        read_bytes(content, name)
    assert error.value.code == code
    assert name in str(error.value)


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(ZhizeError) as error:
        read_bytes(archive({"word/document.xml": b" " * 30_000_000}), "弹.docx")
    assert error.value.code == "document-bomb"


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ZhizeError) as error:
        read_bytes(archive({f"x{i}": b"" for i in range(5_001)}), "多.xlsx")
    assert error.value.code == "document-bomb"


def test_a_document_type_in_xml_is_refused() -> None:
    part = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    with pytest.raises(ZhizeError) as error:
        read_bytes(archive({"word/document.xml": part}), "实体.docx")
    assert error.value.code == "document-format"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZhizeError) as error:
        read(tmp_path / "没有.txt")
    assert error.value.code == "document-missing"


def test_word_paragraphs_tables_and_automatic_numbers_come_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("安保队长", 1)
    document.add_paragraph("编排值勤表。", style="List Number")
    document.add_paragraph("检查消防通道。", style="List Number")
    table = document.add_table(rows=3, cols=2)
    for row, (label, value) in zip(
        table.rows,
        [("岗位名称", "保洁领班"), ("直接上级", "物业经理"), ("岗位职责", "1.分派保洁区域；2.领用清洁用品。")],
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = label, value
    path = tmp_path / "物业.docx"
    document.save(str(path))
    facts = extract(read(path))
    duties = {p.title: [d.statement for d in facts.duties if d.owner == p.key] for p in facts.posts}
    assert duties["安保队长"] == ["编排值勤表。", "检查消防通道。"]
    assert duties["保洁领班"] == ["分派保洁区域；", "领用清洁用品。"]


def test_a_merged_word_cell_is_read_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "油漆工岗位说明书"
    for column, text in enumerate(("岗位职责", "喷涂底漆；", "")):
        table.cell(1, column).text = text
    table.cell(2, 1).text = "打磨面漆；"
    table.cell(1, 0).merge(table.cell(2, 0))
    path = tmp_path / "油漆.docx"
    document.save(str(path))
    facts = extract(read(path))
    assert [d.statement for d in facts.duties] == ["喷涂底漆；", "打磨面漆；"]


def test_a_sheet_gives_posts_with_their_places(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "岗位表"
    sheet.append(["部门", "岗位", "姓名", "电话", "岗位职责"])
    sheet.append(["生产部", "调度员", "蒋文", "5501", "1.下达生产指令；2.跟踪进度。"])
    sheet.append([None, "统计员", "姜楠", "5502", "汇总日报"])
    sheet.merge_cells("A2:A3")
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    path = tmp_path / "岗位.xlsx"
    book.save(path)
    facts = extract(read(path))
    posts = {p.title: p for p in facts.posts}
    units = {u.key: u.name for u in facts.units}
    assert [units[posts[t].unit or ""] for t in ("调度员", "统计员")] == ["生产部", "生产部"]
    assert posts["调度员"].holders[0].phone == "5501"
    assert posts["统计员"].passages[0].place == "岗位表!B3"
    assert any("旧表" in remark.message for remark in facts.warnings)


def test_a_duty_cites_the_cell_of_a_sheet_in_which_it_stands(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "岗位"
    sheet.append([None, "海棠印务公司岗位一览"])
    sheet.append([None, "岗位名称", "所属部门", "岗位职责", "直接上级"])
    sheet.append([None, "印前员", "制版部", "1. 检查来稿的文件。\n2. 出样给客户签字。", "生产经理"])
    path = tmp_path / "岗位.xlsx"
    book.save(path)
    facts = extract(read(path))
    assert [d.passage.place for d in facts.duties] == ["岗位!D3", "岗位!D3"]
    assert [line.passage.place for line in facts.lines] == ["岗位!E3"]
    assert facts.posts[0].passages[0].place == "岗位!B3"


def test_a_web_page_is_read_without_scripts_and_navigation() -> None:
    page = (
        "<html><head><title>x</title><script>var 岗位='坏人';</script></head><body><nav>首页</nav>"
        "<h2>钳工岗位职责</h2><ol><li>装配夹具。</li><li>修理模具。</li></ol></body></html>"
    )
    facts = extract(read_bytes(page.encode(), "页.html"))
    assert [(p.title) for p in facts.posts] == ["钳工"]
    assert [d.statement for d in facts.duties] == ["装配夹具。", "修理模具。"]


LINES = "岗位名称：电工\n直接上级：工程主管\n岗位职责：\n1、巡视配电房。\n2、抄录电表。\n"


def test_a_file_with_the_wrong_name_is_read_for_what_it_is(tmp_path: Path) -> None:
    document = Document()
    for line in LINES.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "电工.docx"))
    facts = extract(read_bytes((tmp_path / "电工.docx").read_bytes(), "电工.txt"))
    assert [d.statement for d in facts.duties] == ["巡视配电房。", "抄录电表。"]
    assert "按内容读取" in facts.warnings[0].message


def test_a_web_page_that_is_called_a_spreadsheet_is_read() -> None:
    page = "<html><body><table><tr><td>岗位</td><td>职责</td></tr><tr><td>门卫</td><td>登记来访车辆</td></tr></table></body></html>"
    facts = extract(read_bytes(page.encode("gb18030"), "导出.xls"))
    assert [(p.title, d.statement) for p in facts.posts for d in facts.duties] == [("门卫", "登记来访车辆")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_older_word_files_are_read_by_way_of_libreoffice(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINES, "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", suffix,
         "--outdir", str(tmp_path), str(tmp_path / "a.txt")],
        check=True, capture_output=True,
    )  # fmt: skip
    facts = extract(read(tmp_path / f"a.{suffix}"))
    assert [d.statement for d in facts.duties] == ["巡视配电房。", "抄录电表。"]


def test_without_libreoffice_an_older_word_file_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    with pytest.raises(ZhizeError) as error:
        read_bytes(content, "旧.doc")
    assert "LibreOffice" in str(error.value)


BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    "<mc:Choice><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
CONTROL = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtContent>'
    "<w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def test_word_text_boxes_are_read_once_and_content_controls_are_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("岗位名称：锅炉工")._p.append(parse_xml(BOX.format("直接上级：动力主任")))
    document.element.body.insert(1, parse_xml(CONTROL.format("岗位职责：")))
    document.add_paragraph("1、记录水位。")
    document.save(str(tmp_path / "框.docx"))
    lines = [line.text for line in read(tmp_path / "框.docx").lines]
    assert lines == ["岗位名称：锅炉工", "直接上级：动力主任", "岗位职责：", "1、记录水位。"]


def test_a_table_of_contents_makes_no_posts() -> None:
    text = "目录\n一、门卫岗位职责……………1\n二、花匠岗位职责.............2\n一、门卫岗位职责\n1、登记来人。\n二、花匠岗位职责\n1、修剪草坪。"
    facts = extract(read_bytes(text.encode(), "a.txt"))
    assert [(p.title, p.passages[0].start_line) for p in facts.posts] == [("门卫", 4), ("花匠", 6)]


def test_tabs_in_word_paragraphs_are_columns_and_indents_are_not(tmp_path: Path) -> None:
    document = Document()
    for line in (
        "岗位名称：\t锅炉工\t所属部门：\t动力车间",
        "直接上级：\t动力主任",
        "岗位职责",
        "1.\t记录水位。",
        "2.\t清理炉渣。",
    ):
        document.add_paragraph(line)
    document.save(str(tmp_path / "制表.docx"))
    facts = extract(read(tmp_path / "制表.docx"))
    told = [p for p in facts.posts if not p.mentioned_only]
    assert [p.title for p in told] == ["锅炉工"]
    assert [u.name for u in facts.units] == ["动力车间"]
    assert [d.statement for d in facts.duties] == ["记录水位。", "清理炉渣。"]
    assert len(facts.lines) == 1
