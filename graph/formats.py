"""The graph for other programs: RDF, GraphML, and tables for spreadsheets."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from graph.errors import ZhizeError
from graph.model import Row, Value
from graph.store import GraphStore
from ontology import vocabulary as v

RDF_FORMATS: Final = ("turtle", "jsonld", "nquads")
FORMATS: Final = (*RDF_FORMATS, "graphml", "csv")
#: format → media type and ending of a file
MEDIA_TYPES: Final = {
    "turtle": ("text/turtle", "ttl"),
    "jsonld": ("application/ld+json", "jsonld"),
    "nquads": ("application/n-quads", "nq"),
    "graphml": ("application/graphml+xml", "graphml"),
    "csv": ("text/csv", "csv"),
}
_INVOLVEMENT_NAMES: Final = dict(
    zip(map(v.involvement_iri, v.INVOLVEMENTS), "牵头 执行 协助 审批 监督 参与 知会".split(), strict=True)
)
_BASIS_NAMES: Final = {v.STATED: "文档写明", v.INFERRED: "推断"}
# Spreadsheets run a cell that begins so as a formula, the full-width forms in some locales.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_LABEL: Final = "OPTIONAL {{ {0} skos:prefLabel {1} FILTER(LANGMATCHES(LANG({1}), 'zh-hans')) }}"
_TABLES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "duties": (
        ("组织", "部门或岗位", "序号", "职责", "参与方式", "频率", "文档", "起始行", "结束行"),
        f"""SELECT (SAMPLE(?organizations) AS ?organization) (SAMPLE(?owners) AS ?ownerLabel) (MIN(?orders) AS ?order)
  (SAMPLE(?statements) AS ?statement) (SAMPLE(?involvements) AS ?involvement) (SAMPLE(?often) AS ?frequency)
  (MIN(?documents) AS ?document) (MIN(?starts) AS ?start) (MIN(?ends) AS ?end) ?owner ?duty
WHERE {{ ?owner zz:hasDuty ?duty . ?duty zz:statement ?statements FILTER(!LANGMATCHES(LANG(?statements), 'zh-hant'))
  {_LABEL.format("?owner", "?owners")}
  OPTIONAL {{ ?owner zz:inOrganization ?o . {_LABEL.format("?o", "?organizations")} }}
  OPTIONAL {{ ?duty zz:order ?orders }} OPTIONAL {{ ?duty zz:involvement ?involvements }}
  OPTIONAL {{ ?duty zz:frequency ?often }}
  OPTIONAL {{ ?duty prov:wasDerivedFrom ?p . ?p zz:document ?documents ; zz:startLine ?starts ; zz:endLine ?ends }}
}} GROUP BY ?owner ?duty ORDER BY ?document ?start ?order ?duty""",
    ),
    "lines": (
        ("组织", "下级", "上级", "依据", "理由", "置信度", "文档", "行"),
        f"""SELECT (SAMPLE(?organizations) AS ?organization)
  (SAMPLE(?lowers) AS ?lowerLabel) (SAMPLE(?uppers) AS ?upperLabel)
  (SAMPLE(?bases) AS ?basis) (SAMPLE(?reasons) AS ?reason) (MAX(?confidences) AS ?confidence)
  (MIN(?documents) AS ?document) (MIN(?starts) AS ?start) ?line
WHERE {{ ?line a zz:ReportingLine ; zz:subordinate ?lower ; zz:superior ?upper ; zz:basis ?bases .
  {_LABEL.format("?lower", "?lowers")} {_LABEL.format("?upper", "?uppers")}
  OPTIONAL {{ ?lower zz:inOrganization ?o . {_LABEL.format("?o", "?organizations")} }}
  OPTIONAL {{ ?line zz:reason ?reasons }} OPTIONAL {{ ?line zz:confidence ?confidences }}
  OPTIONAL {{ ?line prov:wasDerivedFrom ?p . ?p zz:document ?documents ; zz:startLine ?starts }}
}} GROUP BY ?line ORDER BY ?document ?start ?line""",
    ),
}
TABLES: Final = ("posts", *_TABLES)

# A post has any number of most of these: one row a value, put together in Python. (In Oxigraph one unbound value
# empties a whole GROUP_CONCAT.)
_POST_FIELDS: Final = {
    "组织": "?post zz:inOrganization ?o . " + _LABEL.format("?o", "?value"),
    "部门": "?post org:postIn ?u . ?u a org:OrganizationalUnit . " + _LABEL.format("?u", "?value"),
    "岗位": _LABEL.format("?post", "?value"),
    "别名": "?post skos:altLabel ?value",
    "任职人": "?post org:heldBy ?person . ?person foaf:name ?value",
    "电话": "?post org:heldBy?/foaf:phone ?value",
    "邮箱": "?post org:heldBy?/foaf:mbox ?mail BIND(REPLACE(STR(?mail), '^mailto:', '') AS ?value)",
    "地点": "?post org:heldBy?/zz:place ?value",
    "编制": "?post zz:headcount ?value",
    "上级": "?post org:reportsTo ?upper . " + _LABEL.format("?upper", "?value"),
    "推断的上级": "?post zz:inferredReportsTo ?upper . " + _LABEL.format("?upper", "?value"),
}
_POSTS: Final = "SELECT DISTINCT ?post ?field ?value WHERE {{ ?post a org:Post . {} }}".format(
    " UNION ".join(f'{{ {pattern} BIND("{name}" AS ?field) }}' for name, pattern in _POST_FIELDS.items())
)
_POST_SOURCES: Final = """SELECT DISTINCT ?post ?document ?line WHERE {
  ?post a org:Post ; prov:wasDerivedFrom ?passage . ?passage zz:document ?document ; zz:startLine ?line }"""


def export(store: GraphStore, format: str, table: str | None = None) -> bytes:
    """The whole graph in one of `FORMATS`; `csv` gives one of `TABLES`, posts where none is named.

    RDF without named graphs holds the union of all. Tables are UTF-8 with a mark that spreadsheets know, and no cell
    of theirs can run as a formula. ZhizeError `usage` for a format or table that is not there.
    """
    if format in RDF_FORMATS:
        return store.dump(format)
    if format == "graphml":
        from graph.views import whole_graph, write_graphml

        return write_graphml(whole_graph(store))
    if format != "csv":
        raise ZhizeError("usage", detail=f"没有格式 {format}，可用：{'、'.join(FORMATS)}。")
    if (name := table or "posts") not in TABLES:
        raise ZhizeError("usage", detail=f"没有表 {name}，可用：{'、'.join(TABLES)}。")
    if name == "posts":
        return write_csv((*_POST_FIELDS, "文档", "行"), _list_posts(store))
    header, query = _TABLES[name]
    return write_csv(header, (row[: len(header)] for row in store.select(v.PROLOGUE + query)))


def _list_posts(store: GraphStore) -> list[Row]:
    """The rows of the table of posts, in the order of documents and lines."""
    fields: defaultdict[Value, defaultdict[Value, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for post, field, value in store.select(v.PROLOGUE + _POSTS):
        if value is not None:
            fields[post][field].add(value)
    first: dict[Value, tuple[str, int]] = {}
    for post, document, line in store.select(v.PROLOGUE + _POST_SOURCES):
        if isinstance(line, int):
            place = (str(document), line)
            first[post] = min(first.get(post, place), place)
    posts = sorted(fields, key=lambda post: (*first.get(post, ("", 0)), str(post)))
    return [(*(_join(fields[post][name]) for name in _POST_FIELDS), *first.get(post, (None, None))) for post in posts]


def _join(values: set[Value]) -> Value:
    return next(iter(values)) if len(values) == 1 else "；".join(sorted(map(str, values)))


def write_csv(header: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    """A table for spreadsheets: UTF-8 with byte order mark, CRLF, cells that cannot run as formulas."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return output.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = _INVOLVEMENT_NAMES.get(value) or _BASIS_NAMES.get(value) or str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA_SIGNS) or text.startswith(_FORMULA_SIGNS) else text
