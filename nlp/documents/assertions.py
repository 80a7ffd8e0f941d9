"""Facts as RDF: one change set for each document, with a passage behind every post, unit, person, duty and line."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from graph.model import ChangeSet, Iri, Literal, Statement, Term
from nlp.documents import terms as t
from nlp.documents.certainty import weigh
from nlp.documents.facts import DocumentFacts, DutyFact, Evidence, LineFact, Passage, PostFact, UnitFact
from nlp.documents.iris import below, digest, document_iri, entity_iri, part_iri
from nlp.documents.linking import LinkedFacts, section_name
from nlp.documents.union import Union, look_over
from nlp.text import fold
from ontology import vocabulary as v


class DutyFrame(Protocol):
    """What a duty is about: concepts of actions and topics, and words of the statement."""

    @property
    def actions(self) -> tuple[Iri, ...]: ...
    @property
    def topics(self) -> tuple[Iri, ...]: ...
    @property
    def frequency(self) -> str | None: ...
    @property
    def counterparts(self) -> tuple[str, ...]: ...
    @property
    def deliverables(self) -> tuple[str, ...]: ...
    @property
    def quantities(self) -> tuple[str, ...]: ...


_TRAITS = {
    "qualification": (v.HAS_QUALIFICATION, v.QUALIFICATION),
    "authority": (v.HAS_AUTHORITY, v.AUTHORITY),
    "work-condition": (v.HAS_WORK_CONDITION, v.WORK_CONDITION),
}


def assert_facts(linked: LinkedFacts, annotate: Callable[[str], DutyFrame]) -> tuple[ChangeSet, ...]:
    """One change set for each document of `linked`; `annotate` gives the frame of a duty's statement.

    What several documents say is as sure as where it is said best, in the graph of each.
    """
    union = look_over(linked)
    frame_of = lru_cache(maxsize=65536)(annotate)  # posts share many of their duties
    said = [_Assertion(linked, document, frame_of, union) for document in linked.documents]
    surest: dict[Iri, float] = {}
    for one in said:
        one.assert_all()
        for node, confidence in one.confidences.items():
            surest[node] = max(confidence, surest.get(node, confidence))
    return tuple(one.freeze(surest) for one in said)


class _Assertion:
    """The statements of one document."""

    def __init__(
        self,
        linked: LinkedFacts,
        facts: DocumentFacts,
        annotate: Callable[[str], DutyFrame],
        union: Union,
    ) -> None:
        self.linked = linked
        self.facts = facts
        self.annotate = annotate
        self.union = union
        self.graph = document_iri(facts.document)
        self.passages = entity_iri("passage", facts.document)
        self.document = Literal(facts.document)
        self.statements: dict[Statement, None] = {}
        self.passage_iris: dict[tuple[int, int, str, str | None], Iri] = {}
        self.confidences: dict[Iri, float] = {}
        self.organization_of = {p.key: p.organization for p in facts.posts}
        self.organization_of |= {u.key: u.organization for u in facts.units}

    def assert_all(self) -> None:
        """Collect all statements of the document."""
        self._say(self.graph, v.TYPE, t.term(v.DOCUMENT_CLASS))
        self._say(self.graph, v.TITLE, Literal(self.facts.document))
        self._assert_organizations()
        for unit in self.facts.units:
            self._assert_unit(unit)
        for post in self.facts.posts:
            self._assert_post(post)
        seen: dict[Iri, int] = {}
        for duty, node in zip(self.facts.duties, self.union.duties[self.facts.document], strict=True):
            self._assert_duty(duty, node, seen)
        for number, trait in enumerate(self.facts.traits):
            owner = self._iri(trait.owner)
            relation, kind = _TRAITS[trait.kind]
            node = Iri(part_iri(trait.kind, owner) + digest(fold(trait.statement) or str(number)))
            self._say(owner, relation, node)
            self._say(node, v.TYPE, t.term(kind))
            self._say(node, v.STATEMENT, t.simplified(trait.statement))
            self._assure(node, trait.evidence)
            self._derive(node, trait.passage)
        self._assert_lines()

    def freeze(self, surest: Mapping[Iri, float]) -> ChangeSet:
        """The statements, and of each thing that the document tells of how sure it is."""
        for node in self.confidences:
            self._say(node, v.CONFIDENCE, t.decimal(surest[node]))
        return ChangeSet(self.graph, tuple(self.statements))

    def _iri(self, key: str) -> Iri:
        return self.linked.iris[self.facts.document, key]

    def _say(self, subject: Iri, predicate: str, value: Term) -> None:
        self.statements[t.make_tuple(Statement, (subject, t.term(predicate), value))] = None

    def _say_all(self, *statements: tuple[Iri, Iri, Term]) -> None:
        """What is said of every duty and passage, much the most of all, without a call for each statement."""
        for statement in statements:
            self.statements[t.make_tuple(Statement, statement)] = None

    def _assure(self, node: Iri, evidence: tuple[Evidence, ...]) -> None:
        """What is said twice is as sure as where it is said best."""
        confidence = weigh(evidence)
        if confidence > self.confidences.get(node, -1.0):
            self.confidences[node] = confidence

    def _label(self, iri: Iri, own: str, aliases: Sequence[str] = (), original: str | None = None) -> None:
        label = self.linked.labels[iri]
        self._say(iri, v.PREF_LABEL, t.simplified(label))
        for alias in (own, *aliases):
            if alias != label:
                self._say(iri, v.ALT_LABEL, t.simplified(alias))
        if original is not None:
            self._say(iri, v.ALT_LABEL, Literal(original, "zh-hant"))

    def _derive(self, iri: Iri, passage: Passage) -> None:
        key = passage.start_line, passage.end_line, passage.quote, passage.place
        known = self.passage_iris.get(key)
        if known is not None:
            self._say(iri, v.WAS_DERIVED_FROM, known)
            return
        said = digest(passage.quote, passage.place or "")
        node = Iri(f"{self.passages}/{passage.start_line}-{passage.end_line}-{said}")
        self.passage_iris[key] = node
        self._say_all(
            (iri, t.WAS_DERIVED_FROM, node),
            (node, t.TYPE, t.PASSAGE),
            (node, t.IN_DOCUMENT, self.document),
            (node, t.START_LINE, t.integer(passage.start_line)),
            (node, t.END_LINE, t.integer(passage.end_line)),
            (node, t.QUOTE, t.plain(passage.quote)),
        )
        if passage.place is not None:
            self._say(node, v.PLACE, Literal(passage.place))

    def _assert_organizations(self) -> None:
        for organization in self.facts.organizations:
            iri = self._iri(organization.key)
            self._say(iri, v.TYPE, t.term(v.FORMAL_ORGANIZATION))
            aliases = list(organization.aliases)
            if organization.name is None:
                inside = section_name(organization.section)
                if inside is not None:
                    aliases.append(inside)
            else:
                self._assure(iri, organization.evidence)
            self._label(iri, organization.name or self.linked.labels[iri], aliases)
            self._derive(iri, organization.passage)

    def _assert_unit(self, unit: UnitFact) -> None:
        iri, organization = self._iri(unit.key), self._iri(unit.organization)
        self._say(iri, v.TYPE, t.term(v.ORGANIZATIONAL_UNIT))
        self._assure(iri, unit.evidence)
        self._label(iri, unit.name, unit.aliases, unit.original)
        parent = self._iri(unit.parent) if unit.parent else organization
        if parent != iri:
            self._say(iri, v.UNIT_OF, parent)
        self._say(iri, v.IN_ORGANIZATION, organization)
        for passage in unit.passages:
            self._derive(iri, passage)

    def _assert_post(self, post: PostFact) -> None:
        iri, organization = self._iri(post.key), self._iri(post.organization)
        self._say(iri, v.TYPE, t.term(v.POST))
        self._assure(iri, post.evidence)
        self._label(iri, post.title, post.aliases, post.original)
        self._say(iri, v.IN_ORGANIZATION, organization)
        if post.unit is not None:
            self._say(iri, v.POST_IN, self._iri(post.unit))
        elif iri not in self.union.in_unit:
            self._say(iri, v.POST_IN, organization)
        if post.headcount is not None:
            self._say(iri, v.HEADCOUNT, t.integer(post.headcount))
        for index, holder in enumerate(post.holders):
            person = self.linked.people[self.facts.document, post.key, index]
            self._say(iri, v.HELD_BY, person)
            self._say(person, v.TYPE, t.term(v.PERSON))
            self._assure(person, holder.evidence)
            self._say(person, v.NAME, Literal(holder.name))
            self._say(person, v.PREF_LABEL, t.simplified(holder.name))
            self._say(person, v.IN_ORGANIZATION, organization)
            if holder.original is not None:
                self._say(person, v.ALT_LABEL, Literal(holder.original, "zh-hant"))
            if holder.phone is not None:
                self._say(person, v.PHONE, Literal(holder.phone))
            if holder.mail is not None:
                self._say(person, v.MBOX, Iri(f"mailto:{holder.mail}"))
            if holder.place is not None:
                self._say(person, v.PLACE, Literal(holder.place))
            self._derive(person, holder.passage)
        if post.mentioned_only and iri in self.union.introduced:
            return  # where another document tells of the post is where it is introduced, as within one document
        for passage in post.passages:
            self._derive(iri, passage)

    def _assert_duty(self, duty: DutyFact, node: Iri, seen: dict[Iri, int]) -> None:
        owner = self._iri(duty.owner)
        orders = self.union.ordered_by[node] == self.facts.document  # one duty in two documents has one order
        seen[node] = seen.get(node, 0) + 1
        if seen[node] > 1:
            node = Iri(f"{node}-{seen[node]}")
        self._say_all(
            (owner, t.HAS_DUTY, node), (node, t.TYPE, t.DUTY), (node, t.STATEMENT, t.simplified(duty.statement))
        )
        if orders:
            self._say(node, v.ORDER, t.integer(duty.order))
        organization = self._iri(self.organization_of[duty.owner])
        frame = self.annotate(duty.statement)
        self._say_all(
            (node, t.INVOLVEMENT, t.term(v.involvement_iri(duty.involvement))),
            (node, t.IN_ORGANIZATION, organization),
            *[(node, t.ACTION, action) for action in frame.actions],
            *[(node, t.TOPIC, topic) for topic in frame.topics],
        )
        if frame.frequency is not None:
            self._say(node, v.FREQUENCY, Literal(frame.frequency))
        for name in frame.counterparts:
            known = self.union.names.get((organization, fold(name)))
            self._say(node, v.COUNTERPART, known or self._assert_party(organization, name, duty.passage))
        for deliverable in frame.deliverables:
            self._say(node, v.DELIVERABLE, t.simplified(deliverable))
        for quantity in frame.quantities:
            self._say(node, v.QUANTITY, Literal(quantity))
        self._assure(node, duty.evidence)
        self._derive(node, duty.passage)

    def _assert_party(self, organization: Iri, name: str, passage: Passage) -> Iri:
        """Whoever a duty is done with and no document tells of: 客户, 税务局, a unit that is only mentioned."""
        iri = entity_iri("party", *below(organization).split("/"), name)
        self._say_all((iri, t.TYPE, t.term(v.AGENT)), (iri, t.term(v.PREF_LABEL), t.simplified(name)))
        self._derive(iri, passage)
        return iri

    def _assert_lines(self) -> None:
        own = {(line.subordinate, line.superior) for line in self.facts.lines if line.stated and not line.from_superior}
        stated = {line.subordinate for line in self.facts.lines if line.stated and not line.from_superior}
        by_pair: dict[tuple[str, str], list[LineFact]] = {}
        for line in self.facts.lines:
            if line.stated:
                by_pair.setdefault((line.subordinate, line.superior), []).append(line)
        for line in self.facts.lines:
            node = self._line_iri(line)
            subordinate, superior = self._iri(line.subordinate), self._iri(line.superior)
            self._say(node, v.TYPE, t.term(v.REPORTING_LINE))
            self._say(node, v.SUBORDINATE, subordinate)
            self._say(node, v.SUPERIOR, superior)
            self._say(node, v.BASIS, Iri(v.STATED if line.stated else v.INFERRED))
            if line.reason is not None:
                self._say(node, v.REASON, t.simplified(line.reason))
            self._assure(node, line.evidence)
            self._say(subordinate, v.REPORTS_TO if line.stated else v.INFERRED_REPORTS_TO, superior)
            self._derive(node, line.passage)
            if (
                line.from_superior
                and line.stated
                and line.subordinate in stated
                and (line.subordinate, line.superior) not in own
            ):
                for other in self.facts.lines:
                    if (
                        other.subordinate == line.subordinate
                        and other.stated
                        and not other.from_superior
                        and not self._may_be_one(line, other)
                    ):
                        self._say(node, v.CONTRADICTS, self._line_iri(other))
            if line.stated:
                for other in by_pair.get((line.superior, line.subordinate), ()):
                    self._say(node, v.CONTRADICTS, self._line_iri(other))

    def _may_be_one(self, line: LineFact, other: LineFact) -> bool:
        """Whether the superiors of two lines may be the same, one called by a shorter title."""
        one, two = (self.linked.labels[self._iri(x.superior)] for x in (line, other))
        return one.endswith(two) or two.endswith(one)

    def _line_iri(self, line: LineFact) -> Iri:
        """One for both posts and a basis, whichever of the two the documents say it of."""
        subordinate, superior = self._iri(line.subordinate), self._iri(line.superior)
        return Iri(part_iri("line", subordinate) + digest(superior, str(line.stated)))
