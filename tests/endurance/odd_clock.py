"""How long a job took, in seconds of its worker's own time: on a busy machine the clock on the wall says nothing."""

import os
from multiprocessing import process
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12  # of /proc/PID/stat, counted behind the name


def cpu_by_worker() -> dict[int, float]:
    """The time that each worker of this process has had, by its process ID; Linux only."""
    # active_children() would also reap the dead ones, whose exit codes the darkroom wants to see itself
    children = tuple(process._children)  # type: ignore[attr-defined]
    return {child.pid: _cpu_s(child.pid) for child in children if child.pid is not None}


def longest_since(before: dict[int, float]) -> float:
    """The most that one worker has had since then."""
    return max((cpu_s - before.get(pid, 0.0) for pid, cpu_s in cpu_by_worker().items()), default=0.0)


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS_A_SECOND
