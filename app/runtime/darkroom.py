"""The darkroom: a small pool of processes that may die, for everything that decodes what came from outside.

Used from the courier's room (one asyncio loop). One job a worker; a job that takes too long, crashes or is cancelled
takes its own worker with it and nobody else's (architecture.md, "Three rooms").
"""

import asyncio
from collections import deque
from typing import Any  # a job's result is its own affair; each flow that calls `run` names the type it expects

from app.domain.errors import JobDied, Problem
from app.runtime.seat import Ending, Failure, Lost, Result, Seat

DEFAULT_WORKERS = 2
DEFAULT_JOB_WAIT_S = 30.0
DEFAULT_MEMORY_BYTES = 2 * 1024**3  # of addresses, a worker's libraries among them
_PREPARE = "app.runtime.worker:prepare"


class Darkroom:
    """A pool of workers that rebuilds itself. Jobs wait in line for a free worker, urgent ones first.

    Whoever calls bounds the line: it is as long as the number of `run` calls that are under way.
    """

    def __init__(
        self,
        workers: int = DEFAULT_WORKERS,
        job_wait_s: float = DEFAULT_JOB_WAIT_S,
        memory_bytes: int = DEFAULT_MEMORY_BYTES,
    ) -> None:
        self._seats = [Seat(number, memory_bytes) for number in range(workers)]
        self._idle = deque(self._seats)
        self._urgent: deque[asyncio.Future[Seat]] = deque()
        self._patient: deque[asyncio.Future[Seat]] = deque()
        self._job_wait_s = job_wait_s
        self._is_closed = False

    async def run(
        self, job: str, source: bytes, *args: object, wait_s: float | None = None, urgent: bool = False
    ) -> Any:
        """Call `job` ("module:function") with `source` and `args` in a worker, and return what it returns.

        The job may take `wait_s` from when a worker begins it (default: the pool's). Raises what the job raised where
        that is an `AppError`, `UnreadableFile` where it was any other error, and `JobDied` where the job crashed, took
        too long or too much memory. Cancelling ends the job at once.
        """
        wait_s = self._job_wait_s if wait_s is None else wait_s
        seat = await self._free_seat(urgent)
        try:
            return await self._done(seat, job, source, args, wait_s)
        finally:
            self._hand_on(seat)

    async def warm_up(self, *jobs: str) -> None:
        """Start the workers that are idle, and let each import what these jobs need."""
        seats, self._idle = list(self._idle), deque()
        preparing = [self._warmed(seat, jobs) for seat in seats]
        await asyncio.gather(*preparing)

    def close(self) -> None:
        """End all workers and wait until they are gone; jobs under way or in line end as `JobDied`. From any thread."""
        self._is_closed = True
        for seat in self._seats:
            seat.kill()
        for seat in self._seats:
            seat.close()

    async def _warmed(self, seat: Seat, jobs: tuple[str, ...]) -> None:
        try:
            await self._done(seat, _PREPARE, b"", jobs, self._job_wait_s)
        finally:
            self._hand_on(seat)

    async def _done(self, seat: Seat, job: str, source: bytes, args: tuple[object, ...], wait_s: float) -> Any:
        if self._is_closed:
            raise _closed()
        if not await asyncio.shield(asyncio.wrap_future(seat.start())):
            raise _closed() if self._is_closed else _died("The picture workshop could not be started", "no worker")
        sent = asyncio.wrap_future(seat.send(job, source, args))
        try:
            async with asyncio.timeout(wait_s):
                ending = await asyncio.shield(sent)
        except TimeoutError:
            seat.kill()
            await asyncio.shield(sent)
            raise _died("This page took too long", f"{job}, {wait_s:g} s") from None
        except asyncio.CancelledError:
            seat.kill()  # the seat's thread cleans up; the next job in this seat waits for that by itself
            raise
        return self._value_of(ending, job)

    def _value_of(self, ending: Ending, job: str) -> Any:
        match ending:
            case Result(value):
                return value
            case Failure(error):
                raise error
            case Lost(exit_code):
                raise _closed() if self._is_closed else _died("This page could not be worked on", f"{job}, {exit_code}")

    async def _free_seat(self, urgent: bool) -> Seat:
        if self._is_closed:
            raise _closed()
        if self._idle:
            return self._idle.popleft()
        turn: asyncio.Future[Seat] = asyncio.get_running_loop().create_future()
        line = self._urgent if urgent else self._patient
        line.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._hand_on(turn.result())  # it was our turn in the very moment we left
            elif turn in line:
                line.remove(turn)
            raise

    def _hand_on(self, seat: Seat) -> None:
        """Give the seat to the next in line, urgent ones first, or put it back."""
        for line in (self._urgent, self._patient):
            while line:
                turn = line.popleft()
                if not turn.done():
                    turn.set_result(seat)
                    return
        self._idle.append(seat)


def _died(title: str, detail: str) -> JobDied:
    return JobDied(Problem(title, "Scan or save it again, then add it once more", detail))


def _closed() -> JobDied:
    return JobDied(Problem("CounterScan is closing", "Start it again to go on"))
