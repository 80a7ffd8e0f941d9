"""What a document says, before it is linked with other documents: mentions with the passage each came from.

Texts are in simplified characters, damaged ones repaired where that can be proven; `Passage.quote` has the
document's own letters. Keys are local to the document (`"o1"`, `"u3"`, `"p7"`) and tie the facts together.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Involvement = Literal["lead", "execute", "assist", "approve", "supervise", "participate", "inform"]
TraitKind = Literal["qualification", "authority", "work-condition"]
#: How a fact was found; `certainty.GROUNDS` says what each is worth.
Evidence = Literal[
    "field", "item", "heading", "sentence", "mention", "conduct", "position", "inferred", "repaired", "damaged"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the document: 1-based lines of its text, the words there, and a place where lines mean little.

    `column` is where the words begin in the first line, from 0; -1 where that is not known.
    """

    start_line: int
    end_line: int
    quote: str
    place: str | None = None
    column: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class OrganizationFact:
    """An organization; where the document does not state its `name`, `section` is the heading it stands under."""

    key: str
    name: str | None
    passage: Passage
    section: str | None = None
    aliases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A department, office or team of an organization; `parent` is the key of the unit above it."""

    key: str
    organization: str
    name: str
    passages: tuple[Passage, ...]
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    original: str | None = None  # traditional form, where the document has one
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderFact:
    """A person who holds a post, with the contact data that the document gives."""

    name: str
    passage: Passage
    phone: str | None = None
    mail: str | None = None
    place: str | None = None
    original: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post; `mentioned_only` where it is known only as somebody's superior, subordinate or from a list."""

    key: str
    organization: str
    title: str
    passages: tuple[Passage, ...]
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    holders: tuple[HolderFact, ...] = ()
    headcount: int | None = None
    vacant: bool = False
    mentioned_only: bool = False
    original: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyFact:
    """One duty of a post or unit (`owner` is its key), in the document's order from 1."""

    owner: str
    statement: str
    order: int
    passage: Passage
    involvement: Involvement = "execute"
    original: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TraitFact:
    """A qualification, authority or work condition of a post."""

    owner: str
    kind: TraitKind
    statement: str
    passage: Passage
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFact:
    """`subordinate` reports to `superior` (keys of posts or units); `stated` is False where a rule inferred it."""

    subordinate: str
    superior: str
    passage: Passage
    stated: bool = True
    reason: str | None = None
    from_superior: bool = False  # said in the superior's section (下属: …), not in the subordinate's own
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the document that a person should look at, with the line it stands on."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A passage that was read without a fact of its own: a heading, a field's value, a name once more.

    `name` is the label or the name, `key` that of the post or unit it is about.
    """

    passage: Passage
    kind: Literal["heading", "field", "post", "unit"]
    name: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that one document says; `lines_without_fact` of its `lines_total` non-empty lines led to nothing.

    `unread` has the numbers of those lines, `furniture` those of headers, page numbers and the like that were left out,
    `traces` the passages that were read without becoming a fact of their own.
    """

    document: str
    organizations: tuple[OrganizationFact, ...] = ()
    units: tuple[UnitFact, ...] = ()
    posts: tuple[PostFact, ...] = ()
    duties: tuple[DutyFact, ...] = ()
    traits: tuple[TraitFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    warnings: tuple[Remark, ...] = ()
    lines_total: int = 0
    lines_without_fact: int = 0
    unread: tuple[int, ...] = ()
    furniture: tuple[int, ...] = ()
    traces: tuple[Trace, ...] = ()


def to_plain(fact: Any) -> dict[str, Any]:
    """The fields of a fact by name, as `json.dumps` asks its `default` for them."""
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}
