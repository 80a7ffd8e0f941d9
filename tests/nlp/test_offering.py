"""Offered questions: each has an answer, about the thing that it is offered for and no other of the same name."""

import pytest

from nlp.catalogue import ORGANIZATION, Entity
from nlp.desk import Desk
from nlp.offering import Language


@pytest.fixture(scope="module")
def everything(built_store: str) -> Desk:
    """The desk over the graph of data/documents."""
    return Desk.open(built_store)


def find(desk: Desk, label: str, organization: str = "") -> Entity:
    """The one entity of that name whose organization's name begins so."""
    catalogue = desk.lexicon.catalogue
    homes = {o.iri for o in catalogue.organizations if o.label.startswith(organization)}
    (found,) = [e for e in catalogue.entities.values() if e.label == label and e.organization in homes]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_offered_question_is_answered(everything: Desk, language: Language) -> None:
    entities = everything.lexicon.catalogue.entities.values()
    offers = [offer for entity in entities for offer in everything.offers.offer(entity, (), language)]
    dead = [o.text for o in offers if everything.ask(o.text, (), o.organization or None).status != "answered"]
    assert len(offers) > len(entities) and not dead


def test_what_is_not_recorded_is_not_offered(desk: Desk) -> None:
    relations = {o.relation for o in desk.offers.offer(find(desk, "仓库管理员"))}
    assert relations == {"duties", "superior"}


def test_what_was_asked_is_not_offered_again(desk: Desk) -> None:
    assert "duties" not in {o.relation for o in desk.offers.offer(find(desk, "出纳"), {"duties"})}


@pytest.mark.parametrize("organization", ["木禾", "青杉"])
def test_a_name_that_several_bear_is_offered_with_its_organization(everything: Desk, organization: str) -> None:
    manager = find(everything, "运营经理", organization)
    (offer,) = [o for o in everything.offers.offer(manager) if o.relation == "duties"]
    assert [item.iri for item in everything.ask(offer.text).items] == [manager.iri]


@pytest.mark.parametrize("question", ["总经理负责什么", "淘宝客服负责什么", "推广专员的任职要求", "刘青多大"])
def test_suggestions_of_what_is_unknown_are_answered(everything: Desk, question: str) -> None:
    answer = everything.ask(question)
    assert answer.status == "unknown" and answer.suggestions
    assert {everything.ask(suggestion).status for suggestion in answer.suggestions} == {"answered"}


def test_near_misses_lead_to_answers(everything: Desk) -> None:
    for question in ("谁负责看星星", "首席风险官的职责有哪些"):
        answer = everything.ask(question)
        assert {everything.ask(choice.question).status for choice in answer.choices} <= {"answered"}, question


def test_starters_of_one_organization_are_about_it(everything: Desk) -> None:
    organization = find(everything, "木禾家居建材商场")
    starters = everything.starters(6, organization.label)
    answers = [everything.ask(starter, (), organization.label) for starter in starters]
    homes = {item.organization.iri for answer in answers for item in answer.items if item.organization}
    assert len(starters) > 2 and homes == {organization.iri} and organization.type == ORGANIZATION


def test_a_misspelt_name_is_said_not_to_exist(everything: Desk) -> None:
    """What several bear is asked back by the name that they bear."""
    slip, plain = everything.ask("运营经里的上级"), everything.ask("运营经理的上级")
    assert slip.text.startswith("没有“运营经里”，您问的是哪一个“运营经理”：")
    assert plain.text.startswith("有 3 个“运营经理”，请问是哪一个：")
    assert slip.choices == plain.choices
