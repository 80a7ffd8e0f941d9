"""Business concepts and the forms they are written in, compiled from the SKOS thesaurus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import ahocorasick

from graph.model import Iri, Literal, Term
from graph.oxigraph_terms import parse_statements
from ontology import vocabulary as v

_CONCEPT = Iri(v.SKOS + "Concept")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: `action` tells verbs from things; `broader` are the IRIs right above it, `related` those of actions
    that go with it: who urges others to hand in invoices is about collecting them; `cues` name it not, but make think of it."""

    iri: str
    label: str
    action: bool
    forms: tuple[str, ...]
    verb_forms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: frozenset[str] = frozenset()
    cues: tuple[str, ...] = ()


class ConceptMention(NamedTuple):
    """A stretch `text[start:end]` that is a written form of `concepts` (more than one where it is ambiguous)."""

    start: int
    end: int
    form: str
    concepts: tuple[str, ...]


#: Start, end, form and concepts.
Span = tuple[int, int, str, tuple[str, ...]]


class Thesaurus:
    """Finds the written forms of concepts in a text."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.concepts = {concept.iri: concept for concept in concepts}
        senses: dict[str, tuple[str, ...]] = {}
        cues: dict[str, tuple[str, ...]] = {}
        for concept in concepts:
            meant = (concept.iri,)
            for told, words in ((senses, concept.forms), (cues, concept.cues)):
                for word in words:
                    if (known := told.setdefault(word, meant)) is not meant:
                        told[word] = known + meant
        self._automaton = _make_automaton(senses)
        self._characters = {cue: cues.pop(cue) for cue in [*cues] if len(cue) == 1}
        self._cues = _make_automaton(cues)
        self.forms = frozenset(senses)
        self._named = senses
        self._parts: dict[str, tuple[str, ...]] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self.verb_forms = {form: concept.iri for concept in concepts for form in concept.verb_forms}

    def find(self, text: str) -> list[ConceptMention]:
        """All forms in `text` (normalised, lower case), overlaps included; Latin forms only as whole words."""
        return [ConceptMention(*span) for span in self._spans(text)]

    def find_longest(self, text: str) -> list[ConceptMention]:
        """Forms in `text` that no longer form covers, and no two neighbours that meet (展业 in 拓展业务), left to right.

        Two may still overlap at their ends.
        """
        return [ConceptMention(*span) for span in self._longest_spans(text)]

    def concepts_in(self, text: str) -> list[str]:
        """The concepts of the forms that `find_longest` finds, in that order, as often as they are meant."""
        return [iri for _, _, _, iris in self._longest_spans(text) for iri in iris]

    def _longest_spans(self, text: str) -> list[Span]:
        kept: list[Span] = []
        for span in self._spans(text):  # in the order of their ends, of two with one end the longer first
            while kept and kept[-1][0] >= span[0]:
                kept.pop()
            if not kept or kept[-1][1] < span[1]:
                kept.append(span)
        apart: list[Span] = []
        for span in kept:
            while len(apart) > 1 and apart[-2][1] == span[0] < apart[-1][1]:
                apart.pop()
            apart.append(span)
        return apart

    def find_cues(self, text: str) -> list[ConceptMention]:
        """Stretches of `text` of two letters or more that make think of concepts without naming them, overlaps included."""
        return [ConceptMention(*span) for span in _search(self._cues, text)]

    def evoked_by(self, character: str) -> tuple[str, ...]:
        """The concepts that a word of one character makes think of."""
        return self._characters.get(character, ())

    def named_by(self, form: str) -> tuple[str, ...]:
        """The concepts that `form` is a written form of."""
        return self._named.get(form, ())

    def _spans(self, text: str) -> list[Span]:
        """Start, end, form and concepts of all forms in `text`."""
        return _search(self._automaton, text)

    def parts(self, iri: str) -> tuple[str, ...]:
        """Concepts that a compound is put together from (收集发票: 收集, 发票); none where it is no compound."""
        known = self._parts.get(iri)
        if known is None:
            known = self._parts[iri] = self._divide(iri)
        return known

    def _divide(self, iri: str) -> tuple[str, ...]:
        """The parts that most of the concept's forms have, of the forms that are put together from shorter ones."""
        counts: dict[tuple[str, ...], int] = {}
        for form in self.concepts[iri].forms:
            parts = tuple(sorted({m.concepts[0] for m in self._tile(form)} - {iri}))
            if len(parts) > 1 and not form.isascii():
                counts[parts] = counts.get(parts, 0) + 1
        return max(counts, key=lambda parts: (counts[parts], parts), default=())

    def _tile(self, form: str) -> list[ConceptMention]:
        """Shorter forms that cover `form` without gap or overlap; none where there is no such cover."""
        best: list[list[ConceptMention] | None] = [None] * (len(form) + 1)
        best[0] = []
        for mention in sorted(self.find(form), key=lambda m: m.end):
            before, here = best[mention.start], best[mention.end]
            if before is None or mention.end - mention.start == len(form):
                continue
            if here is None or len(before) + 1 < len(here):
                best[mention.end] = [*before, mention]
        return best[len(form)] or []

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """Concepts above `iri`, nearest first."""
        known = self._above.get(iri)
        if known is None:
            known = self._above[iri] = self._climb(iri)
        return known

    def _climb(self, iri: str) -> tuple[str, ...]:
        seen: dict[str, None] = {}
        queue = list(self.concepts[iri].broader) if iri in self.concepts else []
        while queue:
            above = queue.pop(0)
            if above not in seen and above in self.concepts:
                seen[above] = None
                queue.extend(self.concepts[above].broader)
        return tuple(seen)

    def to_json(self) -> list[list[Any]]:
        """The thesaurus as plain data, for the published lexicon."""
        return [
            [c.iri, c.label, c.action, c.forms, c.verb_forms, c.broader, sorted(c.related), c.cues]
            for c in self.concepts.values()
        ]

    @staticmethod
    def from_json(data: list[list[Any]]) -> "Thesaurus":
        """The thesaurus that `to_json` wrote."""
        return Thesaurus(tuple(_read_concept(*entry) for entry in data))


def _read_concept(
    iri: str, label: str, action: bool, forms: list[str], verbs: list[str], broader: list[str],
    related: Sequence[str] = (), cues: Sequence[str] = (),
) -> Concept:  # fmt: skip
    """What `to_json` wrote of a concept; a lexicon of an earlier version has no cues."""
    return Concept(iri, label, action, tuple(forms), tuple(verbs), tuple(broader), frozenset(related), tuple(cues))


def _make_automaton(senses: Mapping[str, tuple[str, ...]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form, iris in senses.items():
        automaton.add_word(form, (form, iris, len(form), form.isascii()))
    if senses:
        automaton.make_automaton()
    return automaton


def _search(automaton: ahocorasick.Automaton, text: str) -> list[Span]:
    """Start, end, form and concepts of all forms of `automaton` in `text`; Latin ones only as whole words."""
    return [
        (last + 1 - size, last + 1, form, iris)
        for last, (form, iris, size, is_latin) in (automaton.iter(text) if len(automaton) else ())
        if not is_latin or _stands_alone(text, last + 1 - size, last + 1)
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


@lru_cache(maxsize=1)
def load_thesaurus() -> Thesaurus:
    """The thesaurus of `ontology/concepts/*.ttl` with the associations of `ontology/associations/*.ttl`."""
    folders = [resources.files("ontology").joinpath(name) for name in ("concepts", "associations")]
    files = sorted((file for folder in folders for file in folder.iterdir()), key=lambda file: file.name)
    told: dict[str, dict[str, list[Term]]] = {}
    for file in files:
        if file.name.endswith(".ttl"):
            for subject, predicate, value in parse_statements(file.read_bytes(), "turtle"):
                told.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return Thesaurus(
        tuple(_make_concept(iri, said) for iri, said in sorted(told.items()) if _CONCEPT in said.get(v.TYPE, ()))
    )


def _make_concept(iri: str, said: Mapping[str, list[Term]]) -> Concept:
    def texts(*predicates: str) -> list[str]:
        return [value.value for p in predicates for value in said.get(p, ()) if isinstance(value, Literal)]

    def iris(predicate: str) -> list[str]:
        return sorted(value for value in said.get(predicate, ()) if isinstance(value, Iri))

    chinese = [t for t in said[v.PREF_LABEL] if isinstance(t, Literal) and (t.language or "").startswith("zh")]
    written = texts(v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL)
    forms = {form.lower().strip() for form in written if len(form.strip()) > 1}
    return Concept(
        iri,
        chinese[0].value if chinese else written[0],
        v.ACTION_CONCEPT in iris(v.TYPE),
        tuple(sorted(forms)),
        tuple(sorted(texts(v.VERB_FORM))),
        tuple(iris(v.BROADER)),
        frozenset(iris(v.RELATED)),
        tuple(sorted(set(texts(v.EVOKED_BY)))),
    )
