"""Live suggestions while a question is typed, and questions to begin with."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from nlp.catalogue import ORGANIZATION, PERSON, POST, Catalogue, Entity
from nlp.duties import DutyFinder
from nlp.offering import Language, Offerer, word_question
from nlp.tasknames import OWNING
from nlp.text import fold

_ASKING = re.compile(r"(?:谁|哪个(?:岗位|部门|人)|哪些(?:岗位|部门|人))(?:来)?(?:负责|主管|管|处理|执行)?")
_LETTERS = re.compile(r"[a-z][a-z' ]*")
WHO: dict[Language, str] = {"zh": "谁负责{}", "en": "Who is responsible for {}?"}
_TASK_LETTERS = range(4, 11)
#: So many things are tried for each sort of question; so many sorts there are.
_EACH, _SORTS = 8, 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: `text` is the question to ask, `hint` says more about the thing."""

    text: str
    label: str
    type: str
    iri: str
    hint: str


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name as it is typed in pinyin: all letters with the places where characters begin, and their first letters."""

    letters: str
    begins: tuple[int, ...]
    firsts: str

    def find(self, typed: str) -> int:
        """The number of the character at which `typed` begins, as whole syllables or as first letters; -1 for none."""
        if (at := self.firsts.find(typed)) >= 0:
            return at
        at = self.letters.find(typed)
        while at >= 0 and at not in self.begins:
            at = self.letters.find(typed, at + 1)
        return self.begins.index(at) if at >= 0 else -1


def spell(text: str, sounds: Mapping[str, str]) -> Spelt:
    """How `text` is typed in pinyin; what is no character stands for itself."""
    syllables = [sounds.get(c, c) for c in text]
    begins = tuple(sum(map(len, syllables[:n])) for n in range(len(syllables)))
    return Spelt("".join(syllables), begins, "".join(s[:1] for s in syllables))


def _read_letters(typed: str) -> str:
    """What is typed where it may be pinyin, without the marks between syllables; else nothing."""
    return typed.replace("'", "").replace(" ", "") if _LETTERS.fullmatch(typed) else ""


class Suggester:
    """Suggests from the names and duties of one snapshot, typed in characters, in pinyin or by the letters it begins with.

    `tasks` are what each duty may be asked for by, `told` the words of duties, `sounds` how characters sound; `uses`
    counts how often organizations use a word.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        finder: DutyFinder,
        offers: Offerer,
        tasks: Mapping[str, list[str]],
        told: Iterable[str] = (),
        sounds: Mapping[str, str] | None = None,
        uses: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._finder = finder
        self._offers = offers
        self._tasks = tasks
        self._names = [(fold(e.label), e) for e in catalogue.entities.values()]
        counted = uses or {}
        self._told = sorted(
            (w for w in told if len(w) > 1), key=lambda w: (-sum(counted.get(w, {"": 1}).values()), len(w), w)
        )
        self._sounds = sounds or {}

    @cached_property
    def _spelt_names(self) -> list[Spelt]:
        return [spell(name, self._sounds) for name, _ in self._names]

    @cached_property
    def _spelt_words(self) -> list[Spelt]:
        return [spell(word, self._sounds) for word in self._told]

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """At most `limit` suggestions for what is typed so far: names that begin so, names that hold it, tasks."""
        typed = fold(prefix)
        if not typed:
            return []
        asked = _ASKING.match(typed)
        if asked and asked.end() == len(typed):
            return self._begin_with(limit)
        entities = [] if asked else self._find_names(typed)
        tasks = self._find_tasks(typed[asked.end() :] if asked else typed, limit)
        room = min(len(tasks), max(limit - len(entities), limit // 3))
        return [*map(self._suggest_entity, entities[: limit - room]), *tasks[:room]]

    def find_names(self, typed: str) -> list[Entity]:
        """What is called so: names that begin as `typed`, then names that hold it, in characters or in pinyin."""
        return self._find_names(folded) if (folded := fold(typed)) else []

    def _find_names(self, typed: str) -> list[Entity]:
        starting = [e for name, e in self._names if name.startswith(typed)]
        inside = [e for name, e in self._names if typed in name and not name.startswith(typed)]
        if letters := _read_letters(typed):
            places = [(spelt.find(letters), e) for spelt, (_, e) in zip(self._spelt_names, self._names, strict=True)]
            starting += [e for at, e in places if at == 0]
            inside += [e for at, e in places if at > 0]
        return list(dict.fromkeys([*starting, *inside]))

    def _find_tasks(self, typed: str, limit: int) -> list[Suggestion]:
        """Tasks with a word that begins as typed, or that what is typed describes."""
        found: dict[str, Suggestion] = {}
        letters = _read_letters(typed)
        if letters:
            words = (w for w, spelt in zip(self._told, self._spelt_words, strict=True) if spelt.find(letters) == 0)
        else:
            words = (w for w in self._told if w.startswith(typed))
        phrases = [typed] if len(typed) > 1 and not letters else []
        things = (w for w in words if w != typed and any(p.unit.concepts for p in self._finder.read(w).probes))
        for phrase in (*phrases, *islice(things, limit // 2)):
            matches = [m for m in self._finder.find(phrase) if m.duty.iri in self._tasks and m.involvement in OWNING]
            best = matches[0].cover if matches else 0.0
            for match in matches[: limit if phrase is typed else 2]:
                owner = self._catalogue.entities.get(match.duty.owner)
                near = match.cover > max(0.3, best * 0.6) and (phrase is typed or phrase in fold(match.duty.statement))
                tasks = self._tasks[match.duty.iri]
                text = next(
                    (t for t in tasks if phrase in fold(t)),
                    tasks[0] if phrase is typed and not match.duty.features.clauses else "",
                )
                if owner is not None and near and text:
                    found.setdefault(
                        text, Suggestion(WHO["zh"].format(text), text, "Duty", match.duty.iri, owner.label)
                    )
        return list(found.values())

    def _begin_with(self, limit: int) -> list[Suggestion]:
        """Tasks for somebody who has typed no more than who it is."""
        spread = [e for e in self._catalogue.entities.values() if e.type == POST]
        spread = spread[:: max(1, len(spread) // (2 * limit))]
        tasks = ((post, task) for post in spread if (task := self._name_task(post)))
        return [
            Suggestion(WHO["zh"].format(task), task, "Duty", post.iri, post.label)
            for post, task in islice(tasks, limit)
        ]

    def starters(self, inside: frozenset[str] = frozenset(), language: Language = "zh") -> Iterator[Iterator[str]]:
        """Questions to begin with, sort by sort; of each sort several, since not all of them need have an answer.

        They are about the organizations `inside`, where there are any.
        """
        entities = [e for e in self._catalogue.entities.values() if not inside or e.organization in inside]
        posts = [e for e in entities if e.type == POST]
        held = [e for e in posts if self._catalogue.holders(e.iri)]
        people = [e for e in entities if e.type == PERSON]
        spread = [*held, *posts[:: max(1, len(posts) // _SORTS)]][:_EACH]
        yield (WHO[language].format(task) for post in spread if (task := self._name_task(post)))
        sorts: tuple[tuple[str, Iterable[Entity]], ...] = (
            ("holder", reversed(held[-_EACH:])),
            ("duties", posts[:_EACH]),
            ("post_of", reversed(people[-_EACH:])),
            ("posts", [e for e in entities if e.type == ORGANIZATION]),
            ("superior", posts[len(posts) // 2 :][:_EACH]),
        )
        for relation, things in sorts:
            yield (word_question(relation, thing.type, thing.label, language) for thing in things)

    def _name_task(self, post: Entity) -> str | None:
        """A short task of `post`, in words."""
        duties = sorted(self._finder.all_of(frozenset({post.iri})), key=lambda d: d.order)
        tasks = (task for duty in duties for task in self._tasks.get(duty.iri, ()))
        return next((task for task in tasks if len(task) in _TASK_LETTERS), None)

    def _suggest_entity(self, entity: Entity) -> Suggestion:
        organization = self._catalogue.organization_of(entity)
        people = "、".join(p.label for p in self._catalogue.holders(entity.iri))
        hint = " · ".join(
            part for part in (people, organization.label if organization and organization is not entity else "") if part
        )
        return Suggestion(self._offers.ask_instead(entity), entity.label, entity.type, entity.iri, hint)
