"""Errors as the client sees them: one JSON shape for programs, one page for people, never a traceback."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from graph.errors import CATALOGUE, ZhizeError
from web.language import gettext, say
from web.negotiation import wants_page
from web.remarks import say_remark
from web.security import request_id

_STATUS = {
    "query-timeout": 504,
    "query-memory": 503,
    "query-busy": 503,
    "query-failed": 503,
    "query-format": 406,
    "document-unknown": 404,
    "store-missing": 503,
    "store-damaged": 503,
    "store-unreachable": 503,
    "internal": 500,
}
_WORDS = {
    400: ("请求的格式不对。", "请检查地址和内容后再试。"),
    401: ("这里要凭口令进入。", "请向维护者要口令。"),
    403: ("这个请求不被允许。", "请回到首页再试。"),
    404: ("没有这一页。", "请检查地址，或回到首页提问。"),
    405: ("这个地址不接受这种请求方式。", "请看 /api/openapi.json 里的说明。"),
    406: ("没有您要的格式。", "请换一个 Accept，或者不写。"),
    408: ("请求太久没有发完。", "请再试一次。"),
    413: ("内容太长了。", "请缩短后再试。"),
    415: ("不支持这种内容类型。", "请看 /api/openapi.json 里的说明。"),
}
_FAILED = ("请求没有成功。", "请稍后再试。")
_BROKEN = ("程序内部出错。", "请记下编号并告诉维护者。")
_RETRY_SECONDS = "5"


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page shows: what is wrong, what to do, and the id to quote; `documents` may be what was meant."""

    status: int
    code: str
    message: str
    way_out: str
    request_id: str
    documents: tuple[str, ...] = ()

    def to_json(self) -> dict[str, dict[str, str]]:
        """The one shape of an error."""
        return {
            "error": {
                "code": self.code,
                "message": self.message,
                "way_out": self.way_out,
                "request_id": self.request_id,
            }
        }


class Refusal(HTTPException):
    """A request that is refused in words of its own: HTTP status, what is wrong, what to do; `details` fill the words."""

    def __init__(self, status: int, message: str, way_out: str = "", **details: object) -> None:
        super().__init__(message)
        self.code = status
        self.message = _fill(message, details)
        self.way_out = _fill(way_out or _WORDS.get(status, _WORDS[400])[1], details)


def handle_failures(app: Flask) -> None:
    """Gives `app` its error handlers."""
    app.register_error_handler(HTTPException, _handle_http)
    app.register_error_handler(ZhizeError, _handle_known)
    app.register_error_handler(Exception, _handle_unknown)


def describe_failure(error: ZhizeError) -> ErrorPage:
    """A known error as it is shown, with its HTTP status."""
    _, what, way_out = CATALOGUE[error.code]
    details = {name: say_remark(value) if isinstance(value, str) else value for name, value in error.details.items()}
    status = _STATUS.get(error.code, 400)
    documents = error.details.get("names")
    return ErrorPage(
        status,
        error.code,
        _fill(what, details),
        _fill(way_out, details),
        request_id(),
        documents if isinstance(documents, tuple) else (),
    )


def _handle_http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # a redirect is an HTTPException too
        return Response(error.get_response().get_data(), status, error.get_response().headers)
    message, way_out = _WORDS.get(status, _FAILED)
    message, way_out = say(message), say(way_out)
    if isinstance(error, Refusal):
        message, way_out = error.message, error.way_out
    response = _respond(ErrorPage(status, f"http-{status}", message, way_out, request_id()))
    if status == 405 and (allowed := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="zhize", charset="UTF-8"'
    return response


def _handle_known(error: ZhizeError) -> Response:
    response = _respond(describe_failure(error))
    if error.code == "query-busy":
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _handle_unknown(error: Exception) -> Response:
    current_app.logger.exception("request %s failed", request_id(), exc_info=error)
    message, way_out = map(gettext, _BROKEN)
    return _respond(ErrorPage(500, "internal", message, way_out, request_id()))


def _fill(text: str, details: Mapping[str, object]) -> str:
    """`text` in the language of the request, with `details` in its braces."""
    translated = gettext(text)
    return translated.format(**details) if details else translated


def _respond(page: ErrorPage) -> Response:
    if wants_page() and not request.path.startswith("/api/"):
        return Response(render_template("error.html", page=page), page.status)
    response = jsonify(page.to_json())
    response.status_code = page.status
    return response
