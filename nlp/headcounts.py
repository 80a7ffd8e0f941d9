"""Answers how many people a post, a unit or an organization has: as it is written down, else those that are named."""

import re

from nlp.answer import Answer
from nlp.catalogue import ORGANIZATION, UNIT, Entity
from nlp.checking import CheckPlanner
from nlp.forms import Related, base_of
from nlp.items import ItemMaker, Request, answer_with
from nlp.measuring import SetPlanner
from nlp.planning import Planner, Resolution

#: How a question asks for the positions that there are, held or not.
_POSITIONS = re.compile("[编定招配]|名额|需要|要[几多]|设")


class HeadcountAnswerer:
    """Answers how many people the things of one snapshot have."""

    def __init__(self, make: ItemMaker) -> None:
        self._make = make

    def answer(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        """The head count of a post; of a unit or organization all who work there."""
        expression = request.form.expression
        if entity.type in (UNIT, ORGANIZATION):
            return self.answer_total(request, entity, resolution)
        sparql = Planner(resolution).select(expression, "headcount")
        rows = self._make.store.select(sparql)
        if not rows:
            return self._tell_holders(request, entity, resolution, sparql)
        values = [int(str(row[0])) for row in rows]
        text = f"{entity.label}的编制是 {values[0]} 人。"
        if len(values) > 1:
            text = f"{entity.label}的编制有几种写法：{'、'.join(f'{value} 人' for value in values)}。"
        return answer_with(request, "number", text, (), sparql, values[0])

    def check(self, request: Request, post: Entity, number: int) -> Answer:
        """Whether `post` is for `number` people, where a document says for how many it is."""
        resolution = Resolution({base_of(request.form.expression).mention.text: (post,)}, {})
        told = self.answer(request, post, resolution)
        if told.status != "answered":
            return told
        sparql = CheckPlanner(resolution).ask_headcount(post, number)
        value = self._make.store.ask(sparql)
        said = f"{'是' if value else '不是'}。{told.text}"
        return answer_with(request, "boolean", said, (self._make.item(post.iri),), sparql, value)

    def _tell_holders(self, request: Request, post: Entity, resolution: Resolution, sparql: str) -> Answer:
        """How many hold a post without a head count, which answers how many there are, but not how many there should be."""
        named, people = base_of(request.form.expression), self._make.catalogue.holders(post.iri)
        text = f"文档里没有写{post.label}的编制。"
        if people:
            text = f"{text[:-1]}；写明在任的有 {len(people)} 人：{'、'.join(p.label for p in people)}。"
        if not people or _POSITIONS.search(request.question.replace(named.mention.text, "")):
            return self._make.unrecorded(request, post, text, sparql)
        return answer_with(
            request, "number", text, (), Planner(resolution).count(Related("holder", named), "person"), len(people)
        )

    def answer_total(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        """How many people a whole unit or organization has: the sum of the head counts, else those named."""
        named = base_of(request.form.expression)
        sparql = SetPlanner(resolution).total(named)
        rows = self._make.store.select(sparql)
        if rows and rows[0][0] is not None and int(str(rows[0][0])):
            value = int(str(rows[0][0]))
            text = f"{entity.label}各岗位写明的编制合计 {value} 人。"
        else:
            sparql = Planner(resolution).count(Related("people", named), "person")
            value = int(str(self._make.store.select(sparql)[0][0]))
            if not value:
                return self._make.unrecorded(request, entity, f"文档里没有写{entity.label}的编制。", sparql)
            text = f"文档没有写{entity.label}的编制，写了姓名的有 {value} 人。"
        return answer_with(request, "number", text, (), sparql, value)
