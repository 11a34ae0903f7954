"""Every figure of the promise "nothing is lost, nothing is doubled, nothing is left behind", and one table of them.

    python -m tests.endurance.all [--quick] [--only WORD]

Runs the proofs one after another, each followed by its naive variant, which must fail: a proof that nothing fails
proves nothing. In full this takes some hours on two cores; `--quick` thins it to about twenty minutes. `--only races`
runs those whose claim holds the word. What each proof prints by itself is printed as it comes; the table is last.
Linux, with strace and fuse3, and the right to mount and to trace: what can't be run here is said, and is no success.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.endurance.computer import CHECKOUT
from tests.endurance.tally import Result, read


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim, the module that proves it, how to thin it, and its naive variant (none: it can only be measured)."""

    claim: str
    module: str
    thinned: str = ""
    naive: str = ""


PROOFS = (
    Proof("killed anywhere", "tests.endurance.killed_anywhere", "--points 40", "--naive --points 40"),
    Proof("power cut", "tests.endurance.power_cut", "--cuts 30", "--without folder --cuts 30"),
    Proof("lying network", "tests.endurance.lying_network", "--times 2", "--naive --times 2"),
    Proof("broken gallery", "tests.endurance.broken_gallery", "--images 3", "--naive --images 2"),
    Proof("late commit", "tests.endurance.late_commit", "--times 2", "--naive hasty --times 2"),
    Proof("races", "tests.endurance.races", "--starts 40", "--naive --starts 20"),
    Proof("full disk", "tests.endurance.full_disk", "", "--without-reserve"),
    Proof("clocks and sleep", "tests.endurance.sleep_and_clocks", "--points 12", "--naive"),
    Proof("canary", "tests.endurance.canary", "", "--plain"),
    Proof("odd files", "tests.endurance.odd_files", "--count 400", "--naive --count 150"),
    Proof("hot folder", "tests.endurance.hot_folder", "--files 400 --kills 40", "--naive --files 80 --kills 4"),
    Proof("hot folder steps", "tests.endurance.hot_folder_steps", "--points 30"),
    Proof("truncations", "tests.endurance.truncations", "--count 600", "--naive"),
    Proof("scan killed", "tests.endurance.scan_killed", "--kills 20 --programs 10", "--naive --kills 20"),
    Proof("scan stopped", "tests.endurance.scan_stopped", "--times 2", "--naive --times 5"),
    Proof("volume", "tests.bench.ten_thousand_entries"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `result` is None where the proof counts no pages."""

    claim: str
    has_held: bool
    result: Result | None
    naive: str
    took_s: float

    def __str__(self) -> str:
        seen = self.result
        counts = (seen.runs, seen.lost, seen.doubled, seen.orphans) if seen else ("", "", "", "")
        numbers = " ".join(f"{count:>7}" for count in counts)
        return (
            f"{self.claim:18} {'held' if self.has_held else 'BROKEN':7} {numbers}   {self.naive:42} {self.took_s:6.0f}"
        )


def main(words: Sequence[str]) -> int:
    """Run them and print the table; 0 where every proof held and every naive variant failed."""
    parser = argparse.ArgumentParser(prog="all", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(words)
    lines = [_line(proof, quick=chosen.quick) for proof in PROOFS if chosen.only in proof.claim]
    print(f"\n{'claim':18} {'':7} {'runs':>7} {'lost':>7} {'doubled':>7} {'orphans':>7}   {'naive variant':42} seconds")
    for line in lines:
        print(line)
    return 0 if all(line.has_held and "HELD" not in line.naive for line in lines) else 1


def _line(proof: Proof, *, quick: bool) -> Line:
    began = time.monotonic()
    status, printed = _run(proof.module, proof.thinned if quick else "")
    naive = "none: measured"
    if proof.naive:
        naive_status, naive_printed = _run(proof.module, proof.naive)
        naive = _words(naive_printed) if naive_status else "HELD, and so proves nothing"
    return Line(proof.claim, status == 0, read(printed), naive, time.monotonic() - began)


def _words(printed: str) -> str:
    """What a naive variant came to: its numbers, or its own last line."""
    seen = read(printed)
    if seen is None:
        return "fails: " + (printed.splitlines() or [""])[-1][:34]
    return f"{seen.broken} of {seen.runs} broken: lost {seen.lost}, doubled {seen.doubled}"


def _run(module: str, words: str) -> tuple[int, str]:
    print(f"\n--- {module} {words}", flush=True)
    command = [sys.executable, "-u", "-m", module, *words.split()]
    printed = ""
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as proof:
        assert proof.stdout is not None
        for line in proof.stdout:
            printed += line
            print(line, end="", flush=True)
    return proof.returncode, printed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
