"""The lying network: every way in which the practice store can fail, many times each, and what became of the page.

    python -m tests.endurance.lying_network [--times N] [--naive]

Each fault meets an upload, or the reading back after an upload whose answer got lost, or (`lying_line`) the connection
before HTTP begins. The page must be delivered afterwards, be in the store once, never be called delivered before, and
no attempt may outlive its deadline.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx

from app.practice.faults import Fault, FaultKind
from app.practice.server import PRACTICE_KEY, PracticeStore
from tests.endurance import naive_client
from tests.endurance.certificates import Authority
from tests.endurance.gate import Lie
from tests.endurance.lying_line import Trial, lies, naive_lies, no_name, refused, trial_of
from tests.endurance.short_waits import SLACK_S, open_ground
from tests.endurance.tally import Result
from tests.flows.ground import drawn

AT_ONCE = 8
SETTLE_S = 1.0
HANG_S = 30.0
LATE_S = 0.5
IMAGE_ONLY = frozenset({FaultKind.EXPIRED_IMAGE_URL})
LISTINGS = "/api/v2/images/"
NOTHING_THERE = Fault(FaultKind.STATUS, status=404)
"""For an upload an odd answer; for a listing DRX's own word for a record without images, which can't be told from the
truth: it is not tried there."""
STATUSES = (
    Fault(FaultKind.STATUS, status=500),
    Fault(FaultKind.STATUS, status=502, content_type="text/html", body="<h1>Bad gateway</h1>"),
    Fault(FaultKind.STATUS, status=503, retry_after="1"),
    Fault(FaultKind.STATUS, status=503, retry_after="1", commits=True),
    Fault(FaultKind.STATUS, status=429, retry_after="1"),
    NOTHING_THERE,
)


def every_fault() -> tuple[Fault, ...]:
    """One fault of every kind that can meet an upload or a listing."""
    kinds = [kind for kind in FaultKind if kind not in IMAGE_ONLY | {FaultKind.STATUS}]
    waits = {FaultKind.HANG: HANG_S, FaultKind.STOP_READING: HANG_S, FaultKind.LATE_COMMIT: LATE_S}
    return (*STATUSES, *(Fault(kind, wait_s=waits.get(kind)) for kind in kinds))


def words_for(fault: Fault) -> str:
    """A fault in a line of the table."""
    detail = f" {fault.status}{' after commit' if fault.commits else ''}" if fault.kind is FaultKind.STATUS else ""
    return f"{fault.kind.name.lower().replace('_', ' ')}{detail}"


def trials(fault: Fault, times: int, folder: Path, on_reading_back: bool) -> Iterator[Trial]:
    """So many pages, one after the other, each met by this fault."""
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, SETTLE_S) as (ground, client):
        for number in range(times):
            client.exchanges.clear()
            if on_reading_back:
                store.faults.add(Fault(FaultKind.RESET_AFTER_COMMIT, method="POST"))
                store.faults.add(replace(fault, method="GET", path_prefix=LISTINGS, times=2))
            else:
                store.faults.add(replace(fault, method="POST"))
            queued = ground.send(content=drawn(shade=100 + number))
            seen = trial_of(ground, client, store, queued)
            store.faults.clear()
            store.faults.release()  # what hangs may commit now: a double would come to light
            copies = Tally(image.name for image in store.uploaded_images())[queued.name]
            yield replace(seen, copies=copies)


def naive_trials(fault: Fault, times: int) -> Iterator[Trial]:
    """The same for a client that simply tries again and believes every 200."""
    with PracticeStore(with_pictures=False) as store:
        os.environ |= {"COUNTERSCAN_URL": store.url, "COUNTERSCAN_API_KEY": PRACTICE_KEY}
        for number in range(times):
            store.faults.add(replace(fault, method="POST"))
            name, is_told, began = f"ID front {number}.jpg", False, time.monotonic()
            for _ in range(naive_client.TRIES):
                with contextlib.suppress(httpx.HTTPError):
                    naive_client.send("pat_12345", name, drawn())
                    is_told = True
                    break
            store.faults.clear()
            store.faults.release()
            copies = Tally(image.name for image in store.uploaded_images())[name]
            longest_s = time.monotonic() - began
            late = longest_s > naive_client.TRIES * (naive_client.WAIT_S + SLACK_S)
            yield Trial(is_told and copies > 0, copies, int(late), longest_s)


Plan = tuple[str, Callable[[Path], Iterable[Trial]]]
"""A row of the table: its name, and the trials in a folder of their own."""


def plans(times: int, authority: Authority) -> Iterator[Plan]:
    """Every fault on an upload and on the reading back, and every lie before HTTP begins."""
    for fault in every_fault():
        for where in ("upload", "reading back"):
            if (fault, where) != (NOTHING_THERE, "reading back"):
                reads = where == "reading back"
                yield f"{words_for(fault):37} {where:13}", partial(trials, fault, times, on_reading_back=reads)
    for lie in Lie:
        yield f"{lie.value:37} {'connection':13}", partial(lies, lie, times, authority=authority)
    yield f"{'connection refused':37} {'connection':13}", partial(refused, times)
    yield f"{'name not in DNS':37} {'connection':13}", partial(no_name, times, authority=authority)


def rows(times: int, folder: Path) -> Iterator[tuple[str, list[Trial]]]:
    """All of them, a few at a time; named as in the table."""
    authority = Authority(folder / "authority")
    with authority.trusted(), ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [
            (name, pool.submit(lambda run=run, number=number: list(run(folder / str(number)))))  # type: ignore[misc]
            for number, (name, run) in enumerate(plans(times, authority))
        ]
        for name, done in waiting:
            yield name, done.result()


def naive_rows(times: int, folder: Path) -> Iterator[tuple[str, list[Trial]]]:
    """Every fault on an upload by the client that must fail; it reads the environment, so one at a time."""
    for fault in every_fault():
        often = 1 if fault.kind is FaultKind.SLOW_DRIP else times  # it waits for minutes each time
        yield f"{words_for(fault):37} {'upload':13}", list(naive_trials(fault, often))
    authority = Authority(folder / "authority")
    for lie in Lie:
        yield f"{lie.value:37} {'connection':13}", list(naive_lies(lie, times, authority))


def main(words: Sequence[str]) -> int:
    """Run the proof and print its table; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="lying_network", description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    every_trial: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="lying-network-") as folder:
        print(f"{'fault':37} {'meets':13} {'pages':>5} {'false':>6} {'doubled':>8} {'late':>5} {'longest':>8}")
        for name, done in naive_rows(chosen.times, Path(folder)) if chosen.naive else rows(chosen.times, Path(folder)):
            every_trial += done
            print(
                f"{name:51} {len(done):5} {sum(not trial.is_delivered for trial in done):6}"
                f" {sum(trial.copies > 1 for trial in done):8} {sum(trial.late_exchanges for trial in done):5}"
                f" {max(trial.longest_s for trial in done):7.1f}s",
                flush=True,
            )
    broken = sum(not trial.is_kept for trial in every_trial)
    doubled = sum(trial.copies > 1 for trial in every_trial)
    print(Result(len(every_trial), sum(not trial.is_delivered for trial in every_trial), doubled, 0, broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
