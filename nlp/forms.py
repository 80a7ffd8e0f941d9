"""Logical forms: what a question asks, composed of named things, tasks, relations and operators."""

from dataclasses import dataclass
from typing import Literal

from nlp.names import Candidate, NameMention

Target = Literal["owner", "unit", "person"]
Operator = Literal[
    "list",
    "count",
    "yesno",
    "fact",
    "compare",
    "common",
    "between",
    "distance",
    "most",
    "least",
    "above",
    "below",
    "average",
    "with",
    "attribute",
    "outside",
]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that the question names."""

    mention: NameMention


@dataclass(frozen=True, slots=True)
class Task:
    """Whoever owns what `phrase` describes; `involvement` where only a sort of involvement is asked for, `chosen` where
    somebody chose it rather than said it."""

    phrase: str
    involvement: str | None = None
    target: Target = "owner"
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Everything that stands in `relation` to `base`: superior, subordinates, holder, duties, posts …"""

    relation: str
    base: "Expression"


@dataclass(frozen=True, slots=True)
class Everything:
    """All things of one type in the scope."""

    type: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """All things of one type in the scope for which nothing is recorded under `relation`: posts without a superior."""

    type: str
    relation: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is spoken of as a post or person, but that the graph does not have."""

    name: str


Expression = Named | Task | Related | Everything | Lacking | Missing


@dataclass(frozen=True, slots=True)
class LogicalForm:
    """What is asked: an operator over an expression; `others` are further things compared; `topic` narrows duties;
    `among` are the only ones that may own a task; `number` is what a threshold compares with; `without` are things that
    are left out of the answer."""

    operator: Operator
    expression: Expression
    scope: tuple[NameMention, ...] = ()
    others: tuple[NameMention, ...] = ()
    topic: str | None = None
    excluded: str | None = None
    among: Expression | None = None
    number: int | None = None
    without: tuple[NameMention, ...] = ()

    def describe(self) -> str:
        """The form in one line, for `zhize explain` and the tests."""
        text = f"{self.operator}({_describe(self.expression)})"
        if self.others:
            text += " 与 " + "、".join(o.text for o in self.others)
        if self.among:
            text += f" 其中 {_describe(self.among)}"
        if self.topic:
            text += f" 只看“{self.topic}”"
        if self.without:
            text += " 除去 " + "、".join(o.text for o in self.without)
        if self.scope:
            text += " 范围：" + "、".join(s.text for s in self.scope)
        return text


def narrow(
    mention: NameMention, form: LogicalForm, organizations: frozenset[str], trade: frozenset[str]
) -> tuple[Candidate, ...]:
    """The candidates of `mention` that `form` leaves: those in `organizations`, in the ones that it names beside the
    mention, in those that its words point to (`trade`), as far as there are any."""
    candidates = mention.candidates
    named = frozenset(c.entity.organization for m in form.scope if m is not mention for c in m.candidates)
    # 甲、乙两处的经理: every place that the question names is meant.
    places = (named | trade,) if form.operator == "compare" else (named, trade)
    for scope in (organizations, *places):
        candidates = tuple(c for c in candidates if c.entity.organization in scope) or candidates
    return candidates


def base_of(expression: Expression) -> Named:
    """The named thing that a chain of relations hangs on."""
    while isinstance(expression, Related):
        expression = expression.base
    assert isinstance(expression, Named)
    return expression


def relation_of(expression: Expression) -> str | None:
    """The outermost relation of `expression`."""
    return expression.relation if isinstance(expression, Related) else None


def _describe(expression: Expression) -> str:
    match expression:
        case Named(mention):
            return f"〈{mention.text}〉"
        case Task(phrase, involvement, target):
            return f"{target}[{phrase}]" + (f"/{involvement}" if involvement else "")
        case Related(relation, base):
            return f"{relation}({_describe(base)})"
        case Everything(kind):
            return f"all {kind}"
        case Lacking(kind, relation):
            return f"all {kind} without {relation}"
        case Missing(name):
            return f"missing〈{name}〉"
