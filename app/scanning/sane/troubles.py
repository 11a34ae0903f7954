"""What `scanimage` means when it ends: its exit code is SANE's status, but not always (capture.md). Pure."""

import re
import signal
from enum import IntEnum

from app.domain.scan_troubles import Trouble


class Status(IntEnum):
    """SANE's status codes (SANE standard 1.06, 4.2.7), which `scanimage` ends with."""

    GOOD = 0
    UNSUPPORTED = 1
    CANCELLED = 2
    DEVICE_BUSY = 3
    INVALID = 4
    END_OF_FILE = 5
    JAMMED = 6
    NO_DOCUMENTS = 7
    COVER_OPEN = 8
    IO_ERROR = 9
    NO_MEMORY = 10
    ACCESS_DENIED = 11
    WARMING_UP = 12


_TROUBLES = {
    Status.UNSUPPORTED: Trouble.UNSUPPORTED,
    Status.CANCELLED: Trouble.CANCELLED,
    Status.DEVICE_BUSY: Trouble.BUSY,
    Status.INVALID: Trouble.SETTINGS_REJECTED,
    Status.END_OF_FILE: Trouble.INCOMPLETE_PAGE,
    Status.JAMMED: Trouble.PAPER_JAM,
    Status.NO_DOCUMENTS: Trouble.FEEDER_EMPTY,
    Status.COVER_OPEN: Trouble.COVER_OPEN,
    Status.IO_ERROR: Trouble.COMMUNICATION_LOST,
    Status.NO_MEMORY: Trouble.DRIVER_CRASHED,
    Status.ACCESS_DENIED: Trouble.NOT_ALLOWED,
    Status.WARMING_UP: Trouble.WARMING_UP,
}
_AT_OPENING = {"invalid argument": Trouble.NOT_FOUND, "error during device i/o": Trouble.OFFLINE}
"""Before a device is open, the same words mean another thing, and the exit code is always 1."""
_BY_WORDS = {
    "operation not supported": Trouble.UNSUPPORTED,
    "operation was cancel": Trouble.CANCELLED,
    "device busy": Trouble.BUSY,
    "invalid argument": Trouble.SETTINGS_REJECTED,
    "document feeder jammed": Trouble.PAPER_JAM,
    "out of documents": Trouble.FEEDER_EMPTY,
    "cover is open": Trouble.COVER_OPEN,
    "error during device i/o": Trouble.COMMUNICATION_LOST,
    "out of memory": Trouble.DRIVER_CRASHED,
    "has been denied": Trouble.NOT_ALLOWED,
}
_OPENING = re.compile(r"open of device .* failed: ([^:]*)$", re.MULTILINE)
_SETTING = re.compile(r"setting of option|inactive option|unrecognized option|bad option value|option requires")
_NO_ROOM = re.compile(r"cannot (open|close|rename)|libpng error: write error|no space left", re.IGNORECASE)
_SHELLS_OFFSET = 128  # a shell between us and the program tells a signal so


def trouble_of(code: int, said: str, *, pages: int, is_fed: bool) -> tuple[Trouble | None, str]:
    """Why it ended with this code after so many pages, having said this on standard error; and the technical line.

    None: as it should. The line holds codes and no words of the device, which may name an address.
    """
    detail = f"scanimage ended with {code}"
    if _NO_ROOM.search(said):
        return Trouble.STORAGE_FULL, f"{detail}: no room for the page in memory"
    if code < 0 or code > _SHELLS_OFFSET:
        number = -code if code < 0 else code - _SHELLS_OFFSET
        return Trouble.DRIVER_CRASHED, f"{detail} ({_signal_name(number)})"
    if code == Status.NO_DOCUMENTS and pages and is_fed:
        return None, ""
    if code == Status.GOOD:
        if pages:
            return None, ""
        return (Trouble.FEEDER_EMPTY if is_fed else Trouble.INCOMPLETE_PAGE), f"{detail} and no page"
    return _of_failure(code, said), detail


def _of_failure(code: int, said: str) -> Trouble:
    words = said.casefold()
    opening = _OPENING.search(words)
    if opening is not None:
        return _AT_OPENING.get(opening[1].strip(), _by_words(opening[1]) or Trouble.NOT_FOUND)
    if _SETTING.search(words):
        return Trouble.SETTINGS_REJECTED
    try:
        return _TROUBLES[Status(code)]
    except (KeyError, ValueError):
        return _by_words(words) or Trouble.DRIVER_CRASHED


def _by_words(words: str) -> Trouble | None:
    return next((trouble for phrase, trouble in _BY_WORDS.items() if phrase in words), None)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
