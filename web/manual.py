"""The interface for programs as a page for people, made from its OpenAPI description."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from web.language import gettext
from web.openapi import DESCRIPTION

blueprint = Blueprint("manual", __name__)
_KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是或否",
    "object": "对象",
    "array": "列表",
    "null": "空",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of value stands in a place: in words, with the structure that it is or that its items are."""

    words: str
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a structure."""

    name: str
    kind: Kind
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at an address; a body that is not JSON has no fields, but media types."""

    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    body: Kind | None
    media: tuple[str, ...]
    answer: Kind
    answers: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"{self.method.lower()}{self.path.replace('/', '-').replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class ManualPage:
    """All operations, and the structures of what is sent and answered."""

    about: str
    operations: tuple[Operation, ...]
    structures: tuple[tuple[str, tuple[Field, ...]], ...]


@blueprint.get("/api")
def show_manual() -> str:
    """The manual; the description itself is /api/openapi.json."""
    schemas = DESCRIPTION["components"]["schemas"]
    page = ManualPage(
        about=gettext(DESCRIPTION["info"]["description"]),
        operations=tuple(_list_operations()),
        structures=tuple((name, tuple(_list_fields(schema))) for name, schema in schemas.items()),
    )
    return render_template("api.html", page=page)


def _list_operations() -> Iterator[Operation]:
    for path, methods in DESCRIPTION["paths"].items():
        for method, told in methods.items():
            sent = told.get("requestBody", {}).get("content", {})
            answered = told["responses"]["200"]["content"]
            yield Operation(
                method=method.upper(),
                path=path,
                summary=gettext(told["summary"]),
                parameters=tuple(
                    Field(p["name"], _say_kind(p["schema"]), p["required"], gettext(p["description"]))
                    for p in told.get("parameters", ())
                ),
                body=_say_kind(sent["application/json"]["schema"]) if "application/json" in sent else None,
                media=tuple(media for media in sent if media != "application/json"),
                answer=_say_kind(next(iter(answered.values()))["schema"]),
                answers=tuple(answered),
            )


def _list_fields(schema: dict[str, Any]) -> Iterator[Field]:
    for name, told in schema.get("properties", {}).items():
        about = gettext(told["description"]) if "description" in told else ""
        if "enum" in told:
            about = gettext("、").join(told["enum"])
        yield Field(name, _say_kind(told), name in schema.get("required", ()), about)
        if told.get("type") == "object" and "properties" in told:
            for inner in _list_fields(told):
                yield Field(f"{name}.{inner.name}", inner.kind, inner.required, inner.about)


def _say_kind(schema: dict[str, Any]) -> Kind:
    """The sort of a schema's values: text, list of …, one of several."""
    if reference := schema.get("$ref"):
        return Kind("", reference.rpartition("/")[2])
    if choices := schema.get("anyOf"):
        found = [_say_kind(choice) for choice in choices]
        words = gettext("或").join(kind.words for kind in found if kind.words)
        return Kind(gettext("%(kind)s或", kind=words), next((k.structure for k in found if k.structure), ""))
    if schema.get("type") == "array" and "items" in schema:
        inner = _say_kind(schema["items"])
        return Kind(gettext("列表：%(kind)s", kind=inner.words), inner.structure)
    kinds = schema.get("type", "object")
    return Kind(gettext("或").join(gettext(_KINDS[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)))
