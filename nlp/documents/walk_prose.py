"""Reads on the walk prose that is in no field: whose each sentence is, and what it tells of them."""

import re

from nlp.documents import appointing, prose, subjects
from nlp.documents.blocks import Piece
from nlp.documents.certainty import surer
from nlp.documents.divisions import divide
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.reports import is_reporting_only, read_reports
from nlp.documents.titles import is_organization, is_rank, unit_in_title
from nlp.documents.verbs import starts_like_duty
from nlp.documents.walk_introducing import Introducing
from nlp.text import fold

#: A line in brackets says something of the document: (新入所人员手册节选).
_ASIDE = re.compile(r"\([^()。]*\)")
#: What an item has that introduces a post rather than states a duty of it.
_INTRODUCTION = re.compile(r"[设由归受向对在].+(?:名|担任|兼任|管|领导|汇报|负责)")


class Prose(Introducing):
    """Tells by their subjects whose the sentences of a paragraph are."""

    def _take_prose(self, piece: Piece) -> None:
        """A paragraph outside any field: each sentence is about the post that it names, or the one named before."""
        if piece.marker is not None and piece.marker.family == "bullet" or _ASIDE.fullmatch(piece.shape):
            return
        speaker = re.match(r"^[AQaq答问][:.]\s*", piece.shape)
        if speaker:
            piece = piece.part(speaker.end(), len(piece.shape))
        goes_on = semicolon = False
        self.introduced = None
        for sentence in self._split(piece):
            subject = self.subject
            introduced, self.introduced = self.introduced, None
            body = sentence.shape[prose.strip_connective(sentence.shape) :]
            if (
                not self._take_prose_sentence(sentence, None)
                and goes_on
                and subject is not None
                and not prose.is_closing(sentence.shape)
                and (
                    semicolon
                    or sentence.shape.endswith(";")
                    and subject is introduced
                    or starts_like_duty(re.sub(r"^(?:还|也|并|同时|另外|此外|平时|日常)+(?:要|需|须|应)?", "", body))
                )
            ):
                self._state_prose(subject, sentence)  # it is still about the same post
            else:
                goes_on = self.subject is not None and (
                    self.subject is self.introduced
                    or bool(self.drafts.duties)
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
        if self._take_structure(sentence, start, unit):
            return True
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
        if unit is None and self._take_appointed(body, sentence):
            return True
        divided = divide(body) if unit is None else None
        if divided is not None:
            passage = sentence.passage()
            whole = self.drafts.unit(self.organization.key, divided[0], passage, evidence="sentence")
            self.unit = self.drafts.unit(self.organization.key, divided[1], passage, whole.key, "sentence")
            body = body[divided[2] :]
        called = self._called()
        many = prose.count_before(body)
        if many and self._subject_of(body[many:], called) is not None:
            body = body[many:]
        counted = appointing.read_counted(body)
        title = counted[0] if counted else self._subject_of(body, called)
        if title is not None and re.match(r"的(?!(?:直接)?(?:上级|下级|下属|职责|任务|工作))", body[len(title) :]):
            title = None  # 护理员的考核…: the sentence is about the matter
        title = title or subjects.inner_subject(body, called)
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
        elif prose.speaks_of_one_named(body) and self.subject is not None:
            post = self.subject
        if post is None:
            if unit is None:
                unit_name = subjects.subject_unit(body, self._unit_names())
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
        self._place(post, body, title, sentence)
        rest = self._introduce_by(post, sentence, len(shape) - len(body))
        if rest is None:
            self.introduced = post
            return True
        if rest is not sentence and prose.is_qualification(rest.shape, None):
            self._add_trait("qualification", rest, rest.text, post)
            self.introduced = post
            return True
        if rest is not sentence and prose.is_duty(rest.shape, None):
            self._state_prose(post, rest)
            return True
        duty = prose.is_duty(shape, title)
        if duty and (title is not None or prose.speaks_of_one_named(body)):
            post.described = True
            self._state_prose(post, sentence)
        else:
            post.described = True
            if prose.is_qualification(body, title):
                self.drafts.add_trait(post, "qualification", sentence.text, sentence.passage(), "sentence")
            self._take_reports(sentence, post)
            self.drafts.mark_field(sentence.passage(), "", post.key)
            self.introduced = post
        return True

    def _take_appointed(self, body: str, sentence: Piece) -> bool:
        """A sentence that opens with who holds which post of which unit; False where it does not."""
        office = appointing.read_office_taken(body)
        if office is not None and self.subject is not None:
            before, passage = self.subject, sentence.passage()
            self.subject = self._prose_post(office, sentence, None)
            self.subject.described = True
            for holder in before.holders:
                self._add_holder(self.subject, holder.name, passage)
            self.drafts.mark_field(passage, "", self.subject.key)
            return True
        appointed = appointing.read_appointed(body)
        if appointed is None:
            return False
        passage = sentence.passage()
        unit = appointed.unit and self.drafts.unit(self.organization.key, appointed.unit, passage, evidence="sentence")
        post = self.subject = self._prose_post(appointed.title, sentence, unit or None)
        post.described = True
        for name in appointed.holders:
            self._add_holder(post, name, passage)
        start = len(sentence.shape) - len(body)
        opening, work = sentence, None
        for clause in re.finditer(r"[^,。;]{3,}", body[appointed.end :]):
            if not is_reporting_only(re.sub("^(?:也|都|均|直接)+", "", clause.group())):
                at = start + appointed.end + clause.start()
                opening, work = sentence.part(0, at), sentence.part(at, len(sentence.shape))
                break
        self._take_reports(opening, post)
        self.drafts.mark_field(opening.passage(), "", post.key)
        if work is not None:
            for part in self._split(work):
                if not self._take_prose_sentence(part, None) and prose.is_duty(part.shape, None):
                    self._state_prose(post, part)
        return True

    def _state_prose(self, post: PostDraft, sentence: Piece) -> None:
        if prose.is_work_condition(sentence.shape[prose.strip_connective(sentence.shape) :]):
            self.drafts.add_trait(post, "work-condition", sentence.text, sentence.passage(), "sentence")
            return
        lead = prose.lead_of_duties(sentence.shape)
        told = sentence.part(lead, len(sentence.shape)) if lead else sentence
        self.drafts.add_duty(post, told.text, told.passage(), "sentence")
        self._take_reports(sentence, post)

    def _prose_post(self, title: str, sentence: Piece, unit: UnitDraft | None) -> PostDraft:
        key = (unit or self.unit).key if (unit or self.unit) is not None else None  # type: ignore[union-attr]
        same = self.drafts.posts_titled(self.organization.key, title)
        found = next((p for p in same if p.unit == key), same[0] if same and key is None else None)
        if found is None and same and not is_rank(title):
            found = same[0]
        if found is None and unit is not None and is_rank(title):
            found = next((p for p in self.drafts.posts_titled(self.organization.key, unit.name + title)), None)
        if found is None and not same:
            found = self._called_for_short(title) or self._called_by_unit(title)
        if found is None:
            named = unit_in_title(title)
            if named is not None and len(named) > 2:  # 财政统计所|所长
                key = self.drafts.unit(self.organization.key, named, sentence.passage()).key
            found = self.drafts.new_post(self.organization.key, title, sentence.passage(), key, "sentence")
        found.evidence = surer(found.evidence, "sentence")
        if not found.described and not found.duties:
            found.passages[:] = [sentence.passage()]
        self.known_titles.add(title)
        return found

    def _called_for_short(self, title: str) -> PostDraft | None:
        """The post that a sentence calls by the end of its title: the one that is spoken of, else the only such."""
        posts = [p for p in self.drafts.posts if p.organization == self.organization.key]
        longer = [p for p in posts if title in subjects.shorten(p.title)]
        if self.subject is not None and self.subject in longer:
            return self.subject
        return longer[0] if len(longer) == 1 and not is_rank(title) else None

    def _called_by_unit(self, title: str) -> PostDraft | None:
        """The post spoken of, where a sentence calls it with its unit: 陪跑组的教练 is the 陪跑教练."""
        spoken = self.subject
        if spoken is None or spoken.unit is None or not title.endswith(spoken.title):
            return None
        home = next(u for u in self.drafts.units if u.key == spoken.unit)
        if not home.name.startswith(title.removesuffix(spoken.title)):
            return None
        self.drafts.rename_post(spoken, title)
        return spoken

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
            title = listed[0][0] if len(listed) == 1 else subjects.subject_post(shape, self.known_titles)
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
