"""One run of `scanimage` from its first sheet to its last: every page checked and handed over, however it ends.

The program asks before each sheet (`--batch-prompt`), and gets its answer when the page before is in our hands and
whole: so a stop that is to let a sheet end begins no other, a torn page ends the run, and only one page ever waits.
"""

import os
import re
import shutil
import time
from pathlib import Path

from app.domain.scan_troubles import Trouble
from app.domain.scanning import ScanEnded, ScanOrder, SheetProgressed
from app.scanning.driver import MAX_SHEET_BYTES, Press, StopStep
from app.scanning.sane.program import EXIT_WAIT_S, MAX_RAW_BYTES, Child, Stream
from app.scanning.sane.sheet import Sheet, sheet_in
from app.scanning.sane.troubles import Status, trouble_of

SILENCE_S = 180.0
"""Warming up and moving a lamp home take minutes on old devices; whatever says nothing for longer hangs."""
BETWEEN_PROGRESS_S = 0.1
LEAST_ROOM_BYTES = 1_000_000
"""With less, the memory that pages are put into counts as full."""

PAGE_NAMES = "page%d.tif"
_PAGE_NAME = re.compile(rb"page\d{1,9}\.tif")
_PROGRESS = re.compile(rb"Progress: *(\d+\.?\d*)%")
_BEGINS = re.compile(rb"Scanning page (\d{1,9})")
_STATUS = re.compile(rb"\(scanner status = (\d+)\)")
_OVER = b"Batch terminated"
_MAX_LINE_BYTES = 4096
_KEPT_LINES = 40


class Batch:
    """Listens to a child that scans into `folder`, and hands its pages to the press."""

    def __init__(self, child: Child, folder: Path, order: ScanOrder, press: Press) -> None:
        """`order` is settled: it has its source."""
        self._child, self._folder, self._order, self._press = child, folder, order, press
        self._is_fed = order.source is not None and order.source.is_fed
        self._lines = {Stream.OUT: b"", Stream.ERROR: b""}  # what has no end yet
        self._said: list[bytes] = []
        self._status = Status.GOOD.value
        self._is_over = self._is_silent = False
        self._failed: tuple[Trouble, str] | None = None
        self._pages, self._first, self._number = 0, press.delivered, 0
        self._next_progress_s = 0.0

    def run(self) -> ScanEnded:
        """Until it ended: by itself, by a stop, or by our patience."""
        for step, act in (
            (StopStep.FINISH, self._child.begin_no_more),
            (StopStep.ABORT, self._child.interrupt),
            (StopStep.HANG_UP, self._child.kill),
        ):
            self._press.when(step, act)
        self._child.begin_next()
        while self._child.is_talking and not self._is_silent:
            heard = self._child.hear(EXIT_WAIT_S if self._is_over else SILENCE_S)
            self._is_silent = not heard
            for stream, content in heard:
                self._hear(stream, content)
        if self._is_silent:
            self._child.kill()
        code = self._child.end()
        self._press.forget_acts()
        trouble, detail = self._why(code)
        return ScanEnded(self._press.delivered, trouble=trouble, detail=detail)

    def _why(self, code: int) -> tuple[Trouble | None, str]:
        if self._failed is not None:  # also while it is stopped: a sheet has gone through and is not kept
            return self._failed
        if self._press.step > StopStep.NONE:
            return Trouble.CANCELLED, ""
        if self._is_silent and not self._is_over:
            return Trouble.COMMUNICATION_LOST, f"nothing was heard for {SILENCE_S:.0f} s"
        said = b"\n".join(self._said).decode("utf-8", "replace")
        if self._is_silent:  # all was done, only the closing hung
            code = self._status
        return trouble_of(code, said, pages=self._pages, is_fed=self._is_fed)

    def _hear(self, stream: Stream, content: bytes) -> None:
        *whole, rest = (self._lines[stream] + content).replace(b"\r", b"\n").split(b"\n")
        self._lines[stream] = rest[-_MAX_LINE_BYTES:]
        for line in whole:
            if stream is Stream.OUT:
                self._take(line)
            else:
                self._note(line)

    def _note(self, line: bytes) -> None:
        progress = _PROGRESS.fullmatch(line.strip())
        if progress is not None:
            self._tell_progress(min(float(progress[1]) / 100, 1.0))
            return
        begins = _BEGINS.fullmatch(line)
        if begins is not None:
            self._number = self._first + int(begins[1])
            self._press.tell(SheetProgressed(self._number))
        status = _STATUS.search(line)
        if status is not None and int(status[1]) != Status.END_OF_FILE:  # which is how a page ends well
            self._status = int(status[1])
        self._is_over = self._is_over or line.startswith(_OVER)
        self._said = [*self._said, line[:_MAX_LINE_BYTES]][-_KEPT_LINES:]

    def _tell_progress(self, share: float) -> None:
        now_s = time.monotonic()
        is_under_way = self._number > self._press.delivered  # the last words about a page may come behind its name
        if is_under_way and now_s >= self._next_progress_s:
            self._next_progress_s = now_s + BETWEEN_PROGRESS_S
            self._press.tell(SheetProgressed(self._number, share))

    def _take(self, name: bytes) -> None:
        """A page is there: its name is printed once it has its final name, and only that counts (capture.md, T8)."""
        if _PAGE_NAME.fullmatch(name) is None or self._failed is not None:
            return
        path = self._folder / name.decode()
        has_room = self._has_room()  # scanimage tells no error where there is none, but a short page as a good one
        sheet = self._sheet(path)
        if sheet is None:
            trouble = Trouble.INCOMPLETE_PAGE if has_room else Trouble.STORAGE_FULL
            self._fail(trouble, f"page {self._pages + 1} is not whole")
            return
        self._pages += 1
        self._child.begin_next()  # before the work: the sheet behind this one need not wait for it
        content = sheet.packed()
        if len(content) > MAX_SHEET_BYTES:
            self._fail(Trouble.UNSUPPORTED, f"page {self._pages} has {len(content)} bytes")
            return
        self._press.hand_over(content, self._order.dpi)

    def _has_room(self) -> bool:
        return shutil.disk_usage(self._folder).free >= LEAST_ROOM_BYTES

    def _fail(self, trouble: Trouble, detail: str) -> None:
        self._failed = trouble, detail
        self._child.begin_no_more()

    @staticmethod
    def _sheet(path: Path) -> Sheet | None:
        """The page in this file if it is whole; the file is gone at once, whatever it was."""
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_RAW_BYTES) if os.fstat(file.fileno()).st_size <= MAX_RAW_BYTES else b""
        except OSError:
            return None
        finally:
            path.unlink(missing_ok=True)
        return sheet_in(raw)
