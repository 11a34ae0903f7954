"""The losing disk, served by a process of its own that can't outlive its alarm, and the way to talk to it.

A file system in user space can stall whoever touches it, for ever and beyond the reach of `kill -9`, once its server
stands still; a server in the same Python as those who use it does, for the one holds the lock that the other needs. So:

- the server is a process that uses the mount itself for nothing, and that runs no other program while it serves;
- the kernel kills it when its alarm rings, whatever it does then, and it ends by itself when who started it has ended;
- with it goes the last handle of /dev/fuse, and with that the kernel aborts the connection: every call that waits for
  an answer returns with an error. That is what `abort` in /sys/fs/fuse/connections does, which few containers mount.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.endurance.fuse_kernel import detach, missing_part, mounted, serve
from tests.endurance.losing_disk import FLUSHES, LosingDisk

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST_LIFE_S = 60
"""Of one disk, by the kernel's clock; half of what pytest gives a test. A cut takes about three seconds."""
ENDS_WITHIN_S = 10.0


class ServedDisk:
    """A disk on a folder while it is used as a context manager; `without` is the flush that it only pretends to do."""

    def __init__(self, folder: Path, without: str = "", longest_life_s: int = LONGEST_LIFE_S) -> None:
        self._folder, self._without, self._longest_life_s = folder, without, longest_life_s

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        words = [str(self._folder), str(self._longest_life_s), self._without]
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.served_disk", *words],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            self._heard()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._server.pid

    @property
    def steps(self) -> int:
        """How many steps there were since it was mounted or powered on."""
        return self._ask({"do": "steps"})

    def cut_at(self, step: int, kills: int, counts_from: Path | None = None) -> None:
        """Cut the power right before that step and kill that process; steps count once that file is there, or now."""
        self._ask({"do": "cut", "step": step, "kills": kills, "from": str(counts_from or "")})

    def power_on(self, dice: int | None = None) -> None:
        """After a cut: what was durable is there, and with dice (their seed) any part of what was not."""
        self._ask({"do": "power on", "dice": dice})

    def hang(self) -> None:
        """Answer nothing any more, as a server does whose lock is held elsewhere; only its alarm ends that."""
        self._ask({"do": "hang"})

    def _ask(self, words: Mapping[str, object]) -> int:
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(words) + "\n")
        self._server.stdin.flush()
        return self._heard()

    def _heard(self) -> int:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        if not line:
            raise OSError("the disk's server has ended")
        return int(line)

    def _end(self) -> None:
        """Kill the server, which aborts whatever waits for it, then take the dead mount away."""
        self._server.kill()
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._server.wait(ENDS_WITHIN_S)
        detach(self._folder)


def why_not() -> str:
    """Why no such disk can be had here, found by trying; empty where it can."""
    missing = missing_part()
    if missing:
        return missing
    with tempfile.TemporaryDirectory(prefix="losing-disk-") as folder:
        try:
            with ServedDisk(Path(folder) / "disk", longest_life_s=10) as disk:
                return "" if disk.steps == 0 else "the disk counts what nobody did"
        except OSError as error:
            return f"/dev/fuse can't be mounted here: {error}"


def main(folder: Path, longest_life_s: int, without: str) -> int:
    """Mount and serve until standard input ends, the mount is gone, or the alarm rings; returns the exit status."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel ends this process: nothing here has to be able to run
    signal.alarm(longest_life_s)
    disk = LosingDisk(FLUSHES[without])
    try:
        device = mounted(folder)
    except (OSError, subprocess.CalledProcessError):
        return 1
    threading.Thread(target=_obey, args=(disk,), daemon=True).start()
    print(0, flush=True)
    serve(device, disk.answer)
    return 0


def _obey(disk: LosingDisk) -> None:
    for line in sys.stdin:
        words = json.loads(line)
        match words["do"]:
            case "cut":
                _plan(disk, words["step"], words["kills"], words["from"])
            case "power on":
                disk.power_on(None if words["dice"] is None else random.Random(words["dice"]))
            case "hang":
                disk.hang()
        print(disk.steps, flush=True)
    os._exit(0)


def _plan(disk: LosingDisk, step: int, kills: int, counts_from: str) -> None:
    disk.on_cut = lambda: os.kill(kills, signal.SIGKILL)
    if counts_from:
        disk.counts = Path(counts_from).exists  # on a real disk
    disk.cut_at = step


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
