"""One run at one scanner, in a process of its own: pages come out one by one, and whatever happens ends in words.

A run can be stopped: politely at first, then harder (`app.scanning.driver` has the steps), and at last its process is
killed. What a killed driver left on the device is removed by another process (`left_job`).
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from app.domain.errors import AppError
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import JobOpened, ScanEnded, ScanEvent, ScanOrder, SheetScanned
from app.runtime.side_room import Said, SideRoom

SCAN_JOB = "app.scanning.worker:scan"
CLEAN_JOB = "app.scanning.worker:clean_up"
LADDER_S = ((0.0, 1), (3.0, 2), (8.0, 3))
KILLED_AFTER_S = 12.0
CLEAN_WAIT_S = 20.0

KeepSheet = Callable[[SheetScanned, bytes], Awaitable[None]]
"""Checks a page, keeps it and lays it down behind those before; raises `AppError` where none is taken any more."""


class ScanRun:
    """A run, made for one order. Lives on the courier's loop."""

    def __init__(self, order: ScanOrder, tell: Callable[[ScanEvent], None], keep: KeepSheet) -> None:
        """`tell` hears everything that is no page; `keep` is called for each page in its order, several at a time."""
        self._order, self._tell, self._keep = order, tell, keep
        self._room: SideRoom | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._keeping: list[asyncio.Task[None]] = []
        self._refusal: AppError | None = None
        self.left_job = ""
        """The job that the device may still work on although the run is over; empty where nothing is left."""
        self.is_stopping = False

    async def go(self) -> ScanEnded:
        """Scan until it ends, and until all that came is kept. Never raises for what a device or a driver does."""
        try:
            async with SideRoom(SCAN_JOB, self._order) as room:
                self._room = room
                if self.is_stopping:
                    self._climb()
                async for said in room:
                    self._hear(said)
                ended: ScanEnded = room.result
        except ScanFailed as failure:
            ended = ScanEnded(0, trouble=failure.trouble, detail=failure.problem.detail)
        except AppError as lost:  # the process died, or was killed by us
            trouble = Trouble.CANCELLED if self.is_stopping else Trouble.DRIVER_CRASHED
            ended = ScanEnded(0, trouble=trouble, detail=lost.problem.detail)
        else:
            self.left_job = ""
        finally:
            self._room = None
            for timer in self._timers:
                timer.cancel()
            await asyncio.gather(*self._keeping, return_exceptions=True)
        if self._refusal is not None:
            raise self._refusal
        return ended

    def stop(self) -> None:
        """End it: the sheet that is under way comes to its end where that does not take too long."""
        if not self.is_stopping:
            self.is_stopping = True
            self._climb()

    def kill(self) -> None:
        """End its process at once, whatever it does."""
        if self._room is not None:
            self._room.kill()

    def _climb(self) -> None:
        """Go up the steps one after the other, as long as it has not ended."""
        room = self._room
        if room is None:
            return
        loop = asyncio.get_running_loop()
        room.stop(LADDER_S[0][1])
        self._timers = [loop.call_later(after_s, room.stop, step) for after_s, step in LADDER_S[1:]]
        self._timers.append(loop.call_later(KILLED_AFTER_S, room.kill))

    def _hear(self, said: Said) -> None:
        match said.value:
            case SheetScanned() as sheet:
                self._keeping.append(asyncio.create_task(self._kept(sheet, said.content)))
            case JobOpened(address):
                self.left_job = address
            case event:
                self._tell(event)

    async def _kept(self, sheet: SheetScanned, content: bytes) -> None:
        try:
            await self._keep(sheet, content)
        except AppError as failure:
            self._refusal = self._refusal or failure
        if self._room is not None:
            self._room.answer(is_taken=self._refusal is None)


async def removed(order: ScanOrder, job_address: str) -> None:
    """Have a job removed that a dead driver left on the device; a device that can't be reached keeps it."""
    with contextlib.suppress(AppError, TimeoutError):
        async with asyncio.timeout(CLEAN_WAIT_S), SideRoom(CLEAN_JOB, order.scanner, job_address) as room:
            async for _ in room:
                pass
