"""Fields on the walk: labels with their values, in the same piece or in the next."""

import re

from nlp.documents.blocks import Piece
from nlp.documents.brackets import read_brackets
from nlp.documents.counts import number_of, split_count
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.facts import HolderFact, Passage
from nlp.documents.fields import FieldPart, split_fields, split_names
from nlp.documents.headings import Heading
from nlp.documents.labels import is_empty, kind_of
from nlp.documents.naming import read_aliases
from nlp.documents.people import read_people
from nlp.documents.titles import (
    is_organization,
    is_person,
    is_post,
    is_unit,
    is_vacant,
)
from nlp.documents.twins import chinese_half
from nlp.documents.walk_contacts import Contacts
from nlp.documents.walk_state import BODIES
from nlp.text import fold

#: Labels whose value may stand on the next line.
_WITH_VALUE = frozenset(
    ["post", "unit", "holder", "superior", "subordinate", "headcount", "organization", "alias", "parent-unit", "phone",
     "mail", "place", "ignore"]
)  # fmt: skip
#: Labels whose value says nothing where it is not known of whom.
_OF_SOMEBODY = frozenset(["superior", "subordinate", "headcount"])
#: Java 工程师
_LATIN_FIRST = re.compile(r"^([A-Za-z+#.]{2,12})\s+(?=[\u4e00-\u9fff]{2,12}$)")
#: A value of at most so many letters is all that its label announces.
_SHORT = 60
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_HEADCOUNT = re.compile(r"\d{1,4}|[一二两三四五六七八九十]{1,3}")
_DEPARTMENT_ENDINGS = ("部", "科", "处", "室", "组", "班", "队", "车间", "办")


def _label_of(part: FieldPart, piece: Piece) -> Passage:
    """Where the label of a field with a long value stands: what is left of it in `piece`, before the value."""
    at = piece.shape.find(part.value.shape) if part.value.shape else -1
    at = len(piece.shape) if at == -1 else at
    return piece.part(max(piece.text.rfind(part.label, 0, at), 0), at).passage()


class Fields(Contacts):
    """Reads labels and their values."""

    def _take_wanted(self, piece: Piece) -> bool:
        """The value of a label that stood alone; False where the piece is not a value."""
        assert self.want is not None
        kind, label = self.want
        self.want = None
        shape = piece.shape.strip(" :")
        if (
            piece.marker is not None
            or kind_of(shape) is not None
            and not (is_post(shape) and kind == "post" or is_unit(shape) and kind == "unit")
        ):
            return False
        _, parts = split_fields(piece, False)
        if parts or len(shape) > 60:
            return False
        if kind in _WITH_VALUE:
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
            self.drafts.mark_heading(piece.passage())
            return
        if part.kind in BODIES:
            self.drafts.mark_heading(piece.passage(), None if part.kind == "ignore" else _label_of(part, piece))
            if part.kind == "qualification-part":
                if value.text:
                    self._add_trait("qualification", value, f"{part.label}:{value.text}")
                    self.field, self.part = "qualification", None
                else:
                    self.field, self.part = "qualification", part.label
                self.list_sequence = -1
                return
            self._set_field(part.kind)
            if value.text and not is_empty(value.shape):
                self._take_body(value, None, inline=True)
                self.trait_told = True
                if part.kind == "ignore" and self.owner is None and self.pending is None and len(value.shape) <= _SHORT:
                    self.field = None  # 记录:某某 on top of a document: what follows is its text
            return
        if part.kind in ("document", "posts-of"):
            self.drafts.mark_heading(piece.passage())
            return
        if part.kind == "sentence":
            self.field = "duties"
            left = self._introduced(value)
            if left is not None:
                self._take_body(left, None, inline=True)
            return
        if value.text:
            self._take_value(part.kind, part.label, value)
        else:
            self.drafts.mark_heading(piece.passage())
            self.want = (part.kind, part.label) if self.cell_mode or lone_line else None
            if part.kind == "subordinate":
                self.field = "subordinate" if lone_line and not self.cell_mode else self.field

    def _switch_owner(self, name: str, piece: Piece) -> None:
        if is_post(name):
            if not (isinstance(self.owner, PostDraft) and fold(self.owner.title) == fold(name)):
                self._open_post(Heading("post", name), piece, piece.marker.depth if piece.marker else 0)
        elif is_unit(name):
            self._open_unit(Heading("unit", name), piece, 0)

    def _take_value(self, kind: str, label: str, value: Piece) -> None:
        value = chinese_half(kind, label, value)
        text = value.text.strip(" :：。;；,，")
        shape = value.shape.strip(" :。;,")
        if " " in shape and all(len(word) == 1 for word in shape.split()):
            shape = "".join(shape.split())  # 客 房 主 管
        passage = value.passage()
        if kind in _OF_SOMEBODY and self.owner is None and self.pending is None and not is_empty(shape):
            return  # whose it is was not understood, so the line was not
        self.drafts.mark_field(passage, label, self.owner.key if self.owner is not None else None)
        if is_empty(shape):
            return
        if kind == "post":
            self._name_post(shape, value)
        elif kind == "unit" and is_post(shape) and not is_unit(shape):
            self._take_relation("superior", label, value)  # 隶属:护理部主任
        elif kind == "unit":
            self._name_unit(shape, value)
        elif kind == "organization":
            # What a form calls the 单位 is the organization, unless its ending can only be a department's.
            if is_organization(shape) or len(shape) > 3 and not shape.endswith(_DEPARTMENT_ENDINGS):
                if self.owner is None or self.organization.name is None:
                    self.name_organization(text, value)
                    self.organization.evidence = "field"
            elif is_unit(shape):
                self._name_unit(shape, value)
        elif kind == "alias":
            self._take_alias(text)
        elif kind == "parent-unit":
            if self.unit is not None and is_unit(shape):
                self.unit.parent = self.drafts.unit(self.organization.key, shape, passage, evidence="field").key
        elif kind == "holder":
            self._take_holders(shape, value)
        elif label.startswith("隶属") and is_unit(shape) and not is_post(shape):
            self._name_unit(shape, value)
        elif kind in ("superior", "subordinate"):
            self._take_relation(kind, label, self._without_clauses(value))
        elif kind == "headcount":
            match = _HEADCOUNT.search(shape)
            owner = self._the_owner(value) if match else None
            if match and isinstance(owner, PostDraft):
                owner.headcount = number_of(match.group())
                for name in read_people(shape).names if "(" in shape else ():  # 2人(卜一鸣、一人待定)
                    self._add_holder(owner, name, passage, "field")
        elif kind in ("phone", "mail", "place"):
            self._take_contact(kind, shape)

    def _take_alias(self, text: str) -> None:
        """Other names of the post whose fields are being read, or of the organization before any post is spoken of."""
        owner = self.owner
        if isinstance(owner, PostDraft):
            owner.aliases += read_aliases(text, [owner.title, *owner.aliases]) if not owner.duties else []
        elif all(u is None or fold(u.name) == fold(self.organization.name or "") for u in (owner, self.unit)):
            names = [self.organization.name or "", *self.organization.aliases]
            self.organization.aliases += read_aliases(text, names)

    def _name_post(self, shape: str, value: Piece) -> None:
        shape = _LATIN_FIRST.sub(r"\1", shape)
        said = read_brackets(shape)
        names = split_names(said.kept if said.holders or said.vacant or said.count is not None else shape)
        title, count = split_count(names[0] if names else shape)
        count = count if count is not None else said.count
        bare = _LAST_BRACKET.sub("", title)
        title = bare if is_post(bare) else title
        holder: HolderFact | None = self.last_person
        if not 2 <= len(title) <= (40 if title.isascii() else 20):
            return
        current = self.owner
        if (
            isinstance(current, PostDraft)
            and fold(current.title) != fold(title)
            and not current.duties
            and not current.holders
            and current.described
            and self.field in (None, "ignore")
            and (fold(current.title).endswith(fold(title)) or fold(title).endswith(fold(current.title)))
        ):
            self.drafts.rename_post(current, title)
            current.evidence = "field"
            return
        keep = self.unit
        post = self._post_for(title, value, said.holders, said.vacant, "field")
        self.unit = keep
        post.vacant = post.vacant or said.vacant
        for name in said.holders:
            self._add_holder(post, name, value.passage(), "field")
        if post is not current:
            self.field, self.part = None, None
            self.list_sequence = -1
        self.pending = None
        self.owner, self.subject = post, post
        if post is not current:
            self.owner_depth = self.owner_level = 0
        if count is not None:
            post.headcount = count
        if holder is not None:
            post.holders.append(holder)
            self.last_person = None

    def _take_holders(self, shape: str, value: Piece) -> None:
        owner = self._the_owner(value)
        if is_vacant(shape):
            if isinstance(owner, PostDraft):
                owner.vacant = True
            return
        words = shape.split()
        if (
            len(words) == 2
            and is_post(words[0])
            and is_person(words[1])
            or len(words) == 2
            and is_person(words[0])
            and is_post(words[1])
        ):
            title, name = words if is_post(words[0]) else reversed(words)
            post = self.drafts.mention_post(
                self.organization.key, title, value.passage(), self.unit.key if self.unit is not None else None, "field"
            )
            self._add_holder(post, name, value.passage(), "field")
            return
        told = read_people(shape)
        if isinstance(owner, PostDraft):
            owner.headcount = owner.headcount if told.number is None else told.number
            owner.vacant = owner.vacant or told.vacant
        for name in told.names:
            if isinstance(owner, PostDraft) and (not owner.holders or owner.duties == 0 and len(told.names) > 1):
                self._add_holder(owner, name, value.passage(), "field")
            elif isinstance(owner, UnitDraft):
                self._hold_unit(owner, name, value)
            else:
                self.last_person = HolderFact(name, value.passage(), evidence=("field",))
