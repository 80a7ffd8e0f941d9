"""Takes up on the walk what introduces a post before its duties."""

from nlp.documents import appointing
from nlp.documents.blocks import Piece
from nlp.documents.drafts import PostDraft
from nlp.documents.introductions import Told, read_introduction
from nlp.documents.walk_telling import Telling

#: What a line is called that a sentence tells without a label.
_ABOVE, _BELOW = "上级", "下属"


class Introducing(Telling):
    """Gives a post the holders, superiors, subordinates and unit that clauses before its duties name."""

    def _introduce_by(self, post: PostDraft, piece: Piece, start: int = 0, bare: bool = False) -> Piece | None:
        """Take up the introduction of `post` with which `piece` goes on at `start`; what is left, None for nothing."""
        told = read_introduction(piece.shape[start:], post.title, bare)
        alone = told.holders or told.vacant or told.number or told.superiors or told.unit
        if not told.clauses or not alone:  # 管理收银员和理货员 alone is work
            return piece
        end = start + told.end
        self._take_introduction(post, told, piece.part(0, end))
        rest = piece.part(end, len(piece.shape))
        return rest if rest.text else None

    def _introduced(self, piece: Piece, bare: bool = False) -> Piece | None:
        """What a text says of the open post behind its introduction, as long as none of its duties is known."""
        owner = self.owner
        if not isinstance(owner, PostDraft) or owner.duties:
            return piece
        return self._introduce_by(owner, piece, bare=bare)

    def _without_clauses(self, value: Piece) -> Piece:
        """A value without the clauses behind it that say more of the open post: 采购部部长。现有倪仲、花木兰二人."""
        at = next((i for i, sign in enumerate(value.shape[:-3]) if sign in "。;,"), None)
        owner = self._the_owner(value) if at is not None else None
        if at is None or not isinstance(owner, PostDraft):
            return value
        told = read_introduction(value.shape[at + 1 :].lstrip())
        if not told.clauses or told.end < len(value.shape[at + 1 :].strip()):
            return value
        self._take_introduction(owner, told, value.part(at + 1, len(value.shape)))
        return value.part(0, at)

    def _take_introduction(self, post: PostDraft, told: Told, where: Piece) -> None:
        passage = where.passage()
        post.described = True
        for name in told.holders:
            self._add_holder(post, name, passage)
        post.vacant = post.vacant or told.vacant and not told.holders
        post.headcount = told.number if post.headcount is None else post.headcount
        if told.unit is not None:
            post.unit = self.drafts.unit(self.organization.key, told.unit, passage, evidence="sentence").key
        for name in told.superiors:
            other = self.resolve(name, passage, post.unit)
            if other is not None:
                self.drafts.add_line(post.key, other.key, passage, _ABOVE, "sentence")
        for name in told.subordinates:
            other = self.resolve(name, passage, post.unit)
            if other is not None and other.key != post.unit:
                self.drafts.add_line(other.key, post.key, passage, _BELOW, "sentence", from_superior=True)
                self.known_titles.update([name] if isinstance(other, PostDraft) else [])
        self.drafts.mark_field(passage, "", post.key)

    def _place(self, post: PostDraft, body: str, title: str | None, sentence: Piece) -> None:
        """Who holds the post, where it is and how many of it there are, as far as a sentence about it says so."""
        for name in appointing.read_holder_clauses(body):
            self._add_holder(post, name, sentence.passage())
        if title is not None:
            home = appointing.read_home(body, title)
            if home is not None:
                post.unit = self.drafts.unit(self.organization.key, home, sentence.passage(), evidence="sentence").key
            post.headcount = post.headcount or appointing.read_members(body, title)[1]
        post.headcount = post.headcount or appointing.read_number(body)

    def _introduce(self, post: PostDraft, piece: Piece) -> None:
        """What prose that states no duties says of a post: 基本情况: 育苗工某某属栽培组,直接上级为场长。"""
        for sentence in self._split(piece):
            if sentence.shape.startswith(post.title):
                for _, name in appointing.read_holders(sentence.shape, post.title):
                    self._add_holder(post, name, sentence.passage())
                self._place(post, sentence.shape, post.title, sentence)
                self._take_reports(sentence, post)
                self.drafts.mark_field(sentence.passage(), "", post.key)
