"""Understands a question: repaired text, mentions, what the conversation carries over, and logical forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.answer import Part
from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.conversation import Thread, resume
from nlp.documents.titles import is_person
from nlp.forms import LogicalForm, Named, Related, narrow
from nlp.grammar import Grammar
from nlp.interpret import interpret
from nlp.interpretation import offer, pick, pin, tell_name, tell_whole
from nlp.lexicon import Lexicon, choose_user
from nlp.names import BY_SOUND, MISSPELT, Candidate, NameFinder, NameMention
from nlp.readings import Reading, say_name
from nlp.relations import count_content
from nlp.segment import Segmenter
from nlp.spelling import Speller
from nlp.text import normalise
from nlp.whereabouts import PlaceFinder

_PRONOUN = re.compile(
    r"(?:那|那么)?(?:他们|她们|他|她|它|这个人|那个人|这个岗位|该岗位|那个岗位|这个部门|这位|该部门|该岗|此岗|此人|这个职位|这个岗|那个岗|这岗位|那岗位|这人|那人)"
)
_ITS = re.compile(r"^(?:那么|那)?其(?!他|它|中|余|实|次)")
_SPACE = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
#: Words of one character that are hardly ever written by mistake.
_BARE = re.compile("[是我你他她它的了在不这那]")
#: The sign of what goes on, which simplifying leaves as it is where it may be part of a word.
_GOING_ON = re.compile("(?<=[跟带管空坐等看顶缺])著(?!作|名)")
_IS = re.compile("(?<![a-z])(what|who|where)'s(?![a-z])")
_SEVERAL = 2
#: Words of one character that are never half of a misspelt word; the segmenter may join them to the next.
_APART = frozenset("想太刚个找很都就还被把给让要")


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
        self._people = frozenset(e.label for e in lexicon.catalogue.entities.values() if e.type == PERSON)
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
        repairs = self._repair(text, mentions)
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
        if slip := self._seek_slip(text, mentions):
            repairs = (*repairs, (slip.text, slip.candidates[0].entity.label))
            mentions = sorted([*mentions, slip], key=lambda m: m.start)
        carried = None
        if subject is not None:
            text, mentions, carried = self._carry(text, mentions, subject)
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

    def _repair(self, text: str, mentions: list[NameMention]) -> list[tuple[int, int, str]]:
        known = [(m.start, m.end) for m in mentions]
        known += [(m.start, m.end) for m in self._lexicon.thesaurus.find(text) if m.end - m.start > 2]
        known += [hit.span() for hit in _BARE.finditer(text)]
        at = 0
        for word in self._segmenter.cut(text):
            known_word = word in self._lexicon.words or word in self._lexicon.common
            apart = word[0] in _APART and (len(word) == 1 or not self._segmenter.knows(word))
            if known_word or apart or len(word) > _SEVERAL and self._segmenter.knows(word):
                known.append((at, at + len(word)))
            at += len(word)
        if not self._speller.repair(text, known):
            return []
        closed = [p for _, p in (*self._grammar.suffix, *self._grammar.facts)]
        for pattern in (self._grammar.owner, self._grammar.fillers, *self._grammar.operators.values(), *closed):
            known += [hit.span() for hit in pattern.finditer(text)]
        return [
            (start, end, word) for start, end, word in self._speller.repair(text, known)
            if not (word in self._people and _is_longer_name(text[start : end + 1], self._grammar.stop))
        ]  # fmt: skip

    def _seek_slip(self, text: str, mentions: list[NameMention]) -> NameMention | None:
        """A misspelt or bare title where a question says a relation of nothing known, or compares one known thing."""
        subjects = [m for m in mentions if m.type in (POST, PERSON, UNIT)]
        compares = any(self._grammar.operators[name].search(text) for name in ("compare", "common"))
        if len(subjects) > compares:
            return None
        masked = text
        for mention in mentions:
            masked = masked[: mention.start] + " " * (mention.end - mention.start) + masked[mention.end :]
        near = self._find_by_sound(masked)
        if near is None and not subjects and (bare := self._find_bare(masked)):
            return bare
        near = self._keep_inside(near or self._names.find_misspelt(masked), mentions)
        # Beside a known name another letter makes another title (校车司机, 货车司机) unless it sounds the same.
        likest = near.candidates[0] if near and mentions else None
        if near and likest and likest.way == MISSPELT and len(near.text) == len(likest.entity.label):
            near = None
        return near if near and (subjects or self._says_relation(masked, near)) else None

    def _find_bare(self, masked: str) -> NameMention | None:
        """A bare title at the beginning of what is not named yet, where the rest says a relation of it."""
        at = len(masked) - len(masked.lstrip(" 的里,"))
        bare = self._names.find_bare(masked[at:])
        return replace(bare, start=at, end=at + bare.end) if bare and self._says_relation(masked[at:], bare) else None

    @staticmethod
    def _keep_inside(near: NameMention | None, mentions: list[NameMention]) -> NameMention | None:
        """`near` as far as it is in the organizations that the question names beside it; None where it is not."""
        places = {c.entity.iri for m in mentions if m.type == ORGANIZATION for c in m.candidates}
        if near is None or not places:
            return near
        kept = tuple(c for c in near.candidates if c.entity.organization in places)
        return replace(near, candidates=kept) if kept else None

    def _find_by_sound(self, text: str) -> NameMention | None:
        """The one stretch of `text` that sounds like a name of three letters or more."""
        for start, end, word in self._speller.repair(text, ()):
            named = self._names.find(word) if end - start > _SEVERAL else []
            if named and named[0].end - named[0].start == len(word):
                candidates = tuple(replace(c, way=BY_SOUND) for c in named[0].candidates)
                return NameMention(start, end, text[start:end], candidates)
        return None

    def _says_relation(self, text: str, near: NameMention) -> bool:
        rest = (text[: near.start] + text[near.end :]).strip()
        return (
            not rest
            or any(pattern.search(rest) for _, pattern in self._grammar.suffix)
            or any(
                pattern.search(rest) and count_content(pattern.sub(" ", rest), self._grammar) <= _SEVERAL
                for _, pattern in self._grammar.cues
            )
        )

    def _carry(
        self, text: str, mentions: list[NameMention], subject: NameMention
    ) -> tuple[str, list[NameMention], str | None]:
        """The text with the subject of the conversation put where a pronoun or nothing stands."""
        named = [m for m in mentions if m.type in (POST, PERSON, UNIT)]
        pronoun = _PRONOUN.search(text)
        if pronoun and (place := self._find_theirs(pronoun, mentions, subject)):
            kept = [place if m.start == place.start else m for m in mentions]
            return text, kept, f"接着上文：{subject.candidates[0].entity.label}"
        if pronoun and not any(m.start <= pronoun.start() < m.end for m in mentions):
            at, end = pronoun.span()
        elif hit := _ITS.match(text):
            at, end = hit.span()
        elif not named and (self._starts_with_relation(text) or text.startswith("除了") or self._is_cue(text)):
            at = end = 0
            text = re.sub("^(?:那么|那|哦|嗯|然后|另外),?", "", text)
        else:
            return text, mentions, None
        text = text[:at] + subject.text + text[end:]
        shift = len(subject.text) - (end - at)
        moved = [
            m if m.end <= at else replace(m, start=m.start + shift, end=m.end + shift)
            for m in self._names_again(mentions, text)
        ]
        kept = [m for m in moved if m.end <= at or m.start >= at + len(subject.text)]
        carried = replace(subject, start=at, end=at + len(subject.text))
        return text, sorted([*kept, carried], key=lambda m: m.start), f"接着上文：{subject.candidates[0].entity.label}"

    @staticmethod
    def _find_theirs(pronoun: re.Match[str], mentions: list[NameMention], subject: NameMention) -> NameMention | None:
        """The unit named right behind the pronoun as that of the subject's organization: 他们办公室."""
        place = next((m for m in mentions if m.start == pronoun.end() and m.type == UNIT), None)
        homes = {c.entity.organization for c in subject.candidates}
        kept = tuple(c for c in place.candidates if c.entity.organization in homes) if place else ()
        return replace(place, candidates=kept) if place and kept else None

    @staticmethod
    def _names_again(mentions: list[NameMention], text: str) -> list[NameMention]:
        return [m for m in mentions if m.text in text]

    def _starts_with_relation(self, text: str) -> bool:
        plain = re.sub("^(?:那么|那|哦|嗯|然后),?", "", text)
        plain = self._grammar.fillers.sub("", plain)
        return any(
            hit.end() >= min(len(plain), 2) for _, pattern in self._grammar.suffix if (hit := pattern.match(plain))
        )

    def _is_cue(self, text: str) -> bool:
        """Whether a question without a name is nothing but a relation: 那么人数呢, 另外还承担什么."""
        plain = re.sub("^(?:那么|那|哦|嗯|然后|另外),?", "", text)
        return any(
            pattern.search(plain) and not count_content(pattern.sub(" ", plain), self._grammar)
            for name, pattern in self._grammar.cues
            if name not in ("posts", "units", "people")
        )

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


def _is_longer_name(text: str, stop: frozenset[str]) -> bool:
    """Whether what sounds like a name of two letters is one of three: 王方|明 is no 王芳."""
    return len(text) > _SEVERAL and text[-1] not in stop and is_person(text)


def _named(form: LogicalForm) -> list[NameMention]:
    found = [*form.others]
    expression = form.expression
    while isinstance(expression, Related):
        expression = expression.base
    if isinstance(expression, Named):
        found.append(expression.mention)
    return found
