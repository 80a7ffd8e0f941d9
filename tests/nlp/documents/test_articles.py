"""Rules in articles: each article establishes a post, tells its duties in itself or in a list, or is about nobody."""

from nlp.documents.extraction import extract_lines
from nlp.documents.facts import DocumentFacts

_RULES = """青峦水库管理处岗位职责规定
（2023年第2次处务会议通过）

第一章 总则
第一条 为明确分工，制定本规定。
第二章 操作岗位
第二条 监测科设坝工监测员三名，对监测科科长负责。坝工监测员承担以下工作：观测渗压计；巡查坝坡；整理月报。
第三条 监测科另设水文观测员两名，对监测科科长负责。职责包括：
1．每日八时观测水位；
2．汛期加密观测。
第四条 运行科设闸门运行工四名，对运行科科长负责，汛前逐扇启闭试验；接到调度令后十分钟内启闭；冬季破冰防冻。任职须取得闸门运行工证书。
第五条 食堂炊事员由后勤科科长管理，编排每周菜谱；清洗灶具。警卫队的门卫归警卫队队长管理，登记来访车辆；夜间巡库两次；看管监控屏幕。
第六条 任何人员不得擅自启闭闸门。
"""


def _told(facts: DocumentFacts) -> dict[str, tuple[int | None, list[str], list[str]]]:
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    return {
        p.title: (
            p.headcount,
            sorted({names[line.superior] for line in facts.lines if line.subordinate == p.key}),
            [d.statement.strip("；。") for d in facts.duties if d.owner == p.key],
        )
        for p in facts.posts
        if not p.mentioned_only
    }


def test_each_article_is_about_the_post_that_it_establishes() -> None:
    facts = extract_lines("规定.txt", _RULES)
    assert _told(facts) == {
        "坝工监测员": (3, ["监测科科长"], ["观测渗压计", "巡查坝坡", "整理月报"]),
        "水文观测员": (2, ["监测科科长"], ["每日八时观测水位", "汛期加密观测"]),
        "闸门运行工": (4, ["运行科科长"], ["汛前逐扇启闭试验", "接到调度令后十分钟内启闭", "冬季破冰防冻"]),
        "食堂炊事员": (None, ["后勤科科长"], ["编排每周菜谱", "清洗灶具"]),
        "门卫": (None, ["警卫队队长"], ["登记来访车辆", "夜间巡库两次", "看管监控屏幕"]),
    }


def test_units_and_qualifications_of_articles() -> None:
    facts = extract_lines("规定.txt", _RULES)
    assert {u.name for u in facts.units} >= {"监测科", "运行科", "警卫队"}
    assert "操作" not in {u.name for u in facts.units}
    assert [t.statement for t in facts.traits] == ["任职须取得闸门运行工证书。"]


def test_an_article_without_semicolons_keeps_its_sentences_behind_who_leads_the_post() -> None:
    facts = extract_lines(
        "规定.txt", "第一条 司炉工由锅炉班班长管理，每小时记录一次汽压。\n第二条 司炉工交班前冲洗水位计。\n"
    )
    assert [d.statement for d in facts.duties] == ["每小时记录一次汽压。", "司炉工交班前冲洗水位计。"]
    assert {p.title for p in facts.posts} == {"司炉工", "锅炉班班长"}


def test_articles_of_a_mill_in_many_forms() -> None:
    facts = extract_lines(
        "规定.txt",
        "宏昌纺织厂岗位责任规定\n第一章 织造车间\n"
        "第一条 挡车工由织造车间主任领导，职责如下：\n（一）接断头；\n（二）清扫飞花。\n"
        "第二条 织造车间设帮接工二十人。帮接工的职责：\n1.传递纬纱；\n2.换筒。\n"
        "第三条 凡进入车间者须戴工作帽。\n第二章 整理车间\n"
        "第四条 验布工（定员6人，隶属整理车间，受质检科长领导）：\n（一）逐匹验布；\n（二）登记疵点。\n"
        "第五条 打包工负责下列事项：称重；贴唛头；入库交接。\n第三章 附则\n第六条 本规定自发布之日起施行。\n",
    )
    assert _told(facts) == {
        "挡车工": (None, ["织造车间主任"], ["接断头", "清扫飞花"]),
        "帮接工": (20, [], ["传递纬纱", "换筒"]),
        "验布工": (6, ["质检科长"], ["逐匹验布", "登记疵点"]),
        "打包工": (None, [], ["称重", "贴唛头", "入库交接"]),
    }
