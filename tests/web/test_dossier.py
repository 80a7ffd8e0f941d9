"""Pages of people and posts: what is known about them, in which order, and what the words on them mean."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

_SHOP = "青杉电子商务有限公司"
_CENTRE = "市场运营管理中心"


def read(client: FlaskClient, path: str, **query: str) -> str:
    """The text of a thing's page without its tags, each stretch between two tags with a bar behind it."""
    response = client.get(f"/id/{quote(path)}", query_string=query, headers={"Accept": "text/html"})
    assert response.status_code == 200
    main = response.text[response.text.index('<main id="main"') : response.text.index("</main>")]
    return re.sub(r"[|\s]*\|[|\s]*", "|", re.sub(r"<[^>]+>", "|", main))


def test_a_person_has_posts_units_duties_and_ways(client: FlaskClient) -> None:
    """All that hangs on the post stands on the page of who holds it, each duty with its line."""
    text = read(client, f"person/{_CENTRE}/于龙")
    assert "|担任|市场专员|" in text and f"|{_CENTRE}|›|优卡特项目|" in text
    assert "|职责|5|" in text and "负责各大区发票的提交" in text and "|第 89 行|" in text
    assert "|联系|文档没有写电话、邮箱或地点|" in text and "它" not in text.partition("|参与方式说明|")[0]
    text = read(client, f"person/{_SHOP}/程嘉")
    assert "|0571-55508021|" in text and "|向上找|运营经理|方晓舟|" in text
    assert "|下属|" in text and "运营主管岗位说明书.docx" in text


def test_a_person_of_two_posts_has_both_with_all_that_hangs_on_them(client: FlaskClient) -> None:
    text = read(client, f"person/{_SHOP}/顾南星")
    first, second = text.index("|岗位|文案策划|"), text.index("|岗位|推广专员|")
    assert text.count("|离任影响|") == 2 and "|职责|" in text[first:second] and "|向上找|" in text[second:]


def test_a_superior_that_is_not_written_down_is_said_not_to_be(client: FlaskClient) -> None:
    assert "|上级|文档没有写|" in read(client, f"post/{_CENTRE}/优卡特项目/市场专员")
    assert "|上级|文档没有写|" in read(client, f"person/{_CENTRE}/于龙")
    assert "|上级|" not in read(client, f"unit/{_SHOP}/运营部")


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (f"{_CENTRE}/于龙", "只有这一人任这个岗位。离任后，其中负责、执行的 4 条职责暂时没有人承担。"),
        (f"{_SHOP}/何倩", "这个岗位还有史小雨、康丽任职"),
        (f"{_SHOP}/沈立群", "营销经理、运营经理只有这一位上级，会没有上级。"),
        (f"{_SHOP}/程嘉", "条职责暂时没有人承担。|"),  # all below him have another superior as well
    ],
)
def test_what_would_be_left_without_an_owner(client: FlaskClient, person: str, said: str) -> None:
    assert said in read(client, f"person/{person}")


def test_requirements_stand_in_the_order_of_the_document(client: FlaskClient) -> None:
    """Also where all of them stand in one row of a table."""
    text = read(client, "post/柏川实业有限公司/营运部/kpi管理主管")
    listed = text[text.index("|任职要求|") :]
    wanted = ["教育背景", "培训经历", "从事薪资管理2年", "人事政策", "有关薪酬的法律", "理论基础扎实", "办公软件"]
    places = [listed.index(words) for words in wanted]
    assert places == sorted(places)


def test_of_several_superiors_the_main_one_is_named_with_the_reason(client: FlaskClient) -> None:
    """What more documents say goes first; where they say alike, the order of the post's own document counts."""
    text = read(client, f"post/{_SHOP}/运营部/运营主管")
    assert "|运营经理|主要上级|" in text and "|营销经理|另一上级|" in text
    assert "以运营经理为主：有 2 份文档这样写，比写其他上级的多。" in text and "另一上级画点线" in text
    text = read(client, f"post/{_SHOP}/运营部/淘宝客服")
    assert "|运营主管|主要上级|" in text and "文档没有分主次，这里取先写到的一位" in text
    assert "主要上级" not in read(client, f"post/{_SHOP}/运营部/运营经理")


def test_the_chart_draws_the_same_main_superior(client: FlaskClient) -> None:
    data = client.get("/api/graph", query_string={"organization": _SHOP, "open": "all"}).json
    assert data is not None
    names = {node["id"]: node["label"] for node in data["nodes"]}
    further = {(names[e["from"]], names[e["to"]]) for e in data["edges"] if e["further"]}
    assert ("运营主管", "营销经理") in further and ("运营主管", "运营经理") not in further
    assert {("淘宝客服", "淘宝店长"), ("淘宝客服", "客服主管")} <= further


@pytest.mark.parametrize("path", [f"/id/{quote(f'post/{_SHOP}/运营部/运营主管')}", f"/?q={quote('谁负责消防安全')}"])
def test_what_an_involvement_means_can_be_read(client: FlaskClient, path: str) -> None:
    """In the badge's title, and below the list for who has neither mouse nor JavaScript; only what occurs."""
    text = client.get(path, headers={"Accept": "text/html"}).text
    assert re.search(r'<span class="badge is-\w+" title="[^"]+。">', text)
    told = text[text.index('<details class="meanings">') :]
    told = told[: told.index("</details>")]
    assert "文档写的是亲自做这件事" in told and "把情况汇报或通知" not in told
    english = client.get(path + ("&" if "?" in path else "?") + "lang=en", headers={"Accept": "text/html"}).text
    assert "Does it itself; the document does not use the word" in english


def test_programs_get_the_same_of_a_person(client: FlaskClient) -> None:
    iri = f"https://w3id.org/zhize/id/person/{_SHOP}/程嘉"
    thing = client.get("/api/thing", query_string={"iri": iri}).json
    assert thing is not None
    (office,) = thing["offices"]
    assert office["post"]["label"] == "运营主管" and office["sections"][0]["facts"][0]["sources"][0]["link"]
    assert [s["label"] for s in office["superiors"]] == ["运营经理", "营销经理"]
    assert office["superiors"][0]["note"].startswith("主要上级") and office["leaving"]
