"""What an employee, a manager and an analyst do, in headless Chromium."""

import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
_FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    """A page that fails the test at a request to another host or at an error in the console."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS.split())
        page = browser.new_page()
        foreign: list[str] = []
        errors: list[str] = []
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else foreign.append(r.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        browser.close()
        assert not foreign and not errors


def test_an_employee_asks_by_keyboard_alone(page: Page, address: str) -> None:
    """Type, choose a suggestion with the arrow key, read the answer and its source."""
    page.goto(address)
    page.keyboard.type("市场专员")
    option = page.locator("#suggestions li").first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".answer .said")).to_contain_text("市场专员")
    page.fill("#q", "谁负责发票收集")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("于龙")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    page.locator(".cite").first.click()
    expect(page.locator(".document .cited").first).to_contain_text("发票")


def test_a_manager_sees_the_organization(page: Page, address: str) -> None:
    """The org graph is drawn, can be searched, and stands below as text."""
    page.goto(address + "/graph")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    assert int(page.locator("#network").get_attribute("data-drawn") or 0) > 5
    page.fill("#find", "运营主管")
    page.keyboard.press("Enter")
    expect(page.locator(".outline")).to_contain_text("运营主管")


def test_an_analyst_runs_the_query_of_an_answer(page: Page, address: str) -> None:
    """The query behind an answer opens in the workbench and gives the same posts."""
    page.goto(f"{address}/?q={quote('谁负责发票收集')}")
    page.get_by_text("背后的 SPARQL").click()
    page.get_by_text("在查询台打开").click()
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result table")).to_contain_text("市场专员")
    page.fill("#query", "SELEC")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result")).to_contain_text("语法有误")


def test_a_phone_needs_no_sideways_scrolling(page: Page, address: str) -> None:
    """On a narrow screen nothing is wider than the screen."""
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", f"/?q={quote('谁负责发票收集')}", "/graph", "/sparql"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
