"""Power cuts: an upload of three pages on a disk that loses what was not flushed, cut at every step, then one restart.

    python -m tests.endurance.power_cut [--cuts N] [--without blob|folder|database]

A first run counts the steps: every request that changes the disk or flushes it. Then a run of its own is cut right
before each step (or N of them, evenly chosen), every second cut with dice that keep any part of what was not flushed.
After the power is back, `counterscan outbox send` must bring everything that was called safe to DRX, once. `--without`
leaves one kind of flush out, and must lose something.

The harness is deterministic: the same step is cut in the same way in each run (the dice's seed is the step); only the
order in which threads of the program reach the disk is not. At stake is what was called safe and was not in DRX yet at
the cut; no variant can lose more. One flush left out is enough to lose nearly all of that, whichever it is: the row
without its page, the page without its name, the name without its row are equally lost. So variants that are cut at the
same steps lose the same number of pages: it says how much was at stake, not how much a flush is worth.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from app.practice.server import PracticeStore
from tests.endurance.computer import PATIENT, Computer, Findings, findings, three_pages
from tests.endurance.killed_anywhere import store_of, thinned
from tests.endurance.losing_disk import FLUSHES
from tests.endurance.served_disk import ServedDisk, why_not
from tests.endurance.tally import result_of

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """One power cut, and what was found after the restart."""

    step: int
    has_dice: bool
    was_cut: bool
    safe_count: int
    at_stake: int
    found: Findings


def steps_of_a_run(folder: Path) -> int:
    """How many steps an upload has that nobody cuts."""
    with store_of("resetting") as store, ServedDisk(folder / "disk") as disk:
        _upload(_computer(folder, store), folder, disk, 0)
        return disk.steps


def cut_at(
    step: int, folder: Path, store_kind: str, without: str, *, has_dice: bool = False, from_safe: bool = False
) -> Cut:
    """Cut the power there, bring it back, start once more, and look; `from_safe` counts from the first "safe" on."""
    with store_of(store_kind) as store, ServedDisk(folder / "disk", without) as disk:
        computer = _computer(folder, store)
        was_cut = _upload(computer, folder, disk, step, from_safe=from_safe) == -signal.SIGKILL
        safe = set(computer.told("safe"))
        at_stake = len(safe - {image.name for image in store.uploaded_images()})
        disk.power_on(step if has_dice else None)
        restarted = computer.run("outbox", "send", "--json")
        complaint = "" if restarted.returncode == 0 else f"{restarted.returncode}: {restarted.stderr.strip()}"
        return Cut(step, has_dice, was_cut, len(safe), at_stake, _found(computer, store, complaint))


def _found(computer: Computer, store: PracticeStore, complaint: str) -> Findings:
    if not complaint:
        # Never opened here on the losing disk itself: SQLite maps a file of it into the memory of this process, and a
        # disk that stands still would then hold up more than one call.
        beside = computer.folder / "copied"
        shutil.copytree(computer.home, beside)
        return findings(replace(computer, home=beside), store)
    stored = {image.name for image in store.uploaded_images()}  # what is on the disk may not open at all
    return Findings(lost=tuple(sorted(set(computer.told("safe")) - stored)), complaint=complaint)


def _computer(folder: Path, store: PracticeStore) -> Computer:
    return Computer(folder, store.url, home=folder / "disk" / "home")


def _upload(computer: Computer, folder: Path, disk: ServedDisk, step: int, *, from_safe: bool = False) -> int:
    pages = three_pages(folder / "pages")
    with computer.start("upload", "--patient", PATIENT, *pages, "--json", stopped=True) as program:
        disk.cut_at(step, program.pid, computer.told_file if from_safe else None)
        os.kill(program.pid, signal.SIGCONT)
        program.communicate()
    return program.returncode


def cuts(steps: Sequence[int], folder: Path, store_kind: str, without: str = "") -> Iterator[Cut]:
    """All cuts, a few at a time, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Dice by place, not by step: thinned evenly, the steps may all be odd.
        yield from pool.map(
            lambda place: cut_at(
                steps[place], folder / f"{store_kind}{steps[place]}", store_kind, without, has_dice=place % 2 == 1
            ),
            range(len(steps)),
        )


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="power_cut", description=__doc__)
    parser.add_argument("--cuts", type=int, default=1_000_000)
    parser.add_argument("--without", choices=[name for name in FLUSHES if name], default="")
    chosen = parser.parse_args(words)
    if reason := why_not():
        print(f"not run: {reason}")
        return 2
    found: list[Findings] = []
    with tempfile.TemporaryDirectory(prefix="power-cut-") as folder:
        count = steps_of_a_run(Path(folder) / "counted")
        steps = thinned(range(1, count + 1), chosen.cuts)
        print(f"{count} steps in a run, {len(steps)} of them tried with each store", flush=True)
        for store_kind in ("faultless", "resetting"):
            began = time.monotonic()
            tried = [cut for cut in cuts(steps, Path(folder), store_kind, chosen.without) if cut.was_cut]
            broken = [cut for cut in tried if not cut.found.is_kept]
            found += [cut.found for cut in tried]
            for cut in broken:
                print(f"  step {cut.step}, dice {cut.has_dice}, {cut.safe_count} called safe: {cut.found}")
            print(
                f"{store_kind}: {len(tried)} cuts, {sum(cut.safe_count for cut in tried)} pages called safe before;"
                f" lost {sum(len(cut.found.lost) for cut in tried)} of {sum(cut.at_stake for cut in tried)} at stake,"
                f" doubled"
                f" {sum(len(cut.found.doubled) for cut in tried)}, not drained"
                f" {sum(bool(cut.found.waiting or cut.found.complaint) for cut in tried)}"
                f" ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    result = result_of(found)
    print(result)
    return 1 if result.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
