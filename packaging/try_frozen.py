#!/usr/bin/env python3
"""Let the frozen program test itself, and measure its start against the checkout: `python3 packaging/try_frozen.py`.

What is timed is the whole way from the start of the process to the letterbox that the window puts up right behind its
first paint, on no screen, the two in turn; the median counts. Words after it are for runs: `try_frozen.py 9`.
Exit status 1: the self-test failed, or the frozen program takes more than 1.5 times as long.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment
import freeze

RUNS = 5
MOST_RATIO = 1.5
LONGEST_START_S = 60.0
BETWEEN_LOOKS_S = 0.002
PLACE_OF_LETTERBOX = ("practice", "store", "letterbox.json")


def main(words: list[str]) -> int:
    """Test, measure, and say both."""
    program = program_in(freeze.FROZEN)
    answer = self_test(program)
    for check in answer["checks"]:
        print(f"{'ok ' if check['ok'] else 'BAD'} {check['name']}: {check['said']} ({check['took_s']:.2f} s)")
    if not answer["ok"]:
        return 1
    frozen_s, source_s = starts(program, int(words[0]) if words else RUNS)
    size = freeze.size_bytes(freeze.FROZEN) / 1e6
    print(f"{size:.1f} MB; start to first paint {frozen_s:.2f} s, from the checkout {source_s:.2f} s")
    print(f"ratio {frozen_s / source_s:.2f}, at most {MOST_RATIO}")
    return int(frozen_s / source_s > MOST_RATIO)


def program_in(folder: Path) -> Path:
    """The program of the command line."""
    return folder / ("counterscan-cli.exe" if sys.platform == "win32" else "counterscan")


def self_test(program: Path) -> dict:  # type: ignore[type-arg]  # what JSON holds
    """What the program says of itself. On Linux every library that it loads has to find all its names at once."""
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LD_BIND_NOW": "1"}
    finished = subprocess.run(
        [str(program), "--selftest"], env=variables, capture_output=True, text=True, check=False, timeout=300
    )
    document: dict[str, object] = json.loads(finished.stdout)
    return document


def starts(program: Path, runs: int) -> tuple[float, float]:
    """The medians in seconds: the frozen program's, and that of the same code with the same Python and packages."""
    from_source = [str(environment.python_of(freeze.TOOLS)), "-m", "app"]
    taken: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for times, command in zip(taken, ([str(program)], from_source), strict=True):
            took_s = start_s([*command, "--practice"])
            if run:  # the first reads the disk, and compiles
                times.append(took_s)
    return statistics.median(taken[0]), statistics.median(taken[1])


def start_s(command: list[str]) -> float:
    """One start of the window in a home of its own, ended as soon as it stands."""
    with tempfile.TemporaryDirectory(prefix="counterscan-start-", ignore_cleanup_errors=True) as home:
        variables = os.environ | {"COUNTERSCAN_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        letterbox = Path(home).joinpath(*PLACE_OF_LETTERBOX)
        began_s = time.perf_counter()
        process = subprocess.Popen(command, cwd=freeze.CHECKOUT, env=variables)
        while not letterbox.exists():
            if process.poll() is not None or time.perf_counter() - began_s > LONGEST_START_S:
                process.kill()
                raise freeze.NotBuilt(f"{command[0]} opened no window")
            time.sleep(BETWEEN_LOOKS_S)
        took_s = time.perf_counter() - began_s
        process.terminate()
        process.wait()
    return took_s


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
