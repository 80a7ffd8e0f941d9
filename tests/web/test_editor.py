"""The query editor in headless Chromium: it completes, runs, can be left by keyboard, and asks no other host."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from ontology import vocabulary as v

_STATIC = Path(__file__).resolve().parents[2] / "web" / "static"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (_STATIC / "vendor" / "yasgui" / "yasgui.min.js").is_file(),
        reason="YASGUI is not here: .venv/bin/python requirements/fetch.py run",
    ),
]
_HINTS = ".CodeMirror-hints li"
_QUERY = "SELECT ?p WHERE { ?p a <http://www.w3.org/ns/org#Post> } LIMIT 3"


def _text(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))


def _write(page: Page, text: str) -> None:
    """`text` into the empty editor, by keyboard."""
    page.locator(".editor .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_a_link_opens_in_the_editor_and_a_run_is_a_link(page: Page, address: str) -> None:
    """The page is not left; the address, back and forward follow; a fault is named."""
    page.goto(f"{address}/sparql?query={quote(_QUERY)}")
    expect(page.locator(".editor .CodeMirror")).to_be_visible()
    expect(page.locator("#query")).to_be_hidden()
    assert _text(page) == _QUERY
    expect(page.locator("#result tbody tr")).to_have_count(3)
    page.evaluate("window.still = true")
    _write(page, "SELECT ?p WHERE { ?p a <http://www.w3.org/ns/org#Post> } LIMIT 5")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result tbody tr")).to_have_count(5)
    expect(page.locator("#editor-status")).to_contain_text("5 行")
    assert parse_qs(urlsplit(page.url).query)["query"][0].endswith("LIMIT 5")
    assert page.evaluate("window.still")
    _write(page, "SELEC ")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result")).to_contain_text("没有查成")
    expect(page.get_by_text("SPARQL 语法有误")).to_have_count(1)
    page.go_back()
    expect(page.locator("#result tbody tr")).to_have_count(5)
    expect(page.locator(".editor .CodeMirror")).to_be_visible()
    assert _text(page).endswith("LIMIT 5")


def test_another_order_of_the_rows_comes_without_leaving_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql?query={quote('SELECT ?n { VALUES ?n { 3 9 7 } }')}")
    expect(page.locator(".editor .CodeMirror")).to_be_visible()
    page.evaluate("window.still = true")
    page.locator("#result thead a").click()
    expect(page.locator("#result tbody td")).to_have_text(["9", "7", "3"])
    assert page.evaluate("window.still") and "sort=-n" in page.url


def test_classes_properties_and_names_are_completed(page: Page, address: str) -> None:
    """By Chinese label, by short name, by part of a name; what is picked is declared, and the query finds something."""
    page.goto(f"{address}/sparql")
    _write(page, "SELECT * { ?post a 岗位")
    expect(page.locator(_HINTS).first).to_contain_text("org:Post")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; 所在部")
    expect(page.locator(_HINTS).first).to_contain_text("org:postIn")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?unit ; zz:hasD")
    expect(page.locator(_HINTS).first).to_contain_text("zz:hasDuty")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?d . ?po")
    expect(page.locator(_HINTS)).to_have_text(["?post变量"])
    page.keyboard.press("Enter")
    page.keyboard.type(" org:heldBy 于龙")
    expect(page.locator(_HINTS).first).to_contain_text("人员")
    page.keyboard.press("Enter")
    page.keyboard.type(" . ?post zz:inOrganization 市场")
    expect(page.locator(_HINTS).first).to_contain_text("组织")
    page.wait_for_timeout(100)  # the list of the last letter takes the place of that of the one before in a frame
    page.keyboard.press("Enter")
    page.keyboard.type(" } # 岗位")
    expect(page.locator(_HINTS)).to_have_count(0)
    text = _text(page)
    assert "PREFIX org: <http://www.w3.org/ns/org#>\n" in text and f"PREFIX zz: <{v.ZZ}>\n" in text
    assert re.search(
        r"\?post a org:Post ; org:postIn \?unit ; zz:hasDuty \?d \. \?post org:heldBy <[^>]+于龙> \. \?post zz:inOrganization <[^>]+> }",
        text,
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result tbody")).to_contain_text("市场专员")


def test_a_prefix_of_the_query_is_kept(page: Page, address: str) -> None:
    """Where the query calls our vocabulary otherwise, terms are written so."""
    page.goto(f"{address}/sparql")
    _write(page, f"PREFIX 职: <{v.ZZ}> SELECT * {{ ?x a 职责")
    expect(page.locator(_HINTS).first).to_contain_text("职:Duty")
    page.keyboard.press("Escape")
    expect(page.locator(_HINTS)).to_have_count(0)
    assert _text(page).endswith("a 职责")


def test_words_of_the_language_are_left_in_peace(page: Page, address: str) -> None:
    """No list opens at SELECT or ORDER, so that Enter is a new line; Ctrl+Space opens one."""
    page.goto(f"{address}/sparql")
    _write(page, "SELECT * { ?s ?p ?o } order")
    expect(page.locator(_HINTS)).to_have_count(0)
    page.keyboard.press("Enter")
    assert _text(page).endswith("order\n")
    page.keyboard.type("dut")
    page.keyboard.press("Control+ ")
    expect(page.locator(_HINTS).filter(has_text="zz:Duty")).to_have_count(1)


def test_the_keyboard_can_leave_the_editor(page: Page, address: str) -> None:
    """WCAG 2.1.2: Tab writes, Esc then Tab goes on to the button; the page says so."""
    page.goto(f"{address}/sparql")
    expect(page.locator("#editor-help")).to_contain_text("先按 Esc 再按 Tab")
    _write(page, "x")
    page.keyboard.press("Tab")
    assert _text(page).startswith("x ")
    page.keyboard.press("Escape")
    expect(page.locator("#editor-status")).to_contain_text("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="运行")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate("document.activeElement.closest('.editor')")
    assert _text(page).startswith("x ")


def test_examples_and_new_queries_open_in_the_editor(page: Page, address: str) -> None:
    """An example runs at once and is marked; a new query declares what the graph uses."""
    page.goto(f"{address}/sparql")
    example = page.locator(".gallery a", has_text="各岗位的上级").or_(page.locator(".gallery a").nth(4)).first
    example.click()
    expect(page.locator("#result tbody tr").first).to_be_visible()
    expect(example).to_have_attribute("aria-current", "true")
    assert _text(page).strip() in parse_qs(urlsplit(page.url).query)["query"][0]
    page.get_by_role("button", name="新查询").click()
    for name, iri in v.PREFIXES.items():
        assert f"PREFIX {name}: <{iri}>\n" in _text(page)
    page.keyboard.type("?s a org:Post")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result tbody tr").first).to_be_visible()


def test_what_a_new_result_brings_works(page: Page, address: str) -> None:
    """The drawing of a result that came without leaving the page opens."""
    page.goto(f"{address}/sparql")
    _write(page, "SELECT ?p ?u { ?p <http://www.w3.org/ns/org#postIn> ?u } LIMIT 5")
    page.keyboard.press("Control+Enter")
    page.locator("#drawn summary").click()
    expect(page.locator("#result-network[data-drawn] canvas")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == 6


def test_a_query_too_long_for_an_address_runs(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    long = "# " + "岗" * 8000
    page.evaluate(
        "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)",
        f"{_QUERY.replace('LIMIT 3', 'LIMIT 4')}\n{long}",
    )
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result tbody tr")).to_have_count(4)
    assert "query=" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_fits_a_phone(browser: Browser, address: str, scheme: str) -> None:
    """Nothing is wider than the screen, letters are 16 pixels, so that a phone does not zoom in."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
    )
    page = context.new_page()
    page.goto(f"{address}/sparql?query={quote(_QUERY)}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("getComputedStyle(document.querySelector('.CodeMirror')).fontSize") == "16px"
    context.close()


def test_only_the_workbench_loads_the_editor(page: Page, address: str) -> None:
    """Other pages ask for none of its files."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for path in ("/", "/graph", "/document/", "/ontology", f"/?q={quote('谁负责提交发票')}"):
        page.goto(address + path, wait_until="networkidle")
    assert not [path for path in asked if "vendor" in path or "edit" in path or "complet" in path]
    page.goto(address + "/sparql", wait_until="networkidle")
    assert {"/static/vendor/yasgui/yasgui.min.js", "/static/editor.js"} <= set(asked)


def test_an_english_reader_is_offered_english_names_of_terms(browser: Browser, address: str) -> None:
    """Sorts and labels of terms are English, names of the graph stay Chinese; the switch keeps the query that was run."""
    page = browser.new_page(locale="en-GB")
    page.goto(f"{address}/sparql")
    expect(page.locator("#editor-help")).to_contain_text("to leave the editor by keyboard")
    _write(page, "SELECT * { ?post a 岗位")
    expect(page.locator(_HINTS).first).to_have_text("postorg:PostClass")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; zz:hasDuty")
    expect(page.locator(_HINTS).first).to_contain_text("Property")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?d ; org:heldBy 于龙")
    expect(page.locator(_HINTS).first.locator("span[lang=zh]")).to_have_text("于龙")
    expect(page.locator(_HINTS).first).to_contain_text("Person")
    page.keyboard.press("Enter")
    page.keyboard.type(" } LIMIT 5")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#editor-status")).to_contain_text("Done: 5 rows")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("#result-title")).to_have_text("结果")
    expect(page.locator(".editor .CodeMirror")).to_be_visible()
    assert _text(page).endswith("LIMIT 5")
    page.close()


@pytest.mark.parametrize("script", ["editor", "plain", "none"])
def test_the_result_of_a_query_too_long_for_an_address_is_taken_away(
    browser: Browser, address: str, script: str
) -> None:
    """More than 64 kB, by the editor, by the plain text box, and without JavaScript from a page that a program opened."""
    posts = " ".join(f"<https://example.org/岗位/{n}>" for n in range(2500))
    query = f"SELECT ?p WHERE {{ VALUES ?no {{ {posts} }} ?p a <http://www.w3.org/ns/org#Post> }} LIMIT 4"
    assert len(query.encode()) > 2**16
    context = browser.new_context(java_script_enabled=script != "none")
    page = context.new_page()
    if script == "plain":
        page.route("**/vendor/**", lambda route: route.abort())
    page.goto(f"{address}/sparql")
    if script == "editor":
        page.evaluate("q => document.querySelector('.CodeMirror').CodeMirror.setValue(q)", query)
    else:
        page.fill("#query", query)
    if script == "none":
        page.locator("#query-form").evaluate("form => { form.method = 'post'; form.submit(); }")
    else:
        page.get_by_role("button", name="运行").click()
    expect(page.locator("#result tbody tr")).to_have_count(4)
    for name, begin in (("CSV", "p\r\n"), ("TSV", "?p\n"), ("JSON", "{"), ("XML", "<?xml")):
        with page.expect_download() as download:
            page.locator("#downloads").get_by_text(name, exact=True).click()
        assert download.value.suggested_filename == f"result.{name.lower()}"
        text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
        assert text.startswith(begin) and text.count("/id/post/") == 4
    context.close()


def test_short_queries_keep_links_to_their_files(page: Page, address: str) -> None:
    """A link to a file can be handed on, as to a spreadsheet that fetches it again; it saves under a telling name."""
    page.goto(f"{address}/sparql?query={quote(_QUERY)}")
    link = page.locator("#downloads a", has_text="CSV")
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query)["query"] == [_QUERY]
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "result.csv"
