"""What makes think of a concept without naming it: `ontology/associations/*.ttl` beside `ontology/concepts/*.ttl`."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Namespace

import ontology
from nlp.text import normalise
from nlp.thesaurus import load_thesaurus
from ontology import vocabulary as v

HOME = Path(ontology.__file__).parent
FILES = sorted((HOME / "associations").glob("*.ttl"))
ZZ = Namespace(v.ZZ)
#: A cue of more concepts than this tells them apart no longer; no cue is longer.
MOST_CONCEPTS, LONGEST = 30, 14
MINIMUM_CUES = 20_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_is_about_the_concepts_of_its_namesake(file: Path) -> None:
    """It says nothing but cues, of concepts that stand in the file of the same name."""
    said = Graph().parse(file, format="turtle")
    known = set(Graph().parse(HOME / "concepts" / file.name, format="turtle").subjects(RDF.type, SKOS.Concept))
    assert set(said.predicates()) == {ZZ.evokedBy}
    assert set(said.subjects()) <= known
    heads = [line.split(" ", 1)[0] for line in file.read_text("utf-8").splitlines() if line.startswith("concept:")]
    assert len(heads) == len(set(heads))


def test_cues_are_written_as_questions_are_read() -> None:
    """Normalised, simplified, without punctuation, and no name of the concept itself."""
    for concept in load_thesaurus().concepts.values():
        assert not set(concept.cues) & set(concept.forms), concept.iri
        for cue in concept.cues:
            assert len(cue) <= LONGEST, cue
            assert cue == unicodedata.normalize("NFKC", cue) == normalise(cue).text, (concept.iri, cue)
            assert cue.isalnum() or cue.isascii(), (concept.iri, cue)


def test_a_cue_points_somewhere() -> None:
    """What makes think of everything makes think of nothing; single characters are rare and verbs."""
    pointing = Counter(cue for concept in load_thesaurus().concepts.values() for cue in concept.cues)
    assert max(pointing.values()) <= MOST_CONCEPTS, pointing.most_common(5)
    assert sum(pointing.values()) >= MINIMUM_CUES
