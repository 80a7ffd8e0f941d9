"""Stores for the tests of this folder: in memory, on disk, and a real SPARQL server."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.remote import RemoteStore
from graph.store import EmbeddedStore, GraphStore
from tests.graph.samples import HOSPITAL_DOCUMENTS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def start_oxigraph(*options: str) -> Iterator[str]:
    """Address of an Oxigraph server in a process of its own, in memory."""
    beside = Path(sys.executable).with_name("oxigraph")
    binary = str(beside) if beside.exists() else shutil.which("oxigraph")
    if binary is None:
        pytest.skip("no oxigraph server here: pip install oxigraph")
    url = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [binary, "serve", "--bind", url, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{url}/query?query=ASK%7B%7D", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://{url}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[str]:
    """One server for all tests; each of them empties it first."""
    with start_oxigraph() as url:
        yield url


@pytest.fixture(params=["memory", "disk", "server", "server without a union of its own"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    opened: GraphStore
    if request.param == "memory":
        opened = EmbeddedStore.memory()
    elif request.param == "disk":
        opened = EmbeddedStore(tmp_path / "store")
    else:
        remote = RemoteStore(request.getfixturevalue("oxigraph_server"))
        if request.param != "server":
            remote._has_union = False  # as it is found with every server but Oxigraph
        remote.replace((), remote.graphs())
        opened = remote
    yield opened
    opened.close()


@pytest.fixture
def hospital() -> Iterator[EmbeddedStore]:
    """The sample hospital in memory."""
    opened = EmbeddedStore.memory()
    opened.replace(HOSPITAL_DOCUMENTS)
    yield opened
    opened.close()
