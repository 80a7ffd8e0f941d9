"""What sentences tell on the walk: duties, reporting lines, holders, whose sentence of prose it is."""

import re

from nlp.documents import appointing, prose
from nlp.documents.blocks import Piece
from nlp.documents.brackets import drop_brackets
from nlp.documents.certainty import evidence_of, surer
from nlp.documents.counts import split_count
from nlp.documents.divisions import read_division
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.fields import split_names
from nlp.documents.labels import is_empty
from nlp.documents.reports import read_reports
from nlp.documents.titles import is_organization, is_person, is_post, is_rank, is_vague
from nlp.documents.verbs import starts_like_duty
from nlp.documents.walk_state import WalkState
from nlp.text import fold

#: What an item has that introduces a post rather than states a duty of it.
_INTRODUCTION = re.compile(r"[设由归受向对在].+(?:名|担任|兼任|管|领导|汇报|负责)")

#: The label once more inside its value: 管理关系:直接上级为院长.
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_SAID_AGAIN = re.compile(r"^(?:直接|直属)?(?:上级|下级|下属|主管|领导)(?:岗位|领导)?(?:为|是|:)\s*")


class Telling(WalkState):
    """States duties and reads prose."""

    def _state(self, owner: PostDraft | UnitDraft, piece: Piece) -> None:
        statement = piece.text.strip()
        if not _WORD.search(statement) or is_empty(statement):
            return
        passage, evidence = piece.passage(), evidence_of(piece, self.field is not None)
        if prose.is_work_condition(piece.shape):
            self.drafts.add_trait(owner, "work-condition", statement, passage, evidence)
            return
        self.drafts.add_duty(owner, statement, passage, evidence)
        self._take_reports(piece, owner)

    def _take_reports(self, piece: Piece, owner: PostDraft | UnitDraft | None = None) -> None:
        """Reporting lines that a sentence about the owner states."""
        owner = owner or self._the_owner(piece)
        reports = read_reports(piece.shape) if owner is not None else []
        if owner is None or not reports:
            return
        passage = piece.passage()
        for report in reports:
            if report.upwards:
                for name in report.names:
                    if fold(name) == fold(owner.title if isinstance(owner, PostDraft) else owner.name):
                        continue
                    other = self.resolve(name, passage, owner.unit if isinstance(owner, PostDraft) else None)
                    if isinstance(owner, PostDraft) and isinstance(other, UnitDraft) and report.word == "隶属":
                        owner.unit = owner.unit or other.key  # it belongs there, which is no reporting line
                    elif other is not None:
                        self.drafts.add_line(owner.key, other.key, passage, report.word, report.evidence)
            else:
                for name, count in zip(report.names, report.counts, strict=True):
                    other = self.resolve(name, passage, owner.unit if isinstance(owner, PostDraft) else None)
                    if other is None:
                        continue
                    self.drafts.add_line(
                        other.key, owner.key, passage, report.word, report.evidence, from_superior=True
                    )
                    if isinstance(other, PostDraft):
                        self.known_titles.add(name)
                        if count is not None:
                            other.headcount = other.headcount or count

    def _introduces(self, piece: Piece, owner: PostDraft) -> bool:
        """An item that says how many of a post there are, who holds it or whom it reports to, and no more."""
        if not _INTRODUCTION.search(piece.shape):
            return False
        sentences = prose.split_sentences(piece)
        titles: set[str] = set()
        told = False
        for sentence in sentences:
            shape = re.sub(r"^(?:本|该|我)(?=[\u4e00-\u9fff]{2})", "", sentence.shape)
            listed = appointing.read_set_up(sentence.shape)
            title = listed[0][0] if len(listed) == 1 else prose.subject_post(shape, self.known_titles)
            if title is None or len(listed) > 1 or prose.is_duty(sentence.shape, title):
                return False
            titles.add(title)
            told = told or bool(listed or appointing.read_holders(shape, title) or read_reports(shape))
        if not told or len(titles) != 1:
            return False
        title = titles.pop()
        if fold(title) != fold(owner.title):
            if piece.marker is None or piece.marker.family != "art":
                return False
            owner = self._prose_post(title, piece, None)  # an article about the next post
            owner.described = True
            self.owner, self.owner_depth, self.owner_level = owner, piece.marker.depth, 0
            self.subject, self.field, self.list_sequence = owner, None, -1
        for sentence in sentences:
            for name, count in appointing.read_set_up(sentence.shape):
                if fold(name) == fold(owner.title) and owner.headcount is None:
                    owner.headcount = count
            for _, name in appointing.read_holders(sentence.shape, owner.title):
                self._add_holder(owner, name, sentence.passage())
            for name in appointing.read_holder_clauses(sentence.shape):
                self._add_holder(owner, name, sentence.passage())
            self._take_reports(sentence, owner)
            self.drafts.mark_field(sentence.passage(), "", owner.key)
        return True

    def _take_relation(self, kind: str, label: str, value: Piece) -> None:
        owner = self._the_owner(value)
        if owner is None:
            return
        passage = value.passage()
        words = value.shape.split()
        spaced = len(words) > 1 and all(len(word) == 1 for word in words)  # 所 长
        for name in split_names("".join(words) if spaced else value.shape):
            name = _SAID_AGAIN.sub("", drop_brackets(name).strip())
            name, count = split_count(name)
            if is_person(name) and not is_post(name) and not self.drafts.posts_titled(self.organization.key, name):
                continue
            if (
                is_vague(name)
                and name not in ("总部",)
                or not 2 <= len(name) <= (40 if name.isascii() else 18)
                or re.search(r"\d{2,}|全体|以下|所有|人员$", name)
                and not is_post(name)
            ):
                continue
            if re.match(r"^[\d一二三四五六七八九十]+$", name):
                continue
            other = self.resolve(name, passage, near=self.unit.key if self.unit is not None else None)
            if other is None:
                continue
            if kind == "subordinate" and isinstance(owner, UnitDraft):
                if isinstance(other, PostDraft):  # a unit's posts stand in it; they do not report to it
                    other.unit = other.unit or owner.key
                    other.headcount = other.headcount or count
                elif other.parent is None and other is not owner:
                    other.parent = owner.key
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

    def _take_prose(self, piece: Piece) -> None:
        """A paragraph outside any field: each sentence is about the post that it names, or the one named before."""
        if piece.marker is not None and piece.marker.family == "bullet":
            return
        speaker = re.match(r"^[AQaq答问][:.]\s*", piece.shape)
        if speaker:
            piece = piece.part(speaker.end(), len(piece.shape))
        goes_on = semicolon = False
        for sentence in prose.split_sentences(piece):
            subject = self.subject
            body = sentence.shape[prose.strip_connective(sentence.shape) :]
            if (
                not self._take_prose_sentence(sentence, None)
                and goes_on
                and subject is not None
                and not prose.is_closing(sentence.shape)
                and (
                    semicolon
                    or starts_like_duty(re.sub(r"^(?:还|也|并|同时|另外|此外|平时|日常)+(?:要|需|须|应)?", "", body))
                )
            ):
                self._state_prose(subject, sentence)  # it is still about the same post
            else:
                goes_on = (
                    bool(self.drafts.duties)
                    and self.subject is not None
                    and self.drafts.duties[-1].owner == self.subject.key
                )
            semicolon = sentence.shape.endswith(";")

    def _take_prose_sentence(self, sentence: Piece, unit: UnitDraft | None) -> bool:
        """Read one sentence of prose; True where it belongs to somebody else than `unit`."""
        shape = sentence.shape
        if shape.endswith("?"):
            return False
        start = prose.strip_connective(shape)
        body = shape[start:]
        for name in read_division(shape) if unit is None else ():
            self.drafts.unit(self.organization.key, name, sentence.passage(), evidence="sentence")
        listed = appointing.read_set_up(shape)
        if listed:
            where = unit or self.unit
            named = appointing.read_set_up_unit(shape)
            if named is not None and unit is None:
                if self.organization.name is None and is_organization(named):
                    self.name_organization(named, sentence)
                elif self.organization.name is None or fold(named) != fold(self.organization.name):
                    where = self.unit = self.drafts.unit(
                        self.organization.key, named, sentence.passage(), evidence="sentence"
                    )
            for name, count in listed:
                member = self.drafts.mention_post(
                    self.organization.key, name, sentence.passage(), where.key if where is not None else None,
                    "sentence",
                )  # fmt: skip
                if where is not None and member.unit != where.key:
                    member = self.drafts.new_post(
                        self.organization.key, name, sentence.passage(), where.key, "sentence"
                    )
                member.described = True
                member.headcount = count if member.headcount is None else member.headcount
                self.known_titles.add(name)
                if len(listed) == 1:
                    self.subject = member
                    for person in appointing.read_holder_clauses(shape):
                        self._add_holder(member, person, sentence.passage())
                    self._take_reports(sentence, member)
            return True
        if prose.is_closing(body):
            return False
        counted = appointing.read_counted(body)
        title = counted[0] if counted else prose.subject_post(body, self.known_titles)
        if title is not None and re.match(r"的(?!(?:直接)?(?:上级|下级|下属|职责|任务|工作))", body[len(title) :]):
            title = None  # 护理员的考核…: the sentence is about the matter
        title = title or prose.inner_subject(body, self.known_titles)
        post: PostDraft | None = None
        held = appointing.read_holders(body, title)
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
                unit_name = prose.subject_unit(
                    body, [u.name for u in self.drafts.units if u.organization == self.organization.key]
                )
                if unit_name is not None:
                    self.unit = self.drafts.unit(
                        self.organization.key, unit_name, sentence.passage(), evidence="sentence"
                    )
                    if prose.is_duty(body, unit_name):
                        self._state(self.unit, sentence)
                    else:
                        self._take_reports(sentence, self.unit)
                    return True
                if isinstance(self.owner, PostDraft):
                    self._take_reports(sentence, self.owner)
            return False
        self.subject = post
        if counted is not None:
            post.headcount = post.headcount or counted[1]
            for name in counted[2]:
                self._add_holder(post, name, sentence.passage())
        for name in appointing.read_holder_clauses(body):
            self._add_holder(post, name, sentence.passage())
        members = appointing.read_members(body, title)[1] if title is not None else None
        post.headcount = post.headcount or members or appointing.read_number(body)
        duty = prose.is_duty(shape, title)
        if duty and (title is not None or prose.starts_with_pronoun(body)):
            post.described = True
            self._state_prose(post, sentence)
        else:
            post.described = True
            if prose.is_qualification(body, title):
                self.drafts.add_trait(post, "qualification", sentence.text, sentence.passage(), "sentence")
            self._take_reports(sentence, post)
            self.drafts.mark_field(sentence.passage(), "", post.key)
        return True

    def _state_prose(self, post: PostDraft, sentence: Piece) -> None:
        if prose.is_work_condition(sentence.shape[prose.strip_connective(sentence.shape) :]):
            self.drafts.add_trait(post, "work-condition", sentence.text, sentence.passage(), "sentence")
            return
        self.drafts.add_duty(post, sentence.text, sentence.passage(), "sentence")
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
            found = self.drafts.new_post(self.organization.key, title, sentence.passage(), key, "sentence")
        found.evidence = surer(found.evidence, "sentence")
        if not found.described and not found.duties:
            found.passages[:] = [sentence.passage()]
        self.known_titles.add(title)
        return found
