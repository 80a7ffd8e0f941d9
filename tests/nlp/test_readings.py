"""How a question was understood is said in Chinese that names everything that was understood."""

import pytest

from nlp.desk import Desk
from nlp.forms import LogicalForm, Related, Task
from nlp.readings import PATTERNS, Reading, say_form


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("出纳", "介绍出纳"),
        ("出纳一直往上经过谁", "出纳的各级上级"),
        ("哪个部门负责收集发票", "负责“收集发票”的部门"),
        ("负责盘点的人的上级是谁", "负责“盘点”的岗位的上级"),
        ("谁负责", "负责某件事的岗位"),
        ("总经理的下属有几个", "总经理的下属共有多少"),
        ("有几家单位设了出纳", "有出纳的组织共有多少"),
        ("有哪些部门", "所有部门"),
        ("哪些岗位没有写上级", "没有写上级的岗位"),
        ("首席风险官的职责", "“首席风险官”（文档里没有）"),
        ("出纳负责收集发票吗", "出纳是不是负责“收集发票”"),
        ("何田是出纳吗", "何田的岗位是不是出纳"),
        ("出纳是财务部的吗", "出纳的所属单位是不是财务部"),
        ("仓库管理员是总经理的下属吗", "仓库管理员与总经理是不是上下级"),
        ("本科毕业能当出纳吗", "“本科毕业”是不是符合出纳的任职要求"),
        ("出纳和仓库管理员的职责有什么区别", "比较出纳和仓库管理员的职责"),
        ("出纳和仓库管理员共同的上级是谁", "出纳和仓库管理员共同的上级"),
        ("出纳到总经理之间有谁", "出纳和总经理之间的岗位"),
        ("哪个岗位的下属最多", "下属最多的岗位"),
        ("出纳和仓库管理员谁的职责多", "出纳和仓库管理员中职责最多的"),
        ("下属超过1个的岗位有哪些", "下属数不少于 2 的岗位"),
        ("职责少于2条的岗位有哪些", "职责数少于 2 的岗位"),
        ("平均每个岗位有几条职责", "平均每个岗位的职责数"),
        ("仓库管理员收集发票要配合谁", "“收集发票”要对接谁，限于仓库管理员"),
        ("护士长的工资多少", "护士长的收入"),
        ("不归总经理管的岗位有哪些", "不归总经理管的岗位"),
        ("不在财务部的岗位有哪些", "不在财务部的岗位"),
        ("哪些岗位不要求本科", "没有写要求“本科”的岗位"),
        ("总经理的下属里谁负责盘点", "总经理的下属里负责“盘点”的岗位"),
        ("除了发票出纳还管什么", "出纳的职责，除了“发票”"),
        ("北山食品除了出纳还有哪些岗位", "北山食品的岗位，不算出纳"),
    ],
)
def test_a_reading_names_all_that_was_understood(desk: Desk, question: str, reading: str) -> None:
    assert desk.ask(question).interpretation[-1].meaning == reading


def test_a_reading_knows_how_it_was_put_together() -> None:
    """Pages say it in another language by its pattern and what stands in its places."""
    reading = say_form(LogicalForm("count", Related("superior", Task("排班 100%"))))
    assert reading == "负责“排班 100%”的岗位的上级共有多少"
    what = reading.parts["what"]
    assert reading.pattern == PATTERNS["count"] and isinstance(what, Reading)
    assert what.pattern == PATTERNS["related"] and what.parts["relation"] == "上级"
