"""How a statement says that its owner is involved."""

import pytest

from nlp.documents.involvement import classify_involvement


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("负责员工宿舍的分配。", "lead"),
        ("全面主持车间工作。", "lead"),
        ("牵头修订应急预案", "lead"),
        ("在厂长领导下，负责设备管理。", "lead"),
        ("积极协助主任做好接待。", "assist"),
        ("负责协助财务盘点。", "assist"),
        ("配合环保部门检查", "assist"),
        ("审核报销单据；", "approve"),
        ("根据预算，审批采购申请。", "approve"),
        ("定期检查灭火器。", "supervise"),
        ("对各班组的安全情况进行监督检查。", "supervise"),
        ("参加每周例会", "participate"),
        ("及时上报质量事故。", "inform"),
        ("向主管汇报进度", "inform"),
        ("编制月度计划", "execute"),
        ("公司政策的审核、解释工作", "execute"),
        ("管理制度的起草", "execute"),
        ("强电组负责配电设备的巡检", "lead"),
        ("收银员应参与月末盘点", "participate"),
    ],
)
def test_the_main_verb_decides(statement: str, kind: str) -> None:
    assert classify_involvement(statement) == kind
