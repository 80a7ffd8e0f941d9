"""Questions of every type over documents of twelve trades, in the ways employees, managers and analysts put them."""

from pathlib import Path

import pytest

from nlp.build import build
from nlp.desk import Desk
from nlp.quantities import measures

DOCUMENTS = Path(__file__).resolve().parent.parent / "documents" / "dev"


@pytest.fixture(scope="module")
def trades(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk over a nursing home, a bank, a kindergarten, a publisher and eight more."""
    store = str(tmp_path_factory.mktemp("trades") / "store")
    build(sorted(DOCUMENTS.glob("k*.*")), store)
    return Desk.open(store)


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        # superiors and subordinates
        ("计调上头是谁", "总经理"),
        ("计调是跟谁干的", "总经理"),
        ("导游谁带", "计调"),
        ("导游的直接主管", "计调"),
        ("龚雪的领导叫什么", "卞海涛"),
        ("我是签证专员，有问题该找哪个领导", "总经理"),
        ("园长管着哪些岗", "会计 保健医 保教主任"),
        # chains
        ("导游一直到最上面都是谁", "计调 总经理"),
        ("导游的上级，再往上又是谁", "计调 总经理"),
        ("综合柜员一级级往上都有谁", "营业主管 支行行长 分管副行长"),
        ("综合柜员上面一层一层是谁", "营业主管 支行行长 分管副行长"),
        ("综合柜员到分管副行长之间还有谁", "营业主管 支行行长"),
        ("主班教师最高领导是谁", "保教主任 园长"),
        ("保育员和保健医往上数，最后都归谁管", "园长"),
        ("调剂药师和药库管理员的共同上级", "药剂科主任"),
        # holders, posts of people, units
        ("签证专员这个位子上坐的是谁", "乔依依"),
        ("馆长何许人也", "尉迟明"),
        ("幼儿园的会计叫什么", "邬晓岚"),
        ("温小琴在幼儿园当什么", "保教主任"),
        ("卞海涛是什么领导", "总经理"),
        ("文字编辑在哪个部门", "编校部"),
        # lists
        ("平安建设办公室下辖哪些岗位", "信访接待员 网格员"),
        ("保教处都有啥岗", "保教主任 主班教师 保育员"),
        ("列出逍遥行旅行社的所有岗位", "总经理 计调 导游 签证专员 客户经理"),
        ("小鹿幼儿园有哪些部门", "保教处 后勤处"),
        ("保教处每个岗位的上级是谁", "保教主任 园长"),
        # what is not
        ("哪些岗位不归园长管", "主班教师 保育员 炊事员"),
        ("不归保教主任管的岗位有哪些", "保健医 会计 炊事员"),
        ("园长直接管的，除了会计还有谁", "保健医 保教主任"),
        ("除了保健医，园长还管哪些岗位", "会计 保教主任"),
        ("小鹿幼儿园不要求初级会计证的岗位有哪些", "主班教师 保健医 保教主任 保育员 炊事员"),
        ("江畔农商行哪个岗位没有写直属主管", ""),
        ("江畔农商行哪些部门没有负责人", "合规部 科技部"),
        # demands
        ("哪些岗位要求教师资格证", "主班教师"),
        ("持有初级会计证可以做什么岗位", "会计"),
        ("能接受出差才能干的岗位", "发行业务员"),
        # the most
        ("江畔农商行哪个岗位人最多", "综合柜员"),
        ("墨痕出版社哪个岗位职责最多", "策划编辑"),
        ("编制超过10人的岗位有哪些", "网格员 护理员 抄表收费员 管网抢修工"),
        ("主班教师和保育员谁的职责多", "主班教师"),
        # slips of the pen
        ("保教主认尊姓大名", "温小琴"),
        ("幼儿园的保玉员归谁管", "保教主任"),
        # English
        ("who reports to 计调", "导游"),
        ("who does 导游 report to", "计调"),
        ("who holds the post of 馆长", "尉迟明"),
        ("list all posts in 保教处", "保教主任 主班教师 保育员"),
        ("which department is 保教主任 in", "保教处"),
        ("what is 龚雪's position", "计调"),
        ("show the chain of command of 导游", "计调 总经理"),
        # several questions
        ("馆长是谁，他的下属有哪些", "尉迟明"),
        ("导游的上级是谁，叫什么名字", "计调 龚雪"),
        ("保教处有几个岗位，分别是什么", "保教主任 主班教师 保育员"),
    ],
)
def test_things(trades: Desk, question: str, labels: str) -> None:
    """A question has exactly these things for its answer, and its query binds them."""
    answer = trades.ask(question)
    assert sorted(i.label for i in answer.items) == sorted(labels.split()), answer.text
    if answer.items:
        assert {str(row[0]) for row in trades.store.select(answer.sparql)} == {item.iri for item in answer.items}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("小鹿幼儿园一共有多少个岗位", 6),
        ("墨痕出版社总共设置了多少岗位", 6),
        ("网格员配了多少人", 36),
        ("墨痕出版社编制加起来多少人", 25),
        ("后勤处编制合计几人", 5),
        ("城东支行有多少人", 17),
        ("园长直接管几个岗位", 3),
        ("综合柜员上面有几级领导", 3),
        ("小鹿幼儿园平均每个岗位几条职责", 3.5),
        ("how many posts are there in 小鹿幼儿园", 6),
        ("how many people report to 园长", 3),
        ("炊事员属于保教处吗", False),
        ("小鹿幼儿园的会计在后勤处吗", True),
        ("保教主任管主班教师吗", True),
        ("园长管主班教师吗", False),
        ("邬晓岚是会计对吧", True),
        ("is 卞海涛 the 总经理", True),
        ("大专学历能当反洗钱专员吗", False),
    ],
)
def test_values(trades: Desk, question: str, value: float | bool) -> None:
    """A number or a verdict, which its own query gives."""
    answer = trades.ask(question)
    assert answer.value == value, answer.text
    if answer.kind == "number":
        assert round(float(str(trades.store.select(answer.sparql)[0][0])), 2) == value
    elif "学历" not in question:
        assert trades.store.ask(answer.sparql) is value


@pytest.mark.parametrize(
    ("question", "labels", "words"),
    [
        ("设备工程师需要承担哪几项", "设备工程师", ""),
        ("下个月我要去当保育员，先了解下这岗要管哪些", "保育员", ""),
        ("后勤处有哪些岗位，各自负责什么", "保健医 炊事员 会计", "烹制三餐"),
        ("保教处各岗位分别负责什么", "保教主任 主班教师 保育员", ""),
        ("版权经理英语要求到什么程度", "版权经理", "英语六级"),
        ("当炊事员要什么证", "炊事员", "健康证"),
        ("尉迟明有哪些职权", "尉迟明", "没有单独写"),
        ("策画编辑与文字编辑职责差异", "策划编辑 文字编辑", ""),
        ("主班教师和保育员的活怎么分的", "主班教师 保育员", ""),
        ("what are the requirements for 保育员", "保育员", "保育员证"),
    ],
)
def test_texts(trades: Desk, question: str, labels: str, words: str) -> None:
    """A text tells of these posts."""
    answer = trades.ask(question)
    told = {name for item in answer.items for name in (item.label, *(h.label for h in item.holders))}
    assert set(labels.split()) <= told and words in answer.text, answer.text
    assert answer.kind == "text"


@pytest.mark.parametrize(
    "question",
    [
        "龚雪多大年纪",
        "导游工资多少",
        "小鹿幼儿园地址在哪",
        "龚雪是哪里人",
        "how old is 龚雪",
        "龚雪长什么样",
        "导游是谁",
        "有多少客人",
        "图书管理多少钱",
        "多少游客",
    ],
)
def test_what_documents_do_not_tell(trades: Desk, question: str) -> None:
    answer = trades.ask(question)
    assert (answer.status, answer.unknown_reason) == ("unknown", "not-recorded"), answer.text


def test_a_no_names_the_real_superior(trades: Desk) -> None:
    answer = trades.ask("导游向总经理汇报吗")
    assert (answer.value, [i.label for i in answer.items]) == (False, ["计调"])


def test_posts_only_mentioned_as_superiors_are_no_readings(trades: Desk) -> None:
    """Of several 总经理 only those are meant of which a document tells something."""
    answer = trades.ask("总经理分管什么")
    assert answer.status == "answered" and {i.organization.label for i in answer.items if i.organization} == {
        "逍遥行旅行社"
    }


def test_lists_say_that_more_posts_are_mentioned(trades: Desk) -> None:
    assert "另有 2 个岗位只在别处作为上级提到" in trades.ask("小鹿幼儿园有哪些岗位").text


def test_suggestions_name_the_organization_of_a_shared_name(trades: Desk) -> None:
    assert trades.ask("幼儿园会计的下属有哪些").suggestions[0] == "小鹿幼儿园的会计负责什么"


def test_a_title_of_an_organization_that_is_not_there(trades: Desk) -> None:
    """Another letter makes another title; an organization that nothing tells of has no posts."""
    assert trades.ask("宏图小学的体育老师有哪些职责").unknown_reason == "no-such-thing"
    assert trades.ask("金太阳幼儿园的校车司机要做什么").status == "unknown"


@pytest.mark.parametrize(
    ("statement", "question", "told"),
    [
        ("每月发放8000元", "一个月多少工资", True),
        ("每次收取200元", "多少费用", True),
        ("每8小时巡查一次", "几个小时巡查一次", True),
        ("每三个月复核一次", "几个月复核一次", True),
        ("配备护士12名", "几个护士", True),
        ("管理学生300名", "有多少学生", True),
        ("每学期召开两次会议，答复学生提问", "有多少学生", False),
        ("一次性收取押金", "押金多少钱", False),
    ],
)
def test_a_number_is_of_what_is_asked(statement: str, question: str, told: bool) -> None:
    """Money for money, the measure word that is asked for, or the thing that is named beside the number."""
    assert measures(statement, question) is told
