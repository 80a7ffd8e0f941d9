"""Derives what the desk needs from a graph: lexicon and candidate index, at publication."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.model import ChangeSet, Description
from graph.search import IndexEntry, build_index
from nlp.catalogue import compile_catalogue, read_place
from nlp.documents.involvement import classify_involvement
from nlp.duties import DutyRecord
from nlp.grammar import load_grammar
from nlp.lexicon import compile_lexicon
from nlp.matching import Matcher
from nlp.segment import Segmenter
from nlp.thesaurus import load_thesaurus
from ontology import vocabulary as v


def derive(changes: Sequence[ChangeSet], folder: Path) -> dict[str, int]:
    """Write lexicon and candidate index of all that `changes` say into the snapshot `folder`; the counts of what it is."""
    said = Description(changes)
    thesaurus, grammar, segmenter = load_thesaurus(), load_grammar(), Segmenter()
    matcher = Matcher(thesaurus, grammar, segmenter.cut, segmenter.cut_for_search)
    catalogue = compile_catalogue(said)
    duties = list(_read_statements(said, matcher))
    index = folder / "index"
    shutil.rmtree(index, ignore_errors=True)
    entries = (
        IndexEntry(d.iri, (*matcher.tokens(d.features), "o:" + d.owner), d.organization, d.to_payload()) for d in duties
    )
    build_index(index, entries)
    compile_lexicon(catalogue, thesaurus, duties, grammar.stop | grammar.weak).write(folder)
    kinds = {
        "organizations": v.FORMAL_ORGANIZATION,
        "posts": v.POST,
        "units": v.ORGANIZATIONAL_UNIT,
        "people": v.PERSON,
        "duties": v.DUTY,
        "reporting_lines": v.REPORTING_LINE,
    }
    counts = Counter(kind for _, kind in said.pairs(v.TYPE))
    return {name: counts[kind] for name, kind in kinds.items()}


_STATEMENTS = {
    "duty": v.HAS_DUTY,
    "authority": v.HAS_AUTHORITY,
    "qualification": v.HAS_QUALIFICATION,
    "work-condition": v.HAS_WORK_CONDITION,
}


def _read_statements(said: Description, matcher: Matcher) -> Iterable[DutyRecord]:
    """Every duty and trait as a record of the index, with the first place where it stands."""
    for kind, relation in _STATEMENTS.items():
        for owner, iri in sorted(said.pairs(relation), key=lambda pair: pair[1]):
            text = said.value(iri, v.STATEMENT)
            places = [
                (place, said.value(passage, v.QUOTE) or "")
                for passage in said.values(iri, v.WAS_DERIVED_FROM)
                if (place := read_place(said, passage)) is not None
            ]
            if text is None or not places:
                continue
            where, quote = min(places, key=lambda place: (place[0].document, place[0].line_start))
            involvement = said.value(iri, v.INVOLVEMENT)
            code = involvement.rpartition("#")[2].lower() if involvement else "execute"
            features = matcher.describe(text)
            # The first clause is what the whole duty was classified by; later ones may say something else.
            ways = (
                (code, *(classify_involvement(clause.text) for clause in features.clauses[1:]))
                if features.clauses
                else ()
            )
            yield DutyRecord(
                iri, kind, owner, said.value(owner, v.IN_ORGANIZATION) or "", text, code,
                int(said.value(iri, v.ORDER) or 0), where, quote, features, ways,
            )  # fmt: skip
