"""Takes the pictures of docs/images: python docs/make_screenshots.py [STORE]; without a store it builds one.

Drives Debian's chromium, light and dark, at the size of a desktop and of a telephone. Chinese letters need the
package fonts-noto-cjk.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
ZHIZE = Path(sys.executable).with_name("zhize")
DESKTOP, PHONE = (1280, 800), (390, 844)
_ASK = "/?q=" + quote("谁负责提交发票")
_GRAPH = "/graph?organization=" + quote("市场运营管理中心") + "&find=" + quote("市场专员")
_LINES = "/document/" + quote("市场运营管理中心岗位分工.md") + "?from=89&to=89#L89"
_QUERY = (ROOT / "ontology" / "queries" / "15-reports-to.rq").read_text("utf-8").partition("\n")[2].strip()
#: name of the picture → address, size, colour scheme
PICTURES = {
    "ask": (_ASK, DESKTOP, "light"),
    "ask-dark": (_ASK, DESKTOP, "dark"),
    "ask-phone": (_ASK, PHONE, "light"),
    "graph": (_GRAPH, DESKTOP, "light"),
    "graph-dark": (_GRAPH, DESKTOP, "dark"),
    "graph-phone": (_GRAPH, PHONE, "dark"),
    "document": (_LINES, DESKTOP, "light"),
    "report": ("/report/" + quote("市场运营管理中心岗位分工.md"), DESKTOP, "light"),
    "person": ("/id/person/" + quote("青杉电子商务有限公司/程嘉"), DESKTOP, "light"),
    "english": ("/?q=" + quote("谁负责店铺的装修") + "&lang=en", DESKTOP, "light"),
    "sparql": ("/sparql?query=" + quote(_QUERY), DESKTOP, "light"),
}


@contextmanager
def serve(store: str) -> Iterator[str]:
    """A server on `store` at a free port; its address."""
    server = subprocess.Popen(
        [ZHIZE, "serve", "--store", store, "--port", "0"], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://[\w.:]+", server.stdout.readline())
        assert found, "the server did not say its address"
        yield found[0]
    finally:
        server.terminate()
        server.wait(15)


def take(browser: Browser, address: str) -> None:
    """Every picture of PICTURES; drawings have come to rest."""
    for name, (path, (width, height), scheme) in PICTURES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="zh-CN",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(address + path)  # what is loaded on first use is done with
        page.goto(address + path, wait_until="networkidle")
        if page.locator("#editor-help").count():
            page.locator(".editor .CodeMirror").wait_for()
        if page.locator(".canvas:visible").count():
            page.locator(".canvas[data-drawn]").wait_for()
        page.wait_for_timeout(300)
        target = IMAGES / f"{name}.png"
        page.screenshot(path=target)
        print(f"wrote {target.relative_to(ROOT)}")
        context.close()


def main() -> None:
    chromium = shutil.which("chromium")
    assert chromium, "apt install chromium fonts-noto-cjk"
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = sys.argv[1] if len(sys.argv) > 1 else folder
        if store == folder:
            subprocess.run([ZHIZE, "build", "--store", store], check=True)
        with serve(store) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            take(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
