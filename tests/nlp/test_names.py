"""Names are found whole, shortened where that is unambiguous, and misspelt where one letter is off."""

import pytest

from nlp.catalogue import ORGANIZATION, POST, UNIT, Catalogue, Entity
from nlp.desk import Desk
from nlp.names import NameFinder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财务部经理的上级是谁", ["财务部经理"]),
        ("出纳员和出纳谁管押金", ["出纳员", "出纳"]),
        ("北山食品的仓库管理员归谁管", ["北山食品有限公司", "仓库管理员"]),
        ("何田是什么岗位", ["何田"]),
        ("谁负责浇花", []),
    ],
)
def test_names_in_a_question(desk: Desk, text: str, expected: list[str]) -> None:
    assert [m.candidates[0].entity.label for m in desk.names.find(text)] == expected


def test_a_name_with_one_wrong_letter_is_found(desk: Desk) -> None:
    mention = desk.names.find_misspelt("仓库菅理员的上级")
    assert mention is not None
    assert (mention.text, mention.candidates[0].entity.label) == ("仓库菅理员", "仓库管理员")
    assert mention.candidates[0].score < 1


def test_what_is_like_no_name_is_none(desk: Desk) -> None:
    assert desk.names.find_misspelt("谁负责浇花养鱼") is None


def test_the_nearest_names_are_offered(desk: Desk) -> None:
    assert "仓库管理员" in [entity.label for entity in desk.names.nearest("仓库保管员")]


@pytest.mark.parametrize(
    ("label", "kind", "short"),
    [
        ("江州市第二人民医院", ORGANIZATION, "二院"),
        ("临江第三中学", ORGANIZATION, "三中"),
        ("第一车间", UNIT, "一车间"),
        ("人力资源部", UNIT, "人力部"),
        ("客户服务专员", POST, "客服专员"),
    ],
)
def test_names_are_shortened_as_people_do(label: str, kind: str, short: str) -> None:
    entity = Entity("x:1", kind, label, (), "x:2", (), None, ())
    found = NameFinder(Catalogue((entity,), ())).find(f"{short}的事")
    assert [(m.text, m.candidates[0].way) for m in found] == [(short, "简称")]
