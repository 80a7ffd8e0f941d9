"""Query plans about whole sets: the most and fewest, thresholds, averages, sums, and what is not so."""

from dataclasses import replace

from graph.model import Iri
from graph.query import (
    Aggregate,
    Compare,
    Element,
    Filter,
    NotExists,
    Pattern,
    QueryPlan,
    SubSelect,
    Values,
    Var,
)
from graph.query import Optional as OptionalPart
from graph.sparql import render
from nlp.catalogue import ORGANIZATION, POST
from nlp.duties import DutyRecord
from nlp.forms import Expression, Named, Related
from nlp.planning import INSIDE, OF_ORGANIZATIONS, OF_WHOLES, PATHS, RESULTS, STATED, TYPE, TYPES, Planner
from ontology import vocabulary as v


class SetPlanner(Planner):
    """Composes the query plan of one question about a whole set."""

    def extreme(self, kind: str, relation: str, largest: bool) -> str:
        """Things of type `kind` with the most (or fewest) things in `relation` to them, and how many."""
        thing, number, best = Var("thing"), Var("n"), Var("best")
        counted = self._count_each(kind, relation, thing, number)
        limit = QueryPlan(where=(SubSelect(counted),), select=(Aggregate("max" if largest else "min", number, best),))
        self._where += [SubSelect(counted), SubSelect(limit), Filter(Compare(number, "=", best))]
        return self._render("select", thing, number)

    def threshold(self, kind: str, relation: str, least: int | None, below: int | None) -> str:
        """Things of type `kind` with at least `least`, or fewer than `below`, things in `relation` to them; how many."""
        thing, number = Var("thing"), Var("n")
        self._where.append(SubSelect(self._count_each(kind, relation, thing, number, below is not None)))
        if least is not None:
            self._where.append(Filter(Compare(number, ">=", least)))
        if below is not None:
            self._where.append(Filter(Compare(number, "<", below)))
        return self._render("select", thing, number)

    def average(self, kind: str, relation: str) -> str:
        """How many things stand in `relation` to a thing of type `kind` on average."""
        thing, number = Var("thing"), Var("n")
        counted = self._count_each(kind, relation, thing, number, True)
        plan = QueryPlan(where=(SubSelect(counted),), select=(Aggregate("avg", number, Var("average")),))
        return render(replace(plan, comments=self._comments))

    def total(self, expression: Expression) -> str:
        """How many people the posts in `expression` have places for: the sum of their head counts."""
        post, number = Var("post"), Var("n")
        self._bind(Related("posts", expression), post)
        self._where.append(Pattern(post, Iri(v.HEADCOUNT), number))
        each = QueryPlan(where=tuple(self._where), select=(post, number))
        plan = QueryPlan(where=(SubSelect(each),), select=(Aggregate("sum", number, Var("total")),))
        return render(replace(plan, comments=self._comments))

    def _count_each(self, kind: str, relation: str, thing: Var, number: Var, none: bool = False) -> QueryPlan:
        """Each thing of type `kind` with the number of things in `relation` to it; those without any where `none`."""
        other = Var("other")
        path = OF_ORGANIZATIONS.get(relation, PATHS[relation]) if kind == ORGANIZATION else PATHS[relation]
        where: list[Element] = [Pattern(thing, TYPE, Iri(TYPES[kind])), *self._within(thing, kind)]
        if relation == "headcount" and kind == POST:
            # A number that is said of a post, not a number of things.
            return QueryPlan(where=(*where, Pattern(thing, path, number)), select=(thing, number))
        related: list[Element] = [Pattern(thing, path, other)]
        if relation in RESULTS:
            related.append(Pattern(other, TYPE, Iri(RESULTS[relation])))
        if relation == "posts":
            related += self._only_described(other)
        if relation == "headcount":
            each = QueryPlan(where=(*where, Pattern(thing, OF_WHOLES[kind], other), Pattern(other, path, Var("each"))),
                             select=(thing, other, Var("each")))  # fmt: skip
            return QueryPlan(
                where=(SubSelect(each),), select=(thing, Aggregate("sum", Var("each"), number)), group_by=(thing,)
            )
        where += [OptionalPart(tuple(related))] if none else related
        return QueryPlan(where=tuple(where), select=(thing, Aggregate("count", other, number)), group_by=(thing,))

    def outside(self, kind: str, relation: str, base: Named) -> str:
        """SELECT of the things of type `kind` that do not stand in `relation` to `base`, nor are it."""
        thing = Var("thing")
        self._where += [Pattern(thing, TYPE, Iri(TYPES[kind])), *self._within(thing, kind)]
        subject = self._fresh("base")
        self._bind(base, subject)
        self._where += [
            # Of several that bear the name, each counts in its own organization.
            Pattern(subject, INSIDE, Var("place")),
            Filter(NotExists((Pattern(subject, PATHS[relation], thing),))),
            Filter(Compare(thing, "!=", subject)),
        ]
        return self._render("select", thing)

    def without_traits(self, kind: str, traits: tuple[DutyRecord, ...]) -> str:
        """SELECT of the things of type `kind` that ask for something, but for none of `traits`."""
        thing, trait = Var("thing"), Var("trait")
        self._where += [
            Pattern(thing, TYPE, Iri(TYPES[kind])), *self._within(thing, kind),
            Filter(NotExists((Values((trait,), tuple((Iri(t.iri),) for t in traits)), Pattern(thing, STATED, trait)))),
        ]  # fmt: skip
        self._comments |= {Iri(t.iri): t.statement for t in traits}
        return self._render("select", thing)
