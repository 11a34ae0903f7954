"""A side room: one process for one long job that talks while it works, such as a scan; it may hang or die.

The darkroom takes bytes and gives back bytes; here a job tells value after value, some with bytes behind them, and is
told how urgently it is to end. The job is a function named by text, "module:function", that is called with a `Channel`
first. Bytes that it sends are answered for, a few at a time (`MAX_UNANSWERED`): what was not answered counts as not
taken. A room whose window has died ends by itself, so that nothing is left running at a device.

This file is both ends: `SideRoom` lives on the courier's loop, `serve` in the process of the room.
"""

import asyncio
import contextlib
import importlib
import os
import pickle
import signal
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Self  # Any: what a job is given, tells and returns is its own affair

from app.domain.errors import AppError, JobDied, Problem
from app.runtime.travel import letter_of, value_in

MAX_UNANSWERED = 4
MAX_CONTENT_BYTES = 300_000_000
MAX_LETTER_BYTES = 1_000_000
END_WAIT_S = 4.0
"""So long a room that is not wanted any more may clean up before its process is killed."""
GONE_WAIT_S = 20.0
"""So long a room cleans up whose window has died; then it ends whatever it does."""
FIRST_STEP, LAST_STEP = 1, 3
_SPAWN = get_context("spawn")
_TAKEN, _NOT_TAKEN = b"\1", b"\0"


class RoomLost(JobDied):
    """The process of a room ended without a word; `exit_code` is its own, negative for a signal on Unix."""

    def __init__(self, problem: Problem, exit_code: int | None) -> None:
        super().__init__(problem)
        self.args = (problem, exit_code)
        self.exit_code = exit_code


class NotTaken(Exception):
    """Inside the room: the other end has not taken what was sent, and wants nothing more."""


# --- in the process of the room --------------------------------------------------------------------------------------


class Channel:
    """The room's end: what it says goes up, and how urgently it is to end comes in."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._gate = threading.Lock()
        self._unanswered = 0
        self._on_step: Callable[[int], None] = _do_nothing
        self._step = 0

    def say(self, value: object, content: bytes = b"") -> None:
        """Tell a value of the domain, with bytes behind it; waits while too much is unanswered. From any thread.

        Raises `NotTaken`.
        """
        with self._gate:
            while self._unanswered >= MAX_UNANSWERED:
                self._hear_answer()
            self._send(value, len(content))
            if content:
                self._pipe.send_bytes(content)
                self._unanswered += 1

    def settle(self) -> None:
        """Wait until everything is answered. Raises `NotTaken`."""
        with self._gate:
            while self._unanswered:
                self._hear_answer()

    def when_stopping(self, act: Callable[[int], None]) -> None:
        """Call this, on another thread, with every step (1 to 3) that is reached; at once with one reached already."""
        self._on_step = act
        if self._step:
            act(self._step)

    def stop(self, step: int) -> None:
        """The other end wants it to end so urgently."""
        self._step = max(self._step, step)
        self._on_step(self._step)

    def _send(self, value: object, size_bytes: int) -> None:
        self._pipe.send_bytes(letter_of((value, size_bytes)).pickled)

    def _hear_answer(self) -> None:
        answer = self._pipe.recv_bytes(len(_TAKEN))
        self._unanswered -= 1
        if answer != _TAKEN:
            raise NotTaken


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the job returned, or the error it raised. Travels as a pair, since only values of the domain do."""

    result: object = None
    failure: AppError | None = None


def serve(pipe: Connection, orders: Connection, job: str, arguments: tuple[object, ...]) -> None:
    """Do the job: the whole life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's affair: it ends the job in good order
    channel = Channel(pipe)
    threading.Thread(target=_listen, args=(orders, channel), daemon=True).start()
    outcome = _done(channel, job, arguments)
    with contextlib.suppress(OSError, EOFError):
        pipe.send_bytes(letter_of(((outcome.result, outcome.failure), -1)).pickled)
    os._exit(0)  # a deaf driver may have left a thread in a system call, and libraries that wait for it at the end


def _done(channel: Channel, job: str, arguments: tuple[object, ...]) -> _Outcome:
    """The room's one net: whatever a driver thinks of becomes one of our errors here."""
    try:
        module, _, name = job.partition(":")
        result = getattr(importlib.import_module(module), name)(channel, *arguments)
        channel.settle()
        return _Outcome(result)
    except AppError as error:
        return _Outcome(failure=error.with_traceback(None))
    except (NotTaken, EOFError, OSError) as error:
        return _Outcome(failure=JobDied(_broken_down(type(error).__name__)))
    except Exception as error:  # noqa: BLE001  the net above the jobs
        # Never its message: that may quote a page. No `RoomLost` either: only errors of the domain travel.
        return _Outcome(failure=JobDied(_broken_down(f"{type(error).__name__} in {job}")))


def _listen(orders: Connection, channel: Channel) -> None:
    """Hear what the window wants; where the window is gone, end in good order, and at last in any."""
    try:
        while True:
            channel.stop(orders.recv_bytes(1)[0])
    except (EOFError, OSError):
        patience = threading.Timer(GONE_WAIT_S, os._exit, (1,))
        patience.daemon = True
        patience.start()
        for step in range(FIRST_STEP, LAST_STEP):  # the last one would keep it from telling the device
            channel.stop(step)


# --- on the courier's loop -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """What the job told, and the bytes behind it, if there are any; those want `SideRoom.answer`."""

    value: Any
    content: bytes = b""


_Heard = Said | _Outcome | RoomLost


class SideRoom:
    """Starts the process on entering; iterate over what it says; `result` is there when that ends.

    Iterating raises what the job raised, and `RoomLost` where the process died. Leaving ends the process: it gets
    `END_WAIT_S` to clean up.
    """

    def __init__(self, job: str, *arguments: object) -> None:
        self.result: Any = None
        self._job, self._arguments = job, arguments
        self._heard: asyncio.Queue[_Heard] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._orders: Connection | None = None
        self._ear: threading.Thread | None = None
        self._gate = threading.Lock()
        self._is_abandoned = False

    async def __aenter__(self) -> Self:
        """Raises `RoomLost` where no process can be started."""
        try:
            await asyncio.shield(self._loop.run_in_executor(None, self._start))
        except asyncio.CancelledError:
            self._abandon()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # On a thread, and shielded: the process must be gone, however often whoever waits for that is cancelled.
        await asyncio.shield(self._loop.run_in_executor(None, self._end, END_WAIT_S))

    async def __aiter__(self) -> AsyncIterator[Said]:
        while True:
            match await self._heard.get():
                case Said() as said:
                    yield said
                case _Outcome(result, None):
                    self.result = result
                    return
                case _Outcome(_, AppError() as failure):
                    raise failure
                case RoomLost() as lost:
                    raise lost

    def answer(self, *, is_taken: bool) -> None:
        """The bytes of the last value that had some are kept, or are not wanted."""
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                self._pipe.send_bytes(_TAKEN if is_taken else _NOT_TAKEN)

    def stop(self, step: int) -> None:
        """Let the job know how urgently it is to end (1 to 3)."""
        if self._orders is not None:
            with contextlib.suppress(OSError):
                self._orders.send_bytes(bytes((step,)))

    def kill(self) -> None:
        """End the process now; iterating raises `RoomLost`."""
        if self._process is not None:
            with contextlib.suppress(ValueError):
                self._process.kill()

    @property
    def process_id(self) -> int | None:
        """The process of the room, for tests that kill it."""
        return self._process.pid if self._process is not None else None

    def _start(self) -> None:
        ours, theirs = _SPAWN.Pipe()
        hearing, orders = _SPAWN.Pipe(duplex=False)
        process = _SPAWN.Process(
            target=serve, args=(theirs, hearing, self._job, self._arguments), name="counterscan-side-room", daemon=True
        )
        try:
            process.start()
        except OSError as error:
            ours.close()
            orders.close()
            raise _lost("no process", None) from error
        finally:
            theirs.close()  # the room's own copies are then the only ones: its death closes the pipes
            hearing.close()
        with self._gate:
            self._process, self._pipe, self._orders = process, ours, orders
            self._ear = threading.Thread(target=self._hear, args=(process, ours), name="side-room", daemon=True)
            self._ear.start()
            is_unwanted = self._is_abandoned
        if is_unwanted:
            self._end(0.0)

    def _abandon(self) -> None:
        """Nobody waits for the start any more: what was started ends, now or as soon as it stands."""
        with self._gate:
            self._is_abandoned = True
            is_started = self._process is not None
        if is_started:
            self._loop.run_in_executor(None, self._end, 0.0)

    def _hear(self, process: SpawnProcess, pipe: Connection) -> None:
        """On a thread of its own, until the room has said its last word."""
        try:
            while True:
                value, size_bytes = value_in(pipe.recv_bytes(MAX_LETTER_BYTES))
                if size_bytes < 0:
                    result, failure = value
                    self._tell(_Outcome(result, failure))
                    return
                content = pipe.recv_bytes(MAX_CONTENT_BYTES) if size_bytes else b""
                self._tell(Said(value, content))
        except (EOFError, OSError, ValueError, TypeError, pickle.UnpicklingError):
            process.join(END_WAIT_S)
            self._tell(_lost(self._job, process.exitcode))

    def _tell(self, heard: _Heard) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens
            self._loop.call_soon_threadsafe(self._heard.put_nowait, heard)

    def _end(self, wait_s: float) -> None:
        with self._gate:
            process, pipe, orders, ear = self._process, self._pipe, self._orders, self._ear
            self._process = self._pipe = self._orders = self._ear = None
        if pipe is not None:
            with contextlib.suppress(OSError):  # it may wait for an answer, and nobody takes anything more
                pipe.send_bytes(_NOT_TAKEN)
        if orders is not None:
            orders.close()  # the room takes it for our death, and ends
        if process is not None:
            process.join(wait_s)
            if process.is_alive():
                process.kill()
                process.join()
        if ear is not None:
            ear.join()
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.close()


def _lost(detail: str, exit_code: int | None) -> RoomLost:
    code = "" if exit_code is None else f", {exit_code}"
    return RoomLost(_broken_down(f"{detail}{code}"), exit_code)


def _broken_down(detail: str) -> Problem:
    return Problem("What was under way broke down", "Try it again", detail)


def _do_nothing(step: int) -> None:
    """Where a job does not listen."""
