"""The desk: opens one published snapshot and turns questions into answers."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import ZhizeError
from graph.publish import Snapshot, current_snapshot
from graph.search import CandidateIndex
from graph.store import GraphStore
from nlp.answer import Answer
from nlp.answering import Answerer
from nlp.carrying import seek_pronoun
from nlp.catalogue import Entity
from nlp.conversation import Thread, follow_up
from nlp.duties import DutyFinder
from nlp.forms import Named, Related
from nlp.grammar import load_grammar
from nlp.interpretation import read_wishes
from nlp.items import Request
from nlp.judging import load_judge
from nlp.lexicon import Lexicon
from nlp.matching import Matcher
from nlp.names import Candidate, NameFinder, NameMention
from nlp.offering import Language, Offerer
from nlp.scoping import find_organizations, miss_organization, say_limit
from nlp.segment import Segmenter
from nlp.smalltalk import talk
from nlp.spelling import Speller
from nlp.stages import tell_stages
from nlp.suggest import Suggester, Suggestion
from nlp.surroundings import Surroundings
from nlp.synonyms import Synonyms
from nlp.text import fold
from nlp.together import Ask, answer_together, divide
from nlp.understanding import Understander, Understood

if TYPE_CHECKING:
    from nlp.archive import Record

MAX_QUESTION = 2000
#: So many earlier questions of a conversation are gone through.
_REMEMBERED = 4
#: A repaired question is preferred to the one as written where its answer fits so much better.
_FAITH = 0.05


class Desk:
    """Answers questions from one snapshot; thread-safe, since nothing in it changes but what is found once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.store: GraphStore = snapshot.open_store()
        folder = Path(snapshot.path)
        self.lexicon = Lexicon.read(folder)
        grammar = load_grammar()
        segmenter = Segmenter()
        self.matcher = Matcher(self.lexicon.thesaurus, grammar, segmenter.cut, segmenter.cut_for_search)
        self.finder = DutyFinder(
            CandidateIndex.open(folder / "index"),
            self.matcher,
            load_judge(),
            Synonyms(self.lexicon.senses, self.lexicon.told, self.lexicon.everyday),
            Surroundings(
                self.lexicon.profiles,
                {e.iri: e.label for e in self.lexicon.catalogue.entities.values()},
                segmenter.cut_for_search,
            ),
            self.lexicon.places,
        )
        self.names = NameFinder(self.lexicon.catalogue)
        self._understander = Understander(
            self.lexicon,
            self.names,
            Speller(self.lexicon.words, self.lexicon.sounds, grammar.relations),
            grammar,
            segmenter,
        )
        self.offers = Offerer(self.store, self.lexicon.catalogue, self.names)
        self._answerer = Answerer(self.store, self.lexicon.catalogue, self.finder, self.names, self.offers)
        self._starters: dict[tuple[frozenset[str], Language], tuple[str, ...]] = {}
        words = self.lexicon
        self._suggester = Suggester(
            words.catalogue, self.finder, self.offers, words.tasks, words.told, words.sounds, words.uses
        )

    @staticmethod
    def open(store: str) -> "Desk":
        """The desk over the newest snapshot of the store folder `store`."""
        snapshot = current_snapshot(Path(store))
        if snapshot is None:
            raise ZhizeError("store-missing", path=store)
        return Desk(snapshot)

    def ask(
        self,
        question: str,
        context: Sequence[str] = (),
        organization: str | None = None,
        interpretation: object | None = None,
        earlier: object | None = None,
    ) -> Answer:
        """The answer to `question`; `context` are the earlier questions of the conversation, oldest first.

        `interpretation` are parts of an earlier answer, sent back with another of their alternatives as what they mean,
        or codes of readings; `earlier` is the same for the questions of the context.
        """
        began = time.perf_counter()
        thread = self._recall(context, organization, read_wishes(earlier))
        began = time.perf_counter() if context else began
        wishes = read_wishes(interpretation)
        answer = self._answer(question, thread, organization, wishes)
        if organization:
            within, catalogue = self._organizations(organization), self.lexicon.catalogue
            answer = say_limit(answer, within, catalogue, lambda: self._answer(question, thread, None, wishes))
        return answer.timed((time.perf_counter() - began) * 1000)

    def explain(self, question: str, context: Sequence[str] = (), organization: str | None = None) -> str:
        """Every stage of the way from `question` to its answer, as text."""
        understood = self._understand(question, self._recall(context, organization, frozenset()), organization)
        answer = self.ask(question, context, organization)
        return tell_stages(question, understood, answer, self.matcher, self.finder)

    def understand(self, question: str) -> Understood:
        """`question` as understood by itself, without an answer."""
        return self._understand(question, None, None)

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Completions of `prefix`: posts, people, units, organizations and tasks."""
        return self._suggester.suggest(prefix, limit)

    def look_up(self, name: str) -> list[Entity]:
        """What `name` names: by its whole name or a part of it, in pinyin or first letters; else by a slip of the pen."""
        if found := self._suggester.find_names(name):
            return found
        mentions = self.understand(name).mentions if len(name) <= MAX_QUESTION else ()
        return [candidate.entity for mention in mentions[:1] for candidate in mention.candidates]

    def starters(self, limit: int = 6, organization: str | None = None, language: Language = "zh") -> tuple[str, ...]:
        """Questions to begin with, made from the graph itself, that have an answer; about one organization where named."""
        key = self._organizations(organization), language
        if key not in self._starters:
            self._starters[key] = ()  # an answer that is asked for below may want to suggest them itself
            firsts = (
                next((q for q in sort if self.ask(q, organization=organization).status == "answered"), None)
                for sort in self._suggester.starters(*key)
            )
            self._starters[key] = tuple(question for question in firsts if question)
        return self._starters[key][:limit]

    def document(self, name: str) -> "Record":
        """The document `name` as it was read, with its lines; ZhizeError where there is none."""
        from nlp.archive import read_record

        return read_record(Path(self.snapshot.path), name)

    def _answer(self, question: str, thread: Thread | None, organization: str | None, wishes: frozenset[str]) -> Answer:
        if len(question) > MAX_QUESTION:
            return Answer(
                question[:80],
                "unknown",
                f"问题太长（超过 {MAX_QUESTION} 个字），请缩短后再问。",
                unknown_reason="not-understood",
            )
        if organization and not self._organizations(organization):
            return miss_organization(question, organization, self.names, self.offers)
        small = talk(question, load_grammar())
        if small is not None:
            return Answer(question, "smalltalk", small, suggestions=self.starters(4, organization))
        parts = divide(question)
        if parts and (together := answer_together(question, parts, self._ask_in_turn(thread, organization, wishes))):
            return together
        return self._settle(question, self._understand(question, thread, organization, wishes), organization)

    def _ask_in_turn(self, thread: Thread | None, organization: str | None, wishes: frozenset[str]) -> Ask:
        """Asks one of several questions: after those before it, or of the thing that it goes on from."""

        def ask(part: str, earlier: tuple[str, ...], of: str | None) -> Answer:
            before = self._recall(earlier, organization, wishes, thread)
            if of is not None:
                entity = self.lexicon.catalogue.entities[of]
                before = Thread(NameMention(0, 0, fold(entity.label), (Candidate(entity, 1.0, "上文"),)))
            return self._settle(part, self._understand(part, before, organization, wishes), organization)

        return ask

    def _understand(
        self, question: str, thread: Thread | None, organization: str | None, wishes: frozenset[str] = frozenset()
    ) -> Understood:
        understood = self._understander.understand(question, thread, self._organizations(organization))
        return self._understander.follow(understood, wishes) if wishes else understood

    def has_organization(self, name: str) -> bool:
        """Whether there is an organization `name`, by which a question can be limited."""
        return bool(self._organizations(name))

    def _organizations(self, name: str | None) -> frozenset[str]:
        return find_organizations(self.lexicon.catalogue, name)

    def _settle(self, question: str, understood: Understood, organization: str | None) -> Answer:
        """The answer to the question as repaired or as it was written, whichever fits the graph better."""
        answer = self._choose(question, understood, organization)
        if understood.unrepaired is None:
            return answer
        if len(understood.subjects) > len(understood.unrepaired.subjects):
            return answer  # what sounds like a name of the graph, and makes one, is one
        plain = self._choose(question, understood.unrepaired, organization)
        return answer if _fit(answer) > _fit(plain) + _FAITH else plain

    def _choose(self, question: str, understood: Understood, organization: str | None) -> Answer:
        """The first form that has an answer; else why the likeliest has none."""
        if pronoun := seek_pronoun(understood.text, understood.mentions):
            text = f"没有看懂“{pronoun}”指的是谁。请写出姓名、岗位或部门。"
            return Answer(question, "unknown", text, unknown_reason="not-understood")
        first: Answer | None = None
        for form in understood.forms:
            parts = self._understander.tell(understood, (form,))
            request = Request(question, form, understood.organizations, parts, understood.trade)
            answer = self._answerer.answer(request)
            if answer.status in ("answered", "clarify") or form.operator == "yesno" and first is None:
                return _carry(answer, understood)  # whether it is so is no question after a list
            first = first or answer
        if first is not None:
            if first.unknown_reason == "not-understood":
                first = replace(first, suggestions=self.starters(3, organization))
            return _carry(first, understood)
        return Answer(
            question, "unknown", "没有看懂这个问题。可以问某件事由谁负责，或某个岗位的职责、上级、任职人。",
            unknown_reason="not-understood", suggestions=self.starters(3, organization),
            interpretation=self._understander.tell(understood, ()),
        )  # fmt: skip

    def _recall(
        self,
        context: Sequence[str],
        organization: str | None,
        wishes: frozenset[str],
        thread: Thread | None = None,
    ) -> Thread | None:
        """Where the conversation stands after its earlier questions."""
        for earlier in context[-_REMEMBERED:]:
            if len(earlier) > MAX_QUESTION or talk(earlier, load_grammar()) is not None:
                continue
            understood = self._understand(earlier, thread, organization, wishes)
            answer = self._settle(earlier, understood, organization)
            subject = self._subject_of(understood, answer) or (thread.subject if thread else None)
            thread = follow_up(understood.text, understood.forms, answer, subject)
        return thread

    def _subject_of(self, understood: Understood, answer: Answer) -> NameMention | None:
        for form in understood.forms:
            expression = form.expression
            while isinstance(expression, Related):
                expression = expression.base
            if isinstance(expression, Named):
                mention = expression.mention
                if len(mention.candidates) > 1 and answer.items:
                    organizations = {i.organization.iri for i in answer.items if i.organization}
                    kept = tuple(c for c in mention.candidates if c.entity.organization in organizations)
                    return NameMention(0, 0, mention.text, kept or mention.candidates)
                return mention
        entities = [
            self.lexicon.catalogue.entities[i.iri] for i in answer.items if i.iri in self.lexicon.catalogue.entities
        ]
        if not entities:
            return None
        return NameMention(0, 0, entities[0].label.lower(), (Candidate(entities[0], 1.0, "上文"),))


def _fit(answer: Answer) -> float:
    """How well an answer fits its question: the chance of its likeliest item, nothing where there is none."""
    if answer.status == "clarify":
        return 1.0
    return max((item.score for item in answer.items), default=1.0) if answer.status == "answered" else 0.0


def _carry(answer: Answer, understood: Understood) -> Answer:
    return replace(answer, carried=understood.carried) if understood.carried else answer
