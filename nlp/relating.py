"""Answers about named things: superiors, subordinates, holders, duties, traits, units, counts, comparisons."""

import re
from dataclasses import replace

from nlp.answer import Answer, Kind
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Entity
from nlp.checking import ask_described
from nlp.duties import DutyFinder
from nlp.forms import Expression, LogicalForm, Named, Related, base_of, relation_of
from nlp.headcounts import HeadcountAnswerer
from nlp.inferring import add_inferred
from nlp.items import ItemMaker, Request, Told, answer_unknown, answer_with
from nlp.lines import LineAnswerer
from nlp.manning import ManningAnswerer
from nlp.names import BY_KIND, NameMention
from nlp.planning import Planner, Resolution
from nlp.verbalize import name_item, name_relation, quote, say_duties, say_mentioned, say_related, shorten

_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people", ORGANIZATION: "organizations"}
_MEASURES = {"duties": "条", "qualification": "条", "people": "名"}
_TRAITS = frozenset({"qualification", "authority", "work_condition"})
#: A duty belongs to a topic that narrows or excludes from this likeness on.
ON_TOPIC = 0.4
_TIME = re.compile("每(?:个)?(?:周|星期|月|季度|季|学期|年)")


class RelationAnswerer:
    """Answers about the named things of one snapshot."""

    def __init__(self, make: ItemMaker, finder: DutyFinder, lines: LineAnswerer, headcounts: HeadcountAnswerer) -> None:
        self._make = make
        self._finder = finder
        self._lines = lines
        self._headcounts = headcounts
        self._manning = ManningAnswerer(make)

    def answer(self, request: Request) -> Answer:
        """The value of the form's relation; every reading in `choices` where readings differ."""
        expression = request.form.expression
        mention = base_of(expression).mention
        if missed := self._miss(request, mention):
            return missed
        readings = self._make.readings(request, mention)
        if relation_of(expression) == "organizations_with":
            return self.read(request, tuple(readings))
        if relation_of(expression) == "post_of" and len({e.organization for e in readings}) == 1:
            # One name in one organization: all posts that it is written beside.
            return self.read(request, tuple(readings))
        answers = [self.read(request, (reading,)) for reading in readings]
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
        return self.clarify(request, readings, mention)

    def _miss(self, request: Request, mention: NameMention) -> Answer | None:
        """That the organization which the question names has no such post or unit; None where it has, or names none."""
        places = [m for m in request.form.scope if m.type == ORGANIZATION and m.candidates[0].way != BY_KIND]
        named = [c.entity for m in places for c in m.candidates if c.entity.type == ORGANIZATION]
        # 运营部 may be the section of a document that names no organization, and a unit of another one.
        homes = {entity.iri for entity in named if shorten(entity.label) == entity.label}
        if (
            mention.type not in (POST, UNIT)
            or not homes
            or any(c.entity.organization in homes for c in mention.candidates)
        ):
            return None
        readings = [c.entity for c in mention.candidates]
        others = "、".join(self._make.full_name(entity) for entity in readings)
        text = f"{named[0].label}的文档里没有{quote(mention.text)}。别处有的是：{others}。"
        choices = tuple(self._make.choice(entity, self._make.offers.ask_instead(entity)) for entity in readings)
        return answer_unknown(request, "no-such-thing", text, choices=choices)

    def _is_described(self, entity: Entity) -> bool:
        return entity.type != POST or self._make.store.ask(ask_described(entity.iri))

    def clarify(self, request: Request, readings: list[Entity], mention: NameMention) -> Answer:
        """Asks back which of `readings` is meant by `mention`."""
        name = mention.text
        choices = []
        for entity in readings:
            organization = self._make.catalogue.organization_of(entity)
            where = f"{organization.label}的" if organization else ""
            question = request.question.replace(name, where + entity.label, 1)
            choices.append(self._make.choice(entity, question if name in request.question else where + entity.label))
        labels = {entity.label for entity in readings}
        one = quote(labels.pop()) if len(labels) == 1 else ""
        asked = f"有 {len(choices)} 个{quote(name)}，请问是哪一个"
        if mention.is_slip:
            asked = f"没有{quote(name)}，您问的是哪一个{one}"
        text = f"{asked}：{'；'.join(self._make.full_name(entity) for entity in readings)}。"
        return Answer(request.question, "clarify", text, "posts", choices=tuple(choices), interpretation=request.parts)

    def read(self, request: Request, readings: tuple[Entity, ...]) -> Answer:
        """The answer where the name stands for `readings`."""
        form, expression, entity = request.form, request.form.expression, readings[0]
        relation = relation_of(expression)
        if relation is None:
            return self._introduce(request, entity)
        if relation == "contact":
            return self._manning.tell_contact(request, entity)
        if relation in ("held", "vacant"):
            base = replace(form, expression=expression.base) if isinstance(expression, Related) else form
            told = self._manning.tell_vacancy(request, readings, relation == "vacant")
            return told or self.read(replace(request, form=base), readings)
        if relation == "head":
            told = self._manning.tell_head(request, entity, readings)
            return told or self.read(_ask_instead(request, "superior"), readings)
        # A name that the question gives, or that the answer gives, is not said a second time.
        subject = entity.label if relation == "holder" else name_item(self._make.item(entity.iri))
        path = _describe_path(expression, subject)
        resolution = Resolution({base_of(expression).mention.text: readings}, {}, described=relation == "posts")
        if relation == "posts" and not self._make.store.select(Planner(resolution).select(expression, "thing")):
            resolution = replace(resolution, described=False)
        if relation == "headcount":
            return self._headcounts.answer(request, entity, resolution)
        if form.operator == "count" and relation == "people" and _is_direct(expression):
            return self._headcounts.answer_total(request, entity, resolution)
        if form.operator == "count":
            sparql = Planner(resolution).count(expression, "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            if not value and relation in ("subordinates", "superior", "holder"):
                return self.unrecorded(request, entity, f"文档没有写明{path}的{name_relation(relation)}。", sparql)
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
            return self.read(_ask_instead(request, "posts"), readings)
        of_unit = relation == "superior" and entity.type == UNIT and _is_direct(expression)
        if not items and of_unit and (head := self._manning.tell_head(request, entity, readings)):
            return replace(head, text=f"文档没有写明{entity.label}归谁管。{head.text}")
        if not items and without:
            names = "、".join(e.label for e in without)
            return self.unrecorded(
                request, entity, f"除了{names}，文档没有写明{path}还有别的{name_relation(relation)}。", sparql
            )
        if not items:
            return self.unrecorded(request, entity, f"文档没有写明{path}的{name_relation(relation)}。", sparql)
        if relation == "chain":
            items = self._lines.order_upwards(items)
        if relation in ("superior", "subordinates") and _is_direct(expression):
            posts = self._make.catalogue.posts_of(entity.iri) if entity.type == PERSON else readings
            items = tuple(self._make.item_beside(item.iri, [post.iri for post in posts]) for item in items)
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
        return self.read(Request(request.question, form, request.organizations, request.parts), (entity,))

    def _tell_duties(self, request: Request, entity: Entity, resolution: Resolution) -> Answer:
        if not _is_direct(request.form.expression) and not request.form.topic:
            return self._tell_duties_each(request, entity, resolution)
        sparql = Planner(resolution).select(request.form.expression, "duty")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        topic, excluded = request.form.topic, request.form.excluded
        if topic or excluded:
            near = self._finder.find(topic or excluded or "", frozenset({entity.organization}))
            matched = {match.duty.iri for match in near if match.cover >= ON_TOPIC}
            matched |= {one.iri for one in told if _TIME.fullmatch(topic or "") and (topic or "")[-1] in one.statement}
            told = [one for one in told if (one.iri in matched) == bool(topic)] or told
        if not told and entity.type == UNIT:
            return self._tell_duties_below(request, entity, resolution)
        if not told:
            return self.unrecorded(request, entity, f"文档里没有写{entity.label}的职责。", sparql)
        posts = self._make.catalogue.posts_of(entity.iri) if entity.type == PERSON else (entity,)
        held = [(post.label, self._make.item_with(post.iri, self._tell_own(post, told, len(posts)))) for post in posts]
        if topic or excluded:
            held = [(label, item) for label, item in held if item.evidence]
        text = say_duties(self._make.item(entity.iri), tuple(one.statement for one in told), topic)
        text += "".join(f"\n文档没有写{label}的职责。" for label, item in held if not item.evidence)
        return answer_with(request, "text", text, tuple(item for _, item in held), sparql)

    def _tell_own(self, post: Entity, told: list[Told], posts: int) -> list[Told]:
        """Those of the duties `told` of a person with so many `posts` that are duties of `post`."""
        if posts == 1:
            return told
        mine = {duty.iri for duty in self._finder.all_of(frozenset({post.iri}))}
        return [one for one in told if one.iri in mine]

    def _tell_duties_below(self, request: Request, unit: Entity, resolution: Resolution) -> Answer:
        """The duties of the posts in `unit`, where the unit has none of its own."""
        below = LogicalForm("list", Related("duties", Related("posts", base_of(request.form.expression))))
        told = self._tell_duties_each(replace(request, form=below), unit, resolution)
        text = f"文档没有单独写{unit.label}的职责，下面是它的岗位的职责。\n{told.text}"
        return replace(told, text=text) if told.status == "answered" else told

    def _tell_duties_each(self, request: Request, unit: Entity, resolution: Resolution) -> Answer:
        """The duties of each post that the relations before lead to: 财务部各岗位的职责."""
        expression = request.form.expression
        assert isinstance(expression, Related)
        sparql = Planner(resolution).select(expression.base, "post")
        sections, items = [], []
        for post in self._make.items(self._make.store.select(sparql)):
            named = Named(base_of(request.form.expression).mention)
            alone = Resolution({named.mention.text: (self._make.catalogue.entities[post.iri],)}, {})
            rows = self._make.store.select(Planner(alone).select(Related("duties", named), "duty"))
            if told := self._make.told([str(row[0]) for row in rows]):
                sections.append(say_duties(post, tuple(one.statement for one in told)))
                items.append(self._make.item_with(post.iri, told))
        if not items:
            return self.unrecorded(request, unit, f"文档里没有写{unit.label}的职责。", sparql)
        return answer_with(request, "text", "\n\n".join(sections), tuple(items), sparql)

    def _tell_traits(self, request: Request, entity: Entity, relation: str, resolution: Resolution) -> Answer:
        sparql = Planner(resolution).select(request.form.expression, "trait")
        told = self._make.told([str(row[0]) for row in self._make.store.select(sparql)])
        word = name_relation(relation)
        if not told and relation == "authority" and _is_direct(request.form.expression):
            duties = self.read(_ask_instead(request, "duties"), (entity,))
            if duties.status == "answered":
                return replace(duties, text=f"文档没有单独写{entity.label}的权限，下面是写明的职责。\n{duties.text}")
        if not told:
            return self.unrecorded(request, entity, f"文档里没有写{entity.label}的{word}。", sparql)
        text = f"{entity.label}的{word}：\n" + "\n".join(f"{n}. {one.statement}" for n, one in enumerate(told, 1))
        return answer_with(request, "text", text, (self._make.item_with(entity.iri, told),), sparql)

    def unrecorded(self, request: Request, entity: Entity, text: str, sparql: str) -> Answer:
        """That something of `entity` is not recorded, what is inferred of it, and what to ask instead."""
        expression = request.form.expression
        answer = self._make.unrecorded(request, entity, text, sparql)
        return add_inferred(self._make, answer, entity, relation_of(expression)) if _is_direct(expression) else answer


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
