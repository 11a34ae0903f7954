"""Late commits: a store that drops the line at once and stores the page L seconds later.

    python -m tests.endurance.late_commit [--times N] [--settle SECONDS]

Where L is below the settle time nothing may be doubled. Above it no client can help it, but the double must be shown:
on the entry in the outbox, and by exit status 1. Beyond twice the settle time nobody looks any more; that is printed
as well, as the hole that it is. The naive variant is a settle time of nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.flows.delivery import STORED_TWICE
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.short_waits import open_ground

AT_ONCE = 4
PARTS_BELOW = (0.1, 0.3, 0.5, 0.7, 0.85)
PARTS_ABOVE = (1.2, 1.4, 1.6)
PARTS_BEYOND = (3.0,)
"""L in parts of the settle time."""


@dataclass(frozen=True, slots=True)
class Late:
    """One page and one late commit."""

    late_s: float
    copies: int
    is_shown: bool


def one_late_commit(late_s: float, settle_s: float, folder: Path) -> Late:
    """Send a page whose first send is committed so late, and see what the outbox says when it is settled."""
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, settle_s) as (ground, _):
        store.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=late_s))
        settled = ground.settled(ground.send())
        store.faults.release()
        store.wait_for_uploads(2, 0.3)
        return Late(late_s, len(store.uploaded_images()), settled.problem == STORED_TWICE)


def late_commits(parts: Sequence[float], settle_s: float, times: int, folder: Path) -> list[Late]:
    """Each lateness so many times."""
    waits = [part * settle_s for part in parts for _ in range(times)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(
            pool.map(lambda number: one_late_commit(waits[number], settle_s, folder / str(number)), range(len(waits)))
        )


def main(words: Sequence[str]) -> int:
    """Run the proof and print its table; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="late_commit", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--settle", type=float, default=2.0)
    chosen = parser.parse_args(words)
    failed = 0
    for name, parts in (("below", PARTS_BELOW), ("above", PARTS_ABOVE), ("beyond", PARTS_BEYOND)):
        with tempfile.TemporaryDirectory(prefix="late-commit-") as folder:
            seen = late_commits(parts, chosen.settle, chosen.times, Path(folder))
        for part in parts:
            these = [late for late in seen if late.late_s == part * chosen.settle]
            doubled = [late for late in these if late.copies > 1]
            shown = sum(late.is_shown for late in doubled)
            print(
                f"{name:7} the settle time of {chosen.settle:g} s: commit after {part * chosen.settle:4.1f} s,"
                f" {len(these)} pages, doubled {len(doubled)}, of these shown {shown}",
                flush=True,
            )
            failed += len(doubled) if name == "below" else 0
            failed += len(doubled) - shown if name == "above" else 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
