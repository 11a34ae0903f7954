"""The `scanimage` of a driver that died: found again by what the driver told of it, and ended."""

import contextlib
import os
import select
import signal
import sys
from pathlib import Path

CANCEL_WAIT_S = 5.0
KILL_WAIT_S = 5.0
_PREFIX = "process"
_START_FIELD = 22  # of /proc/PID/stat, proc(5): when it began, in ticks since the computer started


def address_of(pid: int) -> str:
    """What tells this process from every other one, also from one that gets its number later."""
    return f"{_PREFIX}:{pid}:{_start_of(pid)}"


def end_orphan(address: str) -> None:
    """End the process with this address, if it still runs: politely, so that the device is let go, else by force."""
    prefix, _, rest = address.partition(":")
    number, _, start = rest.partition(":")
    if prefix == _PREFIX and number.isdecimal() and start:
        with contextlib.suppress(OSError, OverflowError):  # it has ended, or there never was such a number
            _end(int(number), start)


def _end(pid: int, start: str) -> None:
    if sys.platform == "linux":
        handle = os.pidfd_open(pid)  # from here on the number can't become another process's
        try:
            if _start_of(pid) != start:
                return
            signal.pidfd_send_signal(handle, signal.SIGINT)
            if not select.select([handle], [], [], CANCEL_WAIT_S)[0]:
                os.killpg(pid, signal.SIGKILL)
                select.select([handle], [], [], KILL_WAIT_S)
        finally:
            os.close(handle)


def _start_of(pid: int) -> str:
    try:
        line = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return ""
    fields = line.rpartition(")")[2].split()  # the name before it may hold anything
    return fields[_START_FIELD - 3] if len(fields) > _START_FIELD - 3 else ""
