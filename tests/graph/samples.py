"""A small hospital as change sets, made of the vocabulary's own terms."""

from graph.model import ChangeSet, Iri, Literal, Statement, Term
from ontology import vocabulary as v

INTEGER = v.XSD + "integer"
DECIMAL = v.XSD + "decimal"


def iri(path: str) -> Iri:
    return Iri(v.ENTITY + path)


HOSPITAL = iri("organization/临江医院")
CLINIC = iri("unit/临江医院/门诊部")
NURSING = iri("unit/临江医院/护理部")
HEAD = iri("post/临江医院/门诊部/主任")
DOCTOR = iri("post/临江医院/门诊部/接诊医师")
NURSE = iri("post/临江医院/护理部/护士长")
QIAN = iri("person/临江医院/钱海")
SUN = iri("person/临江医院/孙月")
DUTY = iri("duty/临江医院/门诊部/接诊医师/1")


def document(name: str, *statements: Statement) -> ChangeSet:
    return ChangeSet(Iri(v.DOCUMENT + name), statements)


def say(subject: Iri, predicate: str, object_: Term) -> Statement:
    return Statement(subject, Iri(predicate), object_)


def zh(text: str) -> Literal:
    return Literal(text, "zh-Hans")


def number(value: int) -> Literal:
    return Literal(str(value), None, INTEGER)


def thing(subject: Iri, class_: str, label: str, file: str, line: int) -> tuple[Statement, ...]:
    passage = Iri(f"{subject}/passage/{line}")
    return (
        say(subject, v.TYPE, Iri(class_)),
        say(subject, v.PREF_LABEL, zh(label)),
        say(subject, v.IN_ORGANIZATION, HOSPITAL),
        say(subject, v.WAS_DERIVED_FROM, passage),
        say(passage, v.TYPE, Iri(v.PASSAGE)),
        say(passage, v.IN_DOCUMENT, Literal(file)),
        say(passage, v.START_LINE, number(line)),
        say(passage, v.END_LINE, number(line + 1)),
        say(passage, v.QUOTE, Literal(label)),
    )


def line_of(lower: Iri, upper: Iri, basis: str, file: str, at: int) -> tuple[Statement, ...]:
    node = Iri(f"{lower}/line/{at}")
    short = v.REPORTS_TO if basis == v.STATED else v.INFERRED_REPORTS_TO
    return (
        *thing(node, v.REPORTING_LINE, "汇报关系", file, at),
        say(node, v.SUBORDINATE, lower),
        say(node, v.SUPERIOR, upper),
        say(node, v.BASIS, Iri(basis)),
        say(node, v.REASON, zh("部门的负责人")),
        say(node, v.CONFIDENCE, Literal("0.8", None, DECIMAL)),
        say(lower, short, upper),
    )


CLINIC_FILE = "门诊.txt"
NURSING_FILE = "护理.txt"

CLINIC_DOCUMENT = document(
    CLINIC_FILE,
    *thing(HOSPITAL, v.FORMAL_ORGANIZATION, "临江医院", CLINIC_FILE, 1),
    *thing(CLINIC, v.ORGANIZATIONAL_UNIT, "门诊部", CLINIC_FILE, 3),
    say(CLINIC, v.UNIT_OF, HOSPITAL),
    *thing(HEAD, v.POST, "门诊部主任", CLINIC_FILE, 5),
    say(HEAD, v.POST_IN, CLINIC),
    say(HEAD, v.HELD_BY, QIAN),
    say(HEAD, v.ALT_LABEL, Literal("門診部主任", "zh-Hant")),
    *thing(QIAN, v.PERSON, "钱海", CLINIC_FILE, 6),
    say(QIAN, v.NAME, Literal("钱海")),
    say(QIAN, v.PHONE, Literal("+86-10-5550")),
    *thing(DOCTOR, v.POST, "接诊医师", CLINIC_FILE, 9),
    say(DOCTOR, v.POST_IN, CLINIC),
    say(DOCTOR, v.HEADCOUNT, number(4)),
    *line_of(DOCTOR, HEAD, v.STATED, CLINIC_FILE, 11),
    *thing(DUTY, v.DUTY, "接诊病人", CLINIC_FILE, 13),
    say(DOCTOR, v.HAS_DUTY, DUTY),
    say(DUTY, v.STATEMENT, zh("接诊病人，书写病历")),
    say(DUTY, v.ORDER, number(1)),
    say(DUTY, v.INVOLVEMENT, Iri(v.involvement_iri("execute"))),
)
NURSING_DOCUMENT = document(
    NURSING_FILE,
    *thing(HOSPITAL, v.FORMAL_ORGANIZATION, "临江医院", NURSING_FILE, 1),
    *thing(NURSING, v.ORGANIZATIONAL_UNIT, "护理部", NURSING_FILE, 2),
    say(NURSING, v.UNIT_OF, HOSPITAL),
    *thing(NURSE, v.POST, "=护士长", NURSING_FILE, 4),
    say(NURSE, v.POST_IN, NURSING),
    say(NURSE, v.HELD_BY, SUN),
    *thing(SUN, v.PERSON, "孙月", NURSING_FILE, 5),
    say(SUN, v.NAME, Literal("孙月")),
    *line_of(NURSE, NURSING, v.INFERRED, NURSING_FILE, 7),
)
HOSPITAL_DOCUMENTS = (CLINIC_DOCUMENT, NURSING_DOCUMENT)
