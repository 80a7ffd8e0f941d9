"""What the graph is and how it can be asked, said in RDF: service description and VoID."""

from graph.terms import write_iri, write_string
from nlp.desk import Desk
from ontology import vocabulary as v

_NAMES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX format: <http://www.w3.org/ns/formats/>
PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "RDF_XML", "JSON-LD")  # fmt: skip
_VOCABULARIES = (v.ORG, v.FOAF, v.SKOS, v.PROV, v.DCTERMS, v.ZZ)
_MOST_GRAPHS = 200
_PARTS = {
    "posts": v.POST,
    "units": v.ORGANIZATIONAL_UNIT,
    "organizations": v.FORMAL_ORGANIZATION,
    "people": v.PERSON,
    "duties": v.DUTY,
    "reporting_lines": v.REPORTING_LINE,
}


def describe_service(desk: Desk, endpoint: str) -> str:
    """A query whose result is the service description of `endpoint` (W3C Recommendation of 21 March 2013).

    The default graph is the union of the named graphs, one a document; of very many the first are named.
    """
    formats = ", ".join(f"format:{name}" for name in _FORMATS)
    triples = _count(desk, "statements")
    graphs = "".join(
        f" . _:dataset sd:namedGraph _:g{number} . _:g{number} a sd:NamedGraph ; sd:name {write_iri(iri)}"
        for number, iri in enumerate(desk.store.graphs()[:_MOST_GRAPHS])
    )
    return f"""{_NAMES}CONSTRUCT {{
  <{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;
    dcterms:title "职责 Zhize"@zh ; sd:feature sd:UnionDefaultGraph ; sd:resultFormat {formats} ;
    sd:defaultDataset _:dataset .
  _:dataset a sd:Dataset ; sd:defaultGraph _:graph .
  _:graph a sd:Graph, void:Dataset ; void:triples {triples}{graphs} }} WHERE {{}}"""


def describe_data(desk: Desk, endpoint: str, home: str) -> str:
    """A query whose result describes the data by VoID: how many of what, which vocabularies, where to ask."""
    counts = desk.snapshot.manifest.get("counts", {})
    vocabularies = ", ".join(f"<{iri}>" for iri in _VOCABULARIES)
    created = write_string(str(desk.snapshot.manifest.get("created", "")))
    parts = "".join(
        f" ; void:classPartition _:{name} . _:{name} void:class <{iri}> ; void:entities {_count(desk, name)} . <{home}> a void:Dataset"
        for name, iri in _PARTS.items()
        if name in counts
    )
    return f"""{_NAMES}CONSTRUCT {{
  <{home}.well-known/void> a void:DatasetDescription ; foaf:primaryTopic <{home}> .
  <{home}> a void:Dataset ; dcterms:title "职责 Zhize"@zh ; foaf:homepage <{home}> ; dcterms:modified {created} ;
    void:sparqlEndpoint <{endpoint}> ; void:uriSpace "{v.ENTITY}" ; void:vocabulary {vocabularies} ;
    void:triples {_count(desk, "statements")} ; void:documents {len(desk.snapshot.manifest.get("documents", ()))}{parts}
}} WHERE {{}}"""


def _count(desk: Desk, name: str) -> int:
    return int(desk.snapshot.manifest.get("counts", {}).get(name, 0))
