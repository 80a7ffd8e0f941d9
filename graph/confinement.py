"""Limits on a process that handles what strangers wrote: memory, time, and on Linux no network and no new program."""

import ctypes
import os
import platform
import resource
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_FILTER: Final = 2
_CLONE_NEWNET: Final = 0x40000000
_CLONE_NEWUSER: Final = 0x10000000
#: machine → audit architecture, numbers of the system calls that open a way out: socket, io_uring_setup, execve(at).
_SYSCALLS: Final = {"x86_64": (0xC000003E, (41, 425, 59, 322)), "aarch64": (0xC00000B7, (198, 425, 221, 281))}


def confine(parent: int, memory: int) -> list[str]:
    """Limits this process and takes the network away from it; returns by which means, as far as they are allowed.

    `memory` is in bytes of address space. The process ends with `parent`. Where the system is not Linux, only what
    POSIX has is limited, and the process ends when its standard input does.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return []  # macOS has no reliable limit of address space
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the call above
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    means = []
    if libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        means.append("namespace")
    if _forbid_sockets(libc):
        means.append("seccomp")
    return means


def limit_cpu(seconds: float) -> None:
    """Ends this process by SIGXCPU after about twice the time limit from now, should nobody else do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def peak_memory() -> int:
    """Bytes, the most that this process ever had resident."""
    try:
        # `ru_maxrss` would count the parent's at the fork, too.
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


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
