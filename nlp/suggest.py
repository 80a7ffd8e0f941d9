"""Live suggestions while a question is typed, and questions to begin with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue, Entity
from nlp.duties import DutyFinder
from nlp.text import fold

_CLAUSE_END = re.compile(r"[,，。；;、:：(（]")
_OWNING = frozenset({"lead", "execute"})
_TASK_LETTERS = range(4, 11)
#: So many things are tried for each sort of question; so many sorts there are.
_EACH, _SORTS = 8, 6
_QUESTIONS = {POST: "{}负责什么", UNIT: "{}的职责", PERSON: "{}负责什么", ORGANIZATION: "{}有哪些岗位"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: `text` is the question to ask, `hint` says more about the thing."""

    text: str
    label: str
    type: str
    iri: str
    hint: str


class Suggester:
    """Suggests from the names and duties of one snapshot."""

    def __init__(self, catalogue: Catalogue, finder: DutyFinder) -> None:
        self._catalogue = catalogue
        self._finder = finder
        self._names = [(fold(e.label), e) for e in catalogue.entities.values()]

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """At most `limit` suggestions for what is typed so far, best first."""
        typed = fold(prefix)
        if not typed:
            return []
        starting = [e for name, e in self._names if name.startswith(typed)]
        inside = [e for name, e in self._names if typed in name and not name.startswith(typed)]
        found = [self._suggest_entity(e) for e in [*starting, *inside][:limit]]
        if len(found) < limit and len(typed) > 1:
            for match in self._finder.find(prefix)[: limit - len(found)]:
                owner = self._catalogue.entities.get(match.duty.owner)
                if owner is not None and match.cover > 0.3:
                    text = match.duty.statement.strip("。；;, ")[:24]
                    found.append(Suggestion(f"谁负责{text}", text, "Duty", match.duty.iri, owner.label))
        return found

    def starters(self) -> Iterator[Iterator[str]]:
        """Questions to begin with, sort by sort; of each sort several, since not all of them need have an answer."""
        entities = self._catalogue.entities.values()
        posts = [e for e in entities if e.type == POST]
        held = [e for e in posts if self._catalogue.holders(e.iri)]
        people = [e for e in entities if e.type == PERSON]
        spread = [*held, *posts[:: max(1, len(posts) // _SORTS)]][:_EACH]
        yield (task for post in spread if (task := self._name_task(post)))
        yield (f"{post.label}是谁" for post in reversed(held[-_EACH:]))
        yield (f"{post.label}负责什么" for post in posts[:_EACH])
        yield (f"{person.label}是什么岗位" for person in reversed(people[-_EACH:]))
        yield (f"{organization.label}有哪些岗位" for organization in self._catalogue.organizations[:_EACH])
        yield (f"{post.label}的上级是谁" for post in posts[len(posts) // 2 :][:_EACH])

    def _name_task(self, post: Entity) -> str | None:
        """A question for the owner of a short duty of `post`."""
        for duty in sorted(self._finder.all_of(frozenset({post.iri})), key=lambda d: d.order):
            task = _CLAUSE_END.split(duty.statement)[0].removeprefix("负责")
            said = duty.kind == "duty" and duty.involvement in _OWNING and len(task) in _TASK_LETTERS
            if said and any(p.unit.action and not p.unit.start for p in self._finder.read(task).probes):
                return f"谁负责{task}"
        return None

    def _suggest_entity(self, entity: Entity) -> Suggestion:
        organization = self._catalogue.organization_of(entity)
        people = "、".join(p.label for p in self._catalogue.holders(entity.iri))
        hint = " · ".join(
            part for part in (people, organization.label if organization and organization is not entity else "") if part
        )
        return Suggestion(
            _QUESTIONS[entity.type].format(self._catalogue.unmistakable_name(entity)),
            entity.label,
            entity.type,
            entity.iri,
            hint,
        )
