"""Late commits: a store that drops the line at once and stores the page L seconds later.

    python -m tests.endurance.late_commit [--times N] [--settle SECONDS] [--naive hasty|blind]

Where L is below the settle time nothing may be doubled. Above it no client can help it, but the double must be shown,
however late it comes up: on the entry in the outbox, which is delivered by then. Two naive variants must fail: `hasty`
sends again at once, without a settle time, and doubles; `blind` does not look again after a second send, and shows
nothing.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from app.domain.parcels import OutboxEntry, Stage
from app.flows import delivery
from app.flows.counter import Counter
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.short_waits import open_ground
from tests.flows.ground import Ground

AT_ONCE = 6
PARTS_BELOW = (0.1, 0.5, 0.9)
PARTS_ABOVE = (1.5, 3.0, 10.0)
"""L in parts of the settle time."""
LOOKED_FOR_WITHIN = 1.6
"""The gaps grow by half of the time that has passed: so many times L after the first send it must be shown."""
SLACK_S = 3.0


class Naive(Enum):
    """What a client might leave out."""

    HASTY = "hasty"  # it sends again at once, instead of looking over the settle time
    BLIND = "blind"  # it does not look again after a second send


@dataclass(frozen=True, slots=True)
class Late:
    """One page and one late commit."""

    part: float
    copies: int
    is_shown: bool


def one_late_commit(part: float, settle_s: float, folder: Path, naive: Naive | None = None) -> Late:
    """Send a page whose first send is committed so late, and see what the outbox says when it has come up."""
    late_s, used_s = part * settle_s, 0.0 if naive is Naive.HASTY else settle_s
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, used_s) as (ground, _):
        if naive is Naive.BLIND:
            ground.do(_look_no_more)
        store.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=late_s))
        began_s = time.monotonic()
        settled = ground.settled(ground.send())
        if settled.sends > 1:
            store.wait_for_uploads(2, began_s + late_s + SLACK_S - time.monotonic())
            _wait_until_shown(ground, settled, began_s + late_s * LOOKED_FOR_WITHIN + SLACK_S)
        return Late(part, len(store.uploaded_images()), ground.kept(settled).problem == delivery.STORED_TWICE)


def _wait_until_shown(ground: Ground, entry: OutboxEntry, until_s: float) -> None:
    while ground.kept(entry).problem != delivery.STORED_TWICE and time.monotonic() < until_s:
        time.sleep(0.05)


def _look_no_more(counter: Counter) -> None:
    """Take the first sight of a page for the end of it, as after a single send."""
    ledger = counter.courier.ledger
    write = ledger.write

    def written(entry: OutboxEntry) -> OutboxEntry:
        is_seen = entry.receipt is not None and entry.receipt.read_back_at is not None
        return write(replace(entry, stage=Stage.DELIVERED, next_try=None) if is_seen else entry)

    ledger.write = written  # type: ignore[method-assign]  # the naive variant


def late_commits(
    parts: Sequence[float], settle_s: float, times: int, folder: Path, naive: Naive | None = None
) -> list[Late]:
    """Each lateness so many times."""
    plans = [part for part in parts for _ in range(times)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = range(len(plans))
        return list(pool.map(lambda n: one_late_commit(plans[n], settle_s, folder / str(n), naive), numbers))


def main(words: Sequence[str]) -> int:
    """Run the proof and print its table; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="late_commit", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--settle", type=float, default=2.0)
    parser.add_argument("--naive", type=Naive, choices=list(Naive))
    chosen = parser.parse_args(words)
    failed = 0
    print(f"settle time {chosen.settle:g} s, client {chosen.naive.value if chosen.naive else 'ours'}")
    with tempfile.TemporaryDirectory(prefix="late-commit-") as folder:
        seen = late_commits(PARTS_BELOW + PARTS_ABOVE, chosen.settle, chosen.times, Path(folder), chosen.naive)
    for part in PARTS_BELOW + PARTS_ABOVE:
        these = [late for late in seen if late.part == part]
        doubled = [late for late in these if late.copies > 1]
        shown = sum(late.is_shown for late in doubled)
        print(
            f"  commit after {part:4.1f} x the settle time: {len(these)} pages, doubled {len(doubled):2},"
            f" of these shown {shown:2}, lost {sum(late.copies == 0 for late in these)}",
            flush=True,
        )
        failed += len(doubled) - shown + sum(late.copies == 0 for late in these)
        failed += shown if part in PARTS_BELOW else 0
    print("it holds" if not failed else f"it fails {failed} times")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
