"""How a question was understood, as the ask page shows it: every part with its other readings as links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from nlp.answer import Answer, Part
from nlp.desk import MAX_QUESTION
from nlp.interpretation import encode_reading
from web.terminal import mend_text

_LONGEST_NAME = 300
_MOST_SHOWN = 6
_MOST_CHOSEN = 12


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the address of the ask page asks: the question, those before it (oldest first), an organization, and the
    codes of the readings that were `chosen` for the question and for the `earlier` ones."""

    question: str
    context: tuple[str, ...] = ()
    organization: str = ""
    chosen: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    def link(self) -> str:
        """The address that asks this."""
        fields = [("q", self.question), *(("c", question) for question in self.context)]
        fields += [("organization", self.organization)] if self.organization else []
        fields += [*(("was", code) for code in self.earlier), *(("as", code) for code in self.chosen)]
        return "/?" + urlencode(fields, errors="replace")

    def choosing(self, chosen: Iterable[str]) -> "Inquiry":
        """The same with other readings chosen for the question."""
        return replace(self, chosen=tuple(chosen))


@dataclass(frozen=True, slots=True)
class Chip:
    """How a stretch of the question was understood (`text` is empty for all of it), or that this is open; the addresses
    of the same question with other readings of it and, where this one was chosen, without that."""

    text: str
    meaning: str
    open: bool
    others: tuple[tuple[str, str], ...]
    undo: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """The parts of a question as chips; which readings were chosen, the address without them and the one of what they
    are by now, and whether the address chose some that there are not."""

    chips: tuple[Chip, ...]
    chosen: tuple[str, ...]
    codes: tuple[str, ...]
    undo: str
    lost: bool


def read_inquiry(fields: MultiDict[str, str]) -> Inquiry:
    """What the fields of an address or a form ask; what is too long or too much is left out."""
    earlier = [mend_text(q).strip() for q in fields.getlist("c")]
    context = tuple(q for q in earlier if q and len(q) <= MAX_QUESTION)[-_MOST_SHOWN:]
    return Inquiry(
        question=mend_text(fields.get("q", "")).strip(),
        context=context,
        organization=mend_text(fields.get("organization", ""))[:_LONGEST_NAME],
        chosen=tuple(dict.fromkeys(fields.getlist("as")))[:_MOST_CHOSEN],
        earlier=tuple(dict.fromkeys(fields.getlist("was")))[-_MOST_CHOSEN:] if context else (),
    )


def show_understanding(inquiry: Inquiry, answer: Answer) -> Understanding:
    """How the question of `inquiry` was understood in `answer`."""
    parts = list(dict.fromkeys(sorted(answer.interpretation, key=lambda part: not part.whole)))
    codes = {encode_reading(part.text, part.meaning): part for part in parts if part.chosen}
    here = inquiry.choosing(codes)
    return Understanding(
        chips=tuple(_make_chip(here, part) for part in parts),
        chosen=tuple(part.meaning for part in codes.values()),
        codes=here.chosen,
        undo=here.choosing(()).link(),
        lost=not codes.keys() >= set(inquiry.chosen),
    )


def _make_chip(here: Inquiry, part: Part) -> Chip:
    mine = encode_reading(part.text, part.meaning)
    rest = tuple(code for code in here.chosen if code != mine)
    offered = (part.meaning, *part.alternatives) if part.open else part.alternatives
    return Chip(
        text="" if part.whole and part.text == here.question else part.text,
        meaning=part.meaning,
        open=part.open,
        others=tuple((other, here.choosing((*rest, encode_reading(part.text, other))).link()) for other in offered),
        undo=here.choosing(rest).link() if part.chosen else "",
    )
