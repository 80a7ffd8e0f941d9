"""What the reader of documents remarked: in English on English pages, whatever it names."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, expect

from nlp.build import build
from tests.web.conftest import serve
from web.app import create_app
from web.config import Settings
from web.remarks import REMARKS, say_remark
from web.services import KEY

READERS = Path(__file__).resolve().parents[2] / "nlp" / "documents"
HAN = re.compile("[\u3400-\u9fff]")
CALLS = {"Remark", "UncertainMerge", "remark", "_doubt", "add_line"}


def list_messages() -> Iterator[str]:
    """Every sentence that the reader can say, with a word in the place of what it names."""
    for path in sorted(READERS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                said = [*node.args] if name in CALLS else []
            elif isinstance(node, ast.Assign) and [getattr(t, "id", "") for t in node.targets] == ["message"]:
                said = [node.value]
            for value in said:
                if isinstance(value, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else "7" for part in value.values]
                    text = "".join(map(str, parts))
                else:
                    text = str(value.value) if isinstance(value, ast.Constant) else ""
                if HAN.search(text):
                    yield text


def test_every_remark_of_the_reader_is_known(app: Flask) -> None:
    """A sentence that is added to the reader without its translation is found here; one that is gone, too."""
    messages = list(list_messages())
    assert len(set(messages)) == len(REMARKS)
    with app.test_request_context("/?lang=en"):
        for text in messages:
            said = say_remark(text)
            assert said != text
            assert not HAN.search(said), f"{text} → {said}"
    with app.test_request_context("/?lang=zh"):
        assert say_remark(messages[0]) == messages[0]


def test_names_stay_as_the_document_has_them(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert say_remark("隐藏的工作表“工资”没有读。") == "The hidden sheet “工资” was not read."
        assert say_remark("职位名“中心副总”含“副”") == "the title “中心副总” contains “副”"
        assert say_remark("第3页") == "page 3"
        assert say_remark("别的什么") == "别的什么"


def test_an_english_reader_understands_the_remarks(browser: Browser, tmp_path: Path) -> None:
    """The report of a damaged file tells in English what to look at."""
    store = str(tmp_path / "store")
    text = "单位：石桥工厂\n\n仓库主管\n\n1. 负责仓库盘点。\n2. 负责出入库登记。\n"
    (tmp_path / "旧文件.txt").write_bytes(text.encode("gb18030"))
    build([tmp_path / "旧文件.txt"], store)
    app = create_app(replace(Settings(), store=store))
    with serve(app) as address:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(f"{address}/report/旧文件.txt?lang=en")
        expect(page.locator(".findings")).to_contain_text("The file is not in UTF-8; it was read as GB18030.")
        context.close()
    app.extensions[KEY].pool.close()
