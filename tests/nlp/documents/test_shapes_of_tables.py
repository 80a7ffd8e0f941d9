"""Tables and lists of terms as programs print them: merged cells, units inside units, stamps, tables over two pages."""

import pytest

from nlp.documents.extraction import extract
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read_bytes


def _read(name: str, text: str) -> DocumentFacts:
    return extract(read_bytes(text.encode(), name))


def _duties(facts: DocumentFacts) -> dict[str, list[str]]:
    names = {p.key: p.title for p in facts.posts}
    found: dict[str, list[str]] = {}
    for duty in facts.duties:
        found.setdefault(names.get(duty.owner, ""), []).append(duty.statement)
    return found


def _units(facts: DocumentFacts) -> dict[str, str | None]:
    names = {u.key: u.name for u in facts.units}
    return {u.name: names.get(u.parent or "") for u in facts.units}


def _table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


_MERGED = """<table><tr><th>部门</th><th>岗位</th><th>在岗</th><th>上级</th><th>职责</th></tr>
<tr><td rowspan="4">炼胶车间</td><td rowspan="2">配料工</td><td rowspan="2">6人</td><td rowspan="2">车间主任</td>
<td>按配方称量炭黑</td></tr><tr><td>清扫料仓</td></tr>
<tr><td rowspan="2">硫化工</td><td rowspan="2">万春</td><td rowspan="2">车间主任</td><td>记录硫化温度</td></tr>
<tr><td>更换模具</td></tr></table>"""


def test_cells_that_reach_down_keep_their_columns_in_a_web_page() -> None:
    facts = _read("胶.html", _MERGED)
    assert _duties(facts) == {"配料工": ["按配方称量炭黑", "清扫料仓"], "硫化工": ["记录硫化温度", "更换模具"]}
    posts = {p.title: p for p in facts.posts}
    assert (posts["配料工"].headcount, [h.name for h in posts["硫化工"].holders]) == (6, ["万春"])
    assert {posts[t].unit for t in ("配料工", "硫化工")} == {facts.units[0].key}


def test_a_list_of_terms_has_a_post_with_its_duties() -> None:
    facts = _read(
        "厂.html",
        "<h2>后勤</h2><dl><dt>食堂主管（毕春来，行政科，对行政科长负责，电话 6110）</dt><dd>制订每周菜谱</dd>"
        "<dd>查验采购票据</dd><dd>召集炊事员周例会</dd><dt>门卫</dt><dd>登记来访车辆</dd></dl>",
    )
    assert _duties(facts) == {
        "食堂主管": ["制订每周菜谱", "查验采购票据", "召集炊事员周例会"],
        "门卫": ["登记来访车辆"],
    }
    chief = next(p for p in facts.posts if p.title == "食堂主管")
    assert [(h.name, h.phone) for h in chief.holders] == [("毕春来", "6110")]
    names = {p.key: p.title for p in facts.posts} | {u.key: u.name for u in facts.units}
    assert names[chief.unit or ""] == "行政科"
    assert [(names[i.subordinate], names[i.superior]) for i in facts.lines] == [("食堂主管", "行政科长")]


def test_a_list_of_terms_can_be_the_fields_of_a_form() -> None:
    facts = _read(
        "厂.html",
        "<dl><dt>岗位名称</dt><dd>化验员</dd><dt>直接上级</dt><dd>质检科长</dd><dt>岗位职责</dt><dd>取样</dd>"
        "<dd>出具报告</dd></dl>",
    )
    assert _duties(facts) == {"化验员": ["取样", "出具报告"]}
    assert [line.stated for line in facts.lines] == [True]


def test_a_second_column_of_units_names_those_inside_the_first() -> None:
    facts = _read(
        "表.csv",
        "部门,班组,岗位,姓名,岗位职责\n运行部,,运行经理,田甜,调度机组\n,集控班,集控员,,监盘抄表\n"
        "检修部,锅炉班,锅炉检修工,,更换炉管\n",
    )
    assert _units(facts) == {"运行部": None, "集控班": "运行部", "检修部": None, "锅炉班": "检修部"}
    names = {u.key: u.name for u in facts.units}
    assert {p.title: names[p.unit or ""] for p in facts.posts} == {
        "运行经理": "运行部",
        "集控员": "集控班",
        "锅炉检修工": "锅炉班",
    }


def test_a_unit_in_brackets_behind_another_is_inside_it() -> None:
    facts = _read("表.csv", "部门,岗位,职责\n工程部（锅炉班）,司炉工,看水位\n客房部(员工),服务员,整理客房\n")
    assert _units(facts)["锅炉班"] == "工程部"
    assert "员工" not in _units(facts)


def test_what_a_program_prints_below_a_table_is_no_duty() -> None:
    facts = _read(
        "表.csv",
        "部门,岗位,职责\n检验科,检验员,化验血样\n检验科,采血员,给病人采血\n"
        ",,青山湖医学检验中心 导出时间：2024-03-05 10:22\n",
    )
    assert _duties(facts) == {"检验员": ["化验血样"], "采血员": ["给病人采血"]}
    assert facts.organizations[0].name == "青山湖医学检验中心"


def test_a_duty_about_printing_is_kept() -> None:
    facts = _read("表.csv", "部门,岗位,职责\n包装组,打包员,核对订单\n,,打印日期标签并贴箱\n")
    assert _duties(facts) == {"打包员": ["核对订单", "打印日期标签并贴箱"]}


def test_a_numbered_heading_of_two_posts_leaves_each_its_own_paragraph() -> None:
    facts = _read(
        "厂.txt",
        "1 总则\n1.1 本办法适用于全厂。\n2 厂长与总工程师\n2.1 厂长主持全厂工作，签发年度计划。\n"
        "2.2 总工程师向厂长汇报。总工程师审定工艺参数。\n3 项目经理与安全总监\n3.1 项目经理编制施工计划。\n"
        "3.2 安全总监每日检查现场。\n",
    )
    assert {"厂长", "总工程师", "项目经理", "安全总监"} == {p.title for p in facts.posts}
    assert _duties(facts)["安全总监"] == ["安全总监每日检查现场。"]


def test_a_label_that_is_not_known_ends_the_value_before_it() -> None:
    rows = [
        ["岗位名称", "锅炉工", "所属部门", "动力车间"],
        ["直接上级", "车间主任", "编制", "4人"],
        ["直接下级", "学徒工、加煤工", "津贴档", "丙档"],
        ["主要职责", "1、巡查锅炉压力；2、清灰。"],
    ]
    facts = _read("厂.html", _table(rows))
    assert {p.title for p in facts.posts} == {"锅炉工", "车间主任", "学徒工", "加煤工"}
    assert len(facts.duties) == 2


_UPPER = [["部门", "岗位", "编制", "直接上级", "主要职责"], ["炼胶车间", "配料工", "6", "车间主任", "称量炭黑"]]
_LOWER = [["", "", "", "", "清扫料仓"], ["", "硫化工", "4", "车间主任", "更换模具"]]


@pytest.mark.parametrize("between", ["", "<p>（续表）</p>", "<p>续表2</p>"])
@pytest.mark.parametrize("again", [False, True])
def test_a_table_goes_on_in_the_next_one(between: str, again: bool) -> None:
    lower = _UPPER[:1] * again + _LOWER
    facts = _read("胶.html", _table(_UPPER) + between + _table(lower))
    posts = {p.title: p for p in facts.posts if not p.mentioned_only}
    assert {t: (p.headcount, p.unit) for t, p in posts.items()} == {
        "配料工": (6, facts.units[0].key),
        "硫化工": (4, facts.units[0].key),
    }
    assert _duties(facts)["硫化工"] == ["更换模具"]


def test_another_table_below_has_a_header_of_its_own() -> None:
    facts = _read("胶.html", _table(_UPPER) + "<p>附件</p>" + _table([["物资", "炭黑", "6", "库房", "密封存放"]]))
    assert {p.title for p in facts.posts} == {"配料工", "车间主任"}


def test_a_row_across_the_table_names_the_unit_of_the_rows_below() -> None:
    facts = _read(
        "院.html",
        "<table><tr><th>科室</th><th>岗位</th><th>编制</th><th>上级</th><th>工作内容</th></tr>"
        '<tr><td rowspan="2">供应室</td><td>消毒员</td><td>2</td><td>护士长</td><td><ol><li>清洗器械</li>'
        "<li>灭菌登记</li></ol></td></tr><tr><td>收送员</td><td>1（蒋顺）</td><td>护士长</td><td>回收污物</td></tr>"
        '<tr><td colspan="5">总务科</td></tr>'
        "<tr><td></td><td>水电工</td><td>3人</td><td>总务科长</td><td>抢修管路；抄表</td></tr></table>",
    )
    units = {u.key: u.name for u in facts.units}
    told = {p.title: (units[p.unit or ""], p.headcount) for p in facts.posts if not p.mentioned_only}
    assert told == {"消毒员": ("供应室", 2), "收送员": ("供应室", 1), "水电工": ("总务科", 3)}
    assert _duties(facts)["水电工"] == ["抢修管路；", "抄表"]


def test_a_duty_of_one_word_in_a_cell_is_kept() -> None:
    facts = _read("表.csv", "岗位,上级,职责\n客服组长,运营总监,排班；抽检录音\n客服专员,客服组长,接听电话\n")
    assert _duties(facts)["客服组长"] == ["排班；", "抽检录音"]


def test_a_column_of_departments_under_the_word_for_the_house() -> None:
    facts = _read(
        "表.csv",
        "單位,職稱,姓名,直屬主管,工作項目\n餐飲部（內場組）,廚師,,主廚,備料\n房務部,房務員,陳美月 等 8 人,房務領班,鋪床\n"
        "製表日期：113/05/02,,,,\n",
    )
    assert _units(facts) == {"餐饮部": None, "内场组": "餐饮部", "房务部": None}
    posts = {p.title: p for p in facts.posts}
    assert (posts["房务员"].headcount, [h.name for h in posts["房务员"].holders]) == (8, ["陈美月"])


def test_a_title_that_begins_like_its_unit_names_no_other() -> None:
    facts = _read("表.csv", "部门,岗位,直接上级,职责\n场馆部,场馆主管,馆长,审批租用\n场馆部,救生员,场馆主管,巡视泳池\n")
    assert list(_units(facts)) == ["场馆部"]


def test_a_stroke_in_the_column_of_the_inner_unit_leaves_the_post_in_the_outer_one() -> None:
    rows = (
        "序号,一级部门,班组,岗位名称,岗位职责\n1,仓储部,收货组,收货员,清点来货\n2,仓储部,/,库存专员,循环盘点\n"
        "3,运输部,/,调度员,派车\n4,/,/,总经理助理,起草文件\n"
    )
    facts = extract(read_bytes(rows.encode(), "岗位.csv"))
    units = {u.key: u.name for u in facts.units}
    homes = {p.title: units.get(p.unit or "") for p in facts.posts}
    assert homes == {"收货员": "收货组", "库存专员": "仓储部", "调度员": "运输部", "总经理助理": None}
    assert next(u.parent for u in facts.units if u.name == "运输部") is None
