"""Where the passages of a document's facts stand in its lines, and the share of its letters that they take."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from nlp.documents.facts import DocumentFacts, Passage

_SENTENCE = re.compile(r"[^。；！？;!?\u2028|\t]+[。；！？;!?\u2028|\t]*|[。；！？;!?\u2028|\t]+")
_NO_LETTERS = re.compile(r"[\W_]+")
#: What is left between passages of a line and has no more letters than this is a number, a label or a joint.
_JOINT = 12


def measure_share(facts: DocumentFacts, lines: Sequence[tuple[int, str, str | None]]) -> float:
    """The share of a document's letters that was understood, from 0 to 1; what is left out does not count."""
    texts = {number: text for number, text, _ in lines}
    whole: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for passage in list_passages(facts):
        for number, start, end in locate(passage, texts):
            whole[number].append((start, end))
    unread, furniture = set(facts.unread), set(facts.furniture)
    letters = lost = 0
    for number, text in texts.items():
        if number in furniture:
            continue
        letters += count_letters(text)
        if number in unread:
            lost += count_letters(text)
            continue
        at = 0
        for start, end in [*sorted(whole.get(number, ())), (len(text), len(text))]:
            if start > at:
                lost += sum(count_letters(part) for part, known in split_gap(text[at:start]) if not known)
            at = max(at, end)
    return (letters - lost) / letters if letters else 0.0


def list_passages(facts: DocumentFacts) -> Iterator[Passage]:
    """The passages of all facts of a document, those of traces among them."""
    yield from (o.passage for o in facts.organizations if o.name is not None)
    for unit in facts.units:
        yield from unit.passages
    for post in facts.posts:
        yield from post.passages
        yield from (holder.passage for holder in post.holders)
    yield from (duty.passage for duty in facts.duties)
    yield from (trait.passage for trait in facts.traits)
    yield from (line.passage for line in facts.lines)
    yield from (trace.passage for trace in facts.traces)


def count_letters(text: str) -> int:
    """How many letters and digits there are."""
    return len(_NO_LETTERS.sub("", text))


def locate(passage: Passage, texts: dict[int, str]) -> list[tuple[int, int, int]]:
    """The ranges (line, start, end) of the passage's words: its quote has them piece by piece."""
    found: list[tuple[int, int, int]] = []
    number, at = passage.start_line, max(passage.column, 0)
    for part in passage.quote.split("\n"):
        if not part:
            continue
        for candidate in range(number, passage.end_line + 1):
            start = texts.get(candidate, "").find(part, at if candidate == number else 0)
            if start == -1 and candidate == number:
                start = texts.get(candidate, "").find(part)
            if start != -1:
                number, at = candidate, start + len(part)
                found.append((candidate, start, at))
                break
    if found:
        return found
    lines = range(passage.start_line, passage.end_line + 1)
    return [(n, 0, len(texts[n])) for n in lines if n in texts]


def split_gap(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences between passages, each with whether it was read all the same: a number, a label or a joint was."""
    for sentence in _SENTENCE.findall(text):
        yield sentence, count_letters(sentence) <= _JOINT or sentence.rstrip().endswith((":", "："))
