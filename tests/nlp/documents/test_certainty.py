"""The confidence of facts, held to what people found in documents that no rule was made with."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from nlp.documents.certainty import GROUNDS, UNSURE, name_evidence, surer, weigh
from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts, Evidence
from nlp.documents.readers import read
from nlp.text import fold

FOLDER = Path(__file__).parents[2] / "documents" / "kept"
#: What is found in some way may be this much less precise than its confidence says.
MARGIN = 0.04
#: Fewer facts than this say nothing about a way of finding them.
ENOUGH = 30


@pytest.fixture(scope="module")
def precision() -> dict[Evidence, tuple[int, int]]:
    """By the way of finding: how many facts agree with the gold, of how many."""
    right: Counter[Evidence] = Counter()
    found: Counter[Evidence] = Counter()
    for path in sorted(FOLDER.glob("*.*")):
        gold = path.parent / "gold" / f"{path.stem}.json"
        if not gold.is_file():
            continue
        facts = extract(read(path, path.name))
        for evidence, holds in judge(facts, json.loads(gold.read_text("utf-8"))):
            found[evidence] += 1
            right[evidence] += holds
    return {evidence: (right[evidence], found[evidence]) for evidence in found}


def judge(facts: DocumentFacts, gold: dict[str, Any]) -> Iterator[tuple[Evidence, bool]]:
    """Posts, duties, holders and reporting lines with the way they were found and whether the gold has them."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for position in gold["positions"]:
        wanted.setdefault(fold(position["title"]), []).append(position)
    duties = {fold(d["name"]): [fold(text) for text in d["duties"]] for d in gold["departments"]}
    mentioned = {fold(t) for t in gold.get("not_positions") or () if isinstance(t, str)}
    for title, positions in wanted.items():
        for position in positions:
            duties.setdefault(title, []).extend(
                fold(text) for text in (*position["duties"], *(position.get("duties_optional") or ()))
            )
            for relation in ("reports_to", "supervises", "superiors_by_any_statement"):
                mentioned |= {fold(t) for t in position.get(relation) or ()}
    names: dict[str, tuple[str, ...]] = {u.key: (fold(u.name),) for u in facts.units}
    for post in facts.posts:
        names[post.key] = tuple(fold(t) for t in (post.title, *post.aliases))
        known = [p for t in names[post.key] for p in wanted.get(t, ())]
        yield post.evidence[0], bool(known) or post.mentioned_only and bool(set(names[post.key]) & mentioned)
        people = {fold(n) for p in known for n in p.get("holders") or [p.get("holder")] if n}
        for holder in post.holders:
            yield holder.evidence[0], fold(holder.name) in people
    for duty in facts.duties:
        meant = [text for name in names[duty.owner] for text in duties.get(name, ())]
        said = fold(duty.statement)
        yield duty.evidence[0], any(fuzz.ratio(said, text) >= 92 for text in meant)
    for line in facts.lines:
        known = [p for t in names[line.subordinate] for p in wanted.get(t, ())]
        if known:
            above = {
                fold(t) for p in known for r in ("reports_to", "superiors_by_any_statement") for t in p.get(r) or ()
            }
            yield line.evidence[0], bool(above & set(names[line.superior]))


def test_no_way_of_finding_is_less_precise_than_its_confidence_says(
    precision: dict[Evidence, tuple[int, int]],
) -> None:
    measured = {e: right / found for e, (right, found) in precision.items() if found >= ENOUGH}
    assert {"field", "item", "heading", "sentence", "mention"} <= measured.keys()
    assert {e: p for e, p in measured.items() if p < GROUNDS[e].confidence - MARGIN} == {}


def test_each_fact_says_how_it_was_found() -> None:
    facts = extract_lines(
        "船.txt", "岗位名称：水手\n直接上级：大副\n岗位职责：\n1、系解缆绳。\n2、清洗甲板。\n任职要求：会游泳。\n"
    )
    assert [(p.title, p.evidence) for p in facts.posts] == [("水手", ("field",)), ("大副", ("mention",))]
    assert [d.evidence for d in facts.duties] == [("item",), ("item",)]
    assert [t.evidence for t in facts.traits] == [("field",)]
    assert [line.evidence for line in facts.lines] == [("field",)]


def test_a_line_is_less_sure_where_prose_states_it_and_least_where_a_rule_infers_it() -> None:
    said = extract_lines("船.txt", "水手由大副领导，负责系解缆绳。大副负责货物装卸。")
    assert [line.evidence for line in said.lines] == [("sentence",)]
    inferred = extract_lines(
        "厂.txt", "一、厂长岗位职责\n1、主持全厂工作。\n二、厂长助理岗位职责\n1、协助厂长检查安全。\n"
    )
    assert [line.evidence for line in inferred.lines if not line.stated] == [("inferred",)]
    assert weigh(("field",)) > weigh(("sentence",)) > weigh(("inferred",))


def test_damaged_letters_lower_the_confidence_of_what_is_read_from_them() -> None:
    facts = extract_lines("船.txt", "岗位名称：水手\n岗位职责：\n1、系解缆绳，清洗甲\ufffd板。\n2、值夜班。\n")
    assert [d.evidence for d in facts.duties] == [("item", "damaged"), ("item",)]
    assert weigh(facts.duties[0].evidence) < UNSURE < weigh(facts.duties[1].evidence)


def test_the_surer_way_stays_where_a_thing_is_found_twice() -> None:
    assert surer("sentence", "field") == surer("field", "sentence") == "field"
    mentioned_first = extract_lines(
        "船.txt", "岗位：水手\n上级：大副\n职责：\n1、系缆。\n岗位：大副\n职责：\n1、装卸。\n"
    )
    assert {p.title: p.evidence for p in mentioned_first.posts} == {"水手": ("field",), "大副": ("field",)}


def test_evidence_is_named_in_words() -> None:
    assert name_evidence(("item", "damaged")) == "编号条目，文字有损坏"
