"""Links from an answer to other questions: each leads to an answer, and stays within the organization in view."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient


def offered(text: str) -> list[str]:
    """The addresses below 接着问 and 可以这样问."""
    blocks = re.findall(r'(?:id="onward">|可以这样问|You could ask).*?</ul>', text, re.DOTALL)
    return [unescape(link) for block in blocks for link in re.findall(r'href="([^"]+)"', block)]


QUESTIONS = [
    "谁负责提交发票",
    "客诉找谁",
    "总经理负责什么",
    "顾南星管什么",
    "木禾家居建材商场的运营经理负责什么",
    "有哪些组织",
    "刘青多大",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_offered_is_answered(client: FlaskClient, question: str, language: str) -> None:
    links = offered(client.get("/", query_string={"q": question, "lang": language}).text)
    assert links
    for link in links:
        assert '<article class="answer answered"' in client.get(link).text, link


def test_every_owner_is_offered(client: FlaskClient) -> None:
    links = " ".join(map(quote_back, offered(client.get("/?q=客诉找谁").text)))
    assert all(owner in links for owner in ("客服部经理", "运营副总", "运营部经理", "运营主管", "客服主管", "项目督导"))


def quote_back(link: str) -> str:
    return parse_qs(urlsplit(link).query)["q"][0]


@pytest.mark.parametrize("question", ["运营经理负责什么", "运营经理的年龄", "你好"])
def test_links_keep_the_organization(client: FlaskClient, question: str) -> None:
    links = offered(client.get("/", query_string={"q": question, "organization": "木禾家居建材商场"}).text)
    assert links and all(parse_qs(urlsplit(link).query)["organization"] == ["木禾家居建材商场"] for link in links)


def test_a_dossier_asks_for_duties_where_there_are_any(client: FlaskClient) -> None:
    home = "/id/post/青杉电子商务有限公司/"
    person = {"Accept": "text/html"}
    texts = [client.get(home + post, headers=person).text for post in ("运营部/淘宝客服", "运营部/文案策划")]
    assert [quote("负责什么") in text for text in texts] == [False, True]


def test_an_unknown_organization_is_said_to_be_unknown(client: FlaskClient) -> None:
    answer = client.post("/api/ask", json={"question": "谁负责提交发票", "organization": "木禾家具商场"}).json
    assert answer is not None
    assert (answer["status"], answer["unknown_reason"], answer["items"]) == ("unknown", "no-such-thing", [])
    assert answer["choices"][0]["label"] == "木禾家居建材商场"
    page = client.get("/", query_string={"q": "谁负责提交发票", "organization": "nix"}).text
    assert (
        "现有文档里没有组织“nix”。" in page
        and "/?q=" in page
        and not re.search(r'href="/\?q=[^"]*organization=nix', page)
    )
