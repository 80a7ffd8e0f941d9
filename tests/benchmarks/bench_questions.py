"""How long a question takes: python tests/benchmarks/bench_questions.py STORE [QUESTIONS.jsonl]

Prints, from one run on one store: a warm question from text to answer (median and 99th percentile), the same beside the
SPARQL alone and the segmentation alone, and `zhize ask` from a cold shell.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nlp.desk import Desk
from nlp.segment import Segmenter

ROOT = Path(__file__).resolve().parents[2]


def measure(work: Callable[[str], object], texts: list[str]) -> tuple[float, float]:
    """Median and 99th percentile of `work` over `texts`, in milliseconds, after one warm round."""
    for text in texts:
        work(text)
    times = []
    for text in texts * 3:
        began = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def main() -> None:
    """Prints the table."""
    store = sys.argv[1]
    source = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "tests" / "questions" / "dev.jsonl"
    questions = [json.loads(line)["q"] for line in source.read_text("utf-8").splitlines() if line.strip()]
    desk = Desk.open(store)
    queries = [answer.sparql for answer in map(desk.ask, questions) if answer.sparql]
    whole = measure(desk.ask, questions)
    engine = measure(
        lambda q: desk.store.ask(q) if "\nASK" in q or q.startswith("ASK") else desk.store.select(q), queries
    )
    words = measure(Segmenter().cut, questions)
    print(f"{len(questions)} questions, store {store}")
    for name, (median, slow) in (
        ("question to answer", whole),
        ("its SPARQL alone", engine),
        ("segmentation alone", words),
    ):
        print(f"{name:20} median {median:7.3f} ms   p99 {slow:7.3f} ms   {median / whole[0]:6.1%} of a question")
    cold = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(
            [Path(sys.executable).with_name("zhize"), "ask", "--store", store, questions[0]], capture_output=True
        )
        cold.append(time.perf_counter() - began)
    print(f"zhize ask, cold      best of three {min(cold):.2f} s")


if __name__ == "__main__":
    main()
