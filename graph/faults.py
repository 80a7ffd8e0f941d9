"""What the SPARQL parser says of a query that it cannot read, in words for a person."""

import re

from ontology.vocabulary import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
#: What of a query is no name: texts, IRIs, comments, variables, blank nodes, languages; then declarations, then names.
_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'{3}(?:\\.|[^\\])*?\'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>'''
    r"|#[^\n]*|[?$]\w+|_:\S+|@[\w-]+|\bPREFIX\s+(?P<declared>[\w.-]*:)|(?P<name>(?:[^\W\d_][\w.-]*)?:)[\w:.%-]*",
    re.IGNORECASE,
)
#: What the parser has a sentence for.
KNOWN = {
    "Prefix not found": "前缀没有声明",
    "variable that is unbound": "SELECT 里有变量既没有分组也没有汇总，或没有在查询里出现",
    "Duplicated variable": "SELECT 里同一个变量出现了两次",
    "SELECT * is not authorized": "SELECT * 不能和 GROUP BY 一起用",
    "IRI parsing failed": "IRI 的写法不对",
}


def describe_fault(message: str, query: str = "") -> str:
    """Where in the `query` and what is wrong, in Chinese; a message of another form as it is."""
    found = _PLACE.match(message)
    if found is None:
        return message
    if prefix := _find_undeclared(query):  # the parser may stop far behind it, and then says something else
        return prefix
    line, column, expected = found.groups()
    place = f"第 {line} 行第 {column} 个字符"
    for said, words in KNOWN.items():
        if said in expected:
            return f"{place}处：{words}"
    return f"{place}附近写法不对"


def _find_undeclared(query: str) -> str:
    """Which prefix is used without a declaration, and where; empty where none is."""
    declared: set[str] = set()
    for token in _TOKEN.finditer(query):
        name = token["name"]
        if token["declared"]:
            declared.add(token["declared"])
        elif name and name not in declared:
            before = query[: token.start()]
            line, column = before.count("\n") + 1, token.start() - before.rfind("\n")
            known = PREFIXES.get(name[:-1])
            remedy = f"，可在开头加上：PREFIX {name} <{known}>" if known else ""
            return f"第 {line} 行第 {column} 个字符处：前缀“{name}”没有声明{remedy}"
    return ""
