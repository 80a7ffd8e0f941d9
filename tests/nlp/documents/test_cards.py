"""Cards of posts: a title with unit, head count, superior and holder between bars, without labels."""

import pytest

from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts, PostFact
from nlp.documents.readers import read_bytes

_CARDS = """青禾客栈岗位卡片

【前台接待员】　前厅部｜3人｜归店长管｜向晚晴、卫知秋
  ★ 办理入住和退房
  ★ 保管客人寄存的行李

【布草管理员】　客房部｜1人｜受客房主管领导｜空缺
  ★ 清点床单毛巾
"""


def _describe(facts: DocumentFacts, post: PostFact) -> tuple[object, ...]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    above = [names[line.superior] for line in facts.lines if line.subordinate == post.key]
    duties = sum(duty.owner == post.key for duty in facts.duties)
    return names.get(post.unit or ""), post.headcount, post.vacant, above, [h.name for h in post.holders], duties


def test_what_stands_between_the_bars_is_told_by_its_form() -> None:
    facts = extract_lines("客栈.txt", _CARDS)
    told = {post.title: _describe(facts, post) for post in facts.posts if not post.mentioned_only}
    assert told == {
        "前台接待员": ("前厅部", 3, False, ["店长"], ["向晚晴", "卫知秋"], 2),
        "布草管理员": ("客房部", 1, True, ["客房主管"], [], 1),
    }


@pytest.mark.parametrize("line", ["出纳｜每日盘点现金｜按月对账", "早班｜中班｜晚班", "出纳｜3人"])
def test_other_lines_with_bars_are_no_cards(line: str) -> None:
    """Duties between bars, and what is too little to tell."""
    facts = extract_lines("表.txt", f"青禾客栈\n{line}\n")
    assert not any(post.headcount or post.holders for post in facts.posts)


@pytest.mark.parametrize(
    ("heading", "count", "vacant", "holders"),
    [
        ("花艺师 ×2", 2, False, []),
        ("花艺师x3", 3, False, []),
        ("花艺师（人选待定）", None, True, []),
        ("花艺师 ×2（桑榆领头）", 2, False, ["桑榆"]),
    ],
)
def test_a_heading_in_everyday_words(heading: str, count: int | None, vacant: bool, holders: list[str]) -> None:
    """Head counts with a sign of times, who is still sought and who leads the others; labels as people speak."""
    text = f"# 花海工作室\n\n## {heading}\n\n- 归谁管：总监\n- 带的人：学徒\n\n做这些事：\n\n1. 挑选鲜花\n2. 布置路引\n"
    facts = extract_lines("花.md", text)
    (post,) = (p for p in facts.posts if p.title == "花艺师")
    assert (post.headcount, post.vacant, [h.name for h in post.holders]) == (count, vacant, holders)
    assert [d.statement for d in facts.duties] == ["挑选鲜花", "布置路引"]
    names = {p.key: p.title for p in facts.posts}
    assert {(names[i.subordinate], names[i.superior]) for i in facts.lines} == {("花艺师", "总监"), ("学徒", "花艺师")}


def test_the_parts_of_a_card_may_stand_between_dashes() -> None:
    text = (
        "# 星港物流\n\n**仓库主管 Warehouse Supervisor** — 罗启明 — 汇报给 运营总监\n- 排班\n- 复盘盘点差异\n\n"
        "**叉车司机** ×6 — reports to 仓库主管\n1. 装卸托盘\n2. 检查车况\n"
    )
    facts = extract(read_bytes(text.encode(), "a.md"))
    told = {post.title: _describe(facts, post) for post in facts.posts if not post.mentioned_only}
    assert told == {
        "仓库主管": ("仓库", None, False, ["运营总监"], ["罗启明"], 2),
        "叉车司机": (None, 6, False, ["仓库主管"], [], 2),
    }


def test_what_is_told_of_posts_of_a_shift_in_many_ways() -> None:
    text = (
        "恒川热电厂 班组岗位职责\n\n一、运行部／锅炉班\n1. 司炉（4人；上级：运行值长）\n   - 监视汽包水位\n   - 调整给煤量\n"
        "二、运行部／汽机班\n1. 汽机司机，2人，向运行值长汇报\n   - 监视转速\n   - 记录真空\n"
        "三、检修部\n【钳工】定员5人｜检修部｜归检修班长管｜石磊、阮平\n   · 更换轴承\n   · 研磨阀门\n"
    )
    facts = extract_lines("厂.txt", text)
    told = {post.title: _describe(facts, post) for post in facts.posts if not post.mentioned_only}
    assert told == {
        "司炉": ("锅炉班", 4, False, ["运行值长"], [], 2),
        "汽机司机": ("汽机班", 2, False, ["运行值长"], [], 2),
        "钳工": ("检修部", 5, False, ["检修班长"], ["石磊", "阮平"], 2),
    }
    parents = {u.key: u.name for u in facts.units}
    assert {u.name: parents.get(u.parent or "") for u in facts.units} == {
        "运行部": None,
        "锅炉班": "运行部",
        "汽机班": "运行部",
        "检修部": None,
    }


@pytest.mark.parametrize("line", ["出纳，会计，仓管", "司机，向值长汇报。"])
def test_other_lines_with_commas_are_no_cards(line: str) -> None:
    facts = extract_lines("厂.txt", f"恒川热电厂\n{line}\n")
    assert not any(post.headcount for post in facts.posts)
