"""What the SPARQL parser says of a query that it cannot read, in words for a person."""

import re

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
#: What the parser has a sentence for.
KNOWN = {
    "Prefix not found": "前缀没有声明",
    "variable that is unbound": "SELECT 里有变量既没有分组也没有汇总，或没有在查询里出现",
    "Duplicated variable": "SELECT 里同一个变量出现了两次",
    "SELECT * is not authorized": "SELECT * 不能和 GROUP BY 一起用",
    "IRI parsing failed": "IRI 的写法不对",
}


def describe_fault(message: str) -> str:
    """Where in the query and what is wrong, in Chinese; a message of another form as it is."""
    found = _PLACE.match(message)
    if found is None:
        return message
    line, column, expected = found.groups()
    place = f"第 {line} 行第 {column} 个字符"
    for said, words in KNOWN.items():
        if said in expected:
            return f"{place}处：{words}"
    return f"{place}附近写法不对"
