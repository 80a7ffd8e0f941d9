"""Live suggestions while a question is typed, and questions to begin with."""

from dataclasses import dataclass

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue, Entity
from nlp.duties import DutyFinder
from nlp.text import fold

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

    def starters(self, limit: int) -> tuple[str, ...]:
        """Questions that the graph can answer, of different kinds and organizations."""
        entities = self._catalogue.entities.values()
        held = [e for e in entities if e.type == POST and self._catalogue.holders(e.iri)]
        posts = [e for e in entities if e.type == POST]
        people = [e for e in entities if e.type == PERSON]
        organizations = [e for e in entities if e.type == ORGANIZATION]
        questions = [f"{held[-1].label}是谁" if held else "", f"{posts[0].label}负责什么" if posts else ""]
        questions += [
            f"{people[-1].label}是什么岗位" if people else "",
            f"{organizations[0].label}有哪些岗位" if organizations else "",
        ]
        questions += [f"{p.label}的上级是谁" for p in posts[len(posts) // 2 : len(posts) // 2 + 1]]
        return tuple(q for q in dict.fromkeys(questions) if q)[:limit]

    def _suggest_entity(self, entity: Entity) -> Suggestion:
        organization = self._catalogue.organization_of(entity)
        people = "、".join(p.label for p in self._catalogue.holders(entity.iri))
        hint = " · ".join(
            part for part in (people, organization.label if organization and organization is not entity else "") if part
        )
        return Suggestion(_QUESTIONS[entity.type].format(entity.label), entity.label, entity.type, entity.iri, hint)
