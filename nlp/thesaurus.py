"""Business concepts and the forms they are written in, compiled from the SKOS thesaurus."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import ahocorasick

from ontology import vocabulary as v


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: `action` tells verbs from things; `broader` are the IRIs right above it, `related` those of actions
    that go with it: who urges others to hand in invoices is about collecting them."""

    iri: str
    label: str
    action: bool
    forms: tuple[str, ...]
    verb_forms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConceptMention:
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
        senses: dict[str, list[str]] = {}
        for concept in concepts:
            for form in concept.forms:
                senses.setdefault(form, []).append(concept.iri)
        self._automaton = ahocorasick.Automaton()
        for form, iris in senses.items():
            self._automaton.add_word(form, (form, tuple(dict.fromkeys(iris)), len(form), form.isascii()))
        if senses:
            self._automaton.make_automaton()
        self.forms = frozenset(senses)
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

    def _spans(self, text: str) -> list[Span]:
        """Start, end, form and concepts of all forms in `text`."""
        if not self.forms:
            return []
        return [
            (last + 1 - size, last + 1, form, iris)
            for last, (form, iris, size, is_latin) in self._automaton.iter(text)
            if not is_latin or _stands_alone(text, last + 1 - size, last + 1)
        ]

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
            [c.iri, c.label, c.action, list(c.forms), list(c.verb_forms), list(c.broader), sorted(c.related)]
            for c in self.concepts.values()
        ]

    @staticmethod
    def from_json(data: list[list[Any]]) -> "Thesaurus":
        """The thesaurus that `to_json` wrote."""
        return Thesaurus(
            tuple(
                Concept(iri, label, action, tuple(forms), tuple(verbs), tuple(broader), frozenset(*related))
                for iri, label, action, forms, verbs, broader, *related in data
            )
        )


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


@lru_cache(maxsize=1)
def load_thesaurus() -> Thesaurus:
    """The thesaurus of `ontology/concepts/*.ttl`; slow (it parses Turtle), so used when documents are built."""
    from rdflib import RDF, SKOS, Graph, URIRef

    graph = Graph()
    for file in sorted(resources.files("ontology").joinpath("concepts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text("utf-8"), format="turtle")
    concepts = []
    for node in sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str):
        labels = [str(label) for label in graph.objects(node, SKOS.prefLabel)]
        chinese = next(
            (str(o) for o in graph.objects(node, SKOS.prefLabel) if str(getattr(o, "language", "")).startswith("zh")),
            labels[0] if labels else "",
        )
        others = [str(o) for p in (SKOS.altLabel, SKOS.hiddenLabel) for o in graph.objects(node, p)]
        forms = tuple(sorted({form.lower().strip() for form in [*labels, *others] if len(form.strip()) > 1}))
        verbs = tuple(sorted(str(o) for o in graph.objects(node, URIRef(v.ZZ + "verbForm"))))
        action = (node, RDF.type, URIRef(v.ACTION_CONCEPT)) in graph
        broader = tuple(sorted(str(o) for o in graph.objects(node, SKOS.broader)))
        related = frozenset(str(o) for o in graph.objects(node, SKOS.related))
        concepts.append(Concept(str(node), chinese, action, forms, verbs, broader, related))
    return Thesaurus(tuple(concepts))
