"""Jobs for the darkroom's tests: each does one thing that a decoder might do to its process."""

import os
import signal
import sys
import threading

from app.domain.errors import Problem, UnreadableFile


def length(source: bytes) -> int:
    """How many bytes arrived."""
    return len(source)


def echo(source: bytes) -> bytes:
    """The same bytes back."""
    return source


def process_id(source: bytes) -> int:
    """Which worker did it."""
    return os.getpid()


def has_libvips(source: bytes) -> bool:
    """Has this worker loaded it, and could it?"""
    return sys.modules.get("_libvips") is not None


def crash(source: bytes) -> None:
    """Die as a decoder with a bad pointer does."""
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


def hang(source: bytes) -> None:
    """Never come back; the worker's number goes to standard error, the only line out of its cage."""
    os.write(2, f"{os.getpid()}\n".encode())
    threading.Event().wait()


def refuse(source: bytes) -> None:
    """Refuse in our own words."""
    raise UnreadableFile(Problem("This picture is damaged", "Scan it again", "on purpose"))


def stumble(source: bytes) -> None:
    """Raise what no decoder should."""
    raise ZeroDivisionError("the patient's name")


def swallow_memory(source: bytes) -> int:
    """Ask for more memory than there is leave for."""
    return len(bytearray(64 * 1024**3))


def core_file_bytes(source: bytes) -> int:
    """How large a core file may become."""
    import resource  # Unix only

    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def modules(source: bytes) -> list[str]:
    """What the worker has imported."""
    return sorted(sys.modules)


def unpicklable(source: bytes) -> object:
    """Something that can't travel."""
    return threading.Lock()


def segfault(source: bytes) -> None:
    """Ring, then die of one's own."""
    os.write(2, f"{os.getpid()}\n".encode())
    os.kill(os.getpid(), signal.SIGSEGV)
