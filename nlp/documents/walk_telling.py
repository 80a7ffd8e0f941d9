"""What sentences tell on the walk: duties, reporting lines, holders, whose sentence of prose it is."""

import re
from collections.abc import Collection

from nlp.documents import appointing, prose, subjects
from nlp.documents.blocks import Piece
from nlp.documents.brackets import drop_brackets
from nlp.documents.certainty import evidence_of
from nlp.documents.counts import split_count
from nlp.documents.divisions import read_belonging, read_division, set_up_below
from nlp.documents.drafts import PostDraft, UnitDraft
from nlp.documents.fields import split_names
from nlp.documents.labels import is_empty
from nlp.documents.reports import read_reports
from nlp.documents.titles import is_person, is_post, is_vague
from nlp.documents.walk_state import WalkState
from nlp.text import fold

#: The label once more inside its value: 管理关系:直接上级为院长.
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_SAID_AGAIN = re.compile(r"^(?:直接|直属)?(?:上级|下级|下属|主管|领导)(?:岗位|领导)?(?:为|是|:)\s*")


class Telling(WalkState):
    """States duties and reads prose."""

    def _state(self, owner: PostDraft | UnitDraft, piece: Piece) -> None:
        lead = prose.lead_of_duties(piece.shape) if piece.marker is None else 0
        whole, piece = piece, piece.part(lead, len(piece.shape)) if lead else piece
        statement = piece.text.strip()
        if not _WORD.search(statement) or is_empty(statement):
            return
        passage, evidence = piece.passage(), evidence_of(piece, self.field is not None)
        if prose.is_work_condition(piece.shape):
            self.drafts.add_trait(owner, "work-condition", statement, passage, evidence)
            return
        self.drafts.add_duty(owner, statement, passage, evidence)
        self._take_reports(whole, owner)

    def _add_trait(self, kind: str, piece: Piece, statement: str, owner: PostDraft | UnitDraft | None = None) -> None:
        owner = owner or self._the_owner(piece)
        if owner is not None and not is_empty(piece.shape):
            evidence = evidence_of(piece, True)
            self.drafts.add_trait(owner, kind, statement.strip(), piece.passage(), evidence)  # type: ignore[arg-type]

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

    def _called(self) -> set[str]:
        """The titles that were named, and what they are called for short."""
        return self.known_titles.union(*map(subjects.shorten, self.known_titles))

    def _subject_of(self, shape: str, called: Collection[str]) -> str | None:
        """The title that a sentence begins with."""
        named = subjects.named_subject(shape) or subjects.office_of_unit(shape, self._unit_names())
        return named or subjects.subject_post(shape, called)

    def _unit_names(self) -> list[str]:
        return [u.name for u in self.drafts.units if u.organization == self.organization.key]

    def _split(self, piece: Piece) -> list[Piece]:
        """The sentences of a piece, parted where they go on about another post."""
        called = self._called()
        parts: list[Piece] = []
        for sentence in prose.split_sentences(piece):
            shape = sentence.shape[prose.strip_connective(sentence.shape) :]
            shape = shape[prose.count_before(shape) :]
            named = appointing.read_office_taken(shape) or self._subject_of(shape, called)
            if named is not None:
                called.update((named, *subjects.shorten(named)))
            starts = subjects.part_by_subject(sentence.shape, called)
            ends = (*starts[1:], len(sentence.shape))
            parts.extend(sentence.part(start, end) for start, end in zip(starts, ends, strict=True))
        return parts

    def _take_structure(self, sentence: Piece, start: int, unit: UnitDraft | None) -> bool:
        """Units that a sentence names: True where it says no more than which belong to which, or what one of them does.

        `unit` is the one whose tasks are told, None in prose that tells of posts; the sentence proper begins at `start`.
        """
        body, key, passage = sentence.shape[start:], self.organization.key, sentence.passage()
        if unit is not None:
            below = set_up_below(body)
            if below is None:
                return False
            tasks = sentence.part(start + below[1], len(sentence.shape))
            self._state(self.drafts.unit(key, below[0], passage, unit.key, "sentence"), tasks)
            return True
        for name in read_division(sentence.shape):
            self.drafts.unit(key, name, passage, evidence="sentence")
        belonging = read_belonging(body)
        for names, larger in belonging:
            whole = self.drafts.unit(key, larger, passage, evidence="sentence")
            for name in names:
                part = self.drafts.unit(key, name, passage, whole.key, "sentence")
                part.parent = part.parent or whole.key
        return bool(belonging)
