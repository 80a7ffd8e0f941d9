"""The graph for other programs: RDF, GraphML, and tables for spreadsheets."""

import csv
import io
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

_NAMES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())
_LABEL: Final = "OPTIONAL {{ {0} skos:prefLabel {1} FILTER(LANGMATCHES(LANG({1}), 'zh-hans')) }}"
_TABLES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "posts": (
        ("组织", "部门", "岗位", "别名", "任职者", "电话", "邮箱", "地点", "编制", "上级", "推断的上级", "文档", "行"),
        f"""SELECT (SAMPLE(?organizations) AS ?organization) (GROUP_CONCAT(DISTINCT ?unitLabel; SEPARATOR="；") AS ?unit)
  (SAMPLE(?labels) AS ?label) (GROUP_CONCAT(DISTINCT ?alias; SEPARATOR="；") AS ?aliases)
  (GROUP_CONCAT(DISTINCT ?holderLabel; SEPARATOR="；") AS ?holders)
  (GROUP_CONCAT(DISTINCT ?phone; SEPARATOR="；") AS ?phones) (GROUP_CONCAT(DISTINCT ?mbox; SEPARATOR="；") AS ?mboxes)
  (GROUP_CONCAT(DISTINCT ?place; SEPARATOR="；") AS ?places) (MAX(?count) AS ?headcount)
  (GROUP_CONCAT(DISTINCT ?upperLabel; SEPARATOR="；") AS ?superiors)
  (GROUP_CONCAT(DISTINCT ?likelyLabel; SEPARATOR="；") AS ?likely)
  (MIN(?documents) AS ?document) (MIN(?lines) AS ?line) ?post
WHERE {{ ?post a org:Post . {_LABEL.format("?post", "?labels")}
  {{ }} UNION {{ ?post zz:inOrganization ?o . {_LABEL.format("?o", "?organizations")} }}
  UNION {{ ?post org:postIn ?u . ?u a org:OrganizationalUnit . {_LABEL.format("?u", "?unitLabel")} }}
  UNION {{ ?post skos:altLabel ?alias }} UNION {{ ?post zz:headcount ?count }}
  UNION {{ ?post org:heldBy ?holder . ?holder foaf:name ?holderLabel }}
  UNION {{ ?post org:heldBy?/foaf:phone ?phone }} UNION {{ ?post org:heldBy?/foaf:mbox ?mbox }}
  UNION {{ ?post org:heldBy?/zz:place ?place }}
  UNION {{ ?post org:reportsTo ?upper . {_LABEL.format("?upper", "?upperLabel")} }}
  UNION {{ ?post zz:inferredReportsTo ?likelyUpper . {_LABEL.format("?likelyUpper", "?likelyLabel")} }}
  UNION {{ ?post prov:wasDerivedFrom ?passage . ?passage zz:document ?documents ; zz:startLine ?lines }}
}} GROUP BY ?post ORDER BY ?document ?line ?post""",
    ),
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
        f"""SELECT (SAMPLE(?organizations) AS ?organization) (SAMPLE(?lowers) AS ?lowerLabel) (SAMPLE(?uppers) AS ?upperLabel)
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
TABLES: Final = tuple(_TABLES)


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
    if (name := table or "posts") not in _TABLES:
        raise ZhizeError("usage", detail=f"没有表 {name}，可用：{'、'.join(TABLES)}。")
    header, query = _TABLES[name]
    return write_csv(header, (row[: len(header)] for row in store.select(_NAMES + query)))


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
