"""Reading a file of a hot folder: all of it, and only as the sweeps saw it."""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import Problem, UnreadableFile
from app.domain.hot_folder import SeenFile
from app.scanning.folder.sweep import is_as_seen
from app.scanning.folder.writers import OPEN_FLAGS, can_be_had_alone, is_being_written

MAX_FILE_BYTES = 300_000_000
"""As large as a file may be (imaging.md, "Safety")."""

_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class StillFile:
    """A file that lay still while it was read: its bytes, their SHA-256, and when it was changed last (UTC)."""

    seen: SeenFile
    content: bytes
    sha256: str
    modified: datetime


def read_still(folder: Path, seen: SeenFile) -> StillFile | None:
    """The file, or None where somebody writes it, it is gone, or it is no longer what the sweep saw.

    Raises `UnreadableFile` where it is too large, or not ours to read. Blocks as long as the disk does.
    """
    if seen.size_bytes > MAX_FILE_BYTES:
        raise UnreadableFile(
            Problem(f"This file is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Split it, or scan it again")
        )
    path = folder / seen.name
    if not can_be_had_alone(path):
        return None
    try:
        descriptor = os.open(path, OPEN_FLAGS)
    except FileNotFoundError:
        return None
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise UnreadableFile(Problem("This file can't be opened", "Check that you may read it", reason)) from failure
    try:
        with os.fdopen(descriptor, "rb") as file:
            if not is_as_seen(seen, os.fstat(descriptor)) or is_being_written(descriptor):
                return None
            content = file.read(seen.size_bytes + 1)
            if not is_as_seen(seen, os.fstat(descriptor)) or len(content) != seen.size_bytes:
                return None
    except OSError:
        return None  # a share that went away meanwhile
    return StillFile(seen, content, hashlib.sha256(content).hexdigest(), _moment(seen.modified_ns))


def _moment(modified_ns: int) -> datetime:
    """A time that no calendar has (a camera's, a damaged disk's) is taken for 1970."""
    try:
        return datetime.fromtimestamp(modified_ns / _NANOSECONDS, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
