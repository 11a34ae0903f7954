"""The works of the practice scanner: its feeder, its glass, and one job at a time. Asked from any thread."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum

from app.practice.scanner_model import AdfState, Inlet
from app.practice.scanner_paper import Face, Sheet, card_on_the_glass, made_up_sheets
from app.practice.scanner_wire import ScanSettings

MOST_JOBS_REMEMBERED = 8


class JobState(Enum):
    """How a job is; the value is the wire's, the reason beside it too."""

    PROCESSING = ("Processing", "JobScanning")
    COMPLETED = ("Completed", "JobCompletedSuccessfully")
    CANCELED = ("Canceled", "JobCanceledByUser")
    ABORTED = ("Aborted", "AbortedBySystem")


@dataclass(slots=True)
class Job:
    """What a client asked for, and how far it is. Changed by the machine alone."""

    id: str
    settings: ScanSettings
    inlet: Inlet
    begun_s: float
    state: JobState = JobState.PROCESSING
    images_completed: int = 0
    is_at_work: bool = False
    last_page_s: float = 0.0
    last_size_px: tuple[int, int] = (0, 0)
    in_the_rollers: tuple[int, Sheet] | None = None
    other_sides: deque[tuple[int, Face]] = field(default_factory=deque)
    has_scanned_the_glass: bool = False

    @property
    def is_open(self) -> bool:
        """Does the scanner still work on it?"""
        return self.state is JobState.PROCESSING


@dataclass(frozen=True, slots=True)
class Pull:
    """What was pulled in for one answer: image `number` of its job, its sides with the numbers of their sheets (0 for
    the glass), and the sheets that left the feeder for it."""

    job: Job
    number: int
    sides: tuple[tuple[int, Face], ...]
    fed: tuple[tuple[int, Sheet], ...]


class NoPage(Exception):
    """Nothing is pulled in."""

    def __init__(self, why: "Why") -> None:
        super().__init__(why.value)
        self.why = why


class Why(Enum):
    """Why no page comes."""

    NO_JOB = "there is no such job"
    OVER = "the job has no more pages"
    TROUBLE = "the feeder can't feed"
    AT_WORK = "another page is on its way"
    TOO_SOON = "the next sheet is not there yet"


class Machine:
    """Paper in, pages out. `refills` is how many made-up sheets lie in the feeder again once it ran empty."""

    def __init__(self, refills: int = 0, now_s: Callable[[], float] = time.monotonic) -> None:
        self._changed = threading.Condition()
        self._now_s = now_s
        self._refills = refills
        self._feeder: deque[tuple[int, Sheet]] = deque()
        self._sheet_count = 0
        self._glass: Face = card_on_the_glass()
        self._jobs: deque[Job] = deque(maxlen=MOST_JOBS_REMEMBERED)
        self._trouble: AdfState | None = None
        self._put(made_up_sheets(refills))

    # --- what a person does ------------------------------------------------------------------------------------------

    def load(self, sheets: Iterable[Sheet]) -> None:
        """Put sheets into the feeder, behind those that lie there."""
        with self._changed:
            self._put(sheets)

    def empty(self) -> None:
        """Take all sheets out."""
        with self._changed:
            self._feeder.clear()

    def lay(self, face: Face) -> None:
        """Lay something on the glass."""
        with self._changed:
            self._glass = face

    @property
    def trouble(self) -> AdfState | None:
        """What keeps the feeder from feeding."""
        with self._changed:
            return self._trouble

    @trouble.setter
    def trouble(self, state: AdfState | None) -> None:
        with self._changed:
            self._trouble = state
            self._changed.notify_all()

    @property
    def sheets_left(self) -> int:
        """How many sheets lie in the feeder."""
        with self._changed:
            return len(self._feeder)

    # --- what a client asks for --------------------------------------------------------------------------------------

    def open_job(self, job_id: str, settings: ScanSettings, inlet: Inlet) -> bool:
        """Begin a job; False while another one is worked on."""
        with self._changed:
            if any(job.is_open for job in self._jobs):
                return False
            self._jobs.appendleft(Job(job_id, settings, inlet, self._now_s()))
            self._changed.notify_all()
            return True

    def job(self, job_id: str) -> Job | None:
        """The job of this name, as long as it is remembered."""
        with self._changed:
            return next((job for job in self._jobs if job.id == job_id), None)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        with self._changed:
            return tuple(self._jobs)

    def pull(self, job_id: str, *, all_at_once: bool = False, least_gap_s: float = 0.0) -> Pull:
        """Pull the next page in, or with `all_at_once` all that are left; raises `NoPage`."""
        with self._changed:
            job = next((job for job in self._jobs if job.id == job_id), None)
            if job is None:
                raise NoPage(Why.NO_JOB)
            if not job.is_open:
                raise NoPage(Why.OVER)
            if job.is_at_work:
                raise NoPage(Why.AT_WORK)
            if job.images_completed and self._now_s() - job.last_page_s < least_gap_s:
                self._end(job, JobState.COMPLETED)
                raise NoPage(Why.TOO_SOON)
            pull = self._pull(job, all_at_once=all_at_once)
            job.is_at_work = True
            self._changed.notify_all()
            return pull

    def page_is_out(self, pull: Pull, size_px: tuple[int, int], images: int = 1) -> None:
        """The page has left: count it, and end the job where it was the last."""
        with self._changed:
            job = pull.job
            job.is_at_work = False
            job.images_completed += images
            job.last_page_s, job.last_size_px = self._now_s(), size_px
            if job.is_open and not self._has_more(job):
                self._end(job, JobState.COMPLETED)
            self._changed.notify_all()

    def jam(self, pull: Pull, state: AdfState, *, is_counted: bool) -> None:
        """The sheet did not get through: it lies in the feeder again, which feeds no more until it is mended."""
        with self._changed:
            job = pull.job
            if job.in_the_rollers is not None:
                self._feeder.appendleft(job.in_the_rollers)
            job.images_completed += int(is_counted)
            self._trouble = state
            self._end(job, JobState.ABORTED)

    def put_back(self, pull: Pull) -> None:
        """The page was not pulled in at all: the same one comes next."""
        with self._changed:
            job = pull.job
            job.is_at_work = job.has_scanned_the_glass = False
            if pull.fed:
                self._feeder.extendleft(reversed(pull.fed))
                job.other_sides.clear()
            elif job.inlet is not Inlet.PLATEN:
                job.other_sides.extendleft(reversed(pull.sides))
            self._changed.notify_all()

    def lose(self, pull: Pull) -> None:
        """Whoever asked for the page is gone: the job stays, waiting for somebody to go on with it or to remove it."""
        with self._changed:
            pull.job.is_at_work = False
            self._changed.notify_all()

    def abort(self, job: Job) -> None:
        """The scanner gives the job up."""
        with self._changed:
            self._end(job, JobState.ABORTED)

    def cancel(self, job_id: str) -> bool:
        """Remove a job; False where there is none."""
        with self._changed:
            job = next((job for job in self._jobs if job.id == job_id), None)
            if job is None:
                return False
            if job.is_open:
                self._end(job, JobState.CANCELED)
            return True

    def age_s(self, job: Job) -> int:
        """How long ago the job began."""
        return int(self._now_s() - job.begun_s)

    @property
    def is_idle(self) -> bool:
        """Is no job worked on?"""
        with self._changed:
            return not any(job.is_open for job in self._jobs)

    @property
    def adf_state(self) -> AdfState:
        """How the feeder is."""
        with self._changed:
            if self._trouble is not None:
                return self._trouble
            if any(job.is_open and job.inlet is not Inlet.PLATEN and job.is_at_work for job in self._jobs):
                return AdfState.PROCESSING
            return AdfState.LOADED if self._feeder else AdfState.EMPTY

    def wait_until(self, is_so: Callable[["Machine"], bool], wait_s: float) -> bool:
        """Wait until this is so; False when it was not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: is_so(self), wait_s)

    def wake(self) -> None:
        """Let everyone who waits look again."""
        with self._changed:
            self._changed.notify_all()

    # --- inside, with the lock held ----------------------------------------------------------------------------------

    def _put(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            self._sheet_count += 1
            self._feeder.append((self._sheet_count, sheet))

    def _pull(self, job: Job, *, all_at_once: bool) -> Pull:
        sides: list[tuple[int, Face]] = []
        fed: list[tuple[int, Sheet]] = []
        while not sides or (all_at_once and self._has_more(job)):
            if job.inlet is Inlet.PLATEN:
                job.has_scanned_the_glass = True
                sides.append((0, self._glass))
                continue
            if not job.other_sides:
                fed.append(self._feed(job))
            sides.append(job.other_sides.popleft())
        return Pull(job, job.images_completed + 1, tuple(sides), tuple(fed))

    def _feed(self, job: Job) -> tuple[int, Sheet]:
        if self._trouble is not None or not self._feeder:
            self._end(job, JobState.ABORTED)
            raise NoPage(Why.OVER if self._trouble is None else Why.TROUBLE)
        number, sheet = job.in_the_rollers = self._feeder.popleft()
        faces = (sheet.front, sheet.back) if job.inlet is Inlet.DUPLEX else (sheet.front,)
        job.other_sides.extend((number, face) for face in faces)
        return number, sheet

    def _has_more(self, job: Job) -> bool:
        if job.inlet is Inlet.PLATEN:
            return not job.has_scanned_the_glass
        return bool(job.other_sides or self._feeder)

    def _end(self, job: Job, state: JobState) -> None:
        job.state, job.is_at_work = state, False
        job.other_sides.clear()
        if not self._feeder and self._refills and self._trouble is None:
            self._put(made_up_sheets(self._refills))
        self._changed.notify_all()
