"""Answers the practice scanner's requests: what it can do, how it is, a new job, the next page, the end of a job."""

import uuid
from collections.abc import Generator
from dataclasses import replace

from app.practice.line import LineLost
from app.practice.messages import Answer, Request
from app.practice.scanner_faults import PageFaults
from app.practice.scanner_machine import Job, Machine, NoPage, Why
from app.practice.scanner_model import (
    BLACK_AND_WHITE,
    COLOUR,
    PDF,
    AdfState,
    Inlet,
    InletModel,
    LocationShape,
    ScannerHabits,
    ScannerModel,
)
from app.practice.scanner_optics import View
from app.practice.scanner_output import Output
from app.practice.scanner_wire import (
    XML_TYPE,
    BadSettings,
    JobSeen,
    ScanSettings,
    capabilities_xml,
    image_info_xml,
    read_settings,
    status_xml,
)

ROOT = "/eSCL"
JOBS = f"{ROOT}/ScanJobs"
NOT_READY_STATUS = 503


class ScannerDesk:
    """Who answers. Asked on the connections' threads; `habits`, `state` and `base_url` may be set at any time."""

    def __init__(
        self, machine: Machine, model: ScannerModel, habits: ScannerHabits, faults: PageFaults, name: str, uuid_: str
    ) -> None:
        self._machine, self._model, self._faults = machine, model, faults
        self._name, self._uuid = name, uuid_
        self._output = Output(machine, faults)
        self._is_ended = self._was_asked_how_it_is = False
        self.habits = habits
        self.state: str | None = None
        self.base_url = ""

    def begin(self) -> None:
        """Pages may be waited for from now on."""
        self._is_ended = False

    def end(self) -> None:
        """Nobody waits for a page any more."""
        self._is_ended = True
        self._machine.wake()

    def answer(self, request: Request) -> Answer:
        """The answer to any request."""
        answer = self._answer(request)
        if self.habits.server:
            answer = replace(answer, headers=(*answer.headers, ("Server", self.habits.server)))
        return answer

    def _answer(self, request: Request) -> Answer:
        if not self._is_content_with(request):
            return _plain(400)
        match request.method, request.path.removeprefix(ROOT).split("/")[1:]:
            case "GET", ["ScannerCapabilities"]:
                return self._xml(self._capabilities())
            case "GET", ["ScannerStatus"] if self.habits.tells_status:
                return self._xml(self._status())
            case "POST", ["ScanJobs"]:
                return self._new_job(request.body)
            case "GET", ["ScanJobs", _, "NextDocument"]:
                return self._next_page(request.segments[2])
            case "GET", ["ScanJobs", _, "ScanImageInfo"] if self.habits.tells_image_info:
                return self._image_info(request.segments[2])
            case "DELETE", ["ScanJobs", _]:
                return self._remove(request.segments[2])
            case _:
                return _plain(404)

    def _is_content_with(self, request: Request) -> bool:
        host = request.headers.get("host", "")
        if self.habits.only_localhost_posts and request.method == "POST" and host != "localhost":
            return False
        return not self.habits.wants_port_in_host or ":" in host

    # --- what it tells -----------------------------------------------------------------------------------------------

    def _xml(self, content: bytes) -> Answer:
        return Answer(200, content, XML_TYPE, (("Cache-Control", "no-cache, no-store"),))

    def _capabilities(self) -> bytes:
        return capabilities_xml(self._model, self._name, self._uuid, lower_case_doctype=self.habits.lower_case_doctype)

    def _status(self) -> bytes:
        self._was_asked_how_it_is = True
        trouble, is_idle = self._machine.trouble, self._machine.is_idle
        state = self.state or ("Processing" if not is_idle else "Idle" if trouble is None else "Stopped")
        adf_state: AdfState | None = self._machine.adf_state
        if is_idle and trouble is None and self.habits.idle_adf_state is not None:
            adf_state = self.habits.idle_adf_state
        if not self.habits.tells_paper or (self._model.simplex is None and self._model.duplex is None):
            adf_state = None
        if self.habits.status_resets_adf and trouble is not None:
            self._machine.trouble = None
        jobs = [self._seen(job) for job in self._machine.jobs] if self.habits.tells_jobs else []
        return status_xml(state, None if adf_state is None else adf_state.value, jobs)

    def _seen(self, job: Job) -> JobSeen:
        state, reason = job.state.value
        count = max(0, job.images_completed + self.habits.miscounts)
        return JobSeen(job.id, f"{JOBS}/{job.id}", state, reason, self._machine.age_s(job), count)

    def _image_info(self, job_id: str) -> Answer:
        job = self._machine.job(job_id)
        if job is None:
            return _plain(404)
        return self._xml(image_info_xml(self._seen(job), job.last_size_px, job.settings.mode))

    # --- jobs --------------------------------------------------------------------------------------------------------

    def _new_job(self, body: bytes) -> Answer:
        habits = self.habits
        try:
            settings = read_settings(body)
        except BadSettings:
            if not habits.accepts_anything:
                return _plain(400)
            settings = ScanSettings()
        inlet = settings.inlet or self._inlet_of_itself()
        model = self._model.of(inlet)
        is_fed = inlet is not Inlet.PLATEN
        if model is None or (self._refuses(settings, model) and not habits.accepts_anything):
            return _plain(409)
        if is_fed and habits.refuses_while_empty and self._machine.adf_state is AdfState.EMPTY:
            return _plain(409)
        job_id = f"urn:uuid:{uuid.uuid4()}" if habits.urn_job_ids else str(uuid.uuid4())
        if not self._machine.open_job(job_id, settings, inlet):
            wait = () if habits.busy_retry_after is None else (("Retry-After", habits.busy_retry_after),)
            return _plain(503, wait)
        if is_fed and habits.wants_status_first and not self._was_asked_how_it_is:
            self._machine.trouble = AdfState.JAM
        self._was_asked_how_it_is = False
        created = _plain(201, self._location(f"{JOBS}/{job_id}"))
        return replace(created, flow=_hang_up, tells_length=False) if habits.drops_after_post else created

    def _inlet_of_itself(self) -> Inlet:
        """The inlet where the client names none: the feeder where paper lies in it."""
        has_paper = self._machine.sheets_left > 0 and self._model.simplex is not None
        return Inlet.SIMPLEX if has_paper or self._model.platen is None else Inlet.PLATEN

    def _refuses(self, settings: ScanSettings, model: InletModel) -> bool:
        if settings.mode == BLACK_AND_WHITE and self.habits.refuses_black_and_white:
            return True
        right = settings.left + (model.width - settings.left if settings.width is None else settings.width)
        bottom = settings.top + (model.height - settings.top if settings.height is None else settings.height)
        is_listed = settings.format in model.formats or self.habits.empties_unlisted_formats
        return not (
            is_listed
            and settings.mode in model.modes
            and model.can_resolve(settings.dpi)
            and settings.left < right <= model.width
            and settings.top < bottom <= model.height
        )

    def _location(self, path: str) -> tuple[tuple[str, str], ...]:
        match self.habits.location:
            case LocationShape.PATH:
                return (("Location", path),)
            case LocationShape.ABSOLUTE:
                return (("Location", self.base_url + path),)
            case LocationShape.UNKNOWN_HOST:
                return (("Location", f"http://practice-scanner.invalid:8080{path}"),)
            case LocationShape.MALFORMED:
                return (("Location", f"http://[fe80{path}"),)
            case LocationShape.RELATIVE:
                return (("Location", path.removeprefix(f"{ROOT}/")),)
            case LocationShape.ABSENT:
                return ()

    def _remove(self, job_id: str) -> Answer:
        is_there = self._machine.cancel(job_id)
        self._faults.release()  # a page of it that hangs hangs no more
        return _plain(200 if is_there else 404)

    # --- pages -------------------------------------------------------------------------------------------------------

    def _next_page(self, job_id: str) -> Answer:
        habits = self.habits
        job = self._machine.job(job_id)
        joins = habits.joins_pdf_pages and job is not None and job.settings.format == PDF
        try:
            pull = self._machine.pull(job_id, all_at_once=joins, least_gap_s=habits.least_gap_s)
        except NoPage as no:
            return _plain(_status_of(no.why, habits))
        if habits.page_wait_s:
            self._machine.wait_until(lambda _: self._is_ended or not pull.job.is_open, habits.page_wait_s)
        model = self._model.of(pull.job.inlet)
        if model is None or not pull.job.is_open:
            return _plain(habits.end_status)
        return self._output.page(pull, self._view(pull.job, model), habits)

    def _view(self, job: Job, model: InletModel) -> View:
        """What is looked at: within what the inlet can do, even where the scanner accepted anything."""
        asked = job.settings
        left, top = min(asked.left, model.width - 1), min(asked.top, model.height - 1)
        dpi = min(asked.dpi, self.habits.real_dpi or asked.dpi)
        return View(
            is_glass=job.inlet is Inlet.PLATEN,
            width=model.width,
            height=model.height,
            left=left,
            top=top,
            region_width=min(asked.width or model.width, model.width - left),
            region_height=min(asked.height or model.height, model.height - top),
            dpi=dpi if model.can_resolve(dpi) else min(dpi, model.highest_dpi),
            mode=asked.mode if asked.mode in model.modes else COLOUR,
        )


def _status_of(why: Why, habits: ScannerHabits) -> int:
    match why:
        case Why.NO_JOB:
            return 404
        case Why.TROUBLE:
            return habits.trouble_status
        case Why.AT_WORK:
            return NOT_READY_STATUS
        case Why.OVER | Why.TOO_SOON:
            return habits.end_status


def _hang_up(_: bytes) -> Generator[bytes, None, None]:
    """Nothing comes out, not even an end."""
    yield from ()
    raise LineLost


def _plain(status: int, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    return Answer(status, content_type="text/plain", headers=headers)
