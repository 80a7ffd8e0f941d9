"""Answers about the reporting lines between several named things: whom they share, who stands between, how far it is."""

from collections.abc import Iterator

from graph.model import Iri
from graph.query import (
    Element,
    Filter,
    NotExists,
    OneOrMore,
    Pattern,
    QueryPlan,
    Values,
    Var,
    ZeroOrMore,
)
from graph.sparql import render
from nlp.answer import Answer, Item
from nlp.catalogue import PERSON, Entity
from nlp.forms import Named, Related, base_of, relation_of
from nlp.items import ItemMaker, Request, answer_unknown, answer_with
from nlp.names import NameMention
from nlp.planning import REPORTS, Planner, Resolution
from nlp.verbalize import list_names, say_related


class LinePlanner(Planner):
    """Composes the query plan of one question about lines upwards."""

    def nearest(self, bases: tuple[Named, ...]) -> str:
        """The superior nearest to all of `bases` among those above each of them."""
        above, nearer = Var("superior"), Var("nearer")
        closer: list[Element] = []
        for base in bases:
            below = self._fresh("base")
            self._bind(base, below)
            self._where.append(Pattern(below, OneOrMore(REPORTS), above))
            closer.append(Pattern(below, OneOrMore(REPORTS), nearer))
        self._where.append(Filter(NotExists((*closer, Pattern(nearer, OneOrMore(REPORTS), above)))))
        return self._render("select", above)

    def between(self, low: Entity, high: Entity, count: bool = False, inclusive: bool = False) -> str:
        """What stands between `low` and `high` on the way up, `high` among it where `inclusive`; or how many."""
        bottom, top, post = Var("low"), Var("high"), Var("post")
        self._fix(bottom, (low,))
        self._fix(top, (high,))
        rest = ZeroOrMore(REPORTS) if inclusive else OneOrMore(REPORTS)
        self._where += [Pattern(bottom, OneOrMore(REPORTS), post), Pattern(post, rest, top)]
        return self._render("count" if count else "select", post)

    def joining(self, one: Entity, other: Entity, common: Entity) -> str:
        """What stands between two things and the superior that they share, who is among it."""
        end, top, post = Var("end"), Var("common"), Var("post")
        self._fix(end, (one, other))
        self._where += [
            Values((top,), ((Iri(common.iri),),)),
            Pattern(end, OneOrMore(REPORTS), post),
            Pattern(post, ZeroOrMore(REPORTS), top),
        ]
        return self._render("select", post)

    def ask_all(self, related: Related, others: tuple[Named, ...]) -> str:
        """ASK whether each of `others` is among what `related` stands for."""
        for other in others:
            thing = self._fresh("thing")
            self._bind(other, thing)
            self._bind(related, thing)
        return self._render("ask")

    def ask_shared(self, related: tuple[Related, ...]) -> str:
        """ASK whether all `related` have something in common."""
        for expression in related:
            self._bind(expression, Var("superior"))
        return self._render("ask")


def climb(iri: str) -> str:
    """How many posts and units stand above `iri`."""
    above = Var("above")
    return render(QueryPlan(where=(Pattern(Iri(iri), OneOrMore(REPORTS), above),), form="count", select=(above,)))


class LineAnswerer:
    """Answers about the reporting lines of one snapshot."""

    def __init__(self, make: ItemMaker) -> None:
        self._make = make

    def answer_shared(self, request: Request) -> Answer:
        """The superior that several named things have in common; whether they have one, where that is asked."""
        mentions = [base_of(request.form.expression).mention, *request.form.others]
        named = self._together(request, mentions)
        names = "和".join(m.text for m in mentions)
        related = tuple(Related("superior", Named(m)) for m in mentions)
        if all(named.values()):
            sparql = Planner(Resolution(named, {})).shared(related, "superior")
            items = self._make.items(self._make.store.select(sparql))
            if request.form.operator == "yesno":
                text = f"是。{names}的共同上级是{list_names(items)}。" if items else "不是同一个上级。"
                asked = tuple(self._make.item(e.iri) for found in named.values() for e in found)
                sparql = LinePlanner(Resolution(named, {})).ask_shared(related)
                return answer_with(request, "boolean", text, asked, sparql, bool(items))
            if not items:
                sparql = LinePlanner(Resolution(named, {})).nearest(tuple(Named(m) for m in mentions))
                items = self._make.items(self._make.store.select(sparql))
            if items:
                return answer_with(request, "posts", f"{names}的共同上级是{list_names(items)}。", items, sparql)
        return answer_unknown(request, "not-recorded", f"文档里没有写明{names}有共同的上级。")

    def answer_all(self, request: Request) -> Answer:
        """Whether all of several named things are superiors, or subordinates, of one."""
        base = base_of(request.form.expression)
        mentions = [base.mention, *request.form.others]
        named = self._together(request, mentions)
        relation = relation_of(request.form.expression) or "superior"
        if not all(named.values()):
            return answer_unknown(request, "not-recorded", f"{'、'.join(m.text for m in mentions)}不在同一个组织里。")
        sparql = LinePlanner(Resolution(named, {})).ask_all(
            Related(relation, base), tuple(map(Named, request.form.others))
        )
        value = self._make.store.ask(sparql)
        every = self._make.items(
            self._make.store.select(Planner(Resolution(named, {})).select(Related(relation, base), "x"))
        )
        text = (
            say_related(base.mention.text, relation, every) if every else f"文档没有写明{base.mention.text}的上下级。"
        )
        items = tuple(self._make.item(e.iri) for e in named[base.mention.text])
        return answer_with(request, "boolean", f"{'是' if value else '不是'}。{text}", items, sparql, value)

    def answer_between(self, request: Request) -> Answer:
        """Who stands between two named posts: on the way from one up to the other, else by the superior they share."""
        first, second = base_of(request.form.expression).mention, request.form.others[0]
        for one, other in self._pairs(request):
            for low, high in ((one, other), (other, one)):
                sparql = LinePlanner(Resolution({}, {})).between(low, high)
                if items := self.order_upwards(self._make.items(self._make.store.select(sparql))):
                    text = f"{low.label}与{high.label}之间是{list_names(items)}。"
                    return answer_with(request, "posts", text, items, sparql)
        for one, other in self._pairs(request):
            if common := self._find_common(one, other):
                sparql = LinePlanner(Resolution({}, {})).joining(one, other, common)
                items = self.order_upwards(self._make.items(self._make.store.select(sparql)))
                text = f"{one.label}与{other.label}经共同的上级{common.label}相连，中间是{list_names(items)}。"
                return answer_with(request, "posts", text, items, sparql)
        return answer_unknown(request, "not-recorded", f"文档里没有写明{first.text}与{second.text}之间还有谁。")

    def answer_distance(self, request: Request) -> Answer:
        """How many steps one named thing is below another; with the topic `between` how many stand in the midst."""
        first, second = base_of(request.form.expression).mention, request.form.others[0]
        inclusive = request.form.topic != "between"
        for one, other in self._pairs(request):
            for low, high in ((one, other), (other, one)):
                if not self._make.store.select(LinePlanner(Resolution({}, {})).between(low, high, inclusive=True)):
                    continue
                sparql = LinePlanner(Resolution({}, {})).between(low, high, count=True, inclusive=inclusive)
                value = int(str(self._make.store.select(sparql)[0][0]))
                rows = self._make.store.select(LinePlanner(Resolution({}, {})).between(low, high))
                middle = list_names(self.order_upwards(self._make.items(rows)))
                text = (
                    f"{low.label}在{high.label}下面第 {value} 级"
                    if inclusive
                    else f"{low.label}与{high.label}之间隔 {value} 级"
                )
                return answer_with(
                    request, "number", f"{text}{'，中间是' + middle if middle else ''}。", (), sparql, value
                )
        return answer_unknown(request, "not-recorded", f"文档里没有写明{first.text}与{second.text}谁在谁的下面。")

    def _together(self, request: Request, mentions: list[NameMention]) -> dict[str, tuple[Entity, ...]]:
        """What each of `mentions` means in the organizations that have all of them; nothing where none has."""
        readings = {m.text: self._make.readings(request, m) for m in mentions}
        homes = set.intersection(*({e.organization for e in found} for found in readings.values()))
        return {name: tuple(e for e in found if e.organization in homes) for name, found in readings.items()}

    def order_upwards(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items from the lowest to the highest."""
        height = {item.iri: -int(str(self._make.store.select(climb(item.iri))[0][0])) for item in items}
        return tuple(sorted(items, key=lambda item: height[item.iri]))

    def _pairs(self, request: Request) -> Iterator[tuple[Entity, Entity]]:
        """What the two names may mean, in one organization; posts of people."""
        first, second = base_of(request.form.expression).mention, request.form.others[0]
        for one in self._make.readings(request, first):
            for other in self._make.readings(request, second):
                if one.organization == other.organization:
                    yield from ((a, b) for a in self._posts(one) for b in self._posts(other) if a.iri != b.iri)

    def _posts(self, entity: Entity) -> tuple[Entity, ...]:
        return tuple(self._make.catalogue.posts_of(entity.iri)) if entity.type == PERSON else (entity,)

    def _find_common(self, one: Entity, other: Entity) -> Entity | None:
        """The nearest superior that both have; None where there is none or several."""
        named = [Named(self._make.mention(entity)) for entity in (one, other)]
        resolution = Resolution({named[0].mention.text: (one,), named[1].mention.text: (other,)}, {})
        rows = self._make.store.select(LinePlanner(resolution).nearest(tuple(named)))
        return self._make.catalogue.entities.get(str(rows[0][0])) if len(rows) == 1 else None
