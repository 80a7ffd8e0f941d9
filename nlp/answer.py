"""An answer as frozen values, and as the JSON object that scripts rely on."""

from dataclasses import dataclass, replace
from typing import Any, Literal

Status = Literal["answered", "clarify", "unknown", "smalltalk"]
Kind = Literal["posts", "people", "units", "organizations", "duties", "number", "boolean", "text", "table"]
UnknownReason = Literal["not-understood", "no-such-thing", "nobody-assigned", "not-recorded"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: 1-based lines of a document, and a place where lines mean little."""

    document: str
    line_start: int
    line_end: int
    place: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "line_start": self.line_start,
            "line_end": self.line_end,
            "place": self.place,
        }

    def cite(self) -> str:
        """The place as a person reads it: 手册.docx 第 12 行."""
        lines = f"{self.line_start}" if self.line_start == self.line_end else f"{self.line_start}–{self.line_end}"
        return f"{self.document} {self.place or f'第 {lines} 行'}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence as the document has it, with its place."""

    text: str
    place: Place

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, **self.place.to_json()}


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing of the graph with the name to show for it."""

    iri: str
    label: str

    def to_json(self) -> dict[str, str]:
        return {"iri": self.iri, "label": self.label}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the answer consists of."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    holders: tuple[Reference, ...] = ()
    organization: Reference | None = None
    involvement: str | None = None
    score: float = 1.0
    source: Place | None = None
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "iri": self.iri,
            "label": self.label,
            "type": self.type,
            "aliases": list(self.aliases),
            "holders": [holder.to_json() for holder in self.holders],
            "holder": self.holders[0].label if self.holders else None,
            "organization": self.organization.to_json() if self.organization else None,
            "involvement": self.involvement,
            "score": round(self.score, 3),
            "source": self.source.to_json() if self.source else None,
            "evidence": [passage.to_json() for passage in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of an ambiguous name, or a near miss, with the question to ask instead."""

    label: str
    iri: str
    type: str
    question: str
    source: Place | None = None
    organization: Reference | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "organization": self.organization.to_json() if self.organization else None,
            "iri": self.iri,
            "type": self.type,
            "question": self.question,
            "source": self.source.to_json() if self.source else {},
        }


@dataclass(frozen=True, slots=True)
class Part:
    """How a stretch of the question was understood; `span` counts characters of the question as typed.

    `whole` is what all of a question asks, `chosen` what somebody chose; where the question leaves `open` which of the
    readings is meant, the meaning is the first of them.
    """

    span: tuple[int, int]
    text: str
    meaning: str
    alternatives: tuple[str, ...] = ()
    whole: bool = False
    chosen: bool = False
    open: bool = False

    def moved(self, by: int) -> "Part":
        """The same part of a longer question, in which this one begins at `by`."""
        return replace(self, span=(self.span[0] + by, self.span[1] + by))

    def to_json(self) -> dict[str, Any]:
        return {
            "span": list(self.span),
            "text": self.text,
            "as": self.meaning,
            "alternatives": list(self.alternatives),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, with everything needed to check it; `helpers` are those who have a part in the task besides."""

    question: str
    status: Status
    text: str
    kind: Kind = "text"
    items: tuple[Item, ...] = ()
    value: int | float | bool | None = None
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
    unknown_reason: UnknownReason | None = None
    carried: str | None = None
    interpretation: tuple[Part, ...] = ()
    sparql: str = ""
    elapsed_ms: float = 0.0
    helpers: tuple[Item, ...] = ()

    def timed(self, elapsed_ms: float) -> "Answer":
        """The same answer with the time it took, in milliseconds."""
        return replace(self, elapsed_ms=elapsed_ms)

    def to_json(self) -> dict[str, Any]:
        """The answer as the JSON object of the command line and the HTTP interface."""
        return {
            "question": self.question,
            "status": self.status,
            "kind": self.kind,
            "text": self.text,
            "items": [item.to_json() for item in self.items],
            "value": self.value,
            "choices": [choice.to_json() for choice in self.choices],
            "suggestions": list(self.suggestions),
            "unknown_reason": self.unknown_reason,
            "carried": self.carried,
            "interpretation": [part.to_json() for part in self.interpretation],
            "sparql": self.sparql,
            "elapsed_ms": round(self.elapsed_ms, 3),
        }
