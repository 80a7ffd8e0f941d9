"""A stranger's query: answered, cut, stopped or refused, and the next one is answered all the same."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import ZhizeError
from graph.guard import MAX_BYTES, MAX_DEPTH, check_query, form_of
from graph.model import Iri
from graph.publish import Writer
from graph.workers import QueryLimits, QueryPool
from tests.graph.samples import document, number, say

ROOT = Path(__file__).resolve().parents[2]
A = Iri("https://example.org/a")
P = "https://example.org/p"
MANY = 1500
SMALL = QueryLimits(seconds=1.0, memory=1 << 30, rows=500, bytes=200_000, waiting=20, patience=20.0)
EVERYTHING = "SELECT * WHERE { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with Writer(folder) as writer:
        statements = (say(Iri(f"{A}{i}"), P, Iri(f"{A}{i + 1}")) for i in range(MANY))
        writer.store.replace([document("a", *statements, say(A, P + "n", number(1)))])
        writer.publish({})
    return folder


@pytest.fixture(scope="module")
def pool(root: Path) -> Iterator[QueryPool]:
    with QueryPool(root / "current", limits=SMALL) as opened:
        yield opened


def refusal(pool: QueryPool, query: str) -> str:
    with pytest.raises(ZhizeError) as error:
        pool.run(query)
    return error.value.code


def alive(pool: QueryPool) -> bool:
    started = time.monotonic()
    answer = json.loads(pool.run("ASK {}").body)["boolean"]
    return answer is True and time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    ("query", "media_type", "begins", "kind"),
    [
        (f"SELECT ?n WHERE {{ ?s <{P}n> ?n }}", None, b'{"head"', "rows"),
        (f"SELECT ?n WHERE {{ ?s <{P}n> ?n }}", "application/sparql-results+json", b'{"head"', "rows"),
        (f"SELECT ?n WHERE {{ ?s <{P}n> ?n }}", "application/sparql-results+xml", b"<?xml", "rows"),
        (f"SELECT ?n WHERE {{ ?s <{P}n> ?n }}", "text/csv", b"n\r\n1", "rows"),
        (f"SELECT ?n WHERE {{ ?s <{P}n> ?n }}", "text/tab-separated-values", b"?n\n1", "rows"),
        ("ASK {}", "text/csv", b"true", "boolean"),
        (f"CONSTRUCT {{ ?s <{P}> ?o }} WHERE {{ ?s <{P}n> ?o }}", None, b"@prefix", "graph"),
        (f"CONSTRUCT {{ ?s <{P}> ?o }} WHERE {{ ?s <{P}n> ?o }}", "application/n-triples", b"<https", "graph"),
        (f"DESCRIBE <{A}>", "application/ld+json", b"[{", "graph"),
        (f"DESCRIBE <{A}>", "application/rdf+xml", b"<?xml", "graph"),
    ],
)
def test_a_result_comes_in_the_format_asked_for(
    pool: QueryPool, query: str, media_type: str | None, begins: bytes, kind: str
) -> None:
    result = pool.run(query, media_type)
    assert result.body.startswith(begins)
    assert (result.kind, result.rows, result.truncated) == (kind, 1, False)
    assert media_type in (None, result.media_type)
    assert result.elapsed_ms < 1000


def test_a_result_beyond_the_rows_is_cut_and_says_so(pool: QueryPool) -> None:
    result = pool.run(EVERYTHING)
    body = json.loads(result.body)
    assert (result.rows, result.truncated, len(body["results"]["bindings"]), body["truncated"]) == (
        500,
        True,
        500,
        True,
    )
    graph = pool.run("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert (graph.rows, graph.truncated) == (500, True)
    assert graph.body.endswith(b"# truncated\n")
    whole = pool.run(EVERYTHING + " LIMIT 500", "text/csv")
    assert (whole.rows, whole.truncated) == (500, False)


def test_a_result_beyond_the_bytes_is_cut_and_says_so(pool: QueryPool) -> None:
    long = "BIND(CONCAT('" + "长" * 2000 + "', STR(?o)) AS ?t)"
    result = pool.run(f"SELECT ?t WHERE {{ ?s ?p ?o {long} }}")
    assert result.truncated
    assert 20 < result.rows < 40


@pytest.mark.parametrize(
    "query",
    [
        CROSS,
        f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a (<{P}>|^<{P}>)* ?b . ?b (<{P}>|^<{P}>)* ?c }}",
        "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = 'x') }",
        "SELECT (GROUP_CONCAT(STR(?c)) AS ?t) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_a_runaway_is_stopped_at_the_time_limit(pool: QueryPool, query: str) -> None:
    started = time.monotonic()
    assert refusal(pool, query) in ("query-timeout", "query-memory")
    assert time.monotonic() - started < SMALL.seconds + 2
    assert alive(pool)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i",
        "SELECT ?x30 WHERE { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(30))
        + " }",
    ],
)
def test_memory_is_limited(pool: QueryPool, query: str) -> None:
    assert refusal(pool, query) in ("query-memory", "query-timeout")
    assert alive(pool)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * 4500 + " }",
        "ASK { FILTER(" + "||".join(["?x=1"] * 15000) + ") }",
        "ASK { <a:b> " + "/".join(["<a:b>"] * 9000) + " ?x }",
        "ASK { FILTER(" + "-" * 90_000 + "1) }",
        "ASK { <a:b> " + "^" * 90_000 + "<a:b> ?x }",
        "ASK { VALUES ?x { " + "1 " * 40_000 + "} }",
        "ASK { <a:b> <a:b> " + "(" * 95 + "1" + ")" * 95 + " }",
        "ASK { " + "?s ?p ?o ; ?q ?r . " * 5000 + " }",
    ],
)
def test_parsing_and_planning_are_within_the_limit(pool: QueryPool, query: str) -> None:
    started = time.monotonic()
    try:
        pool.run(query)
    except ZhizeError as error:
        assert error.code in ("query-timeout", "query-failed", "query-syntax", "query-memory", "query-refused")
    assert time.monotonic() - started < SMALL.seconds + 2
    assert alive(pool)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 5000, 40_000])
@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_depth_is_refused_before_any_parser(pool: QueryPool, brackets: str, depth: int) -> None:
    query = f"ASK {{ ?s ?p {brackets[0] * depth}{brackets[1] * depth} }}"
    before = pool.pids()
    assert refusal(pool, query) == "query-refused"
    assert refusal(pool, f"ASK {{ FILTER(1<{'(' * depth}1>0 }}") == "query-refused"
    assert set(before) <= set(pool.pids())


def test_an_evil_pattern_takes_no_time(pool: QueryPool) -> None:
    started = time.monotonic()
    pool.run(f'ASK {{ FILTER(REGEX("{"a" * 5000}", "^(a+)+$")) }}')
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT nothing", "query-syntax"),
        ("", "query-syntax"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "query-refused"),
        ("PREFIX a: <a:> BASE <b:> # x\n dElEtE WHERE { ?s ?p ?o }", "query-refused"),
        ("LOAD <http://127.0.0.1/>", "query-refused"),
        ("ASK {} #" + "x" * MAX_BYTES, "query-refused"),
        ("ASK {} #" + "长" * (MAX_BYTES // 2), "query-refused"),
    ],
)
def test_what_is_no_query_is_refused_in_words(pool: QueryPool, query: str, code: str) -> None:
    assert refusal(pool, query) == code


def test_a_format_that_does_not_fit_is_refused(pool: QueryPool) -> None:
    with pytest.raises(ZhizeError) as error:
        pool.run("ASK {}", "text/turtle")
    assert error.value.code == "query-format"
    assert alive(pool)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "the service desk (load)" }',
        "SELECT * WHERE { ?service ?load ?o } # a service {{{{",
        "PREFIX ex: <http://example.org/service#> SELECT * WHERE { ?s ex:service ?load . ?s ex:load 1 }",
        "SELECT * WHERE { ?s <https://example.org/load/service> '''it's a\n\"service\"''' }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        "PREFIX ex: <http://example.org/it's#> SELECT ?load WHERE { ?s ex:a\\'b ?load }",
        'SELECT * WHERE { ?s ?p "' + "(" * 500 + '" }',
        f"SELECT * WHERE {{ {'?s ?p ?o . { ?s ?p ?o } ' * 300} }}",
    ],
)
def test_an_honest_query_passes_the_guard(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "text",
    ["<", "'", '"', "'''", '"""', "<a", "\\", '"\\', "#", "{}", "\\u0041", "<'", "a:", "?x", "((", "<http://a#'>"],
)
def test_the_guard_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(ZhizeError):
        check_query(text * (MAX_BYTES // len(text)))
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX select: <a:> BASE <b:> #ask\n conSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("ask{}", "ASK"),
        ("DESCRIBE<a:b>", "DESCRIBE"),
        ("SELECT * {}", "SELECT"),
        ("INSERT DATA {}", None),
        ("", None),
    ],
)
def test_the_form_of_a_query_is_its_first_keyword(query: str, form: str | None) -> None:
    assert form_of(query) == form


def spell_callouts(url: str) -> list[str]:
    """Ways to make the engine call `url`, those of its grammar and those that try to hide the word."""
    call = f"<{url}> {{ ?s ?p ?o }}"
    return [
        f"SELECT * {{ SERVICE {call} }}",
        f"SELECT * {{ service {call} }}",
        f"SELECT * {{ sErViCe {call} }}",
        f"SELECT * {{SERVICE<{url}>{{?s ?p ?o}}}}",
        f"SELECT * {{ SERVICE SILENT {call} }}",
        f"SELECT * {{ SERVICE#x\n#y\n<{url}>#z\n{{ ?s ?p ?o }} }}",
        f"SELECT * {{ #x\nSERVICE\t\r\n{call} }}",
        f"PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
        f"PREFIX : <{url}> SELECT * {{SERVICE:{{ ?s ?p ?o }}}}",
        f"BASE <{url}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(IRI('{url}') AS ?u) SERVICE?u{{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(IRI('{url}') AS ?u) SERVICE$u{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE {call} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{SERVICE{call} }} }}",
        f"SELECT * {{ ?a ?b ?c OPTIONAL {{ SERVICE {call} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ SERVICE {call} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE {call} }} }} }}",
        f"SELECT * {{ {{}} UNION {{ SERVICE {call} }} }}",
        f"ASK {{ SERVICE {call} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {call} }}",
        f"DESCRIBE ?s WHERE {{ SERVICE {call} }}",
        f"SELECT * {{ ?a ?b 1SERVICE {call} }}",
        f"SELECT * {{ ?a ?b true.SERVICE {call} }}",
        f"SELECT * {{ FILTER(1<'>')SERVICE<{url}>{{?s ?p '1'}} }}",
        f"SELECT * {{ FILTER(1<2#>'\n)SERVICE<{url}>{{?s ?p '1'}} }}",
        f"SELECT * {{ FILTER(?a<?b&&?c>'x')SERVICE{call} }}",
        f'SELECT * {{ ?a ?b """x\\""""  . SERVICE {call} }}',
        f"SELECT * {{ ?a ?b '\\'' . SERVICE {call} . ?x ?y '' }}",
        f"SELECT * {{ ?a ?b 'x'@enSERVICE {call} }}",
        f"SELECT * {{ \\u0053ERVICE {call} }}",
        f"SELECT * {{ \\U00000053\\u0045RVICE {call} }}",
        f"SELECT * {{ ?a ?b '\\u0027 . SERVICE {call} #\\u0027 }}",
        f"SELECT * {{ ſERVICE {call} }}",
        f"LOAD <{url}>",
        f"LOAD SILENT <{url}> INTO GRAPH <a:b>",
        f"lo\\u0061d <{url}>",
        f"SELECT * {{}} ; LOAD <{url}>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {call} }}",
        f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ]


class Listener(BaseHTTPRequestHandler):
    hits = 0

    def do_GET(self) -> None:
        type(self).hits += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/turtle")
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Listener.hits = 0
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_no_spelling_of_a_callout_reaches_the_network(pool: QueryPool, listener: str) -> None:
    bare = pyoxigraph.Store()
    bare.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("a:b")] * 3))
    dangerous = 0
    for query in spell_callouts(listener):
        before = Listener.hits
        try:
            result = bare.query(query)
            list(result) if not isinstance(result, pyoxigraph.QueryBoolean) else bool(result)
        except (SyntaxError, OSError, RuntimeError, ValueError):
            pass
        dangerous += Listener.hits > before
    assert dangerous >= 15, "the spellings must be ones that the bare engine follows"
    Listener.hits = 0
    let_through = []
    for query in spell_callouts(listener):
        try:
            check_query(query)
            let_through.append(query)
            pool.run(query)
        except ZhizeError:
            pass
    assert Listener.hits == 0
    assert all("SERVICE" not in query.upper() and "LOAD" not in query.upper() for query in let_through), let_through


def test_a_worker_has_no_network_even_without_the_guard(
    root: Path, listener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.workers.check_query", lambda text: None)
    with QueryPool(root / "current", size=1, limits=SMALL) as pool:
        for query in spell_callouts(listener)[:5]:
            with pytest.raises(ZhizeError):
                pool.run(query.replace("SILENT", ""))
    assert Listener.hits == 0


def test_sockets_are_forbidden_where_namespaces_are_not_allowed() -> None:
    code = (
        "import ctypes, os, socket\n"
        "from graph.confinement import _forbid_sockets\n"
        "assert _forbid_sockets(ctypes.CDLL(None, use_errno=True))\n"
        "for attempt in (socket.socket, lambda: os.execv('/bin/true', ['true'])):\n"
        "    try: attempt()\n"
        "    except PermissionError: print('denied')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.stdout.split() == ["denied", "denied"], run.stderr


def test_small_queries_are_answered_beside_runaways(pool: QueryPool) -> None:
    runaway = threading.Thread(target=refusal, args=(pool, CROSS))
    runaway.start()
    time.sleep(0.1)
    started = time.monotonic()
    for _ in range(20):
        pool.run("ASK {}")
    assert time.monotonic() - started < 0.8
    runaway.join()


def test_more_than_can_wait_is_busy(root: Path) -> None:
    limits = QueryLimits(seconds=1.0, waiting=1, patience=20.0)
    with QueryPool(root / "current", size=1, limits=limits) as pool:
        codes: list[str] = []
        lock = threading.Lock()

        def run() -> None:
            code = refusal(pool, CROSS)
            with lock:
                codes.append(code)

        threads = [threading.Thread(target=run) for _ in range(6)]
        pool.run("ASK {}")
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(set(codes)) == ["query-busy", "query-timeout"]
        assert alive(pool)


def test_a_worker_that_needed_much_memory_is_replaced(root: Path) -> None:
    hungry = "SELECT (STRLEN(?x20) AS ?n) WHERE { BIND('" + "a" * 150 + "' AS ?x0) "
    hungry += " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(20)) + " }"
    with QueryPool(root / "current", size=1, limits=QueryLimits()) as pool:
        pool.run("ASK {}")
        while len(pool.pids()) < 2:
            time.sleep(0.01)
        before = pool.pids()
        for _ in before:
            pool.run("ASK {}")
        assert set(pool.pids()) == set(before)
        for _ in before:
            assert pool.run(hungry, "text/csv").body.split() == [b"n", str(150 << 20).encode()]
        assert not set(before) & set(pool.pids())


def test_a_killed_worker_is_replaced(pool: QueryPool) -> None:
    for pid in pool.pids():
        os.kill(pid, signal.SIGKILL)
    failed = 0
    for _ in range(5):
        try:
            pool.run("ASK {}")
        except ZhizeError as error:
            assert error.code == "query-failed"
            failed += 1
    assert failed <= 3
    assert alive(pool)


def test_no_process_and_no_handle_is_left_behind(root: Path, pool: QueryPool) -> None:
    other = pool  # its workers must not come and go while handles are counted
    while len(other.pids()) < 3:
        other.run("ASK {}")
    handles = len(os.listdir("/proc/self/fd"))
    pool = QueryPool(root / "current", limits=QueryLimits(seconds=0.05))
    pids = set()
    for _ in range(15):
        assert refusal(pool, CROSS) == "query-timeout"
        pids |= set(pool.pids())
    assert len(pool.pids()) <= 3
    pool.close()
    assert len(os.listdir("/proc/self/fd")) <= handles
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_the_pool_moves_to_the_next_snapshot(tmp_path: Path) -> None:
    def publish(n: int) -> Path:
        with Writer(tmp_path) as writer:
            writer.store.replace([document("a", say(A, P, number(n)))])
            return writer.publish({}).path

    def read(pool: QueryPool) -> list[str]:
        return pool.run("SELECT ?o WHERE { ?s ?p ?o }", "text/csv").body.decode().split()[1:]

    first = publish(1)
    with QueryPool(tmp_path / "current") as pool:
        assert read(pool) == ["1"]
        for n in range(2, 6):
            second = publish(n)
        assert read(pool) == ["1"], "what is read stays as it is, and stays there"
        assert first.exists()
        pool.move_to(second)
        assert read(pool) == ["5"]


def test_a_pool_without_a_store_says_what_is_wrong(tmp_path: Path) -> None:
    with QueryPool(tmp_path / "none") as pool:
        assert refusal(pool, "ASK {}") == "store-missing"


def test_workers_end_with_their_server(root: Path) -> None:
    code = (
        "import sys, time; from graph.workers import QueryPool; p = QueryPool(sys.argv[1]); p.run('ASK {}')\n"
        "while len(p.pids()) < 3: time.sleep(0.01)\n"
        "print(*p.pids(), flush=True); time.sleep(60)"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(root / "current")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert server.stdout is not None
    pids = [int(pid) for pid in server.stdout.readline().split()]
    assert len(pids) == 3
    server.kill()
    server.wait()
    server.stdout.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_runs(pid) for pid in pids):
        time.sleep(0.05)
    assert not [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_listener_of_these_tests_can_be_reached(listener: str) -> None:
    with socket.create_connection(("127.0.0.1", int(listener.split(":")[2].strip("/"))), timeout=5):
        pass
    urllib.request.urlopen(listener, timeout=5).close()
    assert Listener.hits == 1
