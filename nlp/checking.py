"""Query plans that only say whether something is so: ASK queries about the named things of a question."""

from graph.model import Iri
from graph.query import (
    Alternatives,
    Compare,
    Contains,
    Filter,
    Inverse,
    NotExists,
    OneOrMore,
    Pattern,
    QueryPlan,
    Sequence,
    Values,
    Var,
)
from graph.sparql import render
from nlp.catalogue import PERSON, Entity
from nlp.forms import Expression, Task
from nlp.planning import HELD_BY, INSIDE, OWN, UP, Planner
from ontology import vocabulary as v


class CheckPlanner(Planner):
    """Composes the query plan of one question that is answered by yes or no."""

    def ask_inside(self, members: tuple[Entity, ...], wholes: tuple[Entity, ...]) -> str:
        """ASK whether one of `members`, or a post that it holds, is in one of the units or organizations `wholes`."""
        member, whole = Var("member"), Var("whole")
        self._fix(member, members)
        self._fix(whole, wholes)
        inside = Alternatives((OneOrMore(UP), INSIDE))
        people = any(e.type == PERSON for e in members)
        self._where.append(Pattern(member, Sequence((Inverse(HELD_BY), inside)) if people else inside, whole))
        return self._render("ask")

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
        return self._render("ask")

    def ask_owner(self, task: Task, owners: tuple[str, ...]) -> str:
        """ASK whether one of `owners` owns `task`."""
        owner = Var("owner")
        self._where.append(Values((owner,), tuple((Iri(iri),) for iri in owners)))
        self._bind(task, owner)
        return self._render("ask")

    def ask_related(self, expression: Expression, things: tuple[Entity, ...]) -> str:
        """ASK whether one of `things` is what `expression` stands for."""
        thing = Var("thing")
        self._fix(thing, things)
        self._bind(expression, thing)
        return self._render("ask")

    def ask_held(self, expression: Expression, held: bool) -> str:
        """ASK whether somebody holds what `expression` stands for, or whether nobody does."""
        post, person = Var("post"), Var("person")
        self._bind(expression, post)
        holding = Pattern(post, HELD_BY, person)
        self._where.append(holding if held else Filter(NotExists((holding,))))
        return self._render("ask")

    def ask_headcount(self, post: Entity, number: int) -> str:
        """ASK whether `post` is for `number` people."""
        subject, people = Var("post"), Var("people")
        self._fix(subject, (post,))
        self._where += [Pattern(subject, Iri(v.HEADCOUNT), people), Filter(Compare(people, "=", number))]
        return self._render("ask")


def ask_described(iri: str) -> str:
    """ASK whether a document says anything of the post `iri` but that others report to it."""
    return render(QueryPlan(where=(Pattern(Iri(iri), OWN, Var("any")),), form="ask"))
