"""Damaged documents are read or refused in one clear line, whatever was done to them."""

import random
from pathlib import Path

import pytest

from graph.errors import ZhizeError
from nlp.documents.extraction import extract
from nlp.documents.readers import read_bytes

SAMPLES = Path(__file__).parent / "samples"
TEXTS = [
    p.read_text("utf-8", "replace") for p in sorted(SAMPLES.iterdir()) if p.suffix in (".txt", ".md", ".csv", ".html")
]
DAMAGE = (
    "",
    "\n",
    "：",
    "、",
    "1",
    "（",
    "）",
    "|",
    "\t",
    "。",
    "第",
    "一、",
    "？",
    "\0",
    "\ufffd",
    "—",
    " ",
    "<td>",
    "&nbsp;",
)


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_document_never_fails_in_another_way(seed: int) -> None:
    draw = random.Random(seed)
    one, other = draw.choice(TEXTS), draw.choice(TEXTS)
    letters = list(one[draw.randrange(len(one)) :][: draw.randint(1, 600)] + other[: draw.randint(1, 600)])
    for _ in range(draw.randint(0, 20)):
        letters[draw.randrange(len(letters))] = draw.choice(DAMAGE)
    name = draw.choice(("a.txt", "a.md", "a.csv", "a.html"))
    try:
        facts = extract(read_bytes("".join(letters).encode(), name))
    except ZhizeError as error:
        assert "\n" not in str(error)
        return
    keys = {p.key for p in facts.posts} | {u.key for u in facts.units}
    assert all(duty.owner in keys for duty in facts.duties)
    assert all(line.subordinate in keys and line.superior in keys for line in facts.lines)
