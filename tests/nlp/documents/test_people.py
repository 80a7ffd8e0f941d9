"""Who holds a post, as cells and labels say it: names, nicknames, numbers, nobody."""

import pytest

from nlp.documents.extraction import extract
from nlp.documents.people import read_people
from nlp.documents.readers import read_bytes


@pytest.mark.parametrize(
    ("cell", "names", "number", "vacant"),
    [
        ("阿飞(贺云飞)", ("贺云飞",), None, False),
        ("Yan(闫妍)、Coco(柯可)", ("闫妍", "柯可"), None, False),
        ("贺云飞(代)", ("贺云飞",), None, False),
        ("贺云飞(阿飞)", ("贺云飞",), None, False),
        ("冷月等2人", ("冷月",), 2, False),
        ("14人", (), 14, False),
        ("2人(卜一鸣、一人待定)", ("卜一鸣",), 2, False),
        ("Kelvin Ouyang", ("Kelvin Ouyang",), None, False),
        ("欧阳静仪小姐", ("欧阳静仪",), None, False),
        ("从缺", (), None, True),
        ("(招聘中)", (), None, True),
        ("轮班", (), None, False),
        ("Open", (), None, True),
    ],
)
def test_what_a_cell_says_of_the_people(cell: str, names: tuple[str, ...], number: int | None, vacant: bool) -> None:
    assert read_people(cell) == (names, number, vacant)


def test_a_head_count_with_a_name_in_brackets_names_the_holder() -> None:
    rows = "部门,岗位,定员,上级,职责\n维修部,锅炉工,3人（邵长庚、两人待定）,维修部主任,巡查锅炉压力\n"
    (post,) = (p for p in extract(read_bytes(rows.encode(), "表.csv")).posts if not p.mentioned_only)
    assert (post.headcount, [h.name for h in post.holders]) == (3, ["邵长庚"])


def test_a_number_in_the_column_of_people_is_the_head_count() -> None:
    rows = "部门,岗位,在岗,上级,职责\n护理部,护工,12人,护士长,协助病人翻身\n护理部,护士,施蓉等4人,护士长,发药输液\n"
    posts = {p.title: p for p in extract(read_bytes(rows.encode(), "表.csv")).posts}
    assert (posts["护工"].headcount, posts["护工"].holders) == (12, ())
    assert (posts["护士"].headcount, [h.name for h in posts["护士"].holders]) == (4, ["施蓉"])


def test_a_column_of_nicknames_and_names_beside_one_of_small_units() -> None:
    rows = (
        "部门,小组,岗位,花名/姓名,HC,汇报线,主要工作\n"
        "内容部,视频组,剪辑师,小鹿/陆晓,2,视频组组长,粗剪素材\n,直播组,中控,阿布（步清）,1,直播组组长,切画面\n"
    )
    facts = extract(read_bytes(rows.encode(), "表.csv"))
    units = {u.key: u.name for u in facts.units}
    told = {
        p.title: (units.get(p.unit or ""), [h.name for h in p.holders]) for p in facts.posts if not p.mentioned_only
    }
    assert told == {"剪辑师": ("视频组", ["陆晓"]), "中控": ("直播组", ["步清"])}
