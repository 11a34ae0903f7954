"""One job on a device: made, its pages fetched one by one, removed again whatever happens.

It is stopped through its press: FINISH lets the page that is on its way come, ABORT removes the job over a connection
of its own, so that the page breaks off at the device; HANG_UP cuts the sockets (`driver.scan`).
"""

import contextlib
import re
import threading
import time
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import Mode, ScanNote, ScanOrder, SheetProgressed, Source
from app.scanning.driver import Press, StopStep
from app.scanning.escl.ending import FALSE_ENDS, Answered, Ending, refusal_of
from app.scanning.escl.line import Answer, Line, was_refused
from app.scanning.escl.page import flaw_of, received
from app.scanning.escl.pinning import OpenSockets
from app.scanning.escl.reach import Reached
from app.scanning.escl.settings import scan_settings
from app.scanning.escl.status import ScannerStatus
from app.scanning.escl.waits import ABORT_S, Waits

MAX_DOCUMENTS = 10_000
"""No feeder holds as much: a device that never ends has lost its count."""

_AUTHORITY = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/]*", re.IGNORECASE)
_PATH = re.compile(r"/[\x21-\x7e]{1,1000}")
_MULTI_PAGE = b"%PDF-"

STOPPED = Ending(Trouble.CANCELLED)


def job_path(location: str, jobs_path: str) -> str:
    """The path of a job out of its `Location`, which may be absolute, relative, or malformed (Xerox B205); "" for none.

    Hosts in it are not believed: some name one that nobody can resolve (HP), some half an address.
    """
    location = location.strip()
    authority = _AUTHORITY.match(location)
    path = location[authority.end() :] if authority else location
    if not path.startswith("/"):
        root = jobs_path.removesuffix("/ScanJobs")
        if path.partition("/")[0].casefold() == root.strip("/").casefold():
            path = f"/{path}"
        elif "/" in path:
            path = urljoin(jobs_path, f"./{path}")
        elif path:
            path = f"{jobs_path}/{path}"
    path = path.partition("?")[0].partition("#")[0].rstrip("/")
    return path if _PATH.fullmatch(path) else ""


@dataclass(frozen=True, slots=True)
class Run:
    """How a job went: `told` is how many images the device says it made; `is_over`: the device ended it by itself."""

    ending: Ending
    told: int | None = None
    is_over: bool = False


class ScanJob:
    """One job, from its order on. `run` does it all."""

    def __init__(self, there: Reached, order: ScanOrder, press: Press, waits: Waits) -> None:
        self._there = there
        self._line = there.line
        self._order = order
        self._source = order.source or Source.FLATBED
        self._press = press
        self._waits = waits
        self._delivered = 0
        self._notes: list[ScanNote] = []
        self._is_single_paged = True
        self._path = ""
        self._removing = threading.Lock()
        self._is_removed = False

    def run(self) -> Run:
        """Make it, fetch its pages, remove it. Raises `ScanFailed` only where the device refuses to begin."""
        self._path = self._made()
        if not self._path:
            return Run(STOPPED)
        try:
            self._press.opened(self._line.origin + self._path)
            self._press.when(StopStep.ABORT, self._abort)
            self._press.tell(SheetProgressed(self._press.delivered + 1))
            run = self._fetched()
        except BaseException:
            self._remove()
            raise
        if self._there.quirks.deletes_after_success or not run.is_over or run.ending.trouble is not None:
            self._remove()
        if run.ending.trouble is Trouble.CANCELLED:
            self._let_it_rest()
        return replace(run, ending=replace(run.ending, notes=(*self._notes, *run.ending.notes)))

    # --- making ---

    def _made(self) -> str:
        """The path of the new job; empty where it is to end before there is one. Raises `ScanFailed`."""
        found = self._there.capabilities.of(self._source)
        if found is None:
            raise ScanFailed(Trouble.UNSUPPORTED, f"no {self._source.value}")
        asked = self._order
        for attempt in range(1, self._waits.job_tries + 1):
            if self._press.step > StopStep.NONE:
                return ""
            answer = self._line.post(
                self._there.jobs_path, scan_settings(asked, found, self._there.capabilities.version)
            )
            if answer.is_success:
                return self._path_of(answer)
            trouble = refusal_of(answer.status, self._source, self._status())
            if asked.mode is Mode.BW and trouble is Trouble.SETTINGS_REJECTED:
                asked = replace(asked, mode=Mode.GRAY)  # listed, but not taken (NAPS2)
                self._notes.append(ScanNote.OTHER_MODE)
                continue
            may_pass = answer.status in (503, 429) and trouble in (Trouble.BUSY, Trouble.WARMING_UP)
            if attempt == self._waits.job_tries or not may_pass:
                raise ScanFailed(trouble, f"HTTP {answer.status}")
            self._press.rest(self._wait_of(answer))
        raise ScanFailed(Trouble.SETTINGS_REJECTED, "HTTP 409")

    def _path_of(self, answer: Answer) -> str:
        path = job_path(answer.location, self._there.jobs_path)
        if not path:  # then it may be told by the status
            status = self._status()
            running = status.only_job() if status else None
            path = job_path(running.uri, self._there.jobs_path) if running else ""
        if not path:
            raise ScanFailed(Trouble.COMMUNICATION_LOST, f"HTTP {answer.status}, no job address")
        return path

    # --- fetching ---

    def _fetched(self) -> Run:
        wanted = MAX_DOCUMENTS if self._order.max_pages is None else self._order.max_pages
        limit = 1 if self._source is Source.FLATBED else min(wanted, MAX_DOCUMENTS)
        while self._delivered < limit:
            if self._press.step > StopStep.NONE:
                return Run(STOPPED)
            began = time.monotonic()
            try:
                over = self._next_page()
            except ScanFailed as failed:
                return Run(self._broken_off(failed))
            if over is not None:
                return self._counted(over)
            if self._there.quirks.rests_between_pages and self._source.is_fed:
                self._press.rest(min(1.0, (time.monotonic() - began) / 2))
        if self._source.is_fed:
            return Run(Ending())  # it may have taken in more sheets, whose count means nothing
        status = self._status()
        job = status.job(self._path) if status else None
        return self._counted(Run(Ending(), job.images_completed if job else None, is_over=True))

    def _counted(self, run: Run) -> Run:
        """The same, with a word where the device counts other pages than came. A PDF may hold many of them."""
        differs = run.told is not None and run.told != self._delivered and self._is_single_paged
        if run.ending.trouble is None and differs:
            return replace(run, ending=replace(run.ending, notes=(*run.ending.notes, ScanNote.COUNT_DIFFERS)))
        return run

    def _next_page(self) -> Run | None:
        """Fetch one page and hand it over; how it ended, where there is none. Raises `ScanFailed` as the line does."""
        quiet_looks = false_ends = 0
        for attempt in range(1, self._waits.page_tries + 1):
            with self._line.page(f"{self._path}/NextDocument") as incoming:
                answer = incoming.answer
                content = received(incoming, self._press) if answer.is_success else b""
            if content:
                self._take(content)
                return None
            if self._press.step > StopStep.NONE:
                return Run(STOPPED)
            status = self._status()
            job = status.job(self._path) if status else None
            said = Answered(
                answer.status, self._source, self._delivered, status, job, self._there.quirks.retried_statuses
            )
            quiet_looks = quiet_looks + 1 if said.looks_over else 0
            is_last = attempt == self._waits.page_tries or quiet_looks == said.quiet_looks_needed
            false_ends = false_ends + 1 if said.looks_unfinished else 0
            is_doubted = 0 < false_ends <= FALSE_ENDS
            if not (said.means_not_yet or is_doubted) or is_last:
                return Run(said.ending, said.told, is_over=True)
            if self._press.rest(self._wait_of(answer)):
                return Run(STOPPED)
        return Run(Ending(Trouble.BUSY))

    def _take(self, content: bytes) -> None:
        flaw = flaw_of(content)
        if flaw:
            raise ScanFailed(Trouble.INCOMPLETE_PAGE, flaw)
        self._is_single_paged = self._is_single_paged and not content.startswith(_MULTI_PAGE)
        self._press.hand_over(content, self._order.dpi)
        self._delivered += 1

    def _broken_off(self, failed: ScanFailed) -> Ending:
        """Why a page broke off: a person, the device (as it says itself), the network, or a server that is gone."""
        if self._press.step > StopStep.NONE:
            return STOPPED
        if failed.trouble not in (Trouble.INCOMPLETE_PAGE, Trouble.COMMUNICATION_LOST, Trouble.OFFLINE):
            return Ending(failed.trouble, failed.problem.detail)
        try:
            status = self._there.status()
        except ScanFailed as silent:
            is_gone = was_refused(silent) or was_refused(failed)
            trouble = Trouble.DRIVER_CRASHED if is_gone else Trouble.COMMUNICATION_LOST
            return Ending(trouble, failed.problem.detail)
        said = status.trouble(self._source) if status else None
        if said is not None and said is not Trouble.FEEDER_EMPTY:
            return Ending(said, failed.problem.detail)
        return Ending(failed.trouble, failed.problem.detail)

    # --- ending ---

    def _abort(self) -> None:
        """Remove it while the driver waits for its page; on the thread that stops."""
        self._remove(in_a_hurry=True)

    def _remove(self, *, in_a_hurry: bool = False) -> None:
        """Remove it from the device, once. In a hurry, or where our line is cut, by a line of its own."""
        with self._removing, contextlib.suppress(ScanFailed):
            if self._is_removed:
                return
            if in_a_hurry or self._line.is_cut:
                with self._own_line() as line:
                    line.delete(self._path, connect_s=ABORT_S, answer_s=ABORT_S)
            else:
                self._line.delete(self._path)
            self._is_removed = True

    def _own_line(self) -> Line:
        line = Line(self._line.origin, self._there.scanner.certificate, OpenSockets(), self._waits)
        line.quirks = self._there.quirks
        return line

    def _let_it_rest(self) -> None:
        """Wait until the device is idle, so that the next scan is not refused; not for long, and not when cut."""
        with contextlib.suppress(ScanFailed):
            wait_until_idle(self._there, self._waits.idle_after_stop_s, self._waits.idle_look_s)

    def _status(self) -> ScannerStatus | None:
        """How the device says it is; None where it says nothing, for whatever reason."""
        try:
            return self._there.status()
        except ScanFailed:
            return None

    def _wait_of(self, answer: Answer) -> float:
        return min(answer.wait_s or self._waits.retry_s, self._waits.longest_retry_s)


def wait_until_idle(there: Reached, limit_s: float, look_s: float) -> bool:
    """Look at the device until it works at nothing; True where it does not. Raises `ScanFailed`."""
    give_up_at = time.monotonic() + limit_s
    while True:
        status = there.status(answer_s=max(look_s, 1.0))
        if status is None or not status.is_at_work:
            return True
        if time.monotonic() + look_s > give_up_at or there.line.rest(look_s):
            return False
