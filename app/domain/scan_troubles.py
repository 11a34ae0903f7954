"""What can go wrong at a scanner: a closed list, a sentence of what to do for each, and whether waiting helps.

Drivers translate what a device, a server or a system says into one of these (capture.md, "Errors"); no raw code is ever
shown, but stands behind "Details".
"""

from enum import Enum

from app.domain.errors import AppError, Problem


class Trouble(Enum):
    """Why no page comes; the value is the word that scripts see."""

    FEEDER_EMPTY = "feeder_empty"
    PAPER_JAM = "paper_jam"
    COVER_OPEN = "cover_open"
    MULTI_FEED = "multi_feed"
    MISPICK = "mispick"
    FEEDER_FAILED = "feeder_failed"
    FEEDER_OVERLOADED = "feeder_overloaded"
    SHEET_TOO_SHORT = "sheet_too_short"
    SHEET_TOO_LONG = "sheet_too_long"
    BUSY = "busy"
    WARMING_UP = "warming_up"
    OFFLINE = "offline"
    NOT_FOUND = "not_found"
    COMMUNICATION_LOST = "communication_lost"
    INCOMPLETE_PAGE = "incomplete_page"
    SETTINGS_REJECTED = "settings_rejected"
    NOT_ALLOWED = "not_allowed"
    CERTIFICATE_CHANGED = "certificate_changed"
    STORAGE_FULL = "storage_full"
    DRIVER_CRASHED = "driver_crashed"
    UNSUPPORTED = "unsupported"
    CANCELLED = "cancelled"
    """A person stopped it: no error."""

    @property
    def goes_away(self) -> bool:
        """Does it end by what a person does at the scanner, or by itself, so that the scan goes on where it stopped?"""
        return self in _PASSING


_PASSING = frozenset(
    (
        Trouble.FEEDER_EMPTY,
        Trouble.PAPER_JAM,
        Trouble.COVER_OPEN,
        Trouble.MULTI_FEED,
        Trouble.MISPICK,
        Trouble.FEEDER_FAILED,
        Trouble.FEEDER_OVERLOADED,
        Trouble.BUSY,
        Trouble.WARMING_UP,
    )
)

_SENTENCES = {
    Trouble.FEEDER_EMPTY: ("The feeder is empty", "Put paper in; the scan goes on"),
    Trouble.PAPER_JAM: ("Paper is jammed in the scanner", "Take it out and put it back in; the scan goes on with it"),
    Trouble.COVER_OPEN: ("The scanner's cover is open", "Close it; the scan goes on"),
    Trouble.MULTI_FEED: (
        "The scanner took more than one sheet at once",
        "Put these sheets back in, one by one; the scan goes on with them",
    ),
    Trouble.MISPICK: (
        "The scanner could not pull the next sheet in",
        "Take the paper out, straighten it and push it in again; the scan goes on with it",
    ),
    Trouble.FEEDER_FAILED: (
        "The scanner's feeder has a problem",
        "Take the paper out and put it back in straight; the scan goes on with it",
    ),
    Trouble.FEEDER_OVERLOADED: ("Too much paper lies in the feeder", "Take some of it out; the scan goes on"),
    Trouble.SHEET_TOO_SHORT: (
        "A sheet is too short to be scanned on both sides",
        "Scan it from one side at a time, or lay it on the glass",
    ),
    Trouble.SHEET_TOO_LONG: (
        "A sheet is too long to be scanned on both sides",
        "Scan it from one side at a time, or in parts on the glass",
    ),
    Trouble.BUSY: ("The scanner is busy", "It may be in use by somebody else; the scan begins when it is free"),
    Trouble.WARMING_UP: ("The scanner is warming up", "The scan begins by itself"),
    Trouble.OFFLINE: ("The scanner does not answer", "Switch it on, check its cable or network, then scan again"),
    Trouble.NOT_FOUND: ("This scanner is not there any more", "Look for scanners again, or add it by its address"),
    Trouble.COMMUNICATION_LOST: (
        "The connection to the scanner broke off",
        "Pages that came before are kept. Scan the rest again",
    ),
    Trouble.INCOMPLETE_PAGE: (
        "A page came incomplete from the scanner",
        "It is not taken. Put this sheet back in and scan it again",
    ),
    Trouble.SETTINGS_REJECTED: ("The scanner refuses these settings", "Choose another resolution, colour or source"),
    Trouble.NOT_ALLOWED: ("The scanner does not let this computer scan", "Ask who looks after the scanner"),
    Trouble.CERTIFICATE_CHANGED: (
        "This scanner is not the one it was",
        "Its certificate changed. If it was replaced or reset, forget it and add it again",
    ),
    Trouble.STORAGE_FULL: ("The disk of this computer is full", "Make room, then scan the rest again"),
    Trouble.DRIVER_CRASHED: ("The scanner's driver broke down", "Pages that came before are kept. Scan the rest again"),
    Trouble.UNSUPPORTED: ("This scanner can't do that", "Choose another source, colour or resolution"),
    Trouble.CANCELLED: ("The scan was stopped", "Pages that came before are kept"),
}


def problem_of(trouble: Trouble, detail: str = "") -> Problem:
    """What is said of it; `detail` is the technical line (a code, a status), never patient data or an address."""
    title, advice = _SENTENCES[trouble]
    return Problem(title, advice, detail)


class ScanFailed(AppError):
    """A scanner did not do what it was asked to; `trouble` says which of the closed list it is. Travels."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(problem_of(trouble, detail))
        self.args = (trouble, detail)
        self.trouble = trouble
