"""How the command line speaks: JSON or lines on standard output, problems and progress on standard error."""

import errno
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TextIO  # Any: what JSON can hold

from app.domain.errors import AppError, Problem

READER_IS_GONE = (errno.EPIPE, errno.EINVAL)
"""`counterscan … | head` ends before we do; Windows calls that an invalid argument."""


class Status(IntEnum):
    """Exit statuses, fixed for scripts (cli.md)."""

    DONE = 0
    NEEDS_PERSON = 1
    WRONG_USE = 2
    WAITING = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say at its end: one JSON document, or the same as lines for a person."""

    status: Status
    document: Mapping[str, Any]
    lines: Sequence[str] = ()


def speak(answer: Answer, *, as_json: bool) -> None:
    """Put the answer on standard output. Raises `AppError` where it can't be written for lack of room."""
    end_progress()
    if as_json:
        # Escaped to ASCII: it stays JSON whatever encoding the console or the pipe has.
        _write(sys.stdout, json.dumps(answer.document, indent=2))
        return
    for line in answer.lines:
        say(line)


def say(line: str) -> None:
    """A line on standard output, at once. Control characters are shown, not obeyed."""
    _write(sys.stdout, harmless(line))


def complain(problem: Problem, about: str = "") -> None:
    """Name something that needs a person in one line on standard error."""
    end_progress()
    detail = f" ({problem.detail})" if problem.detail else ""
    try:
        _write(sys.stderr, harmless(f"counterscan: {about}{': ' if about else ''}{problem.sentence}{detail}"))
    except AppError:
        return  # there is nowhere left to say it


def progress(text: str) -> None:
    """Show how far a long job is, on standard error and only where that is a terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        columns = shutil.get_terminal_size().columns
        print(f"\r\033[K{harmless(text)[: columns - 1]}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    """Clear the line of progress."""
    if sys.stderr is not None and sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """Text from files and from DRX made safe for a terminal: what is not printable is shown escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _write(stream: TextIO | None, line: str) -> None:
    """Write and flush a line; a reader that has gone is no failure of ours."""
    if stream is None:  # a program without a console
        return
    encoding = stream.encoding or "utf-8"
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        line = line.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except OSError as failure:
        _turn_away(stream)
        if failure.errno not in READER_IS_GONE:
            problem = Problem("The answer could not be written", "Make room where it goes", failure.strerror or "")
            raise AppError(problem) from failure


def _turn_away(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, or Python complains about it as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
