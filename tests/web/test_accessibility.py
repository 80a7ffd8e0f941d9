"""Every page held against WCAG 2.2, levels A and AA, by axe-core, in both colour schemes and on a phone."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from nlp.interpretation import encode_reading

_AXE = Path(__file__).resolve().parents[2] / ".cache" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not _AXE.is_file(), reason="axe-core is not here: .venv/bin/python requirements/fetch.py dev"),
]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """
async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }))
  .violations.flatMap((v) => v.nodes.map((n) => ({ rule: v.id, where: n.target.flat().join(" "), why: n.failureSummary })))
"""

_ID = "https://w3id.org/zhize"
_ROWS = "SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t"
_TIES = "SELECT ?p ?u { ?p <http://www.w3.org/ns/org#postIn> ?u } LIMIT 8"
_REPORT = "/report/" + quote("市场运营管理中心岗位分工.md")
_CHOSEN = f"/?q={quote('运营经理的上级是谁')}&as=none&as={encode_reading('运营经理的上级是谁', '运营经理的下属')}"
_GRAPH = "CONSTRUCT { ?p <http://www.w3.org/ns/org#postIn> ?u } { ?p <http://www.w3.org/ns/org#postIn> ?u } LIMIT 5"
#: rule of the application → addresses that show all that its page can be
_PAGES = {
    "/": [
        "/",
        *(
            "/?q=" + quote(q)
            for q in (
                "谁负责提交发票",
                "运营主管是谁",
                "市场专员负责什么",
                "谁负责登月",
                "你好",
                "有多少个岗位",
                "青杉电子商务有限公司有哪些岗位",
            )
        ),
        "/?q=" + quote("他的上级是谁") + "&c=" + quote("市场专员负责什么"),
        _CHOSEN,
    ],
    "/graph": [
        "/graph",
        "/graph?organization=" + quote("青杉电子商务有限公司") + "&find=" + quote("淘宝美工") + "&show=duties",
        "/graph?depth=1&find=" + quote("市场专员") + "&organization=" + quote("市场运营管理中心"),
        "/graph?organization=" + quote("没有"),
    ],
    "/graph/print": ["/graph/print?depth=2&find=" + quote("市场专员") + "&organization=" + quote("市场运营管理中心")],
    "/sparql": ["/sparql", *("/sparql?query=" + quote(q) for q in (_ROWS, _TIES, _GRAPH, "ASK {}", "SELEC"))],
    "/document/": ["/document/"],
    "/document/<path:name>": ["/document/" + quote("市场运营管理中心岗位分工.md") + "?from=89&to=89", "/document/none"],
    "/report/": ["/report/"],
    "/report/<path:name>": [
        *(f"{_REPORT}{show}" for show in ("", "?show=line", "?show=unread", "?show=furniture")),
        "/report/" + quote("柏川实业营运部岗位说明书.xlsx"),
        "/report/none",
    ],
    "/ontology": ["/ontology"],
    "/api": ["/api"],
    "/feedback": ["/feedback"],
    "/id/<path:path>": [],
}
#: Pages that fetch what they show
_ALIVE = ("/", "/graph", "/sparql")
#: No pages: files, RDF, JSON; the panel of the chart is seen where it opens.
_NO_PAGES = ("/api/", "/static/", "/vis/", "/graph.", "/graph/panel", "/feedback.csv", "/healthz", "/.well-known/")


def _find_things(app: Flask) -> list[str]:
    """A page of each kind of thing, a duty with its passages included."""
    from web.services import KEY

    here = app.extensions[KEY].reception.desk()
    kinds = {entity.type: iri for iri, entity in reversed(here.lexicon.catalogue.entities.items())}
    rows = here.store.select(
        "SELECT (MIN(?x) AS ?one) { ?x a ?t VALUES ?t { <https://w3id.org/zhize#Duty> <https://w3id.org/zhize#ReportingLine> "
        "<https://w3id.org/zhize#Qualification> <https://w3id.org/zhize#Passage> } } GROUP BY ?t"
    )
    iris = [*kinds.values(), *(str(row[0]) for row in rows)]
    return [quote(iri.removeprefix(_ID), safe="/") for iri in iris if iri.startswith(_ID + "/id/")]


def _check(page: Page) -> list[dict[str, Any]]:
    """What axe finds on the page; nothing is left out, the editor of YASGUI included."""
    page.evaluate(_AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN, _TAGS)
    return found


def test_every_page_is_listed(app: Flask) -> None:
    """A route that is added is looked at, or said to be no page."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert {rule for rule in rules if not rule.startswith(_NO_PAGES)} == set(_PAGES)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
@pytest.mark.parametrize("rule", list(_PAGES))
def test_a_page_has_no_barrier(
    browser: Browser, app: Flask, address: str, rule: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """WCAG 2.2 AA: no violation that axe-core knows of, light on a desktop and dark on a phone."""
    paths = _PAGES[rule] or _find_things(app)
    assert len(paths) > 0
    found = []
    page = browser.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)
    for path in paths:
        page.goto(address + path, wait_until="networkidle" if rule in _ALIVE else "load")
        found += [(path, one) for one in _check(page)]
    page.close()
    assert found == []


def test_english_pages_have_no_barrier(browser: Browser, address: str) -> None:
    """Chinese stretches in English lines, longer words, the switch."""
    page = browser.new_page(locale="en-GB")
    found = []
    for path in (
        *_PAGES["/"][:3],
        _CHOSEN,
        _REPORT,
        "/document/",
        "/sparql?query=" + quote(_TIES),
        "/graph?depth=1",
        "/graph/print",
    ):
        page.goto(address + path, wait_until="networkidle")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found += [(path, one) for one in _check(page)]
    page.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_has_no_barrier(
    browser: Browser, address: str, built_store: str, scheme: Literal["light", "dark"]
) -> None:
    """Suggestions, the panel of the chart, opened details, also of a report, completion in the editor, and the thanks for feedback."""
    page = browser.new_page(color_scheme=scheme)
    found = []
    page.goto(address)
    page.keyboard.type("运营")
    expect(page.locator("#suggestions li").first).to_be_visible()
    found += _check(page)
    for path in (_CHOSEN, f"/?q={quote('谁负责提交发票')}"):
        page.goto(address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found += _check(page)
    page.locator(".opinion button").first.click()
    expect(page.locator("#opinion")).to_contain_text("已记下")
    assert "said=" not in page.url
    (Path(built_store) / "feedback.jsonl").unlink()  # the store is shared by all tests: nothing stays in it
    found += _check(page)
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}", wait_until="networkidle")
    page.fill("#find", "淘宝美工")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("淘宝美工")
    found += _check(page)
    page.goto(address + _REPORT)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found += _check(page)
    page.goto(f"{address}/sparql?query={quote(_TIES)}", wait_until="networkidle")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    expect(page.locator("#result-network[data-drawn] canvas")).to_be_visible()
    found += _check(page)
    if page.locator(".editor .CodeMirror").count():
        page.locator(".editor .CodeMirror").click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" 岗位")
        expect(page.locator(".CodeMirror-hints li").first).to_be_visible()
        found += _check(page)
    page.close()
    assert found == []
