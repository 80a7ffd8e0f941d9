"""What the desk knows of words: named things, concepts, sounds and trade words, compiled once at publication."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.catalogue import ORGANIZATION, UNIT, Catalogue, Entity
from nlp.duties import DutyRecord
from nlp.everyday import compile_everyday
from nlp.segment import Segmenter, read_frequent, read_tags
from nlp.spelling import compile_pronunciations
from nlp.surroundings import Profiles, compile_profiles
from nlp.synonyms import compile_senses
from nlp.tasknames import name_tasks
from nlp.text import fold
from nlp.thesaurus import Thesaurus

FILE = "lexicon.json"
#: A word is a trade word of the organization that has at least this share of its uses.
_SHARE = 0.85
#: A word of names is one of places while at most one organization of so many bears it.
_SPECIFIC = 5
#: A word that the dictionary counted more often is no organization's own; one counted so often is no slip of the pen.
_EVERYDAY, _COMMON = 250, 100
_SHORT = 2
_UNNAMED = "未写明的组织"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled words of one snapshot; `trades` maps a word to the organizations that it points to, `places` a
    word of an organization's own name to the organizations that bear it, `brands` only such as mean nothing else; `uses` counts for
    a word how often each organization uses it; `told` are the words of duties, `senses` the leaves of the dictionary of
    synonyms that hold a word, `everyday` the words that people use for those of duties, `common` those of two letters that anybody writes,
    `tasks` what each duty may be asked for by, `profiles` what each organization and owner of duties has words for."""

    catalogue: Catalogue
    thesaurus: Thesaurus
    words: frozenset[str]
    sounds: dict[str, str]
    trades: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    brands: dict[str, tuple[str, ...]]
    uses: dict[str, dict[str, int]]
    told: frozenset[str]
    senses: dict[str, str]
    everyday: dict[str, list[str]]
    common: frozenset[str]
    tasks: dict[str, list[str]]
    profiles: Profiles

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
            "uses": self.uses,
            "told": sorted(self.told),
            "senses": self.senses,
            "everyday": self.everyday,
            "common": sorted(self.common),
            "tasks": self.tasks,
            "profiles": self.profiles._asdict(),
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
            data.get("uses", {}),
            frozenset(data.get("told", ())),
            data.get("senses", {}),
            data.get("everyday", {}),
            frozenset(data["common"] if "common" in data else _find_common(read_frequent(_COMMON))),
            data.get("tasks", {}),
            Profiles(**data.get("profiles", {})),
        )


def compile_lexicon(
    catalogue: Catalogue, thesaurus: Thesaurus, duties: list[DutyRecord], grammar_words: frozenset[str]
) -> Lexicon:
    """Compile the words of a graph: `duties` are all statements that stand in its index."""
    written = frozenset(word for duty in duties for word in duty.features.words)
    words = set(written)
    words |= {form for duty in duties for mention in thesaurus.find(duty.features.text) for form in [mention.form]}
    words |= {w for w in grammar_words if len(w) > 1}
    # Homophone slips happen in everyday words that no document may hold; concepts hold those.
    spoken = {form for form in thesaurus.forms if 2 <= len(form) <= 4}
    words |= spoken
    names = {fold(entity.label) for entity in catalogue.entities.values()}
    told = frozenset(words)
    words |= {name for name in names if len(name) <= 5}
    cut = Segmenter().cut_for_search
    words |= {word for name in names for word in cut(name) if len(word) > 1}
    uses = _count_uses(catalogue, duties)
    frequent = read_frequent(_COMMON)
    actions = {form for concept in thesaurus.concepts.values() if concept.action for form in concept.forms}
    things = {form for concept in thesaurus.concepts.values() if not concept.action for form in concept.forms}
    return Lexicon(
        catalogue,
        thesaurus,
        frozenset(words),
        compile_pronunciations(words),
        _find_trades(catalogue, uses),
        _find_places(catalogue),
        _find_brands(catalogue, told, {word for word, count in frequent.items() if count > _EVERYDAY}),
        {word: dict(counts) for word, counts in uses.items() if sum(counts.values()) > 1},
        written,
        compile_senses(written),
        compile_everyday(written, thesaurus.forms),
        frozenset(_find_common(frequent)),
        name_tasks(duties, Segmenter().cut, read_tags, {*thesaurus.verb_forms, *actions}, things),
        compile_profiles(
            ((e.organization, e.iri, fold(e.label)) for e in catalogue.entities.values()),
            ((d.organization, d.owner, d.features.text) for d in duties),
            cut,
        ),
    )


def _count_uses(catalogue: Catalogue, duties: list[DutyRecord]) -> dict[str, Counter[str]]:
    """How often each organization uses a word: in duties once each, in names of it and its units three times."""
    uses: dict[str, Counter[str]] = {}
    for duty in duties:
        for word in duty.features.words:
            if len(word) > 1:
                uses.setdefault(word, Counter())[duty.organization] += 1
    for word, entity in _cut_names(catalogue):
        uses.setdefault(word, Counter())[entity.organization] += 3
    return uses


def _cut_names(catalogue: Catalogue) -> Iterator[tuple[str, Entity]]:
    """The words in the names of organizations and units."""
    cut = Segmenter().cut_for_search
    for entity in catalogue.entities.values():
        if entity.type in (ORGANIZATION, UNIT):
            for word in cut(fold(entity.label)):
                if len(word) > 1:
                    yield word, entity


def _find_trades(catalogue: Catalogue, uses: dict[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Words that one organization alone uses: at least twice, or in a name of it, its units or posts."""
    in_names: dict[str, set[str]] = {}
    for word, entity in _cut_names(catalogue):
        in_names.setdefault(word, set()).add(entity.organization)
    found: dict[str, tuple[str, ...]] = {}
    for word, counts in uses.items():
        if best := choose_user(counts):
            found[word] = (best,)
    for word, organizations in in_names.items():
        if len(organizations) <= max(1, len(catalogue.organizations) // _SPECIFIC):
            found[word] = tuple(sorted(organizations))
    return found


def choose_user(counts: Mapping[str, int]) -> str | None:
    """The organization with nearly all uses of a word, two at least."""
    best = max(counts, key=lambda organization: counts[organization], default=None)
    if best is None or counts[best] < 2 or counts[best] < _SHARE * sum(counts.values()):
        return None
    return best


def _find_places(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Words of the organizations' own names that few of them bear."""
    bearing: dict[str, set[str]] = {}
    cut = Segmenter().cut_for_search
    for organization in catalogue.organizations:
        for word in cut(fold(organization.label)):
            if len(word) > 1:
                bearing.setdefault(word, set()).add(organization.iri)
    most = max(1, len(catalogue.organizations) // _SPECIFIC)
    return {word: tuple(sorted(iris)) for word, iris in bearing.items() if len(iris) <= most}


def _find_common(frequent: Mapping[str, int]) -> Iterator[str]:
    return (word for word, count in frequent.items() if len(word) == _SHORT and count > _COMMON)


def _find_brands(catalogue: Catalogue, words: frozenset[str], everyday: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The beginnings of organizations' names, and the rare words in them, that stand in no duty and are not `everyday`."""
    cut = Segmenter().cut
    bearing: dict[str, set[str]] = {}
    for organization in catalogue.organizations:
        name = fold(organization.label)
        if name.startswith(_UNNAMED):
            continue
        for piece in {name[:2], *cut(name)}:
            if 2 <= len(piece) <= 3 and not piece.isdecimal() and piece not in words:
                bearing.setdefault(piece, set()).add(organization.iri)
    most = max(1, len(catalogue.organizations) // _SPECIFIC)
    return {
        word: tuple(sorted(iris))
        for word, iris in sorted(bearing.items())
        if len(iris) <= most and word not in everyday
    }
