"""The store folder that this program holds, and how a start learns whether it is the first one there.

A window holds a folder from before it is built until it closes or moves to another store (real or practice), with a
letterbox for later starts; a command holds it without one.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from app.system.handover import ANSWER_WAIT_S, Letterbox, Reply, Take, clear, hand_over
from app.system.single_instance import Claim, claim

MAX_KEPT = 128
RETRY_S = 0.05

log = logging.getLogger(__name__)


class Standing(Enum):
    """What a start of the window found out about itself."""

    FIRST = "first"
    HANDED_OVER = "handed over"
    UNANSWERED = "unanswered"


class Premises:
    """Holds one folder at a time, claimed by the lock. One thread at a time calls it; `take` makes it a window's."""

    def __init__(self, take: Take | None = None) -> None:
        self._take = take
        self._folder: Path | None = None
        self._claim: Claim | None = None
        self._letterbox: Letterbox | None = None

    def hold(self, folder: Path) -> bool:
        """Hold this folder from now on, and no other; False where another program has it. The folder must exist."""
        if self._folder == folder:
            return True
        claimed = claim(folder)
        self.leave()
        if claimed is None:
            return False
        self._claim, self._folder = claimed, folder
        if self._take is None:
            clear(folder)
        else:
            try:
                self._letterbox = Letterbox(folder, self._take)
            except OSError as failure:  # a window without one works; later starts say that it does not answer
                log.warning("no letterbox: %s", type(failure).__name__)
        return True

    def close_letterbox(self) -> None:
        """Take nothing from later starts any more, for the rest of our life: the window has closed."""
        self._take = None
        if self._letterbox is not None:
            self._letterbox.close()
            self._letterbox = None

    def leave(self) -> None:
        """Give the folder free; a second call does nothing."""
        if self._letterbox is not None:  # before the lock goes: the next holder hangs up its own
            self._letterbox.close()
        if self._claim is not None:
            self._claim.release()
        self._folder = self._claim = self._letterbox = None


def arrive(premises: Premises, folder: Path, files: Sequence[Path], wait_s: float = ANSWER_WAIT_S) -> Standing:
    """Hold the folder, or hand the files (absolute paths) to the window that does; within `wait_s`.

    The lock is tried again between the attempts, so that a window that is just closing makes room for the next. Raises
    `AppError` for too many files, OSError where the folder can't be used.
    """
    deadline_s = time.monotonic() + wait_s
    while True:
        if premises.hold(folder):
            return Standing.FIRST
        left_s = deadline_s - time.monotonic()
        reply = hand_over(folder, files, left_s) if left_s > 0 else Reply.UNSURE
        if reply is not Reply.NOBODY:
            return Standing.HANDED_OVER if reply is Reply.TAKEN else Standing.UNANSWERED
        time.sleep(RETRY_S)  # nothing tells when a window that starts or closes is done with it


class Reception:
    """Keeps what is handed over while the window is being built, then passes it on. From any thread."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._kept: list[tuple[Path, ...]] = []
        self._pass_on: Callable[[tuple[Path, ...]], None] | None = None

    def take(self, files: tuple[Path, ...]) -> bool:
        """Pass these files on, now or when somebody attends; False where too many starts wait already."""
        with self._gate:
            if self._pass_on is not None:
                self._pass_on(files)
            elif len(self._kept) >= MAX_KEPT:
                return False
            else:
                self._kept.append(files)
        return True

    def attend(self, pass_on: Callable[[tuple[Path, ...]], None]) -> None:
        """Have `pass_on` called for what was kept and for all that comes; it must return at once."""
        with self._gate:
            self._pass_on = pass_on
            for files in self._kept:
                pass_on(files)
            self._kept.clear()
