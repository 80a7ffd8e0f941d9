"""Understands a question: repaired text, mentions, what the conversation carries over, and logical forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.answer import Part
from nlp.carrying import Carrier
from nlp.catalogue import PERSON, POST, UNIT
from nlp.conversation import Thread, resume
from nlp.forms import LogicalForm, Named, Related, narrow
from nlp.grammar import Grammar
from nlp.interpret import interpret
from nlp.interpretation import offer, pick, pin, tell_name, tell_whole
from nlp.lexicon import Lexicon, choose_user
from nlp.names import Candidate, NameFinder, NameMention
from nlp.readings import Reading, say_name
from nlp.segment import Segmenter
from nlp.slips import SlipFinder
from nlp.spelling import Speller
from nlp.text import normalise
from nlp.whereabouts import PlaceFinder

_SPACE = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
#: The sign of what goes on, which simplifying leaves as it is where it may be part of a word.
_GOING_ON = re.compile("(?<=[跟带管空坐等看顶缺])著(?!作|名)")
_IS = re.compile("(?<![a-z])(what|who|where)'s(?![a-z])")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as understood: forms likeliest first, `offered` are more that may be chosen; `trade` are organizations
    that its words point to; `unrepaired` is the same without repairs, where there are any: what looks like a slip of the
    pen may be none; `wishes` are the readings that somebody chose, encoded."""

    question: str
    text: str
    mentions: tuple[NameMention, ...]
    forms: tuple[LogicalForm, ...]
    organizations: frozenset[str]
    trade: frozenset[str]
    offered: tuple[LogicalForm, ...] = ()
    wishes: frozenset[str] = frozenset()
    repairs: tuple[tuple[str, str], ...] = ()
    carried: str | None = None
    unrepaired: "Understood | None" = None

    @property
    def subjects(self) -> list[NameMention]:
        """The posts, units and people that the question names as they are written."""
        return [m for m in self.mentions if m.type in (POST, UNIT, PERSON) and m.candidates[0].score == 1.0]


class Understander:
    """Understands questions with the words of one snapshot."""

    def __init__(
        self, lexicon: Lexicon, names: NameFinder, speller: Speller, grammar: Grammar, segmenter: Segmenter
    ) -> None:
        self._lexicon = lexicon
        self._names = names
        self._speller = speller
        self._grammar = grammar
        self._segmenter = segmenter
        self._slips = SlipFinder(lexicon, names, speller, grammar, segmenter)
        self._carrier = Carrier(grammar)
        self._whereabouts = PlaceFinder(lexicon.catalogue, lexicon.brands)

    def understand(self, question: str, thread: Thread | None, organizations: frozenset[str]) -> Understood:
        """Understand `question`; `thread` is where the conversation stands."""
        normalised = normalise(question)
        text = _SPACE.sub("", normalised.text.lower().strip()).rstrip("?。!！？.~～,")
        text = self._speller.read_pinyin(_IS.sub(r"\1 is", _GOING_ON.sub("着", text)))
        subject = thread.subject if thread else None
        resumed = resume(text, thread, self._find_names, self._lexicon.trades.__contains__) if thread else None
        if resumed is not None:
            return replace(self._mend(question, resumed[0], [], None, organizations), carried=resumed[1])
        mentions = self._find_names(text)
        repairs = self._slips.repair(text, mentions)
        plain = self._mend(question, text, [], subject, organizations)
        if not repairs:
            return plain
        if all(word in self._grammar.relations for _, _, word in repairs):
            return self._mend(question, text, repairs, subject, organizations)
        # What sounds like a word of the graph may be meant as it is written: the question is read both ways.
        return replace(self._mend(question, text, repairs, subject, organizations), unrepaired=plain)

    def _mend(
        self,
        question: str,
        text: str,
        repairs: list[tuple[int, int, str]],
        subject: NameMention | None,
        organizations: frozenset[str],
    ) -> Understood:
        said = tuple((text[start:end], word) for start, end, word in repairs)
        for start, end, word in reversed(repairs):
            text = text[:start] + word + text[end:]
        return self._read(question, text, self._find_names(text), said, subject, organizations)

    def _read(
        self,
        question: str,
        text: str,
        mentions: list[NameMention],
        repairs: tuple[tuple[str, str], ...],
        subject: NameMention | None,
        organizations: frozenset[str],
    ) -> Understood:
        if slip := self._slips.seek(text, mentions):
            repairs = (*repairs, (slip.text, slip.candidates[0].entity.label))
            mentions = sorted([*mentions, slip], key=lambda m: m.start)
        carried = None
        if subject is not None:
            text, mentions, carried = self._carrier.carry(text, mentions, subject)
        places = self._find_places(text, mentions)
        forms = interpret(text, mentions, self._grammar, frozenset(places))
        used = {id(m) for form in forms for m in _named(form)}
        subjects = [m for m in mentions if id(m) in used]
        together = any(form.operator == "compare" for form in forms)
        trade = self._vote(self._find_users(text, subjects) or places, subjects, together)
        offered = offer(forms)
        return Understood(
            question,
            text,
            tuple(mentions),
            tuple(forms),
            organizations,
            trade,
            offered,
            repairs=repairs,
            carried=carried,
        )

    def follow(self, understood: Understood, wishes: frozenset[str]) -> Understood:
        """The same question with its parts meant as in `wishes`, as far as it offers them; itself where it offers none."""
        plain = understood.unrepaired and self.follow(understood.unrepaired, wishes)
        followed = self._follow(understood, wishes)
        if plain is None:
            return followed
        granted, plainly = (sum(part.chosen for part in self.tell(u, u.forms[:1])) for u in (followed, plain))
        if plainly > granted:
            return plain
        return followed if plainly < granted else replace(followed, unrepaired=plain)

    def _follow(self, understood: Understood, wishes: frozenset[str]) -> Understood:
        pinned = [pin(m, wishes, self.name) for m in understood.mentions]
        forms, offered = understood.forms, understood.offered
        if any(pinned):
            mentions = [mine or mention for mine, mention in zip(pinned, understood.mentions, strict=True)]
            places = frozenset(self._find_places(understood.text, mentions))
            forms = tuple(interpret(understood.text, mentions, self._grammar, places))
            offered = offer(forms)
        # Whoever chooses a reading gets its answer, or why there is none: no other reading steps in.
        picked = pick(understood.question, offered, wishes)
        if picked is None and not any(pinned):
            return understood
        forms = (picked,) if picked else forms
        return replace(understood, forms=forms, offered=offered, wishes=wishes, unrepaired=None)

    def tell(self, understood: Understood, forms: Sequence[LogicalForm]) -> tuple[Part, ...]:
        """How the question was understood, part by part, where the first of `forms` is what is asked; names alone
        where there is none."""
        parts = []
        for mention in understood.mentions:
            mine = pin(mention, understood.wishes, self.name)
            meant = mine.candidates if mine else mention.candidates[:1]
            if not mine and forms:
                meant = narrow(mention, forms[0], understood.organizations, understood.trade)
            parts.append(tell_name(understood.question, mention, meant, self.name, bool(mine)))
        wholes = (tell_whole(understood.question, form, understood.offered, understood.wishes) for form in forms[:1])
        return (*parts, *wholes)

    def name(self, candidate: Candidate) -> Reading:
        """What a mention is taken for, in words: 岗位：运营经理（某某公司）."""
        entity = candidate.entity
        organization = self._lexicon.catalogue.organization_of(entity)
        where = f"（{organization.label}）" if organization and organization.iri != entity.iri else ""
        return say_name(entity.type, f"{entity.label}{where}")

    def _find_names(self, text: str) -> list[NameMention]:
        """Named things, and organizations that are spoken of by a part of their name or by their kind."""
        named = self._names.find(text, self._segmenter.cut)
        places = self._whereabouts.find(text, [(m.start, m.end) for m in named])
        return sorted([*named, *places], key=lambda m: m.start)

    def _find_places(self, text: str, mentions: list[NameMention]) -> dict[str, tuple[str, ...]]:
        """Words beside the named things that point to organizations: 淘宝那边, 商场的."""
        trades = self._lexicon.trades
        for mention in mentions:
            text = text.replace(mention.text, " ", 1)
        words = dict.fromkeys(self._segmenter.cut_for_search(text))
        return {word: trades[word] for word in words if word in trades and word not in self._grammar.relations}

    def _find_users(self, text: str, subjects: list[NameMention]) -> dict[str, tuple[str, ...]]:
        """Words beside the named things that one alone of the organizations bearing them uses: 商场的运营主管."""
        bearing = {c.entity.organization for m in subjects for c in m.candidates}
        if len(bearing) < _SEVERAL:
            return {}
        for mention in subjects:
            text = text.replace(mention.text, " ", 1)
        found: dict[str, tuple[str, ...]] = {}
        empty = self._grammar.stop | self._grammar.weak | self._grammar.relations
        for word in dict.fromkeys(self._segmenter.cut_for_search(text)):
            counts = {o: n for o, n in self._lexicon.uses.get(word, {}).items() if o in bearing}
            if word not in empty and (user := choose_user(counts)):
                found[word] = (user,)
        return found

    @staticmethod
    def _vote(
        places: dict[str, tuple[str, ...]], subjects: list[NameMention], together: bool = False
    ) -> frozenset[str]:
        """The organizations that most of the place words point to, of those that bear the named things; all that any
        points to where several are asked about `together`."""
        bearing = {c.entity.organization for m in subjects for c in m.candidates}
        votes: dict[str, int] = {}
        for organizations in places.values():
            for organization in organizations:
                if not subjects or organization in bearing:
                    votes[organization] = votes.get(organization, 0) + 1
        best = max(votes.values(), default=0)
        return frozenset(o for o, n in votes.items() if n == best or together)


def _named(form: LogicalForm) -> list[NameMention]:
    found = [*form.others]
    expression = form.expression
    while isinstance(expression, Related):
        expression = expression.base
    if isinstance(expression, Named):
        found.append(expression.mention)
    return found
