"""Suggestions where no name and no task begins as typed: tasks that sound so, and what asking would understand."""

import re
import threading

from graph.model import Iri
from graph.terms import write_iri
from nlp.catalogue import DUTY
from nlp.desk import Desk
from nlp.suggest import WHO, Spelt, Suggestion, spell
from nlp.text import fold
from nlp.verbalize import RELATION_WORDS
from ontology import vocabulary as v

_LEADS = ("谁来负责", "谁负责", "谁主管", "谁管", "谁")
_CLAUSE = re.compile("[，。；：]")
#: What is typed so is the beginning of another question than one for an owner.
_ELSE = re.compile(f"怎|什么|哪|吗|多少|几|{'|'.join(RELATION_WORDS.values())}")
_FEWEST_LETTERS, _FEWEST, _MOST = 3, 2, 6
_LONGEST_HINT = 16


class _Tasks:
    """The tasks of the snapshot asked last, each with its duty and how it is typed in pinyin."""

    def __init__(self) -> None:
        self._of = ""
        self._tasks: list[tuple[Spelt, str, str]] = []
        self._lock = threading.Lock()

    def list(self, here: Desk) -> list[tuple[Spelt, str, str]]:
        """Spelling, task and duty, a task that several duties have once."""
        with self._lock:
            if self._of != str(here.snapshot.path):
                tasks = {task: duty for duty, found in here.lexicon.tasks.items() for task in found}
                sounds = here.lexicon.sounds
                self._tasks = [(spell(fold(task), sounds), task, duty) for task, duty in tasks.items()]
                self._of = str(here.snapshot.path)
            return self._tasks


_tasks = _Tasks()


def suggest(here: Desk, typed: str) -> list[Suggestion]:
    """Completions of `typed`; where nothing begins so, what it may stand for by its sound or by what asking understands."""
    found = here.suggest(typed)
    if found:
        return found
    bare = fold(typed).strip()
    bare = next((bare.removeprefix(lead) for lead in _LEADS if bare.startswith(lead)), bare)
    if len(bare) < _FEWEST or _ELSE.search(bare):
        return []
    return _find_sounding(here, bare) or _find_understood(here, bare)


def _find_sounding(here: Desk, typed: str) -> list[Suggestion]:
    """Tasks that hold what is typed in pinyin or by first letters, those that begin so first."""
    letters = typed.replace("'", "").replace(" ", "")
    if len(letters) < _FEWEST_LETTERS or not (letters.isascii() and letters.isalpha()):
        return []
    places = ((spelt.find(letters), task, duty) for spelt, task, duty in _tasks.list(here))
    near = sorted(((at, len(task), task, duty) for at, task, duty in places if at >= 0))[:_MOST]
    owners = _name_owners(here, [duty for *_, duty in near])
    return [Suggestion(WHO["zh"].format(t), t, DUTY, duty, owners.get(duty, "")) for _, _, t, duty in near]


def _name_owners(here: Desk, duties: list[str]) -> dict[str, str]:
    if not duties:
        return {}
    named = " ".join(write_iri(Iri(duty)) for duty in duties)
    rows = here.store.select(
        f"{v.PROLOGUE}SELECT ?duty ?owner WHERE {{ VALUES ?duty {{ {named} }} ?owner zz:hasDuty ?duty }} ORDER BY ?owner"
    )
    entities = here.lexicon.catalogue.entities
    return {str(duty): entities[str(owner)].label for duty, owner in rows if str(owner) in entities}


def _find_understood(here: Desk, typed: str) -> list[Suggestion]:
    """The task that asking for it takes `typed` for, with the duty that fits best."""
    answer = here.ask(WHO["zh"].format(typed))
    parts = (getattr(part.meaning, "parts", {}) for part in answer.interpretation)
    task = next((part["task"].strip("“”") for part in parts if "task" in part), "")
    best = next((item for item in answer.items if item.evidence), None)
    if answer.status != "answered" or not task or best is None:
        return []
    clauses = _CLAUSE.split(best.evidence[0].text)
    clause = max(clauses, key=lambda c: len(set(c) & set(task)))  # of equals the first
    shown = clause if len(clause) <= _LONGEST_HINT else clause[: _LONGEST_HINT - 1] + "…"
    hint = f"{shown} · {best.label}"
    return [Suggestion(WHO["zh"].format(task), task, DUTY, best.iri, hint)]
