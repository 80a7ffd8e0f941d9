"""What is wrong with a query is said in Chinese, with its place; nothing of the parser's own words is left."""

import re

import pytest

from graph.errors import ZhizeError
from graph.faults import KNOWN, describe_fault
from graph.opening import open_store


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('PREFIX zz: <x:>\nSELEC ?x { ?x zz:a:b "c:d" }', "附近写法不对"),
        ("SELEC ?x", "第 1 行第 9 个字符附近写法不对"),
        ("SELECT * WHERE { ?s ?p }", "附近写法不对"),
        ("SELECT ?x {\n  ?x nix:da ?y }", "第 2 行第 6 个字符处：前缀“nix:”没有声明"),
        ("SELECT ?x { ?x :da ?y }", "第 1 行第 16 个字符处：前缀“:”没有声明"),
        ("PREFIX zz: <x:>\nSELECT ?x { ?x zz:a;zz1:b 1 }", "第 2 行第 21 个字符处：前缀“zz1:”没有声明"),
        ('SELECT ?x { ?x <a:b> "c:d", """e:\nf""" . # g:h\n _:i ?x 甲:乙 }', "第 3 行第 9 个字符处：前缀“甲:”没有声明"),
        ("SELECT ?x { ?x a 岗:位 }", "前缀“岗:”没有声明"),
        (
            "SELECT ?x {?x foaf:name/zz:x ?y}",
            "前缀“foaf:”没有声明，可在开头加上：PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
        ),
        ('SELECT ?x { ?x ?p "1"^^xsd:da }', "前缀“xsd:”没有声明"),
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
