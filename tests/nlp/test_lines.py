"""What is asked of reporting lines between several posts, of all below one, and of who leads a unit."""

import pytest

from nlp.desk import Desk
from tests.nlp.opening import open_text

HOSPITAL = """单位名称：南湖县人民医院

部门：护理部
岗位：护理部主任
所属部门：护理部
直接上级：院长
任职人：林静
岗位职责：
1. 主持护理部工作。

岗位：护士长
所属部门：护理部
直接上级：护理部主任
任职人：何田
岗位职责：
1. 排护士的班。

岗位：护士
所属部门：护理部
直接上级：护士长
编制：12人
岗位职责：
1. 给病人打针。
2. 发现输液反应后报药剂师。

岗位：护工
所属部门：护理部
直接上级：护士长
岗位职责：
1. 推送病人做检查。

岗位：药剂师
直接上级：院长
任职人：马骏
岗位职责：
1. 按处方配药。
2. 与医保局核对药品目录。
"""


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk over one hospital of four levels."""
    return open_text(tmp_path_factory, "hospital.txt", HOSPITAL)


def _labels(desk: Desk, question: str) -> list[str]:
    return [item.label for item in desk.ask(question).items]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("护理部主任手下所有的人有哪些", ["护士长", "护士", "护工"]),
        ("护理部主任底下所有岗位，隔多少层都算上", ["护士长", "护士", "护工"]),
        ("护理部主任直接管的有谁", ["护士长"]),
        ("跟护士平级的还有谁", ["护工"]),
        ("护士再往上数两级是谁", ["护理部主任"]),
        ("护士和药剂师之间的汇报路径", ["护士长", "护理部主任", "院长"]),
        ("护士一层一层报上去都是谁", ["护士长", "护理部主任", "院长"]),
        ("护理部谁是一把手", ["护理部主任"]),
        ("护理部的负责人是谁", ["护理部主任"]),
        ("管护士的那位叫什么", ["何田"]),
    ],
)
def test_lines_are_followed_as_the_question_says(hospital: Desk, question: str, labels: list[str]) -> None:
    assert _labels(hospital, question) == labels, hospital.ask(question).text


@pytest.mark.parametrize(
    ("question", "value"), [("护士离院长差几级", 3), ("护士和院长中间隔着几层", 2), ("护理部主任离护士差几层", 2)]
)
def test_a_distance_is_a_number(hospital: Desk, question: str, value: int) -> None:
    answer = hospital.ask(question)
    assert (answer.kind, answer.value) == ("number", value), answer.text
    assert answer.sparql
    assert int(str(hospital.store.select(answer.sparql)[0][0])) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("护士直接听院长的", False),
        ("护士直接归护士长管", True),
        ("护士和护工都是汇报给护士长的么", True),
        ("护士和药剂师都归护士长管吗", False),
        ("护士跟护工是不是同一个领导", True),
        ("护士跟药剂师是不是同一个上级", False),
        ("护士长有人了没", True),
        ("护工现在有人吗", False),
        ("护工还缺人吗", True),
        ("药剂师空着吗", False),
        ("护士一共12个人，对吗", True),
        ("护士一共六个人对吗", False),
    ],
)
def test_whether_it_is_so_is_said_with_an_ask_query(hospital: Desk, question: str, value: bool) -> None:
    answer = hospital.ask(question)
    assert (answer.kind, answer.value) == ("boolean", value), answer.text
    assert hospital.store.ask(answer.sparql) is value


def test_a_unit_without_a_superior_is_told_with_its_head(hospital: Desk) -> None:
    answer = hospital.ask("护理部归谁管")
    assert [item.label for item in answer.items] == ["护理部主任"]
    assert "没有写明护理部归谁管" in answer.text


def test_whom_something_goes_to_after_it_is_done_is_no_owner(hospital: Desk) -> None:
    assert _labels(hospital, "发现输液反应以后报给谁") == ["药剂师"]


def test_relations_that_only_are_told_hang_on_doers_too(hospital: Desk) -> None:
    assert "没有写" in hospital.ask("按处方配药的人的上级的电话是多少").text
    assert hospital.ask("按处方配药的那个岗位现在有人吗").value is True


def test_a_party_that_no_document_tells_of_is_an_answer(hospital: Desk) -> None:
    answer = hospital.ask("药剂师跟外面哪家单位对接")
    assert [item.label for item in answer.items] == ["医保局"], answer.text
    assert answer.items[0].source
    assert {str(row[0]) for row in hospital.store.select(answer.sparql)} == {answer.items[0].iri}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("安保部有几个岗", "no-such-thing"),
        ("南湖县人民医院安保部有几个岗", "no-such-thing"),
        ("李雪梅的电话是多少", "no-such-thing"),
        ("张三是谁", "no-such-thing"),
        ("UI设计师负责什么", "no-such-thing"),
    ],
)
def test_what_nobody_bears_is_not_taken_for_something_near(hospital: Desk, question: str, reason: str) -> None:
    answer = hospital.ask(question)
    assert answer.unknown_reason == reason, answer.text


def test_a_slip_in_the_word_of_a_relation_is_mended(hospital: Desk) -> None:
    assert _labels(hospital, "护士的直接上及是谁") == ["护士长"]


def test_questions_may_be_joined_without_a_comma(hospital: Desk) -> None:
    answer = hospital.ask("护士长是谁在当、向谁汇报")
    assert "何田" in answer.text
    assert "护理部主任" in answer.text


def test_posts_with_several_superiors_are_counted(hospital: Desk) -> None:
    assert hospital.ask("哪些岗位有不止一个上级").unknown_reason == "not-recorded"


@pytest.mark.parametrize(("question", "value"), [("岗位一共有多少", 5), ("岗位总数", 5)])
def test_the_sort_may_stand_before_the_number(hospital: Desk, question: str, value: int) -> None:
    assert hospital.ask(question).value == value


@pytest.mark.parametrize(
    ("question", "pronoun"), [("他的电话是多少", "他"), ("那他的上级呢", "他"), ("那个人的电话", "那个人")]
)
def test_a_pronoun_that_stands_for_nobody_is_asked_back(hospital: Desk, question: str, pronoun: str) -> None:
    answer = hospital.ask(question)
    assert answer.unknown_reason == "not-understood"
    assert f"“{pronoun}”" in answer.text


def test_one_step_more_goes_on_from_the_superior_named_last(hospital: Desk) -> None:
    answer = hospital.ask("再上一级呢", context=("护士的上级是谁",))
    assert [item.label for item in answer.items] == ["护理部主任"], answer.text
