"""Other readings of a logical form: another relation of the same thing, another part in the same task."""

from dataclasses import replace

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.forms import LogicalForm, Named, Related, Target, Task

#: What can be asked of a thing of each type.
_RELATIONS = {
    POST: ("duties", "superior", "subordinates", "chain", "holder", "unit_of", "qualification", "contact"),
    PERSON: ("post_of", "duties", "superior", "subordinates", "unit_of", "contact"),
    UNIT: ("posts", "people", "superior", "duties"),
    ORGANIZATION: ("units", "posts", "people"),
}
_INVOLVEMENTS = (None, "assist", "approve", "supervise", "participate", "inform")
_TARGETS: tuple[Target, ...] = ("owner", "unit", "person")


def vary(form: LogicalForm) -> tuple[LogicalForm, ...]:
    """The forms that differ from a listing `form` in one point: in the relation, how somebody takes part, who is named."""
    if form.operator != "list":
        return ()
    match form.expression:
        case Task(phrase, involvement, target) as task if phrase:
            tasks = [Task(phrase, other, target, chosen=True) for other in _INVOLVEMENTS if other != involvement]
            tasks += [Task(phrase, involvement, other, task.chosen) for other in _TARGETS if other != target]
            return tuple(replace(form, expression=other) for other in tasks)
        case Related(relation, Named(mention) as base) if mention.type in _RELATIONS:
            others = (Related(other, base) for other in _RELATIONS[mention.type] if other != relation)
            return tuple(replace(form, expression=other, topic=None) for other in others)
    return ()
