"""The cage of a worker: what its process may not do from before the first foreign byte until its end.

| | Linux | Windows | macOS |
| --- | --- | --- | --- |
| memory | RLIMIT_AS, smaller for an everyday job | job object | - |
| time | the parent's clock, RLIMIT_CPU behind it | the parent's clock | the parent's clock |
| files, system calls | Landlock, seccomp | - | - |
| programs | seccomp | job object | - |

What a system can't do is told by `doctor`, and stops nothing.
"""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

MEMORY_A_JOB_BYTES = 768 * 1024**2  # above what the worker has before the job
LARGE_MEMORY_BYTES = 2560 * 1024**2  # of addresses, libraries among them: for a picture that needs it, one at a time
CPU_A_JOB_S = 120  # behind the parent's clock, should that stand still
_MAX_FILE_BYTES = 2 * 1024**3  # a result in memory counts as a file
_MAX_OPEN_FILES = 64
_KILL_ON_PARENT_DEATH, _NO_NEW_PRIVILEGES = 1, 38  # of prctl(2)
_CAPABILITY_VERSION, _MAY_READ_ALL = 0x20080522, 1 << 2
_FIRST_TO_DIE = b"1000"
BEHIND_THE_WINDOW = 10
"""Steps that a worker is nicer than the window: with all cores busy a key still has its answer at once."""


class Bound(Enum):
    """One kind of bound; the value is how `doctor` says it."""

    TIME = "time"  # the parent's clock, everywhere
    MEMORY = "memory"
    SYSTEM_CALLS = "system calls"
    FILES = "files"
    PROGRAMS = "programs"


class Cage:
    """What holds in this process, and the room for each job. Made once, by `close_cage`."""

    def __init__(self, bounds: frozenset[Bound], addresses_bytes: Callable[[], int]) -> None:
        self.bounds = bounds
        self._addresses_bytes = addresses_bytes

    def make_room(self, *, is_large: bool) -> None:
        """Before each job: bound its memory by what it may take above what is taken already, and its time."""
        if sys.platform != "linux":
            return
        import resource  # Unix only, and this file is imported on Windows too

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        room = most if is_large else min(most, self._addresses_bytes() + MEMORY_A_JOB_BYTES)
        resource.setrlimit(resource.RLIMIT_AS, (room, most))
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu_s = int(used.ru_utime + used.ru_stime) + CPU_A_JOB_S
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def close_cage(parent_pid: int, memory_bytes: int) -> Cage:
    """Take from this process what it does not need; Ctrl+C is the parent's affair. `memory_bytes` is of addresses."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":  # there the job object says so
        os.nice(BEHIND_THE_WINDOW)
    if sys.platform != "linux":
        return Cage(frozenset(), lambda: 0)
    from app.runtime.landlock import forbid_files  # Linux only, like the next
    from app.runtime.system_calls import forbid_system_calls

    libc = ctypes.CDLL(None)
    libc.prctl(_KILL_ON_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it died before it could be watched
        os._exit(1)
    statistics = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)  # can't be opened any more later
    _die_first()
    _limit_resources(memory_bytes)
    _drop_capabilities(libc)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    bounds = {Bound.MEMORY}
    if forbid_files():
        bounds.add(Bound.FILES)
    if forbid_system_calls():
        bounds |= {Bound.SYSTEM_CALLS, Bound.PROGRAMS}
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    return Cage(frozenset(bounds), lambda: int(os.pread(statistics, 64, 0).split()[0]) * page_bytes)


@dataclass(frozen=True, slots=True)
class OuterCage:
    """What holds a worker from outside; `open` is called once it has ended."""

    bounds: frozenset[Bound]
    open: Callable[[], None]


NO_OUTER_CAGE = OuterCage(frozenset(), lambda: None)


def cage_around(process_handle: int, memory_bytes: int) -> OuterCage:
    """On Windows, where a process can't bound itself: called before the worker has seen a byte."""
    if sys.platform == "win32":
        from app.runtime.job_object import JobObject  # Windows only

        with contextlib.suppress(OSError):  # told by `doctor`
            job = JobObject(process_handle, memory_bytes)
            return OuterCage(frozenset({Bound.MEMORY, Bound.PROGRAMS}), job.close)
    return NO_OUTER_CAGE


def _die_first() -> None:
    """When the machine runs out of memory the system ends a worker, not the window or the browser beside it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_bytes(_FIRST_TO_DIE)


def _limit_resources(memory_bytes: int) -> None:
    import resource  # Unix only

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a patient's page
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_FILE_BYTES, _MAX_FILE_BYTES))
    files = min(_MAX_OPEN_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    """An administrator's worker is no administrator: it could raise every limit again.

    It keeps the right to read what others own, as far as Landlock lets it: the program may lie in somebody's home.
    """
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)(_MAY_READ_ALL, _MAY_READ_ALL))
