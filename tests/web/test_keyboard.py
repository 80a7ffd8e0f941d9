"""The drawn chart by keyboard alone."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
_CHART = f"/graph?organization={quote('青杉电子商务有限公司')}"


def here(page: Page) -> str:
    """What a screen reader says of the box that is gone to."""
    item = page.locator("#tree").get_attribute("aria-activedescendant")
    assert item is not None
    return page.locator(f'[id="{item}"]').inner_text()


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return here(page)


@pytest.fixture
def chart(page: Page, address: str) -> Page:
    """The chart, gone to by Tab from the last button above it."""
    page.goto(address + _CHART)
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    page.locator("#reset").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#tree")).to_be_focused()
    return page


def test_arrow_keys_lead_to_superiors_subordinates_and_siblings(chart: Page) -> None:
    assert here(chart) == "组织 青杉电子商务有限公司"
    assert press(chart, "ArrowDown", "ArrowDown", "ArrowDown") == "岗位 运营总监（沈立群）"
    assert press(chart, "ArrowDown") == "岗位 运营经理（方晓舟）"
    assert press(chart, "ArrowRight") == "岗位 营销经理（贺敏）"
    assert press(chart, "ArrowRight") == "岗位 营销经理（贺敏）"  # there is none further right
    assert press(chart, "ArrowLeft", "ArrowUp") == "岗位 运营总监（沈立群）"
    assert press(chart, "Home") == "组织 青杉电子商务有限公司"


def test_enter_opens_the_details_and_escape_leads_back(chart: Page) -> None:
    press(chart, "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    expect(chart.locator("#panel h2 a")).to_have_text("运营总监")
    expect(chart.locator("#panel h2 a")).to_be_focused()
    chart.keyboard.press("Escape")
    expect(chart.locator("#tree")).to_be_focused()
    assert here(chart) == "岗位 运营总监（沈立群）"


def test_what_is_folded_opens_on_the_way_down_and_closes_by_the_space_bar(chart: Page) -> None:
    chart.set_viewport_size({"width": 1280, "height": 560})
    chart.reload()
    expect(chart.locator("#network[data-drawn]")).to_be_visible()
    chart.locator("#tree").focus()
    folded = chart.locator('#tree [aria-expanded="false"]').first
    label = folded.inner_text().split()[1]
    assert any(label in press(chart, "ArrowDown") for _ in range(9))
    boxes = chart.locator("#tree li").count()
    chart.keyboard.press("ArrowDown")
    expect(chart.locator("#tree li")).not_to_have_count(boxes)
    expect(chart.locator("#tree")).to_be_focused()
    expect(chart.locator('#tree [aria-selected="true"]')).not_to_contain_text(label)
    chart.keyboard.press("ArrowUp")
    chart.keyboard.press("Space")
    expect(chart.locator("#tree li")).to_have_count(boxes)
    assert label in here(chart) and "没有展开" in here(chart)


def test_the_box_that_is_gone_to_is_in_the_window(chart: Page) -> None:
    """And the drawing shows that it has the focus; a help line says which keys there are."""
    chart.set_viewport_size({"width": 1280, "height": 480})
    chart.reload()
    expect(chart.locator("#network[data-drawn]")).to_be_visible()
    expect(chart.get_by_text("键盘：按 Tab 进入图中")).to_be_visible()
    chart.evaluate("() => { document.getElementById('tree').focus({ preventScroll: true }); scrollTo(0, 0); }")
    press(chart, *["ArrowDown"] * 5)
    assert chart.evaluate("scrollY") > 0
    press(chart, "Home")
    assert chart.locator("#network").evaluate("e => e.getBoundingClientRect().top") > 0
    assert chart.locator("#tree").evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
