"""Questions with expected answers are read, asked and graded; the line between meant and not meant holds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from nlp.desk import Desk
from nlp.evaluation import Gold, evaluate, read_gold, read_questions
from nlp.judging import FIGURES, TRUST_FIGURES, load_judge

ROOT = Path(__file__).resolve().parents[2]


def _write(folder: Path, *questions: dict[str, object]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in questions), "utf-8")
    return path


@pytest.mark.parametrize(
    ("question", "gold", "points"),
    [
        ("谁负责盘点", {"kind": "positions", "items": ["仓库管理员"]}, 1.0),
        ("谁负责盘点", {"kind": "positions", "items": ["北山食品有限公司/仓库管理员"]}, 1.0),
        ("谁负责盘点", {"kind": "positions", "items": ["南湖医院/仓库管理员"]}, 0.0),
        ("谁负责盘点", {"kind": "positions", "items": ["仓库管理员", "出纳"]}, pytest.approx(2 / 3)),
        ("护士长是谁", {"kind": "people", "items": ["林静"]}, 1.0),
        ("总经理管几个人", {"kind": "number", "items": ["2"]}, 1.0),
        ("总经理管几个人", {"kind": "number", "items": ["3"]}, 0.0),
        ("出纳负责收集发票吗", {"kind": "boolean", "items": ["是"]}, 1.0),
        ("出纳负责什么", {"kind": "text", "items": ["出纳"], "must_mention": ["发票", "火箭"]}, 0.5),
        ("谁负责直播带货", {"kind": "none"}, 1.0),
        ("谁负责盘点", {"kind": "none"}, 0.0),
    ],
)
def test_an_answer_is_graded(desk: Desk, tmp_path: Path, question: str, gold: dict[str, object], points: float) -> None:
    """Named things by F1, texts by what they mention, numbers, verdicts and silence as right or wrong."""
    report = evaluate(desk, read_questions(_write(tmp_path, {"q": question, "gold": gold})), Gold())
    assert report.points() == points


def test_what_is_acceptable_neither_helps_nor_harms(desk: Desk, tmp_path: Path) -> None:
    gold = {"kind": "positions", "items": ["财务部经理"], "acceptable": ["仓库管理员"]}
    report = evaluate(desk, read_questions(_write(tmp_path, {"q": "总经理的下属有哪些", "gold": gold})), Gold())
    assert report.points() == 1.0


def test_a_report_tells_types_misses_and_inventions(desk: Desk, tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        {"type": "谁", "q": "谁负责盘点", "gold": {"kind": "positions", "items": ["仓库管理员"]}},
        {"type": "谁", "q": "谁负责护士排班", "gold": {"kind": "none"}},
        {"type": "无", "q": "谁负责直播带货", "gold": {"kind": "none"}},
    )
    report = evaluate(desk, read_questions(path), Gold())
    assert report.types() == [("谁", 2), ("无", 1)]
    assert (report.points("谁"), report.points("无"), report.invented) == (0.5, 1.0, 0.5)
    assert [verdict.expected.question for verdict in report.misses()] == ["谁负责护士排班"]


@pytest.mark.parametrize("line", ["{", '{"q": "谁"}', '{"q": "谁", "gold": {"kind": "magic"}}', "[]"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"q": "谁管", "gold": {"kind": "none"}}\n' + line, "utf-8")
    with pytest.raises(ZhizeError, match="第 2 行"):
        read_questions(path)


def test_the_development_questions_and_their_gold_are_read() -> None:
    """Every key that a question names is a title or stands in the gold file."""
    gold = read_gold(ROOT / "tests/questions/gold.json")
    for expected in read_questions(ROOT / "tests/questions/dev.jsonl"):
        for key in expected.items if expected.kind in ("positions", "departments") else ():
            assert key.partition("/")[0] in gold.known, (expected.id, key)


def test_the_weights_belong_to_the_figures() -> None:
    """The calibrated file names exactly the figures that the program makes."""
    judge = load_judge()
    assert (len(judge.weights), len(judge.trusting)) == (len(FIGURES), len(TRUST_FIGURES))
    done = subprocess.run([sys.executable, ROOT / "docs/calibrate.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_nothing_is_meant_below_the_floor() -> None:
    judge = load_judge()
    assert judge.cut([0.9, 0.8], [0.6, 0.6], judge.floor - 0.01) == []
    assert judge.cut([0.9, 0.89, 0.01], [0.5, 0.5, 0.5], 1.0) == [0, 1]
    assert judge.cut([], [], 1.0) == []


def test_whoever_says_all_of_it_is_meant_too() -> None:
    assert load_judge().cut([0.9, 0.1, 0.01], [1.0, 1.0, 1.0], 1.0) == [0, 1]
