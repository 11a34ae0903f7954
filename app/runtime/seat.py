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
from typing import Any, ParamSpec, TypeVar  # Any: a result is whatever the job's function returns

from app.domain.errors import AppError
from app.runtime.cage import NO_OUTER_CAGE, Bound, OuterCage, cage_around
from app.runtime.sharing import CRATED_FROM_BYTES, Crate, packed, remove, shared_prefix
from app.runtime.travel import take_in
from app.runtime.worker import Errand, work

START_WAIT_S = 60.0  # a cold disk and a virus scanner make a first start slow
_END_WAIT_S = 5.0  # for a killed process to be gone
_LAST_BREATH_S = 0.2  # one that crashed is nearly gone, and its exit code tells how
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
    """The worker died over the job, or could not be started; `exit_code` is the process's own, where it had one.

    `is_ours`: it was ended on purpose.
    """

    exit_code: int | None
    is_ours: bool = False


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
        self.bounds: frozenset[Bound] = frozenset()
        """What bounds the worker of this seat; empty before its first start."""
        self.prepared: set[str] = set()
        """The jobs whose modules the worker has imported."""
        self._outer_cage: OuterCage = NO_OUTER_CAGE
        self._is_condemned = threading.Event()
        self._is_closed = threading.Event()

    def start(self) -> "Future[bool]":
        """Make sure of a living worker; False where none could be started."""
        return self._submitted(False, self._started)

    def send(
        self, job: str, source: bytes, arguments: tuple[object, ...], *, is_large: bool = False
    ) -> "Future[Ending]":
        """Have the worker do a job; a future that raises was given arguments that can't travel."""
        return self._submitted(Lost(None), self._exchanged, job, source, arguments, is_large)

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
        self.prepared = set()
        try:
            self._outer_cage = cage_around(process.sentinel, self._memory_bytes)
            if ours.poll(START_WAIT_S):
                self.bounds = self._outer_cage.bounds | {Bound(name) for name in take_in(ours, "")}
                return True
        except (EOFError, OSError, pickle.UnpicklingError):
            pass
        self._put_away()
        return False

    def _exchanged(self, job: str, source: bytes, arguments: tuple[object, ...], is_large: bool) -> Ending:
        pipe = self._pipe
        if pipe is None:
            return Lost(None)
        crate_name = f"{shared_prefix(os.getpid())}{secrets.token_hex(6)}"
        is_crated = len(source) >= CRATED_FROM_BYTES
        errand = Errand(job, None if is_crated else source, len(source), arguments, crate_name, is_large)
        crate: Crate | None = None
        try:
            if is_crated:
                crate = packed((source,), errand.source_crate_name)
            pipe.send(errand)
            if crate is not None:
                crate.send(pipe)
            return _ending(take_in(pipe, crate_name))
        except (EOFError, OSError, pickle.UnpicklingError):
            is_ours = self._is_condemned.is_set()
            return Lost(self._put_away(), is_ours)
        finally:
            if crate is not None:
                crate.close()
                remove(errand.source_crate_name)
            remove(crate_name)

    def _put_away(self) -> int | None:
        """End what is left of the worker; its exit code."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        process.join(0 if self._is_closed.is_set() else _LAST_BREATH_S)
        if process.is_alive():
            process.kill()
            process.join(_END_WAIT_S)
        exit_code = process.exitcode
        self._outer_cage.open()
        self._outer_cage = NO_OUTER_CAGE
        with contextlib.suppress(ValueError):  # not even a kill has ended it: the system holds it
            process.close()
        return exit_code


def _ending(message: Any) -> Ending:
    """What the worker's pair of result and failure says."""
    match message:
        case (result, None):
            return Result(result)
        case (None, AppError() as error):
            return Failure(error)
        case _:
            raise pickle.UnpicklingError("no pair of result and failure")
