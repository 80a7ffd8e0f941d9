"""Walks through the pieces of a document and keeps whose they are: organization, unit, post, field."""

import re

from nlp.documents import appointing, subjects
from nlp.documents.blocks import Piece
from nlp.documents.brackets import read_brackets, read_contacts
from nlp.documents.drafts import PostDraft
from nlp.documents.fields import FieldPart, split_fields
from nlp.documents.headings import Heading, read_heading
from nlp.documents.labels import kind_of
from nlp.documents.titles import is_post
from nlp.documents.walk_establishing import Establishing
from nlp.documents.walk_state import BODIES
from nlp.text import fold

_PART = re.compile(r"(?:第[^第篇部编]{1,4}(?:篇|部分|编)|篇[一二三四五六七八九十]{1,3})\s*[:：、. ]*$")


def _with_marker(piece: Piece) -> str:
    """A section's heading with its number, which tells sections of one name apart."""
    span = piece.spans[0]
    marker = _PART.search(span.line.text[: span.start])
    return ((marker.group() if marker else "") + piece.text).strip(" :：")


class Walker(Establishing):
    """Tells headings from fields and items, by where they stand and what follows."""

    def take(self, piece: Piece, after: Piece | None) -> None:
        """One piece with the one that follows it."""
        if piece.marker is not None and piece.marker.family == "part":
            self.open_section(piece)
            return
        if piece.marker is not None and self.owner is not None and piece.marker.depth < self.owner_depth:
            self._leave(piece)
        if piece.marker is not None and piece.marker.sequence == self.told_article and self._has_duties():
            self._leave(piece)
        inside = (
            piece.marker is not None
            and self.field in ("duties", "unit-duties")
            and piece.marker.sequence == self.list_sequence
        )
        if self.want is not None and self._take_wanted(piece):
            return
        if self._take_listed(piece) or self._establish(piece, after):
            return
        lone = self._lone_label(piece)
        if lone == "document" and (piece.level or piece.marker is not None):
            self._open_group(piece)
            return
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
            and parts[0].kind not in BODIES
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

    def _has_duties(self) -> bool:
        return isinstance(self.owner, PostDraft) and self.owner.duties > 0

    def _maybe_leave_by_label(self, piece: Piece, part: FieldPart) -> None:
        marker = piece.marker
        if marker is not None and part.kind == "ignore" and self.owner is not None and marker.depth <= self.owner_depth:
            self.owner, self.field = None, "ignore"

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
        self.drafts.mark_heading(piece.passage())
        if heading is None:
            return
        if heading.organization and not stated:
            self.name_organization(heading.organization, piece)
        if heading.kind in ("post", "weak") and heading.label:
            self.pending = (heading.name, piece, heading)
            self.field = "duties"
        elif heading.kind == "unit":
            self._open_unit(heading, piece, 0)

    def _has_facts(self, key: str) -> bool:
        return any(p.organization == key for p in self.drafts.posts) or any(
            u.organization == key for u in self.drafts.units
        )

    def _take_text(self, piece: Piece, after: Piece | None, following_label: str | None = None) -> None:
        several = self._read_several(piece, after) if after is not None else ()
        if several:
            self.owner = self.subject = self.pending = self.field = None
            self.owner_depth = 0
            self.list_sequence = -1
            self.known_titles.update(several)
            self.drafts.mark_heading(piece.passage())
            return
        if self._take_byline(piece):
            return
        heading = read_heading(piece)
        rest = self._behind_organization(piece, heading)
        if rest is not None:
            piece, heading = rest, read_heading(rest)
        if heading is not None and self._accept(heading, piece, after, following_label):
            self._open(heading, piece, after)
            return
        if self._is_sibling(piece):
            self._open(Heading("post", piece.text.strip(" :：")), piece, after)
            return
        if self._announces(piece):
            return
        if self._is_group(piece, after):
            self._open_group(piece)
            return
        self._take_body(piece, after)

    def _behind_organization(self, piece: Piece, heading: Heading | None) -> Piece | None:
        """What stands behind the organization's name in a title, where that is not read as one: 鹤鸣岭气象站|观测科."""
        name = self.organization.name
        if name is None or self.owner is not None or not piece.text.startswith(name):
            return None
        if heading is not None and (heading.organization or not heading.name.startswith(name[:2])):
            return None
        rest = piece.part(len(name), len(piece.text))
        if not rest.text or kind_of(rest.shape) is not None or not "\u4e00" <= rest.shape[0] <= "\u9fff":
            return None
        rest.marker, rest.starts_line, rest.level = piece.marker, piece.starts_line, piece.level
        self.drafts.mark(piece.passage())
        return rest

    def _announces(self, piece: Piece) -> bool:
        """A sentence that leads over to somebody's duties: 某主任对…负责,履行下列职责: opens that post's section."""
        shape = piece.shape
        if not shape.endswith((":", "如下", "如下。")) or not 8 <= len(shape) <= 90:
            return False
        if not any(word in shape[-16:] for word in ("职责", "任务", "工作", "责任", "如下", "下列", "以下")):
            return False
        said = read_brackets(shape)
        title = subjects.subject_post(said.kept, self.known_titles)
        if title is None:
            return False
        owner = self.owner
        if not (isinstance(owner, PostDraft) and fold(owner.title) == fold(title)):
            depth = piece.marker.depth if piece.marker is not None else 0
            heading = Heading("post", title, "duties", tuple(said.holders), said.vacant, said.count)
            self._open_post(heading, piece, depth)
        if isinstance(self.owner, PostDraft):
            for _, name in appointing.read_holders(shape, title):
                self._add_holder(self.owner, name, piece.passage())
            for name in appointing.read_holder_clauses(shape):
                self._add_holder(self.owner, name, piece.passage())
        self._set_field("duties")
        self.drafts.mark_heading(piece.passage())
        self._take_reports(piece)
        return True

    def _open(self, heading: Heading, piece: Piece, after: Piece | None) -> None:
        depth = piece.marker.depth if piece.marker is not None else 0
        self.want = None
        self.part = None
        self.topic_item = -1
        stated = self.organization.name
        inside = piece.level > 1 or piece.marker is not None
        if (
            heading.kind == "organization"
            and heading.label is None
            and inside
            and stated is not None
            and fold(heading.name) not in fold(stated)
        ):
            self._open_unit(Heading("unit", heading.name), piece, depth)  # a branch
            return
        if heading.organization and (stated is None or self.owner is None):
            self.name_organization(heading.organization, piece)
        stated = self.organization.name
        if (
            heading.kind == "unit"
            and stated is not None
            and fold(stated)
            in (
                fold(heading.name),
                fold((heading.organization or "") + heading.name),
            )
        ):
            self.drafts.mark_heading(piece.passage())
            return
        if heading.kind == "organization":
            self.drafts.mark_heading(piece.passage())
            self.owner, self.field = None, None
            return
        if heading.kind == "label":
            self.drafts.mark_heading(piece.passage())
            self._set_field(heading.label or "duties")
            if "," in piece.shape:
                self._take_reports(piece)  # 在…领导下工作,职责如下:
            return
        if heading.kind == "unit":
            self._open_unit(heading, piece, depth)
            if heading.rest is not None:
                self.owner = self.owner or self.unit
                self._take_rest(heading.rest, after)
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
                self.drafts.mark_heading(piece.passage())
                self._set_field(heading.label or "duties")
                return
            self.pending = (heading.name, piece, heading)
            self.owner, self.field = None, "duties" if heading.label in ("duties", "document") else heading.label
            self.owner_depth = depth
            return
        self._open_post(heading, piece, depth)
        field = self.field
        self._take_told(heading.told, piece)
        for bracket in heading.fields:
            contacts = read_contacts(bracket.shape)
            for kind, value in contacts:
                self._take_contact(kind, value)
            for part in split_fields(bracket, False)[1] if not contacts else ():
                self._take_field(part, piece)
        self.field = field
        if heading.rest is not None:
            self._take_rest(heading.rest, after)

    def _take_rest(self, rest: Piece, after: Piece | None) -> None:
        left = self._introduced(rest, bare=True)
        if left is None:
            return
        rest = left
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

    def _open_group(self, piece: Piece) -> None:
        depth = piece.marker.depth if piece.marker is not None else 0
        self.drafts.mark_heading(piece.passage())
        if piece.marker is not None:
            self.group_sequences.add(piece.marker.sequence)
        if self.owner is not None and piece.marker is not None and depth <= self.owner_depth:
            self._leave(piece)
            return
        if self._leave_level(piece):
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
