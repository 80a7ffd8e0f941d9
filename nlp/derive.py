"""Derives what the desk needs from a graph: lexicon and candidate index, at publication."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from graph.search import IndexEntry, build_index
from graph.store import GraphStore
from nlp.answer import Place
from nlp.catalogue import compile_catalogue
from nlp.documents.involvement import classify_involvement
from nlp.duties import DutyRecord
from nlp.grammar import load_grammar
from nlp.lexicon import compile_lexicon
from nlp.matching import Matcher
from nlp.segment import BulkSegmenter
from nlp.thesaurus import load_thesaurus
from ontology import vocabulary as v

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())


def derive(store: GraphStore, folder: Path) -> dict[str, int]:
    """Write lexicon and candidate index of `store` into the snapshot `folder`; the counts of what it holds."""
    thesaurus, grammar, segmenter = load_thesaurus(), load_grammar(), BulkSegmenter()
    matcher = Matcher(thesaurus, grammar, segmenter.cut, segmenter.cut_for_search)
    catalogue = compile_catalogue(store)
    duties = list(_read_statements(store, matcher))
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
    return {
        name: int(str(store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{kind}> }}")[0][0]))
        for name, kind in kinds.items()
    }


_STATEMENTS = {
    "duty": v.HAS_DUTY,
    "authority": v.HAS_AUTHORITY,
    "qualification": v.HAS_QUALIFICATION,
    "work-condition": v.HAS_WORK_CONDITION,
}


def _read_statements(store: GraphStore, matcher: Matcher) -> Iterable[DutyRecord]:
    """Every duty and trait of `store` as a record of the index."""
    for kind, relation in _STATEMENTS.items():
        rows = store.select(
            _PREFIXES
            + "SELECT DISTINCT ?d ?owner ?organization ?text ?involvement ?order ?doc ?s ?e ?place ?q WHERE { "
            f"?owner <{relation}> ?d . ?d zz:statement ?text ; prov:wasDerivedFrom ?p . "
            "?p zz:document ?doc ; zz:startLine ?s ; zz:endLine ?e ; zz:quote ?q . OPTIONAL { ?p zz:place ?place } "
            "OPTIONAL { ?owner zz:inOrganization ?organization } "
            "OPTIONAL { ?d zz:involvement ?involvement } OPTIONAL { ?d zz:order ?order } } ORDER BY ?d ?doc ?s"
        )
        seen: set[tuple[str, str]] = set()
        for iri, owner, organization, text, involvement, order, document, start, end, place, quote in rows:
            if (str(iri), str(owner)) in seen:
                continue
            seen.add((str(iri), str(owner)))
            where = Place(str(document), int(str(start)), int(str(end)), str(place) if place else None)
            code = str(involvement).rpartition("#")[2].lower() if involvement else "execute"
            features = matcher.describe(str(text))
            # The first clause is what the whole duty was classified by; later ones may say something else.
            ways = (
                (code, *(classify_involvement(clause.text) for clause in features.clauses[1:]))
                if features.clauses
                else ()
            )
            yield DutyRecord(
                str(iri), kind, str(owner), str(organization or ""), str(text), code, int(str(order or 0)), where, str(quote),
                features, ways,
            )  # fmt: skip
