"""Sleep and clocks: the program stopped at its system calls for longer than its deadlines; its clock moved by years.

    python -m tests.endurance.sleep_and_clocks [--points N] [--naive]

Stops: an upload of three pages gets SIGSTOP right before one of its calls and SIGCONT some seconds later, when every
deadline of the network (here one to three seconds) has passed; it must end by itself with nothing lost and nothing
doubled. Clocks: at each stage of a page the courier's clock jumps, while the program runs or while it does not; a store
that commits late, but within the settle time by the clock on the wall, must not get the page twice; where it commits
after the second send, that must be shown. `--naive` counts by the jumping clock alone.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from app.domain.parcels import OutboxEntry, Stage
from app.flows.counter import Counter
from app.flows.delivery import STORED_TWICE
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.computer import LONGEST_RUN_S, PATIENT, Computer, Findings, findings, three_pages
from tests.endurance.killed_anywhere import CALLS, recorded_points, thinned
from tests.endurance.short_waits import open_ground
from tests.endurance.strace import Point, traced
from tests.flows.ground import Ground

STOPPED_S = 5.0
STOPS_AT_ONCE = 6
CLOCKS_AT_ONCE = 3
SETTLE_S = 1.5
LATE_S = 1.0
JUMPS = tuple(timedelta(days=days) for days in (-3650, -365, -1 / 24, 1 / 24, 365, 3650))
ARRIVES_WITHIN_S = 15.0
SHOWN_WITHIN_S = 8.0
STOP_DELIVERED = "--- SIGSTOP {"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop in the middle of an upload, and what was found after its end."""

    point: Point
    was_stopped: bool
    found: Findings


def stopped_at(point: Point, folder: Path) -> Stop:
    """Stop an upload there for longer than every deadline, let it go on to its end, start once more, and look."""
    with PracticeStore(with_pictures=False) as store:
        computer = Computer(folder, store.url)
        pages = three_pages(folder / "pages")
        with computer.start("upload", "--patient", PATIENT, *pages, "--json", stopped=True, impatient=True) as program:
            tracer = traced(program.pid, folder / "record", CALLS, point, "STOP")
            was_stopped = _stops(program, folder / "record")
            tracer.terminate()  # strace 6.1 does not pass SIGCONT on after a stop of its own making; it is done here
            tracer.wait()
            if was_stopped:
                time.sleep(STOPPED_S)
                os.kill(program.pid, signal.SIGCONT)
            _, said = program.communicate(timeout=LONGEST_RUN_S)
        complaint = "" if program.returncode == 0 else f"{program.returncode}: {said}"
        computer.run("outbox", "send", "--json")
        return Stop(point, was_stopped, findings(computer, store, complaint=complaint))


def _stops(program: "subprocess.Popen[str]", record: Path) -> bool:
    """Wait for the stop, by strace's own word for it; False where the program ended before."""
    while program.poll() is None:
        if STOP_DELIVERED in record.read_text(errors="replace"):
            return True
        time.sleep(0.05)
    return False


def stops(points: Sequence[Point], folder: Path) -> Iterator[Stop]:
    """All stops, some at a time: most of the time nothing happens."""
    with ThreadPoolExecutor(STOPS_AT_ONCE) as pool:
        yield from pool.map(lambda point: stopped_at(point, folder / str(point)), points)


class Moment(Enum):
    """When the clock jumps."""

    QUEUED = "while a page waits for the line"
    SENDING = "while a page is sent"
    CHECKING = "after an answer got lost, the commit still to come"
    CONFIRMING = "between DRX's yes and the reading back"
    SENT_TWICE = "after a second yes, the first commit still to come"
    CLOSED_QUEUED = "while a page waits for the line, program closed"
    CLOSED_CHECKING = "after an answer got lost, program closed"


@dataclass(frozen=True, slots=True)
class Jump:
    """One page and one jump of the clock."""

    moment: Moment
    by: timedelta
    copies: int
    is_delivered: bool
    arrived_after_s: float
    is_double_shown: bool = False

    @property
    def is_kept(self) -> bool:
        """Was it delivered once, or its double shown, without waiting for the clock to come round?"""
        expected = (2, True) if self.moment is Moment.SENT_TWICE else (1, False)
        is_in_time = self.is_delivered and self.arrived_after_s < ARRIVES_WITHIN_S
        return is_in_time and (self.copies, self.is_double_shown) == expected


class JumpingClock:
    """The time of day, until it jumps."""

    def __init__(self) -> None:
        self.off = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


def jumped(moment: Moment, by: timedelta, folder: Path, *, naive: bool = False) -> Jump:
    """Send one page, let the clock jump at that moment, and see what becomes of it."""
    if moment in (Moment.CLOSED_QUEUED, Moment.CLOSED_CHECKING):
        return jumped_while_closed(moment, by, folder, naive=naive)
    clock = JumpingClock()
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, SETTLE_S, clock) as (ground, _):
        if naive:
            ground.do(_believe_the_clock)
        began = time.monotonic()
        if moment is Moment.QUEUED:
            store.offline = True
            queued = ground.send()
            ground.wait_for_entry(queued, lambda entry: entry.failures > 0)
            clock.off = by
            store.offline = False
        elif moment is Moment.SENDING:
            store.faults.add(Fault(FaultKind.HANG, method="POST", wait_s=0.5))
            queued = ground.send()
            store.faults.wait_for_hits(1)
            clock.off = by
        elif moment is Moment.CHECKING:
            store.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=LATE_S))
            queued = ground.send()
            ground.wait_for_entry(queued, lambda entry: entry.stage is Stage.CHECKING)
            clock.off = by
        elif moment is Moment.SENT_TWICE:
            return _jumped_after_a_second_yes(by, clock, ground, store)
        else:
            store.faults.add(Fault(FaultKind.HANG, method="GET", path_prefix="/api/v2/images/", wait_s=0.5))
            queued = ground.send()
            store.faults.wait_for_hits(1)
            clock.off = by
        is_delivered = _arrives(ground, queued)
        arrived_after_s = time.monotonic() - began
        store.faults.release()
        store.wait_for_uploads(2, 0.3)
        copies = Tally(image.name for image in store.uploaded_images())[queued.name]
        return Jump(moment, by, copies, is_delivered, arrived_after_s)


def _jumped_after_a_second_yes(by: timedelta, clock: JumpingClock, ground: Ground, store: PracticeStore) -> Jump:
    """The first send is committed only after the page was delivered by its second: the watch must find it."""
    began = time.monotonic()
    store.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=10 * ARRIVES_WITHIN_S))
    queued = ground.send()
    store.wait_for_uploads(1)
    clock.off = by
    is_delivered = _arrives(ground, queued)
    arrived_after_s = time.monotonic() - began
    time.sleep(SETTLE_S)  # a watch that the jump ended is over by now
    store.faults.release()
    store.wait_for_uploads(2)
    is_shown = _comes_true(lambda: any(entry.problem == STORED_TWICE for entry in ground.entries()))
    copies = Tally(image.name for image in store.uploaded_images())[queued.name]
    return Jump(Moment.SENT_TWICE, by, copies, is_delivered, arrived_after_s, is_shown)


def jumped_while_closed(moment: Moment, by: timedelta, folder: Path, *, naive: bool = False) -> Jump:
    """Close the program while a page waits, set the clock, and start it again."""
    clock = JumpingClock()
    with PracticeStore(with_pictures=False) as store:
        with open_ground(folder, store.url, SETTLE_S, clock) as (ground, _):
            if moment is Moment.CLOSED_QUEUED:
                store.offline = True
                queued = ground.send()
                ground.wait_for_entry(queued, lambda entry: entry.failures > 0)
            else:
                store.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=LATE_S))
                queued = ground.send()
                ground.wait_for_entry(queued, lambda entry: entry.stage is Stage.CHECKING)
        clock.off, store.offline, began = by, False, time.monotonic()
        with open_ground(folder, store.url, SETTLE_S, clock) as (again, _):
            if naive:
                again.do(_believe_the_clock)
            is_delivered = _arrives(again, queued)
            arrived_after_s = time.monotonic() - began
        store.faults.release()
        store.wait_for_uploads(2, 0.3)
        copies = Tally(image.name for image in store.uploaded_images())[queued.name]
        return Jump(moment, by, copies, is_delivered, arrived_after_s)


def _believe_the_clock(counter: Counter) -> None:
    """The naive variant."""
    counter.courier._lookout._without_a_jump = lambda entry: entry  # type: ignore[method-assign]


def _comes_true(holds: Callable[[], bool]) -> bool:
    deadline_s = time.monotonic() + SHOWN_WITHIN_S
    while not (is_so := holds()) and time.monotonic() < deadline_s:
        time.sleep(0.05)
    return is_so


def _arrives(ground: Ground, queued: OutboxEntry) -> bool:
    """Does it settle by itself in reasonable time?"""
    deadline_s = time.monotonic() + ARRIVES_WITHIN_S
    while time.monotonic() < deadline_s:
        if (stage := ground.kept(queued).stage) in (Stage.DELIVERED, Stage.NEEDS_PERSON):
            return stage is Stage.DELIVERED
        time.sleep(0.05)
    return False


def jumps(folder: Path, *, naive: bool = False) -> Iterator[Jump]:
    """Every jump at every moment."""
    plans = [(moment, by) for moment in Moment for by in JUMPS]
    with ThreadPoolExecutor(CLOCKS_AT_ONCE) as pool:
        yield from pool.map(lambda n: jumped(*plans[n], folder / str(n), naive=naive), range(len(plans)))


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="sleep_and_clocks", description=__doc__)
    parser.add_argument("--points", type=int, default=120)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="clocks-") as folder:
        for jump in jumps(Path(folder), naive=chosen.naive):
            failed += not jump.is_kept
            print(
                f"clock {jump.by.total_seconds() / 86400:+9.2f} days {jump.moment.value:52} copies {jump.copies},"
                f" delivered {jump.is_delivered}, after {jump.arrived_after_s:4.1f} s"
                f"{', double shown' if jump.is_double_shown else ''}{'' if jump.is_kept else '  FAILS'}",
                flush=True,
            )
    if not chosen.naive:
        with tempfile.TemporaryDirectory(prefix="sleep-") as folder:
            points = thinned(recorded_points(Path(folder) / "recorded", "tests.endurance.told_program"), chosen.points)
            tried = [stop for stop in stops(points, Path(folder)) if stop.was_stopped]
        broken = [stop for stop in tried if not stop.found.is_kept]
        failed += len(broken)
        for stop in broken:
            print(f"  stopped before {stop.point}: {stop.found}")
        print(
            f"{len(tried)} stops of {STOPPED_S:g} s: lost {sum(len(stop.found.lost) for stop in tried)},"
            f" doubled {sum(len(stop.found.doubled) for stop in tried)}, not ended well"
            f" {sum(bool(stop.found.complaint or stop.found.waiting) for stop in tried)}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
