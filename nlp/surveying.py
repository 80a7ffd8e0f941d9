"""Answers about whole sets: everything of a sort, how many, the most and fewest, what is not recorded."""

from graph.model import Row
from nlp.answer import Answer, Kind
from nlp.catalogue import DUTY, ORGANIZATION, PERSON, POST, UNIT, Entity
from nlp.duties import DutyFinder
from nlp.forms import Everything, Lacking, Named
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.measuring import SetPlanner
from nlp.planning import Resolution
from nlp.verbalize import list_names, name_relation, quote, say_mentioned

_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people", ORGANIZATION: "organizations"}
_MEASURES = {"duties": "条", "qualification": "条", "people": "名", "headcount": "人"}
_TYPE_WORDS = {POST: "岗位", UNIT: "部门", PERSON: "人员", ORGANIZATION: "组织", DUTY: "职责"}


class SurveyAnswerer:
    """Answers about the sets of one snapshot."""

    def __init__(self, make: ItemMaker, finder: DutyFinder) -> None:
        self._make = make
        self._finder = finder

    def answer_all(self, request: Request, kind: str) -> Answer:
        """Everything of a type within the scope: a list, its number, or those with the most or fewest."""
        operator = request.form.operator
        relation = request.form.topic or "posts"
        if operator in ("most", "least"):
            return self._answer_extreme(request, kind, relation, operator == "most")
        if operator in ("above", "below"):
            return self._answer_threshold(request, kind, relation)
        if operator == "average":
            return self._answer_average(request, kind, relation)
        sparql, rows = self._select(request, Everything(kind))
        where = self._name_place(request)
        if operator == "count":
            sparql = self._plan(request, bool(rows)).count(Everything(kind), "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            text = f"{where}{_TYPE_WORDS[kind]}共 {value} {'条' if kind == DUTY else '个'}。"
            if kind == POST:
                text += self._say_mentioned(request, value)
            return answer_with(request, "number", text, (), sparql, value)
        items = self._make.items(rows)
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有写到。", sparql)
        text = f"{where}{_TYPE_WORDS[kind]}共 {len(items)} 个：{list_names(items)}。"
        if kind == POST and not request.form.without:
            text += self._say_mentioned(request, len(items))
        return answer_with(request, _KINDS[kind], text, items, sparql)

    def _select(self, request: Request, expression: Everything | Lacking) -> tuple[str, list[Row]]:
        """The query for what `expression` stands for, and its rows: posts that are described, else all of them."""
        without = tuple(e for m in request.form.without for e in self._make.readings(request, m))
        sparql = self._plan(request).select(expression, "thing", without=without)
        rows = self._make.store.select(sparql)
        if rows or without or expression.type != POST:
            return sparql, rows
        every = self._plan(request, described=False).select(expression, "thing")
        return (
            (every, found)
            if (found := self._make.store.select(every)) and not self._describes(request)
            else (sparql, [])
        )

    def _describes(self, request: Request) -> bool:
        """Whether any post of the scope is described."""
        return bool(self._make.store.select(self._plan(request).select(Everything(POST), "thing")))

    def _say_mentioned(self, request: Request, told: int) -> str:
        """How many posts are only mentioned as superiors besides the `told` ones."""
        every = self._plan(request, described=False).count(Everything(POST), "thing")
        more = int(str(self._make.store.select(every)[0][0])) - told
        return say_mentioned(more)

    def _name_place(self, request: Request) -> str:
        places = self._units(request) or self._organizations(request)
        return f"{places[0].label}的" if len(places) == 1 else ""

    def _answer_extreme(self, request: Request, kind: str, relation: str, largest: bool) -> Answer:
        sparql = self._plan(request, not largest).extreme(kind, relation, largest)
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
        sparql = self._plan(request, not above).threshold(
            kind, relation, number if above else None, None if above else number
        )
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
        sparql, rows = self._select(request, expression)
        items = self._make.items(rows)
        if not items:
            return answer_unknown(request, "not-recorded", f"每个{kind}都写了{what}。", sparql)
        text = f"没有写{what}的{kind}有 {len(items)} 个：{list_names(items)}。"
        return answer_with(request, _KINDS[expression.type], text, items, sparql)

    def answer_outside(self, request: Request) -> Answer:
        """The posts that do not stand in a relation to the named thing, or do not ask for what the question says."""
        form = request.form
        if not form.others:
            return self._answer_not_asking(request, form.topic or "")
        mention, relation = form.others[0], form.topic or "subordinates"
        readings = tuple(self._make.readings(request, mention))
        entities = self._make.catalogue.entities
        places = tuple(entities[o] for o in sorted({e.organization for e in readings}) if o in entities)
        named = Named(mention)
        sparql = SetPlanner(Resolution({mention.text: readings}, {}, places, (), True)).outside(POST, relation, named)
        items = self._make.items(self._make.store.select(sparql))
        what = f"{'不在' if relation == 'posts' else '不归'}{readings[0].label}{'' if relation == 'posts' else '管'}"
        if not items:
            return answer_unknown(request, "not-recorded", f"没有{what}的岗位。", sparql)
        return answer_with(request, "posts", f"{what}的岗位有 {len(items)} 个：{list_names(items)}。", items, sparql)

    def _answer_not_asking(self, request: Request, trait: str) -> Answer:
        scope = self._make.scope(request) or request.trade or None
        asked = self._finder.cut(self._finder.find(trait, scope, frozenset({"qualification"})))
        if not asked:
            return answer_unknown(request, "not-recorded", f"文档里没有哪个岗位写了要求{quote(trait)}。")
        sparql = self._plan(request).without_traits(POST, tuple(m.duty for m in asked))
        items = self._make.items(self._make.store.select(sparql))
        if not items:
            return answer_unknown(request, "not-recorded", f"每个岗位都要求{quote(trait)}。", sparql)
        text = f"没有写明要求{quote(trait)}的岗位有 {len(items)} 个：{list_names(items)}。"
        return answer_with(request, "posts", text, items, sparql)

    def _plan(self, request: Request, described: bool = True) -> SetPlanner:
        organizations, units = self._organizations(request), self._units(request)
        readings = [self._make.readings(request, m) for m in request.form.others]
        # Of things named side by side those are meant that are in one organization.
        together = set.intersection(*({e.organization for e in found} for found in readings)) if readings else set()
        among = tuple(e for found in readings for e in found if not together or e.organization in together)
        return SetPlanner(Resolution({}, {}, organizations, units, described, among))

    def _organizations(self, request: Request) -> tuple[Entity, ...]:
        scope = self._make.scope(request) or request.trade
        entities = self._make.catalogue.entities
        return tuple(entities[o] for o in sorted(scope) if o in entities)

    def _units(self, request: Request) -> tuple[Entity, ...]:
        """The units that the question limits itself to."""
        mentions = [m for m in request.form.scope if m.type == UNIT]
        return tuple(dict.fromkeys(e for m in mentions for e in self._make.readings(request, m)))
