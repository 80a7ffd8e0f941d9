"""The OpenAPI description of the JSON interface, written by hand and held to the routes by a test."""

from typing import Any, Final

from graph.results import GRAPH_TYPES, RESULT_TYPES


def _text(about: str = "", nullable: bool = False, **more: Any) -> dict[str, Any]:
    return _told(about, {"type": ["string", "null"] if nullable else "string", **more})


def _list_of(items: dict[str, Any], about: str = "") -> dict[str, Any]:
    return _told(about, {"type": "array", "items": items})


def _told(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with what it is `about`, where that is said."""
    return schema | {"description": about} if about else schema


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _operation(
    summary: str, answer: dict[str, Any], *parameters: dict[str, Any], body: dict[str, Any] | None = None
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": answer, "default": _json("出错", _ref("Error"))},
    }
    if parameters:
        operation["parameters"] = list(parameters)
    if body is not None:
        operation["requestBody"] = body
    return operation


def _query(name: str, about: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": about, "schema": _text()}


_INTEGER: Final = {"type": "integer"}
_NUMBER: Final = {"type": "number"}
_PLACE: Final = {
    "document": _text("文档的名称"),
    "line_start": _INTEGER | {"description": "从 1 数起的行号"},
    "line_end": _INTEGER,
    "place": _text("表格、页等文档里的位置", nullable=True),
}
_SCHEMAS: Final = {
    "Error": _object(
        {
            "error": _object(
                {
                    "code": _text("错误的代号，不随语言变"),
                    "message": _text("错在哪里"),
                    "way_out": _text("怎么办"),
                    "request_id": _text("这次请求的编号，日志里也有"),
                },
                ("code", "message", "way_out", "request_id"),
            )
        },
        ("error",),
    ),
    "Question": _object(
        {
            "question": _text("要问的话，至多 2000 字", maxLength=2000),
            "context": _list_of(_text(), "这次对话里此前问过的，先问的在前"),
            "organization": _text("只在这个组织里回答：名称或 IRI", nullable=True),
            "interpretation": {
                "description": "上一次答案的 interpretation，改了其中的 as：照选定的理解回答",
                **_list_of({"type": "object"}),
            },
            "network": {"type": "boolean", "description": "也要答案所在的那部分图"},
        },
        ("question",),
    ),
    "Reference": _object({"iri": _text(), "label": _text()}, ("iri", "label")),
    "Place": _object(_PLACE, ("document", "line_start", "line_end")),
    "Evidence": _object({"text": _text(), **_PLACE}, ("text", "document", "line_start", "line_end")),
    "Item": _object(
        {
            "iri": _text(),
            "label": _text(),
            "type": _text("Post 岗位、OrganizationalUnit 部门、Person 人员、Organization 组织"),
            "aliases": _list_of(_text(), "别的名称"),
            "holders": _list_of(_ref("Reference"), "任职人"),
            "holder": _text("第一个任职人的姓名", nullable=True),
            "organization": {"anyOf": [_ref("Reference"), {"type": "null"}]},
            "involvement": _text("怎样参与：lead 负责、execute 执行、assist 协助等", nullable=True),
            "score": _NUMBER | {"description": "有多大把握，0 到 1"},
            "source": {"anyOf": [_ref("Place"), {"type": "null"}]},
            "evidence": _list_of(_ref("Evidence"), "依据的原句"),
        },
        ("iri", "label", "type", "holders", "holder", "organization", "involvement", "score", "source", "evidence"),
    ),
    "Choice": _object(
        {
            "label": _text(),
            "iri": _text(),
            "type": _text(),
            "question": _text("选它时要问的话"),
            "source": {"type": "object"},
        },
        ("label", "question"),
    ),
    "Network": _object(
        {
            "nodes": _list_of({"type": "object"}),
            "edges": _list_of({"type": "object"}),
            "options": {"type": "object"},
            "size": _list_of(_INTEGER),
            "hidden": _INTEGER | {"description": "没有展开的有多少"},
            "organization": _text(),
            "found": _text(nullable=True),
            "way": _text(),
        },
        ("nodes", "edges", "options"),
    ),
    "Answer": _object(
        {
            "question": _text(),
            "status": _text(enum=["answered", "clarify", "unknown", "smalltalk"]),
            "kind": _text("答案是什么：posts 岗位、people 人员、number 数、boolean 是非等"),
            "text": _text("一句话的回答，下面可以有逐条的说明"),
            "items": _list_of(_ref("Item"), "答案里的岗位、部门、人员和组织"),
            "value": {"type": ["number", "boolean", "null"]},
            "choices": _list_of(_ref("Choice"), "有几种可能时供选择"),
            "suggestions": _list_of(_text(), "可以改问的话"),
            "unknown_reason": _text("为什么没有答案", nullable=True),
            "carried": _text("从上文接过来的", nullable=True),
            "interpretation": _list_of({"type": "object"}, "逐段怎样理解了问题"),
            "sparql": _text("背后的查询"),
            "elapsed_ms": _NUMBER | {"description": "用时，毫秒"},
            "network": _ref("Network"),
        },
        ("question", "status", "kind", "text", "items", "choices", "suggestions", "sparql", "elapsed_ms"),
    ),
    "Suggestion": _object(
        {
            "text": _text("选它时要问的话"),
            "label": _text("显示的名称"),
            "type": _text(),
            "iri": _text(),
            "hint": _text("任职人、所在组织或出自哪条职责"),
        },
        ("text", "label", "type"),
    ),
    "Completions": _object(
        {
            "prefixes": {"type": "object", "additionalProperties": _text()},
            "terms": _list_of(
                _object(
                    {"name": _text(), "label": _text(), "kind": _text(), "others": _list_of(_text())}, ("name", "label")
                )
            ),
            "names": _list_of({"type": "array", "description": "IRI、名称、类型、所属、别名"}),
            "complete": {"type": "boolean", "description": "名称是否已经全在里面"},
        },
        ("names",),
    ),
    "Thing": _object(
        {
            "iri": _text(),
            "label": _text(),
            "type": _text(),
            "link": _text("它的网页"),
            "superiors": _list_of({"type": "object"}, "上级，主要的在前"),
            "subordinates": _list_of({"type": "object"}, "下属"),
            "sections": _list_of({"type": "object"}, "职责、权限、任职要求和工作条件，逐条带出处"),
            "offices": _list_of({"type": "object"}, "人员的各个岗位，连同上级、下属和职责"),
        },
        ("iri", "label", "type", "link", "superiors", "subordinates", "sections", "offices"),
    ),
    "Health": _object({"status": _text(), "snapshot": _INTEGER}, ("status", "snapshot")),
}
_RESULT: Final = {
    "description": "查询结果",
    "content": {media_type: {"schema": _text()} for media_type in (*RESULT_TYPES, *GRAPH_TYPES)},
}
_DATASET: Final = (
    _query("default-graph-uri", "默认图由这些图合成；可以有几个，取代查询里的 FROM"),
    _query("named-graph-uri", "可以用 GRAPH 查的图；可以有几个，取代查询里的 FROM NAMED"),
)
_QUERY_BODY: Final = {
    "required": True,
    "content": {
        "application/sparql-query": {"schema": _text()},
        "application/x-www-form-urlencoded": {"schema": _object({"query": _text()}, ("query",))},
    },
}
_QUESTION_BODY: Final = {"required": True, "content": {"application/json": {"schema": _ref("Question")}}}
_IRI: Final = _query("iri", "事物的 IRI")

DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "职责 Zhize", "version": "1", "description": "问答、建议、组织图和 SPARQL 查询；只读。"},
    "paths": {
        "/api/ask": {"post": _operation("回答一个问题", _json("答案", _ref("Answer")), body=_QUESTION_BODY)},
        "/api/suggest": {
            "get": _operation(
                "输入时的建议", _json("建议", _list_of(_ref("Suggestion"))), _query("q", "已经输入的文字")
            )
        },
        "/api/graph": {
            "get": _operation(
                "一个组织的图，或其中一个事物以下的部分",
                _json("图", _ref("Network")),
                _query("organization", "组织的 IRI 或名称"),
                _IRI,
                _query("find", "要找的名称；找到的标出并展开到它"),
                _query("to", "连同 find：标出到它的路径"),
                _query("mark", "要标出的事物的 IRI，可以有几个"),
                _query("open", "展开的事物，逗号分隔；all 是全部"),
                _query("close", "收起的事物，逗号分隔"),
                _query("show", "units 只要部门，posts 部门和岗位，duties 连同职责"),
                _query("lines", "stated 不要推断的上级，0 不要另一上级，member 只要所属"),
                _query("depth", "1、2 或 3：只要 find 或 iri 周围几步以内的"),
                _query("width", "窗口的宽，像素"),
                _query("height", "窗口的高，像素"),
                _query("lang", "en 把线的名称和路径的说明写成英文，不写就是中文"),
            )
        },
        "/api/thing": {
            "get": _operation("一个事物的全部资料", _json("资料", _ref("Thing")), _IRI | {"required": True})
        },
        "/api/completions": {
            "get": _operation(
                "查询编辑器的补全：前缀、术语和名称",
                _json("补全", _ref("Completions")),
                _query("q", "只要含有这些字的名称；图谱很大时一次给不全"),
            )
        },
        "/api/openapi.json": {"get": _operation("这份说明", _json("OpenAPI", {"type": "object"}))},
        "/healthz": {"get": _operation("运行状态", _json("状态", _ref("Health")))},
        "/sparql": {
            "get": _operation(
                "SPARQL 1.1 查询；没有 query 时是服务说明", _RESULT, _query("query", "查询语句"), *_DATASET
            ),
            "post": _operation("SPARQL 1.1 查询", _RESULT, *_DATASET, body=_QUERY_BODY),
        },
    },
    "components": {"schemas": _SCHEMAS},
}
