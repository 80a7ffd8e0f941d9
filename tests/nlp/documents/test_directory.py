"""Lists of contacts that stand beside the descriptions of posts."""

import pytest

from nlp.documents.directory import read_listed
from nlp.documents.extraction import extract_lines
from tests.nlp.documents.told import duties


@pytest.mark.parametrize(
    ("line", "title", "people", "phones", "mails"),
    [
        ("店长:许知远 13812345678", "店长", ("许知远",), ("13812345678",), ()),
        ("收银员 白若兰、耿小满 139 1234 5678", "收银员", ("白若兰", "耿小满"), ("139 1234 5678",), ()),
        ("客服部 店长 许知远 电话:0571-88001234", "店长", ("许知远",), ("0571-88001234",), ()),
        ("许知远(店长),xu@yunshan.cn,分机806", "店长", ("许知远",), ("806",), ("xu@yunshan.cn",)),
    ],
)
def test_a_line_of_contacts_says_who_holds_the_post_and_how_to_reach_them(
    line: str, title: str, people: tuple[str, ...], phones: tuple[str, ...], mails: tuple[str, ...]
) -> None:
    listed = read_listed(line)
    assert listed is not None
    assert (listed.title, listed.people, listed.phones, listed.mails) == (title, people, phones, mails)


@pytest.mark.parametrize(
    "line", ["店长:许知远", "店长每天17:30前核对 88001234 号账户", "拨打12345转店长", "许知远 13812345678"]
)
def test_a_line_that_says_more_or_less_is_none(line: str) -> None:
    assert read_listed(line) is None


def test_contacts_behind_the_posts_are_those_of_their_holders_and_no_duties() -> None:
    facts = extract_lines(
        "手册.txt",
        "云杉便利店员工手册\n店长\n1. 排定每周的班次。\n收银员\n1. 扫码收款。\n2. 打印小票。\n"
        "联系方式\n店长：许知远 13812345678\n收银员：白若兰、耿小满 0571-88001234",
    )
    assert duties(facts) == {"店长": ["排定每周的班次"], "收银员": ["扫码收款", "打印小票"]}
    assert {p.title: [(h.name, h.phone) for h in p.holders] for p in facts.posts} == {
        "店长": [("许知远", "13812345678")],
        "收银员": [("白若兰", "0571-88001234"), ("耿小满", "0571-88001234")],
    }
