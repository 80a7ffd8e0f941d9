"""What the frame of a duty says beside its concepts."""

import pytest

from nlp.frames import read_counterparts, read_deliverables, read_frequency, read_quantities


@pytest.mark.parametrize(
    ("statement", "often"),
    [
        ("每日巡视一次冷库", "每天"),
        ("按日登记现金账", "每天"),
        ("每星期一下午召开例会", "每周一下午"),
        ("每周一下午召开例会", "每周一下午"),
        ("每半月盘点一次", "每半月"),
        ("逐月汇总报表", "每月"),
        ("季度考核供应商", "每季度"),
        ("每季检查一次", "每季度"),
        ("及时上报险情", "及时"),
        ("整理会议室", None),
    ],
)
def test_one_interval_has_one_wording(statement: str, often: str | None) -> None:
    assert read_frequency(statement) == often


@pytest.mark.parametrize(
    ("statement", "parties"),
    [
        ("与财务部对接付款进度", ("财务部",)),
        ("配合招商部做好开业筹备", ("招商部",)),
        ("编制预算，提交总经理审批", ("总经理",)),
        ("与客户、供应商洽谈价格", ("客户", "供应商")),
        ("向家长反馈学习情况", ("家长",)),
        ("与同行比较价格", ()),
        ("整理卷宗", ()),
    ],
)
def test_counterparts_are_posts_units_and_parties(statement: str, parties: tuple[str, ...]) -> None:
    assert read_counterparts(statement) == parties


@pytest.mark.parametrize(
    ("statement", "made"),
    [
        ("编制月度报表和年度预算", ("月度报表", "年度预算")),
        ("每天填写巡查记录", ("巡查记录",)),
        ("起草会议纪要并存档", ("会议纪要",)),
        ("查看报表", ()),
    ],
)
def test_deliverables_are_what_is_made(statement: str, made: tuple[str, ...]) -> None:
    assert read_deliverables(statement) == made


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("每条20元计件", ("每条20元",)),
        ("管理12~14名装卸工", ("12~14名",)),
        ("检查教案不少于两次", ("不少于两次",)),
        ("差异超过百分之二的查明原因", ("百分之二",)),
        ("组织安全培训", ()),
    ],
)
def test_quantities_have_their_units(statement: str, numbers: tuple[str, ...]) -> None:
    assert read_quantities(statement) == numbers
