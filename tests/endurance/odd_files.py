"""Odd and hostile files, as many as wanted: none crashes the program, hangs, loses a page or speaks in riddles.

    python -m tests.endurance.odd_files [--count N] [--seed S] [--start N] [--only KIND] [--minutes M] [--naive]
        [--log FILE]
    python -m tests.endurance.odd_files --seed S --write NUMBER FILE      # this very input, as a file
    python -m tests.endurance.odd_files --seed S --table LOG…             # the table of runs that have been logged

Every input goes the whole way through the real darkroom (`odd_way`), in a process of its own that stands for the
window: it is watched from here, and its death or its silence is a fault. `--naive` opens the same files without care.
"""

import argparse
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from tests.endurance.computer import CHECKOUT
from tests.endurance.odd_kinds import kind_of, odd_file
from tests.endurance.odd_table import table
from tests.endurance.odd_verdicts import Outcome, Verdict
from tests.endurance.tally import Result

SILENT_S = 240.0
"""So long the program may say nothing: the slowest file with all its pages, tried twice on a busy machine."""
NAIVE_SILENT_S = 10.0
PORTION = 500
"""Inputs for one process; the next portion gets a new one."""


def outcomes(seed: int, numbers: Sequence[int], *, naive: bool = False) -> Iterator[Outcome]:
    """Run a portion; a process that died or fell silent is replaced, and what it was at is blamed."""
    left = list(numbers)
    while left:
        begun: set[int] = set()
        done: set[int] = set()
        verdict, words = yield from _of_one_process(seed, left, begun, done, naive=naive)
        for number in sorted(begun - done):
            outcome = Outcome(number, kind_of(seed, number))
            outcome.blame(verdict, words)
            yield outcome
        if not begun:
            raise RuntimeError(f"nothing was begun: {words}")
        left = [number for number in left if number not in begun]


def _of_one_process(
    seed: int, numbers: Sequence[int], begun: set[int], done: set[int], *, naive: bool
) -> Generator[Outcome, None, tuple[Verdict, str]]:
    """What a process makes of them; returns how it ended."""
    module = "tests.endurance.odd_naive" if naive else "tests.endurance.odd_run"
    with subprocess.Popen(
        [sys.executable, "-m", module, str(seed)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if naive else None,
    ) as program:
        assert program.stdin is not None
        program.stdin.write("".join(f"{number}\n" for number in numbers).encode())
        program.stdin.close()
        silent_s = NAIVE_SILENT_S if naive else SILENT_S
        for line in _lines(program, silent_s):
            word, _, number = line.partition(" ")
            if word == "begun":
                begun.add(int(number))
            elif line.startswith("{"):
                found = json.loads(line)
                outcome = Outcome(**{**found, "faults": [tuple(fault) for fault in found["faults"]]})
                done.add(outcome.number)
                yield outcome
        is_silent = program.poll() is None and bool(begun - done)
        if is_silent:
            program.kill()
    if is_silent:
        return Verdict.HANG, f"nothing for {silent_s:g} s"
    return Verdict.CRASH, f"exit status {program.returncode}"


def _lines(program: "subprocess.Popen[bytes]", silent_s: float) -> Iterator[str]:
    """Its lines as they come; ends when it does, or when it says nothing for so long."""
    assert program.stdout is not None
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(program.stdout, selectors.EVENT_READ)
        while selector.select(silent_s):
            content = os.read(program.stdout.fileno(), 65_536)
            if not content:
                program.wait()
                return
            *lines, rest = (rest + content).split(b"\n")
            yield from (line.decode() for line in lines)


def _numbers(seed: int, start: int, only: str) -> Iterator[int]:
    return (number for number in count(start) if only in kind_of(seed, number))


def _soak(chosen: argparse.Namespace) -> list[Outcome]:
    numbers, began, found = _numbers(chosen.seed, chosen.start, chosen.only), time.monotonic(), list[Outcome]()
    while len(found) < chosen.count and time.monotonic() - began < chosen.minutes * 60:
        portion = list(islice(numbers, min(PORTION, chosen.count - len(found))))
        for outcome in outcomes(chosen.seed, portion, naive=chosen.naive):
            found.append(outcome)
            if chosen.log is not None:
                with chosen.log.open("a", encoding="utf-8") as log:
                    log.write(json.dumps(_as_plain(outcome)) + "\n")
            for verdict, words in outcome.faults if not chosen.naive else ():
                print(f"  {verdict}: --write {outcome.number} ({outcome.kind}): {words}", flush=True)
        print(f"{len(found)} inputs, up to number {portion[-1]}, {time.monotonic() - began:.0f} s", flush=True)
    return found


def _as_plain(outcome: Outcome) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in outcome.__slots__}


def _logged(files: Sequence[Path]) -> list[Outcome]:
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [Outcome(**json.loads(line)) for line in lines]


def main(words: Sequence[str]) -> int:
    """Do what the words say; 0 where no odd file has done harm."""
    parser = argparse.ArgumentParser(prog="odd_files", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--write", nargs=2, metavar=("NUMBER", "FILE"))
    parser.add_argument("--table", nargs="+", type=Path, metavar="LOG")
    chosen = parser.parse_args(words)
    if chosen.write is not None:
        odd = odd_file(chosen.seed, int(chosen.write[0]))
        Path(chosen.write[1]).write_bytes(odd.content)
        print(f"{odd.kind}, called {odd.name!r}, {len(odd.content)} bytes")
        return 0
    found = _logged(chosen.table) if chosen.table else _soak(chosen)
    print(table(found, chosen.seed))
    losses = sum(verdict == Verdict.LOSS for one in found for verdict, _ in one.faults)
    broken = sum(bool(one.faults) for one in found)
    print(Result(len(found), lost=losses, broken=broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
