"""Sentences that establish a post, in articles, under numbers and in plain paragraphs; prose about its work."""

import pytest

from nlp.documents.divisions import read_division
from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts, PostFact

ITEMS = ["（一）校准台秤；", "（二）登记来样。"]


def read_lines(lines: list[str]) -> DocumentFacts:
    return extract_lines("设岗.txt", "\n".join(lines))


def described(facts: DocumentFacts) -> dict[str, PostFact]:
    return {p.title: p for p in facts.posts if not p.mentioned_only}


def duties_of(facts: DocumentFacts, title: str) -> list[str]:
    key = described(facts)[title].key
    return [d.statement.strip("。；") for d in facts.duties if d.owner == key]


def superiors_of(facts: DocumentFacts, title: str) -> list[str]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return [names[x.superior] for x in facts.lines if x.subordinate == described(facts)[title].key]


@pytest.mark.parametrize(
    ("sentence", "unit", "title", "count", "superiors"),
    [
        ("检验科设化验员三人，由检验科科长领导，履行下列职责：", "检验科", "化验员", 3, ["检验科科长"]),
        ("药剂科设药师二名，在药剂科主任领导下工作，职责如下：", "药剂科", "药师", 2, ["药剂科主任"]),
        ("教务处设教务员一名，对教务处主任负责，主要职责是：", "教务处", "教务员", 1, ["教务处主任"]),
        ("铸造车间配备天车工十二名，向车间主任汇报，负责以下工作：", "铸造车间", "天车工", 12, ["车间主任"]),
        ("保卫科配一名消防员，接受保卫科科长领导，承担下列任务：", "保卫科", "消防员", 1, ["保卫科科长"]),
        ("在手术室设器械护士4名，由手术室护士长管理，具体职责为：", "手术室", "器械护士", 4, ["手术室护士长"]),
        ("膳食科现有厨师6人，受膳食科科长和校医双重领导，其主要任务是：", "膳食科", "厨师", 6, ["膳食科科长", "校医"]),
        ("装卸队设装卸工一百二十人，归装卸队队长管辖，岗位职责：", "装卸队", "装卸工", 120, ["装卸队队长"]),
        ("电工班设电工岗位两个，由动力科科长直接领导，履行以下岗位职责：", "电工班", "电工", 2, ["动力科科长"]),
        ("图书馆设编目员，对图书馆馆长负责，应当履行下列各项职责：", None, "编目员", None, ["图书馆馆长"]),
        ("资料室聘用资料员一人，由教研主任领导。其职责如下：", "资料室", "资料员", 1, ["教研主任"]),
        ("锅炉房司炉工编制五人，由设备科科长领导，工作任务是：", None, "锅炉房司炉工", 5, ["设备科科长"]),
    ],
)
@pytest.mark.parametrize("mark", ["第{}条　", "{}、", ""])
def test_a_sentence_establishes_a_post(
    sentence: str, unit: str | None, title: str, count: int | None, superiors: list[str], mark: str
) -> None:
    other = "总务科设门卫二人，由总务科科长领导，履行下列职责："
    lines = ["青石镇岗位责任制度"]
    for number, opening in zip("一二", (other, sentence), strict=True):
        lines += [mark.format(number) + opening, *ITEMS]
    facts = read_lines(lines)
    assert set(described(facts)) == {"门卫", title}
    post = described(facts)[title]
    assert duties_of(facts, title) == duties_of(facts, "门卫") == ["校准台秤", "登记来样"]
    assert (post.headcount, superiors_of(facts, title)) == (count, superiors)
    units = {u.key: u.name for u in facts.units}
    if unit is not None:
        assert units[post.unit or ""] == unit


def test_conditions_stand_among_the_clauses() -> None:
    facts = read_lines(
        ["第一条　机修班设电焊工二人，由机修班班长领导，须持焊工操作证，实行倒班制，履行下列职责：", "（一）焊补罐体。"]
    )
    assert [(t.kind, t.statement) for t in facts.traits] == [
        ("qualification", "持焊工操作证"),
        ("work-condition", "实行倒班制"),
    ]


def test_a_sentence_may_state_the_work_itself() -> None:
    facts = read_lines(
        [
            "第一条　收发室设收发员一人，由办公室主任领导，履行下列职责：",
            "（一）登记挂号信件。",
            "第二条　车队设驾驶员三人，由车队队长领导，负责接送样品和保养车辆。",
            "第三条　洗衣房设洗衣工二人，主要职责是清洗工作服；熨烫窗帘。",
        ]
    )
    assert set(described(facts)) == {"收发员", "驾驶员", "洗衣工"}
    assert duties_of(facts, "驾驶员") == ["负责接送样品和保养车辆"]
    assert duties_of(facts, "洗衣工") == ["清洗工作服", "熨烫窗帘"]


def test_the_organization_itself_is_no_unit_of_its_own() -> None:
    facts = read_lines(
        ["柳湾第二苗圃场岗位规定", "第一条　苗圃场设场长一人，由林业局局长领导，履行下列职责：", "（一）审定育苗计划。"]
    )
    assert [u.name for u in facts.units if u.name.endswith("苗圃场")] == []
    assert described(facts)["场长"].unit is None


def test_a_list_of_posts_is_no_section_of_the_first() -> None:
    facts = read_lines(["采购部", "本部设经理1名，副经理2名。", "经理负责审批采购合同。"])
    assert {p.title: p.headcount for p in facts.posts} == {"经理": 1, "副经理": 2}
    assert duties_of(facts, "副经理") == []


def test_prose_names_people_and_work_in_many_ways() -> None:
    facts = read_lines(
        [
            "石桥水文站人员分工说明",
            "站长丁向荣由水文局任命，对水文局局长负责。站长核定测洪方案。",
            "缆道操作员有秦大川和陶春生两位，对站长负责。汛期，缆道操作员昼夜看守缆车。平日里缆道操作员给钢索上油。",
            "绞车的保养也归缆道操作员承担。浮标的投放交由缆道操作员完成。",
            "测流助手白晓峰听从缆道操作员指挥。测流助手抄录水位。",
        ]
    )
    found = described(facts)
    assert {t: [h.name for h in p.holders] for t, p in found.items()} == {
        "站长": ["丁向荣"],
        "缆道操作员": ["秦大川", "陶春生"],
        "测流助手": ["白晓峰"],
    }
    assert found["缆道操作员"].headcount == 2
    assert duties_of(facts, "缆道操作员")[-4:] == [
        "汛期，缆道操作员昼夜看守缆车",
        "平日里缆道操作员给钢索上油",
        "绞车的保养也归缆道操作员承担",
        "浮标的投放交由缆道操作员完成",
    ]
    assert "抄录水位" in duties_of(facts, "测流助手")[-1]
    assert superiors_of(facts, "测流助手") == ["缆道操作员"]


def test_a_paragraph_establishes_several_posts_in_units_that_a_sentence_counts() -> None:
    facts = read_lines(
        [
            "柳湾社区食堂人员分工说明",
            "柳湾社区食堂设面点间和洗消两个小组，供应早午两餐。",
            "洗消有组长一名，由毕大勇担任，向食堂主管汇报，负责安排消毒批次。洗碗工三名，归组长管理，主要工作是清洗餐盘。",
            "面点间设面点师两名，由食堂主管直接领导，负责蒸制馒头。配料工一名，归面点师管理，每天核对面粉批号。",
            "以上分工由食堂主管解释。",
        ]
    )
    assert [o.name for o in facts.organizations] == ["柳湾社区食堂"]
    assert {u.name for u in facts.units} == {"面点间", "洗消"}
    units = {u.key: u.name for u in facts.units}
    assert {t: (p.headcount, p.unit and units[p.unit]) for t, p in described(facts).items()} == {
        "组长": (1, "洗消"),
        "洗碗工": (3, "洗消"),
        "面点师": (2, "面点间"),
        "配料工": (1, "面点间"),
    }
    assert superiors_of(facts, "洗碗工") == ["组长"] and superiors_of(facts, "配料工") == ["面点师"]
    assert len(duties_of(facts, "组长")) == len(duties_of(facts, "洗碗工")) == len(duties_of(facts, "配料工")) == 1


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("全厂分为备料、制浆和完成三个工段。", {"备料", "制浆", "完成"}),
        ("医院内设急诊、影像等五个科室。", {"急诊", "影像"}),
        ("车间有三个班组。", set()),
        ("由王强、李明两个班组长管。", set()),
    ],
)
def test_units_are_counted_in_a_sentence(sentence: str, units: set[str]) -> None:
    assert set(read_division(sentence.replace("。", ""))) == units
