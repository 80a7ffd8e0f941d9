"""Limits a question to one organization, which is named beside it; says so where there is none of that name."""

from collections.abc import Callable
from dataclasses import replace

from nlp.answer import Answer
from nlp.catalogue import ORGANIZATION, Catalogue
from nlp.items import make_choice
from nlp.names import NameFinder
from nlp.offering import Offerer
from nlp.text import fold
from nlp.verbalize import shorten

_MOST = 3


def find_organizations(catalogue: Catalogue, name: str | None) -> frozenset[str]:
    """The organizations that `name` stands for: an IRI or a name, as it is written or but for its punctuation."""
    if not name:
        return frozenset()
    exact = frozenset(o.iri for o in catalogue.organizations if name in (o.iri, o.label, *o.aliases))
    folded = fold(name)
    return exact or frozenset(
        o.iri for o in catalogue.organizations if folded and folded in map(fold, (o.label, *o.aliases))
    )


def miss_organization(question: str, name: str, names: NameFinder, offers: Offerer) -> Answer:
    """That there is no organization `name`, with those whose names are nearest, else a few of those that there are."""
    catalogue = names.catalogue
    near = names.nearest(name, _MOST, ORGANIZATION)
    shown = near or catalogue.organizations[:_MOST]
    text = f"现有文档里没有组织“{name}”。"
    if shown:
        which = (
            "名称相近的有" if near else "有的组织是" if len(shown) == len(catalogue.organizations) else "有的组织例如"
        )
        text += f"{which}：{'、'.join(shorten(o.label) for o in shown)}。"
    choices = tuple(make_choice(catalogue, o, offers.ask_instead(o)) for o in shown)
    return Answer(question, "unknown", text, choices=choices, unknown_reason="no-such-thing")


def say_limit(answer: Answer, within: frozenset[str], catalogue: Catalogue, ask_all: Callable[[], Answer]) -> Answer:
    """`answer` with a sentence that says so, where what was asked within some organizations is told by others only.

    `ask_all` answers the question without the limit.
    """
    if not within:
        return answer
    here = "、".join(shorten(o.label) for o in catalogue.organizations if o.iri in within)
    if answer.status == "answered" and answer.items and not _tells_of(answer) & within:
        return replace(answer, text=f"{here}的文档没有写到，下面是别的组织的。\n{answer.text}")
    if answer.unknown_reason not in ("nobody-assigned", "no-such-thing"):
        return answer
    text = answer.text.replace("现有文档里", f"{here}的文档里", 1)
    everywhere = ask_all()
    others = [o.label for o in catalogue.organizations if o.iri in _tells_of(everywhere) - within]
    if everywhere.status == "answered" and others:
        text += f"别的组织写到了：{'、'.join(map(shorten, others))}。"
    return replace(answer, text=text)


def _tells_of(answer: Answer) -> frozenset[str]:
    """The organizations of what an answer consists of."""
    return frozenset(item.organization.iri for item in answer.items if item.organization)
