"""What is understood of a document, stretch by stretch."""

import pytest

from nlp.coverage import Coverage, cover_lines
from nlp.documents.extraction import extract_lines
from nlp.documents.understood import measure_share

TEXT = "第 1 页 共 2 页\n岗位：水手\n上级：大副\n职责：\n1、系解缆绳。\n今天天气不错。\n"


def covered(text: str) -> Coverage:
    lines = [(number, line, None) for number, line in enumerate(text.split("\n"), 1)]
    return cover_lines("船.txt", extract_lines("船.txt", text), lines)


def colours(text: str) -> dict[int, list[tuple[str, str]]]:
    """By line the coloured stretches: kind, text."""
    return {n.number: [(s.kind, s.text) for s in n.stretches if s.kind != "plain"] for n in covered(text).lines}


def test_every_line_says_what_was_read_from_it() -> None:
    lines = {line.number: line for line in covered(TEXT).lines}
    assert [(r.what, r.of) for r in lines[5].readings] == [("职责", "水手")]
    assert ("汇报关系", "水手 → 大副") in [(r.what, r.of) for r in lines[3].readings]


def test_what_was_not_understood_and_what_was_left_out_are_told_apart() -> None:
    found = colours(TEXT)
    assert found[1] == [("furniture", "第 1 页 共 2 页")]
    assert found[6] == [("unread", "今天天气不错。")]


def test_the_share_counts_letters_of_the_documents_own_lines() -> None:
    assert covered(TEXT).share == pytest.approx(15 / 21)
    assert covered("").share == 0.0


def test_the_stretches_of_a_line_are_the_line() -> None:
    text = TEXT + "一、甲板部\n（一）水手长（张伟）：负责甲板清洁；在大副领导下检查救生设备。好天气。\n"
    for line in covered(text).lines:
        assert "".join(s.text for s in line.stretches) == line.text


def test_a_name_has_its_own_colour_inside_a_heading_and_a_superior_inside_a_duty() -> None:
    found = colours("水手长（张伟）岗位职责\n1、在大副的领导下，检查救生设备。\n")
    assert found[1] == [("post", "水手长"), ("person", "张伟")]
    assert found[2] == [("duty", "在"), ("line", "大副"), ("duty", "的领导下，检查救生设备。")]


def test_the_traditional_letters_of_the_document_are_coloured() -> None:
    assert ("post", "會計") in colours("會計崗位職責\n1、編製財務報表。\n2、管理發票。\n")[1]


def test_of_one_long_line_only_the_sentences_that_led_to_nothing_are_not_understood() -> None:
    text = "本店开业十二年来深受附近街坊邻居的喜爱。店长岗位职责：1、安排员工排班；2、盘点库存商品。"
    found = covered(text)
    assert [s.text for s in found.lines[0].stretches if s.kind == "unread"] == [
        "本店开业十二年来深受附近街坊邻居的喜爱。"
    ]
    assert 0.5 < found.share < 0.7


def test_the_header_of_a_table_is_a_heading() -> None:
    found = colours("岗位\t上级\t职责\n水手\t大副\t系解缆绳。\n厨师\t大副\t准备三餐。\n")
    assert found[1] == [("heading", "岗位"), ("heading", "上级"), ("heading", "职责")]
    assert found[2] == [("post", "水手"), ("line", "大副"), ("duty", "系解缆绳。")]


def test_a_field_without_a_fact_of_its_own_says_whose_it_is() -> None:
    lines = {line.number: line for line in covered("岗位：水手\n编制：3人\n职责：\n1、系解缆绳。\n").lines}
    assert [(r.kind, r.what, r.of, r.evidence) for r in lines[2].readings] == [("field", "编制", "水手", ())]


def test_the_share_alone_is_that_of_the_stretches() -> None:
    text = TEXT + "水手长由张伟担任，负责甲板清洁。好天气人人都喜欢，欢迎大家来玩。\n"
    facts = extract_lines("船.txt", text)
    found = covered(text)
    kept = [s for line in found.lines for s in line.stretches if s.kind != "furniture"]
    letters = sum(sum(map(str.isalnum, s.text)) for s in kept)
    lost = sum(sum(map(str.isalnum, s.text)) for s in kept if s.kind == "unread")
    assert lost > 0
    lines = [(n, line, None) for n, line in enumerate(text.split("\n"), 1)]
    assert measure_share(facts, lines) == pytest.approx(1 - lost / letters)


@pytest.mark.parametrize(
    "text",
    [
        "展览运营中心岗位分工\n单位：展览运营中心\n讲解员岗位职责\n1、讲解展品。\n2、引导观众。\n",
        "南湾轨道交通集团运营分公司\n一、站务员岗位职责\n1、引导乘客。\n2、检查票卡。\n",
    ],
)
def test_a_title_that_is_the_organizations_is_marked_as_one(text: str) -> None:
    found = colours(text)
    assert {kind for kind, _ in found[1]} == {"organization"}
    assert {r.kind for r in covered(text).readings if r.passage.start_line == 1} <= {"organization", "unit", "heading"}
