"""Collects what the walk through a document finds, and makes it into frozen facts with local keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nlp.documents.certainty import qualify, surer
from nlp.documents.facts import (
    DocumentFacts,
    DutyFact,
    Evidence,
    HolderFact,
    Involvement,
    LineFact,
    OrganizationFact,
    Passage,
    PostFact,
    Remark,
    Trace,
    TraitFact,
    TraitKind,
    UnitFact,
)  # fmt: skip
from nlp.documents.involvement import classify_involvement
from nlp.text import fold, simplify


@dataclass(slots=True)
class OrganizationDraft:
    """An organization as far as it is known."""

    key: str
    passage: Passage
    name: str | None = None
    section: str | None = None
    aliases: list[str] = field(default_factory=list)
    evidence: Evidence = "heading"


@dataclass(slots=True)
class UnitDraft:
    """A unit as far as it is known."""

    key: str
    organization: str
    name: str
    passages: list[Passage]
    parent: str | None = None
    original: str | None = None
    duties: int = 0
    evidence: Evidence = "mention"
    phone: str | None = None
    place: str | None = None


@dataclass(slots=True)
class PostDraft:
    """A post as far as it is known; `described` where the document has a section about it."""

    key: str
    organization: str
    title: str
    passages: list[Passage]
    unit: str | None = None
    aliases: list[str] = field(default_factory=list)
    holders: list[HolderFact] = field(default_factory=list)
    headcount: int | None = None
    vacant: bool = False
    described: bool = False
    listed: bool = False
    original: str | None = None
    duties: int = 0
    sequence: int = -1
    evidence: Evidence = "mention"


def original_of(text: str, quote: str) -> str | None:
    """The traditional form of `text` inside `quote`, where it differs."""
    if quote.isascii() or text in quote:
        return None
    at = simplify(quote).find(text)
    if at == -1 or len(simplify(quote)) != len(quote):
        return None
    found = quote[at : at + len(text)]
    return found if found != text else None


class Drafts:
    """Everything found so far in one document."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.organizations: list[OrganizationDraft] = []
        self.units: list[UnitDraft] = []
        self.posts: list[PostDraft] = []
        self.duties: list[DutyFact] = []
        self.traits: list[TraitFact] = []
        self.lines: list[LineFact] = []
        self.remarks: list[Remark] = []
        self.used: set[int] = set()
        self.traces: list[Trace] = []
        self.flaws: dict[int, Evidence] = {}  # lines whose letters were repaired or are damaged
        self._said_lines: dict[tuple[str, str], set[bool]] = {}
        self._units_by_name: dict[tuple[str, str], UnitDraft] = {}
        self._posts_by_title: dict[tuple[str, str], list[PostDraft]] = {}

    def add_organization(self, name: str | None, passage: Passage, section: str | None = None) -> OrganizationDraft:
        """A new organization."""
        draft = OrganizationDraft(f"o{len(self.organizations) + 1}", passage, name, section)
        self.organizations.append(draft)
        return draft

    def find_unit(self, organization: str, name: str) -> UnitDraft | None:
        """The unit of that name, if it is known."""
        return self._units_by_name.get((organization, fold(name)))

    def unit(
        self,
        organization: str,
        name: str,
        passage: Passage,
        parent: str | None = None,
        evidence: Evidence = "mention",
    ) -> UnitDraft:
        """The unit of that name, made where there is none yet."""
        found = self.find_unit(organization, name)
        if found is None:
            found = UnitDraft(
                f"u{len(self.units) + 1}", organization, name, [passage], parent, original_of(name, passage.quote)
            )
            self.units.append(found)
            self._units_by_name[organization, fold(name)] = found
        else:
            if found.parent is None and parent is not None and parent != found.key:
                found.parent = parent
            self.traces.append(Trace(passage, "unit", name, found.key))
        found.evidence = surer(found.evidence, evidence)
        self.mark(passage)
        return found

    def posts_titled(self, organization: str, title: str) -> list[PostDraft]:
        """The posts of that title in an organization, in order."""
        return self._posts_by_title.get((organization, fold(title)), [])

    def new_post(
        self, organization: str, title: str, passage: Passage, unit: str | None, evidence: Evidence = "mention"
    ) -> PostDraft:
        """A further post of that title."""
        draft = PostDraft(f"p{len(self.posts) + 1}", organization, title, [passage], unit, evidence=evidence)
        draft.original = original_of(title, passage.quote)
        self.posts.append(draft)
        self._posts_by_title.setdefault((organization, fold(title)), []).append(draft)
        self.mark(passage)
        return draft

    def rename_post(self, post: PostDraft, title: str) -> None:
        """Give a post the fuller title that is stated; the one before stays as another name."""
        self._posts_by_title[post.organization, fold(post.title)].remove(post)
        self._posts_by_title.setdefault((post.organization, fold(title)), []).append(post)
        if post.title not in post.aliases:
            post.aliases.append(post.title)
        post.title = title

    def mention_post(
        self,
        organization: str,
        title: str,
        passage: Passage,
        unit: str | None = None,
        evidence: Evidence = "mention",
    ) -> PostDraft:
        """The post of that title, made as a mere mention where there is none yet."""
        found = self.posts_titled(organization, title)
        if found:
            chosen = next((p for p in found if unit is not None and p.unit == unit), found[0])
            chosen.evidence = surer(chosen.evidence, evidence)
            self.mark_post(passage, chosen)
            return chosen
        return self.new_post(organization, title, passage, unit, evidence)

    def add_duty(
        self,
        owner: PostDraft | UnitDraft,
        statement: str,
        passage: Passage,
        evidence: Evidence,
        involvement: Involvement | None = None,
    ) -> DutyFact:
        """A further duty of the owner; its words say the involvement, unless the document says it otherwise."""
        owner.duties += 1
        original = passage.quote if simplify(passage.quote) != passage.quote else None
        involvement = involvement or classify_involvement(statement)
        sure = qualify(evidence, passage, self.flaws)
        duty = DutyFact(owner.key, statement, owner.duties, passage, involvement, original, sure)
        self.duties.append(duty)
        self.mark(passage)
        return duty

    def extend_duty(self, statement: str, passage: Passage) -> None:
        """Append a line to the last duty."""
        last = self.duties[-1]
        whole = Passage(
            last.passage.start_line, passage.end_line, f"{last.passage.quote}\n{passage.quote}", last.passage.place,
            last.passage.column,
        )  # fmt: skip
        original = f"{last.original}\n{passage.quote}" if last.original else None
        self.duties[-1] = replace(last, statement=f"{last.statement}\n{statement}", passage=whole, original=original)
        self.mark(passage)

    def add_trait(
        self, owner: PostDraft | UnitDraft, kind: TraitKind, statement: str, passage: Passage, evidence: Evidence
    ) -> None:
        """A qualification, authority or work condition of the owner."""
        self.traits.append(TraitFact(owner.key, kind, statement, passage, qualify(evidence, passage, self.flaws)))
        self.mark(passage)

    def add_line(
        self,
        subordinate: str,
        superior: str,
        passage: Passage,
        reason: str,
        evidence: Evidence = "field",
        stated: bool = True,
        from_superior: bool = False,
    ) -> None:
        """A reporting line, once."""
        if subordinate == superior:
            return
        said = self._said_lines.setdefault((subordinate, superior), set())
        if from_superior in said or said and not stated:
            return
        said.add(from_superior)
        sure = qualify(evidence, passage, self.flaws)
        self.lines.append(LineFact(subordinate, superior, passage, stated, reason, from_superior, sure))
        self.mark(passage)

    def remark(self, line: int, message: str) -> None:
        """Something a person should look at."""
        self.remarks.append(Remark(line, message))

    def mark_heading(self, passage: Passage, label: Passage | None = None) -> None:
        """The passage was read as a heading, or leads with its `label` over to what follows."""
        self.traces.append(Trace(label or passage, "heading"))
        self.mark(passage)

    def mark_post(self, passage: Passage, post: PostDraft) -> None:
        """The passage names a post that is known already."""
        self.traces.append(Trace(passage, "post", post.title, post.key))
        self.mark(passage)

    def mark_field(self, passage: Passage, name: str = "", key: str | None = None) -> None:
        """The passage was read as the value of the field `name` of the post or unit `key`, or says who is spoken of."""
        self.traces.append(Trace(passage, "field", name, key))
        self.mark(passage)

    def mark(self, passage: Passage) -> None:
        """The passage led to something."""
        if passage.start_line == passage.end_line:
            self.used.add(passage.end_line)
        else:
            self.used.update(range(passage.start_line, passage.end_line + 1))

    def freeze(self, numbers: Iterable[int], furniture: Iterable[int] = ()) -> DocumentFacts:
        """The facts; `numbers` are the lines that have words, `furniture` those whose words are not the document's."""
        lines = list(numbers)
        unread = tuple(n for n in lines if n not in self.used)
        return DocumentFacts(
            self.document,
            tuple(
                OrganizationFact(
                    o.key, o.name, o.passage, o.section, tuple(o.aliases), qualify(o.evidence, o.passage, self.flaws)
                )
                for o in self.organizations
            ),
            tuple(
                UnitFact(
                    u.key, u.organization, u.name, tuple(u.passages), u.parent, (), u.original,
                    qualify(u.evidence, u.passages[0], self.flaws),
                )
                for u in self.units
            ),
            tuple(
                PostFact(
                    p.key, p.organization, p.title, tuple(p.passages), p.unit, tuple(p.aliases),
                    tuple(p.holders), p.headcount, p.vacant, not p.described, p.original,
                    qualify(p.evidence, p.passages[0], self.flaws),
                )
                for p in self.posts
            ),
            tuple(self.duties),
            tuple(self.traits),
            tuple(self.lines),
            tuple(self.remarks),
            len(lines),
            len(unread),
            unread,
            tuple(furniture),
            tuple(dict.fromkeys(self.traces)),
        )  # fmt: skip
