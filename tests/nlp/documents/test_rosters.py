"""Lists of names beside the descriptions of posts, and headings, labels and blanks of documents as people write them."""

from nlp.documents.divisions import read_belonging, read_division
from nlp.documents.extraction import extract, extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read_bytes
from tests.nlp.documents.told import duties, holders, homes


def read_lines(*lines: str) -> DocumentFacts:
    return extract_lines("名单.txt", "\n".join(lines))


def test_a_list_of_names_behind_the_articles_holds_the_posts_of_these() -> None:
    """With the unit before the title or not; a post that stays empty is vacant, none is there twice."""
    facts = read_lines(
        "第一条 校长履行下列职责：",
        "（一）主持校务会议。",
        "第二条 实训中心实训员对校长负责，其职责是：",
        "（一）准备工位和耗材。",
        "第三条 宿舍管理员的职责：",
        "（一）清点归宿人数。",
        "附件：各岗位任职人员名单",
        "校长：方敏",
        "实训员：何晓、罗清",
        "宿舍管理员：（空缺）",
    )
    assert holders(facts) == {"校长": ["方敏"], "实训中心实训员": ["何晓", "罗清"], "宿舍管理员": []}
    assert next(p for p in facts.posts if p.title == "宿舍管理员").vacant


def test_two_posts_of_one_title_with_duties_of_their_own_stay_two() -> None:
    facts = read_lines("会计（方敏）", "1、编制报表。", "会计（何晓）", "1、登记账簿。")
    assert [([h.name for h in p.holders]) for p in facts.posts] == [["方敏"], ["何晓"]]


def test_who_has_left_holds_nothing() -> None:
    rows = "工号,姓名,岗位,部门,备注\n1,方敏,化验员,检验科,\n2,何晓,化验员,检验科,已离职（2023年5月）\n3,罗清,采样员,检验科,2022年退休\n"
    facts = extract(read_bytes(rows.encode(), "花名册.csv"))
    assert holders(facts) == {"化验员": ["方敏"], "采样员": []}


def test_a_date_of_leaving_says_the_same() -> None:
    rows = "姓名,岗位,部门,离职日期\n方敏,电工,机电班,\n何晓,电工,机电班,2023-01-31\n"
    assert holders(extract(read_bytes(rows.encode(), "花名册.csv"))) == {"电工": ["方敏"]}


def test_a_heading_names_title_holders_and_unit() -> None:
    facts = read_lines(
        "岗位职责",
        "带班组长（方敏、何晓）  放映部",
        "在经理领导下，安排排班。",
        "检票员（6名，另行列册）  放映部",
        "负责检票。",
    )
    assert holders(facts)["带班组长"] == ["方敏", "何晓"]
    assert homes(facts)["带班组长"] == homes(facts)["检票员"] == "放映部"
    assert duties(facts)["检票员"] == ["负责检票"]


def test_the_last_item_before_a_label_is_a_duty() -> None:
    """And 部属 are who is below, whatever the list of labels knows."""
    facts = read_lines(
        "【课长】", "直属部属：技术员", "主要职责：", "（一）编排生产计划", "（二）核定请购单", "任用资格：大专以上",
        "【技术员】", "直属主管：课长", "主要职责：", "（一）校正治具", "（二）记录良率", "任用资格：高中以上",
    )  # fmt: skip
    assert duties(facts) == {"课长": ["编排生产计划", "核定请购单"], "技术员": ["校正治具", "记录良率"]}


def test_single_blanks_on_most_lines_are_of_the_recognition() -> None:
    lines = ["一、车间主任", "部门：装 配车间    人员：方 敏", "直接上级：生产 副厂长", "岗位职责："]
    lines += [f"{i}．按计划检查第{n} 号机台 的运行情况；" for i, n in enumerate("一二三四五六七八九十", 1)]
    lines += [
        "二、 质 检 员",
        "直 接 上 级：车 间主任",
        "岗 位 职 责：",
        "1．逐件 检验 产品外观；",
        "2．登记不 合格 品；",
    ]
    facts = read_lines(*lines)
    assert homes(facts)["车间主任"] == "装配车间" and holders(facts)["车间主任"] == ["方敏"]
    assert {p.title for p in facts.posts} == {"车间主任", "生产副厂长", "质检员"}


def test_a_numbered_heading_glued_to_a_requirement() -> None:
    facts = read_lines(
        "一、教练员岗位职责",
        "1、讲解操作规程。",
        "任职要求：",
        "（1）无重大事故记录二、考务员岗位职责",
        "1、核对考生证件。",
    )
    assert duties(facts) == {"教练员": ["讲解操作规程"], "考务员": ["核对考生证件"]}


def test_which_units_belong_to_which() -> None:
    facts = read_lines("一、组织", "总务课隶属管理部；加工课、组装课隶属制造部。", "门卫室归后勤部管理。")
    names = {u.key: u.name for u in facts.units}
    assert {u.name: names.get(u.parent or "") for u in facts.units if u.parent} == {
        "总务课": "管理部",
        "加工课": "制造部",
        "组装课": "制造部",
        "门卫室": "后勤部",
    }
    assert read_belonging("报表归档案室保管") == read_belonging("电工归后勤部管理") == []


def test_a_table_of_appointments_is_no_post() -> None:
    facts = read_lines("一、门诊护士职责", "1、分诊。", "二、人员任命表")
    assert [p.title for p in facts.posts] == ["门诊护士"]


def test_general_articles_may_say_which_units_there_are() -> None:
    facts = read_lines(
        "第一章 总则",
        "第一条 本院设护理部、药剂科和总务科。供应室、洗衣组隶属总务科。",
        "第二章 岗位职责",
        "第二条 药剂科主任履行下列职责：",
        "（一）核定用药目录。",
    )
    assert {u.name for u in facts.units} == {"护理部", "药剂科", "总务科", "供应室", "洗衣组"}
    assert read_division("本店设收银台、经理室和三名店员。") == ()
