"""The inside of a darkroom process: take a job, do it, hand back its outcome. Imports neither Qt nor HTTP nor Pillow.

Jobs are named by text, "module:function", so that the window's process never imports what only a worker needs.
Everything here runs in the darkroom but for `Errand`, which travels there. Home goes a pair: result, failure.
"""

import contextlib
import importlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any  # a job may be any function: its arguments and its result are its own affair

from app.domain.errors import AppError, JobDied, Problem, UnreadableFile
from app.runtime.cage import Cage, close_cage
from app.runtime.sharing import received
from app.runtime.travel import Letter, letter_of, send_home


@dataclass(frozen=True, slots=True)
class Errand:
    """One job on its way in: `source` itself where it is small, else None, and a crate with `source_bytes` follows.

    `crate_name` is for the crate that a large result is to be put into, where crates have names; who asked removes it.
    `is_large`: it may have all the memory that a worker may have, not just what an everyday job needs.
    """

    job: str
    source: bytes | None
    source_bytes: int
    arguments: tuple[object, ...]
    crate_name: str
    is_large: bool = False

    @property
    def source_crate_name(self) -> str:
        """The name of the crate that the source lies in, where crates have names."""
        return f"{self.crate_name}-s"


def work(pipe: Connection, parent_pid: int, memory_bytes: int) -> None:
    """Serve errands until the pipe closes: the process's whole life."""
    cage = close_cage(parent_pid, memory_bytes)
    with contextlib.suppress(EOFError, OSError):  # the parent has gone, or has closed the pipe: so do we
        send_home(pipe, letter_of(sorted(bound.value for bound in cage.bounds)), "")
        while True:
            errand: Errand = pipe.recv()
            source = _source_of(errand, pipe)
            send_home(pipe, _done(errand, source, cage), errand.crate_name)


def prepare(source: bytes, *jobs: str) -> None:
    """A job that does nothing but import what other jobs need, ahead of their time."""
    for job in jobs:
        _function_named(job)


def _source_of(errand: Errand, pipe: Connection) -> bytes:
    if errand.source is not None:
        return errand.source
    crate = received(pipe, errand.source_crate_name)
    try:
        return crate.read(0, errand.source_bytes)
    finally:
        crate.close()


def _done(errand: Errand, source: bytes, cage: Cage) -> Letter:
    """Do the job, and write down what became of it.

    This is the worker's one net: whatever a decoder thinks of becomes one of our errors here.
    """
    try:
        function = _function_named(errand.job)
        cage.make_room(is_large=errand.is_large)
        return letter_of((function(source, *errand.arguments), None))
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
    return letter_of((None, failure))


def _died(title: str, detail: str) -> JobDied:
    return JobDied(Problem(title, "Scan or save it again, then add it once more", detail))


def _function_named(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    try:
        function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except AttributeError as error:
        raise ImportError(f"no job {job}") from error
    return function
