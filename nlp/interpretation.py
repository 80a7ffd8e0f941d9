"""Tells part by part how a question was understood, and hears which other readings somebody chose."""

from base64 import b32encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2s

from nlp.answer import Part
from nlp.forms import LogicalForm
from nlp.names import Candidate, NameMention
from nlp.readings import say_form
from nlp.variants import vary

#: So many readings of a name are told.
_MOST = 5


def encode_reading(text: str, meaning: str) -> str:
    """Eight letters for taking `text` in a question for `meaning`: short and, while there is that reading, the same."""
    told = f"{text.lower()}\n{meaning}".encode("utf-8", "replace")
    return b32encode(blake2s(told, digest_size=5).digest()).decode("ascii").lower()


def read_wishes(interpretation: object) -> frozenset[str]:
    """The readings that a client chose, encoded; what is malformed is left out.

    The client sends back parts of an answer's interpretation, `as` being what they are to be taken for, or the codes.
    """
    wishes = set()
    for part in interpretation if isinstance(interpretation, list) else []:
        if isinstance(part, str):
            wishes.add(part)
        elif isinstance(part, dict) and isinstance(part.get("text"), str) and isinstance(part.get("as"), str):
            wishes.add(encode_reading(part["text"], part["as"]))
    return frozenset(wishes)


def offer(forms: Sequence[LogicalForm]) -> tuple[LogicalForm, ...]:
    """Every reading, likeliest first, and what else might be asked in its place; no two that read alike."""
    said: dict[str, LogicalForm] = {}
    for form in (*forms, *(other for likeliest in forms[:1] for other in vary(likeliest))):
        said.setdefault(say_form(form), form)
    return tuple(said.values())


def pick(question: str, forms: Iterable[LogicalForm], wishes: frozenset[str]) -> LogicalForm | None:
    """The first of `forms` that somebody chose for `question`."""
    return next((form for form in forms if encode_reading(question, say_form(form)) in wishes), None)


def pin(mention: NameMention, wishes: frozenset[str], name: Callable[[Candidate], str]) -> NameMention | None:
    """The mention as somebody chose it; None where nobody did."""
    candidates = mention.candidates if wishes else ()
    chosen = tuple(c for c in candidates if encode_reading(mention.text, name(c)) in wishes)
    return replace(mention, candidates=chosen) if chosen else None


def tell_name(
    question: str, mention: NameMention, meant: Sequence[Candidate], name: Callable[[Candidate], str], chosen: bool
) -> Part:
    """What a name was taken for: the candidates that are `meant`, then the others."""
    first = tuple(dict.fromkeys(map(name, meant)))
    names = tuple(dict.fromkeys((*first, *map(name, mention.candidates))))[:_MOST]
    at = question.lower().find(mention.text)
    span = (at, at + len(mention.text)) if at >= 0 else (0, len(question))
    return Part(span, mention.text, names[0], names[1:], chosen=chosen, open=len(first) > 1)


def tell_whole(question: str, form: LogicalForm, offered: Sequence[LogicalForm], wishes: frozenset[str]) -> Part:
    """What all of the question was taken for."""
    meaning = say_form(form)
    others = tuple(said for said in map(say_form, offered) if said != meaning)
    chosen = bool(wishes) and encode_reading(question, meaning) in wishes
    return Part((0, len(question)), question, meaning, others, whole=True, chosen=chosen)
