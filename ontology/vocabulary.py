"""IRIs of every class and property that the graph uses, as plain strings.

Sources: W3C ORG, PROV-O, SKOS, FOAF 0.99, Dublin Core Terms; `zz:` is `zhize.ttl` beside this file.
"""

from typing import Final

ZZ: Final = "https://w3id.org/zhize#"
ORG: Final = "http://www.w3.org/ns/org#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SH: Final = "http://www.w3.org/ns/shacl#"

#: Every entity of the graph has an IRI below this one; `/id/…` of the web application answers it.
ENTITY: Final = "https://w3id.org/zhize/id/"
#: Named graph of a document: this prefix and the document's name.
DOCUMENT: Final = "https://w3id.org/zhize/document/"
CONCEPT: Final = "https://w3id.org/zhize/concept/"

PREFIXES: Final[dict[str, str]] = {
    "zz": ZZ,
    "org": ORG,
    "foaf": FOAF,
    "skos": SKOS,
    "prov": PROV,
    "dcterms": DCTERMS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
}
#: Declares all of them at the head of a SPARQL query.
PROLOGUE: Final = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())

TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"

# organizations, units, posts, people
FORMAL_ORGANIZATION: Final = ORG + "FormalOrganization"
ORGANIZATIONAL_UNIT: Final = ORG + "OrganizationalUnit"
POST: Final = ORG + "Post"
PERSON: Final = FOAF + "Person"
AGENT: Final = FOAF + "Agent"
UNIT_OF: Final = ORG + "unitOf"
POST_IN: Final = ORG + "postIn"
HELD_BY: Final = ORG + "heldBy"
REPORTS_TO: Final = ORG + "reportsTo"
INFERRED_REPORTS_TO: Final = ZZ + "inferredReportsTo"
IN_ORGANIZATION: Final = ZZ + "inOrganization"
NAME: Final = FOAF + "name"
PHONE: Final = FOAF + "phone"
MBOX: Final = FOAF + "mbox"
PLACE: Final = ZZ + "place"
HEADCOUNT: Final = ZZ + "headcount"
PREF_LABEL: Final = SKOS + "prefLabel"
ALT_LABEL: Final = SKOS + "altLabel"
HIDDEN_LABEL: Final = SKOS + "hiddenLabel"
BROADER: Final = SKOS + "broader"
RELATED: Final = SKOS + "related"

# reporting lines
REPORTING_LINE: Final = ZZ + "ReportingLine"
SUBORDINATE: Final = ZZ + "subordinate"
SUPERIOR: Final = ZZ + "superior"
BASIS: Final = ZZ + "basis"
STATED: Final = ZZ + "Stated"
INFERRED: Final = ZZ + "Inferred"
REASON: Final = ZZ + "reason"
CONFIDENCE: Final = ZZ + "confidence"
CONTRADICTS: Final = ZZ + "contradicts"

# duties and traits
DUTY: Final = ZZ + "Duty"
HAS_DUTY: Final = ZZ + "hasDuty"
STATEMENT: Final = ZZ + "statement"
ORDER: Final = ZZ + "order"
INVOLVEMENT: Final = ZZ + "involvement"
INVOLVEMENTS: Final = ("lead", "execute", "assist", "approve", "supervise", "participate", "inform")
ACTION: Final = ZZ + "action"
TOPIC: Final = ZZ + "topic"
FREQUENCY: Final = ZZ + "frequency"
COUNTERPART: Final = ZZ + "counterpart"
DELIVERABLE: Final = ZZ + "deliverable"
QUANTITY: Final = ZZ + "quantity"
HAS_QUALIFICATION: Final = ZZ + "hasQualification"
HAS_AUTHORITY: Final = ZZ + "hasAuthority"
HAS_WORK_CONDITION: Final = ZZ + "hasWorkCondition"
QUALIFICATION: Final = ZZ + "Qualification"
AUTHORITY: Final = ZZ + "Authority"
WORK_CONDITION: Final = ZZ + "WorkCondition"
VERB_FORM: Final = ZZ + "verbForm"
EVOKED_BY: Final = ZZ + "evokedBy"
ACTION_CONCEPT: Final = ZZ + "Action"
OBJECT_CONCEPT: Final = ZZ + "BusinessObject"

# provenance
WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
PASSAGE: Final = ZZ + "Passage"
DOCUMENT_CLASS: Final = ZZ + "Document"
IN_DOCUMENT: Final = ZZ + "document"
START_LINE: Final = ZZ + "startLine"
END_LINE: Final = ZZ + "endLine"
QUOTE: Final = ZZ + "quote"
TITLE: Final = DCTERMS + "title"


def shorten(iri: str) -> str | None:
    """`iri` written with its prefix (`zz:Duty`); None where it begins with none."""
    return next((f"{name}:{iri.removeprefix(base)}" for name, base in PREFIXES.items() if iri.startswith(base)), None)


def involvement_iri(code: str) -> str:
    """IRI of the involvement `code`, one of `INVOLVEMENTS`: `lead` → `zz:Lead`."""
    return ZZ + code.capitalize()
