"""SPARQL 1.1 Protocol, query only: every query runs in a query worker (W3C Recommendation of 21 March 2013)."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from graph.dataset import Dataset
from graph.guard import form_of
from graph.results import FORMATS, GRAPH_TYPES, RESULT_TYPES
from graph.terms import write_iri
from graph.workers import QueryResult
from nlp.desk import Desk
from web.description import describe_data, describe_service
from web.failures import Refusal
from web.negotiation import choose_type, wants_page
from web.services import desk, services
from web.workbench import show_workbench

blueprint = Blueprint("protocol", __name__)
_SYNONYMS = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/tsv": "text/tab-separated-values",
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
}
_GRAPH_SYNONYMS = {**_SYNONYMS, "application/json": "application/ld+json", "application/xml": "application/rdf+xml"}
FILE_ENDINGS = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}  # where they are not called as the format is
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100
_GRAPHS = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request of the protocol asks: the queries and the data set it names, where it names one.

    `form` is the name of a format; with `download` the result is a file to keep. People are shown the part `page` of the
    rows in the order of the column `sort`. These four are no part of the protocol.
    """

    queries: tuple[str, ...]
    dataset: Dataset | None
    updates: bool
    form: str = ""
    download: bool = False
    sort: str = ""
    page: int = 1


@blueprint.route("/sparql", methods=["GET", "POST"])
def answer_query() -> Response:
    """The workbench for people, the endpoint for programs, the service description for RDF clients."""
    asked = _read_get() if request.method in ("GET", "HEAD") else _read_post()
    if media_type := FORMATS.get(asked.form):
        response = _respond(services().workers.run(_check(asked), media_type, desk(), asked.dataset))
        if asked.download:
            name = f"result.{FILE_ENDINGS.get(asked.form, asked.form)}"
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    elif wants_page() and len(asked.queries) <= 1 and not asked.updates:
        response = show_workbench(asked.queries[0] if asked.queries else "", asked.dataset, asked.sort, asked.page)
    elif not asked.queries and request.method != "POST" and not asked.updates:
        response = _respond(_describe(desk()))
    else:
        response = _respond(_run(_check(asked), desk(), asked.dataset))
    response.headers["Vary"] = "Accept"
    return response


@blueprint.get("/.well-known/void")
def describe() -> Response:
    """The description of the data set where programs look for it (W3C Interest Group Note, VoID, section 7.2)."""
    here = desk()
    query = describe_data(here, request.url_root + "sparql", request.url_root)
    response = _respond(_run(query, here))
    response.headers["Vary"] = "Accept"
    return response


def _describe(here: Desk) -> QueryResult:
    return _run(describe_service(here, request.base_url), here)


def _read_get() -> Asked:
    return _sort_fields(request.args.to_dict(flat=False))


def _read_post() -> Asked:
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Refusal(415, "查询的编码只能是 UTF-8。")
    try:
        text = request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "查询不是 UTF-8 编码。", "请改用 UTF-8 再试。") from None
    if request.mimetype == _FORM:
        try:
            fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        except ValueError:
            raise BadRequest from None
        # A data set that stands in the address is not passed over: the answer would be that of other data.
        return _sort_fields({**{name: request.args.getlist(name) for name in (*_GRAPHS, "format")}, **fields})
    if request.mimetype == "application/sparql-query":
        return _sort_fields({**request.args.to_dict(flat=False), "query": [text]})
    if request.mimetype == "application/sparql-update":
        raise Refusal(415, "这里只接受查询，不接受更新。", "图谱由 zhize build 更新。")
    raise Refusal(415, "不支持这种内容类型。", "请用 application/sparql-query 或 {form}。", form=_FORM)


def _sort_fields(fields: dict[str, list[str]]) -> Asked:
    default, named = (tuple(_read_graph(iri) for iri in fields.get(name, ()) if iri) for name in _GRAPHS)
    dataset = Dataset(default, named)
    form, sort, page = ((fields.get(name) or [""])[-1] for name in ("format", "sort", "page"))
    return Asked(
        queries=tuple(fields.get("query", ())),
        dataset=dataset or None,
        updates=bool(fields.get("update")),
        form=form,
        download="download" in fields,
        sort=sort,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )


def _read_graph(iri: str) -> str:
    try:
        write_iri(iri)
    except ValueError:
        raise Refusal(
            400,
            "default-graph-uri 和 named-graph-uri 要写成完整的 IRI。",
            "例如 https://w3id.org/zhize/document/文件名。",
        ) from None
    return iri


def _check(asked: Asked) -> str:
    """The one query of a request that is in order."""
    if asked.updates:
        raise Refusal(400, "这里只接受查询，不接受更新。", "图谱由 zhize build 更新。")
    if len(asked.queries) != 1 or not asked.queries[0].strip():
        count = sum(1 for query in asked.queries if query.strip())
        raise Refusal(400, "需要一条查询，收到 {count} 条。", "请只给出一个 query。", count=count)
    return asked.queries[0]


def _run(query: str, here: Desk, dataset: Dataset | None = None) -> QueryResult:
    """The result in the form that the client likes best of those that fit the query."""
    graph = form_of(query) in ("CONSTRUCT", "DESCRIBE")
    media_type = choose_type(GRAPH_TYPES, _GRAPH_SYNONYMS) if graph else choose_type(RESULT_TYPES, _SYNONYMS)
    return services().workers.run(query, media_type, here, dataset)


def _respond(result: QueryResult) -> Response:
    response = Response(result.body, content_type=f"{result.media_type}; charset=utf-8")
    response.headers["X-Zhize-Truncated"] = str(result.truncated).lower()
    response.headers["X-Zhize-Rows"] = str(result.rows)
    return response
