"""Writing so that a power cut takes nothing back: flush the file, rename it into place, flush its folder."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.domain.errors import AppError, Problem, StorageFull, StoreDamaged

if sys.platform == "darwin":
    import fcntl

UNFINISHED = ".part"
"""How the name of a file ends while it is being written; one that is left over was never acknowledged."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What a disk without room, or a person's share of it that is used up, says."""

STORAGE_FULL = Problem("The disk is full", "Free some space; nothing that is queued is lost")


def flush_file(descriptor: int) -> None:
    """Returns when the disk itself has the file. On macOS only F_FULLFSYNC empties the drive's own cache."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):  # some network disks do not know it: the plain flush has to do
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Returns when the disk has the folder's list of names. Windows can't: there the rename is written through."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flush_file(descriptor)
        finally:
            os.close(descriptor)


def write_file(target: Path, parts: Iterable[bytes], *, durable: bool = True) -> None:
    """Puts a file of these bytes at `target`, whole or not at all, readable by its owner alone.

    The bytes go to an unfinished file in the same folder first. Where `durable`, a power cut right after the return
    takes nothing back. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(suffix=UNFINISHED, dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in parts:
                file.write(part)
            if durable:
                file.flush()
                flush_file(file.fileno())
        _move_into_place(unfinished, target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    if durable:
        flush_folder(target.parent)


def _move_into_place(unfinished: Path, target: Path) -> None:
    if sys.platform == "win32":
        import ctypes  # exists with `windll` on Windows only

        replace_existing, write_through = 0x1, 0x8
        move = ctypes.WinDLL("kernel32", use_last_error=True).MoveFileExW
        move.argtypes = (ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32)
        if not move(str(unfinished), str(target), replace_existing | write_through):
            raise ctypes.WinError(ctypes.get_last_error())
    else:
        unfinished.replace(target)


@contextlib.contextmanager
def disk_errors_in_words() -> Iterator[None]:
    """Turns every OSError inside into StorageFull or StoreDamaged."""
    try:
        yield
    except OSError as error:
        raise disk_error(error) from error


def disk_error(error: OSError) -> AppError:
    """The same failure in words; the path stays out, because it may name a person."""
    if error.errno in FULL:
        return StorageFull(STORAGE_FULL)
    return StoreDamaged(
        Problem(
            "The pages kept on this computer can't be read or written",
            "Check that the disk is there and that you may use its folder",
            f"{type(error).__name__}: {error.strerror}",
        )
    )
