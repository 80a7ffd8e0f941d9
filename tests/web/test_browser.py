"""What an employee, a manager and an analyst do, in headless Chromium."""

import re
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
_REPORT = f"/report/{quote('市场运营管理中心岗位分工.md')}"
_ALL = (
    "/", f"/?q={quote('谁负责提交发票')}", "/graph", "/sparql", "/document/", f"/?q={quote('运营主管是谁')}", _REPORT,
    f"{_REPORT}?show=line", f"/graph?depth=1&find={quote('市场专员')}", "/graph/print",
)  # fmt: skip


def test_an_employee_asks_by_keyboard_alone(page: Page, address: str) -> None:
    """Type, choose a suggestion with the arrow key, read the answer, open its source at the line."""
    page.goto(address)
    page.keyboard.type("市场专员")
    option = page.locator("#suggestions li").first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("Enter")
    expect(page.locator("#lead")).to_contain_text("市场专员")
    page.fill("#q", "谁负责提交发票")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("于龙")
    expect(page.locator("#excerpt[data-drawn] canvas")).to_be_visible()
    cite = page.locator(".cite").first
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".document .cited")).to_contain_text("发票")
    expect(page.locator(".document .cited")).to_be_in_viewport()


def test_a_reader_sees_who_helps_and_where_that_is_said(page: Page, address: str) -> None:
    """Helpers have a list below the owners, each with the part taken in the task and the sentence in its document."""
    page.goto(f"{address}/?q={quote('谁负责消防安全')}")
    expect(page.locator("#lead")).not_to_contain_text("另外")
    helper = page.locator(".helpers li", has_text="运营部经理")
    expect(helper.locator(".badge")).to_have_text("监督")
    helper.locator(".cite").click()
    expect(page.locator(".document .cited")).to_contain_text("消防安全")
    expect(page.locator(".document .cited")).to_be_in_viewport()


def test_a_manager_chooses_the_relation(page: Page, address: str) -> None:
    """Without the inferred superiors, and back; what was looked for stays, the address is the view."""
    page.goto(f"{address}/graph?organization={quote('市场运营管理中心')}&find={quote('市场专员')}")
    expect(page.locator(".legend")).to_contain_text("推断的上级")
    page.select_option("#lines", "stated")
    expect(page.locator(".legend")).not_to_contain_text("推断的上级")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    expect(page.locator("#find")).to_have_value("市场专员")
    assert "lines=stated" in page.url
    page.reload()
    expect(page.locator("#lines")).to_have_value("stated")


@pytest.mark.parametrize(
    ("typed", "kind", "label"), [("sczy", "岗位", "市场专员"), ("yulong", "人员", "于龙"), ("fp", "职责", "发票")]
)
def test_who_types_pinyin_is_offered_names_and_tasks(
    page: Page, address: str, typed: str, kind: str, label: str
) -> None:
    """First letters or whole syllables; what is taken by arrow key and Enter is asked and answered."""
    page.goto(address)
    page.keyboard.type(typed)
    option = page.locator("#suggestions li").first
    expect(option).to_contain_text(label)
    expect(option.locator(".kind")).to_have_text(kind)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".answer.answered")).to_contain_text(label)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_is_printed_with_its_question(browser: Browser, address: str, scheme: str) -> None:
    """No page is blank, no card is cut, the drawing is whole; dark letters also for a reader with dark pages."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/?q={quote('谁负责客户投诉')}")
    expect(page.locator("#excerpt[data-drawn] canvas")).to_be_visible()
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    texts = ["".join(document[n].get_textpage().get_text_bounded().split()) for n in range(len(document))]
    assert texts[0].index("谁负责客户投诉") < texts[0].index("5个组织") < texts[0].index("客服部经理")
    assert len(document) == 3 and all(any(name in text for text in texts) for name in ("运营副总", "项目督导"))
    assert not any("答得对吗" in text or "复制链接" in text for text in texts)
    picture = document[2].render(scale=1).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 * (grey < 250)).getbbox()
    assert right - left > 200 and 300 < bottom - top < 780
    page.emulate_media(media="print")
    for part in (".kind", ".badge", ".lead"):
        colour = page.locator(part).first.evaluate(
            "e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number)"
        )
        assert sum(colour) < 3 * 128, part
    context.close()


def test_the_answer_is_copied_with_who_helps(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/?q={quote('谁负责消防安全')}")
    page.get_by_role("button", name="复制答案").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == "谁负责消防安全" and copied[-1].startswith("监督 运营部经理") and "行）" in copied[-1]
    context.close()


def test_the_answer_is_copied_without_https(page: Page, address: str) -> None:
    """A page of a server within the house has no clipboard of its own."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}/?q={quote('谁负责提交发票')}")
    button = page.locator('[data-copy="answer"]')
    button.click()
    expect(button).to_have_text("已复制")
    expect(button).to_be_focused()
    page.focus("#q")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    expect(page.locator("#q")).to_have_value(re.compile("谁负责提交发票.*市场专员"))


def test_escape_closes_the_suggestions_and_keeps_the_text(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.type("运营")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("运营")


def test_a_conversation_goes_on_and_can_be_dropped(page: Page, address: str) -> None:
    """A question with a pronoun takes over what was asked before; one click asks it by itself."""
    page.goto(f"{address}/?q={quote('市场专员负责什么')}")
    page.fill("#q", "他的上级是谁")
    page.keyboard.press("Enter")
    expect(page.locator(".carried")).to_contain_text("接着上文")
    expect(page.locator(".earlier")).to_contain_text("市场专员负责什么")
    page.get_by_text("不接上文").click()
    expect(page.locator(".carried")).to_have_count(0)


def test_a_manager_sees_the_organization(page: Page, address: str) -> None:
    """The chart is drawn, parts close and open, a name is found and told of; the address is the view."""
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    drawn = page.locator("#network[data-drawn]")
    expect(drawn).to_be_visible()
    whole = int(drawn.get_attribute("data-drawn") or 0)
    assert whole == 14
    page.fill("#find", "淘宝美工")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("淘宝美工")
    assert "find=" in page.url
    expect(page.locator(".outline .tree")).to_contain_text("淘宝客服")
    page.select_option("#show", "units")
    expect(page.locator("#network")).to_have_attribute("data-drawn", "2")
    page.go_back()
    page.select_option("#organization", "https://w3id.org/zhize/id/organization/市场运营管理中心")
    expect(page.locator("h1")).to_have_text("市场运营管理中心")


def test_the_chart_is_zoomed_without_scrolling(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    for name in ("closer", "farther", "whole", "all", "reset"):
        expect(page.locator(f"#{name}")).to_be_in_viewport(ratio=1)
    page.close()


def test_a_chart_that_made_way_for_another_is_left_alone(page: Page, address: str) -> None:
    """What still listens, such as to the size of the window, fails no more; of two wishes the later is drawn."""
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}&show=units")
    expect(page.locator("#network")).to_have_attribute("data-drawn", "2")
    held: list[Route] = []
    page.route("**/api/graph?*find=*", lambda route: held.append(route))
    page.fill("#find", "运营部")
    page.keyboard.press("Enter")
    page.click("#all")
    page.click("#reset")
    expect(page.locator("#told")).to_have_text("共 2 个，已全部画出")
    assert held
    for route in held:
        route.continue_()
    page.set_viewport_size({"width": 900, "height": 700})
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    expect(page.locator("#told")).to_have_text("共 2 个，已全部画出")


def test_a_click_on_the_sign_of_a_box_closes_what_is_below(page: Page, address: str) -> None:
    with page.expect_response("**/api/graph?*") as response:
        page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    data = response.value.json()
    holder = page.locator("#network[data-drawn='14']")
    box = holder.bounding_box()
    assert box is not None
    node = data["nodes"][0]
    scale = min(1, (box["width"] - 44) / data["size"][0], (box["height"] - 44) / data["size"][1])
    x = box["x"] + box["width"] / 2 + (node["x"] + node["extent"][0] / 2 - 8 - data["size"][0] / 2) * scale
    y = box["y"] + box["height"] / 2 + (node["y"] + node["extent"][1] / 2 - data["size"][1] / 2) * scale
    page.mouse.click(x, y)
    expect(page.locator("#network")).to_have_attribute("data-drawn", "1")
    assert f"close={node['key']}" in page.url


def test_a_manager_sees_what_is_near_to_a_post(browser: Browser, address: str) -> None:
    """Without JavaScript: the form asks for a depth, picture and outline have that part, one link brings all back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    page.fill("#find", "淘宝美工")
    page.select_option("#depth", "1")
    page.click(".bar button")
    assert "depth=1" in page.url
    near = page.locator(".outline .tree .row").count()
    expect(page.locator("#scope")).to_contain_text(f"显示 {near} 个，全图共 14 个")
    assert "depth=1" in (page.locator("img.still").get_attribute("src") or "")
    page.click("#unbound")
    assert page.locator(".outline .tree .row").count() == 14 > near > 1
    context.close()


def test_the_depth_goes_along_with_what_is_found(page: Page, address: str) -> None:
    """With JavaScript: the choice keeps what was looked for, the drawing and the links to files follow."""
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    page.fill("#find", "淘宝美工")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("淘宝美工")
    page.select_option("#depth", "1")
    expect(page.locator("#extent")).to_contain_text("以“淘宝美工”为中心，1 步以内")
    near = page.locator(".outline .tree .row").count()
    expect(page.locator("#network")).to_have_attribute("data-drawn", str(near))
    links = page.locator(".takeaway a")
    assert all("depth=1" in (links.nth(i).get_attribute("href") or "") for i in range(links.count()))
    page.click("#unbound")
    expect(page.locator("#network")).to_have_attribute("data-drawn", "14")


@pytest.mark.parametrize(("organization", "depth"), [("青杉电子商务有限公司", ""), ("市场运营管理中心", "1")])
def test_the_whole_chart_is_one_page_of_a_pdf(page: Page, address: str, organization: str, depth: str) -> None:
    """The paper is as large as the chart, in its own letters; every post can be read and searched, nothing else is there."""
    query = f"organization={quote(organization)}&depth={depth}"
    page.goto(f"{address}/graph?{query}")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    page.get_by_role("link", name="打印或存为 PDF").click()
    expect(page.locator("[data-print]")).to_be_visible()
    size = [int(page.locator(".paper > svg").get_attribute(side) or 0) for side in ("width", "height")]
    drawn = page.request.get(f"{address}/api/graph?{query}&open=all").json()["nodes"]
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx([side * 0.75 for side in size], abs=1)
    text = document[0].get_textpage().get_text_bounded()
    words = "".join(text.split())
    assert all(line in words for node in drawn for line in ("".join(row.split()) for row in node["lines"]))
    assert "回到组织图" not in words and "术语表" not in words


def test_the_browser_prints_the_chart_itself(page: Page, address: str) -> None:
    """Ctrl+P or the browser's menu on the chart: one page as large as the chart, of what is looked at now."""
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    expect(page.locator("body.sheet-page")).to_be_attached()
    expect(page.locator(".paper")).to_be_hidden()

    def read() -> tuple[int, str]:
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        svg = page.locator(".paper > svg")
        assert document[0].get_size() == pytest.approx(
            [int(svg.get_attribute(side) or 0) * 0.75 for side in ("width", "height")], abs=1
        )
        return len(document), "".join(document[0].get_textpage().get_text_bounded().split())

    pages, words = read()
    assert pages == 1 and "淘宝美工" in words and "大纲" not in words and "带走这张图" not in words
    page.select_option("#show", "units")
    expect(page.locator("#network")).to_have_attribute("data-drawn", "2")
    expect(page.locator("body.sheet-page")).to_be_attached()
    pages, words = read()
    assert pages == 1 and "运营部" in words and "淘宝美工" not in words


@pytest.mark.parametrize("width", [390, 1280])
def test_the_picture_has_the_whole_chart(browser: Browser, address: str, width: int) -> None:
    """PNG and SVG are as large on a phone, where half of the chart is behind signs, as on a desk."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    with page.expect_download() as download:
        page.click("#png")
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "青杉电子商务有限公司.png"
    size = [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)]  # of the PNG's header
    svg = page.request.get(f"{address}{page.get_by_role('link', name='SVG').get_attribute('href')}").text()
    drawn = re.search(r'<svg [^>]*width="(\d+)" height="(\d+)"', svg)
    assert drawn is not None and size == [2 * int(side) for side in drawn.groups()]
    assert svg.count('rx="7"') == 14
    page.close()


@pytest.mark.parametrize("scale", [0.15, 0.3, 0.6])
def test_names_are_read_at_every_zoom(page: Page, address: str, scale: float) -> None:
    """Far away no name covers another or is cut within a word, all are eleven pixels high, and the head is among them."""
    query = f"organization={quote('青杉电子商务有限公司')}&open=all"
    page.goto(f"{address}/graph?{query}")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    nodes = page.request.get(f"{address}/api/graph?{query}").json()["nodes"]
    written = page.evaluate(
        """async ([nodes, scale]) => {
          const { chooseLabels } = await import("/static/network.js");
          const ctx = document.createElement("canvas").getContext("2d");
          ctx.font = `600 ${11 / scale}px sans-serif`;
          return chooseLabels(nodes, scale, (text) => ctx.measureText(text).width);
        }""",
        [nodes, scale],
    )
    names = [label["text"] for label in written]
    assert "青杉电子商务有限公司" in names and set(names) <= {node["label"] for node in nodes}
    assert len(names) == len(nodes) if scale == 0.6 else 3 <= len(names) <= len(nodes)
    boxes = [label["box"] for label in written]
    assert all(round((box[3] - box[1]) * scale) >= 11 for box in boxes)
    for at, one in enumerate(boxes):
        assert not any(a[0] < one[2] and one[0] < a[2] and a[1] < one[3] and one[1] < a[3] for a in boxes[at + 1 :])


_PRINTS = "window.print = () => { document.documentElement.dataset.printed = !!document.querySelector('.sheet-page .paper > svg'); };"


@pytest.mark.parametrize("early", [True, False])
def test_ctrl_p_waits_for_the_chart(page: Page, address: str, early: bool) -> None:
    """Pressed before the sheet is asked for, or before its style is there, it prints when both are."""
    page.add_init_script(_PRINTS)
    held: list[Route] = []
    if not early:
        page.route("**/graph.css*", lambda route: held.append(route))
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    expect(page.locator("#network[data-drawn]" if early else ".paper.waiting")).to_be_attached()
    page.keyboard.press("Control+p")
    for route in held:
        route.continue_()
    expect(page.locator("html")).to_have_attribute("data-printed", "true")


def test_ctrl_p_prints_the_page_where_the_chart_cannot_be_had(page: Page, address: str) -> None:
    page.add_init_script(_PRINTS)
    page.route("**/graph/print?*", lambda route: route.abort())
    page.goto(f"{address}/graph?organization={quote('青杉电子商务有限公司')}")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    page.keyboard.press("Control+p")
    expect(page.locator("html")).to_have_attribute("data-printed", "false")


def test_an_analyst_runs_the_query_of_an_answer(page: Page, address: str) -> None:
    """The query behind an answer opens in the workbench with the same posts; a fault is named; examples run.

    So it is in the plain text box, which is all there is where the editor's files could not be fetched.
    """
    page.route("**/vendor/**", lambda route: route.abort())
    page.goto(f"{address}/?q={quote('谁负责提交发票')}")
    page.get_by_text("背后的 SPARQL").click()
    page.get_by_text("在查询台打开").click()
    expect(page.locator("#result table")).to_contain_text("市场专员")
    page.fill("#query", "SELEC")
    page.locator("#query").press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("没有查成")
    page.locator(".gallery a").first.click()
    expect(page.locator("#result table")).to_be_visible()


def test_a_manager_checks_what_was_understood_of_a_document(page: Page, address: str) -> None:
    """From the shelf to the report, to a doubtful line, to the post behind a passage that was clicked."""
    page.goto(f"{address}/document/")
    share = page.locator(f'a.share[href="{_REPORT}"]')
    expect(share).to_have_text("读懂 98%")
    share.click()
    expect(page.locator(".summary .share")).to_contain_text("读懂 97.8%")
    page.locator(".findings li", has_text="推断的汇报关系").first.locator("a").click()
    line = page.locator(".report > li:target")
    expect(line).to_be_in_viewport()
    expect(line.locator("details")).not_to_have_attribute("open", "")
    line.locator(":scope > .is-post").click()
    expect(line.locator("details")).to_contain_text("可信度 70%")
    line.locator("details a", has_text="中心常务副总").first.click()
    expect(page.locator("h1")).to_contain_text("中心常务副总")
    expect(page.locator(".facts")).to_contain_text("可信度")


def test_the_kinds_of_a_report_are_told_by_more_than_colour(page: Page, address: str) -> None:
    """WCAG 2.2, 1.4.1: without colours and grounds any two kinds still look different."""
    page.goto(address + _REPORT)
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".keys .s")].map((e) => {
          const s = getComputedStyle(e);
          return [s.textDecorationLine, s.textDecorationStyle, s.textDecorationThickness, s.fontWeight, s.fontStyle,
                  s.outlineStyle].join(" ");
        })"""
    )
    assert len(looks) >= 7 and len(set(looks)) == len(looks)


def test_the_legend_filters_without_javascript(browser: Browser, address: str) -> None:
    """The kind that is chosen leaves only its lines; its notes open by a click; the whole comes back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + _REPORT)
    whole = page.locator(".report > li[value]").count()
    page.locator(".keys a", has_text="任职人").click()
    assert "show=person" in page.url
    expect(page.locator(".report .skipped").first).to_be_visible()
    assert (
        page.locator(".report > li[value]").count() == page.locator(".report > li[value]:has(.is-person)").count() == 8
    )
    page.locator(".told summary").first.click()
    expect(page.locator(".told[open] a").first).to_be_visible()
    page.locator(".keys a", has_text="全部").click()
    assert page.locator(".report > li[value]").count() == whole > 60
    context.close()


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_needs_no_sideways_scrolling(page: Page, address: str, width: int) -> None:
    """On a narrow screen nothing is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 740})
    for path in _ALL:
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_their_ground(browser: Browser, address: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to 1 on every page, light and dark."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for path in _ALL:
        page.goto(address + path)
        faint = page.evaluate(_FIND_FAINT)
        assert faint == [], f"{path}: {faint[:3]}"
    page.close()


def test_asking_and_reading_work_without_javascript(browser: Browser, address: str) -> None:
    """The form answers, the citation opens the document, the chart is a picture, the query has its table."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("#q", "谁负责提交发票")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("于龙")
    page.locator(".cite").first.click()
    expect(page.locator(".document .cited")).to_contain_text("发票")
    page.goto(address + "/graph")
    expect(page.locator("img.still")).to_be_visible()
    for hidden in ("#network", ".pointer"):  # no empty box, no word of what cannot be pointed at
        assert not any(part.is_visible() for part in page.locator(hidden).all())
    page.goto(f"{address}/?q={quote('总经理的职责')}")
    expect(page.locator("#excerpt")).to_be_hidden()
    page.goto(address + "/sparql")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result table")).to_be_visible()
    context.close()


def test_a_reader_switches_to_english_and_back(page: Page, address: str) -> None:
    """One click and every page is English, drawings and scripts too; what comes from documents stays; one click back."""
    page.goto(address)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.keyboard.type("市场专员")
    expect(page.locator("#suggestions .kind").first).to_have_text("Post")
    expect(page.locator("#heard")).to_contain_text("suggestion")
    page.fill("#q", "谁负责提交发票")
    page.keyboard.press("Enter")
    answer = page.locator(".answer")
    expect(answer.locator("dt").first).to_have_text("Holder")
    expect(answer.locator("#lead span[lang=zh]").nth(1)).to_have_text("市场专员")
    expect(answer.locator(".card .badge")).to_have_text("responsible")
    expect(page.get_by_role("button", name="Copy answer")).to_be_visible()
    page.locator(".cite").first.click()
    expect(page.locator(".document[lang=zh] .cited")).to_be_in_viewport()
    page.get_by_role("link", name="Org chart").click()
    expect(page.locator("#network[data-drawn] canvas")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("drawn")
    with page.expect_response("**/graph/panel?*"):
        page.fill("#find", page.locator(".outline .tree a").nth(1).inner_text())
        page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Start the chart here")
    page.get_by_role("link", name="Workbench").click()
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result-title")).to_have_text("Result")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#result-title")).to_have_text("结果")
    page.get_by_role("link", name="组织图").click()
    expect(page.locator("#told")).to_contain_text("个")


def test_the_switch_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?q={quote('谁负责提交发票')}")
    page.get_by_role("link", name="English").click()
    expect(page.locator("dt").first).to_have_text("Holder")
    page.get_by_role("link", name="Documents").click()
    expect(page.locator("h1")).to_have_text("Documents")
    context.close()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_english_pages_need_no_sideways_scrolling(browser: Browser, address: str, width: int) -> None:
    """English words are longer: nothing is wider than the screen, the header's words stand in one line each."""
    page = browser.new_page(viewport={"width": width, "height": 740}, locale="en-GB")
    for path in (*_ALL, "/ontology", "/nothing-here"):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        heights = page.evaluate("[...document.querySelectorAll('.top nav a, .language')].map((a) => a.clientHeight)")
        assert max(heights) < 45, path
    page.close()


_FIND_FAINT = """
() => {
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const read = (c) => {
    const n = c.match(/[\\d.]+/g).map(Number);
    return c.startsWith("color(") ? [...n.slice(0, 3).map((x) => x * 255), n[3] ?? 1] : [...n.slice(0, 3), n[3] ?? 1];
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = read(getComputedStyle(e).backgroundColor);
      if (c[3] > 0.5) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.body.querySelectorAll("*")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || ["SCRIPT", "NOSCRIPT", "OPTION"].includes(e.tagName)) continue;
    const a = light(read(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push([e.tagName, e.className, e.textContent.slice(0, 20), ratio.toFixed(2)]);
  }
  return faint;
}
"""
