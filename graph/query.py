"""Query plans: what is asked of the graph, as frozen data that knows nothing of SPARQL's letters.

A plan sees the union of all documents. The first variable of `select` is the answer variable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from graph.model import Iri, Literal


@dataclass(frozen=True, slots=True)
class Var:
    """A variable; `name` without question mark: ASCII letters, digits, underscores, no digit first."""

    name: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """The property path `^path`."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """The property path `path+`."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class ZeroOrMore:
    """The property path `path*`."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class ZeroOrOne:
    """The property path `path?`."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The property path `a|b|…`; at least one part."""

    paths: tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The property path `a/b/…`; at least one part."""

    paths: tuple["Path", ...]


Path = Iri | Inverse | OneOrMore | ZeroOrMore | ZeroOrOne | Alternatives | Sequence
Node = Var | Iri | Literal
Operator = OneOf["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; `predicate` may be a property path."""

    subject: Node
    predicate: Var | Path
    object: Node


@dataclass(frozen=True, slots=True)
class In:
    """`variable` is one of `values`; of none, where there are none."""

    variable: Var
    values: tuple[Iri | Literal, ...]


@dataclass(frozen=True, slots=True)
class NotIn:
    """`variable` is none of `values`."""

    variable: Var
    values: tuple[Iri | Literal, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`; numbers stand for themselves."""

    left: Var
    operator: Operator
    right: Var | Iri | Literal | int | float


@dataclass(frozen=True, slots=True)
class Exists:
    """The elements have a match."""

    elements: tuple["Element", ...]


@dataclass(frozen=True, slots=True)
class NotExists:
    """The elements have no match."""

    elements: tuple["Element", ...]


@dataclass(frozen=True, slots=True)
class LangMatches:
    """The language tag of `variable` matches `language_range` (`"zh"` matches zh-hans), whatever its case."""

    variable: Var
    language_range: str


@dataclass(frozen=True, slots=True)
class Contains:
    """The text of `variable` holds `text`, which is fixed or another variable's, compared letter by letter."""

    variable: Var
    text: str | Var


@dataclass(frozen=True, slots=True)
class IsBound:
    """`variable` has a value (used with `Optional`), or has none where `bound` is False."""

    variable: Var
    bound: bool = True


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


Condition = In | NotIn | Compare | Exists | NotExists | LangMatches | Contains | IsBound | AnyOf


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps the solutions for which `condition` holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Optional:
    """The elements, where they match."""

    elements: tuple["Element", ...]


@dataclass(frozen=True, slots=True)
class Union:
    """The solutions of every branch."""

    branches: tuple[tuple["Element", ...], ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Fixed solutions; each row has one value for each variable, None leaves it unbound."""

    variables: tuple[Var, ...]
    rows: tuple[tuple[Iri | Literal | None, ...], ...]


@dataclass(frozen=True, slots=True)
class SubSelect:
    """The solutions of another plan, projected on what it selects."""

    plan: "QueryPlan"


Element = Pattern | Filter | Optional | Union | Values | SubSelect


@dataclass(frozen=True, slots=True)
class Aggregate:
    """An aggregate of `variable` in a group, named `name`; counts are of distinct values."""

    function: OneOf["count", "avg", "max", "min", "sum"]
    variable: Var
    name: Var


@dataclass(frozen=True, slots=True)
class Having:
    """Keeps the groups whose aggregate compares so with `value`."""

    aggregate: Aggregate
    operator: Operator
    value: int | float


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    variable: Var
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPlan:
    """One query. `count` gives the number of distinct values of the answer variable as `?count`; `ask` yes or no.

    `comments` are texts shown beside an IRI where it is fixed in the query, such as the sentence of a duty.
    """

    where: tuple[Element, ...]
    form: OneOf["select", "ask", "count"] = "select"
    select: tuple[Var | Aggregate, ...] = ()
    distinct: bool = True
    group_by: tuple[Var, ...] = ()
    having: tuple[Having, ...] = ()
    order_by: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    comments: Mapping[Iri, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def answer(self) -> Var | None:
        """The answer variable: what the first column of the rows holds; None for ASK."""
        if self.form == "ask" or not self.select:
            return None
        first = self.select[0]
        return first if isinstance(first, Var) else first.name
