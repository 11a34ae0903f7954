"""One seat in the darkroom: a worker process, its pipe, and the one thread that waits for it.

The thread starts the process, sends it errands and receives outcomes, one after the other. Only `kill` and `close` are
called from elsewhere; the thread notices a dead worker by its closed pipe, cleans up, and starts another for the next
errand. Everything that an errand put into shared memory is removed by the thread, however the errand ended.
"""

import contextlib
import os
import pickle
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.shared_memory import SharedMemory
from typing import Any, ParamSpec, TypeVar  # Any: a result is whatever the job's function returns

from app.domain.errors import AppError
from app.runtime.sharing import SHARED_FROM_BYTES, put, remove, shared_prefix, taken
from app.runtime.worker import Errand, Outcome, work

START_WAIT_S = 60.0  # a cold disk and a virus scanner make a first start slow
_END_WAIT_S = 5.0  # for a killed process to be gone
_SPAWN = get_context("spawn")  # a fork would copy the window's threads and locks in mid-air


@dataclass(frozen=True, slots=True)
class Result:
    """What the job returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """What the job raised."""

    error: AppError


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker died over the job, or could not be started; `exit_code` is the process's own, where it had one."""

    exit_code: int | None


Ending = Result | Failure | Lost
_Value = TypeVar("_Value")
_Arguments = ParamSpec("_Arguments")


class Seat:
    """A place for one worker; it is started at the first errand and again after each death."""

    def __init__(self, number: int, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"darkroom-{number}")
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_condemned = threading.Event()
        self._is_closed = threading.Event()

    def start(self) -> "Future[bool]":
        """Make sure of a living worker; False where none could be started."""
        return self._submitted(False, self._started)

    def send(self, job: str, source: bytes, arguments: tuple[object, ...]) -> "Future[Ending]":
        """Have the worker do a job; a future that raises was given arguments that can't travel."""
        return self._submitted(Lost(None), self._exchanged, job, source, arguments)

    def kill(self) -> None:
        """End the worker now, whatever it does; its errand ends as `Lost`."""
        self._is_condemned.set()  # a killed process still looks alive for a moment
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError):  # the thread has just put it away
                process.kill()

    def close(self) -> None:
        """End the worker and the thread, and wait for both."""
        self._is_closed.set()  # seen by the thread if it starts a process after the next line
        self.kill()
        self._submitted(None, self._put_away)
        self._thread.shutdown(wait=True)

    def _submitted(
        self,
        if_closed: _Value,
        function: Callable[_Arguments, _Value],
        *args: _Arguments.args,
        **named: _Arguments.kwargs,
    ) -> "Future[_Value]":
        """Have the thread call the function; once the seat is closed the answer is `if_closed`."""
        try:
            return self._thread.submit(function, *args, **named)
        except RuntimeError:  # the thread takes nothing more
            future: Future[_Value] = Future()
            future.set_result(if_closed)
            return future

    def _started(self) -> bool:
        if self._process is not None and self._process.is_alive() and not self._is_condemned.is_set():
            return True
        self._put_away()
        self._is_condemned.clear()
        if self._is_closed.is_set():
            return False
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=work, args=(theirs, os.getpid(), self._memory_bytes), name="counterscan-darkroom", daemon=True
        )
        try:
            process.start()
        except OSError:
            ours.close()
            return False
        finally:
            theirs.close()  # the worker's own copy is then the last: its death closes the pipe
        self._process, self._pipe = process, ours
        if self._is_closed.is_set():
            self.kill()
        try:
            if ours.poll(START_WAIT_S):
                ours.recv()
                return True
        except (EOFError, OSError):
            pass
        self._put_away()
        return False

    def _exchanged(self, job: str, source: bytes, arguments: tuple[object, ...]) -> Ending:
        pipe = self._pipe
        if pipe is None:
            return Lost(None)
        result_name = f"{shared_prefix(os.getpid())}{secrets.token_hex(6)}"
        shared_source: SharedMemory | None = None
        try:
            if len(source) >= SHARED_FROM_BYTES:
                shared_source = put(f"{result_name}-s", source)
            name = None if shared_source is None else shared_source.name
            inline = source if shared_source is None else b""
            pipe.send(Errand(job, inline, name, len(source), arguments, result_name))
            outcome: Outcome = pipe.recv()
            ending = _unpacked(outcome, result_name)
            if outcome.shared_bytes:
                pipe.send(None)  # taken: the worker may let go of it
            return ending
        except (EOFError, OSError, pickle.UnpicklingError):
            return Lost(self._put_away())
        finally:
            if shared_source is not None:
                shared_source.close()
                shared_source.unlink()
            remove(result_name)

    def _put_away(self) -> int | None:
        """End what is left of the worker; its exit code."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        process.join(
            0.2 if not self._is_closed.is_set() else 0
        )  # one that crashed is nearly gone, and its code tells how
        if process.is_alive():
            process.kill()
            process.join(_END_WAIT_S)
        exit_code = process.exitcode
        with contextlib.suppress(ValueError):  # not even a kill has ended it: the system holds it
            process.close()
        return exit_code


def _unpacked(outcome: Outcome, result_name: str) -> Ending:
    if outcome.failure is not None:
        return Failure(outcome.failure)
    shared_bytes = outcome.shared_bytes
    pickled = taken(result_name, shared_bytes) if shared_bytes else outcome.pickled
    return Result(pickle.loads(pickled))  # noqa: S301  written by our own worker
