"""Ratios measured in one run: loading, looking up, publishing, and what a query worker adds.

    python -m tests.benchmarks.bench_graph [POSTS]

Figures of one machine say little about another; the ratios beside them are what a change should be judged by.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.model import ChangeSet, Iri, Literal, Statement
from graph.publish import Writer, current_snapshot
from graph.query import Pattern, QueryPlan, Values, Var
from graph.search import CandidateIndex, IndexEntry, build_index
from graph.sparql import render
from graph.store import EmbeddedStore
from graph.views import entities
from graph.workers import QueryPool
from ontology import vocabulary as v

POSTS_A_DOCUMENT = 50
DUTIES = 6
WORDS = "收集 发票 客户 合同 采购 库存 设备 巡检 报表 预算 招聘 培训 档案 病历 课程 安全 质量 运输 订单 付款".split()


def make_document(number: int) -> ChangeSet:
    """Statements as a document of fifty posts with six duties each would give them."""
    statements = []

    def say(subject: str, predicate: str, object_: str | Literal) -> None:
        term = object_ if isinstance(object_, Literal) else Iri(object_)
        statements.append(Statement(Iri(subject), Iri(predicate), term))

    organization = f"{v.ENTITY}organization/组织{number}"
    say(organization, v.TYPE, v.FORMAL_ORGANIZATION)
    say(organization, v.PREF_LABEL, Literal(f"组织{number}", "zh-hans"))
    for i in range(POSTS_A_DOCUMENT):
        post = f"{v.ENTITY}post/组织{number}/岗位{i}"
        say(post, v.TYPE, v.POST)
        say(post, v.PREF_LABEL, Literal(f"岗位{number}-{i}", "zh-hans"))
        say(post, v.IN_ORGANIZATION, organization)
        say(post, v.POST_IN, organization)
        if i:
            say(post, v.REPORTS_TO, f"{v.ENTITY}post/组织{number}/岗位{(i - 1) // 5}")
        for k in range(DUTIES):
            duty, passage = f"{post}/职责{k}", f"{post}/出处{k}"
            text = "".join(WORDS[(number * 7 + i * 3 + k * step) % len(WORDS)] for step in (1, 5, 11))
            say(post, v.HAS_DUTY, duty)
            say(duty, v.TYPE, v.DUTY)
            say(duty, v.STATEMENT, Literal(text, "zh-hans"))
            say(duty, v.ORDER, Literal(str(k), None, v.XSD + "integer"))
            say(duty, v.WAS_DERIVED_FROM, passage)
            say(passage, v.IN_DOCUMENT, Literal(f"文档{number}.txt"))
            say(passage, v.START_LINE, Literal(str(i * 10 + k), None, v.XSD + "integer"))
            say(passage, v.END_LINE, Literal(str(i * 10 + k), None, v.XSD + "integer"))
    return ChangeSet(Iri(f"{v.DOCUMENT}文档{number}.txt"), tuple(statements))


def measure(action: Callable[[], object], times: int = 1) -> float:
    """Seconds that `action` takes, the median of `times`."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def show(name: str, seconds: float, beside: str = "") -> None:
    print(f"{name:<46}{seconds * 1000:12.2f} ms   {beside}")


def main(posts: int) -> None:
    documents = [make_document(n) for n in range(max(1, posts // POSTS_A_DOCUMENT))]
    size = sum(len(document.statements) for document in documents)
    print(f"{len(documents)} documents, {size} statements")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        memory, disk = EmbeddedStore.memory(), EmbeddedStore(root / "disk")
        in_memory = measure(lambda: memory.replace(documents))
        on_disk = measure(lambda: disk.replace(documents))
        show("load into memory", in_memory, f"{size / in_memory:,.0f} statements/s")
        show("load on disk", on_disk, f"{on_disk / in_memory:.2f} × memory")
        again = measure(lambda: disk.replace(documents))
        show("load the same again", again, f"{again / on_disk:.2f} × the first time")
        one = documents[0]
        fewer = ChangeSet(one.graph, one.statements[: len(one.statements) * 9 // 10])
        change = measure(lambda: disk.replace([fewer]))
        show("change a tenth of one document", change, f"{change / on_disk:.4f} × loading all")
        disk.close()

        def publish() -> None:
            with Writer(root / "published") as writer:
                writer.store.replace(documents)
                writer.publish({})

        first = measure(publish)
        show("publish all", first, f"{first / on_disk:.2f} × loading on disk")
        second = measure(publish)
        show("publish again without a change", second, f"{second / first:.2f} × the first time")

        snapshot = current_snapshot(root / "published")
        assert snapshot is not None
        store = snapshot.open_store()
        duty = next(s.object for s in documents[-1].statements if s.predicate == v.HAS_DUTY)
        assert isinstance(duty, Iri)
        post = Var("post")
        where = (Values((Var("duty"),), ((duty,),)), Pattern(post, Iri(v.HAS_DUTY), Var("duty")))
        plan = QueryPlan(select=(post,), where=where)
        sparql = render(plan)
        assert len(store.select(sparql)) == 1
        rendering = measure(lambda: render(plan), 500)
        lookup = measure(lambda: store.select(sparql), 500)
        show("who has a duty", lookup)
        show("write that plan as SPARQL", rendering, f"{rendering / lookup:.2f} × the lookup")
        listing = measure(lambda: entities(store))
        show("list all entities", listing, f"{listing / on_disk:.2f} × loading on disk")
        with QueryPool(snapshot.path) as pool:
            pool.run(sparql)
            through = measure(lambda: pool.run(sparql), 500)
        show("the lookup through a query worker", through, f"+ {(through - lookup) * 1000:.2f} ms")
        starting = measure(lambda: start_and_ask(snapshot.path, sparql), 5)
        show("start a pool and get an answer", starting, f"{starting / through:.0f} × a warm worker")

        entries = [
            IndexEntry(s.subject, tuple(w for w in WORDS if w in s.object.value), "", s.subject)
            for document in documents
            for s in document.statements
            if s.predicate == v.STATEMENT and isinstance(s.object, Literal)
        ]
        building = measure(lambda: build_index(root / "index", entries))
        show(f"index {len(entries)} duties", building, f"{building / on_disk:.2f} × loading on disk")
        index = CandidateIndex.open(root / "index")
        weights = {"发票": 2.0, "收集": 1.0, "客户": 1.0}
        finding = measure(lambda: index.search(weights, 20), 300)
        show("find twenty candidates", finding, f"{finding / lookup:.2f} × the lookup")


def start_and_ask(path: Path, sparql: str) -> None:
    with QueryPool(path) as pool:
        pool.run(sparql)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
