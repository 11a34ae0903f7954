"""A watched folder of three files: `kill -9` before every disk or network call that takes them, then one restart.

    python -m tests.endurance.hot_folder_steps [--points N]

A recorded run tells which calls there are; a run of its own is killed right before each of them (or before N of them,
evenly chosen). `counterscan watch --once` and `counterscan outbox send` follow. Then the store has each page once, and
each original lies under `done`, whole; no file of the vault is without its entry.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.practice.server import PracticeStore
from tests.endurance.computer import PATIENT, Computer, Findings, findings
from tests.endurance.hot_eyes import number_on
from tests.endurance.hot_writers import name_of, page
from tests.endurance.killed_anywhere import AT_ONCE, CALLS, KILLED, store_of, thinned
from tests.endurance.strace import Point, points_in, traced
from tests.endurance.tally import Result

NUMBERS = (1, 2, 17)  # a PNG, a JPEG and a TIFF


@dataclass(frozen=True, slots=True)
class Case:
    """One kill, and what was found after the restart."""

    point: Point
    was_killed: bool
    stored: tuple[int, ...]
    lying: tuple[str, ...]
    found: Findings

    @property
    def is_kept(self) -> bool:
        """Was the promise kept?"""
        expected = tuple(sorted(f"done/{name_of(number)}" for number in NUMBERS))
        return self.found.is_kept and (self.stored, self.lying) == (NUMBERS, expected)


def recorded_points(folder: Path) -> tuple[Point, ...]:
    """Every point of a run that nobody kills."""
    with store_of("faultless") as store:
        _watch(Computer(folder, store.url), None)
    return points_in(folder / "record")


def _watch(computer: Computer, point: Point | None) -> int:
    scans = computer.folder / "scans"
    scans.mkdir()
    for number in NUMBERS:
        (scans / name_of(number)).write_bytes(page(number))
    with computer.start("watch", str(scans), "--patient", PATIENT, "--once", stopped=True) as program:
        tracer = traced(program.pid, computer.folder / "record", (*CALLS, "mkdir"), point)
        program.communicate()
        tracer.wait()
    return program.returncode


def killed_at(point: Point, folder: Path) -> Case:
    """Kill one run there, start once more, and look."""
    with store_of("faultless") as store:
        computer = Computer(folder, store.url)
        was_killed = _watch(computer, point) == KILLED
        ends = [computer.run("watch", str(folder / "scans"), "--patient", PATIENT, "--once")]
        ends.append(computer.run("outbox", "send", "--json"))
        complaint = "; ".join(f"{ended.returncode}: {ended.stderr.strip()}" for ended in ends if ended.returncode)
        return Case(
            point, was_killed, _stored(store), _lying(folder / "scans"), findings(computer, store, complaint=complaint)
        )


def _stored(store: PracticeStore) -> tuple[int, ...]:
    return tuple(sorted(number_on(image.content) for image in store.uploaded_images()))


def _lying(scans: Path) -> tuple[str, ...]:
    whole = [path for path in scans.rglob("*") if path.is_file() and path.read_bytes() in map(page, NUMBERS)]
    return tuple(sorted(str(path.relative_to(scans)) for path in whole))


def cases(points: Sequence[Point], folder: Path) -> Iterator[Case]:
    """All kills, a few at a time, in the order of the points."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda point: killed_at(point, folder / str(point)), points)


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="hot_folder_steps", description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="hot-folder-steps-") as folder:
        every_point = recorded_points(Path(folder) / "recorded")
        points = thinned(every_point, chosen.points)
        print(f"{len(every_point)} points in a run, {len(points)} of them tried", flush=True)
        tried = [case for case in cases(points, Path(folder)) if case.was_killed]
    for case in tried:
        if not case.is_kept:
            print(f"  before {case.point}: {case}")
    result = Result(
        runs=len(tried),
        lost=sum(len(set(NUMBERS) - set(case.stored)) for case in tried),
        doubled=sum(len(case.stored) - len(set(case.stored)) for case in tried),
        orphans=sum(len(case.found.orphans) for case in tried),
        broken=sum(not case.is_kept for case in tried),
    )
    print(result)
    return 1 if result.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
