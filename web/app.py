"""Makes the Flask application: routes, security headers, one shape for every error."""

import secrets
from pathlib import Path

from flask import Flask, Response, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from graph.errors import ZhizeError
from graph.workers import QueryLimits, QueryPool
from nlp.desk import Reception
from web import api, pages, protocol
from web.config import Settings
from web.services import KEY, Services

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STATUS = {
    "query-timeout": 504, "query-memory": 503, "query-busy": 503, "query-failed": 503, "document-unknown": 404,
    "query-format": 406, "internal": 500, "store-missing": 503, "store-damaged": 503,
}  # fmt: skip


def create_app(settings: Settings, reception: Reception | None = None, pool: QueryPool | None = None) -> Flask:
    """The application over the store of `settings`; opens desk and query workers where none are given."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    reception = reception or Reception(settings.store)
    limits = QueryLimits(settings.query_seconds, settings.query_memory, settings.query_rows)
    pool = pool or QueryPool(reception.desk().snapshot.path, settings.workers, limits)
    app.extensions[KEY] = Services(settings, reception, pool)
    for blueprint in (pages.blueprint, api.blueprint, protocol.blueprint):
        app.register_blueprint(blueprint)
    app.before_request(_name_request)
    app.after_request(_protect)
    app.register_error_handler(HTTPException, _handle_http)
    app.register_error_handler(ZhizeError, _handle_known)
    app.register_error_handler(Exception, _handle_unknown)
    return app


def find_network_files() -> Path:
    """The folder of the vis-network files that the installed pyvis brings along."""
    from importlib.util import find_spec

    spec = find_spec("pyvis")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "lib" / "vis-9.1.2"


def _name_request() -> None:
    g.request_id = secrets.token_hex(6)


def _protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Request-Id"] = getattr(g, "request_id", "")
    return response


def _wants_json() -> bool:
    if request.path.startswith("/api/") or request.method == "POST":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json" or request.path == "/sparql" and "query" in request.args


def _fail(status: int, code: str, message: str, way_out: str = "") -> tuple[Response | str, int]:
    """The one shape of an error: JSON for programs, a page for people."""
    identity = getattr(g, "request_id", "")
    if _wants_json():
        return jsonify(error={"code": code, "message": message, "way_out": way_out, "request_id": identity}), status
    return render_template("error.html", status=status, message=message, way_out=way_out, request_id=identity), status


_HTTP_WORDS = {
    400: "请求的格式不对。", 404: "没有这一页。", 405: "这个地址不接受这种请求方式。", 406: "没有您要的格式。",
    413: "内容太长了，请缩短后再试。", 415: "不支持这种内容类型。",
}  # fmt: skip


def _handle_http(error: HTTPException) -> tuple[Response | str, int]:
    status = error.code or 500
    return _fail(status, f"http-{status}", _HTTP_WORDS.get(status, "请求没有成功。"), "请返回首页重新提问。")


def _handle_known(error: ZhizeError) -> tuple[Response | str, int]:
    return _fail(_STATUS.get(error.code, 400), error.code, error.what, error.way_out)


def _handle_unknown(error: Exception) -> tuple[Response | str, int]:
    from flask import current_app

    current_app.logger.exception("request %s failed", getattr(g, "request_id", ""), exc_info=error)
    return _fail(500, "internal", "程序内部出错。", "请记下编号并告诉维护者。")
