"""The examples of the workbench: in groups, and found by a word."""

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from web.examples import group_examples, read_examples


def test_every_example_has_a_group_and_stands_in_it(client: FlaskClient) -> None:
    """Also without JavaScript; the field to filter them is for who has it."""
    text = client.get("/sparql", headers={"Accept": "text/html"}).text
    groups = group_examples()
    assert 4 <= len(groups) <= 8 and all(group and len(found) > 1 for group, found in groups)
    assert sum(len(found) for _, found in groups) == len(read_examples()) >= 25
    parts = dict(zip(re.findall(r"<h3>([^<]+)</h3>", text), text.split("<h3>")[1:], strict=True))
    assert all(f">{example.title}</a>" in parts[group] for group, found in groups for example in found)
    assert '<p class="field" id="gallery-search" hidden>' in text


@pytest.mark.browser
def test_examples_are_filtered_by_title_or_group(page: Page, address: str) -> None:
    page.goto(address + "/sparql")
    shown = page.locator(".gallery li:visible")
    whole = shown.count()
    page.get_by_label("筛选示例").fill("任职")
    expect(shown).not_to_have_count(whole)
    assert shown.count() >= 3 and all("任职" in text for text in shown.all_inner_texts())
    page.get_by_label("筛选示例").fill("汇报关系")
    expect(page.locator(".gallery h3:visible")).to_have_text(["汇报关系"])
    expect(shown).to_have_count(7)
    page.get_by_label("筛选示例").fill("没有这个")
    expect(page.get_by_text("没有这样的示例")).to_be_visible()
    page.get_by_label("筛选示例").fill("")
    expect(shown).to_have_count(whole)
    expect(page.get_by_text("没有这样的示例")).to_be_hidden()
