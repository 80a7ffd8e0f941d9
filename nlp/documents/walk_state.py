"""The state of the walk through a document: whose the pieces are, and how posts, units and people are opened."""

import re
from collections.abc import Sequence

from nlp.documents.blocks import Piece
from nlp.documents.certainty import qualify, surer
from nlp.documents.drafts import Drafts, OrganizationDraft, PostDraft, UnitDraft
from nlp.documents.facts import Evidence, HolderFact, Passage
from nlp.documents.headings import Heading
from nlp.documents.labels import kind_of, longest_label
from nlp.documents.titles import is_organization, is_person, is_post, is_rank, is_unit, unit_in_title
from nlp.text import fold

TRAITS = {kind: kind for kind in ("qualification", "authority", "work-condition")} | {
    "qualification-part": "qualification"
}

#: Words that are labels on a line of their own only with a colon.
_WITH_COLON = frozenset(
    ["place", "holder", "unit", "organization", "alias", "phone", "qualification-part", "headcount", "posts-of"]
)

BODIES = frozenset(["duties", "unit-duties", "summary", "ignore", "post-list", "unit-list", *TRAITS])


class WalkState:
    """Whose the pieces are; `drafts` holds what was found."""

    def __init__(self, drafts: Drafts, organization: OrganizationDraft, cell_mode: bool) -> None:
        self.drafts = drafts
        self.organization = organization
        self.cell_mode = cell_mode
        self.unit: UnitDraft | None = None
        self.unit_depth = 0
        self.owner: PostDraft | UnitDraft | None = None
        self.owner_depth = 0
        self.owner_level = 0  # of the styled heading that opened the owner
        self.pending: tuple[str, Piece, Heading] | None = None
        self.field: str | None = None
        self.part: str | None = None  # subfield of a qualification
        self.trait_told = False  # whether the open field's value stood beside its label
        self.want: tuple[str, str] | None = None  # a label whose value stands in the next piece
        self.list_sequence = -1  # sequence of the items that the open field is made of
        self.post_sequences: set[int] = set()
        self.group_sequences: set[int] = set()  # whose members are headings of groups of duties
        self.topic_item = -1  # sequence whose items are short headings with prose below
        self.told_article = -1  # sequence of the article that tells all duties of the owner
        self.last_person: HolderFact | None = None
        self.subject: PostDraft | None = None
        self.introduced: PostDraft | None = None  # whom a sentence of the paragraph introduced, and no more
        self.sections = 0
        self.known_titles: set[str] = set()

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
        self.drafts.mark_heading(piece.passage())

    def _hold_unit(self, unit: UnitDraft, name: str, piece: Piece) -> None:
        title = f"{unit.name}负责人"
        post = self.drafts.mention_post(self.organization.key, title, piece.passage(), unit.key)
        self._add_holder(post, name, piece.passage(), "heading")

    def _open_unit(self, heading: Heading, piece: Piece, depth: int) -> None:
        parent: str | None = None
        if (
            self.unit is not None
            and depth > self.unit_depth > 0
            and self.unit.organization == self.organization.key
            and fold(self.unit.name) != fold(heading.name)
        ):
            parent = self.unit.key
        *outer, name = heading.name.split("/") if all(map(is_unit, heading.name.split("/"))) else [heading.name]
        for whole in outer:  # 运行部/锅炉班
            parent = self.drafts.unit(self.organization.key, whole, piece.passage(), parent, "heading").key
        unit = self.drafts.unit(self.organization.key, name, piece.passage(), parent, "heading")
        self.unit, self.unit_depth = unit, depth
        self.pending = None
        self.subject = None
        self.owner, self.owner_depth, self.owner_level = unit, depth, piece.level
        self.list_sequence = -1
        if heading.label in ("posts-of", "document", "post-list"):
            self.owner, self.owner_depth = None, 0
            self.field = "post-list" if heading.label == "post-list" else None
        elif heading.label in ("duties", "unit-duties"):
            self.field = "duties"
        elif heading.label in BODIES:
            self.field = heading.label
        else:
            self.field = None
        for name in heading.holders:
            self._hold_unit(unit, name, piece)

    def _open_post(self, heading: Heading, piece: Piece, depth: int) -> None:
        titles = [t for t in heading.name.split("、") if not t.endswith("成员")] or [heading.name]
        evidence: Evidence = "heading" if heading.kind == "post" and is_post(titles[-1]) else "position"
        post = self._post_for(titles[-1], piece, heading.holders, heading.vacant, evidence)
        for other in (heading.name, *titles[:-1]) if "、" in heading.name else ():
            if other not in post.aliases:
                post.aliases.append(other)
        if piece.marker is not None:
            self.post_sequences.add(piece.marker.sequence)
            post.sequence = piece.marker.sequence
        self.owner, self.owner_depth, self.owner_level = post, depth, piece.level
        self.subject = post
        self.pending = None
        self.list_sequence = -1
        if heading.count is not None:
            post.headcount = heading.count
        if heading.vacant:
            post.vacant = True
        for name in heading.holders:
            self._add_holder(post, name, piece.passage(), "heading")
        label = heading.label
        self.field = None if label is None or label == "document" else "duties" if label == "unit-duties" else label

    def _post_for(
        self,
        title: str,
        piece: Piece,
        holders: Sequence[str] = (),
        vacant: bool = False,
        evidence: Evidence = "heading",
    ) -> PostDraft:
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
            current.evidence = surer(current.evidence, evidence)
            self.drafts.mark_post(passage, current)
            return current
        same = [
            p
            for p in self.drafts.posts_titled(organization, title)
            if p.unit == unit or unit is None or p.unit is None or not p.described
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
                self.drafts.mark(passage)
                post.described = True
                post.unit = unit or post.unit
            else:
                self.drafts.mark_post(passage, post)
            post.evidence = surer(post.evidence, evidence)
            if post.unit is None:
                post.unit = unit
            self.known_titles.add(post.title)
            return post
        post = self.drafts.new_post(organization, title, passage, unit, evidence)
        post.described = True
        self.known_titles.add(title)
        return post

    def _unit_of(self, title: str, piece: Piece) -> str | None:
        named = unit_in_title(title)
        if named is not None and (self.unit is None or not self.unit.name.startswith(named)):
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

    def _leave(self, piece: Piece) -> None:
        """A heading of the same rank as the owner's ends the owner's section."""
        depth = piece.marker.depth if piece.marker is not None else 0
        self.owner = self.subject = self.field = None
        self.owner_depth = 0
        if self.unit is not None and self.unit_depth > 0 and depth <= self.unit_depth:
            self.unit, self.unit_depth = None, 0

    def _leave_level(self, piece: Piece) -> bool:
        """Whether a styled heading ends the owner's section, and its unit's where it is of the first level."""
        if not piece.level or piece.level > max(1, self.owner_level):
            return False
        self.owner = self.subject = self.field = None
        self.owner_depth = self.owner_level = 0
        if piece.level == 1:
            self.unit, self.unit_depth = None, 0
        return True

    def _set_field(self, kind: str) -> None:
        self.field = "duties" if kind in ("document", "unit-duties") else kind
        self.part = None
        self.trait_told = False
        self.list_sequence = -1
        self.topic_item = -1
        if kind == "unit-duties" and self.unit is not None:
            self.owner, self.owner_depth = self.unit, self.unit_depth
            self.subject = None

    def _add_holder(self, post: PostDraft, name: str, passage: Passage, evidence: Evidence = "sentence") -> None:
        if name not in {h.name for h in post.holders}:
            sure = qualify(evidence, passage, self.drafts.flaws)
            post.holders.append(HolderFact(name, passage, evidence=sure))
            self.drafts.mark(passage)

    def _the_owner(self, piece: Piece) -> PostDraft | UnitDraft | None:
        """The owner of a fact, made from the pending heading where only that is known."""
        if self.owner is None and self.pending is not None:
            name, where, heading = self.pending
            self.pending = None
            if heading.kind == "weak" and is_unit(name):
                self.owner = self.drafts.unit(self.organization.key, name, where.passage(), evidence="position")
            else:
                field, sequence = self.field, self.list_sequence
                self._open_post(heading, where, self.owner_depth)
                self.field, self.list_sequence = field, sequence
        return self.owner

    def resolve(self, name: str, passage: Passage, near: str | None = None) -> PostDraft | UnitDraft | None:
        """The post or unit of that name, made as a mention where it is new."""
        organization = self.organization.key
        posts = self.drafts.posts_titled(organization, name)
        if posts:
            return next((p for p in posts if p.unit == near), posts[0])
        unit = self.drafts.find_unit(organization, name)
        if unit is not None:
            return unit
        for at in (len(name) - 3, len(name) - 2):  # 副主任王刚: the title with its holder
            if at >= 2 and is_person(name[at:]) and is_post(name[:at]) and not is_post(name):
                held = [
                    p
                    for p in self.drafts.posts_titled(organization, name[:at])
                    if name[at:] in {h.name for h in p.holders}
                ]
                return held[0] if held else self.resolve(name[:at], passage, near)
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
        home = unit_in_title(name)  # 客户服务部|经理
        unit = self.drafts.unit(organization, home, passage) if home is not None and len(home) > 2 else None
        return self.drafts.mention_post(organization, name, passage, unit.key if unit is not None else None)

    def _lone_label(self, piece: Piece) -> str | None:
        if piece.shape.endswith("。"):
            return None
        shape = piece.shape.strip(" :[]*#")
        if not shape or len(shape) > longest_label(shape, 16):
            return None
        kind = kind_of(shape)
        if kind is None:
            return None
        if kind in _WITH_COLON and not self.cell_mode and not piece.shape.endswith(":"):
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
