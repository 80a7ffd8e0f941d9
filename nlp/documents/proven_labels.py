"""Finds what the labels of a document mean that the book of labels does not have, by their values and their place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nlp.documents.blocks import Block, Piece
from nlp.documents.counts import split_count
from nlp.documents.labels import AMBIGUOUS, compact, guess_kind, kind_of
from nlp.documents.titles import is_built_like_post, is_named_person, is_organization, is_person, is_unit, is_vacant
from nlp.documents.verbs import starts_like_duty

_FIELD = re.compile(
    r"(?:^|(?<=\s)|(?<=[;|/]))(?P<label>[\u4e00-\u9fffA-Za-z/ ]{2,14}?)\s*:(?:\s*(?P<value>[^\s:;|/]{1,40}))?"
)
_SIGNED = re.compile(r"审|批|核|编|填|起草|制|签|记录|校|联系|监督|证明|日期|代|接|考|复")
_UPWARDS = re.compile(r"上|领导|管|属|汇报|报告|向|听|对谁")
_BELONGING = re.compile(r"属|在|归|编入|编于|隶|设于|部门|科室")
_ABOUT_POST = frozenset(
    ["superior", "subordinate", "headcount", "holder", "unit", "summary", "duties", "qualification"]
)
_QUALIFYING = re.compile(
    r"学历|本科|大专|中专|专业|以上.{0,12}经验|经验|持.{0,10}证|证书|资格|熟悉|熟练|精通|了解|具备|具有|身体健康|吃苦|沟通|优先|能力|责任心|^能|周岁|年龄"
)
_COUNT = re.compile(r"^(?:共|约)?[\d一二两三四五六七八九十]{1,4}(?:名|人|位)$")


@dataclass(slots=True)
class _Label:
    """Where a label occurs: its values, the labels that follow each time, and how often a list follows."""

    values: list[str] = field(default_factory=list)
    followers: list[list[str]] = field(default_factory=list)
    lists: int = 0
    count: int = 0


def find_labels(blocks: Sequence[Block]) -> dict[str, str]:
    """The kinds of recurring labels that are unknown or ambiguous, by their compact wording."""
    labels = _collect(blocks)
    known: dict[str, int] = {}
    for word, label in labels.items():
        kind = kind_of(word)
        if kind is not None and word not in AMBIGUOUS:
            known[kind] = max(known.get(kind, 0), label.count)
    open_words = [
        word
        for word, label in labels.items()
        if label.count >= 2 and (word in AMBIGUOUS or (kind_of(word) or guess_kind(word)) is None)
    ]
    found: dict[str, str] = {}
    titles: set[str] = {v for w, x in labels.items() if w not in AMBIGUOUS and kind_of(w) == "post" for v in x.values}
    # what lists and numbers prove comes first, then the label of posts, then those that speak of posts
    for judge in (_judge_by_lists, _judge_as_post, _judge_about_post):
        for word in open_words:
            kind = None if word in found else judge(word, labels[word], known, titles)
            if kind is not None:
                found[word] = kind
                known[kind] = labels[word].count
                titles |= set(labels[word].values) if kind == "post" else set()
        for label in labels.values():
            label.followers = [[found.get(word, word) for word in following] for following in label.followers]
    if {"记录人", "参会人员", "与会人员", "出席人员", "会议地点", "列席人员"} & set(labels):
        found["主持人"] = found["主持"] = "ignore"  # of the meeting that these are the minutes of
    return found | _find_lone_labels(blocks, found)


def _find_lone_labels(blocks: Sequence[Block], proven: dict[str, str]) -> dict[str, str]:
    """Headings without a value that return for post after post, beside the label of duties: what stands below is none.

    Proof of qualifications are the words of the items; where a styled heading is of the level of the duties' heading,
    its items are at least no duties.
    """
    below: dict[str, list[list[str]]] = {}
    levels: dict[str, set[int]] = {}
    current: list[str] | None = None
    for block in blocks:
        if isinstance(block, tuple):
            current = None
            continue
        alone = block.marker is None and (block.level or block.shape.endswith(":"))
        word = compact(block.shape.rstrip(":")) if alone else ""
        if 2 <= len(word) <= 10:
            current = []
            below.setdefault(word, []).append(current)
            levels.setdefault(word, set()).add(block.level)
        elif current is not None:
            current.append(block.shape)
    of_duties = {
        level for word, found in levels.items() if (proven.get(word) or kind_of(word)) == "duties" for level in found
    }
    least = max(
        (len(items) for word, items in below.items() if (proven.get(word) or kind_of(word)) == "duties"), default=0
    )
    found: dict[str, str] = {}
    for word, lists in below.items():
        items = [item for items in lists for item in items]
        if len(lists) < 2 or len(lists) > least or not items or proven.get(word) or kind_of(word) or guess_kind(word):
            continue
        if is_built_like_post(word) or is_unit(word) or is_person(word):
            continue
        if _share(items, lambda item: bool(_QUALIFYING.search(item))):
            found[word] = "qualification"
        elif levels[word] == of_duties and 0 not in of_duties and not _share(items, starts_like_duty):
            found[word] = "ignore"
    return found


def _judge_by_lists(word: str, label: _Label, known: dict[str, int], titles: set[str]) -> str | None:
    """A label of duties, by the list below it every time; of a head count, by its numbers of people."""
    values = [v for v in label.values if v]
    if label.lists * 3 >= label.count * 2 and not values:
        return "duties" if "duties" not in known and label.count >= max(2, known.get("post", 0) * 2 // 3) else None
    counted = len(values) >= 2 and _share(values, lambda v: bool(_COUNT.match(v)))
    return "headcount" if counted and "headcount" not in known and word not in AMBIGUOUS else None


def _judge_as_post(word: str, label: _Label, known: dict[str, int], titles: set[str]) -> str | None:
    """The label of posts: its values differ, are titles or short names, and labels of a post follow it."""
    values = [v for v in label.values if v]
    about = sum(1 for following in label.followers if any(_kind(f) in _ABOUT_POST for f in following))
    if "post" in known or len(values) < 2 or len(values) * 3 < label.count * 2 or about * 2 < label.count:
        return None
    if len(set(values)) * 3 < len(values) * 2:
        return None
    named = all(len(v) <= 12 and not (is_person(v) or is_unit(v) or is_organization(v)) for v in values)
    if _share(values, lambda v: is_built_like_post(split_count(v)[0])):
        return "post"
    named = named and len(set(values)) == len(values) >= 3
    return "post" if named and not any(c.isdigit() for v in values for c in v) else None


def _judge_about_post(word: str, label: _Label, known: dict[str, int], titles: set[str]) -> str | None:
    """Superiors, holders and units of posts, by their values and a word in the label that fits."""
    values = [v for v in label.values if v]
    if word in AMBIGUOUS or "post" not in known or len(values) < 2 or len(values) * 3 < label.count * 2:
        return None
    upwards = _UPWARDS.search(word) and "superior" not in known
    if upwards and (_share(values, lambda v: is_built_like_post(v) or v in titles) or titles & set(values)):
        return "superior"
    people = _share(values, is_person) and all(map(is_named_person, values))
    if people and not _SIGNED.search(word) and "holder" not in known:
        return "holder"
    if _share(values, is_unit) and _BELONGING.search(word) and "unit" not in known:
        return "unit"
    return None


def _kind(word: str) -> str | None:
    """The kind of a label that is known by its wording, or is already a kind."""
    return word if word in _ABOUT_POST else kind_of(word)


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return sum(1 for v in values if fits(v)) * 3 >= len(values) * 2


def _collect(blocks: Sequence[Block]) -> dict[str, _Label]:
    labels: dict[str, _Label] = {}
    open_labels: list[list[str]] = []  # what follows each of the last labels
    for block, after in pairwise([*blocks, None]):
        for word, value in _fields_of(block):
            for following in open_labels[-3:]:
                following.append(word)
            last = labels.setdefault(word, _Label())
            last.count += 1
            last.followers.append([])
            open_labels.append(last.followers[-1])
            last.values.append(value)
            listed = isinstance(after, Piece) and after.marker is not None and after.marker.value <= 1
            last.lists += 1 if not value and listed else 0
    return labels


def _fields_of(block: Block | None) -> list[tuple[str, str]]:
    if isinstance(block, tuple):
        cells = [c.shape.strip(" :") for c in block]
        pairs = [(compact(a), b) for a, b in zip(cells[::2], cells[1::2], strict=False) if _can_be_label(a)]
        return pairs if any(kind_of(word) in _ABOUT_POST for word, _ in pairs) else []
    if block is None or len(block.shape) > 120 or ":" not in block.shape:
        return []
    return [(compact(m["label"]), m["value"] or "") for m in _FIELD.finditer(block.shape) if _can_be_label(m["label"])]


def _can_be_label(text: str) -> bool:
    word = compact(text)
    return 2 <= len(word) <= 16 and not (
        word[0] > "z" and len(word) > 8 or is_built_like_post(word) or is_person(word) or is_vacant(word)
    )
