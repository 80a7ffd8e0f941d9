"""Measures answers against a file of questions with their expected answers: points per type, and what was missed.

A line of the file is `{"id", "type", "q", "context"?, "organization"?, "gold": {"kind", "items", "acceptable"?,
"must_mention"?}}`. An item is a name (`出纳`) or a name within an organization (`财务公司/出纳`); a gold file, where
given, says which document and lines an organization's key stands for, who holds a post and what else it is called.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import ZhizeError
from nlp.answer import Answer, Choice, Item
from nlp.desk import Desk
from nlp.text import fold

KINDS = frozenset(
    {"positions", "people", "departments", "organizations", "number", "boolean", "text", "none", "clarify"}
)
_NAMED = frozenset({"positions", "people", "departments", "organizations"})
#: A title may bear a word more in the graph than in the expected answer: 呼叫中心客户服务专员 for 客户服务专员.
_LONGER = 4


@dataclass(frozen=True, slots=True)
class Expected:
    """One question with what should be answered."""

    id: str
    type: str
    question: str
    context: tuple[str, ...]
    organization: str | None
    kind: str
    items: tuple[str, ...]
    acceptable: tuple[str, ...]
    mention: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a gold file tells of one key: document, lines, names."""

    document: str | None = None
    lines: tuple[int, int] | None = None
    names: frozenset[str] = frozenset()
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question was answered: points 0 to 1; `invented` where an answer was given and none exists."""

    expected: Expected
    answer: Answer
    points: float
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts, with their sums."""

    verdicts: tuple[Verdict, ...]

    def points(self, type_: str | None = None) -> float:
        """Mean points, of one type of question or of all."""
        chosen = [v.points for v in self.verdicts if type_ in (None, v.expected.type)]
        return sum(chosen) / len(chosen) if chosen else 0.0

    def types(self) -> list[tuple[str, int]]:
        """Types of questions with their numbers, most frequent first."""
        counts: dict[str, int] = {}
        for verdict in self.verdicts:
            counts[verdict.expected.type] = counts.get(verdict.expected.type, 0) + 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def misses(self) -> list[Verdict]:
        """Verdicts with less than full points, worst first."""
        return sorted((v for v in self.verdicts if v.points < 1), key=lambda v: v.points)

    @property
    def invented(self) -> float:
        """Share of the questions without an answer that were answered all the same."""
        empty = [v for v in self.verdicts if v.expected.kind == "none"]
        return sum(v.invented for v in empty) / len(empty) if empty else 0.0


@dataclass(frozen=True, slots=True)
class Gold:
    """The keys that a gold file explains; a key it does not have is a plain name."""

    known: Mapping[str, Known] = field(default_factory=dict)

    def names(self, item: Item | Choice, key: str) -> bool:
        """Whether `item` is what `key` stands for."""
        organization, _, title = key.rpartition("/")
        known = self.known.get(key, Known())
        if not organization and key in self.known:
            return self._inside(item, key) or fold(item.label) in known.names
        title, _, holder = title.rstrip(")").partition("(")
        wanted = {fold(title), *known.names}
        held = [h.label for h in item.holders] if isinstance(item, Item) else []
        aliases = item.aliases if isinstance(item, Item) else ()
        labels = {fold(label) for label in (item.label, *aliases)}
        if known.holder:
            wanted.add(fold(known.holder))
        if holder and held and holder not in held:
            return False
        alike = any(
            label == want or len(want) > 2 and label.endswith(want) and len(label) - len(want) <= _LONGER
            for label in labels | {fold(h) for h in held}
            for want in wanted
        )
        return alike and (not organization or self._inside(item, organization))

    def _inside(self, item: Item | Choice, organization: str) -> bool:
        """Whether the place that introduces `item` belongs to the organization of that key or name."""
        place = self.known.get(organization)
        if place is None or place.document is None and place.lines is None:
            label = fold(item.organization.label) if item.organization else ""
            names = place.names if place else {fold(organization)}
            return bool(label) and any(name in label or label in name for name in names)
        source = item.source
        if source is None or place.document and Path(source.document).name != place.document:
            return source is None
        return place.lines is None or source.line_start <= place.lines[1] and source.line_end >= place.lines[0]


def read_questions(path: Path) -> tuple[Expected, ...]:
    """The questions of a JSON Lines file; ZhizeError naming the line that is not one."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            found.append(_read_question(data, data["gold"], number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ZhizeError("question-line", path=str(path), number=number, why=str(error)) from error
    return tuple(found)


def _read_question(data: Mapping[str, Any], gold: Mapping[str, Any], number: int) -> Expected:
    if gold["kind"] not in KINDS:
        raise ValueError(f"gold.kind {gold['kind']}")
    return Expected(
        id=str(data.get("id", number)),
        type=str(data.get("type", gold["kind"])),
        question=str(data["q"]),
        context=_texts(data.get("context")),
        organization=data.get("organization"),
        kind=str(gold["kind"]),
        items=_texts(gold.get("items")),
        acceptable=_texts(gold.get("acceptable")),
        mention=_texts(gold.get("must_mention")),
    )


def _texts(values: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())


def read_gold(path: Path) -> Gold:
    """The keys of a gold file: `{"organizations": [{"key", "document"?, "lines"?, "name"?, "positions": [{"key", …}]}]}`."""
    known: dict[str, Known] = {}
    try:
        for organization in json.loads(path.read_text("utf-8"))["organizations"]:
            document = organization.get("document")
            names = [organization.get("name"), organization.get("organization")]
            known[organization["key"]] = Known(document, _lines(organization), frozenset(fold(n) for n in names if n))
            for post in (*organization.get("positions", ()), *(organization.get("departments") or ())):
                if key := post.get("key"):
                    aliases = frozenset(fold(alias) for alias in post.get("aliases") or ())
                    known[key] = Known(document, _lines(post), aliases, post.get("holder"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ZhizeError("question-line", path=str(path), number=1, why=str(error)) from error
    return Gold(known)


def _lines(data: Mapping[str, Any]) -> tuple[int, int] | None:
    lines = data.get("lines")
    return (int(lines[0]), int(lines[1])) if lines else None


def evaluate(desk: Desk, questions: Iterable[Expected], gold: Gold) -> Report:
    """Ask every question and compare the answers with what is expected."""
    return Report(tuple(judge(q, desk.ask(q.question, q.context, q.organization), gold) for q in questions))


def judge(expected: Expected, answer: Answer, gold: Gold) -> Verdict:
    """The points of one answer: F1 of named things, the share of what must be mentioned, right or wrong of the rest."""
    given = answer.status == "answered"
    match expected.kind:
        case "none":
            known = answer.status in ("unknown", "smalltalk") and not answer.items
            return Verdict(expected, answer, float(known), not known)
        case "number":
            value = answer.value if not isinstance(answer.value, bool) else None
            return Verdict(expected, answer, float(value is not None and str(value) in expected.items))
        case "boolean":
            wanted = bool(expected.items) and expected.items[0].strip().lower() in ("是", "true", "对", "能", "可以")
            return Verdict(expected, answer, float(isinstance(answer.value, bool) and answer.value == wanted))
        case "text":
            text = fold(answer.text)
            told = sum(fold(mention) in text for mention in expected.mention) / max(1, len(expected.mention))
            return Verdict(expected, answer, told if given or answer.status == "clarify" else 0.0)
        case "clarify":
            shown: list[Item | Choice] = [*answer.items, *answer.choices] if answer.status != "unknown" else []
            return Verdict(expected, answer, _compare(shown, expected, gold))
    return Verdict(expected, answer, _compare(list(answer.items), expected, gold) if given else 0.0)


def _compare(items: list[Item | Choice], expected: Expected, gold: Gold) -> float:
    """F1 of `items`; acceptable ones neither help nor harm."""
    right = [[key for key in expected.items if gold.names(item, key)] for item in items]
    counted = [
        keys for item, keys in zip(items, right, strict=True)
        if keys or not any(gold.names(item, key) for key in expected.acceptable)
    ]  # fmt: skip
    found = {key for keys in counted for key in keys}
    if not found:
        return 0.0
    precision = sum(bool(keys) for keys in counted) / len(counted)
    recall = len(found) / len(expected.items)
    return 2 * precision * recall / (precision + recall)
