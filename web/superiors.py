"""Which of several superiors is the main one, and why: one rule for pages, ways up and charts."""

from collections.abc import Iterable
from dataclasses import dataclass

from nlp.catalogue import Catalogue
from web.language import gettext, plural

_NOWHERE = ("\uffff", 0, 0)  # after every document


@dataclass(frozen=True, slots=True)
class Superior:
    """A superior of a thing: whether a document states the line, how many do, how sure it is, whether both belong to one
    unit, and where the superior is named."""

    iri: str
    stated: bool
    documents: int
    sure: float
    near: bool
    named: tuple[str, int, int]


def rank_superiors(catalogue: Catalogue, lower: str, lines: Iterable[tuple[str, bool, float]]) -> tuple[Superior, ...]:
    """The superiors in `lines` (superior, whether stated, how sure) of `lower`, the main one first.

    What is stated goes before what is inferred, what more documents say before what fewer do, then the surer, then who
    belongs to the same unit, then who is named first.
    """
    best: dict[str, tuple[bool, float]] = {}
    for upper, stated, sure in lines:
        if upper in catalogue.entities and upper != lower:
            best[upper] = max(best.get(upper, (False, 0.0)), (stated, sure))
    return tuple(sorted((_weigh(catalogue, lower, upper, *found) for upper, found in best.items()), key=_rank))


def say_why(ranked: tuple[Superior, ...]) -> str:
    """Why the first of several superiors is the main one, in words."""
    main, *others = ranked
    if all(not other.stated for other in others) and main.stated:
        return gettext("文档写明的只有这一位")
    if main.documents > max(other.documents for other in others if other.stated == main.stated):
        return plural("有 %(num)s 份文档这样写，比写其他上级的多", main.documents)
    rivals = [o for o in others if (o.stated, o.documents) == (main.stated, main.documents)]
    if all(main.sure > other.sure for other in rivals):
        return gettext("这条汇报关系的可信度最高")
    if main.near and not any(other.near for other in rivals if other.sure == main.sure):
        return gettext("与它同在一个部门")
    return gettext("文档没有分主次，这里取先写到的一位")


def _weigh(catalogue: Catalogue, lower: str, upper: str, stated: bool, sure: float) -> Superior:
    above = catalogue.entities[upper]
    passages = catalogue.line_between(lower, upper)
    named = (
        (place.document, place.line_start, words.find(above.label))
        for place, words in passages
        if above.label in words  # what the superior's own document says names the lower one
    )
    return Superior(
        iri=upper,
        stated=stated,
        documents=len({place.document for place, _ in passages}),
        sure=sure,
        near=bool(set(above.within) & set(catalogue.entities[lower].within)) if lower in catalogue.entities else False,
        named=min(named, default=_NOWHERE),
    )


def _rank(one: Superior) -> tuple[bool, int, float, bool, tuple[str, int, int], str]:
    return not one.stated, -one.documents, -one.sure, not one.near, one.named, one.iri
