"""Runs every notebook again and keeps its outputs: python docs/run_notebooks.py."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def main() -> None:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        # Times of execution would change the file at every run.
        client = NotebookClient(
            notebook,
            timeout=300,
            record_timing=False,
            coalesce_streams=True,  # else lines are parted as they happened to arrive
            resources={"metadata": {"path": NOTEBOOKS}},
        )
        client.execute()
        nbformat.write(notebook, path)
        print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
