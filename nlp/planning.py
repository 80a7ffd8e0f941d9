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
REPORTS, HELD_BY, INSIDE = Iri(v.REPORTS_TO), Iri(v.HELD_BY), Iri(v.IN_ORGANIZATION)
_BELOW_UNIT = Sequence((_POST_IN, ZeroOrMore(_UNIT_OF)))

#: What titles of those who lead a unit hold.
_LEADING = ("主任", "主管", "部长", "科长", "课长", "处长", "组长", "班长", "队长", "所长", "站长", "负责人")

#: Relation → the path from its base to its value.
PATHS: dict[str, Path] = {
    "superior": REPORTS,
    "subordinates": Inverse(REPORTS),
    "chain": OneOrMore(REPORTS),
    "below": OneOrMore(Inverse(REPORTS)),
    "peers": Sequence((REPORTS, Inverse(REPORTS))),
    "holder": HELD_BY,
    "post_of": Inverse(HELD_BY),
    "posts": Inverse(_BELOW_UNIT),
    "units": Inverse(OneOrMore(_UNIT_OF)),
    "people": Sequence((Inverse(_BELOW_UNIT), HELD_BY)),
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
    "people": Sequence((Inverse(INSIDE), HELD_BY)),
    "duties": Sequence((Inverse(INSIDE), Iri(v.HAS_DUTY))),
}
OF_WHOLES: dict[str, Path] = {ORGANIZATION: Inverse(INSIDE), UNIT: Inverse(_BELOW_UNIT)}
RESULTS = {"posts": v.POST, "units": v.ORGANIZATIONAL_UNIT}
#: From a thing up to a unit that it is in.
UP = Alternatives((_POST_IN, _UNIT_OF))
_INTO_UNIT: dict[str, Path] = {
    POST: _BELOW_UNIT,
    UNIT: OneOrMore(_UNIT_OF),
    PERSON: Sequence((Inverse(HELD_BY), _BELOW_UNIT)),
    DUTY: Sequence((Inverse(Iri(v.HAS_DUTY)), ZeroOrMore(UP))),
}
#: What a document says of a post that it describes; one that it only mentions as a superior has nothing of this.
OWN = Alternatives(
    (
        Iri(v.HAS_DUTY), HELD_BY, Iri(v.HAS_QUALIFICATION), Iri(v.HEADCOUNT), Iri(v.HAS_AUTHORITY),
        Iri(v.HAS_WORK_CONDITION), Iri(v.PHONE), Iri(v.MBOX), REPORTS,
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

    def units_of(self, task: Task) -> str:
        """The units that own `task`, themselves or by a post in them."""
        owner, unit = self._fresh("owner"), Var("unit")
        self._bind(task, owner)
        self._where += [
            Pattern(owner, ZeroOrOne(_POST_IN), unit),
            Pattern(unit, TYPE, Iri(v.ORGANIZATIONAL_UNIT)),
        ]
        return self._render("select", unit)

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
        if relation == "head":
            self._bind(base, below)
            self._where += self._lead(below, variable)
            return
        path = PATHS[relation]
        types = {e.type for e in self._resolution.named[base.mention.text]} if isinstance(base, Named) else set()
        if PERSON in types and relation != "post_of":
            person = self._fresh("person")
            self._bind(base, person)
            self._where.append(Pattern(below, HELD_BY, person))
        else:
            self._bind(base, below)
            if ORGANIZATION in types:
                path = OF_ORGANIZATIONS.get(relation, path)
        if relation in RESULTS:
            self._where.append(Pattern(variable, TYPE, Iri(RESULTS[relation])))
        self._where.append(Pattern(below, path, variable))
        if relation == "posts":
            self._where += self._only_described(variable)
        if relation == "peers":
            self._where.append(Filter(Compare(variable, "!=", below)))

    def _lead(self, unit: Var, post: Var) -> list[Element]:
        """`post` leads `unit`: it reports to nobody in it, and others in it report to it or its title says so."""
        inside, lower, upper, title, name = PATHS["posts"], Var("lower"), Var("upper"), Var("title"), Var("name")
        followed = Exists((Pattern(lower, REPORTS, post), Pattern(unit, inside, lower)))
        titled: tuple[Element, ...] = (Pattern(post, Iri(v.PREF_LABEL), title),)
        leading = Filter(AnyOf(tuple(Contains(title, word) for word in _LEADING)))
        # 客户经理 leads nothing, 财务部经理 does.
        managing = (
            Filter(Contains(title, "经理")),
            Pattern(unit, Iri(v.PREF_LABEL), name),
            Filter(Contains(title, name)),
        )
        called = AnyOf((Exists((*titled, leading)), Exists((*titled, *managing))))
        return [
            Pattern(unit, inside, post),
            Filter(NotExists((Pattern(post, REPORTS, upper), Pattern(unit, inside, upper)))),
            Filter(AnyOf((followed, called))),
        ]

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
        described, mentioned = Exists((Pattern(post, OWN, Var("any")),)), Pattern(Var("below"), REPORTS, post)
        return [Filter(AnyOf((described, NotExists((mentioned,)))))]

    def _fix(self, variable: Var, things: tuple[Entity, ...] | tuple[DutyRecord, ...]) -> None:
        for thing in things:
            self._comments[Iri(thing.iri)] = thing.label if isinstance(thing, Entity) else thing.statement
        self._where.append(Values((variable,), tuple((Iri(thing.iri),) for thing in things)))

    def _fresh(self, name: str) -> Var:
        self._count += 1
        return Var(f"{name}{self._count}")

    def _render(self, form: OneOf["select", "count", "ask"], *variables: Var) -> str:
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
