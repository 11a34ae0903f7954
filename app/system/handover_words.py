"""What a later start says to the window that is open: which files, in short, strict JSON, never a pickle."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any  # Any: what JSON can hold

from app.domain.errors import AppError, Problem

MAX_MESSAGE_BYTES = 64 * 1024
MAX_MESSAGES = 64
MAX_FILES = 5_000
TOO_MANY = Problem(f"More than {MAX_FILES} files can't be handed to the window", "Drop their folder into it instead")


def messages_of(files: Sequence[Path]) -> tuple[bytes, ...]:
    """`{"files": [...], "is_last": ...}`, as many as it takes, each within its bound.

    Raises `AppError` for more files than one start may hand over.
    """
    portions: list[list[str]] = [[]]
    room_bytes = MAX_MESSAGE_BYTES - len(_said([], is_last=False))
    left_bytes = room_bytes
    for file in files:
        needed_bytes = len(json.dumps(str(file))) + len(", ")
        if needed_bytes > left_bytes:
            portions.append([])
            left_bytes = room_bytes
        portions[-1].append(str(file))
        left_bytes -= needed_bytes
    messages = tuple(_said(portion, is_last=portion is portions[-1]) for portion in portions)
    if (
        len(files) > MAX_FILES
        or len(messages) > MAX_MESSAGES
        or any(len(said) > MAX_MESSAGE_BYTES for said in messages)
    ):
        raise AppError(TOO_MANY)
    return messages


def message_in(said: bytes) -> tuple[list[Path], bool] | None:
    """The files and whether they are the last; None for anything but exactly that."""
    try:
        found: Any = json.loads(said)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != {"files", "is_last"}:
        return None
    files, is_last = found["files"], found["is_last"]
    if not isinstance(files, list) or not isinstance(is_last, bool):
        return None
    if not all(isinstance(file, str) and "\0" not in file and Path(file).is_absolute() for file in files):
        return None
    return [Path(file) for file in files], is_last


def _said(files: Sequence[str], *, is_last: bool) -> bytes:
    return json.dumps({"files": files, "is_last": is_last}).encode("ascii")  # names that are no text stay what they are
