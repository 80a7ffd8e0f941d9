"""Questions as JSON lines in, answers as JSON lines out: one line in, one line out, whatever is in it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nlp.answer import Answer
from nlp.desk import Desk
from web.terminal import mend_text


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch; `fault` says in Chinese why it cannot be asked."""

    id: Any = None
    question: str = ""
    context: tuple[str, ...] = ()
    organization: str | None = None
    fault: str | None = None


def read_request(line: bytes, number: int) -> Request:
    """The request on `line`, which is the `number`th; never raises."""
    try:
        record = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Request(fault=f"第 {number} 行不是 UTF-8 的 JSON。")
    if not isinstance(record, dict):
        return Request(fault=f"第 {number} 行不是 JSON 对象。")
    given = record.get("id")
    question, context, organization = record.get("q"), record.get("context"), record.get("organization")
    if not isinstance(question, str):
        return Request(given, fault=f"第 {number} 行没有写问题（q）。")
    context = [] if context is None else context
    if not isinstance(context, list) or not all(isinstance(earlier, str) for earlier in context):
        return Request(given, question, fault=f"第 {number} 行的 context 应为问题的列表。")
    if organization is not None and not isinstance(organization, str):
        return Request(given, question, fault=f"第 {number} 行的 organization 应为名称。")
    return Request(given, mend_text(question), tuple(map(mend_text, context)), organization and mend_text(organization))


def answer_lines(desk: Desk, lines: Iterable[bytes], organization: str | None = None) -> Iterator[str]:
    """One JSON object for each line that is not empty, in order; `organization` holds where the line names none."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            request = read_request(line, number)
            answer = _answer(desk, request, organization)
            yield write_json({"id": request.id, **answer.to_json()})


def write_json(value: dict[str, Any]) -> str:
    """`value` as JSON on one line, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)


def _answer(desk: Desk, request: Request, organization: str | None) -> Answer:
    if request.fault:
        return Answer(request.question, "unknown", request.fault, unknown_reason="not-understood")
    try:
        return desk.ask(request.question, request.context, request.organization or organization)
    except Exception as error:  # one question must not take the answers to the others with it
        text = f"回答这个问题时程序内部出错（{type(error).__name__}）。"
        return Answer(request.question, "unknown", text, unknown_reason="not-understood")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
