"""Tells the superiors or subordinates that are only inferred, with reason and confidence, where none is written down."""

from dataclasses import replace

from graph.model import Iri
from graph.terms import write_iri
from nlp.answer import Answer
from nlp.catalogue import PERSON, Entity
from nlp.items import ItemMaker
from nlp.verbalize import name_item
from ontology import vocabulary as v

#: Relation → which end of a reporting line the named thing is, and which is asked for.
_ENDS = {
    "superior": ("subordinate", "superior"),
    "chain": ("subordinate", "superior"),
    "subordinates": ("superior", "subordinate"),
}
_MOST = 5


def add_inferred(make: ItemMaker, answer: Answer, entity: Entity, relation: str | None) -> Answer:
    """`answer`, that the relation of `entity` is not written down, with what is inferred of it: words and choices, since
    what is inferred is no item."""
    if relation not in _ENDS:
        return answer
    found = _find(make, entity, *_ENDS[relation])[:_MOST]
    if not found:
        return answer
    told = "、".join(f"{name_item(make.item(other.iri))}（{why}）" for other, why in found)
    choices = tuple(make.choice(other, make.offers.ask_instead(other)) for other, _ in found)
    return replace(answer, text=f"{answer.text.rstrip('。')}；按推断是{told}。", choices=choices)


def _find(make: ItemMaker, entity: Entity, near: str, far: str) -> list[tuple[Entity, str]]:
    """The things at the far end of inferred lines, the surest first, with why and how sure."""
    things = make.catalogue.posts_of(entity.iri) if entity.type == PERSON else (entity,)
    rows = make.store.select(
        f"{v.PROLOGUE}SELECT ?other ?reason ?confidence WHERE {{ "
        f"VALUES ?thing {{ {' '.join(write_iri(Iri(thing.iri)) for thing in things)} }} "
        f"?line zz:{near} ?thing ; zz:{far} ?other ; zz:basis zz:Inferred . "
        "OPTIONAL { ?line zz:reason ?reason } OPTIONAL { ?line zz:confidence ?confidence } }"
    )
    found: dict[str, tuple[float, str]] = {}
    for other, reason, confidence in rows:
        sure = float(str(confidence or 0))
        why = "，".join(filter(None, (str(reason or ""), f"可信度 {sure:.0%}" if sure else "")))
        if str(other) in make.catalogue.entities and sure >= found.get(str(other), (0.0, ""))[0]:
            found[str(other)] = (sure, why or "依据没有写明")
    ranked = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return [(make.catalogue.entities[iri], why) for iri, (_, why) in ranked]
