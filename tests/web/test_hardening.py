"""The server as a whole under what happens to servers: new snapshots, heavy queries, huge and slow requests, deaths."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import psutil
import pytest

from nlp.build import build
from tests.web.program import start

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?p ?o . ?q ?r ?s }"
OLD, NEW = "岗位名称：锅炉工\n岗位职责：\n1、检修锅炉；\n", "岗位名称：锅炉班长\n岗位职责：\n1、检修锅炉；\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one small document, which the tests may publish anew."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "锅炉房.txt").write_text(OLD, "utf-8")
    build([folder / "锅炉房.txt"], str(folder / "store"))
    return folder / "store"


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A server of that graph with a time limit of a second for queries; its process and address."""
    os.environ["ZHIZE_QUERY_SECONDS"] = "1"
    try:
        process = start("serve", "--store", str(store), "--port", "0")
    finally:
        del os.environ["ZHIZE_QUERY_SECONDS"]
    assert process.stdout is not None
    line = process.stdout.readline().decode()
    yield process, "http://" + line.partition("http://")[2].partition("（")[0].strip()
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture
def fetch(server: tuple["subprocess.Popen[bytes]", str]) -> Callable[..., tuple[int, bytes]]:
    """Status and body of a request to the server."""

    def get(path: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        request = urllib.request.Request(server[1] + path, data, headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    return get


def ask(fetch: Callable[..., tuple[int, bytes]], question: str) -> tuple[int, list[str]]:
    body = json.dumps({"question": question}).encode()
    status, answer = fetch("/api/ask", body, **{"Content-Type": "application/json"})
    return status, [item["label"] for item in json.loads(answer).get("items", ())]


def query(fetch: Callable[..., tuple[int, bytes]], text: str) -> tuple[int, bytes]:
    return fetch("/sparql?" + urlencode({"query": text}), Accept="application/sparql-results+json")


def test_a_new_snapshot_is_seen_and_no_request_fails(store: Path, fetch: Callable[..., tuple[int, bytes]]) -> None:
    """While two snapshots are published, every question is answered, by the one or the other; then by the new one."""
    statuses: list[int] = []
    seen: list[str] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            status, items = ask(fetch, "谁负责检修锅炉")
            statuses.append(status)
            seen.extend(items)
            statuses.append(query(fetch, "ASK { ?s ?p ?o }")[0])

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    document = store.parent / "锅炉房.txt"
    for text in (NEW, OLD, NEW):
        document.write_text(text, "utf-8")
        build([document], str(store))
        time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    assert set(statuses) == {200}
    assert set(seen) == {"锅炉工", "锅炉班长"}
    assert ask(fetch, "谁负责检修锅炉") == (200, ["锅炉班长"])


def test_runaway_queries_do_not_stop_anybody_else(fetch: Callable[..., tuple[int, bytes]]) -> None:
    """Eight queries without end are stopped at the limit and say so; questions are answered meanwhile."""
    stopped: list[tuple[int, bytes]] = []
    threads = [threading.Thread(target=lambda: stopped.append(query(fetch, RUNAWAY))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        assert ask(fetch, "谁负责检修锅炉")[0] == 200
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    assert {status for status, _ in stopped} <= {503, 504} and any(b"query-timeout" in body for _, body in stopped)
    assert query(fetch, "ASK { ?s ?p ?o }")[0] == 200


def test_a_killed_query_worker_is_replaced(
    server: tuple["subprocess.Popen[bytes]", str], fetch: Callable[..., tuple[int, bytes]]
) -> None:
    """All query workers die at once: the next queries are answered, and no process is left behind."""
    family = psutil.Process(server[0].pid)
    workers = [p for p in family.children() if "graph.worker_main" in p.cmdline()]
    assert workers
    for worker in workers:
        worker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while query(fetch, "ASK { ?s ?p ?o }")[0] != 200:
        assert time.monotonic() < deadline
    assert len(family.children()) <= len(workers) + 1


@pytest.mark.parametrize("path", ["/api/ask", "/sparql", "/"])
def test_a_huge_request_is_refused_before_it_is_read(server: tuple["subprocess.Popen[bytes]", str], path: str) -> None:
    """The answer 413 comes while the client still has most of a gigabyte to send."""
    address = urlsplit(server[1])
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n".encode()
        )
        sent = 0
        try:
            while sent < 64 << 20:
                sent += connection.send(b"x" * 65536)
        except OSError:
            pass
        assert sent < 64 << 20
    memory = psutil.Process(server[0].pid).memory_info().rss
    assert memory < 1 << 30


def test_slow_clients_do_not_keep_others_waiting(
    server: tuple["subprocess.Popen[bytes]", str], fetch: Callable[..., tuple[int, bytes]]
) -> None:
    """Sixty connections that never finish their request line: everybody else is served."""
    address = urlsplit(server[1])
    slow = [socket.create_connection((address.hostname, address.port), timeout=20) for _ in range(60)]
    try:
        for connection in slow:
            connection.sendall(b"GET / HT")
        assert ask(fetch, "谁负责检修锅炉")[0] == 200
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP ALL",
        "INSERT DATA { <a:a> <a:a> 1 }",
    ],
)
def test_nothing_can_be_changed_from_outside(fetch: Callable[..., tuple[int, bytes]], update: str) -> None:
    """By query and by update, by GET, form and body: the graph stays as it is."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answers = [
        fetch("/sparql?" + urlencode({"query": update})),
        fetch("/sparql?" + urlencode({"update": update})),
        fetch("/sparql", urlencode({"query": update}).encode(), **form),
        fetch("/sparql", urlencode({"update": update}).encode(), **form),
        fetch("/sparql", update.encode(), **{"Content-Type": "application/sparql-update"}),
        fetch("/sparql", update.encode(), **{"Content-Type": "application/sparql-query"}),
    ]
    assert [status for status, _ in answers if not 400 <= status < 500] in ([], [200])  # 200: the service description
    assert b"true" in query(fetch, "ASK { ?s ?p ?o }")[1]


@pytest.mark.parametrize(
    "path", ["/nothing", "/id/post/没有", "/document/没有.txt", "/graph?organization=没有", "/api/thing?iri=x"]
)
def test_errors_have_one_shape_and_tell_nothing_of_the_inside(
    fetch: Callable[..., tuple[int, bytes]], path: str
) -> None:
    status, body = fetch(quote(path, safe="/?=&"), Accept="application/json")
    assert 400 <= status < 500
    error = json.loads(body)["error"]
    assert set(error) == {"code", "message", "way_out", "request_id"}
    assert error["message"] and error["request_id"]
    assert b"Traceback" not in body and b"/tmp" not in body
