"""What a chart that is taken away says of itself."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.web.test_charts import ORGANIZATION, draw, read_legend
from web.drawing import Box, arrange
from web.vector import measure_svg, write_svg


@pytest.mark.parametrize("path", ["/graph.svg", "/graph/print"])
def test_what_is_taken_away_says_whose_it_is_and_what_its_signs_mean(client: FlaskClient, path: str) -> None:
    """Organization and part in the title, the legend of the page below it, and the box that was looked for."""
    unit = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "运营部")
    query = {"iri": unit, "find": "淘宝美工", "download": "1"}
    drawn = client.get(path, query_string=query).text
    for words in (f"{ORGANIZATION} · 运营部", "部门", "岗位（下为任职人）", "上级或所属", "另一上级", "标出的"):
        assert f">{words}</text>" in drawn, words
    plain = client.get(path, query_string={"organization": ORGANIZATION, "download": "1"}).text
    assert ">推断的上级</text>" not in drawn and ">标出的</text>" not in plain
    assert read_legend(client, find="淘宝美工")[-1] == "marked"


def test_a_long_legend_takes_several_rows() -> None:
    drawing = arrange({"x": Box("x", "Post", "出纳")}, {}, (), (400, 300))
    legend = [("Post", f"第{number}种意思很长的记号") for number in range(6)]
    width, height = measure_svg(drawing, "题", legend=legend)
    drawn = write_svg(drawing, "题", legend=legend).decode()
    places = [(int(x), int(y)) for x, y in re.findall(r'<text x="(\d+)" y="(\d+)" dy', drawn)]
    assert len({y for _, y in places}) > 1 and max(x for x, _ in places) < width < 600 and height > 100


@pytest.mark.browser
def test_the_legend_tells_of_marked_boxes_once_something_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}/graph?organization={quote(ORGANIZATION)}")
    expect(page.locator("#network[data-drawn]")).to_be_visible()
    expect(page.locator(".legend")).not_to_contain_text("标出的", use_inner_text=True)
    page.fill("#find", "白露")
    page.keyboard.press("Enter")
    expect(page.locator(".legend")).to_contain_text("标出的", use_inner_text=True)
