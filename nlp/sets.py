"""Reads questions about whole sets: everything of a sort, the most and fewest, what several have in common."""

import re

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import Everything, Lacking, LogicalForm, Named, Operator, Related
from nlp.grammar import Grammar
from nlp.names import NameMention
from nlp.relations import EDGES

_ALL_POSTS = re.compile(r"(?:哪些|所有|全部|一共|总共|几个|多少|什么)(?:种|个)?(?:岗位|职位)")
_ALL_PEOPLE = re.compile(
    r"(?:哪些|所有|全部|一共|总共|几个|多少|几位)(?:个)?(?:人的名字|人名|人员|员工|人)(?:$|[?,的有出])"
)
_ALL_ORGANIZATIONS = re.compile(r"(?:哪些|哪几家|几家|多少家|几个|多少个|哪家|哪个)(?:公司|单位|组织|机构|企业)")
_ALL_UNITS = re.compile(r"(?:哪些|几个|多少|多少个|哪几个|所有)(?:部门|科室)")
_WHICH = re.compile(r"(?:哪|几|多少|所有|有没有).{0,3}(?:岗|职位|部门|职务|科室)")
_WHICH_UNITS = re.compile(r"(?:部门|科室)")
_HAVING = re.compile(r"(?:几|多少|哪些|哪几|哪)(?:家|个)?(?:公司|单位|组织|机构|企业|地方)")
_SUPERLATIVES = (
    (ORGANIZATION, re.compile("哪(?:一)?(?:个|家)(?:公司|单位|组织|机构|企业)")),
    (UNIT, re.compile("哪(?:一)?个(?:部门|科室|团队)")),
    (POST, re.compile("哪(?:一)?个(?:岗位|职位|岗|领导|人)|谁")),
)


def find_having(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The organizations that have a post: 有几家单位设了运营经理."""
    posts = [m for m in mentions if m.type == POST]
    if len(posts) != 1 or not _HAVING.search(text) or not re.search("设|有", text):
        return None
    operator: Operator = "count" if grammar.operators["count"].search(text) else "list"
    return LogicalForm(operator, Related("organizations_with", Named(posts[0])))


def compare(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    posts = [m for m in mentions if m.type in (POST, UNIT, PERSON)]
    several = len(posts) > 1 or (posts and len({c.entity.organization for c in posts[-1].candidates}) > 1)
    if not several:
        return None
    if grammar.operators["common"].search(text):
        if re.search("上级|领导|上司", text):
            return LogicalForm("common", Related("superior", Named(posts[0])), others=tuple(posts[1:]))
        return LogicalForm("common", Related("duties", Named(posts[0])), others=tuple(posts[1:]))
    if grammar.operators["compare"].search(text):
        scope = tuple(m for m in mentions if m.type == ORGANIZATION)
        return LogicalForm("compare", Related("duties", Named(posts[0])), scope, tuple(posts[1:]))
    return None


def find_between(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    posts = [m for m in mentions if m.type in (POST, PERSON)]
    if len(posts) == 2 and grammar.operators["between"].search(text):
        return LogicalForm("between", Related("chain", Named(posts[0])), others=(posts[1],))
    if len(posts) == 1 and grammar.operators["between"].search(text):
        # 中间经过谁, where only one end is in the graph: all who stand above it.
        return LogicalForm("list", Related("chain", Named(posts[0])), tuple(m for m in mentions if m is not posts[0]))
    return None


def find_lacking(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Everything of a sort for which something is not recorded: 哪些岗位没有写上级."""
    if not _WHICH.search(text) or any(m.type in (POST, PERSON) for m in mentions):
        return None
    relation = next((name for name, pattern in grammar.lacking if pattern.search(text)), None)
    if relation is None:
        return None
    kind = UNIT if _WHICH_UNITS.search(text) and relation == "duties" else POST
    operator: Operator = "count" if grammar.operators["count"].search(text) else "list"
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
    return LogicalForm(operator, Lacking(kind, relation), scope)


def list_all(text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]) -> LogicalForm | None:
    if any(m.type in (POST, PERSON) for m in mentions):
        return None
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT))
    for operator in ("most", "least"):
        if grammar.operators[operator].search(text):
            kind = next((kind for kind, pattern in _SUPERLATIVES if pattern.search(text)), None)
            return LogicalForm(operator, Everything(kind), scope) if kind else None
    plain = grammar.fillers.sub("", text)
    for kind, pattern in (
        (ORGANIZATION, _ALL_ORGANIZATIONS),
        (POST, _ALL_POSTS),
        (PERSON, _ALL_PEOPLE),
        (UNIT, _ALL_UNITS),
    ):
        hit = pattern.search(plain)
        if hit is None:
            continue
        rest = (plain[: hit.start()] + plain[hit.end() :]).strip(EDGES)
        for word in (*(mention.text for mention in scope), *places):
            rest = rest.replace(word, "")
        if len(re.sub(r"[里有都下的总共一共设了出现列包含资料文档图谱中这些到?]", "", rest)) > 2:
            continue
        counted = grammar.operators["count"].search(hit.group())
        return LogicalForm("count" if counted else "list", Everything(kind), scope)
    return None
