"""What a test asks to go wrong at the practice scanner: with its requests, and with the pages that it makes."""

from dataclasses import dataclass
from enum import Enum

from app.practice.faults import Fault, FaultKind
from app.practice.plan import Plan, Strike
from app.practice.scanner_model import AdfState

NEXT_DOCUMENT = "/NextDocument"
SCAN_JOBS = "/ScanJobs"
STATUS = "/ScannerStatus"
CAPABILITIES = "/ScannerCapabilities"

HANG_WAIT_S = 3600.0


class PageFaultKind(Enum):
    """One way for a page to go wrong; the words say what the client meets."""

    EMPTY = "200 with no bytes, and the page counted as done"
    REFUSED = "a `status` instead of a page"
    HALF = "half of its bytes, with an end as clean as any (a job deleted while it ran)"
    CUT = "half of its bytes, then the connection is dead"
    HANG = "half of its bytes, then nothing for `wait_s`"
    SLOW = "its bytes in pieces of `piece_bytes`, `wait_s` between two"
    MISLABELLED = "the right bytes under another `content_type`"
    COLOURED = "colour, whatever was asked for"
    WITHOUT_DPI = "a picture that does not say how fine it is"


@dataclass(frozen=True, slots=True)
class PageFault:
    """One thing to go wrong, for the next `times` pages that it meets.

    `at_page` is the image's number in its job, from 1; None meets any. With `adf_state` the feeder is in that trouble
    from then on, and keeps the sheet, until it is mended (`PracticeScanner.mend`): the sheet was put back in.
    """

    kind: PageFaultKind
    at_page: int | None = None
    times: int = 1
    adf_state: AdfState | None = None
    status: int = 409
    wait_s: float = HANG_WAIT_S
    piece_bytes: int = 16_384
    content_type: str = "application/pdf"

    def meets(self, page: int) -> bool:
        """Is the page of this number meant?"""
        return self.at_page is None or self.at_page == page


@dataclass(slots=True)
class PageFaults(Plan[PageFault]):
    """What is to go wrong with the pages still to come; safe to use from any thread."""

    def take(self, page: int) -> Strike[PageFault] | None:
        """The first planned fault that this page meets, one of its times used up."""
        return self.take_first(lambda fault: fault.meets(page))


def on_new_job(status: int, *, times: int = 1, retry_after: str | None = None) -> Fault:
    """The next jobs are answered with this status, and are none."""
    return Fault(
        FaultKind.STATUS, "POST", path_ending=SCAN_JOBS, times=times, status=status, retry_after=retry_after, body=""
    )


def on_next_page(status: int, *, times: int = 1, retry_after: str | None = None) -> Fault:
    """The next times that a page is asked for, this status is the answer; the paper stays where it is."""
    return Fault(
        FaultKind.STATUS, "GET", path_ending=NEXT_DOCUMENT, times=times, status=status, retry_after=retry_after, body=""
    )
