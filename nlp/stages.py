"""Writes down every stage of the way from a question to its answer, for `zhize explain`."""

from collections.abc import Iterable, Iterator

from nlp.answer import Answer
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.duties import DutyFinder
from nlp.forms import Task
from nlp.matching import Matcher
from nlp.understanding import Understood

_TYPE_WORDS = {POST: "岗位", UNIT: "部门", PERSON: "人员", ORGANIZATION: "组织"}
_MOST_MENTIONED, _MOST_DUTIES, _LONGEST = 5, 12, 40


def tell_stages(question: str, understood: Understood, answer: Answer, matcher: Matcher, finder: DutyFinder) -> str:
    """What each stage made of `question`, in order, with scores and reasons; `answer` is what came of it."""
    stages: list[tuple[str, Iterable[str]]] = [
        ("原文", (question,)),
        ("规范化", (understood.text, *(f"改正：{was}→{now}" for was, now in understood.repairs))),
        ("提及", _tell_mentions(understood)),
        ("逻辑式", (form.describe() for form in understood.forms)),
    ]
    tasks = (form.expression for form in understood.forms if isinstance(form.expression, Task))
    task = next((task for task in tasks if task.phrase), None)
    if task is not None:
        stages += [("内容词", _tell_words(task.phrase, matcher)), ("职责", _tell_duties(task.phrase, finder))]
    stages += [("SPARQL", answer.sparql.splitlines()), ("答案", (answer.status, *answer.text.splitlines()))]
    return "\n".join(f"── {name}\n" + "\n".join("  " + line for line in lines) for name, lines in stages)


def _tell_mentions(understood: Understood) -> Iterator[str]:
    for mention in understood.mentions:
        candidates = (
            f"{c.entity.label}/{_TYPE_WORDS[c.entity.type]} {c.score:.2f} {c.way}"
            for c in mention.candidates[:_MOST_MENTIONED]
        )
        yield f"[{mention.start},{mention.end}) {mention.text} → {'；'.join(candidates)}"


def _tell_words(phrase: str, matcher: Matcher) -> Iterator[str]:
    for unit in matcher.units(phrase):
        concepts = " ".join(concept.rpartition("/")[2] for concept in unit.concepts)
        yield f"{unit.text} {'动作' if unit.action else '对象'} {concepts}"


def _tell_duties(phrase: str, finder: DutyFinder) -> Iterator[str]:
    """The likeliest duties, a tick before those that the cut lets through."""
    matches, read = finder.find(phrase), finder.read(phrase)
    chosen = {match.duty.iri for match in finder.cut(matches)}
    for match in matches[:_MOST_DUTIES]:
        tick, why = "✓" if match.duty.iri in chosen else " ", "，".join(read.explain(match.ways))
        yield f"{tick} {match.score:.3f} {match.duty.statement[:_LONGEST]} ({why})"
