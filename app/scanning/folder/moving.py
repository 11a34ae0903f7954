"""What becomes of an original whose pages are safe: moved into a folder beside it, or deleted.

Never is the only copy on its way from one disk to another: there it is copied, flushed, and then taken away.
"""

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path

from app.domain.errors import AppError, FolderGone, Problem
from app.domain.hot_folder import FOLDER_GONE, NOT_MOVED, SeenFile, numbered
from app.scanning.folder.sweep import is_as_seen, seen_of

MAX_OF_ONE_NAME = 100_000
_UNFINISHED = ".part"


def move_away(folder: Path, seen: SeenFile, place: str) -> str | None:
    """Move a file into the folder `place` below; returns its name there, None where it is no longer what was seen.

    A name that is taken gets a number. Raises `AppError` where it can't be moved, `FolderGone` where all is gone.
    """
    source = folder / seen.name
    try:
        if not _is_still(source, seen):
            return None
        target = _free_place(_place_below(folder, place), seen.name)
        try:
            source.rename(target)
        except OSError as failure:
            if failure.errno != errno.EXDEV:
                raise
            _copy_over(source, target)
            source.unlink()
    except OSError as failure:
        raise _in_words(folder, failure) from failure
    return target.name


def delete(folder: Path, seen: SeenFile) -> bool:
    """Delete a file, unless it is no longer what was seen; returns whether it is gone. Raises as `move_away` does."""
    try:
        if not _is_still(folder / seen.name, seen):
            return False
        (folder / seen.name).unlink()
    except OSError as failure:
        raise _in_words(folder, failure) from failure
    return True


def is_as_moved(folder: Path, place: str, name: str, seen: SeenFile) -> bool:
    """Is a file that was moved still what it was, or gone? If not, somebody went on writing it."""
    try:
        now = seen_of(seen.name, os.lstat(folder / place / name))
    except OSError:
        return True
    return now is None or (now.size_bytes, now.modified_ns) == (seen.size_bytes, seen.modified_ns)


def _is_still(path: Path, seen: SeenFile) -> bool:
    try:
        return is_as_seen(seen, os.lstat(path))
    except FileNotFoundError:
        return False


def _place_below(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir(exist_ok=True)
    if not stat.S_ISDIR(os.lstat(place).st_mode):  # a link would lead pages of patients who knows where
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return place


def _free_place(place: Path, name: str) -> Path:
    candidates = (place / numbered(name, number) for number in range(1, MAX_OF_ONE_NAME))
    return next(path for path in candidates if not os.path.lexists(path))


def _copy_over(source: Path, target: Path) -> None:
    descriptor, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=target.parent)
    try:
        with source.open("rb") as original, os.fdopen(descriptor, "wb") as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copystat(source, name)
        Path(name).rename(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _in_words(folder: Path, failure: OSError) -> AppError:
    reason = failure.strerror or type(failure).__name__
    if not folder.is_dir():
        return FolderGone(FOLDER_GONE, reason)
    return AppError(Problem(NOT_MOVED.title, NOT_MOVED.advice, reason))
