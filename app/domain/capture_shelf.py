"""What the window shows of scanners, profiles and the scan that runs: values worked out by the flows."""

from dataclasses import dataclass
from enum import Enum

from app.domain.errors import Problem
from app.domain.pages import PageId
from app.domain.profiles import DEFAULT_PROFILES, PLAIN, Profile
from app.domain.scanning import Abilities, Scanner, ScanNote
from app.domain.sheet_count import SheetCount


class CaptureState(Enum):
    """How the scan stands."""

    IDLE = "idle"
    STARTING = "starting"
    """The scanner is being reached."""
    SCANNING = "scanning"
    WAITING = "waiting"
    """Something at the scanner is in the way (`trouble`); it goes on by itself, or when a person says so."""
    ASKING = "asking"
    """The sheet is done; a person puts the next one on and says go on, or says that it was the last."""
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class ScannerRow:
    """One scanner as it is listed. `is_here`: it answered lately. `abilities` None: not asked yet."""

    scanner: Scanner
    is_here: bool = True
    is_added: bool = False
    """It is known: added by its address, or used before."""
    is_built_in: bool = False
    """The practice scanner: it is on this computer, and can't be forgotten."""
    abilities: Abilities | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """The hot folder. `taken` counts the files of this session; `stuck` are names of files that stay incomplete."""

    folder: str
    is_there: bool = True
    taken: int = 0
    stuck: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CaptureView:
    """Everything about capturing. `last` is what F2 does now; `chosen` the scanner it does it with, if one is known.

    While a scan runs: `profile` is whose it is, `page_count` how many pages it brought so far, `share` how far the
    sheet is that is under way (None: nobody knows), `trouble` what it waits for; `can_resume_alone`: it goes on without
    a key when the scanner says that it can.
    After a scan: `trouble` is why it ended, if it did not end well, `notes` what is worth a word.
    """

    state: CaptureState = CaptureState.IDLE
    scanners: tuple[ScannerRow, ...] = ()
    is_looking: bool = False
    """Scanners are being looked for."""
    chosen: Scanner | None = None
    last: Profile = PLAIN
    profiles: tuple[Profile, ...] = DEFAULT_PROFILES
    profile: Profile | None = None
    page_count: int = 0
    share: float | None = None
    trouble: Problem | None = None
    can_resume_alone: bool = False
    notes: tuple[ScanNote, ...] = ()
    told: int | None = None
    """How many pages the scanner says that it made, where it says other than came."""
    fed: bool = False
    """The scan that is over took its sheets from a feeder, where two can go through as one: they can be counted."""
    sheets: SheetCount | None = None
    """What a person's count of them came to."""
    first_gap: PageId | None = None
    """The page to look at, where the count tells of one."""
    folder: WatchedFolder | None = None

    @property
    def is_busy(self) -> bool:
        """Is there a scan that can be stopped?"""
        return self.state is not CaptureState.IDLE


@dataclass(frozen=True, slots=True)
class Placement:
    """Where captured pages go: at the end, before the row with this position, or in the place of a page."""

    before: int | None = None
    replaces: PageId | None = None


AT_THE_END = Placement()
