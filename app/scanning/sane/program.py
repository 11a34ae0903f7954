"""`scanimage` as a child: started apart, listened to, told to go on or to stop, never left behind.

It must not outlive us. A call between fork and exec that ties it to us is not safe in a process with threads, so it is
tied by what it needs of us: it asks on its standard input before each sheet and ends where that is closed, and it says
how far it is on standard error, where nobody listening means a signal at which it lets the device go. What hangs inside
a driver and says nothing is ended by whoever cleans up after us (`orphan.py`).
"""

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType

from app.domain.scan_troubles import ScanFailed, Trouble

PROGRAM = "scanimage"
EXIT_WAIT_S = 10.0
"""How long a driver may take to close its device; some take seconds to move the lamp home."""
CANCEL_WAIT_S = 5.0
MAX_ANSWER_BYTES = 1_000_000
MAX_RAW_BYTES = 600_000_000
"""A page as it lies in memory, uncompressed: A4 in colour at 1200 dpi has 418 MB."""

_READ_BYTES = 65_536
_KEPT = ("PATH", "HOME", "SANE_CONFIG_DIR", "SANE_NET_HOSTS")
"""All of our environment that it sees: no key of ours, and no library path of the packed program."""


class Stream(Enum):
    """Where it says something."""

    OUT = "out"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Answer:
    """What it said to a question, and how it ended."""

    code: int
    text: str
    complaint: str


def is_installed() -> bool:
    """Is there a `scanimage` on this computer? Only Linux's counts."""
    return sys.platform == "linux" and shutil.which(PROGRAM) is not None


class Child:
    """One run of `scanimage`. `interrupt`, `kill` and `begin_no_more` may be called on any thread, at any time."""

    def __init__(self, arguments: Sequence[str], folder: Path = Path("/")) -> None:
        """Starts it in `folder`, where it also puts what it has to put aside; raises `ScanFailed`."""
        if not is_installed():
            raise ScanFailed(Trouble.NOT_FOUND, f"{PROGRAM} is not installed")
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"LC_ALL": "C", "TMPDIR": str(folder)}
        try:
            self._process = subprocess.Popen(
                [PROGRAM, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                cwd=folder,
                env=environment,
                start_new_session=True,  # no terminal: its password question would block there, Ctrl+C would reach it
            )
        except OSError as error:
            raise ScanFailed(Trouble.DRIVER_CRASHED, type(error).__name__) from error
        self.pid = self._process.pid
        _bound(self.pid)
        self._lock = threading.Lock()
        self._is_over = False
        self._ears = selectors.DefaultSelector()
        for pipe, stream in ((self._process.stdout, Stream.OUT), (self._process.stderr, Stream.ERROR)):
            if pipe is not None:
                self._ears.register(pipe, selectors.EVENT_READ, stream)

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_over:
            self.begin_no_more()
            self.interrupt()
            self.end(CANCEL_WAIT_S)

    @property
    def is_talking(self) -> bool:
        """May there be more to hear?"""
        return bool(self._ears.get_map())

    def hear(self, wait_s: float) -> list[tuple[Stream, bytes]]:
        """What it said; nothing where it was silent for so long. No bytes: that stream is closed."""
        heard = []
        for key, _ in self._ears.select(wait_s):
            content = os.read(key.fd, _READ_BYTES)
            if not content:
                self._ears.unregister(key.fileobj)
            heard.append((Stream(key.data), content))
        return heard

    def begin_next(self) -> None:
        """Answer its question before a sheet, so that it takes it."""
        with self._lock, contextlib.suppress(OSError, ValueError):  # it is gone, or is to begin no more
            if self._process.stdin is not None:
                self._process.stdin.write(b"\n")

    def begin_no_more(self) -> None:
        """The sheet that it works on is its last."""
        with self._lock, contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def interrupt(self) -> None:
        """Let it drop the sheet and the device (9 ms with a device that listens). Never SIGTERM: see capture.md."""
        with self._lock, contextlib.suppress(OSError):
            if not self._is_over:
                self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End it at once, and what its driver started."""
        with self._lock, contextlib.suppress(OSError):
            if not self._is_over and sys.platform != "win32":
                os.killpg(self.pid, signal.SIGKILL)

    def end(self, wait_s: float = EXIT_WAIT_S) -> int:
        """Wait so long for its end, make it end if it does not, and say how it ended: a code, or minus a signal."""
        try:
            self._process.wait(wait_s)
        except subprocess.TimeoutExpired:
            self.kill()
        code = self._process.wait()
        self.kill()  # what is left of its group
        with self._lock:
            self._is_over = True
        self._ears.close()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return code


def _bound(pid: int) -> None:
    """No file of it grows without end, and none holds its memory when it crashes: there is a page in there."""
    if sys.platform == "linux":
        import resource  # Windows has none

        with contextlib.suppress(OSError):  # it has ended already
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (MAX_RAW_BYTES, MAX_RAW_BYTES))


def ask(arguments: Sequence[str], wait_s: float) -> Answer:
    """Ask it something that is no scan. Raises `ScanFailed` where it does not answer within this time."""
    said = {Stream.OUT: b"", Stream.ERROR: b""}
    deadline_s = time.monotonic() + wait_s
    with Child(arguments) as child:
        child.begin_no_more()
        while child.is_talking:
            heard = child.hear(max(0.0, deadline_s - time.monotonic()))
            if not heard:
                child.kill()
                raise ScanFailed(Trouble.OFFLINE, f"{PROGRAM} said nothing for {wait_s:.0f} s")
            for stream, content in heard:
                said[stream] = (said[stream] + content)[:MAX_ANSWER_BYTES]
        code = child.end()
    texts = {stream: content.decode("utf-8", "replace") for stream, content in said.items()}
    return Answer(code, texts[Stream.OUT], texts[Stream.ERROR])
