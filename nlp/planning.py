"""Turns an expression whose names are resolved into a query plan; the answer variable is the first of the SELECT."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from graph.model import Iri
from graph.query import (
    Alternatives,
    AnyOf,
    Compare,
    Contains,
    Element,
    Exists,
    Filter,
    Inverse,
    NotExists,
    NotIn,
    OneOrMore,
    Path,
    Pattern,
    QueryPlan,
    Sequence,
    Values,
    Var,
    ZeroOrMore,
    ZeroOrOne,
)
from graph.sparql import render
from nlp.catalogue import DUTY, ORGANIZATION, PERSON, POST, UNIT, Entity
from nlp.duties import DutyRecord
from nlp.forms import Everything, Expression, Lacking, Named, Related, Task
from ontology import vocabulary as v

TYPES = {
    POST: v.POST,
    UNIT: v.ORGANIZATIONAL_UNIT,
    PERSON: v.PERSON,
    ORGANIZATION: v.FORMAL_ORGANIZATION,
    DUTY: v.DUTY,
}
TYPE, _POST_IN, _UNIT_OF = Iri(v.TYPE), Iri(v.POST_IN), Iri(v.UNIT_OF)
_REPORTS, _HELD_BY, INSIDE = Iri(v.REPORTS_TO), Iri(v.HELD_BY), Iri(v.IN_ORGANIZATION)
_BELOW_UNIT = Sequence((_POST_IN, ZeroOrMore(_UNIT_OF)))

#: Relation → the path from its base to its value.
PATHS: dict[str, Path] = {
    "superior": _REPORTS,
    "subordinates": Inverse(_REPORTS),
    "chain": OneOrMore(_REPORTS),
    "holder": _HELD_BY,
    "post_of": Inverse(_HELD_BY),
    "posts": Inverse(_BELOW_UNIT),
    "units": Inverse(OneOrMore(_UNIT_OF)),
    "people": Sequence((Inverse(_BELOW_UNIT), _HELD_BY)),
    "unit_of": Alternatives((_POST_IN, _UNIT_OF)),
    "duties": Iri(v.HAS_DUTY),
    "organizations_with": INSIDE,
    "qualification": Iri(v.HAS_QUALIFICATION),
    "headcount": Iri(v.HEADCOUNT),
    "authority": Iri(v.HAS_AUTHORITY),
    "work_condition": Iri(v.HAS_WORK_CONDITION),
}
#: The same relations where the base is a whole organization.
OF_ORGANIZATIONS: dict[str, Path] = {
    "posts": Inverse(INSIDE),
    "units": Inverse(INSIDE),
    "people": Sequence((Inverse(INSIDE), _HELD_BY)),
    "duties": Sequence((Inverse(INSIDE), Iri(v.HAS_DUTY))),
}
OF_WHOLES: dict[str, Path] = {ORGANIZATION: Inverse(INSIDE), UNIT: Inverse(_BELOW_UNIT)}
RESULTS = {"posts": v.POST, "units": v.ORGANIZATIONAL_UNIT}
#: From a thing up to a unit that it is in.
_UP = Alternatives((_POST_IN, _UNIT_OF))
_INTO_UNIT: dict[str, Path] = {
    POST: _BELOW_UNIT,
    UNIT: OneOrMore(_UNIT_OF),
    PERSON: Sequence((Inverse(_HELD_BY), _BELOW_UNIT)),
    DUTY: Sequence((Inverse(Iri(v.HAS_DUTY)), ZeroOrMore(_UP))),
}
#: What a document says of a post that it describes; one that it only mentions as a superior has nothing of this.
_OWN = Alternatives(
    (
        Iri(v.HAS_DUTY), _HELD_BY, Iri(v.HAS_QUALIFICATION), Iri(v.HEADCOUNT), Iri(v.HAS_AUTHORITY),
        Iri(v.HAS_WORK_CONDITION), Iri(v.PHONE), Iri(v.MBOX), _REPORTS,
    )
)  # fmt: skip
STATED = Alternatives((Iri(v.HAS_DUTY), Iri(v.HAS_AUTHORITY), Iri(v.HAS_QUALIFICATION), Iri(v.HAS_WORK_CONDITION)))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the parts of a form stand for: named things by the text of their mention, duties by the task's phrase.

    Whole sets are those of `organizations` and inside `units`, or `among` things where there are any; they are without
    posts that documents only mention as superiors where they are `described`.
    """

    named: Mapping[str, tuple[Entity, ...]]
    duties: Mapping[str, tuple[DutyRecord, ...]]
    organizations: tuple[Entity, ...] = ()
    units: tuple[Entity, ...] = ()
    described: bool = False
    among: tuple[Entity, ...] = ()


class Planner:
    """Composes the query plan of one question."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self._where: list[Element] = []
        self._comments: dict[Iri, str] = {}
        self._count = 0

    def select(
        self, expression: Expression, variable: str, among: Expression | None = None, without: tuple[Entity, ...] = ()
    ) -> str:
        """SELECT of the distinct things that `expression` stands for, and `among` too where given; none of `without`."""
        self._bind(expression, Var(variable))
        if without:
            self._comments |= {Iri(e.iri): e.label for e in without}
            self._where.append(Filter(NotIn(Var(variable), tuple(Iri(e.iri) for e in without))))
        if among is not None:
            self._bind(among, Var(variable))
        return self._render("select", Var(variable))

    def mentioned(self, task: Task, variable: str, others: tuple[Entity, ...] = ()) -> str:
        """The posts and units of the owner's organization that the sentences of `task` name, without `others`."""
        duty, owner, other = self._fresh("duty"), self._fresh("owner"), Var(variable)
        told, name, place, kind = Var("told"), Var("name"), Var("organization"), Var("type")
        self._fix(duty, self._resolution.duties[task.phrase])
        self._where += [
            Pattern(owner, STATED, duty),
            Pattern(owner, INSIDE, place),
            Pattern(duty, Iri(v.STATEMENT), told),
            Pattern(other, INSIDE, place),
            Values((kind,), ((Iri(v.POST),), (Iri(v.ORGANIZATIONAL_UNIT),))),
            Pattern(other, TYPE, kind),
            Pattern(other, Alternatives((Iri(v.PREF_LABEL), Iri(v.ALT_LABEL))), name),
            Filter(Contains(told, name)),
            Filter(Compare(other, "!=", owner)),
        ]
        if others:
            # Their names stand there only inside longer ones: 运营部 in 运营部经理.
            self._where.append(Filter(NotIn(other, tuple(Iri(e.iri) for e in others))))
        return self._render("select", other)

    def parties(self, task: Task, variable: str) -> str:
        """Whom the duties of `task` are done with and no document tells of, and their names."""
        duty, party, name = self._fresh("duty"), Var(variable), Var("name")
        self._fix(duty, self._resolution.duties[task.phrase])
        self._where += [
            Pattern(duty, Iri(v.COUNTERPART), party),
            Pattern(party, TYPE, Iri(v.AGENT)),
            Pattern(party, Iri(v.PREF_LABEL), name),
        ]
        return self._render("select", party, name)

    def count(self, expression: Expression, variable: str) -> str:
        """The number of distinct things that `expression` stands for."""
        self._bind(expression, Var(variable))
        return self._render("count", Var(variable))

    def shared(self, expressions: tuple[Expression, ...], variable: str) -> str:
        """What all `expressions` have in common."""
        for expression in expressions:
            self._bind(expression, Var(variable))
        return self._render("select", Var(variable))

    def nearest(self, bases: tuple[Named, ...]) -> str:
        """The superior nearest to all of `bases` among those above each of them."""
        above, nearer = Var("superior"), Var("nearer")
        closer: list[Element] = []
        for base in bases:
            below = self._fresh("base")
            self._bind(base, below)
            self._where.append(Pattern(below, OneOrMore(_REPORTS), above))
            closer.append(Pattern(below, OneOrMore(_REPORTS), nearer))
        self._where.append(Filter(NotExists((*closer, Pattern(nearer, OneOrMore(_REPORTS), above)))))
        return self._render("select", above)

    def ask_inside(self, members: tuple[Entity, ...], wholes: tuple[Entity, ...]) -> str:
        """ASK whether one of `members`, or a post that it holds, is in one of the units or organizations `wholes`."""
        member, whole = Var("member"), Var("whole")
        self._fix(member, members)
        self._fix(whole, wholes)
        inside = Alternatives((OneOrMore(_UP), INSIDE))
        people = any(e.type == PERSON for e in members)
        self._where.append(Pattern(member, Sequence((Inverse(_HELD_BY), inside)) if people else inside, whole))
        return render(QueryPlan(where=tuple(self._where), form="ask", comments=self._comments))

    def between(self, low: Entity, high: Entity) -> str:
        """What stands between `low` and `high` on the way up."""
        bottom, top, post = Var("low"), Var("high"), Var("post")
        self._fix(bottom, (low,))
        self._fix(top, (high,))
        self._where += [Pattern(bottom, OneOrMore(_REPORTS), post), Pattern(post, OneOrMore(_REPORTS), top)]
        return self._render("select", post)

    def ask_admitted(self, post: Entity, trait: str, brought: str, enough: bool) -> str:
        """Whether `post` asks for no more than what somebody brings: the deciding statement where it does, else whether
        any of its statements names `brought`."""
        subject, asked, told = Var("post"), Var("trait"), Var("told")
        self._fix(subject, (post,))
        self._where.append(Pattern(subject, Iri(v.HAS_QUALIFICATION), asked))
        if enough:
            self._where.append(Values((asked,), ((Iri(trait),),)))
        else:
            self._where += [Pattern(asked, Iri(v.STATEMENT), told), Filter(Contains(told, brought))]
        return render(QueryPlan(where=tuple(self._where), form="ask", comments=self._comments))

    def units_of(self, task: Task) -> str:
        """The units that own `task`, themselves or by a post in them."""
        owner, unit = self._fresh("owner"), Var("unit")
        self._bind(task, owner)
        self._where += [
            Pattern(owner, ZeroOrOne(_POST_IN), unit),
            Pattern(unit, TYPE, Iri(v.ORGANIZATIONAL_UNIT)),
        ]
        return self._render("select", unit)

    def ask_owner(self, task: Task, owners: tuple[str, ...]) -> str:
        """ASK whether one of `owners` owns `task`."""
        owner = Var("owner")
        self._where.append(Values((owner,), tuple((Iri(iri),) for iri in owners)))
        self._bind(task, owner)
        return render(QueryPlan(where=tuple(self._where), form="ask", comments=self._comments))

    def ask_related(self, expression: Expression, things: tuple[Entity, ...]) -> str:
        """ASK whether one of `things` is what `expression` stands for."""
        thing = Var("thing")
        self._fix(thing, things)
        self._bind(expression, thing)
        return render(QueryPlan(where=tuple(self._where), form="ask", comments=self._comments))

    def _bind(self, expression: Expression, variable: Var) -> None:
        match expression:
            case Named(mention):
                self._fix(variable, self._resolution.named[mention.text])
            case Task(phrase):
                duty = self._fresh("duty")
                self._fix(duty, self._resolution.duties[phrase])
                self._where.append(Pattern(variable, STATED, duty))
            case Lacking(kind, relation):
                self._where.append(Pattern(variable, TYPE, Iri(TYPES[kind])))
                self._where += self._within(variable, kind)
                recorded = self._fresh("recorded")
                self._where.append(Filter(NotExists((Pattern(variable, PATHS[relation], recorded),))))
            case Everything(kind):
                self._where.append(Pattern(variable, TYPE, Iri(TYPES[kind])))
                self._where += self._within(variable, kind)
            case Related(relation, base):
                self._relate(relation, base, variable)

    def _relate(self, relation: str, base: Expression, variable: Var) -> None:
        below = self._fresh("base")
        path = PATHS[relation]
        types = {e.type for e in self._resolution.named[base.mention.text]} if isinstance(base, Named) else set()
        if PERSON in types and relation != "post_of":
            person = self._fresh("person")
            self._bind(base, person)
            self._where.append(Pattern(below, _HELD_BY, person))
        else:
            self._bind(base, below)
            if ORGANIZATION in types:
                path = OF_ORGANIZATIONS.get(relation, path)
        if relation in RESULTS:
            self._where.append(Pattern(variable, TYPE, Iri(RESULTS[relation])))
        self._where.append(Pattern(below, path, variable))
        if relation == "posts":
            self._where += self._only_described(variable)

    def _within(self, variable: Var, kind: str) -> list[Element]:
        if self._resolution.among:
            self._comments |= {Iri(e.iri): e.label for e in self._resolution.among}
            return [Values((variable,), tuple((Iri(e.iri),) for e in self._resolution.among))]
        places: tuple[Entity, ...] = self._resolution.organizations
        path: Path = INSIDE
        if self._resolution.units and kind in _INTO_UNIT:
            places, path = self._resolution.units, _INTO_UNIT[kind]
        narrowing = self._only_described(variable) if kind == POST else []
        if not places:
            return narrowing
        self._comments |= {Iri(o.iri): o.label for o in places}
        place = Var("place")
        return [Values((place,), tuple((Iri(o.iri),) for o in places)), Pattern(variable, path, place), *narrowing]

    def _only_described(self, post: Var) -> list[Element]:
        if not self._resolution.described:
            return []
        described, mentioned = Exists((Pattern(post, _OWN, Var("any")),)), Pattern(Var("below"), _REPORTS, post)
        return [Filter(AnyOf((described, NotExists((mentioned,)))))]

    def _fix(self, variable: Var, things: tuple[Entity, ...] | tuple[DutyRecord, ...]) -> None:
        for thing in things:
            self._comments[Iri(thing.iri)] = thing.label if isinstance(thing, Entity) else thing.statement
        self._where.append(Values((variable,), tuple((Iri(thing.iri),) for thing in things)))

    def _fresh(self, name: str) -> Var:
        self._count += 1
        return Var(f"{name}{self._count}")

    def _render(self, form: OneOf["select", "count"], *variables: Var) -> str:
        return render(QueryPlan(where=tuple(self._where), form=form, select=variables, comments=self._comments))


def describe_things(iris: tuple[str, ...], properties: tuple[str, ...]) -> str:
    """SELECT of the literal values of `properties` of things: thing, property, value."""
    thing, name, value = Var("thing"), Var("property"), Var("value")
    where: tuple[Element, ...] = (
        Values((thing,), tuple((Iri(iri),) for iri in iris)),
        Values((name,), tuple((Iri(p),) for p in properties)),
        Pattern(thing, name, value),
    )
    return render(QueryPlan(where=where, select=(thing, name, value)))


def ask_described(iri: str) -> str:
    """ASK whether a document says anything of the post `iri` but that others report to it."""
    return render(QueryPlan(where=(Pattern(Iri(iri), _OWN, Var("any")),), form="ask"))


def climb(iri: str) -> str:
    """How many posts and units stand above `iri`."""
    above = Var("above")
    return render(QueryPlan(where=(Pattern(Iri(iri), OneOrMore(_REPORTS), above),), form="count", select=(above,)))
