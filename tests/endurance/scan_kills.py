"""What `python -m tests.endurance.scan_killed` does: the kills, and what is found behind each."""

import argparse
import itertools
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.capture_shelf import CaptureState
from app.domain.facts import CaptureChanged, CaptureEnded
from app.domain.pages import PageId
from app.domain.scan_troubles import Trouble, problem_of
from app.practice.scanner import PracticeScanner
from app.practice.server import PracticeStore
from tests.endurance.scan_desk import (
    FEEDER,
    IDLE_WITHIN_S,
    LONGEST_SCAN_S,
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

SHEETS = 12
KILLS_A_HOUSE = 10
PIECE_WAIT_S = 0.012
BROKE_DOWN = problem_of(Trouble.DRIVER_CRASHED).title


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill and what was found behind it."""

    announced: int
    found: PagesFound
    idle_after_s: float | None
    """None: the job stayed on the device."""
    went_on: bool
    """The next scan took all that lay in the feeder, without help."""
    read_again: int = 0
    """Sheets that had left the feeder and were not announced: they have to be put in again."""

    @property
    def is_kept(self) -> bool:
        """Was the promise kept?"""
        return self.found == PagesFound() and self.idle_after_s is not None and self.went_on


@contextmanager
def one_machine() -> Iterator[tuple[PracticeStore, PracticeScanner]]:
    """A store, and a scanner with an empty feeder."""
    with PracticeStore(with_pictures=False) as store, PracticeScanner() as scanner:
        yield store, scanner


@dataclass(frozen=True, slots=True)
class Moments:
    """When to kill: every other time anywhere in a scan, else anywhere from its first page on."""

    whole_s: float
    pages_s: float

    def wait(self, number: int, dice: random.Random, ground_is_scanning: Callable[[], object]) -> None:
        """Until the moment of kill `number`."""
        if number % 2:
            ground_is_scanning()
        threading.Event().wait(dice.uniform(0, self.pages_s if number % 2 else self.whole_s))


def measured(store: PracticeStore, scanner: PracticeScanner, folder: Path) -> Moments:
    """How long a batch takes that nobody kills, and its pages alone."""
    with opened(environ_of(folder, store, scanner)) as ground:
        scanner.load(Batch().sheets(SHEETS))
        trickling(scanner, PIECE_WAIT_S)
        began_s = time.monotonic()
        ground.desk.scan(FEEDER)
        scanning(ground, 0)
        first_s = time.monotonic()
        assert ended(ground, 0) == CaptureEnded(SHEETS)
        return Moments(time.monotonic() - began_s, time.monotonic() - first_s)


def scanning(ground: Ground, since: int) -> None:
    """Wait until the scanner is at work."""
    ground.facts.wait_for(
        CaptureChanged,
        lambda fact: fact.view.state is CaptureState.SCANNING,
        since=since,
        patience_s=LONGEST_SCAN_S,
    )


# --- the driver is killed --------------------------------------------------------------------------------------------


def driver_kills(count: int, folder: Path, dice: random.Random) -> Iterator[Kill]:
    """So many kills of the process of a scan, some of them in each house; houses are closed and opened again."""
    with one_machine() as (store, scanner):
        moments = measured(store, scanner, _made(folder / "driver measured"))
        for first in range(0, count, KILLS_A_HOUSE):
            environ = environ_of(_made(folder / f"driver {first}"), store, scanner)
            batch, told = Batch(), dict[PageId, str]()
            kills: list[Kill] = []
            with opened(environ) as ground:
                while len(kills) < min(KILLS_A_HOUSE, count - first):
                    kill = _driver_killed(ground, scanner, batch, told, moments, first + len(kills), dice)
                    kills += [kill] if kill is not None else []
            with opened(environ) as ground:
                after = pages_found(batch, told, kept(ground))
            *earlier, last = kills
            yield from earlier
            yield last if after == PagesFound() else _with(last, after)


def _driver_killed(
    ground: Ground,
    scanner: PracticeScanner,
    batch: Batch,
    told: dict[PageId, str],
    moments: Moments,
    number: int,
    dice: random.Random,
) -> Kill | None:
    """None where the batch had ended before."""
    scanner.load(batch.sheets(SHEETS - scanner.sheets_left))
    trickling(scanner, PIECE_WAIT_S)
    since, loaded = ground.facts.count, scanner.sheets_left
    ground.desk.scan(FEEDER)
    moments.wait(number, dice, lambda: scanning(ground, since))
    ground.house.post(lambda counter: counter.capture.kill_driver())
    killed_at = time.monotonic()
    end = ended(ground, since)
    pages = announced(ground, since)
    came = set(pages) - set(told)
    told |= pages
    if end.problem is None or end.problem.title != BROKE_DOWN:
        return None
    used = loaded - scanner.sheets_left
    idle_after_s = time.monotonic() - killed_at if scanner.wait_until_idle(IDLE_WITHIN_S) else None
    went_on = _goes_on(ground, scanner)
    told |= announced(ground, since)
    found = pages_found(batch, told, kept(ground))
    ground.facts.forget()
    return Kill(len(came), found, idle_after_s, went_on, used - len(came))


def _goes_on(ground: Ground, scanner: PracticeScanner) -> bool:
    """Does the next scan take all that still lies there? An empty feeder gets a sheet first."""
    scanner.page_faults.clear()
    left = scanner.sheets_left
    return scanned(ground) == CaptureEnded(left) if left else True


def _with(kill: Kill, found: PagesFound) -> Kill:
    return Kill(kill.announced, found, kill.idle_after_s, kill.went_on, kill.read_again)


# --- the program is killed -------------------------------------------------------------------------------------------


def program_kills(count: int, folder: Path, dice: random.Random) -> Iterator[Kill]:
    """So many kills of a whole program, each on a computer of its own."""
    with one_machine() as (store, scanner):
        moments = measured(store, scanner, _made(folder / "program measured"))
    tries = itertools.count()
    for number in range(count):
        kill = None
        while kill is None:
            with one_machine() as (store, scanner):
                home = _made(folder / f"program {next(tries)}")
                kill = _program_killed(home, store, scanner, moments, number, dice)
        yield kill


def _program_killed(
    folder: Path,
    store: PracticeStore,
    scanner: PracticeScanner,
    moments: Moments,
    number: int,
    dice: random.Random,
) -> Kill | None:
    environ, batch, told_file = environ_of(folder, store, scanner), Batch(), folder / "told"
    scanner.load(batch.sheets(SHEETS))
    trickling(scanner, PIECE_WAIT_S)
    with program("tests.endurance.scanning_program", environ, str(told_file)) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("scan\n")
        child.stdin.flush()
        moments.wait(number, dice, lambda: scanner.wait_for_pages(0, LONGEST_SCAN_S))
        has_ended = child.poll() is not None
        child.kill()
        killed_at = time.monotonic()
    if has_ended:
        return None
    idle_after_s = time.monotonic() - killed_at if scanner.wait_until_idle(IDLE_WITHIN_S) else None
    used = SHEETS - scanner.sheets_left
    told = _told(told_file)
    with opened(environ) as ground:
        found = pages_found(batch, told, kept(ground))
        went_on = _goes_on(ground, scanner)
        after = pages_found(batch, told, kept(ground))
    return Kill(len(told), found if found != PagesFound() else after, idle_after_s, went_on, used - len(told))


def _told(file: Path) -> dict[PageId, str]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {PageId(words[1]): words[2] for line in lines if (words := line.split())[0] == "told"}


# --- a client that must fail -----------------------------------------------------------------------------------------


def naive_kills(count: int, folder: Path, dice: random.Random) -> Iterator[Kill]:
    """The same to a client that writes what comes as it comes, and cleans nothing up."""
    for number in range(count):
        with one_machine() as (_, scanner):
            home, batch = _made(folder / f"naive {number}"), Batch()
            scanner.load(batch.sheets(SHEETS))
            trickling(scanner, PIECE_WAIT_S)
            with program("tests.endurance.naive_scanning", {}, scanner.url, str(home)) as child:
                assert child.stdout is not None
                assert child.stdout.readline() == "ready\n"
                threading.Event().wait(dice.uniform(0.3, 1))
                child.kill()
                told = [line.split()[1] for line in child.stdout if line.startswith("told")]
            killed_at = time.monotonic()
            idle_after_s = time.monotonic() - killed_at if scanner.wait_until_idle(2) else None
            with program("tests.endurance.naive_scanning", {}, scanner.url, str(home)) as child:
                status = child.wait()
            yield Kill(len(told), naive_found(batch, home, told), idle_after_s, status == 0)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def main(words: Sequence[str], description: str) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="scan_killed", description=description)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--programs", type=int, default=100)
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(words)
    dice = random.Random(chosen.seed)
    rounds = {"driver": (driver_kills, chosen.kills), "program": (program_kills, chosen.programs)}
    if chosen.naive:
        rounds = {"naive client": (naive_kills, chosen.kills)}
    every: list[Kill] = []
    with tempfile.TemporaryDirectory(prefix="scan-killed-") as folder:
        for what, (kills_of, count) in rounds.items():
            began, kills = time.monotonic(), list[Kill]()
            for kill in kills_of(count, Path(folder), dice):
                kills.append(kill)
                if not kill.is_kept:
                    print(f"  {what}, kill {len(kills)}: {kill}", flush=True)
            every += kills
            print(f"{what}: {_summary(kills)} ({time.monotonic() - began:.0f} s)", flush=True)
    result = Result(
        runs=len(every),
        lost=sum(kill.found.lost for kill in every),
        doubled=sum(kill.found.doubled for kill in every),
        orphans=sum(kill.idle_after_s is None for kill in every),
        broken=sum(not kill.is_kept for kill in every),
    )
    print(result)
    return 1 if result.broken else 0


def _summary(kills: Sequence[Kill]) -> str:
    idle = [kill.idle_after_s for kill in kills if kill.idle_after_s is not None]
    return (
        f"{len(kills)} kills, {sum(kill.announced for kill in kills)} pages announced before;"
        f" lost {sum(kill.found.lost for kill in kills)}, torn {sum(kill.found.torn for kill in kills)},"
        f" jobs left {len(kills) - len(idle)}, next scan failed {sum(not kill.went_on for kill in kills)};"
        f" idle after at most {max(idle, default=0):.1f} s;"
        f" at most {max((kill.read_again for kill in kills), default=0)} sheets to be put in again"
    )
