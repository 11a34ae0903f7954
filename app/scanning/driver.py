"""What a driver is: the few things that every road to a scanner can do, and the press that it hands pages to.

Runs in a scan's own process, on its main thread. A driver blocks; it is stopped through its `Press`, step by step:

| after | step | what a driver does |
| --- | --- | --- |
| 0 s | FINISH | lets the sheet that is in the rollers end (half of it would look like a whole page), begins no other |
| 3 s | ABORT | asks the device to drop the job |
| 8 s | HANG_UP | closes what it waits at |
| 12 s | | its process is killed, and another one cleans up (`Driver.clean_up`) |
"""

import threading
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Protocol

from app.domain.scanning import (
    Abilities,
    DeviceState,
    JobOpened,
    ScanEnded,
    ScanEvent,
    Scanner,
    ScanOrder,
    SheetScanned,
    Source,
)

MAX_SHEET_BYTES = 300_000_000
"""As large as a file may be (imaging.md, "Safety")."""


class StopStep(IntEnum):
    """How urgently a scan is to end."""

    NONE = 0
    FINISH = 1
    ABORT = 2
    HANG_UP = 3


class Press:
    """The driver's side of one run: what it tells goes up at once, and what stops it comes in here.

    `tell` and `hand_over` may be called on any one thread at a time; `stop` is called on another.
    """

    def __init__(self, send: Callable[[ScanEvent, bytes], None]) -> None:
        """`send` takes an event, and the page's bytes with a `SheetScanned`; it waits while too many are under way."""
        self._send = send
        self._changed = threading.Condition()
        self._step = StopStep.NONE
        self._on_step: list[tuple[StopStep, Callable[[], None]]] = []
        self.delivered = 0
        """How many images were handed over in this run."""
        self.job_address = ""
        """The job that was opened last; a driver that returns has removed it."""

    def tell(self, event: ScanEvent) -> None:
        """Say what is going on."""
        self._send(event, b"")

    def opened(self, job_address: str) -> None:
        """The device works for us under this address. To be told before the first page is asked for."""
        self.job_address = job_address
        self.tell(JobOpened(job_address))

    def hand_over(self, content: bytes, dpi: int) -> None:
        """Give a page away whose first bytes and end mark are right; waits while several are not kept yet.

        Raises what `send` raises where pages are not taken any more; the job on the device is then removed by others.
        """
        self._send(SheetScanned(self.delivered + 1, len(content), dpi), content)
        self.delivered += 1

    @property
    def step(self) -> StopStep:
        """How urgently it is to end now."""
        return self._step

    def rest(self, wait_s: float) -> bool:
        """Wait so long, or until it is to end; True where it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._step > StopStep.NONE, wait_s)

    def when(self, step: StopStep, act: Callable[[], None]) -> None:
        """Do this, on the thread that stops, when that step is reached; at once where it is reached already."""
        with self._changed:
            self._on_step.append((step, act))
            is_reached = self._step >= step
        if is_reached:
            act()

    def forget_acts(self) -> None:
        """What was to be done at a step is done no more: the job it was for is over."""
        with self._changed:
            self._on_step.clear()

    def stop(self, step: StopStep) -> None:
        """Go on to this step; from another thread than the driver's."""
        with self._changed:
            due = [act for at, act in self._on_step if self._step < at <= step]
            self._step = max(self._step, step)
            self._changed.notify_all()
        for act in due:
            act()


class Driver(Protocol):
    """One road. Every method but `scan` raises `ScanFailed`; none raises anything else that it can foresee."""

    def find(self, wait_s: float) -> Iterator[Scanner]:
        """The scanners that answer within this time, each as soon as it does; a road that is not here finds none."""

    def abilities(self, scanner: Scanner) -> Abilities:
        """What it can do."""

    def state(self, scanner: Scanner, source: Source) -> DeviceState:
        """How it is now, as it says itself; UNKNOWN where it says nothing. Never a reason not to try."""

    def scan(self, order: ScanOrder, press: Press) -> ScanEnded:
        """Scan: tell `ScanSettled` first, hand every whole page over, say how it ended.

        What goes wrong at the device is a `trouble` in the answer, so that the count stands beside it; `ScanFailed` is
        raised where nothing could be begun.
        """

    def clean_up(self, scanner: Scanner, job_address: str) -> None:
        """Remove the job that a dead driver left on the device, and wait (15 s at most) until that is idle."""
