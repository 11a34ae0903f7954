"""The reserve: room on the disk that is held back, so that a full disk never stops what is queued from leaving.

A page may leave only after its intent is written down, and a full disk can't take even that. So a file of a fixed size
lies beside the database and is given up when the disk fills: what is queued moves on in its room. New pages never do,
they are refused until the reserve could be laid again. What can't be helped: another program that takes the room in the
moment between the giving up and our writing.
"""

import os
import secrets
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.domain.errors import StorageFull
from app.store.durable import FULL, STORAGE_FULL, UNFINISHED, disk_error, flush_file, flush_folder

RESERVE_NAME = "reserve"
RESERVE_BYTES = 32_000_000
"""Room for the write-ahead log at its usual size (4 MB) and for all moves and journal rows of some 10,000 entries."""

ROOM_LEFT_TIMES = 1
"""So many times its own size must stay free once the reserve is laid: it never takes the last of the space."""

CHUNK_BYTES = 1_000_000
Result = TypeVar("Result")


class Reserve:
    """A really allocated file of `size_bytes` in a folder; 0 means none. Used by one thread."""

    def __init__(self, folder: Path, size_bytes: int = RESERVE_BYTES) -> None:
        """Looks at what is there and changes nothing. Raises StoreDamaged where the folder can't be read."""
        self._path = folder / RESERVE_NAME
        self._size_bytes = size_bytes
        self._is_whole = size_bytes == 0 or _is_allocated(self._path, size_bytes)

    @property
    def is_whole(self) -> bool:
        """Is it there, as far as this program knows?"""
        return self._is_whole

    def ensure(self) -> bool:
        """Lays the reserve where there is room for it and as much again; returns whether it is there now.

        Raises StoreDamaged where the disk fails in another way than being full.
        """
        if not self._is_whole:
            self._is_whole = self._lay()
        return self._is_whole

    def release(self) -> bool:
        """Gives the room back to the disk; False where there was nothing to give. Raises StoreDamaged."""
        had_any = self._size_bytes > 0 and self._path.exists()
        self._is_whole = self._size_bytes == 0
        if had_any:
            try:
                self._path.unlink()
            except OSError as error:
                raise disk_error(error) from error
        return had_any

    def even_when_full(self, act: Callable[[], Result]) -> Result:
        """Does `act`; where the disk is full, gives the reserve up and does it once more. `act` must allow that."""
        try:
            return act()
        except StorageFull:
            if not self.release():
                raise
        return act()

    def refuse_new(self) -> None:
        """Raises StorageFull while the reserve is given up and can't be laid again: its room is for what is queued."""
        if not self.ensure():
            raise StorageFull(STORAGE_FULL)

    def _lay(self) -> bool:
        unfinished = self._path.with_suffix(UNFINISHED)
        try:
            unfinished.unlink(missing_ok=True)
            free_bytes = shutil.disk_usage(self._path.parent).free + _size_on_disk(self._path)
            if free_bytes < self._size_bytes * (1 + ROOM_LEFT_TIMES):
                return False
            self._path.unlink(missing_ok=True)  # one of another size, or one that a copy made hollow
            try:
                _allocate(unfinished, self._size_bytes)
                unfinished.replace(self._path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
            flush_folder(self._path.parent)
        except OSError as error:
            if error.errno in FULL:
                return False
            raise disk_error(error) from error
        return True


def _allocate(path: Path, size_bytes: int) -> None:
    """Makes a file whose blocks are its own, not a promise: `truncate` alone would make a hollow one."""
    with path.open("wb") as file:
        if sys.platform == "linux":
            try:
                os.posix_fallocate(file.fileno(), 0, size_bytes)
            except OSError as error:
                if error.errno in FULL:
                    raise
                _fill(file.write, size_bytes)  # a file system that does not know it
        else:
            _fill(file.write, size_bytes)
        file.flush()
        flush_file(file.fileno())


def _fill(write: Callable[[bytes], int], size_bytes: int) -> None:
    """Random bytes, the same chunk again and again: a disk that compresses would keep zeroes in no room at all."""
    chunk = secrets.token_bytes(min(CHUNK_BYTES, size_bytes))
    for start in range(0, size_bytes, CHUNK_BYTES):
        write(chunk[: size_bytes - start])


def _is_allocated(path: Path, size_bytes: int) -> bool:
    """Half its blocks are enough to tell a real file from a hollow copy; disks count blocks in their own ways."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk_error(error) from error
    return status.st_size == size_bytes and _size_on_disk(path) >= size_bytes // 2


def _size_on_disk(path: Path) -> int:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0
    if sys.platform == "win32":  # it does not count blocks
        return status.st_size
    else:
        return status.st_blocks * 512
