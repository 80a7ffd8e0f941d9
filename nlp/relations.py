"""Reads the relations that hang on a named thing or on whoever owns a task: 于龙的上级的上级."""

import re

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import Expression, LogicalForm, Named, Operator, Related, Task
from nlp.grammar import Grammar
from nlp.names import NameMention

_POSSIBLE: dict[str, tuple[str, ...]] = {
    "superior": (POST, UNIT, PERSON),
    "subordinates": (POST, UNIT, PERSON),
    "chain": (POST, PERSON, UNIT),
    "holder": (POST,),
    "contact": (POST, PERSON, UNIT),
    "duties": (POST, UNIT, PERSON),
    "post_of": (PERSON,),
    "posts": (UNIT, ORGANIZATION),
    "units": (UNIT, ORGANIZATION),
    "people": (UNIT, ORGANIZATION),
    "unit_of": (POST, PERSON, UNIT),
    "qualification": (POST, PERSON),
    "headcount": (POST,),
    "authority": (POST, PERSON),
    "work_condition": (POST, PERSON),
}
_UNCOUNTED = frozenset({"contact", "qualification", "headcount"})
EDGES = " ,.?!;:、。的了是在,;!"
_NARROW = re.compile(r"(?:在|关于|对于|针对)?([^,。?的]{2,12}?)(?:方面|上面|这块|这一块|这方面)(?:的)?")
_ASIDE = re.compile(r"(?:的|,|\s|他|她|它|平时|这个岗位|这个人|在[^,的]{1,6}里|在[^,的]{1,4}(?=是|担任|负责|做))*")
_INSIDE = re.compile(r"(?:里面|里头|当中|之中|里|中)[,，]?")
_WHO_IS_IT = re.compile(r"(?:都|分别)?(?:是|有)?(?:谁|哪位|哪个|哪些|哪几个)(?:人)?$")
_DOER = re.compile(
    r"(?:那个)?(?:谁)?(?:负责|主管|分管|管着|管|做|搞)?([^,的]{2,16}?)(?:的(?:那个|那位|这个)?(?:人|岗位|岗|同事|员工|领导|负责人)|的?(?:那个|那位|这位)(?:人|岗位|岗|同事|员工)?)(?:,|他|她)*"
    r"(?=的|向|归|由|叫|下|手|跟|对|直接|上级|上司|领导|在哪|属于|是哪个部门)"
)


def relate(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The chain of relations that hangs on one named thing: ①的上级的上级管几个人."""
    best: tuple[int, LogicalForm] | None = None
    for mention in mentions:
        head, tail = (grammar.fillers.sub("", part) for part in (text[: mention.start], text[mention.end :]))
        expression: Expression = Named(mention)
        kind, at, steps = mention.type, 0, 0
        while found := follow(tail, at, kind, grammar):
            if steps and _WHO_IS_IT.match(tail, at):
                break
            relation, at = found
            expression, steps = Related(relation, expression), steps + 1
            kind = _result_type(relation, kind)
        if not steps:
            framed = _frame(head, tail, kind, grammar)
            if framed:
                expression, steps = Related(framed, expression), 1
        rest = tail[at:].strip(EDGES)
        scope = tuple(m for m in mentions if m is not mention and m.type in (ORGANIZATION, UNIT))
        if steps or not rest and not head.strip(EDGES):
            topic = None
            narrowed = _NARROW.search(tail if not steps else rest)
            if narrowed and steps:
                topic = narrowed.group(1)
            counted = expression.relation not in _UNCOUNTED if isinstance(expression, Related) else False
            operator: Operator = "count" if counted and asks_count(head + tail, grammar) else "list"
            form = LogicalForm(operator, expression, scope, topic=topic)
            # More steps explain more of the question; of two equal ones the later name is the narrower.
            value = steps * 100 + mention.end - len(rest)
            if best is None or value > best[0]:
                best = (value, form)
    return best[1] if best else None


def asks_count(text: str, grammar: Grammar) -> bool:
    return bool(grammar.operators["count"].search(text))


def follow(tail: str, at: int, kind: str, grammar: Grammar) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    start = at
    if aside := _ASIDE.match(tail, at):
        start = aside.end()
    for relation, patterns in grammar.ways.items():
        # What reports upwards step by step is one relation, however often the question says so.
        if kind not in _POSSIBLE[relation] and kind != "any" or relation == "chain" and at:
            continue
        for begin in {at, start}:
            end = max((hit.end() for pattern in patterns if (hit := pattern.match(tail, begin))), default=begin)
            if end > begin and (best is None or end > best[1]):
                best = (relation, end)
    return best


def _result_type(relation: str, kind: str) -> str:
    match relation:
        case "superior" | "subordinates" | "chain" | "posts" | "post_of":
            return POST
        case "holder" | "people":
            return PERSON
        case "units" | "unit_of":
            return UNIT
    return "none"


def _frame(head: str, tail: str, kind: str, grammar: Grammar) -> str | None:
    tail = tail.strip("?。!,. ")
    for frame in grammar.frames:
        if kind in _POSSIBLE[frame.relation] and frame.head.search(head) and frame.tail.search(tail):
            return frame.relation
    return None


def nest(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """A relation of whoever owns a task: 负责质检的人向谁汇报."""
    doer = _DOER.search(text)
    if doer is None:
        return None
    expression: Expression = Task(doer.group(1))
    tail, at, kind, steps = text[doer.end() :], 0, POST, 0
    while found := follow(tail, at, kind, grammar):
        if steps and _WHO_IS_IT.match(tail, at):
            break
        relation, at = found
        expression, kind, steps = Related(relation, expression), _result_type(relation, kind), steps + 1
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT) and m.end <= doer.start())
    operator: Operator = "count" if steps and asks_count(tail, grammar) else "list"
    return LogicalForm(operator, expression, scope) if steps else None


def seek_among(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The owner of a task among those who stand in a relation to a named thing: 林珊的下级里谁管贵重物品."""
    for mention in mentions:
        expression: Expression = Named(mention)
        tail, at, kind, steps = text[mention.end :], 0, mention.type, 0
        while found := follow(tail, at, kind, grammar):
            relation, at = found
            expression, kind, steps = Related(relation, expression), _result_type(relation, kind), steps + 1
        inside = _INSIDE.match(tail, at)
        if steps and kind == POST and inside and grammar.who.match(tail, inside.end()):
            task = grammar.owner.sub(" ", tail[inside.end() :]).strip(EDGES)
            scope = tuple(m for m in mentions if m.type == ORGANIZATION)
            return LogicalForm("list", Task(task), scope, among=expression) if task else None
    return None
