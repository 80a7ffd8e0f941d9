"""Judges on the walk whether what looks like a heading is one, by where it stands and what follows."""

import re
from collections.abc import Sequence

from nlp.documents.blocks import Piece
from nlp.documents.cards import read_byline
from nlp.documents.drafts import PostDraft
from nlp.documents.fields import FieldPart
from nlp.documents.headings import Heading, read_heading
from nlp.documents.labels import kind_of
from nlp.documents.spacing import close_up
from nlp.documents.tables import column_kind
from nlp.documents.titles import is_post, is_unit
from nlp.documents.verbs import starts_like_duty
from nlp.documents.walk_fields import Fields
from nlp.documents.walk_state import BODIES, TRAITS

_JOINING = re.compile("[、/和与及]")
_JOINED = re.compile(r"[、/]|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2})")
_END = tuple("。;.!?；！？…")


class Judging(Fields):
    """Accepts headings."""

    def _accept(self, heading: Heading, piece: Piece, after: Piece | None, following: str | None) -> bool:
        """Whether what looks like a heading is one, by where it stands and what follows."""
        marker = piece.marker
        follow = following or self._follow(piece, after)
        same_list = (
            marker is not None
            and marker.sequence == self.list_sequence
            and self.field in (None, "duties", "unit-duties", *TRAITS)
        )
        if heading.kind == "label":
            return heading.label in BODIES and heading.colon and not same_list and heading.rest is None
        if heading.kind == "organization":
            return (
                (marker is None or self.organization.name is not None and not same_list)
                and heading.rest is None
                and (self.owner is None or heading.label is not None or piece.level > 0 or marker is not None)
            )
        if heading.label is not None and heading.kind in ("post", "unit", "weak"):
            if heading.rest is not None and heading.kind == "weak":
                return False
            if self.field in TRAITS and not heading.colon and heading.label in TRAITS and marker is not None:
                return False  # 中学高级教师职称 among qualifications
            if heading.label == "posts-of" or heading.kind == "weak":
                return not same_list and (piece.starts_line or marker is not None)
            return not (same_list and follow == "same" and not heading.colon)
        if heading.holders or heading.vacant or heading.fields:
            marked_off = heading.colon or any(sign in piece.shape for sign in "( —-|/")
            return not same_list or follow in ("label", "first") and marked_off
        if (
            self.field in ("duties", "unit-duties", *TRAITS)
            and self.list_sequence == -1
            and marker is not None
            and marker.value <= 1
            and follow == "same"
            and heading.rest is None
            and marker.sequence not in self.post_sequences
        ):
            return False  # the first item right below the label
        if same_list and heading.rest is None and self._names_another(after):
            return False  # the last item before the next post's label
        if self.field in ("ignore", "post-list", "unit-list", "subordinate") and (
            marker is not None and marker.family == "bullet" and follow != "label"
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
            if self.cell_mode and marker is None and self.owner is not None and self.field in ("duties", *TRAITS):
                return follow == "label"
            return True
        if heading.kind == "unit":
            if heading.rest is not None:
                return marker is not None or (
                    piece.starts_line and heading.colon and self.field not in ("duties", "ignore", "summary", *TRAITS)
                )
            if self.cell_mode and marker is None:
                return follow == "first" and self.want is None
            first = len(piece.shape) <= 14 or piece.shape.startswith(heading.name) and len(heading.name) <= 14
            return (marker is not None or piece.level > 0 or piece.starts_line and first) and (
                marker is None or marker.family != "bullet" or follow == "label" or self._is_post_heading(after)
            )
        return False

    def _read_several(self, piece: Piece, after: Piece) -> tuple[str, ...]:
        """The posts that a heading joins (放牧队长与牧工), of which what follows tells by their names or in a table."""
        if len(piece.shape) > 40 or not _JOINING.search(piece.shape):
            return ()
        names = tuple(_JOINED.split(close_up(piece.shape.strip(" :")))[:4])
        if len(names) < 2:
            return ()
        if after.cells is not None:
            told = len(after.cells) > 2 and sum(1 for c in after.cells if column_kind(c.shape)) > 2
        else:
            told = all(map(is_post, names)) and after.shape.startswith(names)
        return names if told else ()

    def _take_byline(self, piece: Piece) -> bool:
        """Whether `piece` is the line below a title that says who holds the post, whom it reports to, where it is."""
        owner = self.owner
        below = piece.marker is None and self.field is None and self.list_sequence == -1
        line = read_byline(piece) if below and isinstance(owner, PostDraft) and not owner.duties else None
        if line is None or not isinstance(owner, PostDraft):
            return False
        self.drafts.mark_field(piece.passage(), "", owner.key)
        for name in line.holders:
            self._add_holder(owner, name, piece.passage(), "heading")
        owner.vacant = owner.vacant or line.vacant
        owner.headcount = owner.headcount if line.headcount is None else line.headcount
        self._take_told(line.fields, piece)
        self.field = None
        return True

    def _take_told(self, parts: Sequence[FieldPart], piece: Piece) -> None:
        """What is told of a post without labels; its unit is not that of the posts below."""
        unit, depth = self.unit, self.unit_depth
        for part in parts:
            self._take_field(part, piece)
        self.unit, self.unit_depth = unit, depth

    def _is_post_heading(self, piece: Piece | None) -> bool:
        heading = read_heading(piece) if piece is not None and piece.marker is None else None
        return heading is not None and heading.kind == "post" and heading.rest is None

    def _names_another(self, after: Piece | None) -> bool:
        """Whether the next piece names a post itself: 岗位名称:…"""
        if after is None:
            return False
        if after.cells is not None:
            return kind_of(after.cells[0].shape) == "post"
        return kind_of(re.split(r"[:\s]", after.shape, maxsplit=1)[0]) == "post"

    def _follow(self, piece: Piece, after: Piece | None) -> str:
        """What comes next: a label, the first item of a list, the next item of the same list, prose, the end."""
        if after is None:
            return "end"
        marker = after.marker
        if marker is not None:
            word, colon, _ = after.shape.partition(":")
            if (
                marker.family == "bullet"
                and colon
                and kind_of(word) in ("superior", "subordinate", "headcount", "holder")
            ):
                return "label"
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

    def _is_sibling(self, piece: Piece) -> bool:
        """A short name in a sequence whose other members are headings of posts."""
        marker = piece.marker
        if marker is None or marker.family == "bullet":
            return False
        if marker.sequence not in self.post_sequences or marker.sequence == self.list_sequence:
            return False
        word = piece.shape.strip(" :")
        return (
            2 <= len(word) <= 8
            and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", word) is not None
            and kind_of(word) is None
            and not is_unit(word)
            and not starts_like_duty(word)
            and word[-1] not in "类性的等"
        )

    def _is_group(self, piece: Piece, after: Piece | None) -> bool:
        """A short numbered or styled heading that names neither post nor unit."""
        if piece.level and len(piece.shape) <= 30:
            return True
        marker = piece.marker
        if marker is None or len(piece.shape) > 24 or piece.shape.endswith(_END) or after is None or "," in piece.shape:
            return False
        if marker.family not in (
            "cn",
            "pcn",
            "big",
            "stem",
            "chap",
            "sect",
            "art",
            "dec2",
            "dec3",
            "sp",
            "ar",
            "par",
            "al",
        ):
            return False
        nested = (
            after.marker is not None
            and after.marker.sequence != marker.sequence
            and (after.marker.value == 1 or after.marker.family == "bullet")
        )
        if marker.family in ("ar", "par", "al"):
            return (
                nested
                and after.marker is not None
                and after.marker.depth > marker.depth
                and after.marker.family != marker.family
            )
        return (
            nested
            or self._follow(piece, after) == "label"
            and not (self.field == "duties" and marker.sequence == self.list_sequence and marker.value > 1)
            or marker.family in ("cn", "big", "stem", "chap", "sect", "art")
            and self.owner is None
            and after.marker is None
            and len(piece.shape) <= 12
        )
