"""An answer laid out for reading: its first sentence, and a card for each thing that it consists of."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from nlp.answer import Answer, Evidence, Item, Reference
from nlp.catalogue import POST, UNIT
from nlp.desk import Desk
from nlp.verbalize import ALSO
from web.language import gettext, mark_chinese, plural
from web.places import Step, climb, find_path
from web.sentences import is_said, say_answer
from web.ways import Way, find_ways
from web.wording import name_reason, name_type

_MOST_DETAILED = 6
_MOST_QUOTES = 3
_SENTENCE = re.compile(r"((?:[^“”。]|“[^”]*”)+。)(.+)")
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of the answer: where it belongs, how to reach it, its way up, what is quoted at once and what later."""

    item: Item
    path: tuple[Reference, ...]
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    steps: tuple[Step, ...]
    quotes: tuple[Evidence, ...]
    further: tuple[Evidence, ...]
    numbered: bool


def say_lead(answer: Answer) -> tuple[Markup, Markup]:
    """The first sentence of the answer, and what of the rest no card or choice below it says."""
    if _is_listed(answer) and len(answer.items) > 1:
        kind = name_type(answer.items[0].type)
        return Markup.escape(plural("共 %(num)s 个%(kind)s，分别列出：", len(answer.items), kind=kind)), Markup()
    lead, rest = _cut_lead(answer)
    return mark_chinese(say_answer(lead)), mark_chinese(say_answer(rest))


def say_gist(answer: Answer) -> str:
    """For a page whose language is not that of the answer: what sort of answer it is, where neither its cards nor its
    first sentence tell."""
    if is_said(_cut_lead(answer)[0]):
        return ""
    if answer.status == "clarify":
        return gettext("这个名称有几个，请选一个。")
    if answer.status == "unknown":
        return name_reason(answer.unknown_reason)
    if answer.kind == "boolean":
        return gettext("是") if answer.value else gettext("不是")
    return ""


def _cut_lead(answer: Answer) -> tuple[str, str]:
    lead, _, rest = answer.text.partition("\n")
    if answer.helpers:  # they have a list of their own
        lead = lead.partition(ALSO)[0]
    if answer.status == "unknown" and (sentence := _SENTENCE.fullmatch(lead)):
        return sentence[1], "\n".join(filter(None, (sentence[2], rest)))
    head, dash, _ = lead.partition("——")
    if answer.status == "clarify" and answer.choices and "：" in lead:
        return lead.partition("：")[0] + "？", rest
    if _is_listed(answer):
        return lead, ""
    if dash and len(answer.items) > 1:
        return head + "。", rest
    return lead, rest


def group_cards(cards: tuple[Card, ...]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Cards by organization where there are several; else all in one group without a name."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        home = card.item.organization
        groups.setdefault(home.label if home and home.iri != card.item.iri else "", []).append(card)
    if len(groups) < 2:
        return (("", cards),) if cards else ()
    return tuple((name, tuple(found)) for name, found in groups.items())


def _is_listed(answer: Answer) -> bool:
    """Whether the text is a list of what is also the evidence: there the sentences are, with their sources."""
    evidence = sum(len(item.evidence) for item in answer.items)
    return evidence > 1 and len(_NUMBERED.findall(answer.text)) == evidence


def lay_cards(desk: Desk, answer: Answer) -> tuple[Card, ...]:
    """The cards of `answer`; the first few with ways to reach them and the way up."""
    return tuple(_lay(desk, answer, item, place < _MOST_DETAILED) for place, item in enumerate(answer.items))


def _lay(desk: Desk, answer: Answer, item: Item, detailed: bool) -> Card:
    catalogue = desk.lexicon.catalogue
    numbered = _is_listed(answer)
    most = len(item.evidence) if numbered else _MOST_QUOTES
    quotes = tuple(e for e in item.evidence if numbered or e.text.strip() != item.label)
    return Card(
        item=item,
        path=find_path(catalogue, item.iri),
        ways=find_ways(desk.store, (*item.holders, Reference(item.iri, item.label))) if detailed else (),
        steps=climb(desk, item.iri) if detailed and item.type in (POST, UNIT) else (),
        quotes=quotes[:most],
        further=quotes[most:],
        numbered=numbered,
    )
