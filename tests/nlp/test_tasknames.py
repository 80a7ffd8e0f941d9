"""Names of tasks: what can be asked for as it stands, and nothing that only a sentence can hold."""

import pytest

from nlp.answer import Place
from nlp.duties import DutyRecord
from nlp.matching import Features
from nlp.segment import Segmenter, read_tags
from nlp.tasknames import name_tasks


def name(statement: str, involvement: str = "execute", kind: str = "duty") -> list[str]:
    nothing = Features(statement, frozenset(), frozenset(), frozenset())
    duty = DutyRecord("d", kind, "p", "o", statement, involvement, 1, Place("a.txt", 1, 1), statement, nothing)
    return name_tasks([duty], Segmenter().cut, read_tags, {"盘点"}, {"合同"}).get("d", [])


@pytest.mark.parametrize(
    ("statement", "tasks"),
    [
        ("负责库存盘点，每月一次。", ["库存盘点"]),
        ("每日登记来访车辆。", ["登记来访车辆"]),
        ("签订入住合同，收取押金", ["签订入住合同", "收取押金"]),
        ("迅速处理病人投诉；", ["处理病人投诉"]),
        ("负责教学设备的采购和验收", ["教学设备的采购和验收"]),
        ("为学生办理借阅证", ["为学生办理借阅证"]),
    ],
)
def test_a_verb_with_a_thing_is_a_task(statement: str, tasks: list[str]) -> None:
    assert name(statement) == tasks


@pytest.mark.parametrize(
    "statement",
    [
        "病人提出的，当天答复清楚。", "看看会议开得怎样", "搭建一套高效", "服务要快", "使病房保持安静", "不找借口", "附上自己的看法交给主任",
        "熟悉教学大纲", "完成校长交办的事务", "遵守医院的制度", "确保生产安全", "制备",
    ],
)  # fmt: skip
def test_a_fragment_or_demand_is_no_task(statement: str) -> None:
    assert name(statement) == []


def test_only_what_the_owner_does_is_a_task_of_theirs() -> None:
    assert name("协助护士长登记药品", "assist") == [] and name("编写教案，协助教务处组织考试") == ["编写教案"]
    assert name("编写教案", kind="qualification") == []
