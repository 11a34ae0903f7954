"""Writing an image that a person asked for into a folder of theirs, under a name that is safe on every system."""

import re
import secrets
from pathlib import Path

from app.domain.errors import Problem, StorageFull
from app.domain.names import plain
from app.store.durable import UNFINISHED, flush_file, flush_folder

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

    It gets its name once all of it is on the disk: half of an image would look like one. Raises `StorageFull` with the
    reason when it can't be written.
    """
    wanted = Path(safe_file_name(name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{secrets.token_hex(8)}{UNFINISHED}"
        try:
            _write(unfinished, content)
            for number in range(1, MAX_SAME_NAMES):
                suffix = "" if number == 1 else f" ({number})"
                target = folder / f"{wanted.stem}{suffix}{wanted.suffix}"
                if _named(unfinished, target):
                    flush_folder(folder)
                    return target
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise StorageFull(Problem("The image could not be saved", "Choose another folder", reason)) from failure
    raise StorageFull(Problem("The image could not be saved", "The folder holds too many of that name"))


def try_folder(folder: Path) -> None:
    """Make the folder and write into it: before a sheet goes through that would be lost. Raises `StorageFull`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".{secrets.token_hex(8)}{UNFINISHED}"
        try:
            _write(trial, b"")
        finally:
            trial.unlink(missing_ok=True)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise StorageFull(Problem("Nothing can be saved in this folder", "Name another folder", reason)) from failure


def _write(unfinished: Path, content: bytes) -> None:
    with unfinished.open("xb") as file:
        file.write(content)
        file.flush()
        flush_file(file.fileno())


def _named(unfinished: Path, target: Path) -> bool:
    """Give it this name, unless another file has it: False then."""
    try:
        target.hardlink_to(unfinished)
        return True
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links: a stick, some shares
        if target.exists():
            return False
        unfinished.rename(target)  # Windows refuses where the name was taken meanwhile
        return True
