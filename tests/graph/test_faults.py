"""What is wrong with a query is said in Chinese, with its place; nothing of the parser's own words is left."""

import re

import pytest

from graph.errors import ZhizeError
from graph.faults import KNOWN, describe_fault
from graph.opening import open_store


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELEC ?x", "第 1 行第 9 个字符附近写法不对"),
        ("SELECT * WHERE { ?s ?p }", "附近写法不对"),
        ("SELECT ?x {\n  ?x nix:da ?y }", "第 2 行第 12 个字符处：前缀没有声明"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "没有汇总"),
        ("SELECT (1 AS ?x) ?x {}", "同一个变量出现了两次"),
        ("SELECT * {} GROUP BY ?x", "不能和 GROUP BY 一起用"),
        ("ASK { ?x a <bad iri> }", "IRI 的写法不对"),
        ("SELECT ?x { ", "附近写法不对"),
    ],
)
def test_a_fault_is_said_in_chinese_with_its_place(query: str, said: str) -> None:
    with pytest.raises(ZhizeError) as error:
        open_store("memory:").select(query)
    detail = str(error.value.details["detail"])
    assert said in detail and re.match(r"第 \d+ 行第 \d+ 个字符", detail)
    assert "expected" not in detail and "[" not in detail


def test_a_message_of_another_form_stays_as_it_is() -> None:
    assert describe_fault("something else") == "something else"
    assert all(describe_fault(f"error at 3:4: expected one of {said}, [_]").endswith(KNOWN[said]) for said in KNOWN)
