"""Prose whose sentences tell of several posts: whose each is, who holds them, where they belong."""

import pytest

from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.prose import find_sentences, is_closing
from nlp.documents.subjects import part_by_subject, shorten, subject_post
from tests.nlp.documents.told import duties, holders, homes, superiors


def read_lines(*lines: str) -> DocumentFacts:
    return extract_lines("分工.txt", "\n".join(lines))


def test_minutes_of_a_meeting_tell_of_posts() -> None:
    """Who sat there is not what they do; what the meeting agreed is."""
    facts = read_lines(
        "青石岭水泥厂厂务会议纪要",
        "时间：3月5日上午",
        "主持：方敏",
        "记录：赵小月",
        "会议明确，厂长方敏主持全厂工作，负责安全生产；单笔十万元以上的采购，须由厂长签字。",
        "会议同意，生产副厂长孙志强对厂长负责，排定各窑的开停计划。厂长不在时由生产副厂长代行。",
    )
    assert duties(facts) == {
        "厂长": ["厂长方敏主持全厂工作，负责安全生产", "单笔十万元以上的采购，须由厂长签字"],
        "生产副厂长": ["排定各窑的开停计划"],
    }
    assert holders(facts) == {"厂长": ["方敏"], "生产副厂长": ["孙志强"]}
    assert superiors(facts) == {("生产副厂长", "厂长")}


def test_a_post_is_called_by_the_end_of_its_title() -> None:
    facts = read_lines(
        "某物业公司岗位说明",
        "高压配电工丁海归工程主管领导。配电工每班抄表两次。送电之前，配电工须核对工作票。",
    )
    assert list(duties(facts)) == ["高压配电工", "工程主管"]
    assert duties(facts)["高压配电工"] == ["配电工每班抄表两次", "送电之前，配电工须核对工作票"]
    assert shorten("副队长") == () and "队长" in shorten("放映队长")


def test_a_sentence_is_parted_where_another_post_begins() -> None:
    known = {"护士长", "护理员", "供应室护士"}
    assert part_by_subject("护士长排班,护理员整理床位", known) == [0, 6]
    assert part_by_subject("护士长排班,每周检查一次", known) == [0]
    assert part_by_subject("护理员发现异常时,护士长应当到场", known) == [0]
    assert part_by_subject("供应室护士由护士长管理,护士清洗器械", {*known, "护士"}) == [0, 12]


def test_a_heading_of_two_posts_above_prose() -> None:
    facts = read_lines(
        "一、园长",
        "园长主持全园工作。",
        "二、保健医和营养员",
        "保健医对园长负责。保健医每天晨检。营养员按周编排食谱。",
    )
    assert duties(facts) == {
        "园长": ["园长主持全园工作"],
        "保健医": ["保健医每天晨检"],
        "营养员": ["营养员按周编排食谱"],
    }


def test_who_takes_a_further_office_holds_both() -> None:
    facts = read_lines("校领导分工", "副校长林芳负责教学。她同时兼任教科室主任，教科室主任每学期组织两次听课。")
    assert holders(facts) == {"副校长": ["林芳"], "教科室主任": ["林芳"]}
    assert duties(facts)["教科室主任"] == ["教科室主任每学期组织两次听课"]


@pytest.mark.parametrize(
    ("sentence", "title", "unit", "people"),
    [
        ("何晓是化验室的取样员，听化验班长指挥。", "取样员", "化验室", ["何晓"]),
        ("服装组只有何晓和罗清两位裁剪师，都向服装主管汇报。", "裁剪师", "服装组", ["何晓", "罗清"]),
        ("财务部目前只有会计何晓，报告对象是院长。", "会计", "财务部", ["何晓"]),
        ("对面坐着外联专员何晓，归秘书长管。", "外联专员", None, ["何晓"]),
    ],
)
def test_sentences_that_say_who_is_what(sentence: str, title: str, unit: str | None, people: list[str]) -> None:
    facts = read_lines("我们是谁", sentence)
    assert holders(facts).get(title) == people
    assert unit is None or homes(facts)[title] == unit
    assert len(facts.lines) == 1


def test_a_title_with_its_unit_is_the_same_post() -> None:
    facts = read_lines("我们是谁", "何晓如今是我们攀岩队的教练，归领队管。攀岩教练每周训练三次。")
    assert [p.title for p in facts.posts if not p.mentioned_only] == ["攀岩教练"]
    assert duties(facts)["攀岩教练"] == ["攀岩教练每周训练三次"] and holders(facts)["攀岩教练"] == ["何晓"]


def test_a_unit_of_a_unit_and_its_posts() -> None:
    facts = read_lines("我们的分工", "检修部下面的起重班归检修部主任领导，班长罗清每天检查吊具。")
    assert {u.name: u.parent for u in facts.units}["起重班"] is not None
    assert homes(facts)["班长"] == "起重班" and duties(facts)["班长"] == ["班长罗清每天检查吊具"]


def test_a_unit_that_is_set_up_below_has_its_tasks() -> None:
    facts = read_lines(
        "内设机构",
        "（一）办公室。负责文电。",
        "（二）监测科（正股级）。编制监测计划。下设化验室，分析水样，出具报告。",
    )
    names = {u.key: u.name for u in facts.units}
    assert [(names[d.owner], d.statement.strip("。")) for d in facts.duties] == [
        ("办公室", "负责文电"),
        ("监测科", "编制监测计划"),
        ("化验室", "分析水样，出具报告"),
    ]


def test_a_unit_of_which_a_post_is_part() -> None:
    facts = read_lines("我们的分工", "四名信号员编在运转车间，由值班站长带领：信号员当班时核对进路。")
    assert homes(facts)["信号员"] == "运转车间"
    assert duties(facts)["信号员"] == ["信号员当班时核对进路"]
    assert superiors(facts) == {("信号员", "值班站长")}


def test_lines_that_go_on_with_an_indented_paragraph_are_joined() -> None:
    facts = read_lines(
        "一、库管员",
        "  库管员张某对厂长负责。库管员收料前核对送货单，每月末盘",
        "点一次库存。库房钥匙由库管",
        "员保管。",
        "二、司磅员",
        "  司磅员每班校秤，过磅单",
        "当日交库管员。",
        "三、门卫",
        "  门卫登记外来车辆。",
    )
    assert duties(facts)["库管员"] == ["库管员收料前核对送货单，每月末盘点一次库存", "库房钥匙由库管员保管"]
    assert duties(facts)["司磅员"] == ["司磅员每班校秤，过磅单当日交库管员"]


def test_credits_and_footers_are_no_posts() -> None:
    facts = read_lines("编辑 | 小鹿   摄影 | 阿树", "某救助站 .     第 2 页", "兽医每天查房。")
    assert [p.title for p in facts.posts] == ["兽医"]


def test_a_title_inside_another_name_is_no_subject() -> None:
    assert subject_post("采样送县兽医站化验", set()) is None
    assert subject_post("高峰期值班员须到岗", {"值班员"}) == "值班员"
    assert subject_post("售后经理每周回访", {"经理"}) == "售后经理"


def test_a_point_that_ends_a_sentence() -> None:
    shape = "班长督促工人洗净工具.温度超过二十度的,班长有权停机。"
    assert [shape[a:b] for a, b in find_sentences(shape)] == [
        "班长督促工人洗净工具.",
        "温度超过二十度的,班长有权停机。",
    ]
    assert is_closing("关于印发岗位职责的通知")


def test_what_introduces_a_post_says_who_holds_it_and_where_it_is() -> None:
    """A word above 基本情况 is a title where most others are; a superior that is named as such need not look like one."""
    facts = read_lines(
        "灯光师",
        "基本情况",
        "灯光师何晓属舞台部，一人，直接上级为舞台总监。",
        "工作内容",
        "• 编写灯位表。",
        "道具师",
        "基本情况",
        "道具师属制作部，两人，由罗清牵头，直接上级为美术指导。",
        "工作内容",
        "• 登记借用的道具。",
        "提词人",
        "基本情况",
        "提词人属舞台部。",
        "工作内容",
        "• 对稿。",
    )
    assert (
        duties(facts).items()
        >= {
            "灯光师": ["编写灯位表"],
            "道具师": ["登记借用的道具"],
            "提词人": ["对稿"],
        }.items()
    )
    assert homes(facts).items() >= {"灯光师": "舞台部", "道具师": "制作部", "提词人": "舞台部"}.items()
    assert holders(facts)["灯光师"] == ["何晓"]
    assert superiors(facts) == {("灯光师", "舞台总监"), ("道具师", "美术指导")}


def test_a_line_in_brackets_and_a_right_are_no_posts() -> None:
    facts = read_lines("（新进厂员工手册节选）", "文书岗", "职责：", "1、签批管辖权移送文书。", "2、登记来文。")
    assert [p.title for p in facts.posts] == ["文书岗"] and len(facts.duties) == 2
