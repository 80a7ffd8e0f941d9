"""Answers about whole sets: everything of a sort, how many, the most and fewest, what is not recorded."""

from nlp.answer import Answer, Kind
from nlp.catalogue import DUTY, ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import Everything, Lacking
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.planning import Planner, Resolution
from nlp.verbalize import list_names, name_relation

_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people", ORGANIZATION: "organizations"}
_MEASURES = {"duties": "条", "qualification": "条", "people": "名"}
_TYPE_WORDS = {POST: "岗位", UNIT: "部门", PERSON: "人员", ORGANIZATION: "组织", DUTY: "职责"}


class SurveyAnswerer:
    """Answers about the sets of one snapshot."""

    def __init__(self, make: ItemMaker) -> None:
        self._make = make

    def answer_all(self, request: Request, kind: str) -> Answer:
        """Everything of a type within the scope: a list, its number, or those with the most or fewest."""
        planner = self._plan(request)
        operator = request.form.operator
        relation = request.form.topic or "posts"
        if operator in ("most", "least"):
            return self._answer_extreme(request, kind, relation, operator == "most")
        if operator in ("above", "below"):
            return self._answer_threshold(request, kind, relation)
        if operator == "average":
            return self._answer_average(request, kind, relation)
        if operator == "count":
            sparql = planner.count(Everything(kind), "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            return answer_with(
                request,
                "number",
                f"{_TYPE_WORDS[kind]}共 {value} {'条' if kind == DUTY else '个'}。",
                (),
                sparql,
                value,
            )
        sparql = planner.select(Everything(kind), "thing")
        items = self._make.items(self._make.store.select(sparql))
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有写到。", sparql)
        return answer_with(
            request, _KINDS[kind], f"{_TYPE_WORDS[kind]}共 {len(items)} 个：{list_names(items)}。", items, sparql
        )

    def _answer_extreme(self, request: Request, kind: str, relation: str, largest: bool) -> Answer:
        sparql = self._plan(request).extreme(kind, relation, largest)
        rows = self._make.store.select(sparql)
        items = self._make.items(rows)
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有可以比较的内容。", sparql)
        word = "最多" if largest else "最少"
        text = (
            f"{name_relation(relation)}{word}的是{list_names(items)}，共 {rows[0][1]} {_MEASURES.get(relation, '个')}。"
        )
        return answer_with(request, _KINDS[kind], text, items, sparql)

    def _answer_threshold(self, request: Request, kind: str, relation: str) -> Answer:
        number, above = request.form.number or 0, request.form.operator == "above"
        sparql = self._plan(request).threshold(kind, relation, number if above else None, None if above else number)
        rows = self._make.store.select(sparql)
        items = self._make.items(rows)
        limit = f"{name_relation(relation)}{'不少于' if above else '少于'} {number} {_MEASURES.get(relation, '个')}"
        if not items:
            return answer_unknown(request, "not-recorded", f"没有{limit}的{_TYPE_WORDS[kind]}。", sparql)
        text = f"{limit}的{_TYPE_WORDS[kind]}有 {len(items)} 个：{list_names(items)}。"
        return answer_with(request, _KINDS[kind], text, items, sparql)

    def _answer_average(self, request: Request, kind: str, relation: str) -> Answer:
        sparql = self._plan(request).average(kind, relation)
        rows = self._make.store.select(sparql)
        value = round(float(str(rows[0][0])), 2) if rows and rows[0][0] is not None else 0.0
        text = f"平均每个{_TYPE_WORDS[kind]}有 {value:g} {_MEASURES.get(relation, '个')}{name_relation(relation)}。"
        return answer_with(request, "number", text, (), sparql, value)

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
