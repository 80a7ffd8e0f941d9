"""What stands in a field on the walk: lists of duties, traits, lists of posts, descriptions."""

import re

from nlp.documents import appointing, prose, subjects
from nlp.documents.blocks import Piece
from nlp.documents.counts import split_count
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.fields import split_fields, split_names
from nlp.documents.headings import read_heading
from nlp.documents.labels import is_empty, kind_of
from nlp.documents.reports import read_reports
from nlp.documents.titles import is_post, is_unit
from nlp.documents.verbs import starts_like_duty
from nlp.documents.walk_prose import Prose
from nlp.documents.walk_state import TRAITS
from nlp.text import fold

#: What a qualification says of a person, and a duty hardly.
_OF_A_PERSON = re.compile(
    r"学历|专业|经验|优先|具备|具有|熟悉|掌握|精通|持有?.{0,8}证|能力|以上|身体|性格|品行|责任心|会|能|懂"
)
#: When and by whom a text was passed, below its title.
_ADOPTED = re.compile(
    r"^\((?:[^()]{0,20}\d{4}年)[^()]{0,40}(?:通过|修订|修正|印发|发布|公布|批准|审议|颁布|施行)[^()]{0,30}\)$"
)
#: What a post needs, told behind its duties: 任职须取得…资格.
_REQUIRED = re.compile(
    r"^(?:任职|上岗|应聘|入职|担任(?:本|此|该)(?:岗位?|职))(?:者|人员)?(?:必须|应当|须|应|需要?|要求)"
)
#: An article about everybody: 凡进入车间者须戴工作帽.
_GENERAL = re.compile(
    r"^(?:凡(?!士林)|各(?:岗位|级|类|部门|班组|科室|单位)|任何|所有|全体|违反|违者|本规定|本办法|本制度|本细则)"
)
_END = tuple("。;.!?；！？…")


class Bodies(Prose):
    """Reads items and prose of the open field."""

    def _take_body(self, piece: Piece, after: Piece | None, inline: bool = False) -> None:
        """An item or a stretch of prose in the open field."""
        field = self.field
        if _ADOPTED.match(piece.shape):
            self.drafts.mark_heading(piece.passage())
            return
        if field == "ignore":
            if isinstance(self.owner, PostDraft) and piece.marker is None and piece.shape.startswith(self.owner.title):
                self._introduce(self.owner, piece)
            elif self.owner is None:
                for sentence in prose.split_sentences(piece):  # 总则 may say which units there are
                    self._take_structure(sentence, 0, None)
            return
        if field in ("post-list", "unit-list"):
            self._take_list(piece, field)
            return
        if field == "subordinate":
            self._take_relation("subordinate", "下属", piece)
            if piece.marker is None:
                self.field = None
            return
        if (field in TRAITS or field == "summary") and self.list_sequence == -1 and self._begins_duties(piece):
            self.field = field = "duties"
        if field in TRAITS:
            self._take_trait(piece)
            return
        if field == "summary":
            if self.owner is not None or self.pending is not None:
                self._take_summary(piece, after)
            return
        if self.owner is None and (self.pending is None or self._is_foreign(piece, inline)):
            self._take_prose(piece)
            return
        if field is None and piece.marker is None and not inline and self.list_sequence == -1:
            left = self._introduced(piece)
            below = after is not None and after.marker is not None and after.marker.value <= 1
            if left is None or left is not piece and below:
                return  # what the sentence goes on with is told by the list below
            piece = left
        if field is None:
            if self._is_lead_in(piece):
                self.field = "duties"
                self._take_reports(piece)
                self.drafts.mark_heading(piece.passage())
                return
            if piece.marker is None and not inline and self.list_sequence == -1:
                self._take_description(piece, after)
                return
        self._take_duty(piece, after, inline)

    def _begins_duties(self, piece: Piece) -> bool:
        """Whether a list below a qualification or summary told on its own line is what a post without duties does."""
        marker, owner = piece.marker, self.owner
        return (
            self.trait_told
            and marker is not None
            and (marker.value == 1 or marker.family == "bullet")
            and isinstance(owner, PostDraft)
            and not owner.duties
            and not _OF_A_PERSON.search(piece.shape)
        )

    def _is_foreign(self, piece: Piece, inline: bool) -> bool:
        """Whether prose below a heading that may name no post at all says nothing that such a post would do."""
        return (
            self.pending is not None
            and self.pending[2].kind == "weak"
            and not inline
            and piece.marker is None
            and not self._is_lead_in(piece)
            and not starts_like_duty(piece.shape)
        )

    def _is_lead_in(self, piece: Piece) -> bool:
        return piece.marker is None and piece.shape.endswith((":", "如下", "如下。")) and len(piece.shape) <= 80

    def _take_description(self, piece: Piece, after: Piece | None) -> None:
        """Prose right below the name of a post or unit: duties, unless it leads over to a list or says who it is."""
        owner = self._the_owner(piece)
        before_list = after is not None and after.marker is not None and (after.marker.value <= 1)
        for sentence in self._split(piece):
            shape = sentence.shape
            if prose.is_closing(shape):
                continue
            name = owner.title if isinstance(owner, PostDraft) else owner.name if owner is not None else ""
            title = subjects.subject_post(shape[prose.strip_connective(shape) :], self._called())
            if isinstance(owner, PostDraft) and title is not None and not name.endswith(title):
                self._take_prose(piece.part(piece.shape.index(shape), len(piece.shape)))  # it goes on about others
                return
            if owner is None or title is not None and fold(title) != fold(name):
                self._take_prose_sentence(sentence, owner if isinstance(owner, UnitDraft) else None)
            elif (
                starts_like_duty(shape)
                or not before_list
                and prose.is_duty(shape, name if shape.startswith(name) else None)
            ):
                if isinstance(owner, PostDraft) or not self._take_prose_sentence(sentence, owner):
                    self._state(owner, sentence)
            else:
                self.drafts.mark_field(sentence.passage())
                if isinstance(owner, PostDraft):
                    for _, person in appointing.read_holders(shape, title):
                        self._add_holder(owner, person, sentence.passage())
                if not (isinstance(owner, UnitDraft) and self._take_prose_sentence(sentence, owner)):
                    self._take_reports(sentence, owner)

    def _take_summary(self, piece: Piece, after: Piece | None) -> None:
        owner = self._the_owner(piece)
        self.drafts.mark_field(piece.passage(), "概述", owner.key if owner is not None else None)
        self._take_reports(piece)
        if prose.leads_to_duties(piece.shape):
            self._set_field("duties")

    def _take_trait(self, piece: Piece) -> None:
        owner = self._the_owner(piece)
        if owner is None:
            return
        kind = TRAITS[self.field or ""]
        if piece.marker is not None:
            self.list_sequence = piece.marker.sequence
        if piece.marker is None and prose.is_closing(piece.shape):
            return
        if piece.marker is None and piece.starts_line and len(piece.shape) > 40 and is_post(piece.shape[:6]):
            return
        self._add_trait(kind, piece, f"{self.part} {piece.text}" if self.part and piece.marker is None else piece.text)
        self.part = None if piece.marker is None else self.part

    def _take_list(self, piece: Piece, field: str) -> None:
        """Posts or units that are listed, with their number where it is given."""
        passage = piece.passage()
        for name in split_names(piece.shape):
            name = re.sub(r"^(?:设|配备|包括|有)", "", name)
            name, count = split_count(name)
            if count is None:
                name, count = appointing.count_first(name)
            name = re.sub(r"\([^()]*\)$", "", name)
            if field == "unit-list":
                if is_unit(name):
                    self.drafts.unit(self.organization.key, name, passage, evidence="field")
            elif (
                is_post(name)
                or 2 <= len(name) <= 10
                and (count is not None or len(split_names(piece.shape)) > 3)
                and not is_unit(name)
                and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", name)
            ):
                post = self.drafts.mention_post(
                    self.organization.key,
                    name,
                    passage,
                    self.unit.key if self.unit is not None else None,
                    "field" if is_post(name) else "position",
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
            if isinstance(owner, PostDraft) and self._introduces(piece, owner):
                return
            if marker.family in ("art", "cn", "chap") and prose.is_closing(piece.shape):
                return
            if marker.family == "art" and _GENERAL.match(piece.shape):
                return
            if (
                marker.family == "art"
                and isinstance(owner, PostDraft)
                and piece.shape.startswith(owner.title)
                and prose.is_qualification(piece.shape, owner.title)
            ):
                self.drafts.add_trait(owner, "qualification", piece.text, piece.passage(), "item")
                return
            if (
                self.field is None
                and isinstance(owner, PostDraft)
                and read_reports(piece.shape)
                and not prose.is_duty(piece.shape, None)
            ):
                self._take_reports(piece, owner)  # no list of duties has begun
                return
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
            self.drafts.mark_heading(piece.passage())
            return
        sentences = prose.split_sentences(piece)
        for sentence in sentences:
            if prose.is_closing(sentence.shape) and not inline:
                continue
            if _REQUIRED.match(sentence.shape):
                self._add_trait("qualification", sentence, sentence.text)
                continue
            lead = prose.lead_of_duties(sentence.shape)
            if lead:
                sentence = sentence.part(lead, len(sentence.shape))
            if isinstance(owner, UnitDraft) and self._take_prose_sentence(sentence, owner):
                continue
            if (
                isinstance(owner, PostDraft)
                and sentence.shape.startswith(owner.title)
                and not prose.is_duty(sentence.shape, owner.title)
            ):
                self.drafts.mark_field(sentence.passage(), "", owner.key)
                self._take_reports(sentence, owner)
                continue
            reports_only = (
                (not inline or len(sentences) > 1)
                and (sentence is sentences[0] and not inline or read_reports(sentence.shape))
                and not prose.is_duty(sentence.shape, None)
            )
            if isinstance(owner, PostDraft) and reports_only:
                self.drafts.mark_field(sentence.passage(), "", owner.key)
                self._take_reports(sentence, owner)
                continue
            self._state(owner, sentence)

    def _plain(self, piece: Piece) -> bool:
        return read_heading(piece) is None and self._lone_label(piece) is None and not split_fields(piece, False)[1]

    def _after_list(self, piece: Piece) -> bool:
        """Unmarked text behind the items of a list: more of a heading-like item, a closing word, or nothing to keep."""
        if self.topic_item == self.list_sequence and self.drafts.duties:
            self.drafts.extend_duty(piece.text, piece.passage())
            return True
        if prose.is_closing(piece.shape) or kind_of(piece.shape.strip(" :")) is not None:
            return True
        if starts_like_duty(piece.shape) and not piece.shape.startswith("按"):
            return False
        self._take_prose(piece)
        return True
