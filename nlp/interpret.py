"""Reads a question into ranked logical forms, composed from named things, tasks, relations and operators."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.grammar import ANCHOR, Grammar
from nlp.names import NameMention

Operator = Literal["list", "count", "yesno", "fact", "compare", "common", "between", "most", "least"]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that the question names."""

    mention: NameMention


@dataclass(frozen=True, slots=True)
class Task:
    """Whoever owns what `phrase` describes; `involvement` where only a sort of involvement is asked for."""

    phrase: str
    involvement: str | None = None
    target: Literal["owner", "unit", "person"] = "owner"


@dataclass(frozen=True, slots=True)
class Related:
    """Everything that stands in `relation` to `base`: superior, subordinates, holder, duties, posts …"""

    relation: str
    base: "Expression"


@dataclass(frozen=True, slots=True)
class Everything:
    """All things of one type in the scope."""

    type: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is spoken of as a post or person, but that the graph does not have."""

    name: str


Expression = Named | Task | Related | Everything | Missing


@dataclass(frozen=True, slots=True)
class LogicalForm:
    """What is asked: an operator over an expression; `others` are further things compared; `topic` narrows duties."""

    operator: Operator
    expression: Expression
    scope: tuple[NameMention, ...] = ()
    others: tuple[NameMention, ...] = ()
    topic: str | None = None
    excluded: str | None = None

    def describe(self) -> str:
        """The form in one line, for `zhize explain` and the tests."""
        text = f"{self.operator}({_describe(self.expression)})"
        if self.others:
            text += " 与 " + "、".join(o.text for o in self.others)
        if self.topic:
            text += f" 只看「{self.topic}」"
        if self.scope:
            text += " 范围：" + "、".join(s.text for s in self.scope)
        return text


def _describe(expression: Expression) -> str:
    match expression:
        case Named(mention):
            return f"〈{mention.text}〉"
        case Task(phrase, involvement, target):
            return f"{target}[{phrase}]" + (f"/{involvement}" if involvement else "")
        case Related(relation, base):
            return f"{relation}({_describe(base)})"
        case Everything(kind):
            return f"all {kind}"
        case Missing(name):
            return f"missing〈{name}〉"


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
_EDGES = " ,.?!;:、。的了是在,;!"
_ALL_POSTS = re.compile(r"(?:哪些|所有|全部|一共|总共|几个|多少|什么)(?:种|个)?(?:岗位|职位)")
_ALL_PEOPLE = re.compile(
    r"(?:哪些|所有|全部|一共|总共|几个|多少|几位)(?:个)?(?:人的名字|人名|人员|员工|人)(?:$|[?,的有出])"
)
_ALL_ORGANIZATIONS = re.compile(r"(?:哪些|哪几家|几家|多少家|几个|多少个|哪家|哪个)(?:公司|单位|组织|机构|企业)")
_ALL_UNITS = re.compile(r"(?:哪些|几个|多少|多少个|哪几个|所有)(?:部门|科室)")
_NARROW = re.compile(r"(?:在|关于|对于|针对)?([^,。?的]{2,12}?)(?:方面|上面|这块|这一块|这方面)(?:的)?")
_ASIDE = re.compile(r"(?:的|,|\s|他|她|它|平时|这个岗位|这个人|在[^,的]{1,6}里|在[^,的]{1,4}(?=是|担任|负责|做))*")
_WHO_IS_IT = re.compile(r"(?:都|分别)?(?:是|有)?(?:谁|哪位|哪个|哪些|哪几个)(?:人)?$")
_HAVING = re.compile(r"(?:几|多少|哪些|哪几|哪)(?:家|个)?(?:公司|单位|组织|机构|企业|地方)")
_SUPERLATIVES = (
    (ORGANIZATION, re.compile("哪(?:一)?(?:个|家)(?:公司|单位|组织|机构|企业)")),
    (UNIT, re.compile("哪(?:一)?个(?:部门|科室|团队)")),
    (POST, re.compile("哪(?:一)?个(?:岗位|职位|岗|领导|人)|谁")),
)
_DOER = re.compile(
    r"(?:那个)?(?:谁)?(?:负责|主管|分管|管着|管|做|搞)?([^,的]{2,16}?)的(?:那个|那位)?(?:人|岗位|岗|同事|员工|领导|负责人)(?:,)?(?=的|向|归|由|叫|下|手|跟|对|直接|上级|领导是)"
)
_TAG = re.compile(r"(?:吧|对吗|是吗|对不对|是不是|吗|么|嘛)$")
_CHECKS = re.compile(
    r"^(?:是不是|是否|是由|是|要不要|需不需要|需要|要|该|应该|也|还|能不能|可不可以|会不会|会|能|可以|有没有)*(?:由|归|要|也|还)*(?:负责|管理|管|做|参与|承担|办理|办|处理)?"
)
_TITLE = re.compile(
    r"[一-鿿a-z]{1,7}?(?:经理|主管|专员|总监|主任|总裁|董事长|[^成增延生]长|员|[^教]师|官|技工|助理|秘书|会计|出纳|顾问|司机|代表|教练|大夫|医生|护士|老师)(?=的|归|向|由|是|干|做|负责|叫|有|每|管|下|要|平时|主要|具体|都)"
)
_ABOUT_POSTS = frozenset(
    {
        "superior",
        "subordinates",
        "holder",
        "duties",
        "chain",
        "contact",
        "qualification",
        "headcount",
        "post_of",
        "authority",
    }
)
_EXCEPT = re.compile(r"除了(?:管|负责|做)?(.{1,16}?)(?:以外|之外|这块|,|还|也|又|$)")


def interpret(
    text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str] = frozenset()
) -> list[LogicalForm]:
    """Logical forms of the normalised question `text` with its `mentions`, likeliest first; none where nothing is asked.

    `places` are words of the question that only say in which organization: 超市, 学校.
    """
    excluded = None
    if left_out := _EXCEPT.search(text):
        excluded = left_out.group(1)
        for mention in mentions:
            excluded = excluded.replace(mention.text, "")
    forms = [
        form
        for form in (
            _having(text, mentions, grammar),
            _compare(text, mentions, grammar),
            _between(text, mentions, grammar),
            _nested(text, mentions, grammar),
        )
        if form
    ]
    compared = bool(forms)
    verdict = None if compared else _verdict(text, mentions, grammar)
    relation = _relate(text, mentions, grammar)
    task = _seek_owner(text, mentions, grammar)
    if relation is not None and excluded:
        relation = replace(relation, excluded=excluded)
    if relation is not None and task is not None:
        # A task is meant where words are left that the relation does not explain; else the relation is.
        forms += [relation] if _explains(relation, text, mentions, grammar, places) else [task, relation]
    else:
        forms += [form for form in (relation, task) if form]
    if relation is None and (missing := _miss(text, mentions, grammar, places)):
        return [missing]
    fact = _seek_fact(text, mentions, grammar)
    explained = relation is not None and _explains(relation, text, mentions, grammar, places)
    if fact is not None and not explained and not compared:
        forms.insert(0, fact)
    elif fact is not None:
        forms.append(fact)
    if verdict is not None:
        forms.insert(0, verdict)
    everything = _list_all(text, mentions, grammar, places)
    if everything is not None:
        forms.insert(0 if relation is None else len(forms), everything)
    return forms


def _explains(
    form: LogicalForm, text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]
) -> bool:
    """Whether names, closed-class words and the relations of `form` are all that `text` holds."""
    if form.topic or form.excluded:
        return True
    for mention in sorted(mentions, key=lambda m: -len(m.text)):
        text = text.replace(mention.text, " ", 1)
    for name, pattern in grammar.suffix:
        if name in _relations_of(form.expression):
            text = pattern.sub(" ", text, count=1)
    for place in places:
        text = text.replace(place, " ")
    rest = grammar.owner.sub(" ", grammar.fillers.sub(" ", text))
    return sum(len(word) for word in re.findall(r"[一-鿿a-z0-9]+", rest) if word not in grammar.stop) <= 4


def _relations_of(expression: Expression) -> tuple[str, ...]:
    if not isinstance(expression, Related):
        return ()
    return (expression.relation, *_relations_of(expression.base))


def _mask(text: str, mention: NameMention) -> tuple[str, str]:
    return text[: mention.start], text[mention.end :]


def _relate(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The chain of relations that hangs on one named thing: ①的上级的上级管几个人."""
    best: tuple[int, LogicalForm] | None = None
    for mention in mentions:
        head, tail = (grammar.fillers.sub("", part) for part in _mask(text, mention))
        expression: Expression = Named(mention)
        kind, at, steps = mention.type, 0, 0
        while found := _longest_suffix(tail, at, kind, grammar):
            if steps and _WHO_IS_IT.match(tail, at):
                break
            relation, at = found
            expression, steps = Related(relation, expression), steps + 1
            kind = _result_type(relation, kind)
        if not steps:
            framed = _frame(head, tail, kind, grammar)
            if framed:
                expression, steps = Related(framed, expression), 1
        rest = tail[at:].strip(_EDGES)
        scope = tuple(m for m in mentions if m is not mention and m.type in (ORGANIZATION, UNIT))
        if steps or not rest and not head.strip(_EDGES):
            topic = None
            narrowed = _NARROW.search(tail if not steps else rest)
            if narrowed and steps:
                topic = narrowed.group(1)
            operator: Operator = "count" if _asks_count(head + tail, grammar) else "list"
            form = LogicalForm(operator, expression, scope, topic=topic)
            # More steps explain more of the question; of two equal ones the later name is the narrower.
            value = steps * 100 + mention.end - len(rest)
            if best is None or value > best[0]:
                best = (value, form)
    return best[1] if best else None


def _asks_count(text: str, grammar: Grammar) -> bool:
    return bool(grammar.operators["count"].search(text))


def _longest_suffix(tail: str, at: int, kind: str, grammar: Grammar) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    start = at
    if aside := _ASIDE.match(tail, at):
        start = aside.end()
    for relation, pattern in grammar.suffix:
        if kind not in _POSSIBLE[relation] and kind != "any":
            continue
        for begin in {at, start}:
            hit = pattern.match(tail, begin)
            # What reports upwards step by step is one relation, however often the question says so.
            if hit and hit.end() > begin and not (relation == "chain" and at) and (best is None or hit.end() > best[1]):
                best = (relation, hit.end())
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


def _seek_owner(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Whoever owns a task: what is left of the question when names of scopes and closed-class words are gone."""
    involvement = None
    for name, pattern in grammar.involvement:
        if re.search(
            r"(?:谁|哪个岗位|哪位|哪些人|哪些岗位)(?:来|在|去|会|要|应该|负责)?" + f"(?:{pattern.pattern})", text
        ):
            involvement = name
            text_for_task = re.sub(f"(?:{pattern.pattern})", "", text, count=1)
            break
    else:
        text_for_task = text
    scope = [m for m in mentions if m.type in (ORGANIZATION, UNIT, POST, PERSON)]
    masked = text_for_task
    for mention in scope:
        masked = masked.replace(mention.text, ANCHOR, 1)
    clause = _asking_clause(masked, grammar)
    cue = grammar.owner.search(clause)
    phrase = grammar.owner.sub(" ", clause) if cue else clause
    phrase = grammar.fillers.sub(" ", phrase)
    phrase = re.sub(f"{ANCHOR}(?:里面|里|内|中|这边|那边|的|下面)?", " ", phrase)
    phrase = re.sub(r"\s+", " ", phrase.strip(_EDGES)).strip()
    target: Literal["owner", "unit", "person"] = "owner"
    if re.search(r"哪个(?:部门|科室|单位|处室|团队|班组)", text):
        target = "unit"
    elif re.search(r"(?:叫什么名字|谁的名字)", text):
        target = "person"
    if not phrase and not cue:
        return None
    return LogicalForm("list", Task(phrase, involvement, target), tuple(scope))


def _asking_clause(text: str, grammar: Grammar) -> str:
    """The clause that asks, of a long question; the whole text where it is short."""
    if len(text) <= 40:
        return text
    clauses = [c for c in re.split(r"[,。;!?:、…]|(?:\.\s)", text) if c.strip()]
    asking = [i for i, clause in enumerate(clauses) if grammar.owner.search(clause)]
    if not asking:
        return clauses[-1] if clauses else text
    at = asking[-1]
    left = grammar.fillers.sub("", grammar.owner.sub("", clauses[at])).strip(_EDGES)
    if len(left) < 4 and at:
        return clauses[at - 1] + clauses[at]
    return clauses[at]


def _miss(text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]) -> LogicalForm | None:
    """A relation of a title that nothing in the graph bears: 首席风险官的职责有哪些."""
    if any(m.type in (POST, PERSON) for m in mentions):
        return None
    for word in sorted((*(m.text for m in mentions), *places), key=len, reverse=True):
        text = text.replace(word, " ")
    plain = grammar.fillers.sub("", text).strip(" 的,厂里店院校内中").strip()
    title = _TITLE.match(plain)
    if title is None:
        return None
    found = _longest_suffix(plain, title.end(), "any", grammar)
    if found and found[1] >= len(plain) - 1 and found[0] in _ABOUT_POSTS:
        return LogicalForm("list", Missing(title.group()))
    return None


def _having(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """The organizations that have a post: 有几家单位设了运营经理."""
    posts = [m for m in mentions if m.type == POST]
    if len(posts) != 1 or not _HAVING.search(text) or not re.search("设|有", text):
        return None
    operator: Operator = "count" if grammar.operators["count"].search(text) else "list"
    return LogicalForm(operator, Related("organizations_with", Named(posts[0])))


def _nested(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """A relation of whoever owns a task: 负责质检的人向谁汇报."""
    doer = _DOER.search(text)
    if doer is None:
        return None
    expression: Expression = Task(doer.group(1))
    tail, at, kind, steps = text[doer.end() :], 0, POST, 0
    while found := _longest_suffix(tail, at, kind, grammar):
        if steps and _WHO_IS_IT.match(tail, at):
            break
        relation, at = found
        expression, kind, steps = Related(relation, expression), _result_type(relation, kind), steps + 1
    scope = tuple(m for m in mentions if m.type in (ORGANIZATION, UNIT) and m.end <= doer.start())
    operator: Operator = "count" if steps and _asks_count(tail, grammar) else "list"
    return LogicalForm(operator, expression, scope) if steps else None


def _seek_fact(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """How often, how much or what comes out: a fact that stands in the sentence of a duty."""
    for name, pattern in grammar.facts:
        cue = pattern.search(text)
        if cue is None:
            continue
        phrase = text
        for mention in mentions:
            phrase = phrase.replace(mention.text, " ", 1)
        phrase = grammar.fillers.sub(" ", pattern.sub(" ", phrase)).strip(_EDGES)
        return LogicalForm("fact", Task(phrase), tuple(mentions), topic=name)
    return None


def _verdict(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    """Whether a named post, unit or person owns a task or has a superior: 市场专员负责发票吗."""
    if not grammar.operators["yesno"].search(text):
        return None
    subjects = [m for m in mentions if m.type in (POST, UNIT, PERSON)]
    if not subjects or re.search("谁|哪|什么|多少|几", text):
        return None
    first = subjects[0]
    tail = _TAG.sub("", text[first.end :])
    gap = text[first.end : subjects[1].start] if len(subjects) > 1 else ""
    if (
        len(subjects) > 1
        and re.fullmatch("(?:的任职人)?(?:是|就是|是不是|是否)", gap)
        and not _TAG.sub("", text[subjects[1].end :]).strip(_EDGES)
    ):
        relation = "post_of" if first.type == PERSON and subjects[1].type == POST else "holder"
        if {first.type, subjects[1].type} == {POST, PERSON}:
            return LogicalForm("yesno", Related(relation, Named(first)), others=(subjects[1],))
    if len(subjects) > 1 and re.search("上级|领导|上司|汇报|下属|下级|手下|管", tail):
        return LogicalForm("yesno", Related("superior", Named(first)), others=tuple(subjects[1:]), topic=tail)
    phrase = _CHECKS.sub("", tail).strip(_EDGES)
    scope = tuple(m for m in mentions if m is not first and m.type in (ORGANIZATION, UNIT))
    return LogicalForm("yesno", Related("duties", Named(first)), scope, topic=phrase) if phrase else None


def _compare(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
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


def _between(text: str, mentions: list[NameMention], grammar: Grammar) -> LogicalForm | None:
    posts = [m for m in mentions if m.type in (POST, PERSON)]
    if len(posts) == 2 and grammar.operators["between"].search(text):
        return LogicalForm("between", Related("chain", Named(posts[0])), others=(posts[1],))
    return None


def _list_all(text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str]) -> LogicalForm | None:
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
        rest = (plain[: hit.start()] + plain[hit.end() :]).strip(_EDGES)
        for word in (*(mention.text for mention in scope), *places):
            rest = rest.replace(word, "")
        if len(re.sub(r"[里有都下的总共一共设了出现列包含资料文档图谱中这些到?]", "", rest)) > 2:
            continue
        counted = grammar.operators["count"].search(hit.group())
        return LogicalForm("count" if counted else "list", Everything(kind), scope)
    return None
