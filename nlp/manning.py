"""Answers who is there: whether somebody holds a post, who leads a unit, how somebody is reached."""

from nlp.answer import Answer
from nlp.catalogue import Entity
from nlp.checking import CheckPlanner
from nlp.forms import Related, base_of
from nlp.items import ItemMaker, Request, answer_with
from nlp.planning import Planner, Resolution, describe_things
from nlp.verbalize import list_names, name_item
from ontology import vocabulary as v


class ManningAnswerer:
    """Answers about the posts and people of one snapshot; each answer is None where the graph has none."""

    def __init__(self, make: ItemMaker) -> None:
        self._make = make

    def tell_vacancy(self, request: Request, readings: tuple[Entity, ...], vacant: bool) -> Answer | None:
        """Whether somebody holds the post, or nobody where `vacant`, as far as documents say; None where there is no post."""
        expression = request.form.expression
        assert isinstance(expression, Related)
        resolution = Resolution({base_of(expression).mention.text: readings}, {})
        posts = self._make.items(self._make.store.select(Planner(resolution).select(expression.base, "post")))
        if not posts:
            return None
        sparql = CheckPlanner(resolution).ask_held(expression.base, not vacant)
        holders = [holder.label for post in posts for holder in post.holders]
        names = "、".join(post.label for post in posts)
        text = f"有人。{names}的任职人是{'、'.join(holders)}。" if holders else f"文档没有写明{names}的任职人。"
        return answer_with(request, "boolean", text, posts, sparql, bool(holders) != vacant)

    def tell_head(self, request: Request, unit: Entity, readings: tuple[Entity, ...]) -> Answer | None:
        """Who leads a unit: the one post in it to which others report or that bears its name, and that reports to none of them."""
        named = base_of(request.form.expression)
        resolution = Resolution({named.mention.text: readings}, {})
        sparql = Planner(resolution).select(Related("head", named), "post")
        items = self._make.items(self._make.store.select(sparql))
        if len(items) != 1:
            return None
        return answer_with(request, "posts", f"{unit.label}由{list_names(items)}负责。", items, sparql)

    def tell_contact(self, request: Request, entity: Entity) -> Answer:
        """How `entity`, or whoever holds it, is reached."""
        people = self._make.catalogue.holders(entity.iri)
        sparql = describe_things((entity.iri, *(p.iri for p in people)), (v.PHONE, v.MBOX, v.PLACE))
        rows = self._make.store.select(sparql)
        values = dict.fromkeys(str(row[2]).removeprefix("tel:").removeprefix("mailto:") for row in rows)
        item = self._make.item(entity.iri)
        if not values:
            return self._make.unrecorded(request, entity, f"文档里没有写{name_item(item)}的联系方式。", sparql)
        return answer_with(request, "text", f"{name_item(item)}：{'，'.join(values)}。", (item,), sparql)
