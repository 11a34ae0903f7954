"""What an answer without a page means: the end, a trouble, or "not yet" (capture.md, "eSCL", the end-of-job rule).

Pure: the caller read the answer and `ScannerStatus`, once, because a feeder's state may be gone after it was read.
"""

from dataclasses import dataclass

from app.domain.scan_troubles import Trouble
from app.domain.scanning import ScanNote, Source
from app.scanning.escl.status import JobInfo, ScannerStatus

_ENDS = (404, 409, 410)
_NOT_ALLOWED = (401, 403)
_NOT_YET = (503, 429)
QUIET_LOOKS = 3
QUIET_LOOKS_BEFORE_THE_FIRST = 10
FALSE_ENDS = 3
"""So often in a row an end is doubted that the device's own status speaks against."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended; `trouble` None: as it should."""

    trouble: Trouble | None = None
    detail: str = ""
    notes: tuple[ScanNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question for a page that brought none. `status` None: the device tells nothing of itself."""

    code: int
    source: Source
    delivered: int
    status: ScannerStatus | None
    job: JobInfo | None
    retried: frozenset[int] = frozenset()

    @property
    def detail(self) -> str:
        """The technical line."""
        said = [f"HTTP {self.code}"]
        if self.status is not None:
            said += [self.status.state or "no state", *([f"feeder {self.status.feeder}"] if self.status.feeder else [])]
        return ", ".join(said + ([f"job {self.job.state}"] if self.job and self.job.state else []))

    @property
    def told(self) -> int | None:
        """How many images the device says it made."""
        return self.job.images_completed if self.job else None

    @property
    def trouble(self) -> Trouble | None:
        """What the device says is in the way, an empty feeder aside: that is how a batch ends."""
        found = self.status.trouble(self.source) if self.status else None
        return None if found is Trouble.FEEDER_EMPTY else found

    @property
    def means_not_yet(self) -> bool:
        """May the page still come? (503, and what single models say instead.)"""
        return (self.code in _NOT_YET or self.code in self.retried) and self.trouble is None

    @property
    def looks_over(self) -> bool:
        """Does the device look as if nothing more would come, whatever it answered?"""
        if self.told is not None and self.told > self.delivered:
            return False
        if self.job is not None and self.job.state:
            return self.job.is_over
        has_no_paper = self.status is not None and self.status.feeder in ("", "empty")
        return self.source.is_fed and has_no_paper and self.status is not None and self.status.state == "idle"

    @property
    def quiet_looks_needed(self) -> int | None:
        """How often in a row it must look over while it says "not yet": states lag, and HP's M28w takes its time.

        None: until the tries are over, because it tells nothing of its job, and a feeder's state alone is a hint. One
        that stands still at "idle" and "empty" while it scans would lose its pages.
        """
        if self.job is None or not self.job.state:
            return None
        return QUIET_LOOKS if self.delivered else QUIET_LOOKS_BEFORE_THE_FIRST

    @property
    def looks_unfinished(self) -> bool:
        """Does it say the end between two pages, while its job goes on with paper in the feeder (as Brother does)?"""
        goes_on = self.job is not None and self.job.state in ("processing", "pending")
        has_paper = self.status is not None and self.status.feeder == "loaded"
        is_end = self.code in _ENDS and self.trouble is None
        return is_end and goes_on and has_paper and self.source.is_fed and bool(self.delivered)

    @property
    def is_done_by_count(self) -> bool:
        """Is its job completed with just the pages that came? Then that is the end, by whatever code it is said."""
        is_completed = self.job is not None and self.job.state == "completed"
        return is_completed and bool(self.delivered) and self.told == self.delivered

    @property
    def ending(self) -> Ending:
        """How the run ended with this answer."""
        if self.trouble is not None:
            return Ending(self.trouble, self.detail)
        if self.is_done_by_count:
            return Ending()
        if 200 <= self.code < 300:
            return self._after_nothing()
        if self.code in _NOT_ALLOWED:
            return Ending(Trouble.NOT_ALLOWED, self.detail)
        if self.code in _ENDS or (self.code in (*_NOT_YET, *self.retried) and self.looks_over):
            return self._after_the_last()
        return Ending(Trouble.BUSY if self.code in _NOT_YET else Trouble.COMMUNICATION_LOST, self.detail)

    def _after_the_last(self) -> Ending:
        """The job is gone: normal after a page, unless the device says that it was broken off."""
        has_no_paper = self.status is not None and self.status.feeder == "empty"
        if self.job is not None and self.job.is_over and self.job.state != "completed" and not has_no_paper:
            trouble = Trouble.CANCELLED if self.job.was_cancelled else Trouble.COMMUNICATION_LOST
            return Ending(trouble, self.detail)
        if self.delivered:
            return Ending()
        return Ending(Trouble.FEEDER_EMPTY if self.source.is_fed else Trouble.COMMUNICATION_LOST, self.detail)

    def _after_nothing(self) -> Ending:
        """200 without a byte (T1). The device may count a page that never came; only where it surely did not is it the
        end."""
        has_no_paper = self.status is not None and self.status.feeder == "empty"
        is_done = has_no_paper or (self.job is not None and self.job.state == "completed")
        if self.source.is_fed and self.delivered and is_done:
            if self.told == self.delivered:
                return Ending()
            if self.told is None:
                return Ending(notes=(ScanNote.SKIPPED_EMPTY,))
        if self.source.is_fed and not self.delivered and has_no_paper and not self.told:
            return Ending(Trouble.FEEDER_EMPTY, self.detail)
        return Ending(Trouble.INCOMPLETE_PAGE, self.detail)


def refusal_of(code: int, source: Source, status: ScannerStatus | None) -> Trouble:
    """Why a device does not take a job, for good or for now."""
    found = status.trouble(source) if status else None
    if found is not None and found is not Trouble.FEEDER_EMPTY:
        return found
    if code in _NOT_ALLOWED:
        return Trouble.NOT_ALLOWED
    if status is not None and status.state == "testing":
        return Trouble.WARMING_UP
    if status is not None and status.is_at_work:
        return Trouble.BUSY
    if found is Trouble.FEEDER_EMPTY and code in (409, 503):
        return found
    if code in (400, 409, 415, 422):
        return Trouble.SETTINGS_REJECTED
    return Trouble.BUSY if code in _NOT_YET else Trouble.COMMUNICATION_LOST
