"""Checks the graph against the SHACL shapes of the ontology: whole by pySHACL, or fast by SPARQL made of the shapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.model import Value
from graph.store import GraphStore
from graph.terms import write_iri
from ontology import vocabulary as v

if TYPE_CHECKING:
    import rdflib

SHAPES: Final = Path(v.__file__).with_name("shapes.ttl")
Severity = Literal["Violation", "Warning", "Info"]
_KINDS: Final = {
    "IRI": "!isIRI(?value)",
    "Literal": "!isLiteral(?value)",
    "BlankNodeOrIRI": "isLiteral(?value)",
    "IRIOrLiteral": "isBlank(?value)",
}
_SHOWN: Final = 100  # violations in the text of a report


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a shape finds wrong: the node, the property where there is one, the value, and the message."""

    focus: str
    message: str
    path: str | None = None
    value: Value = None
    severity: Severity = "Violation"


@dataclass(frozen=True, slots=True)
class Report:
    """All that the shapes find wrong; warnings do not keep a graph from conforming."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing of severity Violation was found."""
        return not any(violation.severity == "Violation" for violation in self.violations)

    @property
    def text(self) -> str:
        """The report as a person reads it, in Chinese, one line a violation."""
        if not self.violations:
            return "图谱符合全部约束。"
        wrong = sum(violation.severity == "Violation" for violation in self.violations)
        lines = [f"{wrong} 处违反约束，{len(self.violations) - wrong} 处提醒："]
        lines += [
            f"{'✗' if found.severity == 'Violation' else '!'} {found.focus}：{found.message}"
            + (f"（{found.value}）" if found.value is not None else "")
            for found in self.violations[:_SHOWN]
        ]
        if len(self.violations) > _SHOWN:
            lines.append(f"……另有 {len(self.violations) - _SHOWN} 处。")
        return "\n".join(lines)


def validate(store: GraphStore, shapes: Path = SHAPES) -> Report:
    """What pySHACL finds wrong with the whole graph, sorted; about 5 s for 100,000 statements."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    data = rdflib.Graph().parse(data=store.dump("ntriples"), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes), allow_warnings=True)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        found.append(
            Violation(
                str(report.value(result, SH.focusNode)),
                "；".join(sorted(map(str, report.objects(result, SH.resultMessage)))),
                str(path) if isinstance(path, rdflib.URIRef) else None,
                None if value is None else str(value),
                _severity(report.value(result, SH.resultSeverity)),
            )
        )
    return Report(_sort(found))


def quick_check(store: GraphStore, shapes: Path = SHAPES) -> Report:
    """What plain SPARQL finds wrong, by queries made of the same shapes; fast enough for every publication.

    Knows target classes, target subjects and objects, counts, classes, datatypes, node kinds, `sh:in`, smallest and
    largest values, and SPARQL constraints, on paths of one property or its inverse. The rest is left to `validate`.
    """
    found = []
    for query in _make_queries(shapes):
        for row in store.select(query.sparql):
            value = row[1] if len(row) > 1 else None
            found.append(Violation(str(row[0]), query.message, query.path, value, query.severity))
    return Report(_sort(found))


@dataclass(frozen=True, slots=True)
class _Query:
    sparql: str
    message: str
    path: str | None
    severity: Severity


def _make_queries(shapes: Path) -> Iterator[_Query]:
    import rdflib
    from rdflib.namespace import SH

    graph = rdflib.Graph().parse(shapes)
    for shape, target in sorted(_read_targets(graph)):
        for rule in graph.objects(shape, SH.sparql):
            yield _make_sparql_query(graph, shape, target, rule)
        for owner in graph.objects(shape, SH.property):
            if (path := _read_path(graph, owner)) is None or (owner, SH.deactivated, rdflib.Literal(True)) in graph:
                continue
            messages = sorted(map(str, graph.objects(owner, SH.message)))
            severity = _severity(graph.value(owner, SH.severity) or graph.value(shape, SH.severity))
            for constraint, body, tail in _read_constraints(graph, owner, target, path):
                message = messages[0] if messages else f"{path} 不符合 {constraint}"
                columns = "?this" if tail else "?this ?value"
                sparql = f"SELECT DISTINCT {columns} WHERE {{ {body} }} {tail}"
                yield _Query(sparql, message, path.strip("^<>"), severity)


def _read_targets(graph: "rdflib.Graph") -> Iterator[tuple[Any, str]]:
    from rdflib.namespace import SH

    for shape, class_ in graph.subject_objects(SH.targetClass):
        yield shape, f"?this a {write_iri(str(class_))} ."
    for shape, property_ in graph.subject_objects(SH.targetSubjectsOf):
        yield shape, f"?this {write_iri(str(property_))} ?_object ."
    for shape, property_ in graph.subject_objects(SH.targetObjectsOf):
        yield shape, f"?_subject {write_iri(str(property_))} ?this ."


def _read_path(graph: "rdflib.Graph", owner: Any) -> str | None:
    import rdflib
    from rdflib.namespace import SH

    path = graph.value(owner, SH.path)
    if isinstance(path, rdflib.URIRef):
        return write_iri(str(path))
    inverse = graph.value(path, SH.inversePath) if path is not None else None
    return f"^{write_iri(str(inverse))}" if isinstance(inverse, rdflib.URIRef) else None


def _read_constraints(graph: "rdflib.Graph", owner: Any, target: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Each constraint of a property shape: its name, the pattern of what violates it, and a tail of grouping."""
    from rdflib.collection import Collection
    from rdflib.namespace import SH

    values = f"{target} ?this {path} ?value ."
    least, most = graph.value(owner, SH.minCount), graph.value(owner, SH.maxCount)
    if least is not None and int(least) == 1:
        yield "sh:minCount 1", f"{target} FILTER NOT EXISTS {{ ?this {path} ?any }} BIND(?none AS ?value)", ""
    elif least is not None and int(least) > 1:
        counted = f"{target} OPTIONAL {{ ?this {path} ?value }}"
        yield f"sh:minCount {least}", counted, f"GROUP BY ?this HAVING (COUNT(DISTINCT ?value) < {int(least)})"
    if most is not None:
        yield f"sh:maxCount {most}", values, f"GROUP BY ?this HAVING (COUNT(DISTINCT ?value) > {int(most)})"
    if (class_ := graph.value(owner, SH["class"])) is not None:
        yield "sh:class", f"{values} FILTER NOT EXISTS {{ ?value a {write_iri(str(class_))} }}", ""
    if (datatype := graph.value(owner, SH.datatype)) is not None:
        wrong = f"!isLiteral(?value) || DATATYPE(?value) != {write_iri(str(datatype))}"
        yield "sh:datatype", f"{values} FILTER({wrong})", ""
    if (kind := graph.value(owner, SH.nodeKind)) is not None and (test := _KINDS.get(str(kind).rpartition("#")[2])):
        yield "sh:nodeKind", f"{values} FILTER({test})", ""
    if (list_ := graph.value(owner, SH["in"])) is not None:
        allowed = ", ".join(term.n3() for term in Collection(graph, list_))
        yield "sh:in", f"{values} FILTER(?value NOT IN ({allowed}))", ""
    for name, sign in (("minInclusive", ">="), ("maxInclusive", "<="), ("minExclusive", ">"), ("maxExclusive", "<")):
        if (bound := graph.value(owner, SH[name])) is not None:
            yield f"sh:{name}", f"{values} FILTER(!COALESCE(?value {sign} {bound.n3()}, false))", ""


def _make_sparql_query(graph: "rdflib.Graph", shape: Any, target: str, constraint: Any) -> _Query:
    """A SPARQL constraint asked of all its target's nodes at once, instead of one by one."""
    from rdflib.namespace import SH

    select = str(graph.value(constraint, SH.select)).replace("$this", "?this")
    _, _, body = select.partition("{")
    declared = "".join(
        f"PREFIX {graph.value(d, SH.prefix)}: <{graph.value(d, SH.namespace)}>\n"
        for prefixes in graph.objects(constraint, SH.prefixes)
        for d in graph.objects(prefixes, SH.declare)
    )
    message = graph.value(constraint, SH.message) or graph.value(shape, SH.message) or "不符合约束"
    severity = _severity(graph.value(constraint, SH.severity) or graph.value(shape, SH.severity))
    # The text keeps its columns; `?this` must be the first of them, which the SHACL standard does not ask for.
    columns = "SELECT DISTINCT ?this ?value WHERE" if "?value" in select else "SELECT DISTINCT ?this WHERE"
    return _Query(f"{v.PROLOGUE}{declared}{columns} {{ {target} {body}", str(message), None, severity)


def _severity(severity: object) -> Severity:
    name = str(severity).rpartition("#")[2]
    return "Warning" if name == "Warning" else "Info" if name == "Info" else "Violation"


def _sort(found: list[Violation]) -> tuple[Violation, ...]:
    unique = set(found)
    return tuple(
        sorted(unique, key=lambda x: (x.severity != "Violation", x.focus, x.message, x.path or "", str(x.value)))
    )
