"""Killed anywhere: `kill -9` before every disk or network call of an upload of three pages, then one restart.

    python -m tests.endurance.killed_anywhere [--points N] [--naive]

A recorded run tells which calls there are; then a run of its own is killed right before each of them (or before N of
them, evenly chosen), once with a faultless store and once with one that resets after committing. `counterscan outbox
send` follows. Nothing that was called safe may be lost, nothing doubled, nothing may still wait, and no file of the
vault may be without its entry. `--naive` does the same to a client that must fail it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.computer import NAIVE_PROGRAM, PATIENT, Computer, Findings, findings, three_pages
from tests.endurance.strace import Point, points_in, traced
from tests.endurance.tally import result_of

DISK = "openat mkdir chmod fchmod write pwrite64 fsync fdatasync ftruncate rename unlink flock"
NETWORK = "socket connect sendto sendmsg recvfrom recvmsg shutdown"
CALLS = (*DISK.split(), *NETWORK.split())
AT_ONCE = 2
KILLED = -9
DRAINED = (0,)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Case:
    """One kill and what was found after the restart; a run that ended before its point is not counted."""

    point: Point
    was_killed: bool
    safe_count: int
    found: Findings


def store_of(kind: str) -> PracticeStore:
    """A store that is faultless, or one that resets every upload once it has committed it."""
    store = PracticeStore(with_pictures=False)
    if kind == "resetting":
        store.faults.add(Fault(FaultKind.RESET_AFTER_COMMIT, method="POST", times=1_000_000))
    return store


def recorded_points(folder: Path, program: str) -> tuple[Point, ...]:
    """Every point of an upload that nobody kills, with a store that resets: it has the longest way."""
    with store_of("resetting") as store:
        computer = Computer(folder, store.url, program=program)
        _upload(computer, folder, None)
    return points_in(folder / "record")


def _upload(computer: Computer, folder: Path, point: Point | None) -> int:
    pages = three_pages(folder / "pages")
    with computer.start("upload", "--patient", PATIENT, *pages, "--json", stopped=True) as program:
        tracer = traced(program.pid, folder / "record", CALLS, point)
        program.communicate()
        tracer.wait()
    return program.returncode


def killed_at(point: Point, folder: Path, store_kind: str, program: str) -> Case:
    """Kill one upload there, start once more, and look."""
    with store_of(store_kind) as store:
        computer = Computer(folder, store.url, program=program)
        was_killed = _upload(computer, folder, point) == KILLED
        restarted = computer.run("outbox", "send", "--json")
        complaint = "" if restarted.returncode in DRAINED else f"{restarted.returncode}: {restarted.stderr.strip()}"
        found = findings(computer, store, complaint=complaint)
        return Case(point, was_killed, len(set(computer.told("safe"))), found)


def cases(points: Sequence[Point], folder: Path, store_kind: str, program: str) -> Iterator[Case]:
    """All kills, a few at a time, in the order of the points."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(
            lambda point: killed_at(point, folder / f"{store_kind} {point}", store_kind, program), points
        )


def thinned(points: Sequence[Value], count: int) -> tuple[Value, ...]:
    """So many of them, evenly chosen."""
    return tuple(points) if count >= len(points) else tuple(points[i * len(points) // count] for i in range(count))


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="killed_anywhere", description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    program = NAIVE_PROGRAM if chosen.naive else "tests.endurance.told_program"
    found: list[Findings] = []
    with tempfile.TemporaryDirectory(prefix="killed-anywhere-") as folder:
        every_point = recorded_points(Path(folder) / "recorded", program)
        points = thinned(every_point, chosen.points)
        print(f"{len(every_point)} points in a run, {len(points)} of them tried with each store", flush=True)
        for store_kind in ("faultless", "resetting"):
            began = time.monotonic()
            tried = [case for case in cases(points, Path(folder), store_kind, program) if case.was_killed]
            broken = [case for case in tried if not case.found.is_kept]
            found += [case.found for case in tried]
            for case in broken:
                print(f"  before {case.point}, {case.safe_count} called safe: {case.found}")
            print(
                f"{store_kind}: {len(tried)} kills, {sum(case.safe_count for case in tried)} pages called safe before;"
                f" lost {sum(len(c.found.lost) for c in tried)}, doubled {sum(len(c.found.doubled) for c in tried)},"
                f" orphans {sum(len(c.found.orphans) for c in tried)},"
                f" not drained {sum(bool(c.found.waiting or c.found.complaint) for c in tried)}"
                f" ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    result = result_of(found)
    print(result)
    return 1 if result.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
