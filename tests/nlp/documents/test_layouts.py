"""Layouts in which place or sign says what words do not: matrices, forms side by side, minutes, chat, columns."""

import pytest

from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts, Involvement
from nlp.documents.readers import read_bytes


def read_rows(*rows: str) -> DocumentFacts:
    """The facts of a table whose cells commas part."""
    return extract(read_bytes("\n".join(rows).encode(), "表.csv"))


def involvements(facts: DocumentFacts) -> dict[str, dict[str, Involvement]]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    found: dict[str, dict[str, Involvement]] = {}
    for duty in facts.duties:
        found.setdefault(names[duty.owner], {})[duty.statement] = duty.involvement
    return found


def test_a_matrix_gives_each_post_the_duties_with_its_signs() -> None:
    facts = read_rows(
        "事项,放映主管,放映员,检票员",
        "擦拭放映机,A,R,",
        "核对场次表,R/A,C,I",
        "引导观众入场,I,,R",
    )
    assert involvements(facts) == {
        "放映主管": {"擦拭放映机": "approve", "核对场次表": "lead", "引导观众入场": "inform"},
        "放映员": {"擦拭放映机": "execute", "核对场次表": "participate"},
        "检票员": {"核对场次表": "inform", "引导观众入场": "execute"},
    }


def test_the_legend_of_a_matrix_says_what_its_signs_mean() -> None:
    """Units can stand above the columns too."""
    facts = read_rows(
        "序号,工作,场务部,放映部",
        "1,清洁影厅座椅,★,△",
        "2,更换氙灯灯泡,△,★",
        "说明：★为主责部门；△为监督部门,,,",
    )
    assert involvements(facts) == {
        "场务部": {"清洁影厅座椅": "lead", "更换氙灯灯泡": "supervise"},
        "放映部": {"清洁影厅座椅": "supervise", "更换氙灯灯泡": "lead"},
    }


def test_a_table_with_words_in_its_cells_is_no_matrix() -> None:
    facts = read_rows("岗位,放映员,检票员", "职责,擦拭放映机,引导观众入场", "上级,放映主管,场务主管")
    assert involvements(facts) == {"放映员": {"擦拭放映机": "execute"}, "检票员": {"引导观众入场": "execute"}}


def test_forms_side_by_side_are_read_one_after_the_other() -> None:
    facts = read_rows(
        "职位名称,放映员,职位名称,检票员",
        "直接上级,放映主管,直接上级,场务主管",
        "岗位职责,擦拭放映机,岗位职责,引导观众入场",
        "职位名称,保洁员,职位名称,",
        "岗位职责,清扫影厅,岗位职责,",
    )
    names = {p.key: p.title for p in facts.posts}
    assert involvements(facts) == {
        "放映员": {"擦拭放映机": "execute"},
        "检票员": {"引导观众入场": "execute"},
        "保洁员": {"清扫影厅": "execute"},
    }
    assert [(names[x.subordinate], names[x.superior]) for x in facts.lines] == [
        ("放映员", "放映主管"),
        ("检票员", "场务主管"),
    ]


@pytest.mark.parametrize("first", ["温小圆，放映主管。", "放映主管，温小圆：", "温小圆，放映主管："])
def test_minutes_name_the_person_and_the_office_before_the_duties(first: str) -> None:
    text = (
        f"分工会议纪要\n主持人：丁广田　记录人：舒文\n一、{first}排定场次，抽查票根。\n二、宋白，售票员。出售影票。\n"
    )
    facts = extract_lines("纪要.txt", text)
    assert [(p.title, [h.name for h in p.holders]) for p in facts.posts] == [
        ("放映主管", ["温小圆"]),
        ("售票员", ["宋白"]),
    ]
    assert [d.statement for d in facts.duties] == ["排定场次，抽查票根。", "出售影票。"]


def test_a_presenter_is_a_post_where_no_minutes_are_taken() -> None:
    facts = extract_lines("台.txt", "主持人：\n1、播报新闻；\n2、采访嘉宾。\n")
    assert [p.title for p in facts.posts] == ["主持人"]


def test_names_as_they_are_called_are_left_out() -> None:
    facts = extract_lines(
        "群.txt", "店长小敏（郭敏）：排班。\n收银师傅：阿杰（邱文杰）、小宋（宋佳）～收款对账。归店长管哈\n"
    )
    assert [(p.title, [h.name for h in p.holders]) for p in facts.posts] == [
        ("店长", ["郭敏"]),
        ("收银师傅", ["邱文杰", "宋佳"]),
    ]
    assert len(facts.lines) == 1


def test_a_head_count_stands_between_title_and_duties() -> None:
    facts = extract_lines("影城.txt", "检票员（6人）  引导观众入场；回收眼镜\n放映员（2人）　　擦拭放映机\n")
    assert [(p.title, p.headcount) for p in facts.posts] == [("检票员", 6), ("放映员", 2)]
    assert len(facts.duties) == 3


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("Boarding Agent 登轮外勤", "登轮外勤"),
        ("Ticket Clerk（售票员）", "售票员"),
        ("Java 开发工程师", "Java开发工程师"),
    ],
)
def test_of_a_value_in_two_languages_the_chinese_is_the_title(value: str, title: str) -> None:
    facts = extract_lines("岗位.txt", f"Position 岗位：{value}\nDuties 职责：\n1、登船收取单据。\n")
    assert [p.title.replace(" ", "") for p in facts.posts] == [title]


def test_to_belong_to_a_unit_is_no_reporting_line() -> None:
    facts = extract_lines(
        "矿.txt",
        "瓦斯检查员岗位职责\n瓦斯检查员隶属通风队，在通风队队长领导下工作。\n1、检查瓦斯浓度；\n2、填写台账。\n",
    )
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    assert [names[x.superior] for x in facts.lines] == ["通风队队长"]
    assert [names[p.unit] for p in facts.posts if p.title == "瓦斯检查员" and p.unit] == ["通风队"]


@pytest.mark.parametrize(
    ("title", "line", "below"),
    [
        ("第{n}章 {t}岗位职责", "直属上级：校长", "任职人：{p}"),
        ("{t}岗位职责", "直属上级：校长", "部门：教务处"),
        ("岗位名称：{t}", "部门：教务处", "任职人：{p}"),
    ],
)
def test_what_several_posts_say_alike_right_below_their_titles_is_read(title: str, line: str, below: str) -> None:
    posts = (("一", "教务员", "沈静"), ("二", "图书管理员", "舒海涛"), ("三", "电工", "严伟"))
    text = "".join(
        f"{title}\n{line}\n{below}\n1、登记台账。\n2、检查设备。\n".format(n=n, t=t, p=p) for n, t, p in posts
    )
    facts = extract_lines("职责.txt", text)
    assert facts.unread == ()
    names = {p.key: p.title for p in facts.posts}
    told = [p for p in facts.posts if not p.mentioned_only]
    if "上级" in line:
        assert [(names[x.subordinate], names[x.superior]) for x in facts.lines] == [(t, "校长") for _, t, _ in posts]
    else:
        assert [u.name for u in facts.units] == ["教务处"]
        assert {p.unit for p in told} == {facts.units[0].key}


def test_a_header_that_is_printed_above_each_form_is_left_out() -> None:
    form = "单位：青杉园林有限公司\n岗位名称：{}\n职责：\n1、登记台账。\n2、检查设备。\n"
    facts = extract_lines("职责.txt", "".join(map(form.format, ("会计", "电工", "花匠"))))
    assert [p.title for p in facts.posts] == ["会计", "电工", "花匠"]
    assert [d.statement for d in facts.duties] == ["登记台账。", "检查设备。"] * 3
    assert facts.units == ()
