"""One sweep over a hot folder: the truth about what lies in it, on shares too, where no system tells of changes."""

import os
import stat
from dataclasses import replace
from pathlib import Path

from app.domain.errors import FolderGone
from app.domain.hot_folder import FOLDER_GONE, SeenFile, is_skipped

MAX_FILES = 20_000
"""Of one sweep; what lies beyond has its turn once those before it have been moved."""

_REPARSE_POINT = 0x400  # FILE_ATTRIBUTE_REPARSE_POINT: links, junctions, and files that are only in a cloud


def sweep(folder: Path, *, on_share: bool = False) -> tuple[SeenFile, ...]:
    """The files in a folder by their names, none in folders below it, none through a link, none that are empty.

    On a share they have no identity: some give a file another number each time that they are asked. Raises
    `FolderGone` where the folder can't be looked into. Blocks as long as the disk does.
    """
    try:
        with os.scandir(folder) as entries:
            named = sorted((entry for entry in entries if not is_skipped(entry.name)), key=lambda entry: entry.name)
            found = [seen for entry in named if (seen := _seen(entry)) is not None]
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise FolderGone(FOLDER_GONE, reason) from failure
    return tuple(replace(seen, identity=0) if on_share else seen for seen in found[:MAX_FILES])


def _seen(entry: "os.DirEntry[str]") -> SeenFile | None:
    try:
        status = entry.stat(follow_symlinks=False)
        if os.name == "nt":  # a listing may tell of sizes and times that are long over while the file is open
            status = os.lstat(entry.path)
    except OSError:
        return None  # gone in between, or not ours to look at: the next sweep tells
    return seen_of(entry.name, status)


def seen_of(name: str, status: os.stat_result) -> SeenFile | None:
    """What a sweep notes of a file; None for what is no plain file, and for an empty one."""
    if not stat.S_ISREG(status.st_mode) or getattr(status, "st_file_attributes", 0) & _REPARSE_POINT:
        return None
    return SeenFile(name, status.st_size, status.st_mtime_ns, status.st_ino) if status.st_size else None


def is_as_seen(seen: SeenFile, status: os.stat_result) -> bool:
    """Is a file still what a sweep saw?"""
    now = seen_of(seen.name, status)
    return now is not None and seen in (now, replace(now, identity=0))
