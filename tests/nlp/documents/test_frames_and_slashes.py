"""Headings in frames, fields between slashes, units told as a path: handbooks of Taiwanese houses, and others."""

import pytest

from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts


def _posts(facts: DocumentFacts) -> dict[str, str | None]:
    units = {u.key: u.name for u in facts.units}
    return {p.title: units.get(p.unit or "") for p in facts.posts if not p.mentioned_only}


def _lines(facts: DocumentFacts) -> set[tuple[str, str]]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return {(names[line.subordinate], names[line.superior]) for line in facts.lines}


_HANDBOOK = """嵐山書院　各課職務一覽

【壹、教務課】
職稱：教務課長　／　員額：1　／　現任：簡秋水　／　直屬主管：山長　／　督導：排課員、註冊員
職掌：
一、核定課表。
二、主持入學考試。

職稱：排課員　／　隸屬：教務課課表組　／　員額：2　／　現任：（從缺）　／　直屬主管：教務課長
職掌：
(1) 編排教室。
(2) 公告調課。

【貳、庶務課】
職稱：工友　／　員額：1　／　現任：莊阿欽　／　直屬主管：庶務課長
職掌：
一、清潔校舍。
附記：工具自備。
"""


def test_framed_headings_with_numbers_name_the_units_of_the_posts_below() -> None:
    facts = extract_lines("書院.txt", _HANDBOOK)
    assert _posts(facts) == {"教务课长": "教务课", "排课员": "课表组", "工友": "庶务课"}
    units = {u.key: u for u in facts.units}
    inner = next(u for u in facts.units if u.name == "课表组")
    assert units[inner.parent or ""].name == "教务课"
    assert len(facts.duties) == 5


def test_fields_between_slashes_end_before_the_slash() -> None:
    facts = extract_lines("書院.txt", _HANDBOOK)
    assert _lines(facts) == {
        ("教务课长", "山长"),
        ("排课员", "教务课长"),
        ("注册员", "教务课长"),
        ("工友", "庶务课长"),
    }
    told = {p.title: (p.headcount, p.vacant, [h.name for h in p.holders]) for p in facts.posts if not p.mentioned_only}
    assert told == {"教务课长": (1, False, ["简秋水"]), "排课员": (2, True, []), "工友": (1, False, ["庄阿钦"])}


@pytest.mark.parametrize("heading", ["【一、炼钢车间】", "[1、炼钢车间]", "【（一）炼钢车间】", "【炼钢车间】"])
def test_frames_around_headings(heading: str) -> None:
    facts = extract_lines("厂.txt", f"宏远钢厂\n\n{heading}\n岗位名称：炉前工\n岗位职责：\n1、测温取样。\n")
    assert _posts(facts) == {"炉前工": "炼钢车间"}


def test_a_post_called_supervision_is_no_label() -> None:
    facts = extract_lines("店.txt", "督导：巡查各门店陈列，每周提交报告。\n店长：安排排班，清点现金。\n")
    assert set(_posts(facts)) == {"督导", "店长"}


@pytest.mark.parametrize(
    "heading", ["■ 生产部 ■", "——— 生产部 ———", "== 生产部 ==", "【三】生产部", "☆☆生产部☆☆", "◆生产部◆", "[生产部]"]
)
def test_signs_around_the_heading_of_a_unit(heading: str) -> None:
    text = f"泰兴饲料有限公司部门职责与岗位\n\n{heading}\n◎ 投料工（2人）\n  按配方投料\n  清理除尘器\n"
    facts = extract_lines("厂.txt", text)
    assert _posts(facts) == {"投料工": "生产部"}
    assert [u.name for u in facts.units] == ["生产部"]


def test_a_title_with_its_superior_behind_a_dash() -> None:
    facts = extract_lines("厂.txt", "泰兴饲料有限公司\n\n1. 业务员 - 向销售经理汇报\n  * 拜访养殖户\n  * 催收货款\n")
    assert _lines(facts) == {("业务员", "销售经理")}
    assert len(facts.duties) == 2


def test_fields_between_slashes_without_blanks() -> None:
    facts = extract_lines(
        "農會.txt",
        "金穗農會　各部門職掌表\n\n壹、推廣部\n"
        "職稱：農事指導員／隸屬：推廣部農事股／現任：從缺／直屬主管：推廣股長／員額：二人\n職掌：一、舉辦講習。二、訪視農戶。\n"
        "職稱：家政指導員／隸屬：推廣部家政股／現任：林美惠／直屬主管：推廣股長／員額：一人\n職掌：一、開辦烹飪班。\n",
    )
    assert _posts(facts) == {"农事指导员": "农事股", "家政指导员": "家政股"}
    assert _lines(facts) == {("农事指导员", "推广股长"), ("家政指导员", "推广股长")}


def test_half_a_bracket_is_no_part_of_a_title() -> None:
    facts = extract_lines("所.txt", "北溟研究所问答\n（新入所人员手册节选）\n\n标本管理员：登记标本；检查恒温柜。\n")
    assert set(_posts(facts)) == {"标本管理员"}
