"""Answers on English pages: English sentences around the names of the documents."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.sentences import SENTENCES, say_answer

SAID = {
    "“提交发票”由市场专员（于龙）负责。": "Responsible for “提交发票”: 市场专员 (于龙).",
    "岗位共 39 个。另有 4 个岗位只在别处作为上级提到。": "Posts: 39 in all. Posts mentioned elsewhere as superiors only: 4.",
    "“费用报销”由会计负责。\n文档没有写明由谁审核。": "Responsible for “费用报销”: 会计.\nThe documents name nobody approving it.",
    "运营主管的上级有 2 个：店长、副店长（白露）。": "Superior of 运营主管 (2): 店长, 副店长 (白露).",
    "有 2 个“出纳”，请问是哪一个？": "There are 2 called “出纳”. Which one?",
    "是。会计的职责写明：审核单据。": "Yes. The duties of 会计 state: 审核单据。",
    "最接近的职责是：会计“记账。对账”。": "Nearest duties: 会计“记账。对账”.",
    "没人写过的句子。": "没人写过的句子。",
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_sentence_is_said_in_english(app: Flask, text: str, said: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert say_answer(text) == said
    with app.test_request_context("/"):
        assert say_answer(text) == text


def test_every_sentence_is_found_again(app: Flask) -> None:
    """No wider pattern stands before a narrower one."""
    values = {
        "task": "“某事”", "num": "3", "measure": "个", "part": "审核", "relation": "上级", "kind": "部门", "names": "甲、乙",
        "name": "丙", "other": "“丁”", "text": "某事",
    }  # fmt: skip
    with app.test_request_context("/?lang=en"):
        for pattern in SENTENCES:
            said = re.sub("[甲乙丙丁某事]", "", say_answer(pattern % values))
            assert not re.search("[\u3400-\u9fff]", said), pattern


QUESTIONS = [
    "谁负责提交发票",
    "客诉找谁",
    "总经理负责什么",
    "运营经理负责什么",
    "谁负责发射火箭",
    "首席风险官的职责",
    "你好",
    "谁负责",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_framed_in_english(client: FlaskClient, question: str) -> None:
    """The first sentence and what is offered; Chinese stands in them between marks only."""
    text = client.get("/", query_string={"q": question, "lang": "en"}).text
    shown = [text[text.index('id="lead"') : text.index("</h2>", text.index('id="lead"'))]]
    shown += re.findall(r"(?:You could ask|Ask further).*?</ul>", text, re.DOTALL)
    for part in shown:
        words = re.sub(r'<span lang="zh">.*?</span>|<[^>]*>', "", part)
        assert re.search("[a-z]{3}", words) and not re.search("[\u3400-\u9fff]", words), part
