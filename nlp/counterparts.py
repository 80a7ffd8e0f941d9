"""Answers whom a post works with on a task, tells of it or hands it over to: the posts and units its sentence names."""

import re

from nlp.answer import Answer, Item, Kind
from nlp.catalogue import POST, UNIT, Entity
from nlp.documents.involvement import classify_involvement
from nlp.duties import DutyFinder, DutyRecord, Match
from nlp.forms import Task
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.names import NameFinder
from nlp.planning import Planner, Resolution
from nlp.text import fold
from nlp.verbalize import list_names, quote

_SHARE = 0.75
_LEAST = 0.15
_SURE = 0.4
_LIKELY = 0.1
_TOWARDS = re.compile("配合|协助|协同|会同|交|报|转|移|联系|通知|告知|告诉|反馈|与|和|向|由|请")


class CounterpartAnswerer:
    """Answers about who is named in the duties of one snapshot."""

    def __init__(self, make: ItemMaker, finder: DutyFinder, names: NameFinder) -> None:
        self._make = make
        self._finder = finder
        self._names = names

    def answer(self, request: Request, task: Task) -> Answer:
        """The posts and units that the best matching duties of the named post name; the sentence where they name none."""
        owners = self._make.owners(request)
        if self._finder.read(task.phrase).probes or not owners:
            matches = self._finder.find(task.phrase, self._make.scope(request) or None, owners=owners or None)
        else:
            # 安技科科长跟哪家单位对接: whoever any of its duties names.
            matches = [Match(duty, 1.0, 1.0) for duty in self._finder.all_of(owners)]
        telling = [m for m in matches if _TOWARDS.search(m.duty.statement)]
        best = [m for m in telling if m.cover >= max(_LEAST, telling[0].cover * _SHARE if telling else 0.0)][:3]
        naming = [m for m in best if self._named_in(m.duty)]
        if not best and owners:
            # Other words than the question's: likely what it means, or the only one that names anybody.
            all_naming = [m for m in telling if self._named_in(m.duty)]
            best = naming = [m for m in all_naming if m.score >= _LIKELY or len(all_naming) == 1][:1]
        if not owners:
            # The question names no doer: only a sentence that tells whom to turn to is an answer.
            naming = [m for m in naming if max(m.cover, m.score) >= _SURE]
            if not naming:
                return answer_unknown(request, "not-recorded", f"文档没有写明{quote(task.phrase)}要对接谁。")
        if not naming:
            return self._tell(request, task, best)
        duties = tuple(m.duty for m in naming[:1] if naming) if naming[0].cover > _LEAST else ()
        duties = duties or tuple(m.duty for m in naming)
        meant = {e.iri for duty in duties for e in self._named_in(duty)}
        resolution = Resolution({}, {task.phrase: duties})
        rows = self._make.store.select(Planner(resolution).mentioned(task, "other"))
        inside = tuple(
            self._make.catalogue.entities[str(row[0])]
            for row in rows
            if str(row[0]) not in meant and str(row[0]) in self._make.catalogue.entities
        )
        sparql = Planner(resolution).mentioned(task, "other", inside)
        items = self._items(sparql, naming)
        if not items:
            return self._tell(request, task, best)
        return self._name(request, duties[0], items, sparql)

    def _name(self, request: Request, duty: DutyRecord, items: tuple[Item, ...], sparql: str) -> Answer:
        """That whoever has `duty` turns to `items`."""
        subject = self._make.catalogue.entities[duty.owner].label
        text = f"{subject}在这件事上对接的是{list_names(items)}。\n原文：{duty.statement}"
        kind: Kind = "units" if all(i.type == UNIT for i in items) else "posts"
        return answer_with(request, kind, text, items, sparql)

    def _items(self, sparql: str, matches: list[Match]) -> tuple[Item, ...]:
        rows = self._make.store.select(sparql)
        entities = self._make.catalogue.entities
        return tuple(self._make.item(str(row[0]), matches[:1]) for row in rows if str(row[0]) in entities)

    def _named_in(self, duty: DutyRecord) -> list[Entity]:
        found = []
        for mention in self._names.find(fold(duty.statement)):
            for candidate in mention.candidates:
                entity = candidate.entity
                mine = entity.organization == duty.organization and entity.iri != duty.owner
                if mine and entity.type in (POST, UNIT) and candidate.score == 1.0:
                    found.append(entity)
        return found

    def _tell(self, request: Request, task: Task, best: list[Match]) -> Answer:
        """Whom the best sentence names that is no post or unit of the graph; the sentence itself, where it names nobody."""
        if best:
            sparql = Planner(Resolution({}, {task.phrase: (best[0].duty,)})).parties(task, "party")
            rows = self._make.store.select(sparql)
            if parties := tuple(self._make.outsider(str(iri), str(name), best[0]) for iri, name in rows):
                return self._name(request, best[0].duty, parties, sparql)
        helping = [m for m in best if classify_involvement(m.duty.statement) in ("assist", "inform")] or best[:1]
        if not helping:
            return answer_unknown(request, "not-recorded", f"文档没有写明{quote(task.phrase)}要对接谁。")
        duties = tuple(m.duty for m in helping)
        sparql = Planner(Resolution({}, {task.phrase: duties})).select(task, "owner")
        items = tuple(self._make.item(d.owner, helping) for d in {d.owner: d for d in duties}.values())
        return answer_with(request, "text", self._make.state(duties), items, sparql)
