"""What `python -m tests.endurance.scan_stopped` does: the stops, and what is found behind each."""

import argparse
import itertools
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.facts import CaptureEnded
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind
from app.practice.server import PracticeStore
from tests.endurance.scan_desk import (
    FEEDER,
    IDLE_WITHIN_S,
    LONGEST_SCAN_S,
    PIECE_BYTES,
    Batch,
    PagesFound,
    announced,
    ended,
    environ_of,
    kept,
    naive_found,
    opened,
    pages_found,
    program,
    scanned,
    trickling,
)
from tests.endurance.tally import Result
from tests.flows.ground import Ground

SHEETS = 50
STOPPED_AT = 20


def steady(at: int) -> tuple[PageFault, ...]:
    """Page after page, some in a second."""
    return (PageFault(PageFaultKind.SLOW, times=1000, wait_s=0.01, piece_bytes=PIECE_BYTES),)


def slow(at: int) -> tuple[PageFault, ...]:
    """The page behind the one at which it is stopped takes long: it is cut in its middle, and looks ended (T2)."""
    return (PageFault(PageFaultKind.SLOW, at_page=at + 1, wait_s=0.6, piece_bytes=PIECE_BYTES),)


def hanging(at: int) -> tuple[PageFault, ...]:
    """Half of the page behind it, and never another byte."""
    return (PageFault(PageFaultKind.HANG, at_page=at + 1),)


TEMPERS = {"steady": steady, "slow": slow, "hanging": hanging}
"""What the scanner does with its pages when a person stops at page number `at`."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One scan that was stopped, and what was found behind it."""

    temper: str
    kept: int
    delivered: int
    """How many pages the scanner counts as sent."""
    found: PagesFound
    ended_after_s: float
    idle_after_s: float | None
    """From the stop on; None: the device was still at work after 15 s."""
    is_exact: bool
    """Are the pages that are kept those that the scanner delivered, all of them, in their order?"""
    went_on: bool

    @property
    def is_kept(self) -> bool:
        """Was the promise kept?"""
        return self.found == PagesFound() and self.idle_after_s is not None and self.is_exact and self.went_on


@contextmanager
def one_counter(folder: Path) -> Iterator[tuple[Ground, PracticeScanner]]:
    """A house that is open, and its scanner."""
    with PracticeStore(with_pictures=False) as store, PracticeScanner() as scanner:
        folder.mkdir(parents=True)
        with opened(environ_of(folder, store, scanner)) as ground:
            yield ground, scanner


def stopped(folder: Path, temper: str, sheets: int, at: int) -> Stop:
    """Scan so many, end it when page `at` is on the desk, look, and scan what is left."""
    with one_counter(folder) as (ground, scanner):
        batch = Batch()
        scanner.load(batch.sheets(sheets))
        for fault in TEMPERS[temper](at):
            scanner.page_faults.add(fault)
        ground.desk.scan(FEEDER)
        ground.wait_for_desk(lambda view: len(view.rows) >= at, patience_s=LONGEST_SCAN_S)
        since, stopped_at = ground.facts.count, time.monotonic()
        ground.desk.finish_scanning()
        end = ended(ground, since)
        ended_after_s = time.monotonic() - stopped_at
        is_idle = scanner.wait_until_idle(IDLE_WITHIN_S)
        idle_after_s = time.monotonic() - stopped_at
        there, delivered = kept(ground), scanner.jobs[0].images_completed
        found = pages_found(batch, announced(ground), there)
        in_order = [batch.number(sha256) for sha256 in there.values()] == list(range(1, delivered + 1))
        scanner.page_faults.clear()
        left = scanner.sheets_left
        went_on = scanned(ground) == CaptureEnded(left) if left else True
        is_told = end == CaptureEnded(len(there))
        return Stop(
            temper,
            len(there),
            delivered,
            found,
            ended_after_s,
            idle_after_s if is_idle and idle_after_s <= IDLE_WITHIN_S else None,
            in_order and is_told,
            went_on,
        )


def naively_stopped(folder: Path, sheets: int, at: int) -> Stop:
    """The same with a client that is simply ended."""
    folder.mkdir(parents=True)
    with PracticeScanner() as scanner:
        batch = Batch()
        scanner.load(batch.sheets(sheets))
        trickling(scanner, 0.01)
        with program("tests.endurance.naive_scanning", {}, scanner.url, str(folder)) as client:
            assert client.stdout is not None
            told = [line.split()[1] for line in itertools.islice((x for x in client.stdout if "told" in x), at)]
            client.terminate()
            stopped_at = time.monotonic()
        is_idle = scanner.wait_until_idle(2)
        found = naive_found(batch, folder, told)
        delivered = scanner.jobs[0].images_completed
        with program("tests.endurance.naive_scanning", {}, scanner.url, str(folder)) as client:
            went_on = client.wait() == 0
        idle_after_s = time.monotonic() - stopped_at if is_idle else None
        return Stop("naive", len(told), delivered, found, 0.0, idle_after_s, len(told) == delivered, went_on)


def main(words: Sequence[str], description: str) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="scan_stopped", description=description)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--sheets", type=int, default=SHEETS)
    parser.add_argument("--at", type=int, default=STOPPED_AT)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    every: list[Stop] = []
    with tempfile.TemporaryDirectory(prefix="scan-stopped-") as name:
        folder = Path(name)
        for temper in ["naive"] if chosen.naive else TEMPERS:
            stops: list[Stop] = []
            for number in range(chosen.times):
                home = folder / f"{temper} {number}"
                if chosen.naive:
                    stops.append(naively_stopped(home, chosen.sheets, chosen.at))
                else:
                    stops.append(stopped(home, temper, chosen.sheets, chosen.at))
                if not stops[-1].is_kept:
                    print(f"  {stops[-1]}", flush=True)
            every += stops
            print(f"{temper}: {_summary(stops)}", flush=True)
    result = Result(
        runs=len(every),
        lost=sum(stop.found.lost for stop in every),
        doubled=sum(stop.found.doubled for stop in every),
        orphans=sum(stop.idle_after_s is None for stop in every),
        broken=sum(not stop.is_kept for stop in every),
    )
    print(result)
    return 1 if result.broken else 0


def _summary(stops: Sequence[Stop]) -> str:
    kept_counts = [stop.kept for stop in stops]
    idle = [stop.idle_after_s for stop in stops if stop.idle_after_s is not None]
    return (
        f"{len(stops)} scans stopped; {min(kept_counts)} to {max(kept_counts)} pages kept, exactly those delivered in"
        f" {sum(stop.is_exact for stop in stops)}; torn {sum(stop.found.torn for stop in stops)};"
        f" ended after at most {max(stop.ended_after_s for stop in stops):.1f} s,"
        f" device idle after at most {max(idle, default=0):.1f} s, still at work {len(stops) - len(idle)};"
        f" next scan failed {sum(not stop.went_on for stop in stops)}"
    )
