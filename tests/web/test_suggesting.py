"""Suggestions where nothing begins as typed: by sound, by first letters, by what asking understands."""

import pytest
from flask.testing import FlaskClient


def suggest(client: FlaskClient, typed: str) -> list[dict[str, str]]:
    found = client.get("/api/suggest", query_string={"q": typed}).json
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("typed", ["kehutousu", "khts", "谁负责kehutousu", "ke'hu'tou'su"])
def test_a_task_is_found_by_its_sound_anywhere_in_it(client: FlaskClient, typed: str) -> None:
    first = suggest(client, typed)[0]
    assert (first["text"], first["type"], first["hint"]) == ("谁负责处理客户投诉", "Duty", "客服部经理")


@pytest.mark.parametrize(
    ("typed", "said"), [("客诉", "客户投诉"), ("谁负责客诉", "客户投诉"), ("装潢", "装修"), ("zhaopin", "招聘")]
)
def test_what_asking_understands_is_suggested_with_the_duty_it_means(
    client: FlaskClient, typed: str, said: str
) -> None:
    found = suggest(client, typed)
    assert len(found) == 1 and found[0]["type"] == "Duty" and said in found[0]["hint"]
    assert '<article class="answer answered"' in client.get("/", query_string={"q": found[0]["text"]}).text


@pytest.mark.parametrize("typed", ["发射火箭", "怎么请假", "上级", "xq", "的"])
def test_what_nobody_understands_or_asks_otherwise_suggests_nothing(client: FlaskClient, typed: str) -> None:
    assert suggest(client, typed) == []
