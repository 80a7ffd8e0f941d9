"""The catalogue knows every named thing of the graph as the graph tells it."""

from nlp.catalogue import ORGANIZATION, PERSON, POST, UNIT, Catalogue
from nlp.desk import Desk


def test_things_stand_in_the_order_of_the_document(desk: Desk) -> None:
    catalogue = desk.lexicon.catalogue
    posts = [e for e in catalogue.entities.values() if e.type == POST]
    assert [p.label for p in posts][:3] == ["总经理", "财务部经理", "出纳"]
    assert [o.label for o in catalogue.organizations] == ["北山食品有限公司", "南湖医院"]
    kinds = {
        kind: sum(e.type == kind for e in catalogue.entities.values()) for kind in (POST, UNIT, PERSON, ORGANIZATION)
    }
    assert kinds == {POST: 6, UNIT: 4, PERSON: 4, ORGANIZATION: 2}


def test_a_name_leads_to_all_that_bear_it(desk: Desk) -> None:
    catalogue = desk.lexicon.catalogue
    (post,) = catalogue.by_name["护士长"]
    entity = catalogue.entities[post]
    assert [p.label for p in catalogue.holders(post)] == ["林静"]
    organization = catalogue.organization_of(entity)
    assert organization is not None and organization.label == "南湖医院"
    assert [catalogue.entities[w].label for w in entity.within] == ["内科"]
    (person,) = catalogue.by_name["林静"]
    assert [p.iri for p in catalogue.posts_of(person)] == [post]


def test_the_published_form_is_the_same_catalogue(desk: Desk) -> None:
    catalogue = desk.lexicon.catalogue
    again = Catalogue.from_json(catalogue.to_json())
    assert again.entities == catalogue.entities
    assert all(again.holders(iri) == catalogue.holders(iri) for iri in catalogue.entities)
