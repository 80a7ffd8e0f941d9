"""The organization in a title: institutions of many trades, told from departments by a name of their own and by place."""

import pytest

from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts
from nlp.documents.institutions import is_institution

INSTITUTIONS = [
    # science, weather, surveying
    "澄空天文台", "鹤鸣岭气象站", "白石滩水文站", "青屿海洋监测站", "鹿溪地震台", "云峤植物研究所",
    # art, culture, media
    "听雨画廊", "石榴巷话剧团", "南麓越剧院", "蓝调琴行", "砚溪出版社", "朝闻报社", "拾光影楼", "沙洲文化站",
    # food, drink, lodging
    "青泉酒庄", "晚渡民宿", "临江茶楼", "福兴斋酱园", "麦香面包坊", "竹溪客栈", "半岛咖啡馆", "稻香食品厂",
    # farming, forestry, fishing
    "长风渔业合作社", "白桦滩牧场", "红柳沟马场", "南塘果园", "望江苗圃", "黑土岗农机站", "双桥种子站", "东沟兽医站",
    "北坡林场", "金湾水产养殖场", "柳林铺养鸡场",
    # health, care
    "梅岭社区卫生服务站", "杏和堂中医馆", "同沁口腔诊所", "安然月子中心", "夕照护理院", "清河桥卫生室", "净心戒毒所",
    # funeral, religion
    "松山殡仪馆", "凤凰陵园", "云隐寺", "福音教堂", "城关清真寺",
    # schools, sport
    "远航驾校", "小榕树托儿所", "启明星特殊教育学校", "东篱书院", "少年体校", "飞羽羽毛球馆", "浪花游泳馆", "磐石拳馆",
    # transport, energy, mining
    "城北加油站", "黄泥渡口", "柳树屯火车站", "临港货运站", "金岭煤矿", "铁山矿", "石门水电站", "九曲变电站", "乌兰风电场",
    "北湾污水处理厂", "双河自来水厂",
    # people who joined together
    "东篱农会", "青石镇渔会", "柳荫互助社", "旧堤水利会", "金谷联盟",
    # services, trade
    "恒理律所", "正言公证处", "顺发修理厂", "大成典当行", "万家乐超市", "知味书店", "绿野花店", "宏达钢材市场",
    "美妍美容院", "快洁洗衣店", "喜临门婚庆工作室", "西城菜市场", "百姓大药房",
    # charity, associations, government
    "向日葵公益基金会", "江左书法家协会", "暖阳救助站", "平桥镇人民政府", "青石巷居委会", "大湾村委会", "柳河街道办事处",
    "城南派出所", "临泽县税务局", "江口海关", "东郊看守所", "莲塘拘留所", "新桥火葬场",
]  # fmt: skip

DEPARTMENTS = [
    "后勤站", "市场部", "门诊部", "食堂", "职工食堂", "维修站", "中心实验室", "配电房", "第二车间", "原料库", "运输队",
    "一号站", "东区服务站", "设备管理所", "客服中心", "研发中心", "护理站", "三楼护士站", "中药房", "急诊科", "财务室",
    "图书室", "保卫科", "招生办公室", "第三项目部", "质检站", "材料实验室", "文印室", "一分厂", "电修厂", "总装厂",
    "收费站", "监控室", "物资供应站", "技术服务站", "学生公寓", "总务处", "行政中心", "生产基地", "安全环保部", "营业厅",
]  # fmt: skip

POSTS = "\n会计岗位职责\n1、登记账簿；\n2、编制报表。\n保管员岗位职责\n1、验收物品。\n"


def organizations_of(facts: DocumentFacts) -> list[str | None]:
    return [o.name for o in facts.organizations]


@pytest.mark.parametrize(
    "title",
    [
        "{}岗位职责",
        "{}岗位说明书汇编",
        "{}员工手册",
        "{}",
        "{}人员分工一览表",
        "{}各岗位工作职责（2024年修订）",
        "{}\n岗位职责",
        "岗位职责汇编\n{}",
        "{}位于城郊，现有职工十二人。",
        "关于印发《{}岗位职责》的通知",
    ],
)
def test_an_institution_in_the_title_is_the_organization(title: str) -> None:
    wrong = {}
    for name in INSTITUTIONS:
        facts = extract_lines("职责.txt", title.format(name) + POSTS)
        found = organizations_of(facts), [u.name for u in facts.units], [p.title for p in facts.posts]
        if found != ([name], [], ["会计", "保管员"]):
            wrong[name] = found
    assert not wrong


def test_a_department_of_the_institution_stands_inside_it() -> None:
    facts = extract_lines("职责.txt", "鹤鸣岭气象站\n观测科岗位职责\n" + POSTS + "后勤站岗位职责\n1、保障供水供电。\n")
    assert organizations_of(facts) == ["鹤鸣岭气象站"]
    assert [u.name for u in facts.units] == ["观测科", "后勤站"]


@pytest.mark.parametrize("title", ["{}岗位职责", "{}", "{}\n岗位职责", "岗位职责汇编\n{}"])
def test_a_department_in_the_title_is_no_organization(title: str) -> None:
    """Its name says what it does, which one it is or where it stands, and nothing of its own."""
    wrong = {}
    for name in DEPARTMENTS:
        found = organizations_of(extract_lines("职责.txt", title.format(name) + POSTS))
        if found != [None]:
            wrong[name] = found
    assert not wrong


def test_below_another_title_an_institution_is_a_unit() -> None:
    text = "远帆石化销售有限公司岗位职责\n城北加油站\n" + POSTS + "城南加油站\n计量员岗位职责\n1、测量油位。\n"
    facts = extract_lines("职责.txt", text)
    assert organizations_of(facts) == ["远帆石化销售有限公司"]
    assert [u.name for u in facts.units] == ["城北加油站", "城南加油站"]


def test_an_institution_with_its_department_in_one_title() -> None:
    facts = extract_lines("职责.txt", "鹤鸣岭气象站观测科岗位职责" + POSTS)
    assert organizations_of(facts) == ["鹤鸣岭气象站"]
    assert [u.name for u in facts.units] == ["观测科"]


def test_institutions_and_departments_are_told_by_what_stands_before_the_ending() -> None:
    assert [name for name in INSTITUTIONS if not is_institution(name)] == []
    assert [name for name in DEPARTMENTS if is_institution(name)] == []


@pytest.mark.parametrize(
    "line", ["工程总监全面负责酒店工程管理工作。", "我们负责接待来访的学校", "加强管理的好处及工厂"]
)
def test_a_sentence_is_no_name(line: str) -> None:
    assert organizations_of(extract_lines("职责.txt", line + POSTS)) == [None]


@pytest.mark.parametrize("label", ["简称", "又名", "曾用名", "对外名称"])
def test_other_names_in_the_first_lines_are_the_organizations(label: str) -> None:
    facts = extract_lines("职责.txt", f"青杉园林有限公司岗位职责\n{label}：“青杉”、杉园、本公司{POSTS}")
    assert [(o.name, o.aliases) for o in facts.organizations] == [("青杉园林有限公司", ("青杉", "杉园"))]
    assert facts.unread == ()


def test_an_organization_that_is_called_like_a_unit_has_other_names() -> None:
    facts = extract_lines("职责.md", f"# 展览运营中心岗位分工\n\n单位：展览运营中心\n\n简称：展运中心\n{POSTS}")
    assert [(o.name, o.aliases) for o in facts.organizations] == [("展览运营中心", ("展运中心",))]


def test_another_name_below_a_title_is_the_posts() -> None:
    facts = extract_lines("职责.txt", "青杉园林有限公司\n会计岗位职责\n又名：账务员\n1、登记账簿；\n2、编制报表。\n")
    assert [(p.title, p.aliases) for p in facts.posts] == [("会计", ("账务员",))]
    assert [o.aliases for o in facts.organizations] == [()]
