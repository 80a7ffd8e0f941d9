"""Ways of asking that name the post last, shorten its title, or ask whom something is told."""

import pytest

from nlp.desk import Desk
from tests.nlp.opening import open_text

STATIONS = """单位名称：青溪县林业局

岗位：种苗站站长
岗位职责：
1. 培育苗木。
2. 发现病死苗木，立即报告防治站站长。

岗位：防治站站长
岗位职责：
1. 监测松材线虫。
任职资格：
1. 会开车。
"""


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk over one office with two stations."""
    return open_text(tmp_path_factory, "stations.txt", STATIONS)


@pytest.mark.parametrize(
    ("question", "value"), [("库存盘点归仓库管理员管吗", True), ("发放工资这件事是由总经理负责吗", False)]
)
def test_the_post_may_stand_behind_its_task(desk: Desk, question: str, value: bool) -> None:
    answer = desk.ask(question)
    assert answer.value is value, answer.text


def test_the_superior_of_a_doer_may_follow_a_comma(desk: Desk) -> None:
    answer = desk.ask("盘点库存的那个岗位，顶头上司是哪个岗")
    assert [item.label for item in answer.items] == ["总经理"], answer.text


def test_whom_work_is_reported_to_is_the_superior(desk: Desk) -> None:
    """Where no task is named, 报告给谁 asks for nobody else."""
    assert [item.label for item in desk.ask("出纳的工作报告给谁").items] == ["财务部经理"]


def test_whom_something_is_reported_to_stands_in_the_duty(stations: Desk) -> None:
    answer = stations.ask("种苗站站长看到病死的苗木要报告给谁")
    assert [item.label for item in answer.items] == ["防治站站长"], answer.text


def test_what_a_doer_must_have_is_told_of_the_post(stations: Desk) -> None:
    answer = stations.ask("监测松材线虫要什么条件")
    assert "会开车" in answer.text


def test_a_title_that_several_bear_is_asked_back(stations: Desk) -> None:
    answer = stations.ask("站长是做什么的")
    assert answer.status == "clarify"
    assert sorted(choice.label for choice in answer.choices) == ["种苗站站长", "防治站站长"]


def test_what_people_must_know_is_no_task(stations: Desk) -> None:
    """A requirement that has one word of the question names no owner."""
    answer = stations.ask("谁开地铁")
    assert (answer.status, answer.items) == ("unknown", ()), answer.text


def test_words_put_together_by_chance_are_not_repaired(desk: Desk) -> None:
    """想找 sounds like 想招 and 太潮 like 太吵, but neither is misspelt; 邮票 is a word of everybody's."""
    assert [desk.understand(q).repairs for q in ("想找人管发票", "库里太潮了谁管", "邮票谁管")] == [(), (), ()]


@pytest.mark.parametrize("greeting", ["早上好呀", "早啊", "上午好", "中午好啊"])
def test_a_greeting_asks_for_nobody(desk: Desk, greeting: str) -> None:
    assert not desk.ask(greeting).items


def test_a_greeting_is_greeted_back(desk: Desk) -> None:
    assert desk.ask("早上好呀").status == "smalltalk"
