"""What a process that runs foreign queries may not do, held by the system and not by kng.

No network: an empty network namespace where the system lets one be made (``unshare(2)``), and a
filter of system calls (``seccomp(2)``) that refuses new sockets and new programs. Either is enough
to keep a query at home; both need Linux.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import struct
from pathlib import Path
from typing import Final

_CLONE_NEWUSER: Final = 0x1000_0000
_CLONE_NEWNET: Final = 0x4000_0000
_SET_PDEATHSIG: Final = 1
_SET_SECCOMP: Final = 22
_FILTER_MODE: Final = 2
_SET_NO_NEW_PRIVS: Final = 38

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0000 | 13  # EACCES
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32: Final = 0x4000_0000
_STEP: Final = struct.Struct("HBBI")  # struct sock_filter

# Of each machine: AUDIT_ARCH, and the numbers of socket, execve, execveat, io_uring_setup, ptrace.
_CALLS: Final = {
    "x86_64": (0xC000_003E, (41, 59, 322, 425, 101)),
    "aarch64": (0xC000_00B7, (198, 221, 281, 425, 117)),
}


def without_network() -> tuple[str, ...]:
    """Take the network away from this process and all its children; says by what it is held.

    Nothing where the system offers neither way. Call it before any thread is started.
    """
    held = {"namespace": _empty_namespace, "seccomp": _filter_calls}
    return tuple(name for name, hold in held.items() if hold())


def end_with_parent() -> None:
    """Be killed when the process that started this one is gone, in the middle of a query too."""
    libc = _libc()
    if libc is not None:
        libc.prctl(_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))


def cap_memory(megabytes: int) -> None:
    """Let the address space grow by so much from here on, and write no core file."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + megabytes * 2**20
    _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
    if ceiling != resource.RLIM_INFINITY:
        most = min(most, ceiling)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _empty_namespace() -> bool:
    libc = _libc()
    if libc is None or not hasattr(libc, "unshare"):
        return False
    alone = libc.unshare(_CLONE_NEWNET) == 0
    return alone or bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _filter_calls() -> bool:
    """Install the filter: other architectures and the calls listed are refused, the rest go on."""
    libc = _libc()
    known = _CALLS.get(platform.machine())
    if libc is None or known is None:
        return False
    program = _program(*known)
    code = ctypes.create_string_buffer(program, len(program))
    head = _Program(len(program) // _STEP.size, ctypes.addressof(code))
    if libc.prctl(_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER_MODE), ctypes.byref(head)) == 0)


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Classic BPF over ``struct seccomp_data``; jumps are counted from the next instruction."""
    count = len(calls)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, count + 1, 0, _X32),
        *((_EQUAL, count - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(_STEP.pack(*step) for step in steps)


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("count", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if platform.system() == "Linux" else None
