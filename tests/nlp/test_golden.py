"""Golden questions over the small company: the logical form and the whole query that each is turned into.

A file of `golden/` begins with `# question` and `# form`; below stands the SPARQL. Changed on purpose, they are written
anew by `python -m tests.nlp.test_golden`, and read before they are committed.
"""

import tempfile
from pathlib import Path

import pytest

from nlp.desk import Desk

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.rq"))


def read(path: Path) -> tuple[str, str, str]:
    """Question, form and query of a golden file."""
    question, form, query = path.read_text("utf-8").split("\n", 2)
    return question.removeprefix("# question: "), form.removeprefix("# form: "), query


def tell(desk: Desk, question: str) -> tuple[str, str]:
    """The form that was answered and the query behind the answer."""
    return desk.understand(question).forms[0].describe(), desk.ask(question).sparql


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_question_becomes_its_form_and_query(desk: Desk, path: Path) -> None:
    question, form, query = read(path)
    assert tell(desk, question) == (form, query)


def test_there_are_golden_questions() -> None:
    assert len(GOLDEN) >= 18


def write_anew() -> None:
    """Write every golden file with what the program says now."""
    from graph.publish import Writer
    from nlp.derive import derive
    from tests.nlp.company import make_company

    with tempfile.TemporaryDirectory() as folder:
        with Writer(folder) as writer:
            writer.store.replace([make_company()])
            writer.publish({"documents": {}, "counts": derive([make_company()], writer.folder)})
        desk = Desk.open(folder)
        for path in GOLDEN:
            question = read(path)[0]
            form, query = tell(desk, question)
            path.write_text(f"# question: {question}\n# form: {form}\n{query}", "utf-8")


if __name__ == "__main__":
    write_anew()
