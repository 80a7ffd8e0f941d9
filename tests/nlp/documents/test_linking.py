"""Entities over several documents, and what they become in the graph."""

from graph.model import Iri, Literal
from nlp.documents.assertions import assert_facts
from nlp.documents.extraction import extract_lines
from nlp.documents.linking import LinkedFacts, link
from nlp.frames import DutyFrame
from ontology import vocabulary as v


def linked(*documents: tuple[str, str]) -> LinkedFacts:
    return link([extract_lines(name, text, "白鹭纺织厂") for name, text in documents])


def posts(result: LinkedFacts, title: str) -> list[str]:
    return sorted({result.iris[f.document, p.key] for f in result.documents for p in f.posts if p.title == title})


DUTIES = "所属部门：织造车间\n岗位名称：挡车工\n岗位职责：\n1、看管织机。\n2、处理断头。"


def test_one_title_in_one_unit_is_one_post_over_documents() -> None:
    result = linked(
        ("甲.txt", DUTIES), ("乙.txt", "岗位名称：挡车工\n所属部门：织造车间\n岗位职责：\n1、交接班。\n2、清洁机台。")
    )
    assert len(posts(result, "挡车工")) == 1


def test_a_post_is_introduced_by_the_document_that_tells_of_it() -> None:
    above = "岗位名称：车间主任\n所属部门：织造车间\n下属岗位：挡车工\n岗位职责：\n1、安排生产。\n2、检查质量。"
    result = linked(("甲.txt", above), ("乙.txt", DUTIES))
    (post,) = posts(result, "挡车工")
    statements = [s for change in assert_facts(result, lambda _: DutyFrame()) for s in change.statements]
    passages = {s.object for s in statements if s.subject == post and s.predicate == v.WAS_DERIVED_FROM}
    assert {s.object for s in statements if s.subject in passages and s.predicate == v.IN_DOCUMENT} == {
        Literal("乙.txt")
    }


def test_a_staff_list_without_unit_joins_the_only_post_of_that_title() -> None:
    result = linked(("甲.txt", DUTIES), ("名单.txt", "姓名\t职务\t电话\n沈秋\t挡车工\t6601\n"))
    assert len(posts(result, "挡车工")) == 1
    assert result.uncertain


def test_two_posts_of_one_document_with_holders_of_their_own_stay_apart() -> None:
    text = "副厂长（许可）岗位职责\n1、分管生产。\n2、分管设备。\n副厂长（方远）岗位职责\n1、分管销售。\n2、分管采购。"
    assert len(posts(linked(("甲.txt", text)), "副厂长")) == 2


def test_one_name_in_two_units_is_two_people_and_listed() -> None:
    result = linked(("名单.txt", "姓名\t部门\t职务\n沈秋\t织造车间\t挡车工\n沈秋\t财务科\t出纳\n"))
    assert len(set(result.people.values())) == 2
    assert result.uncertain


def test_iris_do_not_change_when_lines_move() -> None:
    first, second = linked(("甲.txt", DUTIES)), linked(("甲.txt", "\n\n\n" + DUTIES))
    assert posts(first, "挡车工") == posts(second, "挡车工")
    assert posts(first, "挡车工") == [v.ENTITY + "post/白鹭纺织厂/织造车间/挡车工"]


def test_documents_without_a_name_in_one_folder_speak_of_one_organization() -> None:
    documents = [extract_lines(f"纺织/{n}.txt", DUTIES) for n in "甲乙"]
    result = link(documents)
    assert {result.labels[result.iris[f.document, "o1"]] for f in result.documents} == {"纺织"}


def test_a_unit_called_like_its_organization_is_the_organization() -> None:
    """部门：白鹭纺织厂 on the form of one post makes no second thing of that name; a unit inside it moves up."""
    text = "所属部门：{}\n岗位名称：{}\n岗位职责：\n1、看管织机。\n2、处理断头。"
    result = linked(("甲.txt", text.format("白鹭纺织厂", "厂长")), ("乙.txt", text.format("织造车间", "挡车工")))
    assert [u.name for f in result.documents for u in f.units] == ["织造车间"]
    assert posts(result, "厂长") == [v.ENTITY + "post/白鹭纺织厂/_/厂长"]


def test_iris_have_no_unsafe_characters() -> None:
    text = "岗位名称：C++ <开发> {工程师}\n岗位职责：\n1、写代码。\n2、改错。"
    result = link([extract_lines('a b"<>.txt', text)])
    for change in assert_facts(result, lambda _: DutyFrame()):
        for statement in change.statements:
            for term in (change.graph, statement.subject, statement.object):
                if isinstance(term, Iri):
                    assert not set(term) & set(' <>"{}|\\^`%')


def test_every_entity_has_a_passage() -> None:
    result = linked(("甲.txt", "直接上级：主任\n" + DUTIES + "\n姓名：沈秋"))
    (change,) = assert_facts(result, lambda _: DutyFrame())
    derived = {s.subject for s in change.statements if s.predicate == v.WAS_DERIVED_FROM}
    kinds = {v.POST, v.ORGANIZATIONAL_UNIT, v.PERSON, v.DUTY, v.REPORTING_LINE, v.FORMAL_ORGANIZATION}
    things = {s.subject for s in change.statements if s.predicate == v.TYPE and s.object in kinds}
    assert things
    assert things <= derived


def test_a_contradiction_is_said_on_the_reporting_line() -> None:
    text = "甲岗主管岗位职责\n下属：质检员\n1、排班。\n乙岗主管岗位职责\n1、派工。\n质检员岗位职责\n直接上级：乙岗主管\n1、检验。"
    (change,) = assert_facts(linked(("甲.txt", text)), lambda _: DutyFrame())
    assert sum(1 for s in change.statements if s.predicate == v.CONTRADICTS) == 1


def test_statements_are_simplified_and_the_traditional_title_is_kept() -> None:
    (change,) = assert_facts(linked(("甲.txt", "會計崗位職責\n1、編製報表。\n2、核對帳目。")), lambda _: DutyFrame())
    objects = {s.object for s in change.statements}
    assert Literal("会计", "zh-hans") in objects
    assert Literal("會計", "zh-hant") in objects
