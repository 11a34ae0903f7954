"""Jobs that try what no decoder needs; each tells how the system answered: "done", or the name of the error."""

import ctypes
import errno
import gc
import os
import pickle
import resource
import signal
import socket
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from app.domain.errors import Problem, UnreadableFile

_ATTACH, _IO_URING_SETUP, _CLONE3 = 16, 425, 435
_LIBC = ctypes.CDLL(None, use_errno=True)


def attempts(source: bytes, existing: str) -> dict[str, str]:
    """Everything forbidden, one after the other; `existing` is a file that belongs to somebody."""
    file = Path(existing)
    tries: dict[str, Callable[[], object]] = {
        "read a file": file.read_bytes,
        "look into a folder": lambda: list(file.parent.iterdir()),
        "write a file": lambda: file.with_name("new").write_bytes(b"x"),
        "make a folder": lambda: file.with_name("folder").mkdir(),
        "rename a file": lambda: file.rename(file.with_name("renamed")),
        "unlink a file": file.unlink,
        "link a file": lambda: file.with_name("link").symlink_to(file),
        "write shared memory": lambda: Path("/dev/shm/counterscan-forbidden").write_bytes(b"x"),
        "read the window's memory": lambda: Path(f"/proc/{os.getppid()}/mem").read_bytes(),
        "read the window's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "open a connection": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "open a socket": lambda: socket.socket(socket.AF_UNIX),
        "open a pair of sockets": socket.socketpair,
        "start a program": lambda: os.execv("/bin/true", ["true"]),
        "start a process": _fork,
        "start a program beside it": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "trace the window": lambda: _asked(_LIBC.ptrace(_ATTACH, os.getppid(), 0, 0)),
        "kill the window": lambda: os.kill(os.getppid(), 0),
        "kill the group": lambda: os.kill(0, 0),
        "limit the window": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0)),
        "raise the memory": lambda: _raised(resource.RLIMIT_AS),
        "raise the file size": lambda: _raised(resource.RLIMIT_FSIZE),
        "leave a core file": lambda: _raised(resource.RLIMIT_CORE),
        "open many files": lambda: [os.dup(0) for _ in range(4096)],
        "ask the kernel's rings": lambda: _asked(_LIBC.syscall(_IO_URING_SETUP, 1, 0)),
        "make a process the new way": lambda: _asked(_LIBC.syscall(_CLONE3, 0, 0)),
        "read another's key": lambda: _asked(_LIBC.syscall(248, 0, 0, 0, 0, 0)),
    }
    return {name: _answer_to(attempt) for name, attempt in tries.items()}


def _answer_to(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    except ValueError as error:  # how `resource` says EPERM
        return type(error).__name__
    return "done"


def _asked(outcome: int) -> None:
    if outcome < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _raised(kind: int) -> None:
    resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def threads_sum(source: bytes) -> int:
    """What is allowed: threads, which decoders start."""
    sums: list[int] = []
    threads = [threading.Thread(target=sums.append, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(sums)


def everyday_room_bytes(source: bytes) -> int:
    """How many bytes this job may take besides what the worker has."""
    taken = int(os.pread(_statistics(), 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrlimit(resource.RLIMIT_AS)[0] - taken


def _statistics() -> int:
    """The worker's own descriptor of its statistics: no other may be opened."""
    return next(number for number in range(3, 64) if _is_statistics(number))


def _is_statistics(number: int) -> bool:
    try:
        return len(os.pread(number, 64, 0).split()) == 7
    except OSError:
        return False


def processor_time_s(source: bytes) -> int:
    """How long this job may compute, should the parent's clock stand still."""
    return resource.getrlimit(resource.RLIMIT_CPU)[0]


def needs_a_large_room(source: bytes) -> str:
    """Fails as a C library does whose memory runs out, unless it gets all there is."""
    small, large = resource.getrlimit(resource.RLIMIT_AS)
    if small < large:
        raise UnreadableFile(Problem("This picture is damaged"))
    return "enough"


class Forged:
    """A value that calls `os.kill` on whoever unpickles it."""

    def __init__(self, victim: int) -> None:
        self._victim = victim

    def __reduce__(self) -> tuple[Callable[[int, int], None], tuple[int, int]]:
        return os.kill, (self._victim, signal.SIGKILL)


def forge(source: bytes) -> None:
    """Write into the pipe what a worker that was taken over would write, and wait."""
    letter = pickle.dumps((Forged(os.getppid()), None))
    for pipe in [thing for thing in gc.get_objects() if isinstance(thing, Connection)]:
        pipe.send_bytes(b"\0" + letter)
    threading.Event().wait()
