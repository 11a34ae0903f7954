"""The darkroom: a small pool of processes that may die, for everything that decodes what came from outside.

Used from the courier's room (one asyncio loop). One job a worker; a job that takes too long, crashes or is cancelled
takes its own worker with it and nobody else's (architecture.md, "Three rooms").

A job is tried twice in two cases. One that failed with an everyday job's memory gets all that a worker may have, one
such job at a time: most C libraries call it damage when memory runs out. One whose worker was killed by somebody else
is run again: it may have been a bystander (a system that is short of memory picks whom it likes). No crash is tried
twice.
"""

import asyncio
from collections import deque
from typing import Any  # a job's result is its own affair; each flow that calls `run` names the type it expects

from app.domain.errors import JobDied, Problem, UnreadableFile
from app.runtime.cage import LARGE_MEMORY_BYTES, Bound
from app.runtime.seat import START_WAIT_S, Ending, Failure, Lost, Result, Seat
from app.runtime.suspects import Request, Suspects, died

DEFAULT_WORKERS = 2
DEFAULT_JOB_WAIT_S = 10.0  # imaging.md, "Safety"; flows give more to what a legitimate page may need it for
_PREPARE = "app.runtime.worker:prepare"
_KILLED = -9  # how Unix tells of SIGKILL, which no decoder sends itself; Windows has nothing that says so


class Darkroom:
    """A pool of workers that rebuilds itself. Jobs wait in line for a free worker, urgent ones first.

    Whoever calls bounds the line: it is as long as the number of `run` calls that are under way.
    """

    def __init__(
        self,
        workers: int = DEFAULT_WORKERS,
        job_wait_s: float = DEFAULT_JOB_WAIT_S,
        memory_bytes: int = LARGE_MEMORY_BYTES,
    ) -> None:
        self._seats = [Seat(number, memory_bytes) for number in range(workers)]
        self._idle = deque(self._seats)
        self._urgent: deque[asyncio.Future[Seat]] = deque()
        self._patient: deque[asyncio.Future[Seat]] = deque()
        self._second_tries = asyncio.Lock()
        self._suspects = Suspects()
        self._job_wait_s = job_wait_s
        self._is_closed = False

    @property
    def bounds(self) -> frozenset[Bound]:
        """What bounds the workers that have been started, besides the clock; for `doctor`."""
        return frozenset().union(*(seat.bounds for seat in self._seats))

    async def run(
        self, job: str, source: bytes, *args: object, wait_s: float | None = None, urgent: bool = False
    ) -> Any:
        """Call `job` ("module:function") with `source` and `args` in a worker, and return what it returns.

        The job may take `wait_s` from when a worker begins it (default: the pool's). Raises what the job raised where
        that is an `AppError`, `UnreadableFile` where it was any other error, and `JobDied` where the job crashed, took
        too long or too much memory, or has done so often enough. Cancelling ends the job at once.
        """
        request = Request(job, source, args)
        self._suspects.let_pass(request)
        seat = await self._free_seat(urgent)
        try:
            return await self._done(seat, request, self._job_wait_s if wait_s is None else wait_s)
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
            await self._ready(seat, jobs)
        finally:
            self._hand_on(seat)

    async def _done(self, seat: Seat, request: Request, wait_s: float) -> Any:
        """Try it, and once more where that may help, within `wait_s` for both."""
        await self._ready(seat, (request.job,))
        began_s = asyncio.get_running_loop().time()
        ending = await self._tried(seat, request, wait_s)
        if _may_fare_better(ending) and not self._is_closed:
            spent_s = asyncio.get_running_loop().time() - began_s
            async with self._second_tries:
                await self._ready(seat, (request.job,))
                ending = await self._tried(seat, request, wait_s - spent_s, is_large=True)
        match ending:
            case Result(value):
                return value
            case Failure(error):
                raise error
            case Lost(exit_code) if self._is_closed:
                raise _closed()
            case Lost(exit_code):
                raise self._suspects.accuse(request, _lost(request.job, exit_code))

    async def _ready(self, seat: Seat, jobs: tuple[str, ...]) -> None:
        """A living worker that has imported what the jobs need: a first start is no part of a job's time."""
        if self._is_closed:
            raise _closed()
        if not await asyncio.shield(asyncio.wrap_future(seat.start())):
            raise _closed() if self._is_closed else died("The picture workshop could not be started", "no worker")
        missing = tuple(job for job in jobs if job not in seat.prepared)
        if missing:
            await self._tried(seat, Request(_PREPARE, b"", missing), START_WAIT_S)  # a job that is not there says so
            seat.prepared.update(missing)

    async def _tried(self, seat: Seat, request: Request, wait_s: float, *, is_large: bool = False) -> Ending:
        sent = asyncio.wrap_future(seat.send(request.job, request.source, request.args, is_large=is_large))
        try:
            async with asyncio.timeout(wait_s):
                return await asyncio.shield(sent)
        except TimeoutError:
            seat.kill()
            await asyncio.shield(sent)
            too_long = died("This page took too long", f"{request.job}, {wait_s:g} s")
            raise self._suspects.accuse(request, too_long) from None
        except asyncio.CancelledError:
            seat.kill()  # the seat's thread cleans up; the next job in this seat waits for that by itself
            raise

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


def _may_fare_better(ending: Ending) -> bool:
    """Could a second try, with more memory and alone, end otherwise?"""
    match ending:
        case Failure(JobDied() as error):
            return error.problem.detail == MemoryError.__name__
        case Failure(error):
            return type(error) is UnreadableFile  # its kinds (locked, a wrong password) know what they say
        case Lost(exit_code, is_ours):
            return exit_code == _KILLED and not is_ours
    return False


def _lost(job: str, exit_code: int | None) -> JobDied:
    return died("This page could not be worked on", f"{job}, {exit_code}")


def _closed() -> JobDied:
    return JobDied(Problem("CounterScan is closing", "Start it again to go on"))
