"""The practice scanner: a small real eSCL server on loopback, as network scanners have one, with made-up paper.

It stands in for a foreign device, for learners and for tests: it imports nothing of ours but its own package, keeps
everything in memory and says nothing on the console. It is written after the Mopria eSCL document (2.63), and what real
devices do beside it is a habit or a fault that has to be asked for.
"""

import ssl
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from app.practice.conversation import Conversation
from app.practice.faults import FaultPlan
from app.practice.listener import LOOPBACK, Listener
from app.practice.messages import SeenRequest
from app.practice.scanner_desk import ROOT, ScannerDesk
from app.practice.scanner_faults import PageFaults
from app.practice.scanner_machine import Job, Machine
from app.practice.scanner_model import AdfState, ScannerHabits, ScannerModel
from app.practice.scanner_paper import Face, Sheet, made_up_sheets

SCANNER_NAME = "Practice scanner"
MOST_BODY_BYTES = 1_000_000
MOST_REQUESTS_REMEMBERED = 2000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PracticeScanner:
    """An eSCL scanner that is nobody's: start and stop it, or use it as a context manager.

    Port 0 takes a free port; a port once taken is kept over `stop` and `start`, and so is the paper. With `tls` it
    speaks https alone, and another context set later is another certificate. `refills` keeps its feeder from staying
    empty. `faults` are what is to go wrong with its requests, `page_faults` with its pages; `habits` last, and may be
    set at any time.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        name: str = SCANNER_NAME,
        scanner_uuid: str = "",
        model: ScannerModel = ScannerModel(),  # noqa: B008 - a frozen value
        habits: ScannerHabits = ScannerHabits(),  # noqa: B008 - a frozen value
        refills: int = 0,
        tls: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.name = name
        self.uuid = scanner_uuid or str(uuid.uuid4())
        self.faults = FaultPlan()
        self.page_faults = PageFaults()
        self.requests: deque[SeenRequest] = deque(maxlen=MOST_REQUESTS_REMEMBERED)
        self._port = port
        self._machine = Machine(refills)
        self._desk = ScannerDesk(self._machine, model, habits, self.page_faults, self.name, self.uuid)
        talk = Conversation(
            answer=self._desk.answer,
            faults=self.faults,
            note=self.requests.append,
            now=now,
            most_body_bytes=MOST_BODY_BYTES,
            elsewhere=lambda: f"{self.url}/elsewhere",
        )
        self._door = Listener(talk.run, "scanner", tls)
        self._is_running = self._is_offline = False

    def start(self) -> None:
        """Listen; raises OSError when the port is taken. Nothing happens when it runs already."""
        if self._is_running:
            return
        self.faults.begin()
        self.page_faults.begin()
        self._desk.begin()
        self._door.open(self._port)
        self._port = self._door.port
        self._desk.base_url = self.url.removesuffix(ROOT)
        self._is_running, self._is_offline = True, False

    def stop(self) -> None:
        """Break all connections, end all planned waits, join every thread. Nothing happens when it does not run."""
        if not self._is_running:
            return
        self.faults.end()
        self.page_faults.end()
        self._desk.end()
        self._door.close()
        self._is_running = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where it is, with the root of its resources; its port is 0 before the first start if none was chosen."""
        return f"{'http' if self._door.tls is None else 'https'}://{LOOPBACK}:{self._port}{ROOT}"

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._port

    @property
    def offline(self) -> bool:
        """Whether the scanner is cut off: its port refuses connections, and the open ones were broken."""
        return self._is_offline

    @offline.setter
    def offline(self, is_offline: bool) -> None:
        if not self._is_running or is_offline == self._is_offline:
            return
        self._is_offline = is_offline
        if is_offline:
            self._door.pause()
        else:
            self._door.resume()

    @property
    def habits(self) -> ScannerHabits:
        """In which ways it behaves as some real device does."""
        return self._desk.habits

    @habits.setter
    def habits(self, habits: ScannerHabits) -> None:
        self._desk.habits = habits

    @property
    def tls(self) -> ssl.SSLContext | None:
        """Its certificate; another one counts for the connections that come after."""
        return self._door.tls

    @tls.setter
    def tls(self, context: ssl.SSLContext) -> None:
        self._door.tls = context

    @property
    def state(self) -> str | None:
        """What it says of itself in place of Idle and Processing: Testing, Stopped, Down. None: the truth."""
        return self._desk.state

    @state.setter
    def state(self, state: str | None) -> None:
        self._desk.state = state

    # --- paper -------------------------------------------------------------------------------------------------------

    def load(self, sheets: int | Iterable[Face | Sheet]) -> None:
        """Put sheets into the feeder, behind those in it: so many made-up ones, or these.

        A face alone is a sheet that has the same on both sides. Bytes are sent as they are, whatever is asked for.
        """
        if isinstance(sheets, int):
            self._machine.load(made_up_sheets(sheets))
        else:
            self._machine.load(face if isinstance(face, Sheet) else Sheet(face, face) for face in sheets)

    def lay(self, face: Face) -> None:
        """Lay something on the glass, in place of the ID card that lies there."""
        self._machine.lay(face)

    def empty(self) -> None:
        """Take all paper out of the feeder."""
        self._machine.empty()

    @property
    def sheets_left(self) -> int:
        """How many sheets lie in the feeder."""
        return self._machine.sheets_left

    # --- trouble -----------------------------------------------------------------------------------------------------

    @property
    def trouble(self) -> AdfState | None:
        """What keeps the feeder from feeding; may be set."""
        return self._machine.trouble

    @trouble.setter
    def trouble(self, state: AdfState | None) -> None:
        self._machine.trouble = state

    def mend(self) -> None:
        """A person clears the jam, closes the cover."""
        self._machine.trouble = None

    # --- what is going on --------------------------------------------------------------------------------------------

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        return self._machine.jobs

    @property
    def is_idle(self) -> bool:
        """Is no job worked on?"""
        return self._machine.is_idle

    def wait_until_idle(self, timeout_s: float = 10.0) -> bool:
        """Wait until no job is worked on; False when it was not so in time."""
        return self._machine.wait_until(lambda machine: machine.is_idle, timeout_s)

    def wait_until_at_rest(self, timeout_s: float = 10.0) -> bool:
        """Wait until no page is on its way, be its job over or not; False when it was not so in time."""
        return self._machine.wait_until(lambda machine: not any(job.is_at_work for job in machine.jobs), timeout_s)

    def wait_for_pages(self, count: int, timeout_s: float = 10.0) -> bool:
        """Wait until the newest job has counted so many images; False when it had not in time."""
        return self._machine.wait_until(
            lambda machine: any(job.images_completed >= count for job in machine.jobs[:1]), timeout_s
        )
