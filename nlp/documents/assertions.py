"""States linked facts as RDF: one change set a document, every statement's subject with the passage it came from."""

from collections.abc import Callable

from graph.model import ChangeSet, Iri, Literal, Statement
from nlp.documents.facts import DocumentFacts, DutyFact, HolderFact, LineFact, Passage, PostFact, TraitFact, UnitFact
from nlp.documents.linking import LinkedFacts, digest, safe
from nlp.frames import DutyFrame
from nlp.text import fold
from ontology import vocabulary as v

Annotate = Callable[[str], DutyFrame]
_TRAITS = {
    "qualification": (v.HAS_QUALIFICATION, v.QUALIFICATION),
    "authority": (v.HAS_AUTHORITY, v.AUTHORITY),
    "work-condition": (v.HAS_WORK_CONDITION, v.WORK_CONDITION),
}


def assert_facts(linked: LinkedFacts, annotate: Annotate) -> tuple[ChangeSet, ...]:
    """The change set of every linked document; `annotate` gives the frame of a duty's statement."""
    return tuple(_Asserter(linked, facts, annotate).run() for facts in linked.documents)


class _Asserter:
    """States one document."""

    def __init__(self, linked: LinkedFacts, facts: DocumentFacts, annotate: Annotate) -> None:
        self._linked = linked
        self._facts = facts
        self._annotate = annotate
        self._graph = Iri(v.DOCUMENT + safe(facts.document))
        self._statements: dict[Statement, None] = {}

    def run(self) -> ChangeSet:
        facts = self._facts
        self._say(self._graph, v.TYPE, Iri(v.DOCUMENT_CLASS))
        self._say(self._graph, v.TITLE, Literal(facts.document))
        for organization in facts.organizations:
            iri = self._linked.iri(facts, organization.key)
            self._introduce(iri, v.FORMAL_ORGANIZATION, (organization.passage,), organization.aliases, None)
        for unit in facts.units:
            self._assert_unit(unit)
        for post in facts.posts:
            self._assert_post(post)
        for duty in facts.duties:
            self._assert_duty(duty)
        for trait in facts.traits:
            self._assert_trait(trait)
        for line in facts.lines:
            self._assert_line(line)
        return ChangeSet(self._graph, tuple(self._statements))

    def _say(self, subject: Iri, predicate: str, value: Iri | Literal) -> None:
        self._statements[Statement(subject, Iri(predicate), value)] = None

    def _introduce(
        self, iri: Iri, kind: str, passages: tuple[Passage, ...], aliases: tuple[str, ...], original: str | None
    ) -> None:
        self._say(iri, v.TYPE, Iri(kind))
        self._say(iri, v.PREF_LABEL, _chinese(self._linked.labels[iri]))
        for alias in aliases:
            self._say(iri, v.ALT_LABEL, _chinese(alias))
        if original:
            self._say(iri, v.ALT_LABEL, Literal(original, "zh-Hant"))
        self._derive(iri, passages)

    def _derive(self, iri: Iri, passages: tuple[Passage, ...]) -> None:
        for passage in passages:
            text = f"{passage.start_line}-{passage.end_line}-{digest(passage.quote)}"
            node = Iri(f"{v.ENTITY}passage/{safe(self._facts.document)}/{text}")
            self._say(iri, v.WAS_DERIVED_FROM, node)
            self._say(node, v.TYPE, Iri(v.PASSAGE))
            self._say(node, v.IN_DOCUMENT, Literal(self._facts.document))
            self._say(node, v.START_LINE, _whole(passage.start_line))
            self._say(node, v.END_LINE, _whole(passage.end_line))
            self._say(node, v.QUOTE, Literal(passage.quote))
            if passage.place:
                self._say(node, v.PLACE, Literal(passage.place))

    def _assert_unit(self, unit: UnitFact) -> None:
        iri = self._linked.iri(self._facts, unit.key)
        organization = self._linked.organizations[iri]
        parent = self._linked.iri(self._facts, unit.parent) if unit.parent else organization
        self._introduce(iri, v.ORGANIZATIONAL_UNIT, unit.passages, unit.aliases, unit.original)
        self._say(iri, v.IN_ORGANIZATION, organization)
        if parent != iri:
            self._say(iri, v.UNIT_OF, parent)

    def _assert_post(self, post: PostFact) -> None:
        iri = self._linked.iri(self._facts, post.key)
        organization = self._linked.organizations[iri]
        self._introduce(iri, v.POST, post.passages, post.aliases, post.original)
        self._say(iri, v.IN_ORGANIZATION, organization)
        if post.unit is not None:
            self._say(iri, v.POST_IN, self._linked.iri(self._facts, post.unit))
        elif "/-/" in iri:
            self._say(iri, v.POST_IN, organization)
        if post.headcount is not None:
            self._say(iri, v.HEADCOUNT, _whole(post.headcount))
        for holder in post.holders:
            self._assert_holder(iri, organization, holder)

    def _assert_holder(self, post: Iri, organization: Iri, holder: HolderFact) -> None:
        person = self._linked.person(organization, holder)
        self._say(person, v.TYPE, Iri(v.PERSON))
        self._say(person, v.NAME, _chinese(holder.name))
        self._say(person, v.PREF_LABEL, _chinese(holder.name))
        self._say(person, v.IN_ORGANIZATION, organization)
        if holder.original and holder.original != holder.name:
            self._say(person, v.ALT_LABEL, Literal(holder.original, "zh-Hant"))
        if holder.phone:
            self._say(person, v.PHONE, Iri("tel:" + "".join(c for c in holder.phone if c.isdigit() or c in "+-")))
        if holder.mail:
            self._say(person, v.MBOX, Iri("mailto:" + "".join(holder.mail.split())))
        if holder.place:
            self._say(person, v.PLACE, Literal(holder.place))
        self._derive(person, (holder.passage,))
        self._say(post, v.HELD_BY, person)

    def _assert_duty(self, duty: DutyFact) -> None:
        owner = self._linked.iri(self._facts, duty.owner)
        iri = Iri(f"{v.ENTITY}duty/{owner.removeprefix(v.ENTITY)}/{digest(fold(duty.statement))}")
        self._say(owner, v.HAS_DUTY, iri)
        self._say(iri, v.TYPE, Iri(v.DUTY))
        self._say(iri, v.STATEMENT, _chinese(duty.statement))
        self._say(iri, v.ORDER, _whole(duty.order))
        self._say(iri, v.INVOLVEMENT, Iri(v.involvement_iri(duty.involvement)))
        self._say(iri, v.CONFIDENCE, _decimal(duty.confidence))
        self._say(iri, v.IN_ORGANIZATION, self._linked.organizations[owner])
        self._derive(iri, (duty.passage,))
        frame = self._annotate(duty.statement)
        for predicate, concepts in ((v.ACTION, frame.actions), (v.TOPIC, frame.topics)):
            for concept in concepts:
                self._say(iri, predicate, concept)
        if frame.frequency:
            self._say(iri, v.FREQUENCY, _chinese(frame.frequency))
        for deliverable in frame.deliverables:
            self._say(iri, v.DELIVERABLE, _chinese(deliverable))

    def _assert_trait(self, trait: TraitFact) -> None:
        owner = self._linked.iri(self._facts, trait.owner)
        predicate, kind = _TRAITS[trait.kind]
        iri = Iri(f"{v.ENTITY}{trait.kind}/{owner.removeprefix(v.ENTITY)}/{digest(fold(trait.statement))}")
        self._say(owner, predicate, iri)
        self._say(iri, v.TYPE, Iri(kind))
        self._say(iri, v.STATEMENT, _chinese(trait.statement))
        self._say(iri, v.IN_ORGANIZATION, self._linked.organizations[owner])
        self._derive(iri, (trait.passage,))

    def _assert_line(self, line: LineFact) -> None:
        low, high = self._linked.iri(self._facts, line.subordinate), self._linked.iri(self._facts, line.superior)
        if low == high:
            return
        iri = Iri(f"{v.ENTITY}line/{digest(low)}{digest(high)}")
        self._say(iri, v.TYPE, Iri(v.REPORTING_LINE))
        self._say(iri, v.SUBORDINATE, low)
        self._say(iri, v.SUPERIOR, high)
        self._say(iri, v.BASIS, Iri(v.STATED if line.stated else v.INFERRED))
        self._say(iri, v.CONFIDENCE, _decimal(line.confidence))
        if line.reason:
            self._say(iri, v.REASON, _chinese(line.reason))
        self._derive(iri, (line.passage,))
        self._say(low, v.REPORTS_TO if line.stated else v.INFERRED_REPORTS_TO, high)


def _chinese(text: str) -> Literal:
    return Literal(text, "zh-Hans")


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=v.XSD + "integer")


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.2f}", datatype=v.XSD + "decimal")
