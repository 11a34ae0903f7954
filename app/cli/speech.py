"""How the command line speaks: JSON or lines on standard output, problems and progress on standard error."""

import json
import sys
from enum import IntEnum

from app.domain.errors import Problem


class Status(IntEnum):
    """Exit statuses, fixed for scripts."""

    DONE = 0
    NEEDS_PERSON = 1
    WRONG_USE = 2
    WAITING = 3


def say(line: str) -> None:
    """A line of the answer, on standard output. Control characters are shown, not obeyed."""
    print(harmless(line), flush=True)


def say_json(document: object) -> None:
    """The whole answer as one JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def complain(problem: Problem, about: str = "") -> None:
    """Name something that needs a person, on standard error."""
    detail = f" ({problem.detail})" if problem.detail else ""
    print(harmless(f"counterscan: {about}{': ' if about else ''}{problem.sentence}{detail}"), file=sys.stderr)


def progress(text: str) -> None:
    """Show how far a long job is, on standard error and only where that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{harmless(text)}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """Text from files and from DRX made safe for a terminal: what is not printable is shown escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
