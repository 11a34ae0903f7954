"""Writing an image that a person asked for into a folder of theirs, under a name that is safe on every system."""

import re
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Problem, StorageFull
from app.domain.names import plain

MAX_SAME_NAMES = 1_000
MAX_STEM_LENGTH = 120
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def safe_file_name(name: str) -> str:
    """A name from DRX as a file name by Windows' rules, which are the strictest (reserved words, odd characters)."""
    name = name.strip().replace("/", " ").replace("\\", " ")
    found = _ENDING.search(name)
    ending = found.group() if found else ""
    stem = plain(name.removesuffix(ending))[:MAX_STEM_LENGTH].strip(" .") or "image"
    safe = f"{stem}{ending}"
    return f"_{safe}" if _RESERVED.match(safe) else safe


def write_image(folder: Path, name: str, content: bytes) -> Path:
    """Write `content` into `folder`, never over another file; returns where it went.

    Raises `StorageFull` with the reason when it can't be written.
    """
    wanted = Path(safe_file_name(name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MAX_SAME_NAMES):
            suffix = "" if number == 1 else f" ({number})"
            target = folder / f"{wanted.stem}{suffix}{wanted.suffix}"
            try:
                file = target.open("xb")
            except FileExistsError:
                continue
            _write(file, target, content)
            return target
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise StorageFull(Problem("The image could not be saved", "Choose another folder", reason)) from failure
    raise StorageFull(Problem("The image could not be saved", "The folder holds too many of that name"))


def _write(file: BinaryIO, target: Path, content: bytes) -> None:
    """All of it or nothing: half of an image would look like one."""
    try:
        with file:
            file.write(content)
    except OSError:
        target.unlink(missing_ok=True)
        raise
