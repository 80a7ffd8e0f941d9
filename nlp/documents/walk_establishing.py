"""Opens the section of a post that a sentence establishes, on the walk."""

import re
from collections.abc import Collection

from nlp.documents import appointing, prose, subjects
from nlp.documents.blocks import Piece
from nlp.documents.drafts import PostDraft
from nlp.documents.establishing import Establishment, names_this_unit, read_establishment
from nlp.documents.headings import Heading
from nlp.documents.titles import is_organization
from nlp.documents.walk_judging import Judging
from nlp.documents.walk_state import BODIES

_MAY_ESTABLISH = re.compile(
    r"[^,。;:]{0,20}(?:[设配聘有排定由归受对向负履承担从完]|[\d一二两三四五六七八九十百][名人位])"
)


class Establishing(Judging):
    """Reads articles and paragraphs whose first sentence establishes the post that they are about."""

    def _establish(self, piece: Piece, after: Piece | None) -> bool:
        """Read a piece that establishes posts and states or announces their duties; False where it does not."""
        if piece.cells is not None:
            return False
        article = piece.marker is not None and piece.marker.family == "art"
        if (piece.marker is None and piece.starts_line or article) and self.field not in ("ignore", "summary"):
            parts = _part_by_posts(piece, self.known_titles, article)
            if len(parts) > 1:
                for part, below in zip(parts, (*parts[1:], after), strict=True):
                    if not self._establish_one(part, below):
                        self._take_prose(part)
                    elif below is not after:
                        self.field = None
                return True
        return self._establish_one(piece, after)

    def _establish_one(self, piece: Piece, after: Piece | None) -> bool:
        if not _MAY_ESTABLISH.match(piece.shape):
            return False
        article = piece.marker is not None and piece.marker.family == "art"
        post = read_establishment(piece.shape, self.organization.name, article)
        items = self._has_items(piece, after) or post is not None and _is_headed_by(post.title, piece, after)
        if post is None or not (self._may_open(piece) or post.leads and items):
            return False
        # Else it is prose.
        told = post.work is not None and (piece.marker is not None or post.unit != "" or post.announced)
        if not (post.leads or told or items):
            return False
        depth = piece.marker.depth if piece.marker is not None else 0
        self._enter_unit(post, piece, depth)
        self._open_post(Heading("post", post.title, "duties", count=post.number), piece, depth)
        owner = self.owner
        if not isinstance(owner, PostDraft):
            return False
        self._set_field("duties")
        opening = piece.part(0, post.work[0] if post.work else len(piece.shape))
        for sentence in prose.split_sentences(opening):
            for name in appointing.read_holder_clauses(sentence.shape):
                self._add_holder(owner, name, sentence.passage())
            self._take_reports(sentence, owner)
        for start, end in post.conditions:
            part = piece.part(start, end)
            self.drafts.add_trait(owner, "qualification", part.text, part.passage(), "sentence")
        for start, end in post.hours:
            part = piece.part(start, end)
            self.drafts.add_trait(owner, "work-condition", part.text, part.passage(), "sentence")
        self.told_article = piece.marker.sequence if article and piece.marker is not None else -1
        if post.work is not None:
            self._take_body(piece.part(*post.work), after, inline=True)
            if piece.marker is None and not post.leads:
                self.field = None  # the next paragraph may be about somebody else
        self.drafts.mark_heading(opening.passage())
        return True

    def _may_open(self, piece: Piece) -> bool:
        """Whether a post may begin here: not among the items of a list that belongs to another."""
        if piece.marker is None:
            return piece.starts_line and self.field not in ("ignore", "summary")
        if self.owner is None:
            return True
        if self.field in BODIES and piece.marker.sequence == self.list_sequence:
            return False
        return piece.marker.depth <= self.owner_depth

    def _has_items(self, piece: Piece, after: Piece | None) -> bool:
        """Whether a list of its own begins right below."""
        marker = after.marker if after is not None else None
        if marker is None or marker.value > 1:
            return False
        return piece.marker is None or marker.sequence != piece.marker.sequence and marker.depth > piece.marker.depth

    def _enter_unit(self, post: Establishment, piece: Piece, depth: int) -> None:
        """Stand in the unit that is said to have the post; an article that names none leaves that of the last one."""
        whole = self.organization.name
        if not post.unit:
            if piece.marker is not None and self.unit is not None and 0 < depth <= self.unit_depth:
                self.unit, self.unit_depth = None, 0
        elif names_this_unit(post.unit):
            return
        elif whole is None and is_organization(post.unit):
            self.name_organization(post.unit, piece)
        elif whole is not None and whole.endswith(post.unit):
            self.unit, self.unit_depth = None, 0
        else:
            passage = piece.passage()
            self.unit = self.drafts.unit(self.organization.key, post.unit, passage, evidence="sentence")
            self.unit_depth = depth


def _part_by_posts(piece: Piece, known: Collection[str], article: bool) -> list[Piece]:
    """A paragraph that establishes a post, parted where a sentence is about another one; else the whole."""
    shape = piece.shape
    sentences = prose.find_sentences(shape)
    if len(sentences) < 2:
        return [piece]
    established = {
        start: post
        for start, end in sentences
        if _MAY_ESTABLISH.match(shape[start:end])
        and (post := read_establishment(shape[start:end], None, article)) is not None
    }
    if not established:
        return [piece]
    starts: list[int] = []
    about = ""
    for start, end in sentences:
        post = established.get(start)
        title = post.title if post is not None else subjects.subject_post(shape[start:end], known)
        if title is not None and title != about and (post is not None or not article or title in known):
            starts.append(start)
            about = title
    if len(starts) < 2:
        return [piece]
    parts = [piece.part(*span) for span in zip((0, *starts[1:]), (*starts[1:], len(shape)), strict=True)]
    for part in parts:
        part.starts_line, part.marker = True, piece.marker
    return parts


def _is_headed_by(title: str, piece: Piece, after: Piece | None) -> bool:
    """Whether the same line goes on with a heading of the post: …设帮接工二十人。帮接工的职责:"""
    return (
        after is not None
        and after.line == piece.line
        and after.marker is None
        and after.shape.startswith(title)
        and after.shape.endswith(":")
    )
