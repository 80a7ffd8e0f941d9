"""Answers one fact that stands in a sentence: how often, how much, what comes out; and what documents hardly ever tell."""

import re

from nlp.answer import Answer
from nlp.catalogue import POST
from nlp.duties import OWNED, DutyFinder, Match
from nlp.forms import Task
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.names import NameMention
from nlp.planning import Planner, Resolution
from nlp.quantities import tells
from nlp.verbalize import ATTRIBUTES, quote

#: A fact is looked for in a duty that is at least so like the question.
_FACT_FLOOR = 0.3
_FACT_SHARE = 0.85
#: What a sentence holds that tells an attribute.
_SIGNS = {
    "pay": re.compile("工资|薪|待遇|提成|底薪"),
    "age": re.compile("周岁|岁|年龄"),
    "hours": re.compile("上班|下班|轮班|倒班|工作时间|双休|作息"),
}
_NOTHING = 0.05


class FactAnswerer:
    """Answers about what single sentences of one snapshot tell."""

    def __init__(self, make: ItemMaker, finder: DutyFinder) -> None:
        self._make = make
        self._finder = finder

    def answer_fact(self, request: Request, task: Task) -> Answer:
        """The sentence of the duty in which the fact stands that is asked for: how often, how much, what comes out."""
        wanted = request.form.topic
        scope = self._make.scope(request) or None
        named = self._make.owners(request, (POST,))
        kinds = OWNED if wanted == "deliverable" else None
        matches = self._finder.find(task.phrase, scope, kinds, named or None)
        if named and not any(m.cover > _NOTHING for m in matches):
            # No word of a task is left: any duty of the named post may hold the fact.
            every = self._finder.all_of(named)
            matches = [Match(duty, 1.0, 1.0) for duty in every if kinds is None or duty.kind in kinds]
        told = [m for m in matches if tells(m.duty.statement, wanted, request.question)]
        if wanted == "deliverable":
            told = told or matches
        telling = sorted((m._replace(cover=max(m.cover, m.score)) for m in told), key=lambda m: -m.cover)
        floor = _FACT_FLOOR / 2 if named else _FACT_FLOOR
        best = [m for m in telling if m.cover >= max(floor, telling[0].cover * _FACT_SHARE)]
        if not best:
            return answer_unknown(request, "not-recorded", f"文档里没有写明{quote(request.question)}。")
        duties = tuple(m.duty for m in best[:3])
        sparql = Planner(Resolution({}, {task.phrase: duties})).select(task, "owner")
        entities = self._make.catalogue.entities
        owners = dict.fromkeys(d.owner for d in duties)
        items = tuple(self._make.item(o, [m for m in best[:3] if m.duty.owner == o]) for o in owners if o in entities)
        return answer_with(request, "text", self._make.state(duties), items, sparql)

    def answer_attribute(self, request: Request, mention: NameMention) -> Answer:
        """The sentences in which an attribute stands that documents hardly ever tell; not recorded where none does."""
        attribute = request.form.topic or ""
        signs, word = _SIGNS.get(attribute), ATTRIBUTES[attribute]
        readings = self._make.readings(request, mention)
        owners = frozenset(e.iri for e in readings) | frozenset(
            p.iri for e in readings for p in self._make.catalogue.posts_of(e.iri)
        )
        telling = [duty for duty in self._finder.all_of(owners) if signs and signs.search(duty.statement)]
        name = mention.candidates[0].entity.label
        if not telling:
            return self._make.unrecorded(request, readings[0], f"文档里没有写{name}的{word}。")
        phrase = f"{name}{word}"
        sparql = Planner(Resolution({}, {phrase: tuple(telling)})).select(Task(phrase), "owner")
        owned = dict.fromkeys(duty.owner for duty in telling)
        items = tuple(self._make.item(o, [Match(d, 1.0, 1.0) for d in telling if d.owner == o]) for o in owned)
        text = "\n".join(f"{self._make.catalogue.entities[d.owner].label}写明：{d.statement}" for d in telling)
        return answer_with(request, "text", text, items, sparql)
