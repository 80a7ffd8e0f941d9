"""The org chart: what is drawn, what is held back, and the files to take away."""

import csv
import io
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import networkx as nx
import pytest
from flask.testing import FlaskClient

from nlp.build import build
from web.app import create_app
from web.config import Settings
from web.orgchart import MOST_BOXES
from web.services import KEY

ORGANIZATION = "青杉电子商务有限公司"
_AS_PERSON = {"Accept": "text/html,*/*;q=0.8"}


def draw(client: FlaskClient, **query: object) -> dict:  # type: ignore[type-arg]
    response = client.get("/api/graph", query_string={"organization": ORGANIZATION, **query})
    assert response.status_code == 200 and response.json is not None
    return response.json


def test_the_whole_organization_is_drawn_where_there_is_room(client: FlaskClient) -> None:
    data = draw(client, width=1180, height=640)
    labels = {node["label"] for node in data["nodes"]}
    assert {"青杉电子商务有限公司", "运营部", "总经理", "运营总监", "推广专员"} <= labels
    assert data["hidden"] == 0


def test_a_small_room_shows_less_not_smaller(client: FlaskClient) -> None:
    data = draw(client, width=300, height=240)
    assert data["hidden"] > 0
    assert data["size"][0] <= 300 / 0.8 and data["size"][1] <= 240 / 0.8
    assert sum(node["more"] for node in data["nodes"]) == data["hidden"]


def test_what_is_held_back_opens_and_what_is_open_closes(client: FlaskClient) -> None:
    small = draw(client, width=300, height=240)
    node = next(n for n in small["nodes"] if n["more"])
    assert len(draw(client, width=300, height=240, open=node["key"])["nodes"]) > len(small["nodes"])
    whole = draw(client)
    head = next(n for n in whole["nodes"] if n["label"] == "运营部")
    closed = draw(client, close=head["key"])
    assert next(n for n in closed["nodes"] if n["label"] == "运营部")["more"] == closed["hidden"] > 0
    assert len(draw(client, width=300, height=240, open="all")["nodes"]) == len(whole["nodes"])


def test_several_superiors_are_drawn_as_lines_beside_the_tree(client: FlaskClient) -> None:
    data = draw(client)
    names = {node["id"]: node["label"] for node in data["nodes"]}
    extra = {(names[e["from"]], names[e["to"]]) for e in data["edges"] if e["extra"]}
    assert ("客服主管", "营销经理") in extra and ("客服主管", "运营经理") not in extra
    assert all(e["route"] for e in data["edges"])


def test_posts_can_be_left_out(client: FlaskClient) -> None:
    assert {n["group"] for n in draw(client, show="units")["nodes"]} == {"Organization", "OrganizationalUnit"}


def test_duties_are_a_layer_that_opens_post_by_post(client: FlaskClient) -> None:
    data = draw(client, show="duties")
    assert {n["group"] for n in data["nodes"]} == {"Organization", "OrganizationalUnit", "Post"}
    post = next(n for n in data["nodes"] if n["label"] == "运营总监")
    opened = draw(client, show="duties", open=post["key"])
    duties = [n for n in opened["nodes"] if n["group"] == "Duty"]
    assert duties and len(opened["nodes"]) == len(data["nodes"]) + len(duties)
    text = client.get("/graph/panel", query_string={"iri": duties[0]["id"]}).text
    assert "/document/" in text


def read_superiors(client: FlaskClient, **query: object) -> dict[str, str]:
    """Names and their superiors as the table has them."""
    table = client.get("/graph.csv", query_string={"organization": ORGANIZATION, **query}).data.decode("utf-8-sig")
    return {row["名称"]: row["上级"] for row in csv.DictReader(io.StringIO(table))}


def test_opening_all_opens_the_duties(client: FlaskClient) -> None:
    posts, all_open = draw(client, show="duties"), draw(client, show="duties", open="all")
    assert all_open["hidden"] == 0
    assert len([n for n in all_open["nodes"] if n["group"] == "Duty"]) == posts["hidden"] > 0
    closed = next(n for n in all_open["nodes"] if n["label"] == "运营总监")["key"]
    assert draw(client, show="duties", open="all", close=closed)["hidden"] > 0


def test_what_is_taken_away_of_the_duties_layer_has_the_duties(client: FlaskClient) -> None:
    """Outline and table of the page as well; how a post is involved stands in the table beside the type."""
    nodes = draw(client, show="duties", open="all")["nodes"]
    names = sorted(node["label"] for node in nodes)
    for kind in ("", ".csv", ".graphml"):
        assert names_of(client, kind, show="duties") == names, kind
    svg = client.get("/graph.svg", query_string={"organization": ORGANIZATION, "show": "duties", "download": 1}).text
    sheet = client.get("/graph/print", query_string={"organization": ORGANIZATION, "show": "duties"}).text
    assert svg.count('rx="7"') == sheet.count('rx="7"') == len(nodes)
    assert "＋" not in svg and "＋" not in sheet[sheet.index("<svg") :]
    table = client.get("/graph.csv", query_string={"organization": ORGANIZATION, "show": "duties"}).text
    assert "职责（负责）" in table
    network = nx.parse_graphml(
        client.get("/graph.graphml", query_string={"organization": ORGANIZATION, "show": "duties"}).text
    )
    owners = [(a, b) for a, b, d in network.edges(data=True) if d["relations"] == "hasDuty"]
    assert owners and all(network.nodes[b]["type"] == "Duty" != network.nodes[a]["type"] for a, b in owners)


def test_without_posts_nothing_has_posts(client: FlaskClient) -> None:
    """In outline, table and files as in the drawing; nor people, who hold them. What is found is shown by its unit."""
    names = sorted(node["label"] for node in draw(client, show="units")["nodes"])
    assert names == sorted([ORGANIZATION, "运营部"])
    for kind in ("", ".csv", ".graphml", ".svg"):
        assert names_of(client, kind, show="units") == names, kind
    network = client.get("/graph.graphml", query_string={"organization": ORGANIZATION, "show": "units"}).text
    assert len(nx.parse_graphml(network)) == len(names)
    marked = [node["label"] for node in draw(client, show="units", find="淘宝美工")["nodes"] if node["marked"]]
    assert marked == ["运营部"]


def test_further_superiors_can_be_left_out(client: FlaskClient) -> None:
    """In table and GraphML as well; the one superior of 运营总监, who stands in another unit, stays."""
    assert any(e["further"] for e in draw(client)["edges"])
    assert not any(e["further"] for e in draw(client, lines=0)["edges"])
    for lines, has in (("", True), ("0", False)):
        superiors = read_superiors(client, lines=lines)
        assert ("营销经理" in superiors["客服主管"]) == has and "运营经理" in superiors["客服主管"]
        assert superiors["运营总监"] == "总经理"
        query = {"organization": ORGANIZATION, "lines": lines}
        network = nx.parse_graphml(client.get("/graph.graphml", query_string=query).text)
        reports = {
            (network.nodes[a]["label"], network.nodes[b]["label"])
            for a, b, d in network.edges(data=True)
            if d["relations"] == "reportsTo"
        }
        assert (("客服主管", "营销经理") in reports) == has and ("运营总监", "总经理") in reports


def read_tree(data: dict) -> dict[str, str]:  # type: ignore[type-arg]
    """The name of each box and of the box that it hangs from."""
    names = {node["id"]: node["label"] for node in data["nodes"]}
    return {names[e["from"]]: names[e["to"]] for e in data["edges"] if not e["extra"]}


@pytest.mark.parametrize("lines", ["", "stated", "0"])
def test_who_leads_the_head_of_a_unit_stands_above_the_unit(client: FlaskClient, lines: str) -> None:
    tree = read_tree(draw(client, lines=lines))
    assert (tree["运营总监"], tree["运营部"], tree["总经理"]) == ("运营部", "总经理", ORGANIZATION)
    data = draw(client, organization="柏川实业有限公司", lines=lines)
    assert read_tree(data)["营运部"] == "事业部总经理" and not any(e["extra"] for e in data["edges"])


def test_a_superior_in_another_unit_is_a_plain_line_across(client: FlaskClient) -> None:
    """Of several superiors that stand elsewhere in the tree one is drawn as the superior, the others as further ones."""
    where = {"organization": "禾岸置业销售有限公司"}
    data = draw(client, **where)
    assert sorted(e["further"] for e in data["edges"] if e["extra"]) == [False, True]
    assert [e["further"] for e in draw(client, **where, lines=0)["edges"] if e["extra"]] == [False]
    assert read_superiors(client, **where, lines=0)["运营专员"] == "总经理助理"


@pytest.mark.parametrize(("organization", "basis"), [(ORGANIZATION, "stated"), ("市场运营管理中心", "inferred")])
@pytest.mark.parametrize(
    ("lines", "drawn"), [("", "stated inferred"), ("stated", "stated"), ("member", ""), ("?", "stated inferred")]
)
def test_a_relation_can_be_chosen(client: FlaskClient, organization: str, basis: str, lines: str, drawn: str) -> None:
    """In drawing, table and GraphML alike; whoever loses a superior stands below what it belongs to."""
    query = {"organization": organization, "lines": lines, "width": 3000, "height": 3000}
    data = draw(client, **query)
    kinds = {edge["kind"] for edge in data["edges"]}
    assert kinds == {"member"} | ({{"stated": "reports", "inferred": "inferred"}[basis]} if basis in drawn else set())
    assert data["hidden"] == 0 and len(data["nodes"]) == len(draw(client, **{**query, "lines": ""})["nodes"])
    table = client.get("/graph.csv", query_string=query).data.decode("utf-8-sig")
    superiors = "".join(row["上级"] for row in csv.DictReader(io.StringIO(table)))
    assert bool(superiors) == (basis in drawn) and ("（推断）" in superiors) == (basis in drawn and basis == "inferred")
    network = nx.parse_graphml(client.get("/graph.graphml", query_string=query).text)
    said = {d["basis"] for *_, d in network.edges(data=True) if d["relations"] == "reportsTo"}
    assert said == ({basis} if basis in drawn else set())
    page = client.get("/graph", query_string=query, headers=_AS_PERSON).text
    assert (f'<option value="{lines}" selected>' in page) == (lines != "?")
    assert ("line dashed" in page) == (basis == "inferred" and "inferred" in drawn)


def read_legend(client: FlaskClient, **query: object) -> list[str]:
    """What the legend of a chart explains."""
    page = client.get("/graph", query_string={"organization": ORGANIZATION, **query}).text
    return re.findall(r'<li(?: id="marked-key")?><i class="(?:key )?([A-Za-z ]+)"></i>', page)


def test_the_legend_explains_what_the_chart_has(client: FlaskClient) -> None:
    boxes = ["Organization", "OrganizationalUnit", "Post"]
    assert read_legend(client) == [*boxes, "line", "line dotted"]
    assert read_legend(client, lines="0") == [*boxes, "line"]
    assert read_legend(client, show="duties")[3] == "Duty" and read_legend(client, show="units") == [*boxes[:2], "line"]
    assert read_legend(client, organization="市场运营管理中心") == [*boxes, "line", "line dashed"]


def test_a_marked_thing_is_in_sight(client: FlaskClient) -> None:
    iri = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "淘宝美工")
    data = draw(client, mark=iri, width=300, height=240)
    assert [n["label"] for n in data["nodes"] if n["marked"]] == ["淘宝美工"]


def test_a_name_is_found_among_all_things_drawn_or_not(client: FlaskClient) -> None:
    data = draw(client, find="淘宝美工", width=300, height=240)
    assert [n["id"] for n in data["nodes"] if n["marked"]] == [data["found"]]
    assert data["found"].endswith("/淘宝美工")
    holder = client.get("/api/graph", query_string={"organization": "市场运营管理中心", "find": "于龙"}).json
    assert holder is not None and holder["found"].endswith("/市场专员")
    assert draw(client, find="没有这个")["found"] is None


@pytest.mark.parametrize(
    "text", ["營銷經理", "yxjl", "yingxiao", "营消经理", "营销经理（贺敏）", "贺敏", "hemin", "营销"]
)
def test_a_name_is_found_however_it_is_written(client: FlaskClient, text: str) -> None:
    """As where one asks: in traditional characters, in pinyin, by first letters, with a slip of the pen, in part."""
    data = draw(client, find=text)
    assert [n["label"] for n in data["nodes"] if n["marked"]] == ["营销经理"] and data["told"] == ""


def test_who_holds_two_posts_is_found_in_both(client: FlaskClient) -> None:
    data = draw(client, find="顾南星")
    assert {n["label"] for n in data["nodes"] if n["marked"]} == {"文案策划", "推广专员"}
    assert data["told"] == "找到 2 个：文案策划、推广专员。" and data["thing"].endswith("/顾南星")


def test_who_works_elsewhere_is_looked_for_there(client: FlaskClient) -> None:
    data = draw(client, find="石剑腾")
    assert data["found"] is None and "市场运营管理中心" in data["told"]
    ((name, link),) = data["elsewhere"]
    assert name == "市场运营管理中心" and "中心副总" in client.get(link).text
    page = client.get("/graph", query_string={"organization": ORGANIZATION, "find": "石剑腾"}).text
    assert "在市场运营管理中心里看</a>" in page
    assert "市场运营管理中心" in draw(client, find="淘宝美工", to="石剑腾")["way"]


def test_the_end_of_a_way_that_is_not_there_is_said_so(client: FlaskClient) -> None:
    assert draw(client, find="淘宝美工", to="不存在的")["way"] == "没有找到“不存在的”。"
    apart = client.get(
        "/api/graph", query_string={"organization": "市场运营管理中心", "find": "于龙", "to": "不存在的"}
    )
    assert apart.json is not None and "路径" not in apart.json["way"]


def test_a_duty_is_found_by_its_words(client: FlaskClient) -> None:
    data = draw(client, show="duties", find="首页的框架")
    assert [n["group"] for n in data["nodes"] if n["marked"]] == ["Duty"]
    assert "以“文案策划”为中心" in draw(client, show="duties", find="首页的框架", depth=1)["scope"]


def test_the_way_between_two_things_is_shown(client: FlaskClient) -> None:
    data = draw(client, find="淘宝客服", to="总经理")
    way = data["way"].split(" → ")
    assert way[0] == "淘宝客服" and way[-1] == "总经理" and "运营总监" in way
    assert {n["label"] for n in data["nodes"] if n["marked"]} == set(way)
    assert (
        data["way"]
        in client.get("/graph", query_string={"organization": ORGANIZATION, "find": "淘宝客服", "to": "总经理"}).text
    )
    assert "没有找到" in draw(client, find="淘宝客服", to="没有这个")["way"]


@pytest.mark.parametrize("lines", ["", "0"])
@pytest.mark.parametrize(("find", "to"), [("淘宝美工", "总经理"), ("总经理", "淘宝客服"), ("运营主管", "运维专员")])
def test_the_lines_of_a_way_are_marked_and_only_these(client: FlaskClient, find: str, to: str, lines: str) -> None:
    """The marked lines lead from one end to the other without a branch; in the SVG they have the colour of the mark."""
    data = draw(client, find=find, to=to, lines=lines, open="all")
    names = {node["id"]: node["label"] for node in data["nodes"]}
    steps = nx.Graph((names[e["from"]], names[e["to"]]) for e in data["edges"] if e["marked"])
    assert sorted(node for node, degree in steps.degree if degree == 1) == sorted([find, to])
    assert nx.is_path(steps, nx.shortest_path(steps, find, to)) and set(data["way"].split(" → ")) <= set(steps)
    assert set(steps) - set(data["way"].split(" → ")) <= {"运营部"}
    assert nx.number_of_nodes(steps) == nx.number_of_edges(steps) + 1
    query = {"organization": ORGANIZATION, "find": find, "to": to, "lines": lines, "download": 1}
    svg = client.get("/graph.svg", query_string=query).text
    assert svg.count('stroke-width="2.6"/>') == nx.number_of_edges(steps)


def test_a_part_of_the_chart_begins_with_one_thing(client: FlaskClient) -> None:
    iri = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "营销经理")
    response = client.get("/api/graph", query_string={"iri": iri})
    assert response.json is not None
    labels = {n["label"] for n in response.json["nodes"]}
    assert "营销经理" in labels and "运营经理" not in labels


def test_the_outline_stands_in_the_page_itself(client: FlaskClient) -> None:
    """The same content as a nested list and as a table, for keyboard and screen reader."""
    text = client.get("/graph", query_string={"organization": ORGANIZATION}).text
    outline = text[text.index('class="tree"') :]
    assert outline.count("<ul") == outline.count("</ul>") - 1  # the first <ul stands before the cut
    assert outline.count("<li>") == outline.count("</li>")
    assert outline.count('<th scope="row">') == len(draw(client)["nodes"])


def test_the_chart_can_be_taken_away(client: FlaskClient) -> None:
    """SVG with every box, GraphML with every thing, CSV with every row; each downloads under the name of its chart."""
    query = {"organization": ORGANIZATION, "download": 1}
    svg = client.get("/graph.svg", query_string=query)
    assert svg.mimetype == "image/svg+xml"
    texts = {e.text for e in ET.fromstring(svg.data).iter("{http://www.w3.org/2000/svg}text")}
    assert {"推广专员", "运营总监"} <= texts
    graphml = client.get("/graph.graphml", query_string=query)
    assert graphml.mimetype == "application/graphml+xml"
    assert len(ET.fromstring(graphml.data).findall(".//{http://graphml.graphdrawing.org/xmlns}node")) >= 14
    table = client.get("/graph.csv", query_string=query)
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert rows[0] == ["层级", "名称", "类型", "任职人", "上级", "IRI"]
    assert len(rows) == len(draw(client)["nodes"]) + 1
    for response in (svg, graphml, table):
        assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_panel_tells_of_a_post_with_sources(client: FlaskClient) -> None:
    iri = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "运营总监")
    text = client.get("/graph/panel", query_string={"iri": iri}).text
    assert "上级" in text and "/document/" in text and "<html" not in text
    thing = client.get("/api/thing", query_string={"iri": iri}).json
    assert thing is not None and thing["label"] == "运营总监" and thing["sections"]


def test_the_panel_says_what_is_how_sure(client: FlaskClient) -> None:
    nodes = draw(client)["nodes"]
    iri = next(n["id"] for n in nodes if n["label"] == "总经理")
    assert "85%（从文档认出这个岗位的把握）" in client.get("/graph/panel", query_string={"iri": iri}).text


@pytest.mark.parametrize("path", ["/graph", "/api/graph", "/graph.svg", "/graph.csv", "/graph.graphml", "/graph/print"])
@pytest.mark.parametrize("query", [{"organization": "没有"}, {"iri": "https://w3id.org/zhize/id/post/没有"}])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str, query: dict[str, str]) -> None:
    assert client.get(path, query_string=query, headers=_AS_PERSON).status_code == 404


def names_of(client: FlaskClient, kind: str, **query: object) -> list[str]:
    """The names of the boxes that one way of taking the chart away has; of GraphML without the people."""
    response = client.get(f"/graph{kind}", query_string={"organization": ORGANIZATION, **query})
    assert response.status_code == 200
    if kind == ".csv":
        return sorted(row[1] for row in list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))[1:])
    if kind == ".graphml":
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = ET.fromstring(response.data)
        keys = {key.get("attr.name"): key.get("id") for key in root.iter(f"{space}key") if key.get("for") == "node"}
        nodes = [{data.get("key"): data.text for data in node} for node in root.iter(f"{space}node")]
        return sorted(str(n[keys["label"]]) for n in nodes if n[keys["type"]] != "Person")
    if kind == ".svg":
        bold = (
            e for e in ET.fromstring(response.data).iter("{http://www.w3.org/2000/svg}text") if e.get("font-weight")
        )
        return sorted(str(e.text) for e in bold if e.get("font-weight") == "600")
    part = {"outline": '<li><span class="row">.*?<a [^>]*>([^<]+)</a>', "table": '<th scope="row"><a [^>]*>([^<]+)</a>'}
    outline, table = (sorted(re.findall(pattern, response.text)) for pattern in part.values())
    assert outline == table
    return outline


def walk(client: FlaskClient, start: str, depth: int) -> set[str]:
    """What is near to the thing called `start` by the network of the whole organization, read from its GraphML."""
    data = client.get("/graph.graphml", query_string={"organization": ORGANIZATION}).data
    network = nx.read_graphml(io.BytesIO(data)).to_undirected()
    labels = nx.get_node_attributes(network, "label")
    begin = next(node for node, label in labels.items() if label == start)
    network.remove_nodes_from([node for node, kind in network.nodes(data="type") if kind == "Person"])
    return {labels[node] for node in nx.ego_graph(network, begin, radius=depth)}


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("find", ["淘宝美工", "运营部", "运营总监"])
def test_only_what_is_near_is_shown_and_everywhere_the_same(client: FlaskClient, find: str, depth: int) -> None:
    """Drawing, outline, table and files have what the network has within so many steps; the page says how many."""
    query = {"find": find, "depth": depth}
    wanted = walk(client, find, depth)
    drawn = draw(client, width=300, height=240, **query)
    assert sorted(node["label"] for node in drawn["nodes"]) == sorted(wanted) and drawn["hidden"] == 0
    for kind in ("", ".csv", ".graphml", ".svg"):
        assert names_of(client, kind, **query) == sorted(wanted), kind
    page = client.get("/graph", query_string={"organization": ORGANIZATION, **query}).text
    whole = len(draw(client)["nodes"])
    told = f"以“{find}”为中心，{depth} 步以内：显示 {len(wanted)} 个，全图共 {whole} 个。"
    assert told in page and drawn["scope"] == told
    assert f'<option value="{depth}" selected>' in page and f"depth={depth}&" in page
    assert depth > 1 or len(wanted) < whole


def test_all_or_nonsense_for_a_depth_shows_the_whole(client: FlaskClient) -> None:
    whole = names_of(client, ".csv")
    for depth in ("", "all", "0", "-1", "4", "二"):
        assert names_of(client, ".csv", find="淘宝美工", depth=depth) == whole
        assert draw(client, find="淘宝美工", depth=depth)["scope"] == ""
    assert names_of(client, ".csv", find="没有这个", depth=1) == whole


def test_a_depth_goes_out_from_a_person_a_thing_of_the_address_or_the_organization(client: FlaskClient) -> None:
    """A person stands where their posts do and is no step; without anything to find, the address names the centre."""
    person = draw(client, find="顾南星", depth=1)
    assert person["scope"].startswith("以“顾南星”为中心，1 步以内")
    near = walk(client, "文案策划", 1) | walk(client, "推广专员", 1)
    assert {n["label"] for n in person["nodes"]} == near > {"文案策划", "推广专员"}
    assert "推广专员" not in {n["label"] for n in draw(client, find="文案策划", depth=1)["nodes"]}
    iri = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "营销经理")
    begun = client.get("/api/graph", query_string={"iri": iri, "depth": 1}).json
    assert begun is not None and {n["label"] for n in begun["nodes"]} == walk(client, "营销经理", 1)
    assert f"iri={quote(iri, safe='')}" in client.get("/graph", query_string={"iri": iri, "depth": 1}).text
    assert {n["label"] for n in draw(client, depth=1)["nodes"]} == walk(client, ORGANIZATION, 1)


def test_a_depth_keeps_to_what_is_shown(client: FlaskClient) -> None:
    """Among units alone a post stands for its unit; lines that are not shown are no way; duties come with their post."""
    units = draw(client, find="淘宝美工", depth=1, show="units")
    assert {n["group"] for n in units["nodes"]} == {"Organization", "OrganizationalUnit"}
    assert "运营部" in {n["label"] for n in units["nodes"]}
    with_lines = {n["label"] for n in draw(client, find="客服主管", depth=1)["nodes"]}
    assert "营销经理" in with_lines - {n["label"] for n in draw(client, find="客服主管", depth=1, lines=0)["nodes"]}
    near = draw(client, find="运营总监", depth=1, show="duties")
    post = next(n for n in near["nodes"] if n["label"] == "运营总监")
    opened = draw(client, find="运营总监", depth=1, show="duties", open=post["key"])
    assert post["more"] > 0 and len(opened["nodes"]) == len(near["nodes"]) + post["more"]
    assert opened["scope"] == near["scope"]


def test_what_is_found_is_shown_though_the_chart_began_elsewhere(client: FlaskClient) -> None:
    iri = next(n["id"] for n in draw(client)["nodes"] if n["label"] == "营销经理")
    data = client.get("/api/graph", query_string={"iri": iri, "find": "运营经理"}).json
    assert data is not None and any(n["marked"] and n["label"] == "运营经理" for n in data["nodes"])
    other = client.get("/graph", query_string={"iri": iri, "organization": "市场运营管理中心"}).text
    assert "<h1>市场运营管理中心</h1>" in other, "the form names both; the organization that was chosen counts"


def test_the_sheet_has_the_whole_chart_and_paper_of_its_size(client: FlaskClient) -> None:
    """No style stands in the page, as the policy wants it: the size of the paper comes with a style sheet."""
    query = {"organization": ORGANIZATION, "open": "", "lines": 0}
    page = client.get("/graph/print", query_string=query)
    assert page.status_code == 200 and "style=" not in page.text and "<style" not in page.text
    svg = page.text[page.text.index("<svg") : page.text.index("</svg>")]
    assert {n["label"] for n in draw(client)["nodes"]} <= set(re.findall("<text[^>]*>([^<]+)</text>", svg))
    width, height = re.findall(r'<svg [^>]*width="(\d+)" height="(\d+)"', svg)[0]
    link = re.findall('href="(/graph.css[^"]+)"', page.text)[0].replace("&amp;", "&")
    assert f"size: {width}px {height}px" in client.get(link).text
    long = client.get("/graph.css?width=40000&height=10").text
    assert "size: 19000px 5px" in long, "a page of a PDF has at most 14,400 points"
    assert "size: 1px 1px" in client.get("/graph.css?width=x").text


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An organization of a thousand posts in forty units, made for this test."""
    folder = tmp_path_factory.mktemp("large")
    rows = ["单位,部门,岗位,姓名,上级"]
    for unit in range(40):
        rows.append(f"群山集团有限公司,第{unit}事业部,第{unit}事业部经理,,")
        rows += [f"群山集团有限公司,第{unit}事业部,{unit}组{n}号技术员,,第{unit}事业部经理" for n in range(24)]
    (folder / "群山集团岗位表.csv").write_text("\n".join(rows), "utf-8")
    store = str(folder / "store")
    build([folder / "群山集团岗位表.csv"], store)
    app = create_app(replace(Settings(), store=store))
    yield app.test_client()
    app.extensions[KEY].pool.close()


def test_a_large_organization_opens_at_once_with_what_can_be_read(large: FlaskClient) -> None:
    """At most 400 boxes, the rest behind signs; the page itself stays small, its outline names the units."""
    page = large.get("/graph")
    assert len(page.data) < 100_000
    assert page.text.count("<li><span") == 41 and "只列部门" in page.text
    began = time.perf_counter()
    data = large.get("/api/graph", query_string={"open": "all"}).json
    assert time.perf_counter() - began < 5
    assert data is not None and len(data["nodes"]) == data["most"] == MOST_BOXES
    assert len(data["nodes"]) + data["hidden"] == 1041
    found = large.get("/api/graph", query_string={"find": "39组7号技术员", "open": "all"}).json
    assert found is not None and any(n["marked"] and n["label"] == "39组7号技术员" for n in found["nodes"])
    near = large.get("/graph", query_string={"find": "39组7号技术员", "depth": 1}).text
    assert near.count("<li><span") < 5 and "全图共 1041 个" in near


def test_a_sheet_has_a_large_organization_whole(large: FlaskClient) -> None:
    """More boxes than a screen has, none of them behind a sign."""
    began = time.perf_counter()
    sheet = large.get("/graph/print").text
    assert time.perf_counter() - began < 5
    assert sheet.count('rx="7"') == 1041 and "＋" not in sheet[sheet.index("<svg") :]


def test_files_have_a_large_organization_whole(large: FlaskClient) -> None:
    """What is taken away is the chart, not the window: SVG, GraphML and table have every post; the picture of a page fits."""
    svg = large.get("/graph.svg?download=1").text
    assert svg.count('rx="7"') == 1041 and "＋" not in svg
    assert large.get("/graph.svg").text.count('rx="7"') < 400
    assert large.get("/graph.csv?download=1").data.count(b"\n") == 1042
    assert large.get("/graph.graphml?download=1").text.count("<node ") >= 1041
    closed = next(n for n in large.get("/api/graph").json["nodes"] if n["label"] == "第3事业部")["key"]  # type: ignore[index]
    assert large.get(f"/graph.svg?download=1&close={closed}").text.count('rx="7"') < 1041
