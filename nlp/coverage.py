"""How much of a document was understood: per cent of its text, and line by line what was read from it."""

from collections import defaultdict
from dataclasses import dataclass

from nlp.archive import Record
from nlp.documents.facts import DocumentFacts, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was read from a line: what it is, of whom, and how sure that is, from 0 to 1."""

    what: str
    of: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the document: `readings` of it, `used` where it led to something, `furniture` where it was left out."""

    number: int
    text: str
    place: str | None
    readings: tuple[Reading, ...]
    used: bool
    furniture: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of a document that have words, and the share of their letters that led to something, from 0 to 1."""

    document: str
    share: float
    lines: tuple[ReadLine, ...]


def cover(record: Record) -> Coverage:
    """What was understood of the document of `record`."""
    facts = record.facts
    readings = _read(facts)
    unread, furniture = set(facts.unread), set(facts.furniture)
    lines = tuple(
        ReadLine(
            number, text, place, tuple(readings.get(number, ())), number not in unread | furniture, number in furniture
        )
        for number, text, place in record.lines
        if text.strip()
    )
    letters = sum(_letters(line.text) for line in lines if not line.furniture)
    used = sum(_letters(line.text) for line in lines if line.used)
    return Coverage(record.name, used / letters if letters else 0.0, lines)


def _letters(text: str) -> int:
    return sum(1 for character in text if character.isalnum())


def _read(facts: DocumentFacts) -> dict[int, list[Reading]]:
    readings: dict[int, list[Reading]] = defaultdict(list)
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}

    def add(passage: Passage, what: str, of: str | None, confidence: float = 1.0) -> None:
        reading = Reading(what, of, confidence)
        for number in range(passage.start_line, passage.end_line + 1):
            if reading not in readings[number]:
                readings[number].append(reading)

    for organization in facts.organizations:
        if organization.name is not None:
            add(organization.passage, "组织", organization.name)
    for unit in facts.units:
        for passage in unit.passages:
            add(passage, "部门", unit.name)
    for post in facts.posts:
        for passage in post.passages:
            add(
                passage,
                "提到的岗位" if post.mentioned_only else "岗位",
                post.title,
                0.9 if post.mentioned_only else 1.0,
            )
        for holder in post.holders:
            add(holder.passage, "任职人", f"{holder.name}（{post.title}）")
    for duty in facts.duties:
        add(duty.passage, "职责", names[duty.owner], duty.confidence)
    for trait in facts.traits:
        what = {"qualification": "任职资格", "authority": "权限", "work-condition": "工作条件"}[trait.kind]
        add(trait.passage, what, names[trait.owner])
    for line in facts.lines:
        what = "汇报关系" if line.stated else "推断的汇报关系"
        add(line.passage, what, f"{names[line.subordinate]} → {names[line.superior]}", line.confidence)
    return readings
