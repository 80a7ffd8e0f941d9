"""Print that was recognised wrongly: mended where numbers and words prove it, else kept and remarked."""

from collections.abc import Sequence

import pytest

from nlp.documents import clean as clean_module
from nlp.documents.blocks import SourceLine
from nlp.documents.checkboxes import keep_ticked
from nlp.documents.clean import clean
from nlp.documents.extraction import extract_lines


def cleaned(*texts: str) -> list[str]:
    return [line.text for line in clean([SourceLine(i, t) for i, t in enumerate(texts, 1)])]


@pytest.mark.parametrize(
    ("marks", "right"),
    [
        (["l、", "2、", "3、"], ["1、", "2、", "3、"]),
        (["I.", "2.", "3."], ["1.", "2.", "3."]),
        (["1、", "Z、", "3、"], ["1、", "2、", "3、"]),
        (["1、", "2、", "3、", "4、", "S、", "6、"], ["1、", "2、", "3、", "4、", "5、", "6、"]),
        (["1)", "2)", "3)", "A)", "5)"], ["1)", "2)", "3)", "4)", "5)"]),
        (["7、", "B、", "9、", "1O、", "ll、"], ["7、", "8、", "9、", "10、", "11、"]),
        (["(1)", "(Z)", "(3)"], ["(1)", "(2)", "(3)"]),
        (["（l）", "（2）"], ["（1）", "（2）"]),
        (["—、", "二、", "三、"], ["一、", "二、", "三、"]),
        (["七、", "入、", "九、"], ["七、", "八、", "九、"]),
        (["十八、", "十丸、", "二十、"], ["十八、", "十九、", "二十、"]),
        (["(一)", "(ニ)", "(三)"], ["(一)", "(二)", "(三)"]),
        (["１、", "Z、", "３、"], ["１、", "2、", "３、"]),
    ],
)
def test_a_number_is_what_its_neighbours_prove(marks: Sequence[str], right: Sequence[str]) -> None:
    texts = [f"{mark}清点库房物资。" for mark in marks]
    assert cleaned(*texts) == [f"{mark}清点库房物资。" for mark in right]


@pytest.mark.parametrize(
    "texts",
    [
        ["Z、清点物资。", "登记台账。"],
        ["1、清点物资。", "A、登记台账。", "2、核对账目。"],
        ["人、财、物统一管理。", "二、登记台账。", "三、核对账目。"],
        ["A、清点物资。", "B、登记台账。", "C、核对账目。"],
        ["I级响应时上报。", "2、登记台账。"],
    ],
)
def test_without_proof_it_stays(texts: list[str]) -> None:
    assert cleaned(*texts) == texts


def test_a_number_that_nothing_proves_is_remarked() -> None:
    facts = extract_lines("仓库.txt", "仓库管理员岗位职责\n1、清点物资；\nZ、登记台账；\n5、核对账目。\n")
    assert [(w.line, "编号" in w.message) for w in facts.warnings] == [(3, True)]


@pytest.mark.parametrize("box", ["囗", "口"])
def test_frames_that_begin_sentences_are_bullets(box: str) -> None:
    text = f"锅炉工岗位职责\n{box}冲洗水位计，每班不少于两次。{box}检查安全阀。\n{box}记录汽压。\n"
    facts = extract_lines("锅炉.txt", text)
    assert [d.statement for d in facts.duties] == ["冲洗水位计，每班不少于两次。", "检查安全阀。", "记录汽压。"]


def test_a_mouth_in_words_is_none() -> None:
    texts = ["口腔护士岗位职责", "口头交代用药。检查窗口卫生。", "口服药分装。", "清洁出口通道。"]
    assert cleaned(*texts) == texts


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("每曰巡查两次", "每日巡查两次"),
        ("做好曰常保洁", "做好日常保洁"),
        ("登记节假曰值班", "登记节假日值班"),
        ("每月未盘点一次", "每月末盘点一次"),
        ("收费站清洗路面未端", "收费站清洗路面末端"),
        ("二OO六年三月起", "二〇〇六年三月起"),
        ("合格率1OO%", "合格率100%"),
        ("保存l5年", "保存15年"),
        ("本月未完成的任务", "本月未完成的任务"),
        ("未经批准不得外出", "未经批准不得外出"),
        ("接听O2O平台电话", "接听O2O平台电话"),
        ("曰：学而时习之", "曰：学而时习之"),
    ],
)
def test_a_letter_is_what_the_word_around_it_proves(wrong: str, right: str) -> None:
    assert cleaned(wrong) == [right]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("□初中　☑高中/中专　□大专", "高中/中专"),
        ("□ 正式 ☑ 派遣 □ 临时", "派遣"),
        ("■全职 □兼职", "全职"),
        ("☑高温 ☑粉尘 □噪声", "高温 粉尘"),
        ("□初中　□高中", "□初中　□高中"),
        ("□清点物资", "□清点物资"),
        ("√检查灯光", "√检查灯光"),
    ],
)
def test_of_options_only_those_stay_that_are_ticked(options: str, kept: str) -> None:
    assert len(keep_ticked(options)) == len(options)
    assert keep_ticked(options).split() == kept.split()


def test_long_lines_are_not_remembered() -> None:
    """Short ones return from file to file; a text of long ones would fill the memory."""
    known = clean_module._take_out.cache_info().currsize, clean_module._is_furniture.cache_info().currsize
    lines = [f"<b>{n}</b>" + "负责设备的日常检查。" * 20 for n in range(5)]
    assert cleaned(*lines)[4] == "4" + "负责设备的日常检查。" * 20
    assert known == (clean_module._take_out.cache_info().currsize, clean_module._is_furniture.cache_info().currsize)
