"""What a conversation has reached, and how a short question goes on from it: 那核保员呢, 第二个, 淘宝那个."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.answer import Answer, Item
from nlp.catalogue import ORGANIZATION
from nlp.documents.counts import number_of
from nlp.forms import Expression, LogicalForm, Named, Related
from nlp.names import NameMention

_LEAD = re.compile(r"^(?:那么|那|哦|嗯|好的|好|然后|还有|再问下|再问一下)*[,，]?(?:换成|换到|改成|改问|如果是|要是)?")
_END = re.compile(r"(?:的)?(?:呢|又呢|怎么样|咋样|又是怎样)?$")
_ORDINAL = re.compile(r"^(?:是|选|说|问)?第([一二三四五六七八九十\d]+)(?:个|位|种|家|条)?(?:的)?(.*)$")
_LAST = re.compile(r"^(?:最后|末)(?:一)?(?:个|位)(?:的)?(.*)$")
#: One step more from the superior that the last answer named.
_HIGHER = re.compile(
    "(?:再|更)(?:往)?(?:上|高)(?:一)?(?:级|层|面)?(?:的)?(?:领导|上级)?(?:是)?(?:谁|哪个|哪位)?(?:呢)?"
)
_POINTING = re.compile(r"(?:那个|那边的?|这个|这边的?|那家|里的|的|那里的?)$")


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a conversation stands: the thing it is about, the last question as it was understood with the name in it
    that may be exchanged, and the questions to which the answer's readings or items lead."""

    subject: NameMention | None = None
    text: str = ""
    name: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def follow_up(text: str, forms: tuple[LogicalForm, ...], answer: Answer, subject: NameMention | None) -> Thread:
    """The thread after a question was understood as `text` and `forms` and got `answer`."""
    named = next((base for form in forms if (base := _base(form.expression)) is not None), None)
    name = named.mention.text if named else ""
    choices = tuple((c.label, c.question) for c in answer.choices)
    choices = choices or tuple((i.label, f"{_name(i)}负责什么") for i in answer.items)
    return Thread(subject, text, name, choices)


def _name(item: Item) -> str:
    """The item with its organization: another one may bear the same name."""
    organization = item.organization
    return f"{organization.label}的{item.label}" if organization and organization.iri != item.iri else item.label


def _base(expression: Expression) -> Named | None:
    while isinstance(expression, Related):
        expression = expression.base
    return expression if isinstance(expression, Named) else None


def resume(
    text: str, thread: Thread, find: Callable[[str], list[NameMention]], points: Callable[[str], bool]
) -> tuple[str, str] | None:
    """The whole question that the short `text` stands for, and what was carried over; None where it stands for itself.

    `find` finds the names in a text, `points` says whether a word points to an organization.
    """
    plain = _LEAD.sub("", text)
    if picked := _pick(plain, thread):
        return picked
    if _HIGHER.fullmatch(plain) and len(thread.choices) == 1:
        above = thread.choices[0][0]
        return f"{above.lower()}的上级是谁", f"接着上文：{above}"
    if not thread.text:
        return None
    core = _END.sub("", plain)
    named = [m for m in find(core) if m.type != ORGANIZATION]
    if core != plain or text != plain:
        whole = next((m for m in named if m.start == 0 and m.end == len(core)), None)
        if whole is not None and thread.name:
            return thread.text.replace(thread.name, whole.text, 1), f"接着上文问：{thread.text}"
    place = _POINTING.sub("", core)
    if place != core or core != plain:
        organizations = [m for m in find(place) if m.type == ORGANIZATION and m.end - m.start == len(place)]
        if place and len(place) <= _LONGEST_PLACE and (organizations or points(place)):
            former = next((m for m in find(thread.text) if m.type == ORGANIZATION), None)
            if former is not None:
                return thread.text.replace(former.text, place, 1), f"接着上文问：{thread.text}"
            return f"{place}的{thread.text}", f"接着上文问：{thread.text}"
    return None


_LONGEST_PLACE = 12


def _pick(plain: str, thread: Thread) -> tuple[str, str] | None:
    """The question of one of the last answer's choices: 第二个, 最后一个的上级."""
    if not thread.choices:
        return None
    if hit := _ORDINAL.match(plain):
        number, rest = number_of(hit.group(1)) or 0, hit.group(2)
    elif hit := _LAST.match(plain):
        number, rest = len(thread.choices), hit.group(1)
    else:
        return None
    if not 1 <= number <= len(thread.choices):
        return None
    label, question = thread.choices[number - 1]
    rest = _END.sub("", rest)
    return (label.lower() + rest if rest else question.lower()), f"接着上文的第 {number} 个：{label}"
