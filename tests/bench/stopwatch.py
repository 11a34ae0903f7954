"""Measures processor time side by side, and how far memory rises. The result is always a ratio within one run."""

import os
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection

Work = Callable[[], object]
PAUSE_S = 0.002


def cpu_s() -> float:
    """Processor time of this process and of the programs that it has started and waited for, in seconds."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def interleaved_s(works: Sequence[Work], rounds: int) -> list[float]:
    """The median processor time of each, in seconds; in every round all take their turn."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for number, work in enumerate(works):
            begun = cpu_s()
            work()
            taken[number].append(cpu_s() - begun)
    return [statistics.median(times) for times in taken]


def ratio(ours: Work, theirs: Work, rounds: int) -> float:
    """Our processor time as a share of theirs."""
    our_s, their_s = interleaved_s([ours, theirs], rounds)
    return our_s / max(their_s, 1e-6)


def peak_bytes(work: Work) -> int:
    """How far memory rises above where it stood, in a fresh process of its own, which has the libraries loaded.

    `work` has to be a partial of a function of a module: it travels.
    """
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_watched, args=(work, there))
    process.start()
    peak: int = here.recv()
    process.join()
    return peak


def _watched(work: Work, pipe: Connection) -> None:
    before, peak, is_over = _resident_bytes(), 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not is_over.wait(PAUSE_S):
            peak = max(peak, _resident_bytes() - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    is_over.set()
    watcher.join()
    pipe.send(peak)


def _resident_bytes() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123  read hundreds of times a second
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def timed_s(work: Work) -> float:
    """Wall time of one go, in seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
