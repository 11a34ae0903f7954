"""Races: many simultaneous starts on one outbox. One works, every other says that one is open, nothing is doubled.

    python -m tests.endurance.races [--starts N] [--wave N] [--naive]

Each wave queues three pages, then starts `counterscan outbox send` so many times at once: every start stops itself when
all is imported, and all go on in the same moment. `--naive` does it to a client without a lock.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from app.flows.opening import IN_USE
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.computer import NAIVE_PROGRAM, PATIENT, Computer, Findings, findings, three_pages
from tests.endurance.tally import result_of

NEEDS_PERSON = 1
STARTING_AT_ONCE = 4
SLOW_ANSWER_S = 0.4
"""So long the store takes for an answer: the winner is busy while the others come."""


@dataclass(frozen=True, slots=True)
class Wave:
    """What became of simultaneous starts: `silent` are those that neither worked nor said why not."""

    starts: int
    losers: int
    silent: tuple[str, ...]
    found: Findings


def wave(starts: int, folder: Path, program: str) -> Wave:
    """Queue three pages, start so many programs at once, and once more to drain; then look."""
    with PracticeStore(with_pictures=False) as store:
        computer = Computer(folder, store.url, program=program)
        _queue(computer, store)
        with ThreadPoolExecutor(STARTING_AT_ONCE) as pool:
            started = list(pool.map(lambda _: computer.start("outbox", "send", "--json", stopped=True), range(starts)))
        for running in started:
            os.kill(running.pid, signal.SIGCONT)
        ended = [_ended(running) for running in started]
        drained = computer.run("outbox", "send", "--json")
        losers = [said for status, said in ended if status == NEEDS_PERSON and IN_USE.title in said]
        silent = tuple(f"{status}: {said}" for status, said in ended if status and said not in losers)
        complaint = "" if drained.returncode == 0 else drained.stderr
        return Wave(starts, len(losers), silent, findings(computer, store, complaint=complaint))


def _queue(computer: Computer, store: PracticeStore) -> None:
    pages = three_pages(computer.folder / "pages")
    store.offline = True
    computer.run(
        "upload", "--patient", PATIENT, *pages, *(["--no-wait"] if computer.program != NAIVE_PROGRAM else []), "--json"
    )
    store.offline = False
    store.faults.add(Fault(FaultKind.HANG, method="POST", times=1_000, wait_s=SLOW_ANSWER_S))


def _ended(running: "subprocess.Popen[str]") -> tuple[int, str]:
    with running:
        _, said = running.communicate(timeout=120)
    return running.returncode, said


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="races", description=__doc__)
    parser.add_argument("--starts", type=int, default=200)
    parser.add_argument("--wave", type=int, default=20)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    program = NAIVE_PROGRAM if chosen.naive else "tests.endurance.told_program"
    began, failed, done, losers, found = time.monotonic(), 0, 0, 0, list[Findings]()
    while done < chosen.starts:
        with tempfile.TemporaryDirectory(prefix="races-") as folder:
            seen = wave(chosen.wave, Path(folder), program)
        done, losers, found = done + seen.starts, losers + seen.losers, [*found, seen.found]
        if seen.silent or not seen.found.is_kept:
            failed += 1
            print(f"  {seen}", flush=True)
    print(
        f"{done} starts in waves of {chosen.wave}: {losers} said that another one is open,"
        f" waves that broke a promise {failed} ({time.monotonic() - began:.0f} s)"
    )
    print(replace(result_of(found), runs=done, broken=failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
