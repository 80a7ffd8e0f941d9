"""Looks at a stranger's SPARQL before any parser does, and refuses what must not reach the engine.

Too long, nested too deep (the engine's parser recurses without bound), an update, or anything that could make the
engine call out: SERVICE and LOAD. The scan is conservative: where two readings of a text are possible, such as `<` as
"less than" and as the beginning of an IRI, a forbidden word in either of them refuses the query.
"""

import re
from typing import Final

from graph.errors import ZhizeError

MAX_BYTES: Final = 100_000
MAX_DEPTH: Final = 100

# No look-ahead within a possessive group: Python 3.11.2, which Debian 12 has, loses its place there.
_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*+'''
              |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
  | (?P<quote>["'])
  | (?P<variable>[?$]\w++)
  | (?P<local>:(?:[\w\-%:]|\\.)*+)
  | (?P<word>[\w\-]++)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# With `//` in it, `<…>` cannot be anything but an IRI: no expression has two slashes in a row.
_SURE_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_FORBIDDEN_ANYWHERE: Final = re.compile(r"service|\bload\b")
_UPDATES: Final = frozenset("insert delete load clear create drop copy move add with".split())
_FORMS: Final = frozenset(("select", "ask", "construct", "describe"))
_PROLOGUE: Final = frozenset(("base", "prefix", "version"))


def check_query(text: str) -> None:
    """Returns where `text` may be given to a query worker; else ZhizeError `query-refused` saying why.

    Takes time linear in the length of the text. Whether it is a query at all is left to the parser.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise _refuse(f"查询超过 {MAX_BYTES} 字节")
    _scan(text)
    if "\\u" in text or "\\U" in text:
        # Some parsers decode code points before they look for keywords, strings and brackets.
        _scan(_CODE_POINT.sub(_decode, text))


def form_of(text: str) -> str | None:
    """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`, as the first keyword after the prologue says; else None."""
    found = find_form(text)
    return found.group().upper() if found else None


def find_form(text: str) -> re.Match[str] | None:
    """Where the keyword of `form_of` stands; the prologue is all before it."""
    for match in _TOKEN.finditer(text):
        word = match.group().casefold()
        if match.lastgroup == "word" and word not in _PROLOGUE and not text.startswith(":", match.end()):
            return match if word in _FORMS else None
    return None


def find_words(text: str, word: str) -> list[int]:
    """Where each keyword `word` ends, outside strings, comments, IRIs and names."""
    return [
        match.end()
        for match in _TOKEN.finditer(text)
        if match.lastgroup == "word"
        and match.group().casefold() == word
        and not text.startswith(":", match.end())
        and text[match.start() - 1 : match.start()] != "@"
    ]


def _scan(text: str) -> None:
    depth = 0
    ambiguous = False
    in_prologue = True
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise _refuse(f"括号嵌套超过 {MAX_DEPTH} 层")
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "word":
            word = token.casefold()
            if "service" in word:
                raise _refuse("不允许 SERVICE")
            if word == "load":
                raise _refuse("不允许 LOAD")
            if in_prologue and word in _UPDATES:
                raise _refuse("这是更新请求，只接受查询")
            # A prefix's own name stands before its colon, and is no keyword.
            if word not in _PROLOGUE and not text.startswith(":", match.end()):
                in_prologue = False
        elif kind == "iri" and not _SURE_IRI.match(token):
            depth += sum(token.count(bracket) for bracket in "([")
            ambiguous = ambiguous or "'" in token or "#" in token
            if depth > MAX_DEPTH:
                raise _refuse(f"括号嵌套超过 {MAX_DEPTH} 层")
            if _FORBIDDEN_ANYWHERE.search(token.casefold()):
                ambiguous = True
        elif kind == "quote":
            ambiguous = True
    if ambiguous and _FORBIDDEN_ANYWHERE.search(text.casefold()):
        raise _refuse("有不成对的引号或写法不明的 IRI，又出现 SERVICE 或 LOAD")


def _decode(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else "\ufffd"


def _refuse(detail: str) -> ZhizeError:
    return ZhizeError("query-refused", detail=detail)
