"""Reads questions about a title, unit or person that nothing in the graph bears: 首席风险官的职责有哪些."""

import re
from collections.abc import Collection

from nlp.catalogue import PERSON, POST, UNIT
from nlp.documents.titles import is_built_like_post, is_built_like_unit, is_person
from nlp.forms import LogicalForm, Missing
from nlp.grammar import ANCHOR, Grammar
from nlp.names import NameMention
from nlp.relations import EDGES, POSSIBLE, count_content, follow, result_type
from nlp.segment import Segmenter

_LONGEST, _SHORTEST = 10, 2
#: So many letters may be left that no relation explains.
_LITTLE = 3
#: Endings of titles beside those that documents number their posts with.
_TITLE_END = re.compile("(?:.{2}官|.{2}老师|.{2}教师|.{2}师傅|.{2}大夫|.{2}老板)$")
#: An organization that the graph does not have, before a title: 宏图小学的体育老师.
_ELSEWHERE = re.compile("^[^的谁哪什么]{2,10}(?:公司|医院|学校|小学|中学|大学|幼儿园|银行|酒店|集团|工厂|超市|饭店)的")
#: Names that stand for anybody's, which people try first.
_ANYBODY = frozenset(["张三", "李四", "王五", "赵六"])
#: What is asked of people, what only of posts, and beginnings that name nothing of their own.
_OF_PEOPLE = frozenset({"contact", "post_of", "duties", "superior"})
_OF_POSTS = ("qualification", "authority", "work_condition")
_ANY_OF_THEM = re.compile("整个|全部|全体|所有|各|每|这|那|本|其他|别的|某|.*(?:定员|人员|成员|全员|编制)$")
_AND = re.compile("和|跟|与|同|、")


def seek_missing(
    text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]
) -> LogicalForm | None:
    """A relation of a name that no mention covers, where that is all that the question asks."""
    if any(m.type in (POST, PERSON) for m in mentions):
        return None
    for mention in sorted(mentions, key=lambda m: -len(m.text)):
        if not is_built_like_post(mention.text):
            text = text.replace(mention.text, ANCHOR)
    words = [w for w in places if not is_built_like_post(w) and not any(p.search(w) for _, p in grammar.cues)]
    bare = text
    for word in sorted(words, key=len, reverse=True):
        bare = bare.replace(word, " ")
    # A word that points to an organization may as well be a part of a title: UI设计师, 呼叫中心主任.
    return _seek(text, (POST,), grammar) or _seek(bare, (POST, UNIT, PERSON), grammar)


def _seek(text: str, kinds: Collection[str], grammar: Grammar) -> LogicalForm | None:
    """A relation of what `text` begins with, where that is built like the name of one of `kinds`."""
    plain = re.sub(r"\s", "", grammar.fillers.sub("", text).strip(EDGES + "里内中")).lstrip(EDGES + ANCHOR)
    plain = _ELSEWHERE.sub("", plain)
    for size in range(min(_LONGEST, len(plain) - 1), _SHORTEST - 1, -1):
        name, rest = plain[:size], plain[size:].replace(ANCHOR, "")
        kind = _kind(name)
        if kind == PERSON and Segmenter().knows(name):
            told = follow(rest, 0, PERSON, grammar)
            if told is None or told[0] not in _OF_PEOPLE:
                continue  # 满意度|调查归哪个岗位 is a word, 李雪梅|的电话 a name that is one
        if kind and kind in kinds and (_is_relation(rest, kind, grammar) or _is_comparison(rest, grammar)):
            return LogicalForm("list", Missing(name))
    return None


def _kind(name: str) -> str | None:
    if any(c in name for c in ANCHOR + "的谁哪什么是有管和跟与要能会得该需应在") or _ANY_OF_THEM.match(name):
        return None
    if is_built_like_post(name) or _TITLE_END.search(name):
        return POST
    if is_built_like_unit(name):
        return UNIT
    if name in _ANYBODY:
        return PERSON
    return PERSON if len(name) > _SHORTEST and is_person(name) and not _is_of_words(name) else None


def _is_of_words(name: str) -> bool:
    """Whether what looks like a person's name begins with an everyday word: 安排|体; a given name may be one."""
    segmenter = Segmenter()
    first = segmenter.cut(name)[0]
    return 1 < len(first) < len(name) and segmenter.knows(first)


def _is_relation(rest: str, kind: str, grammar: Grammar) -> bool:
    """Whether `rest`, what follows the name, is a relation of it and little else."""
    if kind == PERSON and any(p.match(rest) for name in _OF_POSTS for p in grammar.ways[name]):
        return False  # 温度计的要求: a person has no demands
    at, now = 0, kind
    while found := follow(rest, at, now, grammar):
        relation, at = found
        now = result_type(relation, now)
    if at >= len(rest) - 1 and at:
        return True
    if any(kind in POSSIBLE[f.relation] and f.head.search("") and f.tail.search(rest) for f in grammar.frames):
        return True
    if grammar.who.search(rest):
        return False
    return any(
        kind in POSSIBLE[relation]
        and pattern.search(rest)
        and count_content(pattern.sub(" ", rest), grammar) <= _LITTLE
        for relation, pattern in grammar.cues
    )


def _is_comparison(rest: str, grammar: Grammar) -> bool:
    """Whether `rest` compares the name with another one: 和列车员的职责有啥不一样."""
    other = _AND.match(rest)
    if other is None or not (grammar.operators["compare"].search(rest) or grammar.operators["common"].search(rest)):
        return False
    return any(_kind(rest[1:end]) for end in range(_SHORTEST + 1, min(_LONGEST, len(rest))))
