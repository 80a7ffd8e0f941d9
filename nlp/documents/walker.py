"""Walks through the pieces of a document and keeps whose they are: organization, unit, post, field."""

import re
from collections.abc import Sequence

from nlp.documents import prose
from nlp.documents.blocks import Piece
from nlp.documents.drafts import Drafts, OrganizationDraft, PostDraft, UnitDraft
from nlp.documents.facts import HolderFact, Passage
from nlp.documents.fields import FieldPart, split_fields, split_names
from nlp.documents.headings import Heading, read_heading
from nlp.documents.labels import is_empty, kind_of
from nlp.documents.titles import (
    is_organization,
    is_person,
    is_post,
    is_rank,
    is_unit,
    is_vacant,
    is_vague,
    number_of,
    split_count,
    split_organization,
    unit_in_title,
)
from nlp.text import fold

_TRAITS = {
    "qualification": "qualification",
    "qualification-part": "qualification",
    "authority": "authority",
    "work-condition": "work-condition",
}
_BODIES = frozenset(["duties", "unit-duties", "summary", "ignore", "post-list", "unit-list", *_TRAITS])
_END = tuple("。;.!?；！？…")
_PHONE = re.compile(r"(?:\+?86[- ]?)?(?:1\d{10}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,5})?|\d{3,4}-\d{3,4}-?\d{0,4}|\d{3,8})")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")


_PART = re.compile(r"(?:第[^第篇部编]{1,4}(?:篇|部分|编)|篇[一二三四五六七八九十]{1,3})\s*[:：、. ]*$")


def _with_marker(piece: Piece) -> str:
    """A section's heading with its number, which tells sections of one name apart."""
    span = piece.spans[0]
    marker = _PART.search(span.line.text[: span.start])
    return ((marker.group() if marker else "") + piece.text).strip(" :：")


class Walker:
    """The state of the walk; `drafts` holds what it found."""

    def __init__(self, drafts: Drafts, organization: OrganizationDraft, cell_mode: bool) -> None:
        self.drafts = drafts
        self.organization = organization
        self.cell_mode = cell_mode
        self.unit: UnitDraft | None = None
        self.unit_depth = 0
        self.owner: PostDraft | UnitDraft | None = None
        self.owner_depth = 0
        self.pending: tuple[str, Piece, Heading] | None = None
        self.field: str | None = None
        self.part: str | None = None  # subfield of a qualification
        self.want: tuple[str, str] | None = None  # a label whose value stands in the next piece
        self.list_sequence = -1  # sequence of the items that the open field is made of
        self.post_sequences: set[int] = set()
        self.group_sequences: set[int] = set()  # whose members are headings of groups of duties
        self.topic_item = -1  # sequence whose items are short headings with prose below
        self.last_person: HolderFact | None = None
        self.subject: PostDraft | None = None
        self.sections = 0
        self.known_titles: set[str] = set()
        self.contact: tuple[PostDraft, int] | None = None

    # ---- pieces

    def take(self, piece: Piece, after: Piece | None) -> None:
        """One piece with the one that follows it."""
        if piece.marker is not None and piece.marker.family == "part":
            self.open_section(piece)
            return
        if piece.marker is not None and self.owner is not None and piece.marker.depth < self.owner_depth:
            self._leave(piece)
        inside = (
            piece.marker is not None
            and self.field in ("duties", "unit-duties")
            and piece.marker.sequence == self.list_sequence
        )
        if self.want is not None and self._take_wanted(piece):
            return
        lone = self._lone_label(piece)
        if lone is not None:
            self._take_field(
                FieldPart(lone, piece.text, piece.part(len(piece.text), len(piece.text))), piece, lone_line=True
            )
            return
        lead, parts = split_fields(
            piece, inside or piece.marker is not None and self.field in ("duties", "unit-duties")
        )
        if parts and not (
            lead is not None
            and len(lead.shape) > 12
            and len(parts) == 1
            and parts[0].kind not in _BODIES
            and self.field == "duties"
            and parts[0].value.text
        ):
            if piece.marker is not None:
                self._maybe_leave_by_label(piece, parts[0])
            if lead is not None:
                self._take_text(lead, parts[0].value, following_label=parts[0].kind)
            for part in parts:
                self._take_field(part, piece)
            return
        self._take_text(piece, after)

    def _maybe_leave_by_label(self, piece: Piece, part: FieldPart) -> None:
        marker = piece.marker
        if marker is not None and part.kind == "ignore" and self.owner is not None and marker.depth <= self.owner_depth:
            self.owner, self.field = None, "ignore"

    def _lone_label(self, piece: Piece) -> str | None:
        shape = piece.shape.strip(" :[]*#")
        if not shape or len(shape) > 16 or piece.shape.endswith("。"):
            return None
        kind = kind_of(shape)
        if kind is None:
            return None
        if (
            kind
            in (
                "place",
                "holder",
                "unit",
                "organization",
                "phone",
                "qualification-part",
                "headcount",
                "work-condition",
                "posts-of",
            )
            and not self.cell_mode
            and not piece.shape.endswith(":")
        ):
            return None
        if is_post(shape) and not self.cell_mode:
            return None
        if (
            self.field == "duties"
            and piece.marker is not None
            and piece.marker.sequence == self.list_sequence
            and not piece.shape.endswith(":")
        ):
            return None
        return kind

    # ---- organizations and sections

    def open_section(self, piece: Piece) -> None:
        """A part of the document that stands for itself."""
        self.sections += 1
        heading = read_heading(piece)
        text = _with_marker(piece)
        stated = self.organization.name is not None and self.organization.section is None
        if not stated:
            blank = self.organization.name is None and not self._has_facts(self.organization.key)
            if blank:
                self.organization.section, self.organization.passage = text, piece.passage()
            else:
                self.organization = self.drafts.add_organization(None, piece.passage(), text)
        self.unit = self.owner = self.subject = self.pending = self.want = None
        self.field = self.part = None
        self.owner_depth = self.unit_depth = 0
        self.known_titles = set()
        self.list_sequence = self.topic_item = -1
        self.drafts.mark(piece.passage())
        if heading is None:
            return
        if heading.organization and not stated:
            self.name_organization(heading.organization, piece)
        if heading.kind in ("post", "weak") and heading.label:
            self.pending = (heading.name, piece, heading)
            self.field = "duties"
        elif heading.kind == "unit":
            self._open_unit(heading, piece, 0, section=True)

    def _has_facts(self, key: str) -> bool:
        return any(p.organization == key for p in self.drafts.posts) or any(
            u.organization == key for u in self.drafts.units
        )

    def name_organization(self, name: str, piece: Piece) -> None:
        """The document states the name of the organization that it now speaks of."""
        if self.organization.name is None:
            self.organization.name = name
            self.organization.passage = piece.passage()
        elif (
            fold(self.organization.name) != fold(name)
            and name not in self.organization.aliases
            and name not in self.organization.name
        ):
            self.organization.aliases.append(name)
        self.drafts.mark(piece.passage())

    # ---- headings

    def _take_text(self, piece: Piece, after: Piece | None, following_label: str | None = None) -> None:
        heading = read_heading(piece)
        if heading is not None and self._accept(heading, piece, after, following_label):
            self._open(heading, piece, after)
            return
        if self._is_sibling(piece):
            self._open(Heading("post", piece.text.strip(" :：")), piece, after)
            return
        if self._is_group(piece, after):
            self._open_group(piece)
            return
        self._take_body(piece, after)

    def _accept(self, heading: Heading, piece: Piece, after: Piece | None, following: str | None) -> bool:
        """Whether what looks like a heading is one, by where it stands and what follows."""
        marker = piece.marker
        follow = following or self._follow(piece, after)
        same_list = (
            marker is not None
            and marker.sequence == self.list_sequence
            and self.field in ("duties", "unit-duties", *_TRAITS)
        )
        if heading.kind == "label":
            return heading.label in _BODIES and heading.colon and not same_list and heading.rest is None
        if heading.kind == "organization":
            return marker is None and heading.rest is None and (self.owner is None or heading.label is not None)
        if heading.label is not None and heading.kind in ("post", "unit", "weak"):
            if heading.rest is not None and heading.kind == "weak":
                return False
            if heading.label == "posts-of" or heading.kind == "weak":
                return not same_list and (piece.starts_line or marker is not None)
            return not (same_list and follow == "same" and not heading.colon)
        if heading.holders or heading.vacant:
            return not same_list or follow != "same"
        if self.field in ("ignore", "post-list", "unit-list", "subordinate") and (
            marker is not None and marker.family == "bullet"
        ):
            return False
        if marker is not None and marker.sequence in self.post_sequences and heading.kind == "post":
            return True
        if same_list:
            return (
                following is not None
                or follow in ("label", "first")
                and heading.rest is None
                and heading.kind == "post"
            )
        if self.field == "post-list" and heading.rest is None and follow not in ("label", "first"):
            return False
        if heading.kind == "post":
            if heading.rest is not None:
                if marker is None and not piece.starts_line:
                    return False
                return (
                    not (marker is None and self.field in ("duties", "summary") and not heading.colon)
                    and self.field != "ignore"
                )
            if marker is None and not piece.starts_line and following is None:
                return False
            if self.cell_mode and marker is None and self.owner is not None and self.field in ("duties", *_TRAITS):
                return follow == "label"
            return True
        if heading.kind == "unit":
            if heading.rest is not None:
                return marker is not None or (
                    piece.starts_line and heading.colon and self.field not in ("duties", "ignore", "summary", *_TRAITS)
                )
            if self.cell_mode and marker is None:
                return False
            return (marker is not None or piece.level > 0 or piece.starts_line and len(piece.shape) <= 14) and (
                marker is None or marker.family != "bullet" or follow == "label"
            )
        return False

    def _follow(self, piece: Piece, after: Piece | None) -> str:
        """What comes next: a label, the first item of a list, the next item of the same list, prose, the end."""
        if after is None:
            return "end"
        marker = after.marker
        if marker is not None:
            if piece.marker is not None and marker.sequence == piece.marker.sequence:
                return "same"
            if marker.family == "bullet" or marker.value == 1:
                return "first"
            return "other"
        shape = after.shape
        if after.cells is not None:
            return "label"
        head = re.split(r"[:\s]", shape, maxsplit=1)[0]
        if kind_of(head) is not None or kind_of(shape[:14].split(":")[0]) is not None:
            return "label"
        return "prose"

    def _open(self, heading: Heading, piece: Piece, after: Piece | None) -> None:
        depth = piece.marker.depth if piece.marker is not None else 0
        self.want = None
        self.part = None
        self.topic_item = -1
        if heading.organization:
            if self.organization.name is None or self.owner is None:
                self.name_organization(heading.organization, piece)
        if heading.kind == "organization":
            self.owner, self.field = None, None
            if heading.label in ("duties", "unit-duties"):
                self.field = None
            return
        if heading.kind == "label":
            self._set_field(heading.label or "duties")
            return
        if heading.kind == "unit":
            self._open_unit(heading, piece, depth, after=after)
            return
        if (
            heading.kind == "weak"
            or heading.label == "document"
            and not heading.colon
            and self.owner is None
            and not is_post(heading.name)
        ):
            same = (
                self.owner is not None
                and isinstance(self.owner, PostDraft)
                and fold(self.owner.title) == fold(heading.name)
            )
            if same:
                self._set_field(heading.label or "duties")
                return
            self.pending = (heading.name, piece, heading)
            self.owner, self.field = None, "duties" if heading.label in ("duties", "document") else heading.label
            self.owner_depth = depth
            return
        self._open_post(heading, piece, depth)
        if heading.rest is not None:
            self._take_rest(heading.rest, after)

    def _take_rest(self, rest: Piece, after: Piece | None) -> None:
        lead, parts = split_fields(rest, False)
        if parts:
            if lead is not None:
                self._take_body(lead, None)
            for part in parts:
                self._take_field(part, rest)
        else:
            if self.field is None:
                self.field = "duties"
            self._take_body(rest, after, inline=True)

    def _open_unit(
        self, heading: Heading, piece: Piece, depth: int, section: bool = False, after: Piece | None = None
    ) -> None:
        parent: str | None = None
        if (
            self.unit is not None
            and depth > self.unit_depth > 0
            and self.unit.organization == self.organization.key
            and fold(self.unit.name) != fold(heading.name)
        ):
            parent = self.unit.key
        unit = self.drafts.unit(self.organization.key, heading.name, piece.passage(), parent)
        self.unit, self.unit_depth = unit, depth
        self.pending = None
        self.subject = None
        self.owner, self.owner_depth = unit, depth
        self.list_sequence = -1
        if heading.label in ("posts-of", "document", "post-list"):
            self.owner, self.owner_depth = None, 0
            self.field = "post-list" if heading.label == "post-list" else None
        elif heading.label in ("duties", "unit-duties"):
            self.field = "duties"
        elif heading.label in _BODIES:
            self.field = heading.label
        else:
            self.field = None
        for name in heading.holders:
            self._hold_unit(unit, name, piece)
        if heading.rest is not None:
            if self.owner is None:
                self.owner = unit
            self._take_rest(heading.rest, after)

    def _hold_unit(self, unit: UnitDraft, name: str, piece: Piece) -> None:
        title = f"{unit.name}负责人"
        post = self.drafts.mention_post(self.organization.key, title, piece.passage(), unit.key)
        self._add_holder(post, name, piece.passage())

    def _open_post(self, heading: Heading, piece: Piece, depth: int) -> None:
        titles = [t for t in heading.name.split("、") if not t.endswith("成员")] or [heading.name]
        post = self._post_for(titles[-1], piece, heading.holders, heading.vacant)
        for other in (heading.name, *titles[:-1]) if "、" in heading.name else ():
            if other not in post.aliases:
                post.aliases.append(other)
        if piece.marker is not None:
            self.post_sequences.add(piece.marker.sequence)
            post.sequence = piece.marker.sequence
        self.owner, self.owner_depth = post, depth
        self.subject = post
        self.pending = None
        self.list_sequence = -1
        if heading.count is not None:
            post.headcount = heading.count
        if heading.vacant:
            post.vacant = True
        for name in heading.holders:
            self._add_holder(post, name, piece.passage())
        label = heading.label
        self.field = None if label is None or label == "document" else "duties" if label == "unit-duties" else label

    def _post_for(self, title: str, piece: Piece, holders: Sequence[str] = (), vacant: bool = False) -> PostDraft:
        """The post that a heading introduces: one already met without a section of its own, or a new one."""
        organization = self.organization.key
        unit = self._unit_of(title, piece)
        passage = piece.passage()
        current = self.owner
        if (
            isinstance(current, PostDraft)
            and current.organization == organization
            and fold(current.title) == fold(title)
            and (not holders or not current.holders)
        ):
            current.described = True
            return current
        same = [
            p for p in self.drafts.posts_titled(organization, title) if p.unit == unit or unit is None or p.unit is None
        ]
        for post in same:
            if holders and post.holders and not {h.name for h in post.holders} & set(holders):
                continue
            if (
                post.described
                and (post.duties or post.vacant and holders or vacant and post.holders)
                and (
                    holders and not post.holders or piece.marker is not None and post.sequence == piece.marker.sequence
                )
            ):
                continue
            if not post.described:
                post.passages[:] = [passage]
                post.described = True
            if post.unit is None:
                post.unit = unit
            self.known_titles.add(post.title)
            return post
        post = self.drafts.new_post(organization, title, passage, unit)
        post.described = True
        self.known_titles.add(title)
        return post

    def _unit_of(self, title: str, piece: Piece) -> str | None:
        named = unit_in_title(title)
        if named is not None and (self.unit is None or self.unit.name != named):
            known = self.drafts.find_unit(self.organization.key, named)
            if known is not None:
                return known.key
            if self.unit is None or self.unit_depth == 0 or not self._inside_unit(piece):
                if is_organization(named) and self.organization.name is not None and named in self.organization.name:
                    return self.unit.key if self.unit is not None else None
                return self.drafts.unit(
                    self.organization.key, named, piece.passage(), self.unit.key if self.unit is not None else None
                ).key
        return self.unit.key if self.unit is not None else None

    def _inside_unit(self, piece: Piece) -> bool:
        return self.unit is not None and piece.marker is not None and piece.marker.depth > self.unit_depth

    def _is_sibling(self, piece: Piece) -> bool:
        """A short name in a sequence whose other members are headings of posts."""
        marker = piece.marker
        if marker is None or marker.sequence not in self.post_sequences or marker.sequence == self.list_sequence:
            return False
        word = piece.shape.strip(" :")
        return (
            2 <= len(word) <= 8
            and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", word) is not None
            and kind_of(word) is None
            and not is_unit(word)
            and not prose.starts_like_duty(word)
            and word[-1] not in "类性的等"
        )

    def _is_group(self, piece: Piece, after: Piece | None) -> bool:
        """A short numbered or styled heading that names neither post nor unit."""
        if piece.level and len(piece.shape) <= 30:
            return True
        marker = piece.marker
        if marker is None or len(piece.shape) > 24 or piece.shape.endswith(_END) or after is None or "," in piece.shape:
            return False
        if marker.family not in ("cn", "pcn", "art", "dec2", "dec3", "sp", "ar"):
            return False
        nested = (
            after.marker is not None
            and after.marker.sequence != marker.sequence
            and (after.marker.value == 1 or after.marker.family == "bullet")
        )
        if marker.family == "ar":
            return (
                nested
                and after.marker is not None
                and after.marker.depth > marker.depth
                and after.marker.family != "ar"
            )
        return (
            nested
            or marker.family in ("cn", "art")
            and self.owner is None
            and after.marker is None
            and len(piece.shape) <= 12
        )

    def _open_group(self, piece: Piece) -> None:
        depth = piece.marker.depth if piece.marker is not None else 0
        self.drafts.mark(piece.passage())
        if piece.marker is not None:
            self.group_sequences.add(piece.marker.sequence)
        if self.owner is not None and piece.marker is not None and depth <= self.owner_depth:
            self._leave(piece)
            return
        if piece.level and self.field not in ("duties", "unit-duties"):
            self.owner, self.field = None, None
            return
        if self.owner is None:
            self.pending = None
            self.field = None
            return
        if self.field is None:
            self.field = "duties"
        self.list_sequence = -1

    def _leave(self, piece: Piece) -> None:
        """A heading of the same rank as the owner's ends the owner's section."""
        depth = piece.marker.depth if piece.marker is not None else 0
        self.owner = self.subject = None
        self.field = None
        self.owner_depth = 0
        if self.unit is not None and 0 < self.unit_depth and depth <= self.unit_depth:
            self.unit, self.unit_depth = None, 0

    # ---- fields

    def _take_wanted(self, piece: Piece) -> bool:
        """The value of a label that stood alone; False where the piece is not a value."""
        assert self.want is not None
        kind, label = self.want
        self.want = None
        shape = piece.shape.strip(" :")
        if piece.marker is not None or kind_of(shape) is not None and not (is_post(shape) and kind == "post"):
            return False
        lead, parts = split_fields(piece, False)
        if parts or len(shape) > 60:
            return False
        if kind in (
            "post",
            "unit",
            "holder",
            "superior",
            "subordinate",
            "headcount",
            "organization",
            "parent-unit",
            "phone",
            "mail",
            "place",
            "ignore",
        ):
            self._take_value(kind, label, piece)
            return True
        return False

    def _take_field(self, part: FieldPart, piece: Piece, lone_line: bool = False) -> None:
        value = part.value
        if part.name is not None:
            self._switch_owner(part.name, piece)
        if (
            part.kind == "ignore"
            and lone_line
            and self.cell_mode
            and piece.marker is None
            and not piece.shape.endswith(":")
        ):
            self.want = (part.kind, part.label)
            self.drafts.mark(piece.passage())
            return
        if part.kind in _BODIES:
            self.drafts.mark(piece.passage())
            if part.kind == "qualification-part":
                if value.text:
                    self._add_trait("qualification", value, f"{part.label}:{value.text}")
                    self.field, self.part = "qualification", None
                else:
                    self.field, self.part = "qualification", part.label
                self.list_sequence = -1
                return
            if (
                part.kind == "duties"
                and lone_line
                and self.field == "duties"
                and self.owner is None
                and self.pending is None
            ):
                pass
            self._set_field(part.kind)
            if value.text and not is_empty(value.shape):
                self._take_body(value, None, inline=True)
            return
        if part.kind in ("document", "posts-of"):
            return
        if value.text:
            self._take_value(part.kind, part.label, value)
        elif lone_line or not value.text:
            self.want = (part.kind, part.label) if self.cell_mode or lone_line else None
            if part.kind == "subordinate":
                self.field = "subordinate" if lone_line and not self.cell_mode else self.field

    def _set_field(self, kind: str) -> None:
        self.field = "duties" if kind == "document" else kind
        self.part = None
        self.list_sequence = -1
        self.topic_item = -1
        if kind == "unit-duties":
            if self.unit is not None:
                self.owner, self.owner_depth, self.field = self.unit, self.unit_depth, "duties"
                self.subject = None
            elif not isinstance(self.owner, UnitDraft):
                self.field = "duties"
            else:
                self.field = "duties"
        elif kind in ("post-list", "unit-list") and isinstance(self.owner, UnitDraft):
            pass

    def _switch_owner(self, name: str, piece: Piece) -> None:
        if is_post(name):
            if not (isinstance(self.owner, PostDraft) and fold(self.owner.title) == fold(name)):
                self._open_post(Heading("post", name), piece, piece.marker.depth if piece.marker else 0)
        elif is_unit(name):
            self._open_unit(Heading("unit", name), piece, 0)

    def _take_value(self, kind: str, label: str, value: Piece) -> None:
        text = value.text.strip(" :：。;；,，")
        shape = value.shape.strip(" :。;,")
        passage = value.passage()
        self.drafts.mark(passage)
        if is_empty(shape):
            return
        if kind == "post":
            self._name_post(shape, value)
        elif kind == "unit":
            self._name_unit(shape, value)
        elif kind == "organization":
            if is_organization(shape) or shape.endswith(("公司", "集团")) and len(shape) > 3:
                if self.owner is None:
                    self.name_organization(text, value)
            elif is_unit(shape):
                self._name_unit(shape, value)
        elif kind == "parent-unit":
            if self.unit is not None and is_unit(shape):
                self.unit.parent = self.drafts.unit(self.organization.key, shape, passage).key
        elif kind == "holder":
            self._take_holders(shape, value)
        elif kind in ("superior", "subordinate"):
            self._take_relation(kind, label, value)
        elif kind == "headcount":
            match = re.search(r"\d{1,4}|[一二两三四五六七八九十]{1,3}", shape)
            if match and isinstance(self._the_owner(value), PostDraft):
                owner = self._the_owner(value)
                if isinstance(owner, PostDraft):
                    owner.headcount = number_of(match.group())
        elif kind in ("phone", "mail", "place"):
            self._take_contact(kind, shape)

    def _name_post(self, shape: str, value: Piece) -> None:
        names = split_names(shape)
        title, count = split_count(names[0] if names else shape)
        title = re.sub(r"\([^()]*\)$", "", title) if is_post(re.sub(r"\([^()]*\)$", "", title)) else title
        holder: HolderFact | None = self.last_person
        if len(title) > 20 or len(title) < 2:
            return
        current = self.owner
        if (
            isinstance(current, PostDraft)
            and fold(current.title) != fold(title)
            and not current.duties
            and not current.holders
            and current.described
            and self.field is None
            and (fold(current.title).endswith(fold(title)) or fold(title).endswith(fold(current.title)))
        ):
            if fold(title) not in {fold(a) for a in current.aliases}:
                current.aliases.append(title)
            return
        keep = self.unit
        post = self._post_for(title, value)
        self.unit = keep
        if post is not current:
            self.field, self.part = None, None
            self.list_sequence = -1
        self.pending = None
        self.owner, self.subject = post, post
        if post is not current:
            self.owner_depth = 0
        if count is not None:
            post.headcount = count
        if holder is not None:
            post.holders.append(holder)
            self.last_person = None

    def _name_unit(self, shape: str, value: Piece) -> None:
        names = [n for n in split_names(shape) if len(n) <= 18]
        organization, rest = split_organization(shape)
        if organization is not None and rest and is_unit(rest):
            names = [rest]
        if not names or not re.search(r"[\u4e00-\u9fffA-Za-z]", names[0]):
            return
        unit = self.drafts.unit(self.organization.key, names[0], value.passage())
        owner = self.owner
        if isinstance(owner, PostDraft) and owner.described:
            owner.unit = unit.key
        elif isinstance(owner, PostDraft):
            owner.unit = unit.key
        if self.unit is None or isinstance(owner, PostDraft) or owner is None:
            self.unit, self.unit_depth = unit, 0

    def _take_holders(self, shape: str, value: Piece) -> None:
        owner = self._the_owner(value)
        if is_vacant(shape):
            if isinstance(owner, PostDraft):
                owner.vacant = True
            return
        for name in split_names(shape):
            name = re.sub(r"\([^()]*\)", "", name).replace(" ", "")
            if not is_person(name):
                continue
            if isinstance(owner, PostDraft) and (
                not owner.holders or owner.duties == 0 and len(split_names(shape)) > 1
            ):
                self._add_holder(owner, name, value.passage())
            elif isinstance(owner, UnitDraft):
                self._hold_unit(owner, name, value)
            else:
                self.last_person = HolderFact(name, value.passage())

    def _add_holder(self, post: PostDraft, name: str, passage: Passage) -> None:
        if name not in {h.name for h in post.holders}:
            post.holders.append(HolderFact(name, passage))
            self.drafts.mark(passage)

    def _take_contact(self, kind: str, shape: str) -> None:
        owner = self.owner
        if isinstance(owner, PostDraft) and owner.holders:
            holder = owner.holders[-1]
            phone = _PHONE.search(shape) if kind == "phone" else None
            mail = _MAIL.search(shape) if kind in ("mail", "phone") else None
            owner.holders[-1] = HolderFact(
                holder.name, holder.passage, phone.group() if phone else holder.phone, mail.group() if mail else holder.mail,
                shape if kind == "place" else holder.place, holder.original,
            )  # fmt: skip

    def _take_relation(self, kind: str, label: str, value: Piece) -> None:
        owner = self._the_owner(value)
        if owner is None:
            return
        passage = value.passage()
        for name in split_names(value.shape):
            name = re.sub(r"\([^()]*\)", "", name).strip()
            name, count = split_count(name)
            if is_person(name) and not is_post(name):
                continue
            if (
                is_vague(name)
                and name not in ("总部",)
                or not 2 <= len(name) <= 18
                or re.search(r"\d{2,}|全体|以下|所有|人员$", name)
                and not is_post(name)
            ):
                continue
            if re.match(r"^[\d一二三四五六七八九十]+$", name):
                continue
            other = self.resolve(name, passage, near=self.unit.key if self.unit is not None else None)
            if other is None:
                continue
            if kind == "superior":
                self.drafts.add_line(owner.key, other.key, passage, label)
            else:
                self.drafts.add_line(other.key, owner.key, passage, label, from_superior=True)
                if isinstance(other, PostDraft):
                    if count is not None and other.headcount is None:
                        other.headcount = count
                    if other.unit is None and isinstance(owner, PostDraft) and not other.described:
                        other.unit = owner.unit

    def resolve(self, name: str, passage: Passage, near: str | None = None) -> PostDraft | UnitDraft | None:
        """The post or unit of that name, made as a mention where it is new."""
        organization = self.organization.key
        posts = self.drafts.posts_titled(organization, name)
        if posts:
            return next((p for p in posts if p.unit == near), posts[0])
        unit = self.drafts.find_unit(organization, name)
        if unit is not None:
            return unit
        if is_unit(name) and not is_post(name):
            return self.drafts.unit(organization, name, passage)
        if is_rank(name) and self.unit is not None:
            inside = [
                p
                for p in self.drafts.posts
                if p.organization == organization and p.unit == self.unit.key and p.title.endswith(name)
            ]
            if len(inside) == 1 and inside[0].title == self.unit.name + name:
                return inside[0]
        if re.search(r"[,。;:!?\"“”]", name):
            return None
        return self.drafts.mention_post(organization, name, passage)

    def _the_owner(self, piece: Piece) -> PostDraft | UnitDraft | None:
        """The owner of a fact, made from the pending heading where only that is known."""
        if self.owner is None and self.pending is not None:
            name, where, heading = self.pending
            self.pending = None
            if heading.kind == "weak" and is_unit(name):
                self.owner = self.drafts.unit(self.organization.key, name, where.passage())
            else:
                depth = self.owner_depth
                self._keep_field(heading, where, depth)
        return self.owner

    def _keep_field(self, heading: Heading, where: Piece, depth: int) -> None:
        field, sequence = self.field, self.list_sequence
        self._open_post(heading, where, depth)
        self.field, self.list_sequence = field, sequence

    # ---- bodies

    def _take_body(self, piece: Piece, after: Piece | None, inline: bool = False) -> None:
        """An item or a stretch of prose in the open field."""
        field = self.field
        if field == "ignore":
            return
        if field in ("post-list", "unit-list"):
            self._take_list(piece, field)
            return
        if field == "subordinate":
            self._take_relation("subordinate", "下属", piece)
            if piece.marker is None:
                self.field = None
            return
        if field in _TRAITS:
            self._take_trait(piece)
            return
        if field == "summary":
            if self.owner is not None or self.pending is not None:
                self._take_summary(piece, after)
            return
        if self.owner is None and self.pending is None:
            self._take_prose(piece)
            return
        if field is None:
            if self._is_lead_in(piece):
                self.field = "duties"
                self._take_reports(piece)
                self.drafts.mark(piece.passage())
                return
            if piece.marker is None and not inline and not self._unmarked_duty(piece, after):
                self._take_prose(piece)
                return
        self._take_duty(piece, after, inline)

    def _is_lead_in(self, piece: Piece) -> bool:
        return piece.marker is None and piece.shape.endswith((":", "如下", "如下。")) and len(piece.shape) <= 80

    def _unmarked_duty(self, piece: Piece, after: Piece | None) -> bool:
        if isinstance(self.owner, UnitDraft):
            return prose.starts_like_duty(piece.shape)
        return prose.starts_like_duty(piece.shape) and not (after is not None and after.marker is not None and False)

    def _take_summary(self, piece: Piece, after: Piece | None) -> None:
        self._the_owner(piece)
        self.drafts.mark(piece.passage())
        self._take_reports(piece)

    def _take_trait(self, piece: Piece) -> None:
        owner = self._the_owner(piece)
        if owner is None:
            return
        kind = _TRAITS[self.field or ""]
        if piece.marker is None and prose.is_closing(piece.shape):
            return
        if piece.marker is None and piece.starts_line and len(piece.shape) > 40 and is_post(piece.shape[:6]):
            return
        self._add_trait(kind, piece, f"{self.part} {piece.text}" if self.part and piece.marker is None else piece.text)
        self.part = None if piece.marker is None else self.part

    def _add_trait(self, kind: str, piece: Piece, statement: str) -> None:
        owner = self._the_owner(piece)
        if owner is not None and not is_empty(piece.shape):
            self.drafts.add_trait(owner, kind, statement.strip(), piece.passage())  # type: ignore[arg-type]

    def _take_list(self, piece: Piece, field: str) -> None:
        """Posts or units that are listed, with their number where it is given."""
        passage = piece.passage()
        for name in split_names(piece.shape):
            name = re.sub(r"^(?:设|配备|包括|有)", "", name)
            name, count = split_count(name)
            if count is None:
                name, count = prose._count_first(name)
            name = re.sub(r"\([^()]*\)$", "", name)
            if field == "unit-list":
                if is_unit(name):
                    self.drafts.unit(self.organization.key, name, passage)
            elif (
                is_post(name)
                or 2 <= len(name) <= 10
                and (count is not None or len(split_names(piece.shape)) > 3)
                and not is_unit(name)
                and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", name)
            ):
                post = self.drafts.mention_post(
                    self.organization.key, name, passage, self.unit.key if self.unit is not None else None
                )
                post.listed = True
                self.known_titles.add(name)
                if count is not None and post.headcount is None:
                    post.headcount = count

    def _take_duty(self, piece: Piece, after: Piece | None, inline: bool = False) -> None:
        marker = piece.marker
        if marker is None and not inline and self.list_sequence != -1 and self._after_list(piece):
            return
        owner = self._the_owner(piece)
        if owner is None:
            return
        if marker is not None:
            self.list_sequence = marker.sequence
            if is_empty(piece.shape):
                return
            topic = (
                marker.family != "bullet"
                and len(piece.shape) <= 18
                and not piece.shape.endswith(_END)
                and after is not None
                and after.marker is None
                and after.starts_line
                and after.cells is None
                and len(after.shape) > 8
                and self._plain(after)
            )
            if topic and (
                marker.value <= 1 or self.topic_item == marker.sequence or marker.sequence in self.group_sequences
            ):
                self.topic_item = marker.sequence
            elif not topic and self.topic_item == marker.sequence and len(piece.shape) > 18:
                self.topic_item = -1
            self._state(owner, piece)
            return
        if self._is_lead_in(piece) and not inline:
            self.drafts.mark(piece.passage())
            return
        for sentence in prose.split_sentences(piece):
            if prose.is_closing(sentence.shape) and not inline:
                continue
            if isinstance(owner, UnitDraft) and self._take_prose_sentence(sentence, owner):
                continue
            if (
                isinstance(owner, PostDraft)
                and sentence.shape.startswith(owner.title)
                and not prose.is_duty(sentence.shape, owner.title)
            ):
                self.drafts.mark(sentence.passage())
                self._take_reports(sentence, owner)
                continue
            self._state(owner, sentence)

    def _plain(self, piece: Piece) -> bool:
        heading = read_heading(piece)
        return (
            self._lone_label(piece) is None
            and (heading is None or heading.kind in ("label",) and False)
            and not split_fields(piece, False)[1]
        )

    def _after_list(self, piece: Piece) -> bool:
        """Unmarked text behind the items of a list: more of a heading-like item, a closing word, or nothing to keep."""
        if self.topic_item == self.list_sequence and self.drafts.duties:
            self.drafts.extend_duty(piece.text, piece.passage())
            return True
        if prose.is_closing(piece.shape):
            return True
        if prose.starts_like_duty(piece.shape) and not piece.shape.startswith("按"):
            return False
        self._take_prose(piece)
        return True

    def _state(self, owner: PostDraft | UnitDraft, piece: Piece) -> None:
        statement = piece.text.strip()
        if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", statement) or is_empty(statement):
            return
        passage = piece.passage()
        self.drafts.add_duty(owner, statement, passage)
        self._take_reports(piece, owner)

    def _take_reports(
        self, piece: Piece, owner: PostDraft | UnitDraft | None = None, upwards_only: bool = True
    ) -> None:
        """Reporting lines that a sentence about the owner states."""
        owner = owner or self._the_owner(piece)
        if owner is None:
            return
        passage = piece.passage()
        for report in prose.read_reports(piece.shape):
            if report.upwards:
                for name in report.names:
                    if fold(name) == fold(owner.title if isinstance(owner, PostDraft) else owner.name):
                        continue
                    other = self.resolve(name, passage, owner.unit if isinstance(owner, PostDraft) else None)
                    if other is not None:
                        self.drafts.add_line(owner.key, other.key, passage, report.word, report.confidence)
            else:
                for name, count in zip(report.names, report.counts, strict=True):
                    other = self.resolve(name, passage, owner.unit if isinstance(owner, PostDraft) else None)
                    if other is None:
                        continue
                    self.drafts.add_line(
                        other.key, owner.key, passage, report.word, report.confidence, from_superior=True
                    )
                    if isinstance(other, PostDraft):
                        self.known_titles.add(name)
                        if count is not None:
                            other.headcount = other.headcount or count

    # ---- prose

    def _take_prose(self, piece: Piece) -> None:
        """A paragraph outside any field: each sentence is about the post that it names, or the one named before."""
        if piece.marker is not None and piece.marker.family == "bullet":
            return
        goes_on = False
        for sentence in prose.split_sentences(piece):
            subject = self.subject
            if (
                not self._take_prose_sentence(sentence, None)
                and goes_on
                and subject is not None
                and not prose.is_closing(sentence.shape)
            ):
                self._state_prose(subject, sentence)  # behind a semicolon it is still about the same post
            else:
                goes_on = (
                    bool(self.drafts.duties)
                    and self.subject is not None
                    and self.drafts.duties[-1].owner == self.subject.key
                )
            goes_on = goes_on and sentence.shape.endswith(";")

    def _take_prose_sentence(self, sentence: Piece, unit: UnitDraft | None) -> bool:
        """Read one sentence of prose; True where it belongs to somebody else than `unit`."""
        shape = sentence.shape
        start = prose.strip_connective(shape)
        body = shape[start:]
        listed = prose.read_set_up(shape)
        if listed:
            where = unit or self.unit
            named = prose.read_set_up_unit(shape)
            if named is not None and unit is None:
                if self.organization.name is None and is_organization(named):
                    self.name_organization(named, sentence)
                elif self.organization.name is None or fold(named) != fold(self.organization.name):
                    where = self.unit = self.drafts.unit(self.organization.key, named, sentence.passage())
            for name, count in listed:
                post = self.drafts.mention_post(
                    self.organization.key, name, sentence.passage(), where.key if where is not None else None
                )
                if where is not None and post.unit != where.key:
                    post = self.drafts.new_post(self.organization.key, name, sentence.passage(), where.key)
                post.described = True
                post.headcount = count if post.headcount is None else post.headcount
                self.known_titles.add(name)
            return True
        if prose.is_closing(body):
            return False
        title = prose.subject_post(body, self.known_titles)
        post: PostDraft | None = None
        held = prose.read_holders(body, title)
        for held_title, name in held:
            holder_post = self._prose_post(held_title, sentence, unit)
            holder_post.described = True
            self._add_holder(holder_post, name, sentence.passage())
            if title is None:
                title, post = held_title, holder_post
        if post is not None:
            pass
        elif title is not None:
            post = self._prose_post(title, sentence, unit)
        elif prose.starts_with_pronoun(body) and self.subject is not None:
            post = self.subject
        if post is None:
            if unit is None:
                name = prose.subject_unit(
                    body, [u.name for u in self.drafts.units if u.organization == self.organization.key]
                )
                if name is not None:
                    self.unit = self.drafts.unit(self.organization.key, name, sentence.passage())
                    self._state(self.unit, sentence)
                    return True
                if isinstance(self.owner, PostDraft):
                    self._take_reports(sentence, self.owner)
            return False
        self.subject = post
        duty = prose.is_duty(shape, title)
        if duty and (title is not None or prose.starts_with_pronoun(body)):
            post.described = True
            self._state_prose(post, sentence)
        else:
            post.described = True
            if prose.is_qualification(body, title):
                self.drafts.add_trait(post, "qualification", sentence.text, sentence.passage())
            self._take_reports(sentence, post)
            self.drafts.mark(sentence.passage())
        return True

    def _state_prose(self, post: PostDraft, sentence: Piece) -> None:
        self.drafts.add_duty(post, sentence.text, sentence.passage(), 0.9)
        self._take_reports(sentence, post)

    def _prose_post(self, title: str, sentence: Piece, unit: UnitDraft | None) -> PostDraft:
        key = (unit or self.unit).key if (unit or self.unit) is not None else None  # type: ignore[union-attr]
        same = self.drafts.posts_titled(self.organization.key, title)
        found = next((p for p in same if p.unit == key), same[0] if same and key is None else None)
        if found is None and same and not is_rank(title):
            found = same[0]
        if found is None and unit is not None and is_rank(title):
            found = next((p for p in self.drafts.posts_titled(self.organization.key, unit.name + title)), None)
        if found is None:
            found = self.drafts.new_post(self.organization.key, title, sentence.passage(), key)
        if not found.described and not found.duties:
            found.passages[:] = [sentence.passage()]
        self.known_titles.add(title)
        return found
