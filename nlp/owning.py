"""Answers about tasks: who owns one, what a duty says of it, whether somebody owns it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.answer import Answer, Item, Kind
from nlp.catalogue import PERSON, POST, UNIT, Entity
from nlp.checking import CheckPlanner
from nlp.duties import OWNED, DutyFinder, DutyRecord, Match
from nlp.forms import Expression, Related, Task
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.planning import Planner, Resolution
from nlp.verbalize import (
    INVOLVEMENT,
    list_names,
    name_item,
    name_relation,
    quote,
    say_owners,
    say_permitted,
    say_related,
)

_ASKED_OF = frozenset({"qualification", "work-condition"})
#: What people are asked for is meant rather than a duty when it is so like the question beside the best duty.
_ASKED_SHARE = 0.9
#: Tasks named side by side are looked for one by one where nobody does them together so well.
_TOGETHER = 0.75
_NEAR_MISS = 0.25
#: What may be the very task that is asked for: 谁审批合同 is answered by whoever 负责合同签订 where nobody approves.
_TASKS_THEMSELVES = ("approve", "supervise")
_KINDS: dict[str, Kind] = {POST: "posts", UNIT: "units", PERSON: "people"}


class OwnerAnswerer:
    """Answers about the tasks of one snapshot."""

    def __init__(self, make: ItemMaker, finder: DutyFinder) -> None:
        self._make = make
        self._finder = finder

    def answer(self, request: Request, task: Task) -> Answer:
        """Who owns `task`: all who lead or execute it; those who only help where nobody does."""
        matches, cut = self._match(request, task)
        if len(parts := _divide(task.phrase)) > 1 and (not cut or cut[0].cover < _TOGETHER):
            cut = self._match_each(request, task, parts) or cut
        if not cut:
            return self._nobody(request, task, matches)
        wanted = task.involvement
        if wanted:
            chosen = [m for m in cut if wanted in (m.involvement, m.duty.involvement)]
            if chosen:
                return self._name_owners(request, task, chosen, led=True)
            if task.chosen or wanted not in _TASKS_THEMSELVES:
                return self._nobody(request, task, cut)
        owning = self._finder.owning(task.phrase)
        owners = [m for m in cut if m.involvement in owning]
        others = [m for m in cut if m.involvement not in owning]
        answer = self._name_owners(request, replace(task, involvement=None), owners or others, bool(owners), others)
        if wanted and answer.items:
            return replace(answer, text=f"{answer.text}\n文档没有写明由谁{INVOLVEMENT[wanted]}。")
        return answer

    def _match_each(self, request: Request, task: Task, parts: Sequence[str]) -> list[Match]:
        """The matches of the tasks that a phrase names side by side; none where one of them has no good match."""
        together: dict[str, Match] = {}
        for part in parts:
            found = self._match(request, replace(task, phrase=part))[1]
            if not found or found[0].cover < _TOGETHER:
                return []
            together |= {match.duty.iri: match for match in found}
        return list(together.values())

    def _match(self, request: Request, task: Task) -> tuple[list[Match], list[Match]]:
        """All matches of the task, and those that are meant."""
        scope = self._make.scope(request) or None
        if (among := request.form.among) is not None:
            rows = self._make.store.select(Planner(self._make.resolve(request, among)).select(among, "among"))
            allowed = frozenset(str(row[0]) for row in rows)
            inside = self._finder.find(task.phrase, None, owners=allowed)
            return inside, self._finder.cut(inside)
        if named := self._make.owners(request, (POST,)):
            mine = self._finder.find(task.phrase, scope, OWNED, named)
            if cut := self._finder.cut(mine):
                return mine, cut
            if len(named) > 1 and mine and mine[0].cover > _NEAR_MISS:
                # 甲和乙谁管这件事: one of them does.
                return mine, [m for m in mine if m.score >= mine[0].score / 2]
        matches = self._finder.find(task.phrase, scope, OWNED)
        cut = self._finder.cut(matches)
        if request.form.topic == "qualification":
            asked = self._finder.cut(self._finder.find(task.phrase, scope, _ASKED_OF))
            if asked and (not cut or asked[0].cover >= cut[0].cover * _ASKED_SHARE):
                return asked, asked
        if not cut:
            asked = self._finder.cut(self._finder.find(task.phrase, scope, _ASKED_OF))
            # What people must know is no task of theirs, unless it says all of it.
            cut = asked if asked and asked[0].cover >= _TOGETHER else []
        return matches, cut

    def _name_owners(
        self, request: Request, task: Task, matches: list[Match], led: bool, others: Sequence[Match] = ()
    ) -> Answer:
        among = request.form.among
        named = self._make.resolve(request, among).named if among is not None else {}
        resolution = Resolution(named, {task.phrase: tuple(m.duty for m in matches)})
        expression: Expression = Related("holder", task) if task.target == "person" else task
        sparql = Planner(resolution).select(expression, "owner", among)
        rows = self._make.store.select(sparql)
        if task.target == "unit":
            in_units = Planner(resolution).units_of(task)
            unit_rows = self._make.store.select(in_units)
            sparql, rows = (in_units, unit_rows) if unit_rows else (sparql, rows)
        by_owner: dict[str, list[Match]] = {}
        for match in matches:
            by_owner.setdefault(match.duty.owner, []).append(match)
        items = [self._make.item(str(row[0]), self._done_by(str(row[0]), matches)) for row in rows]
        items.sort(key=lambda i: (-i.score, i.source.line_start if i.source else 0, i.iri))
        if not items:
            return answer_unknown(request, "not-recorded", f"负责{quote(task.phrase)}的岗位没有写任职人。", sparql)
        helpers = self._list_helpers(others, by_owner)
        helping = dict.fromkeys(f"{helper.label}（{INVOLVEMENT[str(helper.involvement)]}）" for helper in helpers)
        text = say_owners(task.phrase, tuple(items), tuple(helping), led, task.involvement)
        text += say_permitted(tuple(item for item in items if item.involvement is None), len(items))
        types = {item.type for item in items}
        kind = _KINDS[types.pop()] if len(types) == 1 else "posts"
        return replace(answer_with(request, kind, text, tuple(items), sparql), helpers=helpers)

    def _done_by(self, iri: str, matches: list[Match]) -> list[Match]:
        """Those of `matches` that are duties of a post or unit, of a post in the unit or of one that the person holds."""
        entities = self._make.catalogue.entities
        owners = {iri, *(post.iri for post in self._make.catalogue.posts_of(iri))}
        owners |= {m.duty.owner for m in matches if m.duty.owner in entities and iri in entities[m.duty.owner].within}
        return [m for m in matches if m.duty.owner in owners] or matches

    def _list_helpers(self, others: Sequence[Match], owners: dict[str, list[Match]]) -> tuple[Item, ...]:
        """Those whom the text names as helpers: what each does, and the sentence that says so."""
        entities = self._make.catalogue.entities
        found: dict[tuple[str, str | None], list[Match]] = {}
        for match in others:
            if match.duty.owner not in owners and match.duty.owner in entities:
                found.setdefault((match.duty.owner, match.involvement), []).append(match)
        return tuple(self._make.item(owner, matches) for (owner, _), matches in found.items())

    def _nobody(self, request: Request, task: Task, matches: list[Match]) -> Answer:
        if not self._finder.read(task.phrase).probes:
            text = "没有看懂要问的是哪件事。请写出事情的名称，例如“谁负责发票收集”。"
            return answer_unknown(request, "not-understood", text)
        entities = self._make.catalogue.entities
        near = [m for m in matches[:3] if m.cover > _NEAR_MISS and m.duty.owner in entities]
        owners = list(dict.fromkeys(m.duty.owner for m in near))
        choices = tuple(self._make.choice(entities[o], self._make.offers.ask_instead(entities[o])) for o in owners)
        text = f"现有文档里没有写明谁{INVOLVEMENT.get(task.involvement or '', '负责')}{quote(task.phrase)}。"
        if near:
            told = "；".join(f"{entities[m.duty.owner].label}{quote(m.duty.statement.rstrip('。；;'))}" for m in near)
            text += f"最接近的职责是：{told}。"
            if not task.involvement:
                text += "但不能据此认定负责人。"
        return answer_unknown(request, "nobody-assigned", text, choices=choices)

    def find_related(self, request: Request, expression: Expression) -> tuple[str, ...]:
        """Who owns the task at the bottom of `expression`, the likeliest first, or what stands in its relations to them."""
        task = expression
        while isinstance(task, Related):
            task = task.base
        assert isinstance(task, Task)
        cut = self._match(request, task)[1]
        owning = self._finder.owning(task.phrase)
        owners = [m for m in cut if m.involvement in owning] or cut
        found = dict.fromkeys(m.duty.owner for m in owners)
        if isinstance(expression, Related) and owners:
            planner = Planner(Resolution({}, {task.phrase: tuple(m.duty for m in owners)}))
            found = dict.fromkeys(str(row[0]) for row in self._make.store.select(planner.select(expression, "thing")))
        return tuple(iri for iri in found if iri in self._make.catalogue.entities)

    def answer_nested(self, request: Request, expression: Related) -> Answer:
        """A relation of whoever owns a task: 负责质检的人的上级."""
        inner: Expression = expression
        path: list[str] = []
        while isinstance(inner, Related):
            path.append(name_relation(inner.relation))
            inner = inner.base
        assert isinstance(inner, Task)
        matches, cut = self._match(request, inner)
        if not cut:
            return self._nobody(request, inner, matches)
        owning = self._finder.owning(inner.phrase)
        owners = [m for m in cut if m.involvement in owning] or cut
        planner = Planner(Resolution({}, {inner.phrase: tuple(m.duty for m in owners)}))
        if request.form.operator == "count":
            sparql = planner.count(expression, "thing")
            value = int(str(self._make.store.select(sparql)[0][0]))
            return answer_with(
                request, "number", f"负责{quote(inner.phrase)}的岗位的{path[0]}共 {value} 个。", (), sparql, value
            )
        sparql = planner.select(expression, "thing")
        items = self._make.items(self._make.store.select(sparql))
        doer = f"负责{quote(inner.phrase)}的岗位"
        if not items:
            return answer_unknown(request, "not-recorded", f"文档没有写明{doer}的{path[0]}。", sparql)
        subject = "的".join([doer, *reversed(path[1:])])
        return answer_with(
            request, _KINDS.get(items[0].type, "posts"), say_related(subject, expression.relation, items), items, sparql
        )

    def answer_verdict(self, request: Request, subject: Entity, topic: str) -> Answer:
        """Whether `subject` owns the task `topic`; where not, who does."""
        catalogue = self._make.catalogue
        owners = {p.iri for p in catalogue.posts_of(subject.iri)} if subject.type == PERSON else {subject.iri}
        scope = frozenset({subject.organization})
        mine = self._finder.cut(self._finder.find(topic, scope, owners=frozenset(owners)))
        name = name_item(self._make.item(subject.iri))
        if mine:
            duties: tuple[DutyRecord, ...] = tuple(m.duty for m in mine)
            sparql = CheckPlanner(Resolution({}, {topic: duties})).ask_owner(Task(topic), tuple(sorted(owners)))
            text = f"是。{name}的职责写明：{duties[0].statement}"
            item = self._make.item(next(iter(owners)), mine)
            return answer_with(request, "boolean", text, (item,), sparql, True)
        others = self._finder.cut(self._finder.find(topic, scope, OWNED))
        if not others:
            return answer_unknown(
                request, "nobody-assigned", f"文档里没有写明{name}是否负责{quote(topic)}，也没有写明由谁负责。"
            )
        duties = tuple(m.duty for m in others)
        sparql = CheckPlanner(Resolution({}, {topic: duties})).ask_owner(Task(topic), tuple(sorted(owners)))
        items = tuple(
            self._make.item(o, [m for m in others if m.duty.owner == o]) for o in dict.fromkeys(d.owner for d in duties)
        )
        return answer_with(
            request,
            "boolean",
            f"不是。{name}的职责里没有写{quote(topic)}，写明负责的是{list_names(items)}。",
            items,
            sparql,
            False,
        )


def _divide(phrase: str) -> tuple[str, ...]:
    """The tasks that a phrase names side by side: 收发票,转人事关系."""
    return tuple(part.strip() for part in re.split("[,，、;；]|以及|还有|和|与|跟", phrase) if len(part.strip()) > 1)
