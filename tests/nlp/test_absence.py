"""Questions about names that nothing in the graph bears, and questions that only look like them."""

import pytest

from nlp.absence import seek_missing
from nlp.forms import Missing
from nlp.grammar import load_grammar


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("首席风险官的职责有哪些", "首席风险官"),
        ("滑雪教练的上级是谁", "滑雪教练"),
        ("蒋砚秋的手机号多少", "蒋砚秋"),
        ("法务部有几个人", "法务部"),
        ("理财经理负责哪些业务", "理财经理"),
        ("列车长和列车员的职责有啥不一样", "列车长"),
        ("放射科技师向谁汇报", "放射科技师"),
    ],
)
def test_a_relation_of_an_unknown_name(question: str, name: str) -> None:
    """The name is what is missing."""
    form = seek_missing(question, [], load_grammar(), frozenset())
    assert form is not None and form.expression == Missing(name)


@pytest.mark.parametrize(
    "question",
    [
        "公章搁谁那儿管着",
        "安排体检的岗位有哪些",
        "满意度调查归属岗位",
        "谁负责发票收集",
        "护士的培训由谁负责",
        "会计凭证谁来装订",
        "保洁员的工资谁发",
    ],
)
def test_a_task_is_no_name(question: str) -> None:
    """A task that begins like a name, or speaks of people, is still a task."""
    assert seek_missing(question, [], load_grammar(), frozenset()) is None
