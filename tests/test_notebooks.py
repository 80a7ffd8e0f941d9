"""Every notebook runs from its first cell to its last, and says what it said when it was saved."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


SHOWN = ("text/plain", "text/html", "image/svg+xml")


def read_outputs(notebook: nbformat.NotebookNode) -> list[str]:
    """What the code cells say, show as tables and draw, one string a cell."""
    texts = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            parts = [o.get("text") or "".join(o.get("data", {}).get(kind, "") for kind in SHOWN) for o in cell.outputs]
            texts.append("".join(parts).strip())
    return texts


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_its_saved_outputs_are_what_comes_out(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    saved = read_outputs(notebook)
    assert any(saved), "a notebook is committed with its outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert read_outputs(notebook) == saved


def test_there_are_four_notebooks() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_name_no_place_or_day_of_one_run(path: Path) -> None:
    """What was saved reads the same wherever and whenever it was run; times and temporary folders would not."""
    shown = "\n".join(read_outputs(nbformat.read(path, as_version=4)))
    assert not re.search(r"zhize-\w{8}|/tmp|\b20\d\d-\d\d-\d\d\b|\d\d:\d\d:\d\d|object at 0x", shown)
