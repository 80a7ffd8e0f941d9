"""A query worker: one process that answers a stranger's queries on one snapshot, without network, within limits.

    python -m graph.worker_main STORE_FOLDER PARENT_PID MEMORY_BYTES SECONDS ROWS BYTES

Requests on standard input and replies on standard output are frames: four bytes of length (big endian), then JSON; a
reply's JSON names the length of the body that follows it. The first reply tells that the worker is ready.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO, Final

from graph.errors import ZhizeError
from graph.results import Limits
from graph.store import EmbeddedStore

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_FILTER: Final = 2
_CLONE_NEWNET: Final = 0x40000000
_CLONE_NEWUSER: Final = 0x10000000
#: machine → audit architecture, numbers of the system calls that open a way out: socket, io_uring_setup, execve(at).
_SYSCALLS: Final = {"x86_64": (0xC000003E, (41, 425, 59, 322)), "aarch64": (0xC00000B7, (198, 425, 221, 281))}


def main(arguments: list[str]) -> None:
    """Serves until standard input ends."""
    folder, parent, memory, seconds, rows, size = arguments
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but replies on the pipe
    isolated = confine(int(parent), int(memory))
    try:
        store = EmbeddedStore(folder, read_only=True)
    except ZhizeError as error:
        _send(replies, _failure(error))
        return
    _send(replies, {"ready": True, "isolated": isolated})
    limits = Limits(int(rows), int(size))
    at_start = _peak_memory()
    while (request := _receive(requests)) is not None:
        _limit_cpu(float(seconds))
        reply, body = answer(store, request, limits)
        reply["spent"] = _peak_memory() - at_start > int(memory) // 8
        _send(replies, reply, body)


def answer(store: EmbeddedStore, request: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The reply to one request, and the body that follows it."""
    try:
        result = store.answer(request["query"], request["media_type"], limits)
    except ZhizeError as error:
        return _failure(error), b""
    except MemoryError:
        return _failure(ZhizeError("query-memory")), b""
    except (ValueError, OSError, RuntimeError) as error:
        return _failure(ZhizeError("query-refused", detail=f"{type(error).__name__}: {error}"[:300])), b""
    if len(result.body) > 2 * limits.bytes:  # markup outweighs the data: what was counted was the data
        return _failure(ZhizeError("query-memory")), b""
    reply = {
        "media_type": result.media_type,
        "kind": result.kind,
        "rows": result.rows,
        "truncated": result.truncated,
        "size": len(result.body),
    }
    return reply, result.body


def confine(parent: int, memory: int) -> list[str]:
    """Limits this process and takes the network away from it; returns by which means, as far as they are allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the call above
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    means = []
    if libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        means.append("namespace")
    if _forbid_sockets(libc):
        means.append("seccomp")
    return means


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def _forbid_sockets(libc: ctypes.CDLL) -> bool:
    """A seccomp filter under which new sockets and programs fail with EPERM; needs no privilege. See seccomp(2)."""
    if platform.machine() not in _SYSCALLS:
        return False
    architecture, numbers = _SYSCALLS[platform.machine()]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    deny, allow, foreign = 0x00050001, 0x7FFF0000, 0x80000000
    steps = [(load, 0, 0, 4), (equal, 1, 0, architecture), (give, 0, 0, foreign), (load, 0, 0, 0)]
    steps.append((at_least, len(numbers) + 1, 0, 0x40000000))  # the x32 numbering of x86-64
    steps += [(equal, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    steps += [(give, 0, 0, allow), (give, 0, 0, deny)]
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), instructions)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, ctypes.byref(program), 0, 0) == 0)


def _peak_memory() -> int:
    """Bytes, the most that this process ever had resident; `ru_maxrss` would count the parent's at the fork, too."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)


def _limit_cpu(seconds: float) -> None:
    """Ends this process by SIGXCPU after about twice the time limit, should nobody else do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _failure(error: ZhizeError) -> dict[str, Any]:
    return {"error": error.code, "details": {name: str(value) for name, value in error.details.items()}, "size": 0}


def _receive(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    request: dict[str, Any] = json.loads(stream.read(struct.unpack(">I", head)[0]))
    return request


def _send(stream: BinaryIO, reply: dict[str, Any], body: bytes = b"") -> None:
    text = json.dumps(reply).encode()
    stream.write(struct.pack(">I", len(text)) + text)
    stream.write(body)
    stream.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
