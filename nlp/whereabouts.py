"""Finds the organizations that a question speaks of without their full names: 松鹤, 衡远律所, 影院里."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

import ahocorasick

from nlp.catalogue import Catalogue, Entity
from nlp.names import BY_KIND, Candidate, NameMention
from nlp.text import fold

#: What stands before a kind of organization when it says where, and not what a task is about (去医院, 跟银行).
_BEFORE = re.compile(r"(?:^|[,。;:!、\s的在是和与跟]|我们|咱们|你们|咱|这个|请问|想问|问下|一下)$")
_AFTER = re.compile(
    r"^(?:里面|里头|里|内|这边|那边|这儿|那儿|这里|那里)*(?:的|,|、|和|与|跟|在哪|谁|哪|由|有|一共|总共|都|归|是|该|什么|设|列|$)|^(?:里面|里头|里|内|这边|那边|这儿|那儿|这里|那里)"
)
_NAME_END = 12


@lru_cache(maxsize=1)
def _load_kinds() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    data = tomllib.loads(resources.files("nlp.grammar").joinpath("organizations.toml").read_text("utf-8"))
    return tuple((tuple(kind["spoken"]), tuple(kind["named"])) for kind in data["kind"])


class PlaceFinder:
    """Finds organizations of one catalogue by `brands` (the word of a name that nothing else bears) and by their kind."""

    def __init__(self, catalogue: Catalogue, brands: Mapping[str, tuple[str, ...]]) -> None:
        self._catalogue = catalogue
        self._brands = brands
        self._kinds: dict[str, dict[str, None]] = {}
        names = {o.iri: fold(o.label) for o in catalogue.organizations}
        for spoken, named in _load_kinds():
            bearing = [iri for iri, name in names.items() if any(word in name for word in named)]
            for word in spoken if bearing else ():
                self._kinds.setdefault(word, {}).update(dict.fromkeys(bearing))
        self._words = ahocorasick.Automaton()
        for word in {*self._kinds, *brands}:
            self._words.add_word(word, word)
        if len(self._words):
            self._words.make_automaton()

    def find(self, text: str, taken: Iterable[tuple[int, int]]) -> list[NameMention]:
        """Mentions of organizations in `text` (normalised, lower case) outside the `taken` spans, left to right."""
        if not len(self._words):
            return []
        spans = sorted(taken)
        found: list[NameMention] = []
        hits = sorted(((last + 1 - len(w), last + 1, w) for last, w in self._words.iter(text)), key=_longest_first)
        for start, end, word in hits:
            bearing = self._brands.get(word, ())
            if bearing:
                ends = {iri: self._extend(text, end, self._catalogue.entities[iri]) for iri in bearing}
                end = max(ends.values())
                bearing = tuple(iri for iri in bearing if ends[iri] == end)
            elif not _BEFORE.search(text[:start]) or not _AFTER.match(text[end:]):
                continue
            inside = next((span for span in spans if start < span[1] and end > span[0]), None)
            if inside is not None:
                # A unit or post begins where the name of its organization ends: 骏途物流|运营部.
                end = min(end, inside[0])
            if end - start < len(word) or any(m.start < end and m.end > start for m in found):
                continue
            iris = bearing or tuple(self._kinds[word])
            way = "简称" if bearing else BY_KIND
            candidates = tuple(Candidate(self._catalogue.entities[iri], 0.9, way) for iri in iris)
            found.append(NameMention(start, end, text[start:end], candidates))
        return sorted(found, key=lambda m: m.start)

    @staticmethod
    def _extend(text: str, end: int, organization: Entity) -> int:
        """Where the abbreviated name that begins with a brand ends: each further letter follows in the full name."""
        name = fold(organization.label)
        at = next((i for i in range(len(name)) if name[: i + 1].endswith(text[max(0, end - 2) : end])), len(name)) + 1
        while end < len(text) and (found := name.find(text[end], at)) >= 0 and found - at < _NAME_END:
            at, end = found + 1, end + 1
        return end


def _longest_first(hit: tuple[int, int, str]) -> tuple[int, int]:
    return hit[0], -hit[1]
