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


def test_an_article_without_semicolons_keeps_its_words() -> None:
    """What stands in sentences stays a sentence."""
    facts = extract_lines(
        "规定.txt", "第一条 司炉工由锅炉班班长管理，每小时记录一次汽压。\n第二条 司炉工交班前冲洗水位计。\n"
    )
    assert all("司炉工" in d.statement or "冲洗" in d.statement for d in facts.duties)
    assert {p.title for p in facts.posts} == {"司炉工", "锅炉班班长"}
