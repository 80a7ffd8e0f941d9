"""A process that answers requests over its pipes and can be killed at any moment; the frames both sides speak.

A frame is four bytes of length (big endian), then JSON. A reply's JSON names the length of the body that follows it.
"""

import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from graph.errors import ZhizeError

_ROOT: Final = Path(__file__).resolve().parent.parent
_START_SECONDS: Final = 30.0
_OUT_OF_MEMORY: Final = (b"memory allocation", b"MemoryError", b"bad_alloc", b"Cannot allocate memory")


class Died(Exception):
    """The process is gone."""


class Servant:
    """One process that runs `module`; used by one thread at a time.

    On Linux the process ends with the thread that started it.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self.is_spent = False
        # A clean environment: nothing of the server's secrets, nothing that changes how Python starts.
        environment = {"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]), "LC_ALL": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=environment,
            start_new_session=True,  # a Ctrl-C at the terminal is its master's to handle
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_ready(self) -> dict[str, Any]:
        """The first word of the process; ZhizeError or Died where it cannot serve."""
        reply, _ = self._reply(time.monotonic() + _START_SECONDS)
        return reply

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """The reply and its body; TimeoutError after `seconds`, Died where the request brought the process down."""
        deadline = time.monotonic() + seconds
        text = json.dumps(request).encode()
        assert self._process.stdin is not None
        try:
            data = memoryview(struct.pack(">I", len(text)) + text)
            while data:  # an idle process reads at once, so that this cannot block for long
                data = data[self._process.stdin.write(data) :]
        except OSError:
            raise Died from None
        return self._reply(deadline)

    def _reply(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        (size,) = struct.unpack(">I", self._read(4, deadline))
        reply: dict[str, Any] = json.loads(self._read(size, deadline))
        body = self._read(int(reply.get("size", 0)), deadline)
        # After a request that took much memory the process is not what it was: a fresh one takes its place.
        self.is_spent = bool(reply.get("spent"))
        if "error" in reply:
            raise ZhizeError(reply["error"], **reply["details"])
        return reply, body

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        pieces = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while len(pieces) < size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                piece = os.read(self._process.stdout.fileno(), min(size - len(pieces), 1 << 20))
                if not piece:
                    raise Died
                pieces += piece
        return bytes(pieces)

    def died_of_memory(self) -> bool:
        """Whether a dead process said that memory ran out; ends it where it still lives."""
        self.kill()
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            last_words = self._process.stderr.read()[-4000:]
            return any(sign in last_words for sign in _OUT_OF_MEMORY)
        return False

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Ends the process at once and waits for it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Ends the process and closes its pipes."""
        self.kill()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


class Channel:
    """The servant's side of the pipes: requests on standard input, replies on standard output."""

    def __init__(self) -> None:
        self._requests: BinaryIO = sys.stdin.buffer
        self._replies: BinaryIO = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # nothing but replies on the pipe

    def receive(self) -> dict[str, Any] | None:
        """The next request; None where the master is gone."""
        head = self._requests.read(4)
        if len(head) < 4:
            return None
        request: dict[str, Any] = json.loads(self._requests.read(struct.unpack(">I", head)[0]))
        return request

    def send(self, reply: dict[str, Any], body: bytes = b"") -> None:
        """Send a reply, whose `size` is that of `body`."""
        text = json.dumps(reply).encode()
        self._replies.write(struct.pack(">I", len(text)) + text)
        self._replies.write(body)
        self._replies.flush()


def describe_failure(error: ZhizeError) -> dict[str, Any]:
    """The reply by which the master raises the same error."""
    return {"error": error.code, "details": {name: str(value) for name, value in error.details.items()}, "size": 0}
