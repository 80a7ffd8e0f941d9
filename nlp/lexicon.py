"""What the desk knows of words: named things, concepts, sounds and trade words, compiled once at publication."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nlp.catalogue import Catalogue
from nlp.duties import DutyRecord
from nlp.segment import BulkSegmenter, default_segmenter
from nlp.spelling import compile_pronunciations
from nlp.text import fold
from nlp.thesaurus import Thesaurus

FILE = "lexicon.json"
#: A word is a trade word of the organization that has at least this share of its uses.
_SHARE = 0.85
#: A word of names is one of places while at most one organization of so many bears it.
_SPECIFIC = 5
#: A word that the dictionary counted more often is no organization's own.
_EVERYDAY = 250
_UNNAMED = "未写明的组织"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words of one snapshot; `trades` maps a word to the organizations that it points to, `places` a
    word of an organization's own name to the organizations that bear it, `brands` only such as mean nothing else."""

    catalogue: Catalogue
    thesaurus: Thesaurus
    words: frozenset[str]
    sounds: dict[str, str]
    trades: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    brands: dict[str, tuple[str, ...]]

    def write(self, folder: Path) -> None:
        """Write the lexicon into the snapshot `folder`."""
        data = {
            "catalogue": self.catalogue.to_json(),
            "thesaurus": self.thesaurus.to_json(),
            "words": sorted(self.words),
            "sounds": self.sounds,
            "trades": {word: list(iris) for word, iris in self.trades.items()},
            "places": {word: list(iris) for word, iris in self.places.items()},
            "brands": {word: list(iris) for word, iris in self.brands.items()},
        }
        (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")

    @staticmethod
    def read(folder: Path) -> "Lexicon":
        """The lexicon of the snapshot in `folder`."""
        data = json.loads((folder / FILE).read_text("utf-8"))
        return Lexicon(
            Catalogue.from_json(data["catalogue"]),
            Thesaurus.from_json(data["thesaurus"]),
            frozenset(data["words"]),
            data["sounds"],
            {word: tuple(iris) for word, iris in data["trades"].items()},
            {word: tuple(iris) for word, iris in data["places"].items()},
            {word: tuple(iris) for word, iris in data.get("brands", {}).items()},
        )


def compile_lexicon(
    catalogue: Catalogue, thesaurus: Thesaurus, duties: list[DutyRecord], grammar_words: frozenset[str]
) -> Lexicon:
    """Compile the words of a graph: `duties` are all statements that stand in its index."""
    words = {word for duty in duties for word in duty.features.words}
    words |= {form for duty in duties for mention in thesaurus.find(duty.features.text) for form in [mention.form]}
    words |= {w for w in grammar_words if len(w) > 1}
    # Homophone slips happen in everyday words that no document may hold; concepts hold those.
    spoken = {form for form in thesaurus.forms if 2 <= len(form) <= 4}
    words |= spoken
    names = {fold(entity.label) for entity in catalogue.entities.values()}
    told = frozenset(words)
    words |= {name for name in names if len(name) <= 5}
    cut = BulkSegmenter().cut_for_search
    words |= {word for name in names for word in cut(name) if len(word) > 1}
    return Lexicon(
        catalogue,
        thesaurus,
        frozenset(words),
        compile_pronunciations(words),
        _find_trades(catalogue, duties),
        _find_places(catalogue),
        _find_brands(catalogue, told),
    )


def _find_trades(catalogue: Catalogue, duties: list[DutyRecord]) -> dict[str, tuple[str, ...]]:
    """Words that one organization alone uses: at least twice, or in a name of it, its units or posts."""
    uses: dict[str, Counter[str]] = {}
    for duty in duties:
        for word in duty.features.words:
            if len(word) > 1:
                uses.setdefault(word, Counter())[duty.organization] += 1
    cut = BulkSegmenter().cut_for_search
    in_names: dict[str, set[str]] = {}
    for entity in catalogue.entities.values():
        if entity.type not in ("Organization", "OrganizationalUnit"):
            continue
        for word in cut(fold(entity.label)):
            if len(word) > 1:
                in_names.setdefault(word, set()).add(entity.organization)
                uses.setdefault(word, Counter())[entity.organization] += 3
    found: dict[str, tuple[str, ...]] = {}
    for word, counts in uses.items():
        best, number = counts.most_common(1)[0]
        if number >= 2 and number / sum(counts.values()) >= _SHARE:
            found[word] = (best,)
    for word, organizations in in_names.items():
        if len(organizations) <= max(1, len(catalogue.organizations) // _SPECIFIC):
            found[word] = tuple(sorted(organizations))
    return found


def _find_places(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Words of the organizations' own names that few of them bear."""
    bearing: dict[str, set[str]] = {}
    cut = BulkSegmenter().cut_for_search
    for organization in catalogue.organizations:
        for word in cut(fold(organization.label)):
            if len(word) > 1:
                bearing.setdefault(word, set()).add(organization.iri)
    most = max(1, len(catalogue.organizations) // _SPECIFIC)
    return {word: tuple(sorted(iris)) for word, iris in bearing.items() if len(iris) <= most}


def _find_brands(catalogue: Catalogue, words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The beginnings of organizations' names, and the rare words in them, that stand in no duty and no dictionary."""
    segmenter = default_segmenter()
    bearing: dict[str, set[str]] = {}
    for organization in catalogue.organizations:
        name = fold(organization.label)
        if name.startswith(_UNNAMED):
            continue
        pieces = {name[:2], *segmenter.cut(name)}
        for piece in pieces:
            known = piece in words or segmenter.frequency(piece) > _EVERYDAY
            if 2 <= len(piece) <= 3 and not piece.isdecimal() and not known:
                bearing.setdefault(piece, set()).add(organization.iri)
    most = max(1, len(catalogue.organizations) // _SPECIFIC)
    return {word: tuple(sorted(iris)) for word, iris in sorted(bearing.items()) if len(iris) <= most}
