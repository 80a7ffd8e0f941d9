"""Fits the line between the duties that a question means and the others: python docs/calibrate.py [--check]

Data are the questions of `tests/questions` outside `kept` that ask for owners, with the documents of `tests/documents`
they were written for, as their gold tells them. The weights of `nlp/grammar/cut.toml` come from a logistic regression
over the figures of `nlp/judging.py`, one example for each post and question: its likeliest duty. A second regression
says from the likeliest duty of all whether there is an answer; each question is asked a second time without its
owners, where nothing must be found. Floor, chance and share are those with the best grades of questions scored by
weights that saw none of their organizations: these grades are printed first, and the curve of all floors is written to
`docs/calibration.csv`. `--check` fits nothing and fails where the figures of the file have changed their names.
"""

import csv
import json
import math
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nlp.build import build  # noqa: E402  - the checkout must be importable first
from nlp.desk import Desk  # noqa: E402
from nlp.duties import OWNED  # noqa: E402
from nlp.evaluation import Expected, Gold, read_gold, read_questions  # noqa: E402
from nlp.forms import Task  # noqa: E402
from nlp.items import ItemMaker, Request  # noqa: E402
from nlp.judging import FIGURES, TRUST_FIGURES, Judge, Traits, tell_figures, tell_trust  # noqa: E402
from nlp.unheard import Known  # noqa: E402

Matrix = np.ndarray[Any, np.dtype[np.float64]]

QUESTIONS, DOCUMENTS = ROOT / "tests/questions", ROOT / "tests/documents"
#: Questions and their gold.
SETS = (
    ("dev.jsonl", "gold.json"),
    ("released/fy.jsonl", "released/fy-gold.json"),
    ("released/x.jsonl", "released/x-gold.json"),
    ("released/u.jsonl", "released/u-gold.json"),
    ("released/s.jsonl", "released/s-gold.json"),
    ("released/r.jsonl", "released/r-gold.json"),
)
TARGET, CURVE = ROOT / "nlp/grammar/cut.toml", ROOT / "docs/calibration.csv"
TYPES = frozenset({"who-owns", "department", "unknown"})
#: Only so many posts of a question count as wrong answers: the others are too far off to teach anything.
NEAREST = 25
PENALTY, ROUNDS, STEPS, SMALLEST = 0.5, 3, 15, 1e-6
#: An answer where there is none does more harm than one that is missed; the made-up cases count less than the real ones.
INVENTED, MADE_UP = 2.0, 0.3
FOLDS = 5
#: The lines that are tried.
FLOORS, CHANCES, SHARES = (
    [n / 20 for n in range(1, 17)],
    [n / 20 for n in range(2, 14)],
    [n / 10 for n in range(2, 10)],
)
#: So often counts a real question without an answer when trust is fitted.
REAL = 2
#: Weights to begin with; the figures that are not named begin at 0.
_FIRST = {
    "whole": 1.0,
    "clause": 2.0,
    "mass": 2.0,
    "characters": 2.0,
    "explained": 1.0,
    "characters_to_best": 3.0,
    "always": -9.0,
}
START = tuple(_FIRST.get(name, 0.0) for name in FIGURES)


@dataclass(frozen=True, slots=True)
class Example:
    """One duty that a question found: figures, owner, whether it owns and helps, whether it is an answer."""

    traits: Traits
    figures: tuple[float, ...]
    owner: str
    owning: bool
    right: frozenset[str]
    acceptable: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the duties that it found."""

    expected: Expected
    examples: tuple[Example, ...]
    known: Known


def collect(desk: Desk, questions: Iterable[Expected], gold: Gold) -> list[Asked]:
    """The duties that each question about a task finds, with what is expected of it."""
    make = ItemMaker(desk.store, desk.lexicon.catalogue, desk.offers)
    found = []
    for expected in questions:
        understood = desk.understand(expected.question)
        form = understood.forms[0] if understood.forms else None
        if (
            expected.type not in TYPES
            or form is None
            or form.operator != "list"
            or not isinstance(form.expression, Task)
        ):
            continue
        scope = make.scope(Request(expected.question, form, understood.organizations, (), understood.trade)) or None
        phrase = desk.finder.read(form.expression.phrase)
        compared = desk.finder.compare(phrase, scope, OWNED) if phrase.probes else []
        rows = tell_figures([traits for _, traits, _ in compared])
        owning = desk.finder.owning(form.expression.phrase)
        examples = []
        for (duty, traits, involvement), row in zip(compared, rows, strict=True):
            item = make.item(duty.owner) if duty.owner in desk.lexicon.catalogue.entities else None
            if item is not None:
                right = frozenset(key for key in expected.items if gold.names(item, key))
                near = any(gold.names(item, key) for key in expected.acceptable)
                examples.append(Example(traits, row, duty.owner, involvement in owning, right, near and not right))
        found.append(Asked(expected, tuple(examples), phrase.known))
    return found


def write_clean(folder: Path, stems: frozenset[str]) -> None:
    """What the documents of these names say as plain text from their gold, so that slips of reading teach nothing about
    questions."""
    for file in sorted(path for path in DOCUMENTS.glob("*/gold/*.json") if path.stem in stems):
        data = json.loads(file.read_text("utf-8"))
        lines = [f"单位名称：{data['organization']}"]
        for unit in data.get("departments") or ():
            lines += ["", f"## {unit['name']}", ""]
            lines += _list("部门职责", unit.get("duties"))
        for post in data["positions"]:
            lines += ["", f"## 岗位：{post['title']}", ""]
            lines += [f"所属部门：{post['department']}"] if post.get("department") else []
            lines += [f"直接上级：{'、'.join(post['reports_to'])}"] if post.get("reports_to") else []
            lines += _list("岗位职责", post.get("duties")) + _list("任职资格", post.get("qualifications"))
        (folder / f"{file.stem}.md").write_text("\n".join(lines), "utf-8")


def _list(heading: str, entries: Sequence[str] | None) -> list[str]:
    return ["", f"{heading}：", "", *(f"{n}. {entry}" for n, entry in enumerate(entries, 1)), ""] if entries else []


def collect_set(questions: Path, told: Path) -> list[Asked]:
    """`collect` for a set of questions in a graph of its documents' gold."""
    with tempfile.TemporaryDirectory() as texts, tempfile.TemporaryDirectory() as store:
        known = {
            key: replace(k, document=f"{Path(k.document or '').stem}.md") for key, k in read_gold(told).known.items()
        }
        write_clean(Path(texts), frozenset(Path(k.document or "").stem for k in known.values()))
        build([Path(texts)], store)
        return collect(Desk.open(store), read_questions(questions), Gold(known))


def fit(asked: Sequence[Asked]) -> tuple[float, ...]:
    """Weights of the figures: a post's likeliest duty stands for it, found again with the weights of the round before."""
    weights = START
    for _ in range(ROUNDS):
        rows, marks = [], []
        for one in asked:
            best: dict[str, tuple[float, Example]] = {}
            for example in one.examples:
                value = _score(weights, example.figures)
                if not example.acceptable and (example.owner not in best or value > best[example.owner][0]):
                    best[example.owner] = (value, example)
            for _, example in sorted(best.values(), key=lambda pair: -pair[0])[:NEAREST]:
                rows.append(example.figures)
                marks.append(float(bool(example.right)))
        weights = _regress(rows, marks)
    return weights


def take_out_owners(one: Asked) -> Asked:
    """The same question where nobody owns the task: whoever does, or nearly does, is taken out."""
    owners = {e.owner for e in one.examples if e.right or e.acceptable}
    rest = [example for example in one.examples if example.owner not in owners]
    rows = tell_figures([example.traits for example in rest]) if rest else []
    kept = tuple(replace(example, figures=row) for example, row in zip(rest, rows, strict=True))
    return Asked(replace(one.expected, kind="none", items=()), kept, one.known)


def fit_trust(asked: Sequence[Asked], weights: Sequence[float]) -> tuple[float, ...]:
    """Weights that tell from the likeliest duty's own figures whether the question has an answer."""
    rows, marks = [], []
    empty = [one for one in asked if one.expected.kind == "none"]
    for one in [*asked, *(empty * (REAL - 1)), *map(take_out_owners, asked)]:
        if one.examples:
            chances = [_score(weights, e.figures) for e in one.examples]
            best = one.examples[chances.index(max(chances))]
            if not best.acceptable:
                rows.append(_tell_trust(one, chances))
                marks.append(float(bool(best.right)))
    return _regress(rows, marks)


def _tell_trust(one: Asked, chances: Sequence[float]) -> tuple[float, ...]:
    examples = one.examples
    return tell_trust([e.figures for e in examples], chances, [e.owner for e in examples], one.known)


def _score(weights: Sequence[float], figures: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, figures, strict=True))))


def _regress(rows: Sequence[Sequence[float]], marks: Sequence[float]) -> tuple[float, ...]:
    """Logistic regression by Newton's method, with a ridge on all weights but the last."""
    figures, right = np.array(rows), np.array(marks)
    weights = np.zeros(figures.shape[1])
    ridge = np.full(len(weights), PENALTY)
    ridge[-1] = 0.001
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-figures @ weights))
        slope = figures.T @ (right - chances) - ridge * weights
        curves = np.maximum(chances * (1 - chances), 1e-4)
        bend = (figures * curves[:, None]).T @ figures + np.diag(ridge)
        step = np.clip(np.linalg.solve(bend, slope), -3.0, 3.0)
        # Half a step where a whole one leads astray.
        while _loss(figures, right, ridge, weights + step) > _loss(figures, right, ridge, weights):
            step = step / 2 if np.abs(step).max() > SMALLEST else step * 0
        weights += step
    return tuple(weights.tolist())


def _loss(figures: Matrix, right: Matrix, ridge: Matrix, weights: Matrix) -> float:
    """What the regression makes small: the surprise at the examples and the size of the weights."""
    surprise = np.logaddexp(0, np.where(right > 0, -1, 1) * (figures @ weights))
    return float(surprise.sum() + (ridge * weights**2).sum() / 2)


def grade(one: Asked, scores: Sequence[float], trust: float, floor: float, chance: float, share: float) -> float:
    """F1 of the owners that are meant; 1 where there are none and none are found."""
    judge = Judge((), (), floor, chance, share)
    likenesses = [example.traits.likeness for example in one.examples]
    cut = [one.examples[at] for at in judge.cut(scores, likenesses, trust)]
    owners = {example.owner: example for example in [e for e in cut if e.owning] or cut}
    if one.expected.kind == "none":
        return float(not owners)
    kept = [example for example in owners.values() if not example.acceptable]
    right = {key for example in kept for key in example.right}
    if not right:
        return 0.0
    precision, recall = sum(bool(e.right) for e in kept) / len(kept), len(right) / len(one.expected.items)
    return 2 * precision * recall / (precision + recall)


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with the chances of its duties and the trust that an answer is there, by weights that never saw it."""

    asked: Asked
    chances: tuple[float, ...]
    trust: float
    made_up: bool

    def grade(self, floor: float, chance: float, share: float) -> float:
        """`grade` of the question with this line."""
        return grade(self.asked, self.chances, self.trust, floor, chance, share)


def score_unseen(asked: Sequence[Asked]) -> list[Scored]:
    """Every question, and the same without its owners, scored by weights that saw none of its organizations."""
    keys = sorted({_place(one) for one in asked})
    scored = []
    for number in range(FOLDS):
        left_out = set(keys[number::FOLDS])
        seen = [one for one in asked if _place(one) not in left_out]
        weights = fit(seen)
        trusting = fit_trust(seen, weights)
        for one in asked:
            if _place(one) in left_out:
                scored += [_score_one(case, weights, trusting, case is not one) for case in (one, take_out_owners(one))]
    return scored


def _score_one(one: Asked, weights: Sequence[float], trusting: Sequence[float], made_up: bool) -> Scored:
    rows = [example.figures for example in one.examples]
    chances = tuple(_score(weights, row) for row in rows)
    return Scored(one, chances, _score(trusting, _tell_trust(one, chances)) if rows else 0.0, made_up)


def _sort_cases(scored: Sequence[Scored]) -> tuple[list[Scored], list[Scored], list[Scored]]:
    """The real questions with an answer, those without one, and those whose owners were taken out."""
    real = [case for case in scored if not case.made_up]
    return (
        [case for case in real if case.asked.expected.kind != "none"],
        [case for case in real if case.asked.expected.kind == "none"],
        [case for case in scored if case.made_up],
    )


def draw_line(scored: Sequence[Scored]) -> tuple[tuple[float, float, float], list[list[float]]]:
    """Floor, chance and share in the midst of the best grades; for each floor its best grades with and without an answer.

    Many lines do equally well on some hundred questions: each is judged together with those beside it.
    """
    groups = _sort_cases(scored)
    values: dict[tuple[int, int, int], float] = {}
    curve = []
    sizes = len(FLOORS), len(CHANCES), len(SHARES)
    for floor, at in enumerate(FLOORS):
        of_floor = (-1.0, 0.0, 0.0, 0.0)
        for chance, share in product(range(len(CHANCES)), range(len(SHARES))):
            found, silent, held = (
                sum(case.grade(at, CHANCES[chance], SHARES[share]) for case in cases) / max(1, len(cases))
                for cases in groups
            )
            value = (found + INVENTED * (silent + MADE_UP * held) / 4) / (1 + INVENTED * (1 + MADE_UP) / 4)
            values[floor, chance, share] = value
            of_floor = max(of_floor, (value, found, silent, held))
        curve.append([at, *of_floor])

    def smooth(line: tuple[int, int, int]) -> float:
        beside = [tuple(n + d for n, d in zip(line, step, strict=True)) for step in product((-1, 0, 1), repeat=3)]
        return sum(values[other] for other in beside) / len(beside)

    # At the edge of the grid there is no midst.
    inside = (line for line in values if all(0 < n < m - 1 for n, m in zip(line, sizes, strict=True)))
    floor, chance, share = max(inside, key=smooth)
    return (FLOORS[floor], CHANCES[chance], SHARES[share]), curve


def _place(one: Asked) -> str:
    """The organization of a question's first answer; of one without an answer, the question itself."""
    return one.expected.items[0].partition("/")[0] if one.expected.items else one.expected.question


def check() -> int:
    """1 where the file of weights does not belong to the figures of the program."""
    return int(tuple(tomllib.loads(TARGET.read_text("utf-8"))["weights"]) != FIGURES)


def main() -> int:
    """Fits, writes the file of weights and the curve, prints what came out."""
    if "--check" in sys.argv[1:]:
        return check()
    asked = [one for questions, gold in SETS for one in collect_set(QUESTIONS / questions, QUESTIONS / gold)]
    weights = fit(asked)
    trusting = fit_trust(asked, weights)
    scored = score_unseen(asked)
    (floor, chance, share), curve = draw_line(scored)
    lines = [
        "# Written by docs/calibrate.py from tests/questions; docs/calibration.csv has the curve.",
        "[cut]", f"floor = {floor:.2f}", f"chance = {chance:.2f}", f"share = {share:.2f}", "", "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(FIGURES, weights, strict=True)),
        "", "[trust]", *(f"{name} = {weight:.3f}" for name, weight in zip(TRUST_FIGURES, trusting, strict=True)),
    ]  # fmt: skip
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    with CURVE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["floor", "grade", "answered", "silent", "silent_without_owners"])
        writer.writerows([[f"{value:.3f}" for value in row] for row in curve])
    there, none = ([case.grade(floor, chance, share) for case in cases] for cases in _sort_cases(scored)[:2])
    print(f"organizations left out: {sum(there) / len(there):.3f} answered, {sum(none) / len(none):.3f} silent")
    print(f"{len(asked)} questions: floor {floor:.2f}, chance {chance:.2f}, share {share:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
