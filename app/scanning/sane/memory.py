"""A folder in memory for the pages of one scan: private, gone with the scan, swept after one that died.

`scanimage` can hand pages over as files only, and a page must not lie readable on a disk. The folder's owner holds a
lock on it for its life, which the system takes back however it ends: so nobody mistakes a dead scan's folder for a
living one's, whatever happens to process numbers.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.domain.scan_troubles import ScanFailed, Trouble

PREFIX = "counterscan-scan-"
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - no file is shared there: a folder that only its owner can enter
_MOUNTS = Path("/proc/self/mounts")
_IN_MEMORY = ("tmpfs", "ramfs")
_TRIES = 5  # a sweep may take a folder away between its making and its locking


@contextlib.contextmanager
def memory_folder() -> Iterator[Path]:
    """A new folder in memory for its owner alone; removed at the end. Raises `ScanFailed` where there is none."""
    sweep_leftovers()
    folder, lock = _made()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep_leftovers() -> int:
    """Remove the folders of scans that died; how many there were."""
    count = 0
    for place in _places():
        with contextlib.suppress(OSError):
            count += sum(_swept(folder) for folder in place.glob(f"{PREFIX}*"))
    return count


def _made() -> tuple[Path, int]:
    for place in _places():
        for _ in range(_TRIES):
            try:
                folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
            except OSError:
                break
            lock = _locked(folder)
            if lock is not None:
                return folder, lock
    raise ScanFailed(Trouble.STORAGE_FULL, "no folder in memory can be made")


def _locked(folder: Path) -> int | None:
    """The open folder, locked for us and still there; None where somebody else has it, or took it away."""
    try:
        found = os.open(folder, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with contextlib.suppress(OSError):
        if _is_taken(found):
            mine, there = os.fstat(found), folder.lstat()
            if (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino):
                return found
    os.close(found)
    return None


def _is_taken(folder: int) -> bool:
    """Has the open folder become ours? Raises `OSError` where it is somebody else's."""
    if sys.platform == "win32":
        return False
    else:
        import fcntl  # Windows has none

        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True


def _swept(folder: Path) -> bool:
    """Was it a dead scan's of our own user? Then it is gone now."""
    lock = _locked(folder) if _is_ours(folder) else None
    if lock is None:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)
    return not folder.exists()


def _is_ours(folder: Path) -> bool:
    try:
        return sys.platform != "win32" and folder.lstat().st_uid == os.getuid()
    except OSError:  # somebody else swept it meanwhile
        return False


def _places() -> Iterator[Path]:
    """Where files live in memory and not on a disk, the best first."""
    for name in (_SHARED_MEMORY, os.environ.get("XDG_RUNTIME_DIR", "")):
        place = Path(name)
        if place.is_absolute() and place.is_dir() and _is_in_memory(place.resolve()):
            yield place


def _is_in_memory(place: Path) -> bool:
    """Is the file system that it lies on kept in memory? Containers put all sorts of things at /dev/shm."""
    try:
        lines = [line.split() for line in _MOUNTS.read_text(errors="replace").splitlines()]
    except OSError:
        return False
    mounts = {Path(parts[1]): parts[2] for parts in lines if len(parts) > 2}  # of two at one place the last is seen
    nearest = next((above for above in (place, *place.parents) if above in mounts), None)
    return nearest is not None and mounts[nearest] in _IN_MEMORY
