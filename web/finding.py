"""What is found in a chart: things by their names, and the way between two of them."""

from collections import deque
from dataclasses import dataclass

from nlp.catalogue import PERSON, Entity
from nlp.desk import Desk
from nlp.text import fold
from web.structure import DUTY, Structure, list_superiors

_MOST_FOUND, _MOST_PLACES = 20, 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for: boxes of the chart, the thing itself (a person has no box), or organizations elsewhere."""

    nodes: tuple[str, ...] = ()
    thing: str | None = None
    elsewhere: tuple[Entity, ...] = ()

    @property
    def first(self) -> str | None:
        """The box that is shown first."""
        return self.nodes[0] if self.nodes else None


def find_things(desk: Desk, structure: Structure, organization: str, text: str) -> Found:
    """What the desk finds by `text` in the chart: what is called just so, else all that it may mean.

    Of duties, which have no names, those whose sentence holds it, around their post. Where nothing is in
    `organization`, where else it is.
    """
    if not text:
        return Found()
    titled = [node for node, (name, note) in structure.names.items() if note and text == f"{name}（{note}）"]
    if titled and structure.kinds[titled[0]] != DUTY:
        return Found(tuple(titled), titled[0])
    typed, catalogue = fold(text), desk.lexicon.catalogue
    entities = desk.look_up(text)
    inside = [entity for entity in entities if entity.organization == organization]
    inside = [entity for entity in inside if fold(entity.label) == typed] or inside
    boxes = {
        node: entity.iri
        for entity in inside
        for node in ((post.iri for post in catalogue.posts_of(entity.iri)) if entity.type == PERSON else (entity.iri,))
        if node in structure.kinds
    }
    if boxes:
        return Found(tuple(boxes)[:_MOST_FOUND], next(iter(boxes.values())))
    duties = [n for n, (said, _) in structure.names.items() if structure.kinds[n] == DUTY and typed in fold(said)]
    if duties:
        return Found(tuple(duties[:_MOST_FOUND]), structure.parents[duties[0]])
    others = [entity for entity in entities if entity.organization != organization]
    others = [entity for entity in others if fold(entity.label) == typed] or others
    places = dict.fromkeys(place for entity in others if (place := catalogue.organization_of(entity)))
    return Found(elsewhere=tuple(places)[:_MOST_PLACES])


def find_way(structure: Structure, start: str, end: str, across: bool = True) -> tuple[str, ...]:
    """The shortest way between two things over the lines of a chart, both ends included; empty where none is.

    Of ways of one length it is the one that goes by main superiors first; without `across` further ones are no way.
    """
    near: dict[str, dict[str, None]] = {}
    for node in structure.nodes:
        main, others = structure.mains.get(node), list_superiors(structure, node, across)
        for other in (main, structure.parents.get(node), *others):
            if other is not None:
                near.setdefault(node, {})[other] = None
    for node, uppers in [(node, tuple(uppers)) for node, uppers in near.items()]:
        for upper in uppers:
            near.setdefault(upper, {})[node] = None
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        node = queue.popleft()
        for other in near.get(node, ()):
            if other not in came:
                came[other] = node
                queue.append(other)
    if end not in came:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
