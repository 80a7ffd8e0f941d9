"""Reads a question into ranked logical forms."""

import re
from dataclasses import replace

from nlp.absence import seek_missing
from nlp.catalogue import PERSON, POST, UNIT
from nlp.forms import Expression, Lacking, LogicalForm, Related, Task, relation_of
from nlp.grammar import Grammar
from nlp.names import NameMention
from nlp.relations import LEVELS_UP, count_content, guess, nest, relate, seek_among
from nlp.sets import compare, find_between, find_having, find_lacking, find_measured, find_more, find_outside, list_all
from nlp.tasks import seek_attribute, seek_counterpart, seek_fact, seek_owner, seek_verdict

_ENGLISH = re.compile(
    r"\b(?:who|what|which|how|many|there|in|a|an|and|works?|people|posts?|positions?|jobs?|departments?|units?|teams?|requirements?|qualifications?|chain|command|reporting|show|subordinates|staff|has|have|list|all|is|are|the|of|does|do|to|reports?|superior|boss|manager|supervisor|duties|responsibilities"
    r"|tasks|direct|line|for|in|charge|responsible|holds|handle|manage)\b"
)
#: Relations that either are or are not so.
_WHETHER = frozenset({"held", "vacant"})
_COUNTING = re.compile(r"(?:写|列|有)?(?:了|着)?(?:多少|几)(?:条|项|个|名|人|位|款)?")
_EXCEPT = re.compile(r"除了(?:管|负责|做)?(.{1,16}?)(?:以外|之外|这块)?(?:[,，]|(?=还|也|又|都)|$)")


def interpret(
    text: str, mentions: list[NameMention], grammar: Grammar, places: frozenset[str] = frozenset()
) -> list[LogicalForm]:
    """Logical forms of the normalised question `text` with its `mentions`, likeliest first; none where nothing is asked.

    `places` are words of the question that only say in which organization: 超市, 学校.
    """
    excluded: str | None = None
    without: tuple[NameMention, ...] = ()
    if left_out := _EXCEPT.search(text):
        # 除了发票市场专员还管什么: the name after what is left out is what the question is about.
        start, end = left_out.start(1), left_out.end()
        after = [m.start for m in mentions if start < m.start < end and m.type in (POST, PERSON, UNIT)]
        end = min([end, *(at for at in after if text[at - 1] not in "和与跟及同、")])
        excluded = text[start : min(left_out.end(1), end)]
        named = tuple(m for m in mentions if start <= m.start and m.end <= end and m.type in (POST, PERSON, UNIT))
        if named and not count_content(_without(excluded, named), grammar):
            # 除了甲和乙还有谁: things are left out, not tasks.
            excluded, without = None, named
        text, mentions = _cut_out(text, mentions, left_out.start(), end)
    if attribute := seek_attribute(text, mentions, grammar):
        return [attribute]
    if more := find_more(text, mentions):
        return [more]
    if outside := find_outside(text, mentions, grammar):
        return [outside]
    if measured := find_measured(text, mentions, grammar):
        return [measured]
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
    if any(isinstance(form.expression, Lacking) or _nests(form) for form in forms):
        return forms
    compared = bool(forms)
    verdict = None if compared else seek_verdict(text, mentions, grammar)
    relation = relate(text, mentions, grammar)
    if relation is not None and relation_of(relation.expression) in _WHETHER:
        return [relation]
    guessed = None
    if relation is None or not _explains(relation, text, mentions, grammar, places):
        guessed = guess(text, mentions, grammar)
        relation = guessed or relation
    task = seek_owner(text, mentions, grammar)
    if relation is not None and excluded:
        relation = replace(relation, excluded=excluded)
    if relation is not None and without:
        return [replace(relation, without=without)]
    if relation is not None and task is not None:
        # A task is meant where words are left that the relation does not explain; else the relation is.
        known = guessed is not None or _explains(relation, text, mentions, grammar, places)
        forms += [relation] if known else [task, relation]
    else:
        forms += [form for form in (relation, task) if form]
    if relation is None and (missing := seek_missing(text, mentions, grammar, places)):
        return [missing]
    fact = seek_fact(text, mentions, grammar)
    explained = relation is not None and (guessed is not None or _explains(relation, text, mentions, grammar, places))
    if fact is not None and task is not None and grammar.who.search(text):
        forms.append(fact)
    elif fact is not None and not explained and not compared:
        # Whoever asks how much or how often does not ask for owners.
        forms = [fact, *(form for form in forms if form is not task)]
    elif fact is not None and (not explained or relation is not None and relation.operator == "count"):
        forms.append(fact)
    if verdict is not None:
        forms.insert(0, verdict)
    everything = list_all(text, mentions, grammar, places)
    if everything is not None and without:
        return [replace(everything, without=without)]
    if everything is not None:
        forms.insert(0 if relation is None else len(forms), everything)
    return forms


def _without(text: str, mentions: tuple[NameMention, ...]) -> str:
    for mention in mentions:
        text = text.replace(mention.text, " ", 1)
    return text


def _cut_out(text: str, mentions: list[NameMention], start: int, end: int) -> tuple[str, list[NameMention]]:
    """The question without `text[start:end]`, and the mentions outside of it where they stand then."""
    kept = [m for m in mentions if m.end <= start or m.start >= end]
    moved = [m if m.end <= start else replace(m, start=m.start - end + start, end=m.end - end + start) for m in kept]
    return text[:start] + text[end:], moved


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
    text = LEVELS_UP.sub(" ", text)
    for place in places:
        text = text.replace(place, " ")
    text = _ENGLISH.sub(" ", text)
    rest = grammar.owner.sub(" ", grammar.fillers.sub(" ", text))
    return sum(len(word) for word in re.findall(r"[一-鿿a-z0-9]+", rest) if word not in grammar.stop) <= 4


def _nests(form: LogicalForm) -> bool:
    """Whether the form asks for a relation of whoever owns a task."""
    expression = form.expression
    while isinstance(expression, Related):
        expression = expression.base
    return isinstance(expression, Task) and isinstance(form.expression, Related)


def _relations_of(expression: Expression) -> tuple[str, ...]:
    if not isinstance(expression, Related):
        return ()
    return (expression.relation, *_relations_of(expression.base))
