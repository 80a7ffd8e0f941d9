"""What somebody brings is weighed against what a post asks for."""

import pytest

from nlp.qualifying import Weighed, lacks, weigh


@pytest.mark.parametrize(
    ("brought", "asked", "enough"),
    [
        ("应届毕业生", "2年以上相关工作经验", False),
        ("应届毕业生", "欢迎应届毕业生，不限经验", True),
        ("没有工作经验", "从事护理工作满三年", False),
        ("5年经验", "三年以上销售经验", True),
        ("十年工作经验", "具有十二年以上管理经验", False),
        ("大专学历", "本科及以上学历", False),
        ("本科毕业", "大专以上学历", True),
        ("硕士", "护理专业中专以上学历", True),
        ("40岁", "年龄35周岁以下", False),
        ("30岁", "25-35岁", True),
        ("17岁", "年满18周岁", False),
    ],
)
def test_years_education_and_age_are_compared(brought: str, asked: str, enough: bool) -> None:
    assert weigh(brought, ("身体健康", asked)) == Weighed(enough, 1)


@pytest.mark.parametrize(("brought", "asked"), [("会开车", "大专以上学历"), ("男的", "3年经验"), ("大专", "3年经验")])
def test_what_nobody_asks_for_decides_nothing(brought: str, asked: str) -> None:
    assert weigh(brought, (asked,)) is None


def test_one_unmet_demand_is_enough_to_fail() -> None:
    assert weigh("大专学历，5年经验", ("3年以上经验", "本科以上学历")) == Weighed(False, 1)


@pytest.mark.parametrize(
    ("brought", "missing"), [("没有驾照", True), ("不会英语", True), ("有驾照", False), ("没经验", False)]
)
def test_what_is_said_to_be_missing_is_seen(brought: str, missing: bool) -> None:
    assert lacks(brought) is missing


@pytest.mark.parametrize(
    ("brought", "enough"), [("有点色弱", False), ("有犯罪记录", False), ("没有犯罪记录", True), ("五年经验", None)]
)
def test_what_people_must_not_have(brought: str, enough: bool | None) -> None:
    weighed = weigh(brought, ("无色盲色弱，无犯罪记录",))
    assert (weighed.enough if weighed else None) is enough
