"""The inside of a darkroom process: take a job, do it, hand back its outcome. Imports neither Qt nor HTTP nor Pillow.

Jobs are named by text, "module:function", so that the window's process never imports what only a worker needs.
Everything here runs in the darkroom but for `Errand` and `Outcome`, which travel.
"""

import contextlib
import ctypes
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any  # a job may be any function: its arguments and its result are its own affair

from app.domain.errors import AppError, JobDied, Problem, UnreadableFile
from app.runtime.sharing import SHARED_FROM_BYTES, put, taken

_KILL_ON_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Errand:
    """One job on its way in: `source` itself where it is small, else the shared memory `source_name` that holds it.

    `result_name` is the shared memory that a large result is to be put into; who asked removes it in any case.
    """

    job: str
    source: bytes
    source_name: str | None
    source_bytes: int
    arguments: tuple[object, ...]
    result_name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its pickled result here, or `shared_bytes` of it in shared memory, or why there is none."""

    pickled: bytes = b""
    shared_bytes: int = 0
    failure: AppError | None = None


READY = Outcome()


def work(pipe: Connection, parent_pid: int, memory_bytes: int) -> None:
    """Serve errands until the pipe closes: the process's whole life."""
    _limit_this_process(parent_pid, memory_bytes)
    with contextlib.suppress(EOFError, OSError):  # the parent has gone, or has closed the pipe: so do we
        pipe.send(READY)
        while True:
            outcome, shared = _done(pipe.recv())
            pipe.send(outcome)
            if shared is not None:
                pipe.recv()  # on Windows shared memory lasts only while somebody holds it: wait until it was taken
                shared.close()


def prepare(source: bytes, *jobs: str) -> None:
    """A job that does nothing but import what other jobs need, ahead of their time."""
    for job in jobs:
        _function_named(job)


def _done(errand: Errand) -> tuple[Outcome, SharedMemory | None]:
    """Do the job; the shared memory is what a large result lies in.

    This is the worker's one net: whatever a decoder thinks of becomes one of our errors here.
    """
    try:
        result = _function_named(errand.job)(_source_of(errand), *errand.arguments)
        return _packed(result, errand.result_name)
    except AppError as error:
        failure: AppError = error.with_traceback(None)
    except MemoryError:
        failure = _died("This page took more memory than it may", "MemoryError")
    except (ImportError, pickle.PicklingError) as error:
        failure = _died("This page could not be worked on", type(error).__name__)
    except Exception as error:  # noqa: BLE001  the net above the jobs
        failure = UnreadableFile(
            Problem(
                "This file could not be read",
                "Scan or save it again, then add it once more",
                f"{type(error).__name__} in {errand.job}",  # never its message: that may quote the file
            )
        )
    return Outcome(failure=failure), None


def _died(title: str, detail: str) -> JobDied:
    return JobDied(Problem(title, "Scan or save it again, then add it once more", detail))


def _function_named(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    try:
        function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except AttributeError as error:
        raise ImportError(f"no job {job}") from error
    return function


def _source_of(errand: Errand) -> bytes:
    return errand.source if errand.source_name is None else taken(errand.source_name, errand.source_bytes)


def _packed(result: object, result_name: str) -> tuple[Outcome, SharedMemory | None]:
    pickled = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    if len(pickled) < SHARED_FROM_BYTES:
        return Outcome(pickled), None
    return Outcome(shared_bytes=len(pickled)), put(result_name, pickled)


def _limit_this_process(parent_pid: int, memory_bytes: int) -> None:
    """Let Ctrl+C be the parent's affair; on Linux bound memory, leave no core file, and die with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "linux":
        return
    import resource  # Unix only, and this file is imported on Windows too

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a patient's page
    ctypes.CDLL(None).prctl(_KILL_ON_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it died before it could be watched
        os._exit(1)
