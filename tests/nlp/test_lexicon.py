"""The words of a snapshot are read as they were written, also those of an earlier version."""

import json
from pathlib import Path

from nlp.desk import Desk
from nlp.lexicon import FILE, Lexicon


def test_words_of_two_letters_that_the_dictionary_counted_often_are_common(desk: Desk) -> None:
    assert "高兴" in desk.lexicon.common
    assert "苗圃" not in desk.lexicon.common


def test_a_snapshot_written_without_common_words_gets_them_from_the_dictionary(desk: Desk, tmp_path: Path) -> None:
    written = json.loads((Path(desk.snapshot.path) / FILE).read_text("utf-8"))
    del written["common"]
    (tmp_path / FILE).write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    assert Lexicon.read(tmp_path).common == desk.lexicon.common
