"""Documents of many trades and layouts, each with everything that it says."""

import json
from pathlib import Path

import pytest

from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read, read_bytes
from nlp.text import fold

SAMPLES = Path(__file__).parent / "samples"
DOCUMENTS = sorted(p for p in SAMPLES.iterdir() if p.suffix != ".json")


def facts_of(path: Path) -> DocumentFacts:
    return extract(read(path))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_reads_everything_that_a_document_says(path: Path) -> None:
    facts = facts_of(path)
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    found = []
    for post in facts.posts:
        if post.mentioned_only:
            continue
        found.append(
            (
                fold(post.title),
                [fold(d.statement) for d in facts.duties if d.owner == post.key],
                sorted({fold(names[x.superior]) for x in facts.lines if x.subordinate == post.key and x.stated}),
                [h.name for h in post.holders],
            )
        )
    wanted = [
        (
            fold(p["title"]),
            [fold(d) for d in p["duties"]],
            sorted(fold(t) for t in p["reports_to"]),
            p.get("holders") or [],
        )
        for p in gold["positions"]
    ]
    assert sorted(found) == sorted(wanted)
    units = {fold(u.name): [fold(d.statement) for d in facts.duties if d.owner == u.key] for u in facts.units}
    for unit in gold["departments"]:
        assert units[fold(unit["name"])] == [fold(d) for d in unit["duties"]]
    if gold["organization"] is not None:
        assert [fold(o.name or "") for o in facts.organizations] == [fold(gold["organization"])]
    for post in gold["positions"]:
        counted = [p.headcount for p in facts.posts if fold(p.title) == fold(post["title"])]
        assert post.get("headcount") in counted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_every_fact_stands_on_the_line_that_it_names(path: Path) -> None:
    lines = {line.number: line.text for line in read(path).lines}
    facts = facts_of(path)
    passages = [d.passage for d in facts.duties] + [p for post in facts.posts for p in post.passages]
    passages += [t.passage for t in facts.traits] + [x.passage for x in facts.lines]
    for passage in passages:
        said = fold("".join(lines[n] for n in range(passage.start_line, passage.end_line + 1)))
        assert fold(passage.quote) in said


def test_an_empty_document_says_nothing_and_is_remarked() -> None:
    facts = extract_lines("空.txt", "\n\n")
    assert not facts.posts
    assert facts.warnings


def test_prose_without_posts_counts_its_lines() -> None:
    facts = extract_lines("散文.txt", "春天来了。\n花开了。")
    assert (facts.lines_total, facts.lines_without_fact) == (2, 2)


def test_sections_with_one_heading_are_organizations_of_their_own() -> None:
    text = "第一篇:仓储岗位职责\n仓管员岗位职责\n1、收货。\n2、发货。\n第二篇:仓储岗位职责\n仓管员岗位职责\n1、盘点。\n2、退库。"
    facts = extract_lines("两篇.txt", text)
    assert len(facts.organizations) == 2
    assert len({p.organization for p in facts.posts if p.title == "仓管员"}) == 2


def test_a_stated_name_before_the_sections_holds_for_all_of_them() -> None:
    text = "青松制衣有限公司岗位职责\n第一篇:裁剪\n裁剪工岗位职责\n1、裁布。\n2、打号。\n第二篇:缝制\n缝纫工岗位职责\n1、缝边。\n2、锁眼。"
    facts = extract_lines("制衣.txt", text)
    assert [o.name for o in facts.organizations] == ["青松制衣有限公司"]


def test_superiors_and_subordinates_are_both_kept_where_they_contradict() -> None:
    text = "甲岗主管岗位职责\n下属：质检员\n1、排班。\n乙岗主管岗位职责\n1、派工。\n质检员岗位职责\n直接上级：乙岗主管\n1、检验。"
    facts = extract_lines("矛盾.txt", text)
    names = {p.key: p.title for p in facts.posts}
    lines = {(names[x.subordinate], names[x.superior], x.from_superior) for x in facts.lines if x.stated}
    assert lines == {("质检员", "甲岗主管", True), ("质检员", "乙岗主管", False)}


@pytest.mark.parametrize(
    "sentence",
    [
        "对产品质量负责。",
        "向客户说明产品。",
        "向上级汇报工作中的问题。",
        "报总经理办公会决定。",
        "异常情况报告值班医师。",
    ],
)
def test_what_only_sounds_like_a_reporting_line_is_none(sentence: str) -> None:
    facts = extract_lines("质检.txt", f"质检员岗位职责\n1、{sentence}\n2、记录数据。")
    assert not facts.lines


def test_garbage_lines_lead_to_nothing_and_html_is_taken_out() -> None:
    text = "电工岗位职责\n1、巡检配电室。<br/>\n锟斤拷锟斤拷烫烫烫\n2、更换&nbsp;灯具。</p>"
    facts = extract_lines("电工.txt", text)
    assert [fold(d.statement) for d in facts.duties] == [fold("巡检配电室"), fold("更换灯具")]


def test_a_long_text_without_line_breaks_is_read_in_bounded_time() -> None:
    import time

    began = time.perf_counter()
    extract_lines("长.txt", "负责1、管理(一)协助，" * 40_000)
    assert time.perf_counter() - began < 30  # where every start is tried against every end, minutes


@pytest.mark.parametrize(
    "title", ["危重孕产妇与新生儿联合救治与转运协调中心常务副主任", "第三联合机加工车间精密数控设备保全维修组副组长"]
)
@pytest.mark.parametrize("label", ["直接上级：院长、副院长", "岗位职责："])
def test_a_long_heading_above_a_label_of_a_post_is_its_title(title: str, label: str) -> None:
    """A title with the whole name of its unit is proven by what stands below it."""
    facts = extract(read_bytes(f"# 岗位职责\n\n## {title}（某分部）\n\n{label}\n\n- 编制排班表。\n".encode(), "a.md"))
    assert facts.posts[0].title.startswith(title)
    assert [d.owner for d in facts.duties] == [facts.posts[0].key] and not facts.unread


def test_a_superior_of_nobody_known_is_not_understood() -> None:
    """Without a post above it the label's line counts as not read."""
    text = "# 岗位职责\n\n## 关于加强夏季防汛工作的若干意见与做法\n\n直接上级：水库主任\n\n## 闸门工\n\n- 启闭闸门。\n"
    assert 5 in extract(read_bytes(text.encode(), "a.md")).unread
