"""Writes a query plan as SPARQL 1.1 text that people can read and every engine can run."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.model import Iri, Literal
from graph.query import (
    Aggregate,
    Alternatives,
    AnyOf,
    Compare,
    Condition,
    Contains,
    Element,
    Exists,
    Filter,
    Having,
    In,
    Inverse,
    IsBound,
    LangMatches,
    NotExists,
    NotIn,
    OneOrMore,
    Optional,
    Path,
    Pattern,
    QueryPlan,
    Sequence,
    SubSelect,
    Union,
    Values,
    Var,
    ZeroOrMore,
    ZeroOrOne,
)
from graph.terms import write_iri, write_literal, write_string
from ontology import vocabulary as v

_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# A subset of PN_LOCAL that needs no escape in any parser.
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_FIRST_COLUMN: Final = re.compile(r"SELECT (?:DISTINCT )?(\?[A-Za-z_][A-Za-z0-9_]*)")
_COUNT: Final = Var("count")
_OPERATORS: Final = frozenset(("=", "!=", "<", "<=", ">", ">="))
_FUNCTIONS: Final = frozenset(("count", "avg", "max", "min", "sum"))
_NOT_IN_COMMENT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def render(plan: QueryPlan) -> str:
    """`plan` as SPARQL text, prefixes first; ValueError where a name, IRI, tag or number of it is malformed."""
    writer = _Writer(plan.comments)
    body = writer.query(plan, 0)
    prefixes = "".join(f"PREFIX {name}: {write_iri(v.PREFIXES[name])}\n" for name in v.PREFIXES if name in writer.used)
    return f"{prefixes}{body}\n"


def unite(queries: tuple[str, ...]) -> str:
    """One query for what any of `queries`, SELECTs that `render` wrote, has as its first column."""
    if len(queries) == 1:
        return queries[0]
    prefixes: dict[str, None] = {}
    branches = []
    for query in queries:
        lines = query.strip().split("\n")
        prefixes |= dict.fromkeys(line for line in lines if line.startswith("PREFIX "))
        body = [line for line in lines if not line.startswith("PREFIX ")]
        first = _FIRST_COLUMN.match(body[0])
        if first is None:
            raise ValueError("only SELECTs can be united")
        inner = "\n".join(f"      {line}" for line in body)
        branches.append(f"{{\n    SELECT ({first.group(1)} AS ?item) WHERE {{ {{\n{inner}\n    }} }}\n  }}")
    return "\n".join(prefixes) + f"\nSELECT DISTINCT ?item WHERE {{\n  {' UNION '.join(branches)}\n}}\n"


class _Writer:
    """Collects the prefixes that the text it writes makes use of."""

    def __init__(self, comments: Mapping[Iri, str]) -> None:
        self.comments = comments
        self.used: set[str] = set()

    def query(self, plan: QueryPlan, depth: int) -> str:
        pad = "  " * depth
        if plan.form == "ask":
            return f"{pad}ASK {self.group(plan.where, depth)}"
        if not plan.select:
            raise ValueError("a plan that is no ASK selects something")
        if plan.form == "count":
            return self._count(plan, depth)
        columns = " ".join(c if isinstance(c, str) else "" for c in map(self._column, plan.select))
        head = f"{pad}SELECT {'DISTINCT ' if plan.distinct and not self._aggregates(plan) else ''}{columns}"
        return f"{head} WHERE {self.group(plan.where, depth)}{self._modifiers(plan, pad)}"

    def _count(self, plan: QueryPlan, depth: int) -> str:
        pad = "  " * depth
        answer = plan.select[0]
        name = self.node(answer if isinstance(answer, Var) else answer.name)
        head = f"{pad}SELECT (COUNT(DISTINCT {name}) AS {self.node(_COUNT)}) WHERE"
        if not (self._aggregates(plan) or plan.group_by or plan.having or plan.limit is not None or plan.offset):
            return f"{head} {self.group(plan.where, depth)}"
        # What is counted is then the solutions after grouping and cutting.
        inner = QueryPlan(
            where=plan.where, select=plan.select, distinct=plan.distinct, group_by=plan.group_by, having=plan.having,
            order_by=plan.order_by, limit=plan.limit, offset=plan.offset,
        )  # fmt: skip
        return f"{head} {self.group((SubSelect(inner),), depth)}"

    @staticmethod
    def _aggregates(plan: QueryPlan) -> bool:
        return any(isinstance(column, Aggregate) for column in plan.select)

    def _modifiers(self, plan: QueryPlan, pad: str) -> str:
        lines = []
        if plan.group_by:
            lines.append("GROUP BY " + " ".join(map(self.node, plan.group_by)))
        if plan.having:
            lines.append("HAVING " + " ".join(map(self._having, plan.having)))
        if plan.order_by:
            keys = (f"DESC({self.node(o.variable)})" if o.descending else self.node(o.variable) for o in plan.order_by)
            lines.append("ORDER BY " + " ".join(keys))
        if plan.limit is not None:
            lines.append(f"LIMIT {_natural(plan.limit)}")
        if plan.offset:
            lines.append(f"OFFSET {_natural(plan.offset)}")
        return "".join(f"\n{pad}{line}" for line in lines)

    def _column(self, column: Var | Aggregate) -> str:
        if isinstance(column, Var):
            return self.node(column)
        return f"({self._aggregate(column)} AS {self.node(column.name)})"

    def _aggregate(self, aggregate: Aggregate) -> str:
        if aggregate.function not in _FUNCTIONS:
            raise ValueError(f"no such aggregate: {aggregate.function!r}")
        distinct = "DISTINCT " if aggregate.function == "count" else ""
        return f"{aggregate.function.upper()}({distinct}{self.node(aggregate.variable)})"

    def _having(self, having: Having) -> str:
        return f"({self._aggregate(having.aggregate)} {_operator(having.operator)} {self.value(having.value)})"

    def group(self, elements: Iterable[Element], depth: int) -> str:
        """`{ … }`, one element a line, its closing brace at `depth`."""
        inner = "".join(f"{self.element(element, depth + 1)}\n" for element in elements)
        return f"{{\n{inner}{'  ' * depth}}}"

    def element(self, element: Element, depth: int) -> str:
        pad = "  " * depth
        match element:
            case Pattern(subject, predicate, object_):
                terms = (subject, object_)
                verb = self.node(predicate) if isinstance(predicate, Var) else self.verb(predicate)
                notes = [self._comment(term) for term in terms if isinstance(term, Iri)]
                return f"{pad}{self.node(subject)} {verb} {self.node(object_)} .{''.join(notes)}"
            case Filter(condition):
                return f"{pad}FILTER {self.condition(condition, depth)}"
            case Optional(elements):
                return f"{pad}OPTIONAL {self.group(elements, depth)}"
            case Union(branches):
                return pad + " UNION ".join(self.group(branch, depth) for branch in branches)
            case Values(variables, rows):
                return self._values(variables, rows, depth)
            case SubSelect(plan):
                return f"{pad}{{\n{self.query(plan, depth + 1)}\n{pad}}}"

    def _values(
        self, variables: tuple[Var, ...], rows: tuple[tuple[Iri | Literal | None, ...], ...], depth: int
    ) -> str:
        pad = "  " * depth
        if any(len(row) != len(variables) for row in rows):
            raise ValueError("a row of VALUES has one value for each variable")
        single = len(variables) == 1
        lines = []
        for row in rows:
            cells = " ".join("UNDEF" if cell is None else self.node(cell) for cell in row)
            notes = "".join(self._comment(cell) for cell in row if isinstance(cell, Iri))
            lines.append(f"{pad}  {cells if single else f'({cells})'}{notes}\n")
        names = " ".join(map(self.node, variables))
        return f"{pad}VALUES {names if single else f'({names})'} {{\n{''.join(lines)}{pad}}}"

    def condition(self, condition: Condition, depth: int) -> str:
        match condition:
            case Exists(elements):
                return f"EXISTS {self.group(elements, depth)}"
            case NotExists(elements):
                return f"NOT EXISTS {self.group(elements, depth)}"
            case _:
                return f"({self.expression(condition, depth)})"

    def expression(self, condition: Condition, depth: int) -> str:
        match condition:
            case In(variable, values):
                return f"{self.node(variable)} IN ({', '.join(map(self.node, values))})"
            case NotIn(variable, values):
                return f"{self.node(variable)} NOT IN ({', '.join(map(self.node, values))})"
            case Compare(left, operator, right):
                return f"{self.node(left)} {_operator(operator)} {self.value(right)}"
            case LangMatches(variable, language_range):
                return f"LANGMATCHES(LANG({self.node(variable)}), {write_string(language_range)})"
            case Contains(variable, text):
                held = write_string(text) if isinstance(text, str) else f"STR({self.node(text)})"
                return f"CONTAINS(STR({self.node(variable)}), {held})"
            case IsBound(variable, bound):
                return f"{'' if bound else '!'}BOUND({self.node(variable)})"
            case AnyOf(conditions):
                if not conditions:
                    return "false"
                return " || ".join(self.condition(part, depth) for part in conditions)
            case Exists() | NotExists():
                return self.condition(condition, depth)

    def value(self, value: Var | Iri | Literal | int | float) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, float):
            return write_literal(Literal(repr(value), None, v.XSD + "double"))
        return self.node(value)

    def node(self, node: Var | Iri | Literal) -> str:
        if isinstance(node, Var):
            if not _VARIABLE.fullmatch(node.name):
                raise ValueError(f"not a variable name: {node.name[:50]!r}")
            return f"?{node.name}"
        return write_literal(node) if isinstance(node, Literal) else self.iri(node)

    def iri(self, iri: str) -> str:
        for name, namespace in v.PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
                self.used.add(name)
                return f"{name}:{iri[len(namespace) :]}"
        return write_iri(iri)

    def verb(self, path: Path) -> str:
        return "a" if path == v.TYPE else self.path(path)

    def path(self, path: Path) -> str:
        match path:
            case Inverse(inner):
                return f"^{self._step(inner)}"
            case OneOrMore(inner):
                return f"{self._step(inner)}+"
            case ZeroOrMore(inner):
                return f"{self._step(inner)}*"
            case ZeroOrOne(inner):
                return f"{self._step(inner)}?"
            case Alternatives(paths) | Sequence(paths):
                if not paths:
                    raise ValueError("a path of no parts")
                return ("|" if isinstance(path, Alternatives) else "/").join(map(self._step, paths))
            case _:
                return self.iri(path)

    def _step(self, path: Path) -> str:
        return self.iri(path) if isinstance(path, str) else f"({self.path(path)})"

    def _comment(self, iri: Iri) -> str:
        """` # text`: nothing in it can end the line, not even as a code point that a parser decodes first."""
        text = self.comments.get(iri)
        if not text:
            return ""
        return "  # " + _NOT_IN_COMMENT.sub(" ", text).replace("\\", "＼").strip()


def _operator(operator: str) -> str:
    if operator not in _OPERATORS:
        raise ValueError(f"no such comparison: {operator!r}")
    return operator


def _natural(number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"not a natural number: {number!r}")
    return number
