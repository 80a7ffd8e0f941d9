"""Limits a question to one organization, which is named beside it; says so where there is none of that name."""

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
