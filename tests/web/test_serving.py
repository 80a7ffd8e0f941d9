"""The server as a process: says its address, answers, stops cleanly."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.web.program import is_one_chinese_line, start


@pytest.fixture
def serving(built_store: str) -> "Callable[..., tuple[subprocess.Popen[bytes], str]]":
    """Starts a server on a free port; the process and its address."""

    def begin(*arguments: str) -> "tuple[subprocess.Popen[bytes], str]":
        process = start("serve", "--store", built_store, "--port", "0", *arguments)
        assert process.stdout
        line = process.stdout.readline().decode()
        assert "http://" in line, process.stderr.read().decode() if process.stderr else ""
        return process, "http://" + line.partition("http://")[2].partition("（")[0]

    return begin


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serve_says_its_address_answers_and_stops_cleanly(
    serving: "Callable[..., tuple[subprocess.Popen[bytes], str]]", stop: signal.Signals
) -> None:
    process, address = serving()
    with urllib.request.urlopen(address + "/healthz", timeout=20) as response:
        assert response.status == 200
    began = time.monotonic()
    process.send_signal(stop)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - began < 10
    assert b"Traceback" not in errors


def test_a_taken_port_is_said_in_one_line(
    serving: "Callable[..., tuple[subprocess.Popen[bytes], str]]", built_store: str
) -> None:
    process, address = serving()
    try:
        second = start("serve", "--store", built_store, "--port", address.rpartition(":")[2])
        _, errors = second.communicate(timeout=30)
        assert second.returncode == 1
        assert is_one_chinese_line(errors.decode())
        assert "--port" in errors.decode()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_what_was_passed_on_by_a_proxy_is_told_from_what_came_from_here(
    serving: "Callable[..., tuple[subprocess.Popen[bytes], str]]",
) -> None:
    """The table of opinions goes to this machine alone, to which everything behind a proxy seems to belong."""
    process, address = serving()
    try:
        with urllib.request.urlopen(f"{address}/feedback.csv", timeout=20) as response:
            assert response.status == 200
        request = urllib.request.Request(f"{address}/feedback.csv", headers={"X-Forwarded-For": "203.0.113.9"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)
        assert refused.value.code == 403
        assert "只能在服务器本机上下载" in refused.value.read().decode()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_what_the_server_refuses_itself_is_said_as_everything_else(
    serving: "Callable[..., tuple[subprocess.Popen[bytes], str]]",
) -> None:
    """A body too long, broken headers: JSON for programs, a page for people, in their language, with all headers."""
    process, address = serving()
    try:
        place = urlsplit(address)
        asked = b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n%s\r\n"
        for head, status, word in (
            (asked % b"", b"413", "内容太长了"),
            (asked % b"Accept: text/html\r\nAccept-Language: en\r\n", b"413", '<html lang="en">'),
            (asked % b"Accept: text/html\r\n", b"413", '<html lang="zh-Hans">'),
            (b"GET / HTTP/1.1\r\nbroken header\r\n\r\n", b"400", "请求的格式不对"),
        ):
            with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
                connection.sendall(head)
                got = b"".join(iter(lambda: connection.recv(65536), b""))
            assert got.split()[1] == status and word in got.decode(), got
            assert b"Content-Security-Policy" in got
    finally:
        process.terminate()
        process.communicate(timeout=20)
