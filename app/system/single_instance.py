"""One program per outbox: a lock that the operating system holds for as long as we live (reliability.md)."""

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

LOCK_NAME = "in-use.lock"


@dataclass(frozen=True, slots=True)
class Claim:
    """The store folder is ours until `release`, or until this process ends, however it ends."""

    _lock: FileLock

    def release(self) -> None:
        """Give the folder free; a second call does nothing."""
        self._lock.release()


def claim(folder: Path) -> Claim | None:
    """The claim on a store folder, or None where another program has it. The folder must exist.

    Not a file with a process number: those survive a crash and name strangers afterwards.
    """
    # thread_local off: it may be claimed in one thread and given free in another.
    lock = FileLock(folder / LOCK_NAME, thread_local=False, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return Claim(lock)
