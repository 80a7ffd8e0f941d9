"""SPARQL 1.1 Protocol, query only: every query runs in a query worker (W3C Recommendation of 21 March 2013)."""

import re
from importlib import resources

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType

from web.services import desk, services

blueprint = Blueprint("protocol", __name__)

_RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
_PLAIN = {
    "application/json": _RESULTS[0],
    "application/xml": _RESULTS[1],
    "text/xml": _RESULTS[1],
    "text/plain": _GRAPHS[1],
}
_NOT_KEYWORDS = re.compile(r"""<[^<>\s]*>|#[^\n]*|"[^"\n]*"|'[^'\n]*'|[\w-]*:[\w-]*|[?$]\w+""")
_FORM = re.compile(r"\b(?:select|ask|construct|describe)\b", re.IGNORECASE)
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix format: <http://www.w3.org/ns/formats/> .
[] a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat format:SPARQL_Results_JSON, format:SPARQL_Results_XML, format:SPARQL_Results_CSV,
    format:SPARQL_Results_TSV, format:Turtle, format:N-Triples, format:RDF_XML, format:JSON-LD ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response | str:
    """The workbench for people, the endpoint for programs."""
    queries = _read_queries()
    page = request.method == "GET" and request.accept_mimetypes.best_match(["text/turtle", "text/html"]) == "text/html"
    if not queries:
        if page:
            return render_template("sparql.html", query="", examples=read_examples())
        if request.method == "GET":
            return Response(_DESCRIPTION.format(endpoint=request.base_url), content_type="text/turtle; charset=utf-8")
        raise BadRequest
    if len(queries) > 1 or request.values.getlist("update"):
        raise BadRequest
    if request.values.getlist("default-graph-uri") or request.values.getlist("named-graph-uri"):
        # The data set is fixed: the union of all documents.
        raise BadRequest
    accepted = str(request.headers.get("Accept") or "*/*")
    if page and "text/html" in accepted:
        return render_template("sparql.html", query=queries[0], examples=read_examples())
    pool = services().pool
    pool.move_to(desk().snapshot.path) if _is_behind() else None
    result = pool.run(queries[0], _choose(queries[0]))
    response = Response(result.body, content_type=f"{result.media_type}; charset=utf-8")
    response.headers["X-Zhize-Truncated"] = str(result.truncated).lower()
    return response


def read_examples() -> tuple[tuple[str, str], ...]:
    """Example queries with their titles, from the ontology's competency questions."""
    found = []
    folder = resources.files("ontology").joinpath("queries")
    for file in sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else ():
        text = file.read_text("utf-8")
        first = text.splitlines()[0] if text else ""
        found.append((first.removeprefix("# title:").strip() or file.name, text))
    return tuple(found)


def _is_behind() -> bool:
    known = services()
    number = desk().snapshot.number
    behind = getattr(known.pool, "snapshot_number", number) != number
    known.pool.snapshot_number = number  # type: ignore[attr-defined]
    return behind


def _read_queries() -> list[str]:
    if request.method == "GET":
        return request.args.getlist("query")
    kind = request.mimetype
    if kind == "application/x-www-form-urlencoded":
        return request.form.getlist("query")
    if kind == "application/sparql-query":
        return [request.get_data(as_text=True)]
    raise UnsupportedMediaType


def _choose(query: str) -> str | None:
    """The media type to answer in: the best that the client accepts of those that fit the query's form."""
    found = _FORM.search(_NOT_KEYWORDS.sub(" ", query))
    fitting = _GRAPHS if found and found[0].lower() in ("construct", "describe") else _RESULTS
    offers = [*fitting, *(plain for plain, full in _PLAIN.items() if full in fitting)]
    best = request.accept_mimetypes.best_match(offers) if request.accept_mimetypes else fitting[0]
    if best is None:
        raise NotAcceptable
    return _PLAIN.get(best, best)
