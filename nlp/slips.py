"""Finds slips of the pen in a question: words that sound like others, names that are misspelt or not written whole."""

import re
from dataclasses import replace

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT
from nlp.documents.titles import is_person
from nlp.grammar import Grammar
from nlp.lexicon import Lexicon
from nlp.names import BY_SOUND, MISSPELT, NameFinder, NameMention
from nlp.relations import count_content, follow
from nlp.segment import Segmenter
from nlp.spelling import Speller

#: Words of one character that are hardly ever written by mistake.
_BARE = re.compile("[是我你他她它的了在不这那]")
#: Words of one character that are never half of a misspelt word; the segmenter may join them to the next.
_APART = frozenset("想太刚个找很都就还被把给让要")
_SEVERAL = 2


class SlipFinder:
    """Finds slips with the words of one snapshot."""

    def __init__(
        self, lexicon: Lexicon, names: NameFinder, speller: Speller, grammar: Grammar, segmenter: Segmenter
    ) -> None:
        self._lexicon = lexicon
        self._names = names
        self._speller = speller
        self._grammar = grammar
        self._segmenter = segmenter
        self._people = frozenset(e.label for e in lexicon.catalogue.entities.values() if e.type == PERSON)

    def repair(self, text: str, mentions: list[NameMention]) -> list[tuple[int, int, str]]:
        """The words of `text` that sound like others, which may be meant: start, end and the other word."""
        known = [(m.start, m.end) for m in mentions]
        known += [(m.start, m.end) for m in self._lexicon.thesaurus.find(text) if m.end - m.start > 2]
        known += [hit.span() for hit in _BARE.finditer(text)]
        at = 0
        for word in self._segmenter.cut(text):
            known_word = word in self._lexicon.words or word in self._lexicon.common
            apart = word[0] in _APART and (len(word) == 1 or not self._segmenter.knows(word))
            if known_word or apart or len(word) > _SEVERAL and self._segmenter.knows(word):
                known.append((at, at + len(word)))
            at += len(word)
        if not self._speller.repair(text, known):
            return []
        closed = [p for _, p in (*self._grammar.suffix, *self._grammar.facts)]
        for pattern in (self._grammar.owner, self._grammar.fillers, *self._grammar.operators.values(), *closed):
            known += [hit.span() for hit in pattern.finditer(text)]
        return [
            (start, end, word) for start, end, word in self._speller.repair(text, known)
            if not (word in self._people and self._goes_on(text, start, end))
        ]  # fmt: skip

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether what sounds like the name at `text[start:end]` is a longer one: 王方|明是谁 is no 王芳."""
        longer, rest = text[start : end + 1], text[end:]
        if len(longer) <= _SEVERAL or longer[-1] in self._grammar.stop or not is_person(longer):
            return False
        return follow(rest, 0, PERSON, self._grammar) is None and follow(rest[1:], 0, PERSON, self._grammar) is not None

    def seek(self, text: str, mentions: list[NameMention]) -> NameMention | None:
        """A misspelt or bare title where a question says a relation of nothing known, or compares one known thing."""
        subjects = [m for m in mentions if m.type in (POST, PERSON, UNIT)]
        compares = any(self._grammar.operators[name].search(text) for name in ("compare", "common"))
        if len(subjects) > compares:
            return None
        masked = text
        for mention in mentions:
            masked = masked[: mention.start] + " " * (mention.end - mention.start) + masked[mention.end :]
        near = self._find_by_sound(masked)
        if near is None and not subjects and (bare := self._find_bare(masked)):
            return bare
        near = self._keep_inside(near or self._names.find_misspelt(masked), mentions)
        # Beside a known name another letter makes another title (校车司机, 货车司机) unless it sounds the same.
        likest = near.candidates[0] if near and mentions else None
        if near and likest and likest.way == MISSPELT and len(near.text) == len(likest.entity.label):
            near = None
        return near if near and (subjects or self._says_relation(masked, near)) else None

    def _find_bare(self, masked: str) -> NameMention | None:
        """A bare title at the beginning of what is not named yet, where the rest says a relation of it."""
        at = len(masked) - len(masked.lstrip(" 的里,"))
        bare = self._names.find_bare(masked[at:])
        return replace(bare, start=at, end=at + bare.end) if bare and self._says_relation(masked[at:], bare) else None

    @staticmethod
    def _keep_inside(near: NameMention | None, mentions: list[NameMention]) -> NameMention | None:
        """`near` as far as it is in the organizations that the question names beside it; None where it is not."""
        places = {c.entity.iri for m in mentions if m.type == ORGANIZATION for c in m.candidates}
        if near is None or not places:
            return near
        kept = tuple(c for c in near.candidates if c.entity.organization in places)
        return replace(near, candidates=kept) if kept else None

    def _find_by_sound(self, text: str) -> NameMention | None:
        """The one stretch of `text` that sounds like a name of three letters or more."""
        for start, end, word in self._speller.repair(text, ()):
            named = self._names.find(word) if end - start > _SEVERAL else []
            if named and named[0].end - named[0].start == len(word):
                candidates = tuple(replace(c, way=BY_SOUND) for c in named[0].candidates)
                return NameMention(start, end, text[start:end], candidates)
        return None

    def _says_relation(self, text: str, near: NameMention) -> bool:
        rest = (text[: near.start] + text[near.end :]).strip()
        return (
            not rest
            or any(pattern.search(rest) for _, pattern in self._grammar.suffix)
            or any(
                pattern.search(rest) and count_content(pattern.sub(" ", rest), self._grammar) <= _SEVERAL
                for _, pattern in self._grammar.cues
            )
        )
