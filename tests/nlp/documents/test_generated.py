"""Organizations drawn at random, written in a layout drawn at random: what is read must be what was drawn.

    python -m tests.nlp.documents.test_generated --draws 1000 [--first SEED] [--misses N]

prints F1 for each kind of fact and layout, and the seeds of documents that were not read in full.
"""

import argparse
import random
from collections import Counter, defaultdict

import pytest

from nlp.documents.extraction import extract
from nlp.documents.facts import DocumentFacts
from nlp.documents.readers import read_bytes
from nlp.text import fold
from tests.nlp.documents.generating import Company, draw_company
from tests.nlp.documents.rendering import Rendered, render

Fact = tuple[str, ...]


def draw_document(seed: int) -> tuple[Company, Rendered]:
    draw = random.Random(seed)
    company = draw_company(draw, with_units=draw.random() < 0.6)
    return company, render(draw, company)


def wanted_of(company: Company) -> Counter[Fact]:
    facts: Counter[Fact] = Counter()
    for post in company.posts:
        facts["post", post.title] += 1
        facts.update(("duty", post.title, fold(duty)) for duty in post.duties)
        facts.update(("holder", post.title, name) for name in post.holders)
        if post.superior:
            facts["report", post.title, post.superior] += 1
        if post.unit:
            facts["unit", post.title, post.unit] += 1
        if post.headcount:
            facts["number", post.title, str(post.headcount)] += 1
    return facts


def found_of(read: DocumentFacts) -> Counter[Fact]:
    facts: Counter[Fact] = Counter()
    names = {p.key: p.title for p in read.posts} | {u.key: u.name for u in read.units}
    told = {p.key for p in read.posts if not p.mentioned_only}
    for post in read.posts:
        if post.key not in told:
            continue
        facts["post", post.title] += 1
        facts.update(("holder", post.title, holder.name) for holder in post.holders)
        if post.unit:
            facts["unit", post.title, names[post.unit]] += 1
        if post.headcount:
            facts["number", post.title, str(post.headcount)] += 1
    facts.update(("duty", names[d.owner], fold(d.statement)) for d in read.duties)
    lines = {(x.subordinate, x.superior) for x in read.lines if x.stated and x.subordinate in told}
    facts.update(("report", names[below], names[above]) for below, above in lines)
    return facts


class Tally:
    """Right, wanted and found facts by kind."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, wanted: Counter[Fact], found: Counter[Fact]) -> None:
        for counter, facts in ((self.right, wanted & found), (self.wanted, wanted), (self.found, found)):
            for fact, count in facts.items():
                counter[fact[0]] += count
                counter["all"] += count

    def f1(self, kind: str) -> float:
        both = self.wanted[kind] + self.found[kind]
        return 2 * self.right[kind] / both if both else 1.0


def measure(seeds: range, misses: int = 0) -> tuple[Tally, dict[str, Tally], list[int]]:
    total, by_layout, failed = Tally(), defaultdict[str, Tally](Tally), list[int]()
    for seed in seeds:
        company, document = draw_document(seed)
        wanted, found = wanted_of(company), found_of(extract(read_bytes(document.content, document.name)))
        total.add(wanted, found)
        by_layout[document.layout].add(wanted, found)
        if wanted != found:
            failed.append(seed)
            if len(failed) <= misses:
                print(f"{seed} {document.layout}: lacks {list(wanted - found)[:4]}, has {list(found - wanted)[:4]}")
    return total, by_layout, failed


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_what_is_read_is_what_was_drawn(first: int) -> None:
    total, _, failed = measure(range(first, first + 20), misses=5)
    print(f"seeds {first} to {first + 19}, not in full: {failed}")
    assert total.f1("all") >= 0.97


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    total, by_layout, failed = measure(range(args.first, args.first + args.draws), args.misses)
    for layout, tally in sorted(by_layout.items()):
        print(f"{layout:22} {tally.f1('all'):.3f}")
    print(f"seeds {args.first} to {args.first + args.draws - 1}; not read in full: {len(failed)}: {failed[:40]}")
    print("  ".join(f"{kind} {total.f1(kind):.3f}" for kind in sorted(total.wanted)))


if __name__ == "__main__":
    main()
