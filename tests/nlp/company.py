"""A small company as change sets, for tests that need a graph but no document."""

from graph.model import ChangeSet, Iri, Literal, Statement
from ontology import vocabulary as v

DOCUMENT = "小公司.txt"
_POSTS = {
    # title: (organization, unit, superior, holder, duties with involvement)
    "总经理": ("北山食品有限公司", None, None, "郑一鸣", (("lead", "主持公司全面工作，审定年度预算。"),)),
    "财务部经理": (
        "北山食品有限公司",
        "财务部",
        "总经理",
        "孙秋",
        (("lead", "负责资金调度和税务申报。"), ("approve", "审核各部门的费用报销单据。")),
    ),
    "出纳": (
        "北山食品有限公司",
        "财务部",
        "财务部经理",
        "何田",
        (("execute", "每日收集发票并登记台账。"), ("execute", "发放工资，每月十日前完成。")),
    ),
    "仓库管理员": (
        "北山食品有限公司",
        "仓储部",
        "总经理",
        None,
        (("lead", "负责库存盘点，每月一次。"), ("assist", "协助出纳收集发票。")),
    ),
    "护士长": ("南湖医院", "内科", None, "林静", (("lead", "负责护士排班。"), ("supervise", "监督病房消毒。"))),
    "出纳员": ("南湖医院", "财务科", None, None, (("execute", "办理住院押金收取。"),)),
}


def make_company() -> ChangeSet:
    """Two organizations, six posts, five people."""
    statements: dict[Statement, None] = {}

    def say(subject: str, predicate: str, value: str | Literal) -> None:
        thing = value if isinstance(value, Literal) else Iri(value)
        statements[Statement(Iri(subject), Iri(predicate), thing)] = None

    def introduce(iri: str, kind: str, label: str, line: int, quote: str) -> None:
        passage = f"{iri}/passage"
        say(iri, v.TYPE, kind)
        say(iri, v.PREF_LABEL, Literal(label, "zh-hans"))
        say(iri, v.WAS_DERIVED_FROM, passage)
        say(passage, v.TYPE, v.PASSAGE)
        say(passage, v.IN_DOCUMENT, Literal(DOCUMENT))
        say(passage, v.START_LINE, Literal(str(line), datatype=v.XSD + "integer"))
        say(passage, v.END_LINE, Literal(str(line), datatype=v.XSD + "integer"))
        say(passage, v.QUOTE, Literal(quote))

    line = 0
    for title, (organization, unit, superior, holder, duties) in _POSTS.items():
        company, post = f"{v.ENTITY}organization/{organization}", f"{v.ENTITY}post/{organization}/{title}"
        line += 1
        introduce(
            company, v.FORMAL_ORGANIZATION, organization, 1 if organization.startswith("北") else 20, organization
        )
        introduce(post, v.POST, title, line, title)
        say(post, v.IN_ORGANIZATION, company)
        place = company
        if unit:
            place = f"{v.ENTITY}unit/{organization}/{unit}"
            introduce(place, v.ORGANIZATIONAL_UNIT, unit, line, unit)
            say(place, v.UNIT_OF, company)
            say(place, v.IN_ORGANIZATION, company)
        say(post, v.POST_IN, place)
        if superior:
            say(post, v.REPORTS_TO, f"{v.ENTITY}post/{organization}/{superior}")
        if holder:
            person = f"{v.ENTITY}person/{organization}/{holder}"
            introduce(person, v.PERSON, holder, line, holder)
            say(person, v.NAME, Literal(holder, "zh-hans"))
            say(person, v.IN_ORGANIZATION, company)
            say(post, v.HELD_BY, person)
        for order, (involvement, statement) in enumerate(duties, 1):
            line += 1
            duty = f"{v.ENTITY}duty/{organization}/{title}/{order}"
            introduce(duty, v.DUTY, statement, line, statement)
            say(post, v.HAS_DUTY, duty)
            say(duty, v.STATEMENT, Literal(statement, "zh-hans"))
            say(duty, v.ORDER, Literal(str(order), datatype=v.XSD + "integer"))
            say(duty, v.INVOLVEMENT, v.involvement_iri(involvement))
            say(duty, v.IN_ORGANIZATION, company)
    return ChangeSet(Iri(v.DOCUMENT + DOCUMENT), tuple(statements))
