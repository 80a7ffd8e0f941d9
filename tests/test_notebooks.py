"""Every notebook runs from its first cell to its last, and says what it said when it was saved."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


def read_outputs(notebook: nbformat.NotebookNode) -> list[str]:
    """Text outputs of the code cells, one string a cell."""
    texts = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            parts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
            texts.append("".join(parts).strip())
    return texts


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_its_saved_outputs_are_what_comes_out(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    saved = read_outputs(notebook)
    assert any(saved), "a notebook is committed with its outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert read_outputs(notebook) == saved


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
