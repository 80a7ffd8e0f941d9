"""The OpenAPI description of the JSON interface, written by hand and held to the routes by a test."""

from typing import Any, Final

_JSON: Final = {"application/json": {"schema": {"type": "object"}}}


def _operation(summary: str, parameters: tuple[str, ...] = (), body: dict[str, Any] | None = None) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": "成功", "content": _JSON},
            "400": {"description": "请求有误", "content": _JSON},
        },
    }
    if parameters:
        operation["parameters"] = [{"name": p, "in": "query", "schema": {"type": "string"}} for p in parameters]
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


_QUESTION: Final = {
    "type": "object",
    "required": ["question"],
    "properties": {
        "question": {"type": "string"},
        "context": {"type": "array", "items": {"type": "string"}},
        "organization": {"type": "string", "nullable": True},
        "interpretation": {"nullable": True},
        "network": {"type": "boolean"},
    },
}

DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.0.3",
    "info": {"title": "Zhize 职责问答", "version": "1"},
    "paths": {
        "/api/ask": {"post": _operation("回答一个问题", body=_QUESTION)},
        "/api/suggest": {"get": _operation("输入时的建议", ("q",))},
        "/api/graph": {"get": _operation("一个组织的图，或一个事物的周围", ("organization", "iri"))},
        "/api/openapi.json": {"get": _operation("接口说明")},
        "/healthz": {"get": _operation("运行状态")},
        "/sparql": {"get": _operation("SPARQL 1.1 查询", ("query",)), "post": _operation("SPARQL 1.1 查询")},
    },
}
