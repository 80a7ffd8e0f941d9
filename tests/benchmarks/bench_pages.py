"""How heavy the pages are, how soon they show, and how long charts take: python tests/benchmarks/bench_pages.py STORE

Prints two tables from one run: weight and first paint of every page on a store of the default documents; and the time
until a chart of 500, 5,000 and 20,000 posts is drawn, beside the page that pyvis makes by itself. Needs Chromium.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import waitress
from playwright.sync_api import Browser, Error, Response, sync_playwright

from nlp.catalogue import ORGANIZATION, POST, UNIT
from web.app import create_app
from web.config import Settings
from web.drawing import list_children
from web.network import find_script_folder, write_network
from web.orgchart import View, draw_chart
from web.services import KEY
from web.structure import Structure

FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
FLAGS += " --accept-lang=zh-CN"
ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "提问": "/",
    "答案": f"/?q={quote('谁负责发票收集')}",
    "英文答案": f"/?q={quote('谁负责发票收集')}&lang=en",
    "组织图": "/graph",
    "文档": f"/document/{quote('市场运营管理中心岗位分工.md')}",
    "岗位": f"/id/post/{quote('市场运营管理中心/优卡特项目/市场专员')}",
    "查询台": "/sparql",
    "术语表": "/ontology",
}
PATIENCE = 60  # seconds
_START = 15  # seconds for another Python and browser
_REST = "--rest"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
# The page that pyvis makes keeps its network in a global; it is drawn for good once its physics has come to rest.
_DRAWN = "window.network !== undefined && network.physics.stabilized && document.querySelector('canvas') !== null"


def weigh_pages(browser: Browser, address: str) -> None:
    """Bytes before compression without and of the drawing library, all bytes as sent, and the first contentful paint."""
    print("页面      kB   绘图库 kB   发送 kB   首次绘制 ms", flush=True)
    for name, path in PAGES.items():
        browser.new_page().goto(address + path)  # what is loaded on first use is no page's own time
        page = browser.new_page()
        weights: dict[str, int] = {}
        sent: dict[str, int] = {}

        def weigh(response: Response, weights: dict[str, int] = weights, sent: dict[str, int] = sent) -> None:
            weights[response.url] = len(response.body())
            sent[response.url] = int(response.headers.get("content-length", 0))

        page.on("response", weigh)
        page.goto(address + path, wait_until="networkidle")
        library = sum(size for url, size in weights.items() if "/vis/" in url)
        own = (sum(weights.values()) - library) / 1000
        total = sum(sent.values()) / 1000
        print(f"{name:\u3000<4}{own:7.1f}{library / 1000:9.0f}{total:11.1f}{page.evaluate(_PAINT):11.0f}", flush=True)
        page.close()


def make_organization(posts: int) -> Structure:
    """The structure of an organization of so many posts, 25 in a unit."""
    top = "x:organization"
    kinds, names, parents = {top: ORGANIZATION}, {top: ("群山集团有限公司", "")}, {}
    for number in range(posts):
        unit, post = f"x:unit{number // 25}", f"x:post{number}"
        if unit not in kinds:
            kinds[unit], names[unit], parents[unit] = UNIT, (f"第{number // 25}事业部", ""), top
        kinds[post], names[post], parents[post] = POST, (f"{number}号技术员", ""), unit
    return Structure(tuple(kinds), names, kinds, parents, {}, {}, list_children(kinds, parents))


def time_chart(browser: Browser, posts: int) -> tuple[float, float, int]:
    """Seconds on the server and in the browser, and the number of boxes of the program's own chart."""
    structure = make_organization(posts)
    began = time.perf_counter()
    network = write_network(draw_chart(structure, View()))
    served = time.perf_counter() - began
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.set_content('<div id="holder" style="height:600px"></div>')
    page.add_script_tag(path=str(find_script_folder() / "vis-network.min.js"))
    script = (ROOT / "web" / "static" / "network.js").read_text("utf-8")
    drawn = page.evaluate(
        """async ([script, data]) => {
          const began = performance.now();
          const {draw} = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(script));
          const {network} = draw(document.getElementById("holder"), data, {folds: true});
          await new Promise((done) => { network.once("afterDrawing", done); network.redraw(); });
          return (performance.now() - began) / 1000;
        }""",
        [script, network],
    )
    page.close()
    return served, drawn, len(network["nodes"])


def time_pyvis(posts: int) -> float | None:
    """Seconds until the page that pyvis makes by itself has come to rest; None after a minute, or a page not made by then.

    A browser that is at its physics hears nothing, not even that it shall end: it is that of another process, which is killed.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [sys.executable, __file__, _REST, str(posts), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            try:
                out, _ = child.communicate(timeout=PATIENCE + _START)
            except subprocess.TimeoutExpired:
                child.kill()  # Playwright's driver ends the browser when it hears no more of the child
                return None
    return float(out) if out.strip() else None


def wait_for_rest(posts: int, folder: str) -> None:
    """Prints the seconds until the page of pyvis, made in `folder`, has come to rest; nothing after a minute."""
    from pyvis.network import Network

    structure = make_organization(posts)
    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes(list(structure.nodes))
    network.add_edges(list(structure.parents.items()))
    file = Path(folder) / "pyvis.html"
    file.write_text(network.generate_html(notebook=False), "utf-8")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split()).new_page()
        began = time.perf_counter()
        with contextlib.suppress(Error):
            page.goto(file.as_uri(), wait_until="commit", timeout=PATIENCE * 1000)
            page.wait_for_function(_DRAWN, timeout=PATIENCE * 1000)
            print(time.perf_counter() - began, flush=True)
        os._exit(0)  # the browser may be too busy to close


def main() -> None:
    """Prints both tables."""
    chromium = shutil.which("chromium")
    assert chromium, "apt install chromium"
    app = create_app(replace(Settings(), store=sys.argv[1]))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        weigh_pages(browser, f"http://127.0.0.1:{server.effective_port}")  # type: ignore[union-attr]
        print("\n岗位数   服务端 s   浏览器 s   画出   pyvis 自带页面 s", flush=True)
        for posts in (500, 5_000, 20_000):
            served, drawn, boxes = time_chart(browser, posts)
            print(f"{posts:6}{served:11.2f}{drawn:11.2f}{boxes:8}", end="", flush=True)
            other = time_pyvis(posts)
            shown = f"{other:.1f}" if other is not None and other <= PATIENCE else f"> {PATIENCE}"
            print(f"{shown:>14}", flush=True)
        browser.close()
    app.extensions[KEY].pool.close()


if __name__ == "__main__":
    wait_for_rest(int(sys.argv[2]), sys.argv[3]) if sys.argv[1:2] == [_REST] else main()
