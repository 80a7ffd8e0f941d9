"""Puts the subject of a conversation where a later question says a pronoun or nothing: 他的上级呢, 还管什么."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.catalogue import PERSON, POST, UNIT
from nlp.grammar import Grammar
from nlp.names import NameMention
from nlp.relations import count_content

_PRONOUN = re.compile(
    r"(?:那|那么)?(他们|她们|他|她|它|这个人|那个人|这个岗位|该岗位|那个岗位|这个部门|这位|该部门|该岗|此岗|此人|这个职位|这个岗|那个岗|这岗位|那岗位|这人|那人)"
)
_ITS = re.compile(r"^(?:那么|那)?其(?!他|它|中|余|实|次)")


def seek_pronoun(text: str, mentions: Sequence[NameMention]) -> str | None:
    """The pronoun that `text` begins with where nothing named says whom it means: 他 of 他的电话."""
    hit = _PRONOUN.match(text)
    if hit is None or any(m.type in (POST, UNIT, PERSON) for m in mentions):
        return None
    return hit.group(1)


class Carrier:
    """Carries subjects over with the words of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def carry(
        self, text: str, mentions: list[NameMention], subject: NameMention
    ) -> tuple[str, list[NameMention], str | None]:
        """The text with the subject of the conversation put where a pronoun or nothing stands."""
        named = [m for m in mentions if m.type in (POST, PERSON, UNIT)]
        pronoun = _PRONOUN.search(text)
        if pronoun and (place := self._find_theirs(pronoun, mentions, subject)):
            kept = [place if m.start == place.start else m for m in mentions]
            return text, kept, f"接着上文：{subject.candidates[0].entity.label}"
        if pronoun:
            # 他们办公室, where their organization has none of that name, is the unit that they are in.
            mentions = [m for m in mentions if m.start != pronoun.end() or m.type != UNIT]
        if pronoun and not any(m.start <= pronoun.start() < m.end for m in mentions):
            at, end = pronoun.span()
        elif hit := _ITS.match(text):
            at, end = hit.span()
        elif not named and (self._starts_with_relation(text) or text.startswith("除了") or self._is_cue(text)):
            at = end = 0
            text = re.sub("^(?:那么|那|哦|嗯|然后|另外),?", "", text)
        else:
            return text, mentions, None
        text = text[:at] + subject.text + text[end:]
        shift = len(subject.text) - (end - at)
        moved = [
            m if m.end <= at else replace(m, start=m.start + shift, end=m.end + shift)
            for m in self._names_again(mentions, text)
        ]
        kept = [m for m in moved if m.end <= at or m.start >= at + len(subject.text)]
        carried = replace(subject, start=at, end=at + len(subject.text))
        return text, sorted([*kept, carried], key=lambda m: m.start), f"接着上文：{subject.candidates[0].entity.label}"

    @staticmethod
    def _find_theirs(pronoun: re.Match[str], mentions: list[NameMention], subject: NameMention) -> NameMention | None:
        """The unit named right behind the pronoun as that of the subject's organization: 他们办公室."""
        place = next((m for m in mentions if m.start == pronoun.end() and m.type == UNIT), None)
        homes = {c.entity.organization for c in subject.candidates}
        kept = tuple(c for c in place.candidates if c.entity.organization in homes) if place else ()
        return replace(place, candidates=kept) if place and kept else None

    @staticmethod
    def _names_again(mentions: list[NameMention], text: str) -> list[NameMention]:
        return [m for m in mentions if m.text in text]

    def _starts_with_relation(self, text: str) -> bool:
        plain = re.sub("^(?:那么|那|哦|嗯|然后),?", "", text)
        plain = self._grammar.fillers.sub("", plain)
        return any(
            hit.end() >= min(len(plain), 2) for _, pattern in self._grammar.suffix if (hit := pattern.match(plain))
        )

    def _is_cue(self, text: str) -> bool:
        """Whether a question without a name is nothing but a relation: 那么人数呢, 另外还承担什么."""
        plain = re.sub("^(?:那么|那|哦|嗯|然后|另外),?", "", text)
        return any(
            pattern.search(plain) and not count_content(pattern.sub(" ", plain), self._grammar)
            for name, pattern in self._grammar.cues
            if name not in ("posts", "units", "people")
        )
