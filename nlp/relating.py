"""Answers about named things: superiors, subordinates, holders, duties, traits, units, counts, comparisons."""

import re
from dataclasses import replace

from nlp.answer import Answer, Item, Kind
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Entity
from nlp.duties import DutyFinder
from nlp.forms import Expression, LogicalForm, Named, Related
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.planning import Planner, Resolution, ask_described, climb, describe_things
from nlp.qualifying import Weighed, lacks, weigh
from nlp.verbalize import list_names, name_item, name_relation, say_duties, say_mentioned, say_related, shorten
from ontology import vocabulary as v

_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people", ORGANIZATION: "organizations"}
_MEASURES = {"duties": "条", "qualification": "条", "people": "名"}
_TRAITS = frozenset({"qualification", "authority", "work_condition"})
#: A duty belongs to a topic that narrows or excludes from this likeness on.
_ON_TOPIC = 0.4
_TIME = re.compile("每(?:个)?(?:周|星期|月|季度|季|学期|年)")


class RelationAnswerer:
    """Answers about the named things of one snapshot."""

    def __init__(self, make: ItemMaker, finder: DutyFinder) -> None:
        self._make = make
        self._finder = finder

    def answer(self, request: Request) -> Answer:
        """The value of the form's relation; every reading in `choices` where readings differ."""
        expression = request.form.expression
        mention = base_of(expression).mention
        readings = self._make.readings(request, mention)
        if relation_of(expression) == "organizations_with":
            return self._read(request, tuple(readings))
        if relation_of(expression) == "post_of" and len({e.organization for e in readings}) == 1:
            # One name in one organization: all posts that it is written beside.
            return self._read(request, tuple(readings))
        answers = [self._read(request, (reading,)) for reading in readings]
        if len(answers) == 1:
            return answers[0]
        answered = [a for a in answers if a.status == "answered"]
        if not answered:
            return answers[0]
        if len(answered) < len(answers):
            # A post that is only mentioned as somebody's superior has no answer of its own: it is not what is meant.
            told = [
                (reading, answer)
                for reading, answer in zip(readings, answers, strict=True)
                if answer.status == "answered" or self._is_described(reading)
            ]
            readings, answers = [reading for reading, _ in told], [answer for _, answer in told]
            if len(answers) == 1:
                return answers[0]
        values = {
            (a.kind, a.value, tuple(i.iri for i in a.items), a.text if a.kind == "text" else "") for a in answered
        }
        if len(answered) == len(answers) and len(values) == 1:
            return answered[0]
        return self.clarify(request, readings, mention.text)

    def _is_described(self, entity: Entity) -> bool:
        return entity.type != POST or self._make.store.ask(ask_described(entity.iri))

    def clarify(self, request: Request, readings: list[Entity], name: str) -> Answer:
        """Asks back which of `readings` is meant by `name`."""
        choices = []
        for entity in readings:
            organization = self._make.catalogue.organization_of(entity)
            where = f"{organization.label}的" if organization else ""
            question = request.question.replace(name, where + entity.label, 1)
            choices.append(self._make.choice(entity, question if name in request.question else where + entity.label))
        text = f"有 {len(choices)} 个“{name}”，请问是哪一个：{'；'.join(self._make.full_name(entity) for entity in readings)}。"
        return Answer(request.question, "clarify", text, "posts", choices=tuple(choices), interpretation=request.parts)

    def _read(self, request: Request, readings: tuple[Entity, ...]) -> Answer:
        """The answer where the name stands for `readings`."""
        form, expression, entity = request.form, request.form.expression, readings[0]
        relation = relation_of(expression)
        if relation is None:
            return self._introduce(request, entity)
        if relation == "contact":
            return self._tell_contact(request, entity)
        # A name that the question gives, or that the answer gives, is not said a second time.
        subject = entity.label if relation == "holder" else name_item(self._make.item(entity.iri))
        path = _describe_path(expression, subject)
        resolution = Resolution({base_of(expression).mention.text: readings}, {}, described=relation == "posts")
        if relation == "posts" and not self._make.store.select(Planner(resolution).select(expression, "thing")):
            resolution = replace(resolution, described=False)
        if relation == "headcount":
            return self._tell_headcount(request, entity, resolution)
        if form.operator == "count" and relation == "people" and _is_direct(expression):
            return self._tell_total(request, entity, resolution)
        if form.operator == "count":
            sparql = Planner(resolution).count(expression, "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            if not value and relation in ("subordinates", "superior", "holder"):
                return self._unrecorded(request, entity, f"文档没有写明{path}的{name_relation(relation)}。", sparql)
            text = f"{path}的{name_relation(relation)}共 {value} {_MEASURES.get(relation, '个')}。"
            if relation == "posts":
                text += self._say_mentioned(expression, resolution, value)
            return answer_with(request, "number", text, (), sparql, value)
        if relation == "duties":
            return self._tell_duties(request, entity, resolution)
        if relation in _TRAITS:
            return self._tell_traits(request, entity, relation, resolution)
        without = tuple(e for m in form.without for e in self._make.readings(request, m))
        sparql = Planner(resolution).select(expression, "thing", without=without)
        items = self._make.items(self._make.store.select(sparql))
        if not items and relation == "subordinates" and entity.type == UNIT and _is_direct(expression):
            # 教练部下面都有谁: of a unit to which nobody reports, its posts are meant.
            return self._read(_ask_instead(request, "posts"), readings)
        if not items and without:
            names = "、".join(e.label for e in without)
            return self._unrecorded(request, entity, f"除了{names}，文档没有写明{path}还有别的{name_relation(relation)}。", sparql)
        if not items:
            return self._unrecorded(request, entity, f"文档没有写明{path}的{name_relation(relation)}。", sparql)
        if relation == "chain":
            items = self._order_upwards(items)
        text = say_related(path, relation, items)
        if relation == "posts":
            text += self._say_mentioned(expression, resolution, len(items))
        return answer_with(request, _KINDS[items[0].type], text, items, sparql)

    def _say_mentioned(self, expression: Expression, resolution: Resolution, told: int) -> str:
        """How many posts are only mentioned as superiors besides the `told` ones."""
        every = Planner(replace(resolution, described=False)).count(expression, "thing")
        more = int(str(self._make.store.select(every)[0][0])) - told
        return say_mentioned(more)

    def _introduce(self, request: Request, entity: Entity) -> Answer:
        """A bare name: what the person is, what the post does, which posts the organization has."""
        relation = {PERSON: "post_of", ORGANIZATION: "posts"}.get(entity.type, "duties")
        form = LogicalForm("list", Related(relation, base_of(request.form.expression)), request.form.scope)
        return self._read(Request(request.question, form, request.organizations, request.parts), (entity,))

    def _tell_duties(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        sparql = Planner(resolution).select(request.form.expression, "duty")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        topic, excluded = request.form.topic, request.form.excluded
        if topic or excluded:
            near = self._finder.find(topic or excluded or "", frozenset({entity.organization}))
            matched = {match.duty.iri for match in near if match.cover >= _ON_TOPIC}
            matched |= {one.iri for one in told if _TIME.fullmatch(topic or "") and (topic or "")[-1] in one.statement}
            told = [one for one in told if (one.iri in matched) == bool(topic)] or told
        if not told and entity.type == UNIT:
            return self._tell_duties_below(request, entity, resolution)
        if not told:
            return self._unrecorded(request, entity, f"文档里没有写{entity.label}的职责。", sparql)
        posts = self._make.catalogue.posts_of(entity.iri) if entity.type == PERSON else (entity,)
        items = tuple(self._make.item_with(post.iri, told) for post in posts)
        text = say_duties(self._make.item(entity.iri), tuple(one.statement for one in told), topic)
        return answer_with(request, "text", text, items, sparql)

    def _tell_duties_below(self, request: Request, unit: Entity, resolution: Resolution) -> Answer:
        """The duties of the posts in `unit`, where the unit has none of its own."""
        posts = Related("posts", base_of(request.form.expression))
        sparql = Planner(resolution).select(posts, "post")
        sections, items = [], []
        for post in self._make.items(self._make.store.select(sparql)):
            named = Named(base_of(request.form.expression).mention)
            alone = Resolution({named.mention.text: (self._make.catalogue.entities[post.iri],)}, {})
            rows = self._make.store.select(Planner(alone).select(Related("duties", named), "duty"))
            if told := self._make.told([str(row[0]) for row in rows]):
                sections.append(say_duties(post, tuple(one.statement for one in told)))
                items.append(self._make.item_with(post.iri, told))
        if not items:
            return self._unrecorded(request, unit, f"文档里没有写{unit.label}的职责。", sparql)
        text = f"文档没有单独写{unit.label}的职责，下面是它的岗位的职责。\n" + "\n\n".join(sections)
        return answer_with(request, "text", text, tuple(items), sparql)

    def _tell_traits(self, request: Request, entity: Entity, relation: str, resolution: Resolution) -> Answer:
        sparql = Planner(resolution).select(request.form.expression, "trait")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        word = name_relation(relation)
        if not told and relation == "authority" and _is_direct(request.form.expression):
            duties = self._read(_ask_instead(request, "duties"), (entity,))
            if duties.status == "answered":
                return replace(duties, text=f"文档没有单独写{entity.label}的权限，下面是写明的职责。\n{duties.text}")
        if not told:
            return self._unrecorded(request, entity, f"文档里没有写{entity.label}的{word}。", sparql)
        text = f"{entity.label}的{word}：\n" + "\n".join(f"{n}. {one.statement}" for n, one in enumerate(told, 1))
        return answer_with(request, "text", text, (self._make.item_with(entity.iri, told),), sparql)

    def _tell_contact(self, request: Request, entity: Entity) -> Answer:
        people = self._make.catalogue.holders(entity.iri)
        sparql = describe_things((entity.iri, *(p.iri for p in people)), (v.PHONE, v.MBOX, v.PLACE))
        rows = self._make.store.select(sparql)
        values = dict.fromkeys(str(row[2]).removeprefix("tel:").removeprefix("mailto:") for row in rows)
        item = self._make.item(entity.iri)
        if not values:
            return self._unrecorded(request, entity, f"文档里没有写{name_item(item)}的联系方式。", sparql)
        return answer_with(request, "text", f"{name_item(item)}：{'，'.join(values)}。", (item,), sparql)

    def _tell_headcount(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        expression = request.form.expression
        if entity.type in (UNIT, ORGANIZATION):
            return self._tell_total(request, entity, resolution)
        sparql = Planner(resolution).select(expression, "headcount")
        rows = self._make.store.select(sparql)
        if not rows:
            return self._unrecorded(request, entity, f"文档里没有写{entity.label}的编制。", sparql)
        values = [int(str(row[0])) for row in rows]
        text = f"{entity.label}的编制是 {values[0]} 人。"
        if len(values) > 1:
            text = f"{entity.label}的编制有几种写法：{'、'.join(f'{value} 人' for value in values)}。"
        return answer_with(request, "number", text, (), sparql, values[0])

    def _tell_total(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        """How many people a whole unit or organization has: the sum of the head counts, else those named."""
        named = base_of(request.form.expression)
        sparql = Planner(resolution).total(named)
        rows = self._make.store.select(sparql)
        if rows and rows[0][0] is not None and int(str(rows[0][0])):
            value = int(str(rows[0][0]))
            text = f"{entity.label}各岗位写明的编制合计 {value} 人。"
        else:
            sparql = Planner(resolution).count(Related("people", named), "person")
            value = int(str(self._make.store.select(sparql)[0][0]))
            if not value:
                return self._unrecorded(request, entity, f"文档里没有写{entity.label}的编制。", sparql)
            text = f"文档没有写{entity.label}的编制，写了姓名的有 {value} 人。"
        return answer_with(request, "number", text, (), sparql, value)

    def answer_shared(self, request: Request) -> Answer:
        """The superior that several named things have in common."""
        mentions = [base_of(request.form.expression).mention, *request.form.others]
        readings = {m.text: self._make.readings(request, m) for m in mentions}
        together = set.intersection(*({e.organization for e in found} for found in readings.values()))
        named = {name: tuple(e for e in found if e.organization in together) for name, found in readings.items()}
        names = "和".join(m.text for m in mentions)
        if together:
            related = tuple(Related("superior", Named(m)) for m in mentions)
            sparql = Planner(Resolution(named, {})).shared(related, "superior")
            items = self._make.items(self._make.store.select(sparql))
            if not items:
                sparql = Planner(Resolution(named, {})).nearest(tuple(Named(m) for m in mentions))
                items = self._make.items(self._make.store.select(sparql))
            if items:
                return answer_with(request, "posts", f"{names}的共同上级是{list_names(items)}。", items, sparql)
        return answer_unknown(request, "not-recorded", f"文档里没有写明{names}有共同的上级。")

    def answer_between(self, request: Request) -> Answer:
        """Who stands between two named posts."""
        first, second = base_of(request.form.expression).mention, request.form.others[0]
        for a in self._make.readings(request, first):
            for b in self._make.readings(request, second):
                for low, high in ((a, b), (b, a)) if a.organization == b.organization else ():
                    sparql = Planner(Resolution({}, {})).between(low, high)
                    items = self._order_upwards(self._make.items(self._make.store.select(sparql)))
                    if items:
                        text = f"{low.label}与{high.label}之间是{list_names(items)}。"
                        return answer_with(request, "posts", text, items, sparql)
        return answer_unknown(request, "not-recorded", f"文档里没有写明{first.text}与{second.text}之间还有谁。")

    def compare(self, request: Request) -> Answer:
        """The duties of several named things side by side."""
        mentions = [base_of(request.form.expression).mention, *request.form.others]
        items: list[Item] = []
        sections: list[str] = []
        sparql = ""
        for entity, mention in dict.fromkeys((e, m) for m in mentions for e in self._make.readings(request, m)):
            form = LogicalForm("list", Related("duties", Named(mention)))
            one = self._read(Request(request.question, form, frozenset(), ()), (entity,))
            if one.status == "answered":
                items += one.items
                organization = self._make.catalogue.organization_of(entity)
                sections.append((f"【{shorten(organization.label)}】" if organization else "") + one.text)
                sparql = one.sparql
        if not items:
            return answer_unknown(request, "not-recorded", "文档里没有写这些岗位的职责。")
        return answer_with(request, "text", "\n\n".join(sections), tuple(items), sparql)

    def answer_check(self, request: Request) -> Answer:
        """Whether one named thing is the superior, subordinate or holder of another."""
        form = request.form
        first, second = base_of(form.expression).mention, form.others[0]
        lower, upper = self._make.readings(request, first), self._make.readings(request, second)
        relation = relation_of(form.expression) or "superior"
        if relation == "unit_of":
            return self._check_membership(request, lower, upper)
        below = relation == "superior" and any(word in (form.topic or "") for word in ("下属", "下级", "手下", "汇报"))
        if below and "汇报" not in (form.topic or ""):
            relation = "subordinates"
        named = {first.text: tuple(lower)}
        # 甲是乙的上级吗: the relation follows the second name, so it is the second whose superior is asked for.
        expression, things = Related(relation, Named(first)), tuple(upper)
        if (
            relation == "superior"
            and (form.topic or "").strip("是不否").startswith(second.text)
            and "汇报" not in (form.topic or "")
        ) or relation == "subordinates":
            named, expression, things = {second.text: tuple(upper)}, Related(relation, Named(second)), tuple(lower)
        sparql = Planner(Resolution(named, {})).ask_related(expression, things)
        value = self._make.store.ask(sparql)
        base = next(iter(named.values()))[0]
        truth = self._read(Request(request.question, LogicalForm("list", expression), frozenset(), ()), (base,))
        text = ("是。" if value else "不是。") + (truth.text if truth.status == "answered" else "")
        return answer_with(request, "boolean", text, truth.items or (self._make.item(base.iri),), sparql, value)

    def _check_membership(self, request: Request, members: list[Entity], wholes: list[Entity]) -> Answer:
        """Whether one of `members` is in one of `wholes`, and where it is."""
        mention = base_of(request.form.expression).mention
        together = {e.organization for e in wholes}
        members = [e for e in members if e.organization in together] or members
        resolution = Resolution({mention.text: tuple(members)}, {})
        sparql = Planner(resolution).ask_inside(tuple(members), tuple(wholes))
        value = self._make.store.ask(sparql)
        truth = self._read(
            Request(request.question, LogicalForm("list", Related("unit_of", Named(mention))), frozenset(), ()),
            (members[0],),
        )
        text = ("是。" if value else "不是。") + (truth.text if truth.status == "answered" else "")
        return answer_with(request, "boolean", text, (self._make.item(members[0].iri),), sparql, value)

    def answer_applicant(self, request: Request, post: Entity) -> Answer:
        """Whether somebody who brings what the question says may take `post`, by what the post asks for."""
        brought = request.form.topic or ""
        resolution = Resolution({base_of(request.form.expression).mention.text: (post,)}, {})
        sparql = Planner(resolution).select(request.form.expression, "trait")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        if not told:
            return self._unrecorded(request, post, f"文档里没有写{post.label}的任职要求。", sparql)
        weighed = weigh(brought, tuple(one.statement for one in told))
        if weighed is None and lacks(brought):
            near = self._finder.find(brought, owners=frozenset({post.iri}))
            named = [m.duty.iri for m in near if m.duty.kind == "qualification" and m.cover >= _ON_TOPIC]
            at = next((n for n, one in enumerate(told) if one.iri in named), None)
            weighed = Weighed(False, at) if at is not None else None
        if weighed is None:
            asked = "；".join(one.statement.rstrip("。；;") for one in told)
            return self._unrecorded(
                request, post, f"{post.label}的任职要求里没有写到这一点。写明的要求是：{asked}。", sparql
            )
        deciding = told[weighed.statement]
        sparql = Planner(resolution).ask_admitted(post, deciding.iri, brought, weighed.enough)
        text = f"{'能' if weighed.enough else '不能'}。{post.label}的任职要求写明：{deciding.statement}"
        item = self._make.item_with(post.iri, [deciding])
        return answer_with(request, "boolean", text, (item,), sparql, weighed.enough)

    def _order_upwards(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        height = {item.iri: -int(str(self._make.store.select(climb(item.iri))[0][0])) for item in items}
        return tuple(sorted(items, key=lambda item: height[item.iri]))

    def _unrecorded(self, request: Request, entity: Entity, text: str, sparql: str) -> Answer:
        suggested = f"{self._make.catalogue.unmistakable_name(entity)}负责什么"
        return answer_unknown(request, "not-recorded", text, sparql, suggestions=(suggested,))


def base_of(expression: Expression) -> Named:
    """The named thing that a chain of relations hangs on."""
    while isinstance(expression, Related):
        expression = expression.base
    assert isinstance(expression, Named)
    return expression


def relation_of(expression: Expression) -> str | None:
    """The outermost relation of `expression`."""
    return expression.relation if isinstance(expression, Related) else None


def _is_direct(expression: Expression) -> bool:
    return isinstance(expression, Related) and isinstance(expression.base, Named)


def _ask_instead(request: Request, relation: str) -> Request:
    """The same question with another relation of its named thing."""
    form = LogicalForm("list", Related(relation, base_of(request.form.expression)), request.form.scope)
    return replace(request, form=form)


def _describe_path(expression: Expression, subject: str) -> str:
    """于龙的上级 of superior(superior(于龙))."""
    words = []
    inner = expression.base if isinstance(expression, Related) else expression
    while isinstance(inner, Related):
        words.append(name_relation(inner.relation))
        inner = inner.base
    return "的".join([subject, *reversed(words)])
