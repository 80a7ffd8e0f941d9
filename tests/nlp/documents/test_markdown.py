"""Pages of a wiki in Markdown: front matter, task lists, bylines, English titles, notes."""

import pytest

from nlp.documents.extraction import extract
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read_bytes
from nlp.documents.reading_markdown import read_markdown

_WIKI = """---
title: 谁干什么 / Who does what
owner: hr-team
reviewed: 2024-05-20
---

# 谁干什么

> [!NOTE]
> 石榴籽演出有限公司内部页面。

[[toc]]

## 🎭 舞台部 Stage

### Stage Manager

- **Who**: Lydia Wen
- **Reports to**: COO
- **Manages**: 灯光师
- **Slack**: `#stage`

**Responsibilities**

- [x] 排练前核对走位
- [ ] 更新 cue 表到 1.12 版，时长超过 2.5 s 的换景改快

### 灯光师

*谷雨* — reports to Stage Manager（历史原因）

* 挂灯 `par64` 并编组
* 每场后关总闸

### 音响师

向晚晴、卫知秋 ｜ 2人 ｜ 向舞台总监汇报

- 调试话筒

**Not my job**: 搬道具。
"""


def _told(facts: DocumentFacts) -> dict[str, tuple[list[str], list[str], list[str]]]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return {
        p.title: (
            [h.name for h in p.holders],
            [names[line.superior] for line in facts.lines if line.subordinate == p.key and not line.from_superior],
            [d.statement for d in facts.duties if d.owner == p.key],
        )
        for p in facts.posts
        if not p.mentioned_only
    }


def test_a_page_of_a_wiki_is_understood_as_a_whole() -> None:
    facts = extract(read_bytes(_WIKI.encode(), "wiki.md"))
    assert _told(facts) == {
        "Stage Manager": (
            ["Lydia Wen"],
            ["COO"],
            ["排练前核对走位", "更新 cue 表到 1.12 版，时长超过 2.5 s 的换景改快"],
        ),
        "灯光师": (["谷雨"], ["Stage Manager"], ["挂灯 `par64` 并编组", "每场后关总闸"]),
        "音响师": (["向晚晴", "卫知秋"], ["舞台总监"], ["调试话筒"]),
    }
    assert [u.name for u in facts.units] == ["舞台部"]
    assert facts.organizations[0].name == "石榴籽演出有限公司"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- [x] 巡检水泵", "- 巡检水泵"),
        ("1. [ ] 巡检水泵", "1. 巡检水泵"),
        ("*谷雨* — 代班", "谷雨 — 代班"),
        ("见 [[值班表|本月值班]] 与 [[制度]]", "见 本月值班 与 制度"),
        ("宽2*3*4米", "宽2*3*4米"),
        ("* 巡检 * 号泵", "- 巡检 * 号泵"),
        (":   给锅炉加水", "- 给锅炉加水"),
        ("按规程操作[^1]", "按规程操作"),
        ("[[toc]]", ""),
        ("<!-- 待补 -->", ""),
        ("## 🧩 生产部 🔧", "生产部"),
    ],
)
def test_marks_are_taken_out(line: str, text: str) -> None:
    assert read_markdown([line])[0].text == text


def test_the_title_of_the_front_matter_counts_where_no_heading_gives_one() -> None:
    lines = read_markdown(["---", "title: 白鹭水厂岗位职责", "tags: [hr]", "---", "", "## 化验员", "- 取样"])
    assert [(line.text, line.level) for line in lines] == [
        ("", 0),
        ("白鹭水厂岗位职责", 1),
        ("", 0),
        ("", 0),
        ("", 0),
        ("化验员", 2),
        ("- 取样", 0),
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [line.text for line in read_markdown(["---", "白鹭水厂", "---"])] == ["---", "白鹭水厂", "---"]


def test_a_table_of_fields_and_headings_of_sections() -> None:
    text = """# 康复中心岗位说明

## 治疗部 Therapy Department

### 物理治疗师

| 属性 | 值 |
| --- | --- |
| **汇报给** | [治疗部主任](./director.md) |
| **在岗** | 童安、[Ada Lin](mailto:ada@x.cn) |
| **HC** | 3 |

#### 日常工作

- [x] 评估关节活动度
- [x] 制订训练方案

#### 不归我管

- 开处方

### Front Desk Lead

_Mia Zhao_ · 汇报给 行政组长 · 2人

* 登记来访
"""
    facts = extract(read_bytes(text.encode(), "wiki.md"))
    assert _told(facts) == {
        "物理治疗师": (["童安", "Ada Lin"], ["治疗部主任"], ["评估关节活动度", "制订训练方案"]),
        "Front Desk Lead": (["Mia Zhao"], ["行政组长"], ["登记来访"]),
    }
    assert {p.title: p.headcount for p in facts.posts if not p.mentioned_only} == {
        "物理治疗师": 3,
        "Front Desk Lead": 2,
    }


def test_a_heading_above_titles_is_a_unit_where_its_neighbours_are() -> None:
    text = (
        "# 花嫁婚礼工作室\n\n## 策划部\n\n### 婚礼策划师 ×4\n\n- 出方案\n\n## 执行部\n\n### 花艺师\n\n- 扎手捧花\n\n"
        "## 门店\n\n### 客户顾问 ×2（苗可等）\n\n- 带新人看样片\n"
    )
    facts = extract(read_bytes(text.encode(), "婚礼.md"))
    units = {u.key: u.name for u in facts.units}
    adviser = next(p for p in facts.posts if p.title == "客户顾问")
    assert (units[adviser.unit or ""], adviser.headcount) == ("门店", 2)
    assert [h.name for h in adviser.holders] == ["苗可"]
