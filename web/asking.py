"""Questions and answers: the ask page, its JSON twin, and suggestions while a question is typed."""

import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request
from markupsafe import Markup

from nlp.answer import Answer
from nlp.catalogue import ORGANIZATION, POST, UNIT, Entity
from nlp.desk import MAX_QUESTION, Desk
from nlp.offering import Language, Offer
from nlp.verbalize import name_relation
from web.cards import Card, group_cards, lay_cards, say_gist, say_lead
from web.excerpt import draw_excerpt
from web.failures import Refusal
from web.language import is_english, say
from web.network import write_network
from web.readings import LONGEST_NAME, Inquiry, Understanding, read_inquiry, show_understanding
from web.services import desk, services
from web.suggesting import suggest as find_suggestions
from web.terminal import mend_text

blueprint = Blueprint("asking", __name__)
_MOST_CONTEXT = 12
_LONGEST_PREFIX = 100
_STARTERS = 6
_MOST_MARKED = 12
_MOST_OFFERED = 8
#: What an answer is about is not offered once more.
_ASKED = {relation: name_relation(relation) for relation in ("duties", "superior", "subordinates", "qualification")}


@dataclass(frozen=True, slots=True)
class Extent:
    """How much the graph knows, in figures."""

    documents: int
    organizations: int
    posts: int
    duties: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it."""

    answer: Answer
    lead: Markup
    rest: Markup
    gist: str
    carried: tuple[str, str]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    understanding: Understanding
    further: tuple[Offer, ...]
    offered: tuple[Offer, ...]
    network: dict[str, Any] | None
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskPage:
    """What the ask page shows, and of whom its visitors may ask more.

    `said` is what a visitor has just said of the answer: `right`, `wrong` or nothing.
    """

    asked: Inquiry
    shown: Shown | None
    starters: tuple[str, ...]
    organizations: tuple[Entity, ...]
    extent: Extent
    longest: int
    contact: str
    said: str = ""


@blueprint.get("/")
def show_page() -> str:
    """The ask page; with `q` the answer stands in it, so that it works without JavaScript and as a link."""
    asked = read_inquiry(request.args)
    here = desk()
    # Links to other questions stay within the organization.
    g.within = asked.organization if here.has_organization(asked.organization) else ""
    starters = here.starters(_STARTERS, g.within or None, _choose_language())
    page = AskPage(
        asked=asked,
        shown=_show(here, asked, starters) if asked.question else None,
        starters=starters,
        organizations=here.lexicon.catalogue.organizations,
        extent=_measure(here),
        longest=MAX_QUESTION,
        contact=services().settings.contact,
        said=request.args.get("said", ""),
    )
    return render_template("ask.html", page=page)


def warm_up(here: Desk) -> None:
    """Answers one question and draws it, so that the first visitor does not wait for what is loaded on first use."""
    for question in here.starters(1):
        write_network(draw_excerpt(here, here.ask(f"谁负责{question}")))
        write_network(draw_excerpt(here, here.ask(question)))


def ask(here: Desk, asked: Inquiry) -> Answer:
    """The answer of `here` to what an address or a form asks."""
    chosen, earlier = list(asked.chosen), list(asked.earlier)
    return here.ask(asked.question, asked.context, asked.organization or None, chosen, earlier)


def _choose_language() -> Language:
    """The language of questions that the page offers."""
    return "en" if is_english() else "zh"


def _show(here: Desk, asked: Inquiry, starters: tuple[str, ...]) -> Shown:
    answer = ask(here, asked)
    lead, rest = say_lead(answer)
    network = write_network(draw_excerpt(here, answer))
    return Shown(
        answer=answer,
        lead=lead,
        rest=rest,
        gist=say_gist(answer),
        carried=_cut_carried(answer.carried or ""),
        groups=group_cards(lay_cards(here, answer)),
        understanding=show_understanding(asked, answer),
        further=_ask_further(here, answer),
        offered=_ask_instead(here, answer, starters),
        network=network if network["nodes"] else None,
        marked=tuple(i.iri for i in answer.items if i.type in (POST, UNIT, ORGANIZATION))[:_MOST_MARKED],
    )


def _cut_carried(carried: str) -> tuple[str, str]:
    """How the question goes on from the one before, and what it takes over."""
    how, _, taken = carried.partition("：")
    return say(how), taken


def _ask_further(here: Desk, answer: Answer) -> tuple[Offer, ...]:
    """Questions that go on from the answer and have one of their own, about each thing that it consists of."""
    if answer.status != "answered":
        return ()
    entities = here.lexicon.catalogue.entities
    told = [part.meaning.partition("，")[0] for part in answer.interpretation]  # without what limits it
    asked = {relation for relation, word in _ASKED.items() if any(meaning.endswith(word) for meaning in told)}
    things = [entities[item.iri] for item in answer.items[:_MOST_OFFERED] if item.iri in entities]
    language = _choose_language()
    offers = [here.offers.offer(e, asked, language) for e in things]
    each = [[o for o in some if o.relation != "holder" and o.text != answer.question] for some in offers]
    if not any(each):  # all that is known of it was told; what is beside it may be wanted next
        homes = dict.fromkeys(home for e in things if (home := here.lexicon.catalogue.organization_of(e)))
        each = [list(here.offers.offer(home, (), language)) for home in homes]
    in_turn = (offer for row in zip_longest(*each) for offer in row if offer is not None)
    return tuple(dict.fromkeys(in_turn))[:_MOST_OFFERED]


def _ask_instead(here: Desk, answer: Answer, starters: tuple[str, ...]) -> tuple[Offer, ...]:
    """Questions to ask in place of one that has no answer, in the language of the page: what the answer suggests, else
    those to begin with."""
    entity = here.lexicon.catalogue.entities.get(answer.about)
    if entity is not None and is_english():
        return here.offers.offer_around(entity, "en")
    if answer.status == "smalltalk" or answer.status == "unknown" and not answer.choices and not entity:
        return tuple(Offer(text, "") for text in starters)
    return tuple(Offer(text, "") for text in answer.suggestions)


@blueprint.post("/api/ask")
def answer_question() -> Response:
    """Answers one question; the conversation's earlier questions come with it. `network` asks for the drawing too."""
    data = _read_object()
    question = _read_text(data, "question", None)
    if question is None:
        raise Refusal(400, "缺少 question。", "请用 JSON 给出 question（文字）。")
    context = _read_context(data)
    organization = _read_text(data, "organization", LONGEST_NAME)
    here = desk()
    answer = here.ask(question, context, organization, data.get("interpretation"))
    body = answer.to_json()
    if data.get("network") is True:
        body["network"] = write_network(draw_excerpt(here, answer))
    return jsonify(body)


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Completions of what is typed so far."""
    typed = mend_text(request.args.get("q", ""))[:_LONGEST_PREFIX]
    found = find_suggestions(desk(), typed)
    return jsonify([{"text": s.text, "label": s.label, "type": s.type, "iri": s.iri, "hint": s.hint} for s in found])


def _read_object() -> dict[str, Any]:
    if request.mimetype != "application/json":
        raise Refusal(415, "这里只接受 JSON。", "请写 Content-Type: application/json。")
    try:
        data = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise Refusal(400, "内容不是 JSON。", "请给出一个 JSON 对象，编码用 UTF-8。") from None
    if not isinstance(data, dict):
        raise Refusal(400, "内容不是 JSON 对象。", '例如 {"question": "谁负责发票收集"}。')
    return data


def _read_text(data: dict[str, Any], name: str, longest: int | None) -> str | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Refusal(400, f"{name} 应该是文字。")
    if longest is not None and len(value) > longest:
        raise Refusal(400, f"{name} 太长（超过 {longest} 个字）。", "请缩短后再试。")
    return mend_text(value)


def _read_context(data: dict[str, Any]) -> list[str]:
    """The last questions of the conversation; one that is too long to be answered cannot be the context of another."""
    context = data.get("context")
    if context is None:
        return []
    if not isinstance(context, list) or not all(isinstance(q, str) for q in context):
        raise Refusal(400, "context 应该是一列文字。", "请按先后给出此前的问题。")
    return [mend_text(q) for q in context[-_MOST_CONTEXT:] if len(q) <= MAX_QUESTION]


def _measure(here: Desk) -> Extent:
    counts = here.snapshot.manifest.get("counts", {})
    entities = here.lexicon.catalogue.entities.values()
    return Extent(
        documents=len(here.snapshot.manifest.get("documents", ())),
        organizations=len(here.lexicon.catalogue.organizations),
        posts=int(counts.get("posts", 0)) or sum(e.type == "Post" for e in entities),
        duties=int(counts.get("duties", 0)),
    )
