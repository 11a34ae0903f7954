"""The rules of a hot folder: which files are meant, when one is quiet, when it is looked at, and what is said of it.

Pure: what was seen and the time go in. A file is complete when it is quiet, nobody writes it, it has its end and every
page of it decodes (capture.md, "Hot folder"); the first of these signs is worked out here.
"""

from dataclasses import dataclass, replace
from enum import Enum

from app.domain.errors import Problem

SWEEP_EVERY_S = 1.0
QUIET_S = 0.9
"""Two sweeps that a hint made follow one another at once: so far apart they must be at least."""

EXTENDED_QUIET_S = 3.0
"""PDFs and TIFFs are extended page by page, and look whole in between."""

EXTENDED_QUIET_ON_SHARE_S = 10.0
STUCK_AFTER_S = 600.0
"""A file that stays incomplete for so long is shown."""

REFUSED_TOLD_AFTER_S = 60.0
"""A file that can't be read is told of when nothing has changed about it for so long: it may still be written."""

FIRST_RETRY_S, LAST_RETRY_S = 2.0, 60.0
"""A file that was looked at in vain is looked at again, at growing gaps: not every system tells of every write."""

DONE_NAME, NEEDS_YOU_NAME = "done", "needs you"
SEPARATOR_TEXT = "PATCHT"
"""What the barcode on a separator sheet reads; NAPS2 and Paperless use the same one."""

_SKIPPED_ENDINGS = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart")
_SKIPPED_STARTS = (".", "~$", "~")
_SKIPPED_NAMES = frozenset(("thumbs.db", "desktop.ini"))
_EXTENDED_ENDINGS = (".pdf", ".tif", ".tiff")

INCOMPLETE = Problem(
    "This file stays incomplete",
    "Look whether the program that writes it has ended; scan or save it again if so",
)
STILL_WRITTEN = Problem("This file is still being written", "It is taken when that has ended")
CHANGED_AFTER = Problem(
    "This file was changed after it was taken", "Look whether all of its pages are there; scan the missing ones again"
)
FOLDER_GONE = Problem("The hot folder can't be reached", "Files are taken again as soon as it is back")
NOT_MOVED = Problem(
    "This file was taken, but can't be moved away", "Check that CounterScan may write in the folder; nothing is doubled"
)
NO_RECORD = Problem(
    "No label on a page says whose it is", "Nothing of this file was sent. Look at it and upload it by hand"
)
UNKNOWN_LABEL = Problem(
    "A label on a page is not known to the store", "Nothing of this file was sent. Look at it and upload it by hand"
)


class AfterTaking(Enum):
    """What becomes of the original once its pages are safe; the values are words of settings and command line."""

    MOVE = "move"
    LEAVE = "leave"
    DELETE = "delete"


class FileState(Enum):
    """What became of a file; the values are words of the command line."""

    TAKEN = "taken"
    ALREADY_TAKEN = "already_taken"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    UNSORTED = "unsorted"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as a sweep sees it. `identity` tells it from another that took its name; 0 where nobody can say."""

    name: str
    size_bytes: int
    modified_ns: int
    identity: int = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """A file that lies in the folder, and how it was looked at. Times are on the loop's clock, in seconds."""

    seen: SeenFile
    first_s: float
    same_since_s: float
    same_sweeps: int = 1
    looks: int = 0
    next_look_s: float = 0.0
    state: FileState | None = None
    problem: Problem | None = None
    is_over: bool = False
    """Nothing more is to be done with it, unless it changes."""

    is_told: bool = False


def is_skipped(name: str) -> bool:
    """Is this the name of something that is no document: hidden, or another program's unfinished file?"""
    plain = name.casefold()
    return plain.startswith(_SKIPPED_STARTS) or plain.endswith(_SKIPPED_ENDINGS) or plain in _SKIPPED_NAMES


def seen_again(before: Watched | None, seen: SeenFile, now_s: float) -> Watched:
    """What is known of a file after another sweep. Whatever changes about it makes it a new one, but for its age."""
    if before is None:
        return Watched(seen, now_s, now_s)
    if before.seen != seen:
        return Watched(seen, before.first_s, now_s)
    return replace(before, same_sweeps=before.same_sweeps + 1)


def quiet_needed_s(name: str, *, on_share: bool) -> float:
    """For how long nothing may have changed about a file of this name."""
    if not name.casefold().endswith(_EXTENDED_ENDINGS):
        return QUIET_S
    return EXTENDED_QUIET_ON_SHARE_S if on_share else EXTENDED_QUIET_S


def is_quiet(file: Watched, now_s: float, *, on_share: bool) -> bool:
    """Was it the same in two sweeps, and for as long as its kind needs?"""
    needed_s = quiet_needed_s(file.seen.name, on_share=on_share)
    return file.same_sweeps > 1 and now_s - file.same_since_s >= needed_s


def is_due(file: Watched, now_s: float, *, on_share: bool) -> bool:
    """Is it to be looked at now?"""
    return not file.is_over and file.next_look_s <= now_s and is_quiet(file, now_s, on_share=on_share)


def looked_at(file: Watched, state: FileState, problem: Problem | None, now_s: float) -> Watched:
    """A file after a look that ended so; it is looked at again later."""
    wait_s = min(FIRST_RETRY_S * 2**file.looks, LAST_RETRY_S)
    return replace(file, state=state, problem=problem, looks=file.looks + 1, next_look_s=now_s + wait_s)


def is_stuck(file: Watched, now_s: float) -> bool:
    """Is a person to be shown that it is still there? Also one that never comes to rest."""
    if file.is_over:
        return file.state is FileState.UNREADABLE
    if file.state in (FileState.TAKEN, FileState.ALREADY_TAKEN):
        return file.problem is not None
    if file.state is FileState.UNREADABLE and now_s - file.same_since_s >= REFUSED_TOLD_AFTER_S:
        return True
    return now_s - file.first_s >= STUCK_AFTER_S


def is_at_rest(file: Watched) -> bool:
    """Is all done that can be done about a file that does not change?"""
    return file.is_over or file.looks > 0


def numbered(name: str, number: int) -> str:
    """The name for the `number`-th file (from 1) that comes by the same one: "card.jpg", "card 2.jpg"."""
    if number <= 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem} {number}.{ending}" if dot and stem else f"{name} {number}"
