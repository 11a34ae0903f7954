"""How the window bears five hundred pages dropped at once: lateness, times and memory, to be read, not a test.

    python -m tests.bench.five_hundred_pages [--pages N]

A real window (drawn on nothing), a real house with its darkroom and the practice store, JPEGs drawn for the purpose.
The targets are those of the issue: first thumbnails in under 300 ms; the event loop never over 16 ms late at the
99.9th percentile; memory bounded and flat. How late: a timer that fires every 4 ms notes how long it had to wait.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.tour.shop import Shop

PAGE_PX = (1240, 1754)
DRAWN = 12
"""So many different pages are drawn; the rest differ from them by a comment, which is enough to be another file."""
TICK_MS = 4
PATIENCE_S = 900.0
LOOK_EVERY_S = 1.0
TARGET_MS = 16.0


def drawn_pages(folder: Path, count: int) -> list[Path]:
    """Pages of text at 150 dpi with a little noise, as a feeder makes them."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(30)
    contents = []
    for number in range(min(DRAWN, count)):
        page = Image.effect_noise(PAGE_PX, 12).point(lambda tone: min(255, tone + 118)).convert("RGB")
        pen = ImageDraw.Draw(page)
        for line in range(40):
            pen.text(
                (110, 120 + 38 * line), f"{number}.{line} Lisinopril 10 mg, 1 tab by mouth daily", (20, 30, 60), font
            )
        file = io.BytesIO()
        page.save(file, "JPEG", quality=82, dpi=(150, 150))
        contents.append(file.getvalue())
    paths = []
    for number in range(count):
        content, said = contents[number % len(contents)], f"page {number}".encode()
        comment = b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said
        path = folder / f"scan {number + 1}.jpg"
        path.write_bytes(content[:2] + comment + content[2:])
        paths.append(path)
    return paths


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Heart:
    """Beats in the window's event loop, and notes in milliseconds how late each beat was, and what the window's thread
    worked before it. The second tells the window's own part where other programs share the machine.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late_ms: list[float] = []
        self.busy_ms: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._due = self._worked_s = 0.0

    def start(self) -> None:
        """From now on."""
        self.late_ms, self.busy_ms = [], []
        self._worked_s = time.thread_time()
        self._due = time.perf_counter() + TICK_MS / 1000
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        """No more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, 1000 * (now - self._due)))
        worked_s = time.thread_time()
        self.busy_ms.append(1000 * (worked_s - self._worked_s))
        self._worked_s = worked_s
        self._due = now + TICK_MS / 1000


def main(words: Sequence[str]) -> int:
    """Drop them, wait until all are fitted, and print the table."""
    parser = argparse.ArgumentParser(prog="five_hundred_pages", description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.system.singletons import keep_singletons_alive

    keep_singletons_alive()
    from app.tour.shop import open_shop

    with tempfile.TemporaryDirectory(prefix="five-hundred-") as name, open_shop() as shop:
        paths = drawn_pages(Path(name), options.pages)
        bench = Bench(shop, len(paths))
        bench.settle()
        bench.drop(paths)
        rows = bench.table()
    print(f"{options.pages} pages of {PAGE_PX[0]} x {PAGE_PX[1]} dropped at once, {os.cpu_count()} cores")
    for what, value in rows:
        print(f"  {what:58} {value}")
    return 0


class Bench:
    """One drop into one window."""

    def __init__(self, shop: "Shop", count: int) -> None:
        self._shop, self._count = shop, count
        self._heart = Heart()
        self._began = 0.0
        self._first_s: list[float] = []
        self._marks: dict[str, float] = {}
        self._memory: list[tuple[float, float, float]] = []
        shop.relay.fact.connect(self._note)

    def settle(self) -> None:
        """Open the practice store and rest for a moment."""
        from app.domain.facts import Connection
        from app.tour.hands import Hands

        witness, hands = self._shop.witness, Hands(self._shop.window)
        self._shop.window.resize(1920, 1080)
        self._wait(lambda: witness.connection is not None and witness.knows_key_place)
        hands.press("Practice with a made-up store")
        self._wait(lambda: witness.connection is not None and witness.connection.connection is Connection.CONNECTED)
        self._wait_s(1.0)
        self._heart.start()
        self._wait_s(3.0)
        self._idle_ms = list(self._heart.late_ms)

    def drop(self, paths: Sequence[Path]) -> None:
        """All at once, then wait until every page is fitted."""
        self._memory.append((0.0, *self._resident_mb()))
        self._heart.start()
        self._began = time.perf_counter()
        self._shop.window.workspace.add_files(paths)
        looked_s = 0.0
        while not self._is_done():
            self._turn()
            elapsed_s = time.perf_counter() - self._began
            if elapsed_s > PATIENCE_S:
                raise TimeoutError("The pages are not fitted in time")
            if elapsed_s - looked_s > LOOK_EVERY_S:
                looked_s = elapsed_s
                self._memory.append((elapsed_s, *self._resident_mb()))
        self._marks["all fitted"] = time.perf_counter() - self._began
        self._arriving_ms, self._arriving_busy_ms = list(self._heart.late_ms), list(self._heart.busy_ms)
        self._heart.start()
        self._walk()
        self._walking_ms, self._walking_busy_ms = list(self._heart.late_ms), list(self._heart.busy_ms)
        self._heart.stop()
        self._memory.append((time.perf_counter() - self._began, *self._resident_mb()))

    def _walk(self) -> None:
        """From page to page with the arrow key, as fast as the key repeats."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from app.ui.workspace.filmstrip import PageList

        pages = self._shop.window.findChild(PageList)
        assert isinstance(pages, PageList)
        pages.setFocus()
        for _ in range(min(self._count, 100)):
            QTest.keyClick(pages, Qt.Key.Key_Right)
            self._wait_s(0.033)

    def table(self) -> list[tuple[str, str]]:
        """What there is to say."""
        rows = [("at rest, how late at 99.9 %, at most", _late(self._idle_ms))]
        for what, seconds in self._marks.items():
            rows.append((what, f"{1000 * seconds:9.0f} ms"))
        rows.append(("while they arrive: late at 50 %, 99 %, 99.9 %, at most", _late_all(self._arriving_ms)))
        rows.append(("the window's thread worked between two beats", _late_all(self._arriving_busy_ms)))
        over = sum(late > TARGET_MS for late in self._arriving_ms)
        rows.append((f"beats over {TARGET_MS:.0f} ms late, of", f"{over:9} of {len(self._arriving_ms)}"))
        rows.append(("while walking 100 pages: 50 %, 99 %, 99.9 %, at most", _late_all(self._walking_ms)))
        rows.append(("the window's thread worked between two beats", _late_all(self._walking_busy_ms)))
        window = [mb for _, mb, _ in self._memory]
        children = [mb for _, _, mb in self._memory]
        rows.append(("memory of the window: before, most, at the end", _megabytes(window[0], max(window), window[-1])))
        rows.append(("memory of its processes: most, at the end", _megabytes(max(children), children[-1])))
        return rows

    # --- looking on ------------------------------------------------------------------------------------------

    def _note(self, fact: object) -> None:
        from app.domain.facts import DeskChanged, PagePictureReady, Purpose

        elapsed_s = time.perf_counter() - self._began
        if isinstance(fact, PagePictureReady) and fact.purpose is Purpose.THUMBNAIL:
            self._first_s.append(elapsed_s)
            for count in (1, 10):
                if len(self._first_s) == count:
                    self._marks[f"thumbnail number {count}"] = elapsed_s
        if isinstance(fact, DeskChanged) and len(fact.view.rows) == self._count and not fact.view.is_reading:
            self._marks.setdefault("all read", elapsed_s)

    def _is_done(self) -> bool:
        from app.domain.shelves import Mark

        view = self._shop.witness.desk
        is_there = len(view.rows) == self._count and not view.is_reading
        return is_there and all(row.mark is not Mark.FITTING for row in view.rows)

    def _turn(self) -> None:
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _wait(self, holds: Callable[[], bool]) -> None:
        from app.tour.patience import until

        until(holds, "the window")

    def _wait_s(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._turn()

    def _resident_mb(self) -> tuple[float, float]:
        """Of the window's process, and of all the processes that it started."""
        import psutil

        own = psutil.Process()
        children = 0.0
        for child in own.children(recursive=True):
            try:
                children += child.memory_info().rss / 1e6
            except psutil.Error:  # it ended meanwhile
                continue
        return own.memory_info().rss / 1e6, children


def _late(values: Sequence[float]) -> str:
    return f"{percentile(values, 0.999):9.1f} ms, {max(values, default=0.0):.1f} ms"


def _late_all(values: Sequence[float]) -> str:
    shares = (0.5, 0.99, 0.999)
    return ", ".join(f"{percentile(values, share):.1f}" for share in shares) + f", {max(values, default=0.0):.1f} ms"


def _megabytes(*values: float) -> str:
    return ", ".join(f"{value:.0f}" for value in values) + " MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
