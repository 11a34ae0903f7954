"""How an eSCL scanner says it is (`ScannerStatus`): its own state, its feeder's, and the jobs it knows.

All of it are hints: parts are absent in places, sensors lie, counters count pages that never came (capture.md).
"""

from dataclasses import dataclass

from app.domain.scan_troubles import Trouble
from app.domain.scanning import DeviceState, Source
from app.scanning.escl.markup import inside, number_in, root_of, text_in

MAX_JOBS = 100
_FEEDER_PREFIXES = ("scanneradf", "scannedadf")  # the second is NAPS2's

# AdfState of the eSCL document without its prefix, and what devices write beside it. Loaded and Processing are no
# trouble; Kyocera's feeder is Processing while it does nothing.
FEEDER_TROUBLES = {
    "empty": Trouble.FEEDER_EMPTY,
    "jam": Trouble.PAPER_JAM,
    "mispick": Trouble.MISPICK,
    "inputtrayfailed": Trouble.FEEDER_FAILED,
    "inputtrayoverloaded": Trouble.FEEDER_OVERLOADED,
    "hatchopen": Trouble.COVER_OPEN,
    "dooropen": Trouble.COVER_OPEN,
    "coveropen": Trouble.COVER_OPEN,
    "multipickdetected": Trouble.MULTI_FEED,
    "duplexpagetooshort": Trouble.SHEET_TOO_SHORT,
    "duplexpagetoolong": Trouble.SHEET_TOO_LONG,
}
_STATE_OF = {
    Trouble.FEEDER_EMPTY: DeviceState.FEEDER_EMPTY,
    Trouble.PAPER_JAM: DeviceState.PAPER_JAM,
    Trouble.COVER_OPEN: DeviceState.COVER_OPEN,
    Trouble.MULTI_FEED: DeviceState.MULTI_FEED,
    Trouble.MISPICK: DeviceState.PAPER_JAM,
    Trouble.FEEDER_FAILED: DeviceState.PAPER_JAM,
    Trouble.FEEDER_OVERLOADED: DeviceState.PAPER_JAM,
}
_DEVICE_STATES = {
    "idle": DeviceState.READY,
    "processing": DeviceState.BUSY,
    "testing": DeviceState.WARMING_UP,
    "down": DeviceState.OFFLINE,
}


@dataclass(frozen=True, slots=True)
class JobInfo:
    """One job that the device knows: its path, its state in small letters, and how many images it says it made."""

    uri: str
    state: str = ""
    images_completed: int | None = None

    @property
    def is_over(self) -> bool:
        """Will no page of it come any more?"""
        return self.state in ("completed", "canceled", "cancelled", "aborted")

    @property
    def was_cancelled(self) -> bool:
        """Did somebody stop it, here or at the device?"""
        return self.state in ("canceled", "cancelled")


@dataclass(frozen=True, slots=True)
class ScannerStatus:
    """What the device said at one moment; `state` and `feeder` in small letters, empty where it says nothing."""

    state: str = ""
    feeder: str = ""
    jobs: tuple[JobInfo, ...] = ()

    @property
    def paper_in(self) -> bool:
        """Does it say that paper lies in the feeder?"""
        return self.feeder == "loaded"

    @property
    def senses_paper(self) -> bool:
        """Does it say anything about paper in its feeder?"""
        return self.feeder in ("loaded", "empty")

    @property
    def is_at_work(self) -> bool:
        """Is it busy with a job, ours or another's?"""
        return self.state == "processing"

    def trouble(self, source: Source) -> Trouble | None:
        """What is in the way at this source; None where nothing is, or nothing is said. The glass has no feeder."""
        if self.state == "down":
            return Trouble.OFFLINE
        return FEEDER_TROUBLES.get(self.feeder) if source.is_fed else None

    def device_state(self, source: Source) -> DeviceState:
        """The same for the screen, before anything is scanned."""
        trouble = self.trouble(source)
        if trouble in _STATE_OF:
            return _STATE_OF[trouble]
        state = _DEVICE_STATES.get(self.state, DeviceState.UNKNOWN)
        return DeviceState.PAPER_IN if state is DeviceState.READY and source.is_fed and self.paper_in else state

    def job(self, path: str) -> JobInfo | None:
        """What it says of the job at this path; hosts and prefixes of job addresses differ, their last parts do not."""
        name = path.rstrip("/").rpartition("/")[2]
        return next((job for job in self.jobs if job.uri.rstrip("/").rpartition("/")[2] == name), None)

    def only_job(self) -> JobInfo | None:
        """The one job that is not over; None where there are several, for the others are somebody else's pages."""
        running = [job for job in self.jobs if job.uri and job.state in ("pending", "processing")]
        return running[0] if len(running) == 1 else None


def status_of(content: bytes) -> ScannerStatus | None:
    """Reads the document; None where it is none."""
    root = root_of(content, "ScannerStatus")
    if root is None:
        return None
    jobs = []
    for each in inside(root, "JobInfo"):
        completed = number_in(each, "ImagesCompleted")
        uri = text_in(each, "JobUri") or text_in(each, "JobUuid")
        jobs.append(JobInfo(uri, text_in(each, "JobState").casefold(), completed))
        if len(jobs) == MAX_JOBS:
            break
    feeder = text_in(root, "AdfState").casefold()
    for prefix in _FEEDER_PREFIXES:
        feeder = feeder.removeprefix(prefix)
    return ScannerStatus(text_in(root, "State").casefold(), feeder, tuple(jobs))
