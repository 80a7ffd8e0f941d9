"""Reads a question into ranked logical forms."""

import re
from dataclasses import replace

from nlp.catalogue import PERSON, POST
from nlp.forms import Expression, LogicalForm, Missing, Related
from nlp.grammar import Grammar
from nlp.names import NameMention
from nlp.relations import follow, nest, relate, seek_among
from nlp.sets import compare, find_between, find_having, find_lacking, list_all
from nlp.tasks import seek_attribute, seek_counterpart, seek_fact, seek_owner, seek_verdict

_TITLE = re.compile(
    r"[一-鿿a-z]{1,7}?(?:经理|主管|专员|总监|主任|总裁|董事长|[^成增延生]长|员|[^教]师|官|[^职员手义民打施复开完分罢化动]工|助理|秘书|会计|出纳|顾问|司机|代表|教练|大夫|医生|护士|老师)(?=的|归|向|由|是|干|做|负责|叫|有|每|管|下|要|平时|主要|具体|都)"
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
_COUNTING = re.compile(r"(?:写|列|有)?(?:了|着)?(?:多少|几)(?:条|项|个|名|人|位|款)?")
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
    if attribute := seek_attribute(text, mentions, grammar):
        return [attribute]
    forms = [
        form
        for form in (
            find_having(text, mentions, grammar),
            find_lacking(text, mentions, grammar),
            compare(text, mentions, grammar),
            find_between(text, mentions, grammar),
            nest(text, mentions, grammar),
            seek_counterpart(text, mentions, grammar),
            seek_among(text, mentions, grammar),
        )
        if form
    ]
    compared = bool(forms)
    verdict = None if compared else seek_verdict(text, mentions, grammar)
    relation = relate(text, mentions, grammar)
    task = seek_owner(text, mentions, grammar)
    if relation is not None and excluded:
        relation = replace(relation, excluded=excluded)
    if relation is not None and task is not None:
        # A task is meant where words are left that the relation does not explain; else the relation is.
        forms += [relation] if _explains(relation, text, mentions, grammar, places) else [task, relation]
    else:
        forms += [form for form in (relation, task) if form]
    if relation is None and (missing := _miss(text, mentions, grammar, places)):
        return [missing]
    fact = seek_fact(text, mentions, grammar)
    explained = relation is not None and _explains(relation, text, mentions, grammar, places)
    if fact is not None and task is not None and grammar.who.search(text):
        forms.append(fact)
    elif fact is not None and not explained and not compared:
        forms.insert(0, fact)
    elif fact is not None and not explained:
        forms.append(fact)
    if verdict is not None:
        forms.insert(0, verdict)
    everything = list_all(text, mentions, grammar, places)
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
            text = _COUNTING.sub(" ", pattern.sub(" ", text))
    for place in places:
        text = text.replace(place, " ")
    rest = grammar.owner.sub(" ", grammar.fillers.sub(" ", text))
    return sum(len(word) for word in re.findall(r"[一-鿿a-z0-9]+", rest) if word not in grammar.stop) <= 4


def _relations_of(expression: Expression) -> tuple[str, ...]:
    if not isinstance(expression, Related):
        return ()
    return (expression.relation, *_relations_of(expression.base))


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
    found = follow(plain, title.end(), "any", grammar)
    if found and found[1] >= len(plain) - 1 and found[0] in _ABOUT_POSTS:
        return LogicalForm("list", Missing(title.group()))
    return None
