"""Watching and killing a program at its system calls, with strace (Linux; the Debian package of that name)."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CALL = re.compile(r"(\d+) +(\w+)\(")


def may_trace() -> bool:
    """Is strace here, and may it trace a program of this user? Containers often forbid it."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, sys.executable, "-c", ""], capture_output=True, check=False)
    return tried.returncode == 0


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """Right before the `number`-th call of this name (from 1) in the thread that gets there first."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


def traced(
    pid: int, record: Path, calls: Iterable[str], struck_at: Point | None = None, signal_name: str = "KILL"
) -> "subprocess.Popen[bytes]":
    """Attach strace to a program that has stopped itself, let it go on, and return the strace.

    Where a point is given, the program gets the signal right before that call is carried out.

    Its threads are followed; the processes that it had before are not. Every call is written to `record`.
    """
    command = ["strace", "-f", "-o", str(record), "-e", "trace=" + ",".join(calls), "-p", str(pid)]
    if struck_at is not None:
        command += ["-e", f"inject={struck_at.call}:signal={signal_name}:when={struck_at.number}"]
    tracer = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline_s = time.monotonic() + 20
    while not _is_traced(pid):
        if time.monotonic() > deadline_s or tracer.poll() is not None:
            raise TimeoutError("strace did not attach; may this user trace its own processes?")
        time.sleep(0.005)
    os.kill(pid, signal.SIGCONT)
    return tracer


def _is_traced(pid: int) -> bool:
    threads = list(Path(f"/proc/{pid}/task").iterdir())
    return all("TracerPid:\t0\n" not in (thread / "status").read_text() for thread in threads)


def points_in(record: Path) -> tuple[Point, ...]:
    """Every point that a recorded run went past: strace counts the calls of each name in each thread apart."""
    counts = Tally(match.groups() for line in record.open(errors="replace") if (match := _CALL.match(line)))
    most: dict[str, int] = {}
    for (_thread, call), count in counts.items():
        most[call] = max(count, most.get(call, 0))
    return tuple(Point(call, number) for call, count in sorted(most.items()) for number in range(1, count + 1))
