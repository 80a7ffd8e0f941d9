"""Answers several questions that one sentence asks: 谁管收发票，他的上级是谁; 财务部有哪些岗位，各自负责什么."""

import re
from collections.abc import Callable
from dataclasses import replace

from graph.sparql import unite
from nlp.answer import Answer, Item, Part
from nlp.catalogue import POST, UNIT

_ASKS = re.compile("谁|哪|什么|啥|何人|几(?:个|条|项|人|名|级)|多少")
_ENDS = re.compile("[,，;；?？。!！]+")
#: What else may stand between two questions.
_LOOSELY = re.compile("[、 \u3000]+")
#: How a later question goes on from the one before it: it speaks of the same thing, or of each thing of the answer.
_GOES_ON = re.compile(
    "^(?:那|那么|还有|并且|同时|另外|又|以及|再|而)*(?:他们|她们|他|她|它|其|这(?:个)?(?:人|岗位?|职位|部门)|那(?:个)?(?:人|岗位?)|该(?:岗位?|部门|人)|此(?:人|岗)|上级|上司|下属|下级|领导|向谁|向哪|归哪|归谁|受谁|职责|岗位|任职|编制|现在|由谁|手下|下面|在哪个|属于|叫|姓|电话|联系|怎么联系)"
)
_EACH = re.compile(
    "^(?:他们|她们|它们|这些(?:岗位|人|部门)?)?(?:各自|分别|各|每个(?:岗位|人)?|都|的)*(?P<each>各自|分别|各|每个(?:岗位|人)?|都)(?:的)?(?P<rest>.+)$"
)
#: What is asked of whoever the answer before names: 叫什么名字.
_OF_ANSWER = re.compile("^(?:他|她|那)?(?:又)?(?:叫|姓|名字|电话|联系|怎么联系|现在是谁|是谁)")
_EACH_LATER = re.compile("^(?P<a>上级|上司|领导|职责|下属|编制|任职人|任职要求|要求)(?:各自|分别|各|都)(?P<b>.+)$")
#: After a number the things themselves: 有几个岗位,分别是什么.
_WHICH_ARE = re.compile("(?:分别|都|各)*(?:是|有)(?:什么|哪些|哪几个|谁|些什么|啥)(?:岗位|部门|人)?(?:呢)?")
_HOW_MANY = re.compile("(?:一共|总共|共)?(?:有|设了?|列了?)?(?:几|多少)(?:个|名|位|条|家)?")
_MOST = 12
_NAMING = frozenset({"posts", "people", "units", "organizations", "duties", "table"})
_SHORTEST = 3

#: Asks one question: its text, the questions before it, and the IRI of the thing it goes on from.
Ask = Callable[[str, tuple[str, ...], str | None], Answer]


def divide(question: str) -> tuple[str, ...]:
    """The questions that `question` asks one after the other; none where it asks only one."""
    parts = [part.strip() for part in _ENDS.split(question) if part.strip()]
    if len(parts) == 1:
        parts = [part.strip() for part in _LOOSELY.split(question) if part.strip()]
    if len(parts) < 2 or not all(len(part) >= _SHORTEST and _ASKS.search(part) for part in parts):
        return ()
    return tuple(parts) if all(_GOES_ON.match(part) or _each(part) for part in parts[1:]) else ()


def answer_together(question: str, parts: tuple[str, ...], ask: Ask) -> Answer | None:
    """One answer to all `parts` of `question`, which says what of a later one is not recorded; None where it has none.

    Where a reading of the first was chosen that has no answer, that is said.
    """
    answers: list[Answer] = []
    told: list[Part] = []
    for number, part in enumerate(parts):
        if number and answers[-1].kind == "number" and _WHICH_ARE.fullmatch(part):
            listed = ask(_HOW_MANY.sub("有哪些", parts[number - 1], count=1), (), None)
            if listed.status != "answered":
                return None
            return replace(listed, question=question, text=f"{answers[-1].text}\n{listed.text}")
        rest = _each(part) if number else None
        if rest and answers[-1].items:
            things = [i for i in answers[-1].items if i.type in (POST, UNIT)][:_MOST]
            each = [ask(rest, (), thing.iri) for thing in things]
            if not any(answer.status == "answered" for answer in each):
                return None
            # Of some of them it may not be recorded: the answer names these, too.
            answers += [one if one.status == "answered" else replace(answers[-1], text=one.text) for one in each]
        elif number and _OF_ANSWER.match(part) and len(answers[-1].items) == 1:
            answers.append(ask(part, (), answers[-1].items[0].iri))
        else:
            answers.append(ask(part, parts[:number], None))
            told += (one.moved(question.index(part)) for one in answers[-1].interpretation)
        if answers[-1].status != "answered":
            chosen = any(one.chosen for one in answers[-1].interpretation)
            if chosen and not number:
                return replace(answers[-1], question=question, interpretation=tuple(told))
            if not number or answers[-1].unknown_reason != "not-recorded" and not chosen:
                return None
            answers[-1] = replace(answers[-2], text=answers[-1].text)
    return replace(_join(question, answers), interpretation=tuple(told))


def _each(part: str) -> str | None:
    """What is asked of each thing of the answer before: 各自负责什么."""
    if found := _EACH.match(part):
        return found["rest"]
    return found["a"] + found["b"] if (found := _EACH_LATER.match(part)) else None


def _join(question: str, answers: list[Answer]) -> Answer:
    items: dict[str, Item] = {}
    for answer in answers:
        for item in answer.items:
            items.setdefault(item.iri, item)
    text = "\n".join(dict.fromkeys(answer.text for answer in answers))
    kinds = {answer.kind for answer in answers}
    first = replace(answers[0], question=question, text=text)
    if not kinds <= _NAMING:
        return replace(first, kind="text", value=None, items=tuple(items.values()))
    sparql = unite(tuple(dict.fromkeys(answer.sparql for answer in answers)))
    kind = answers[0].kind if len(kinds) == 1 else "table"
    return replace(first, kind=kind, items=tuple(items.values()), sparql=sparql)
