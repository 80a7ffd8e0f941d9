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
SIZES = {"": (1280, 800), "-phone": (390, 844)}
SCHEMES = {"": "light", "-dark": "dark"}
PAGES = {
    "ask": "/?q=" + quote("谁负责发票收集"),
    "graph": "/graph",
    "sparql": "/sparql",
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
    """One picture a page, size and colour scheme."""
    for page_name, path in PAGES.items():
        for size_name, (width, height) in SIZES.items():
            for scheme_name, scheme in SCHEMES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    locale="zh-CN",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                page.goto(address + path, wait_until="networkidle")
                page.wait_for_timeout(1500)  # the layout of the network settles
                target = IMAGES / f"{page_name}{size_name}{scheme_name}.png"
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
