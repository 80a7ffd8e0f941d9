"""What introduces a post before its duties: holders, superiors, subordinates, numbers, its unit."""

import pytest

from nlp.documents.divisions import read_belonging, read_division
from nlp.documents.extraction import extract, extract_lines
from nlp.documents.introductions import Told, read_introduction
from nlp.documents.readers import read_bytes
from nlp.documents.spacing import is_spaced
from nlp.documents.subjects import named_subject, subject_post
from tests.nlp.documents.told import duties, holders, homes, superiors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("在园长的领导下工作,现任柯伟。", Told(("柯伟",), superiors=("园长",))),
        ("向厨师长汇报,下列人员:熊虎、白雪峰。", Told(("熊虎", "白雪峰"), superiors=("厨师长",))),
        ("汇报给护士长,谷向东、丛莉在岗。", Told(("谷向东", "丛莉"), superiors=("护士长",))),
        ("编制两人,现有任满堂一人,缺员一人。", Told(("任满堂",), number=2)),
        ("直接上级:院长;管理配餐员;现任为盛翎。", Told(("盛翎",), superiors=("院长",), subordinates=("配餐员",))),
        ("由教务主任苏铁成兼任,隶属教务处。", Told(("苏铁成",), unit="教务处")),
        ("一职目前空缺,对馆长负责。", Told(vacant=True, superiors=("馆长",))),
    ],
)
def test_clauses_before_the_duties_tell_who_and_whose(text: str, told: Told) -> None:
    assert read_introduction(text)._replace(end=0, clauses=0) == told


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("采购员贺敏对仓储部经理负责,比价询价。", "采购员", "比价询价。"),
        ("护理员(白露、陆青)在护士长领导下喂饭翻身。", "护理员", "喂饭翻身。"),
        ("会计由柴米担任。", "会计", ""),
    ],
)
def test_what_is_no_introduction_is_left(text: str, title: str, rest: str) -> None:
    assert text[read_introduction(text, title).end :] == rest


@pytest.mark.parametrize(
    "text", ["负责喂饭。", "协助厂长工作,分管财务科。", "管理固定资产。", "厂长贺敏主持全厂工作。"]
)
def test_what_somebody_does_is_no_introduction(text: str) -> None:
    assert read_introduction(text, "厂长") == Told()


def test_a_paragraph_goes_on_about_the_post_that_its_first_sentence_introduces() -> None:
    facts = extract_lines(
        "分工.txt",
        "柳荫桥街道办事处分工\n"
        "综合行政执法队队长卫长缨，在街道办事处副主任领导下工作，查处占道经营；审核执法文书，组织业务考核。\n"
        "民政和养老服务办公室主任尚小莲，直接上级为街道办事处主任，下设民政专员一个岗位。指导换届选举，审核资格；召集主任联席会，通报进度。\n"
        "民政专员（汤小满、祝星河）汇报给民政和养老服务办公室主任，受理低保申请；走访独居老人。",
    )
    assert duties(facts)["综合行政执法队队长"] == ["查处占道经营", "审核执法文书，组织业务考核"]
    assert duties(facts)["民政和养老服务办公室主任"] == ["指导换届选举，审核资格", "召集主任联席会，通报进度"]
    assert duties(facts)["民政专员"] == ["受理低保申请", "走访独居老人"]
    assert holders(facts)["综合行政执法队队长"] == ["卫长缨"]
    assert holders(facts)["民政专员"] == ["汤小满", "祝星河"]
    assert homes(facts)["民政和养老服务办公室主任"] == "民政和养老服务办公室"
    assert ("民政专员", "民政和养老服务办公室主任") in superiors(facts)


def test_articles_named_after_a_post_introduce_it_before_its_list() -> None:
    facts = extract_lines(
        "制度.txt",
        "丰沃泽化肥有限公司岗位职责管理制度\n第一条 合成操作工岗位职责。向合成车间主任汇报，下列人员：熊虎、白雪峰。\n"
        "（一）监控合成塔温度；\n（二）巡回检查冰机。\n第二条 采购员岗位职责。直接上级：采购部部长。倪仲、花木兰二人，按原煤、包装物分工。\n"
        "（一）按月度计划采购原煤；\n（二）跟踪到货。",
    )
    assert duties(facts)["合成操作工"] == ["监控合成塔温度", "巡回检查冰机"]
    assert holders(facts)["采购员"] == ["倪仲", "花木兰"]
    assert superiors(facts) == {("合成操作工", "合成车间主任"), ("采购员", "采购部部长")}
    assert "采购部" in {u.name for u in facts.units}


def test_lines_below_a_heading_and_behind_a_value_introduce_the_post() -> None:
    facts = extract_lines(
        "汇编.txt",
        "衡谨律师事务所岗位汇编\n一、诉讼律师\n隶属诉讼业务部，直接上级为诉讼业务部主任。现有麦晓冬、岑岚两人。\n（一）接待当事人；\n（二）调查取证。\n"
        "二、行政主任（由主任助理单荔兼任）\n直接上级：主任；分管：行政专员、人事专员。\n（一）编制行政预算；\n（二）组织团建。",
    )
    assert holders(facts)["诉讼律师"] == ["麦晓冬", "岑岚"]
    assert homes(facts)["诉讼律师"] == "诉讼业务部"
    assert holders(facts)["行政主任"] == ["单荔"]
    assert duties(facts)["行政主任"] == ["编制行政预算", "组织团建"]
    assert ("人事专员", "行政主任") in superiors(facts)


def test_a_framed_title_heads_a_run_on_line() -> None:
    facts = extract_lines(
        "群文件.txt",
        "安爪动物医院岗位职责\n【护士长】陶灼（兼感控员），在院长领导下工作，管理兽医护士。岗位职责：1.安排班次；2.清点急救药品；3.培训新护士\n"
        "【兽医护士】贾梦蝶、舒心 直接上级：护士长 岗位职责：1.保定动物；2.测量体温；3.清洗器械\n"
        "【寄养员】（招聘中）直接上级：护士长 岗位职责：1.遛狗；2.打扫寄养房；3.拍视频",
    )
    assert duties(facts)["护士长"] == ["安排班次", "清点急救药品", "培训新护士"]
    assert holders(facts)["兽医护士"] == ["贾梦蝶", "舒心"]
    assert next(p for p in facts.posts if p.title == "寄养员").vacant
    assert {("护士长", "院长"), ("兽医护士", "护士长"), ("寄养员", "护士长")} <= superiors(facts)


def test_a_title_broken_at_the_end_of_a_line_is_one() -> None:
    facts = extract_lines(
        "矿.txt",
        "铁山矿岗位职责\n一、采矿车间主任\n直接上级：生产副矿长　直接下级：凿岩班长、爆\n破员\n岗位职责\n1、安排回采顺序；\n2、检查顶板。\n"
        "二、爆破员\n岗位职责\n1、领取雷管；\n2、装药连线。",
    )
    assert ("爆破员", "采矿车间主任") in superiors(facts)
    assert [p.title for p in facts.posts if p.title.endswith("破员")] == ["爆破员"]


def test_blanks_before_commas_are_those_of_recognition() -> None:
    spaced = [
        "三 、 爆 破 员",
        "八 、 卷 扬 工",
        "九 、 电 焊 工",
        *["每班 检查钢丝绳和制动闸的间隙 ，登记"] * 12,
        *["检修前把矿浆排空并挂上牌子"] * 30,
    ]
    assert is_spaced(spaced)
    assert not is_spaced([line.replace(" ，", "，") for line in spaced])


def test_a_list_of_units_may_have_some_that_are_not_built_like_them() -> None:
    assert read_division("本院设医疗部、前台、寄养部、药房") == ("医疗部", "前台", "寄养部", "药房")
    assert read_belonging("住院部和化验室归医疗部管。") == [(("住院部", "化验室"), "医疗部")]
    assert read_belonging("一水厂由运行部直接管理,抢修班为管网部下设班组,食堂在东门。") == [
        (("一水厂",), "运行部"),
        (("抢修班",), "管网部"),
    ]
    assert read_belonging("门市及验光课隶属管理处。") == [(("门市", "验光课"), "管理处")]


def test_a_verb_with_its_object_is_no_title() -> None:
    assert subject_post("召集主任办公会,部署防汛;", ()) is None
    assert subject_post("本公司实行总经理负责制,下设财务部。", ()) is None
    assert subject_post("审核会计负责复核凭证。", ()) == "审核会计"
    assert named_subject("执法队队长卫长缨,在副主任领导下工作。") == "执法队队长"


def test_a_label_glued_to_a_sentence_without_its_end_is_no_part_of_it() -> None:
    facts = extract_lines(
        "院.txt",
        "安爪动物医院岗位职责\n美容主管\n岗位职责：\n1.管理烘干箱；\n2.查验免疫证明，安排笼位任职要求：有美容师证\n"
        "医疗部主任\n岗位职责：\n1.制定规范；\n2.评估设备，提交论证直接下级：护士长、化验员。",
    )
    assert duties(facts)["美容主管"] == ["管理烘干箱", "查验免疫证明，安排笼位"]
    assert duties(facts)["医疗部主任"] == ["制定规范", "评估设备，提交论证"]
    assert superiors(facts) == {("护士长", "医疗部主任"), ("化验员", "医疗部主任")}


def test_the_last_letter_of_a_title_is_no_name() -> None:
    assert read_introduction("修复师同样归典藏部主任管理。", "修复").holders == ()
    assert read_introduction("修复师同样归典藏部主任管理。", "修复师").superiors == ("典藏部主任",)


def test_the_words_below_a_post_may_go_on_about_others() -> None:
    facts = extract_lines(
        "分工.txt",
        "南岭小学岗位分工\n食堂班长\n管理厨师和帮厨。\n每天留样。\n校医，隶属政教处，持医师证。给学生处理外伤；检查健康证。\n"
        "门卫由章程担任，听政教主任指挥。核定来访人数；登记车牌。\n南岭小学办公室二〇二三年二月十日",
    )
    assert duties(facts) == {
        "食堂班长": ["管理厨师和帮厨", "每天留样"],
        "校医": ["给学生处理外伤", "检查健康证"],
        "门卫": ["核定来访人数", "登记车牌"],
        "政教主任": [],
    }
    assert [t.statement for t in facts.traits] == ["持医师证。"]


def test_the_house_in_the_title_of_a_regulation_is_the_organization() -> None:
    facts = extract_lines("值班.txt", "红砂岭风电场值班制度\n值班长：\n1. 下达操作命令；\n2. 填写日志。")
    assert [o.name for o in facts.organizations] == ["红砂岭风电场"]


def test_contacts_beside_units_are_no_duties() -> None:
    rows = "科室,联系人,电话,邮箱\n综合办公室,全小鹿,0531-6620101,bgs@lyq.example\n财务科,龚卫民,0531-6620118,cw@lyq.example\n"
    assert extract(read_bytes(rows.encode(), "联系.csv")).duties == ()


def test_a_case_and_a_pronoun_within_the_sentence_tell_whose_duty_it_is() -> None:
    facts = extract_lines(
        "隧道.txt",
        "鹞子岭隧道分工\n安全总监燕北川每日进洞检查一次。瓦斯浓度达到百分之一时安全总监有权停止作业。\n"
        "爆破工程师设计炮眼布置图。炮孔的加深方案须经其签字。爆破安全员在其手下工作。",
    )
    assert duties(facts)["安全总监"][1:] == ["瓦斯浓度达到百分之一时安全总监有权停止作业"]
    assert duties(facts)["爆破工程师"] == ["爆破工程师设计炮眼布置图", "炮孔的加深方案须经其签字"]
    assert duties(facts)["爆破安全员"] == []
