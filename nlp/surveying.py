"""Answers about whole sets: everything of a sort, how many, the most and fewest, what is not recorded."""

from nlp.answer import Answer, Kind
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import Everything, Lacking
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.planning import Planner, Resolution
from nlp.verbalize import list_names, name_relation

_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people", ORGANIZATION: "organizations"}
_TYPE_WORDS = {POST: "岗位", UNIT: "部门", PERSON: "人员", ORGANIZATION: "组织"}


class SurveyAnswerer:
    """Answers about the sets of one snapshot."""

    def __init__(self, make: ItemMaker) -> None:
        self._make = make

    def answer_all(self, request: Request, kind: str) -> Answer:
        """Everything of a type within the scope: a list, its number, or those with the most or fewest."""
        planner = self._plan(request)
        operator = request.form.operator
        if operator in ("most", "least"):
            return self._answer_extreme(request, kind, planner, operator == "most")
        if operator == "count":
            sparql = planner.count(Everything(kind), "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            return answer_with(request, "number", f"共 {value} 个。", (), sparql, value)
        sparql = planner.select(Everything(kind), "thing")
        items = self._make.items(self._make.store.select(sparql))
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有写到。", sparql)
        return answer_with(request, _KINDS[kind], f"共 {len(items)} 个：{list_names(items)}。", items, sparql)

    def _answer_extreme(self, request: Request, kind: str, planner: Planner, largest: bool) -> Answer:
        relation = "posts" if kind in (ORGANIZATION, UNIT) else "subordinates"
        if "职责" in request.question or "负责" in request.question:
            relation = "duties"
        sparql = planner.extreme(kind, relation, largest)
        rows = self._make.store.select(sparql)
        items = self._make.items(rows)
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有可以比较的内容。", sparql)
        word = "最多" if largest else "最少"
        text = f"{name_relation(relation)}{word}的是{list_names(items)}，共 {rows[0][1]} 个。"
        return answer_with(request, _KINDS[kind], text, items, sparql)

    def answer_lacking(self, request: Request, expression: Lacking) -> Answer:
        """Everything of a sort for which something is not recorded."""
        what = name_relation(expression.relation)
        kind = _TYPE_WORDS[expression.type]
        if request.form.operator == "count":
            sparql = self._plan(request).count(expression, "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            return answer_with(request, "number", f"没有写{what}的{kind}共 {value} 个。", (), sparql, value)
        sparql = self._plan(request).select(expression, "thing")
        items = self._make.items(self._make.store.select(sparql))
        if not items:
            return answer_unknown(request, "not-recorded", f"每个{kind}都写了{what}。", sparql)
        text = f"没有写{what}的{kind}有 {len(items)} 个：{list_names(items)}。"
        return answer_with(request, _KINDS[expression.type], text, items, sparql)

    def _plan(self, request: Request) -> Planner:
        scope = self._make.scope(request) or request.trade
        entities = self._make.catalogue.entities
        return Planner(Resolution({}, {}, tuple(entities[o] for o in sorted(scope) if o in entities)))
