"""How fast documents are read: python -m tests.benchmarks.bench_documents

Prints, from one run on one core, the megabytes of plain text a second: from file to change set, the bare segmentation of
the same text by jieba and by rjieba, and the whole build of the same files.
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from nlp.build import build, without_collection
from nlp.documents.assertions import assert_facts
from nlp.documents.extraction import extract
from nlp.documents.linking import link
from nlp.documents.readers import read
from nlp.frames import annotate
from nlp.segment import Segmenter
from nlp.thesaurus import load_thesaurus
from tests.nlp.documents.generating import draw_company
from tests.nlp.documents.rendering import write_lines

ROOT = Path(__file__).resolve().parents[2]
SIZE = 1_000_000  # bytes of text


def write_files(folder: Path) -> list[Path]:
    """Plain text documents: those of tests/documents/dev over and over, and drawn ones, half of the text each."""
    samples = [path.read_text("utf-8", "replace") for path in sorted((ROOT / "tests/documents/dev").glob("*.txt"))]
    draw = random.Random(1)
    written, files = 0, list[Path]()
    while written < SIZE:
        number = len(files)
        if number % 2:
            text = samples[number // 2 % len(samples)]
        else:
            companies = (draw_company(draw, with_units=True) for _ in range(3))
            text = "\n".join("\n".join(write_lines(draw, company)) for company in companies)
        path = folder / f"{number:04}.txt"
        path.write_text(text, "utf-8")
        files.append(path)
        written += path.stat().st_size
    return files


def measure(name: str, size: int, work: Callable[[], object]) -> None:
    """Print the rate of `work` by the processor time that it took."""
    began = time.process_time()
    with without_collection():
        work()
    print(f"{name:36} {size / 1e6 / (time.process_time() - began):7.3f} MB/s")


def main() -> None:
    """Prints the table."""
    thesaurus = load_thesaurus()
    reference, segmenter = jieba.Tokenizer(), Segmenter()
    reference.lcut("预热"), segmenter.cut("预热")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "documents"
        folder.mkdir()
        files = write_files(folder)
        size = sum(path.stat().st_size for path in files)
        texts = [path.read_text("utf-8") for path in files]
        print(f"{len(files)} files, {size / 1e6:.2f} MB")
        extract(read(files[0]))
        measure("file to facts", size, lambda: [extract(read(path)) for path in files])
        measure(
            "file to change set",
            size,
            lambda: assert_facts(link([extract(read(path)) for path in files]), lambda s: annotate(s, thesaurus)),
        )
        measure("jieba, words only", size, lambda: [reference.lcut(text) for text in texts])
        measure("rjieba, words only", size, lambda: [segmenter.cut(text) for text in texts])
        measure("whole build", size, lambda: build([folder], str(Path(name) / "store")))


if __name__ == "__main__":
    main()
