"""A section of basics below each title of a handbook: unit, holder, head count and superior in one sentence."""

import pytest

from nlp.documents.extraction import extract
from nlp.documents.readers import read_bytes

_HANDBOOK = """# 青禾剧团股份有限公司员工岗位手册

# 监制人

## 基本情况

监制人房子墨属制作部，一人，直接上级为团长。

## 工作内容

- 审定剧目预算

# 场记

## 基本情况

场记属创作组，编制二人，由慕容诗牵头，直接上级为艺术指导。

## 工作内容

- 记录走位

# 音响师

## 基本情况

音响师属舞美队，三人，组内负责人柯闻，直接上级为监制人。

## 工作内容

- 调试话筒

# 灯光师

## 基本情况

灯光师属舞美队，两人，直接上级为监制人。

## 工作内容

- 挂灯
"""


def test_basics_in_a_sentence_are_read_below_titles_that_the_document_proves() -> None:
    facts = extract(read_bytes(_HANDBOOK.encode(), "手册.md"))
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    told = {
        p.title: (
            names.get(p.unit or ""),
            p.headcount,
            [h.name for h in p.holders],
            [names[i.superior] for i in facts.lines if i.subordinate == p.key],
        )
        for p in facts.posts
        if not p.mentioned_only
    }
    assert told == {
        "监制人": ("制作部", 1, ["房子墨"], ["团长"]),
        "场记": ("创作组", 2, ["慕容诗"], ["艺术指导"]),
        "音响师": ("舞美队", 3, ["柯闻"], ["监制人"]),
        "灯光师": ("舞美队", 2, [], ["监制人"]),
    }
    assert [d.statement for d in facts.duties] == ["审定剧目预算", "记录走位", "调试话筒", "挂灯"]


def test_metal_is_no_membership() -> None:
    """属 inside a word says nothing of a unit."""
    text = "# 钢厂\n\n## 铸造工\n\n负责金属铸造组，附属设备科。\n\n- 浇注\n"
    facts = extract(read_bytes(text.encode(), "a.md"))
    assert not [u for u in facts.units if u.name.startswith("铸造组")]


@pytest.mark.parametrize(
    "said",
    [
        "人数视客流而定。",
        "设二人，归前厅部经理管理，须持消防操作证。",
        "在前厅部经理领导下工作，定员6人，轮流值夜。",
    ],
)
def test_what_introduces_a_post_below_its_heading_is_no_duty(said: str) -> None:
    text = f"云栖酒店岗位职责\n\n门童职责\n{said}门童给客人开车门。\n\n行李员职责\n{said}行李员搬运行李。\n"
    facts = extract(read_bytes(text.encode(), "酒店.txt"))
    assert [d.statement for d in facts.duties] == ["门童给客人开车门。", "行李员搬运行李。"]


def test_a_sentence_about_the_chapter_is_about_no_post() -> None:
    text = "云栖酒店岗位职责\n第一章 前厅部\n本章规定四类人员的职责。\n门童职责\n1、开车门。\n"
    facts = extract(read_bytes(text.encode(), "酒店.txt"))
    assert {p.title for p in facts.posts} == {"门童"}
    assert len(facts.duties) == 1
