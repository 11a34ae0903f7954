"""One download: WIA blocks and calls back on a thread of its own, and the driver's thread hears of it one by one.

A download that never returns (drivers that do not recognise the feeder's end) can so be left behind, and a page is kept
before its driver is let go on. Messages are heard on the thread that calls `next`, never on WIA's.
"""

import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from app.scanning.wia.api import Told, WiaError, WiaItem


@dataclass(frozen=True, slots=True)
class Ended:
    """The download returned with this code. `error`: something else than WIA went wrong in it."""

    hresult: int
    error: BaseException | None = None


class Woken:
    """Nothing was told; somebody wants the one who waits to look around."""


class Transfer:
    """One download of an item, from its beginning to `leave`."""

    def __init__(self, item: WiaItem) -> None:
        self._item = item
        self._inbox: SimpleQueue[Told | Ended | Woken] = SimpleQueue()
        self._answers: SimpleQueue[bool] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_left = False
        self._is_over = False
        self._thread = threading.Thread(target=self._download, name="wia-download", daemon=True)

    def begin(self) -> None:
        """Let the device begin."""
        self._thread.start()

    def next(self, wait_s: float) -> Told | Ended | Woken | None:
        """What comes next, None where nothing does within this time. Each `Told` wants one `answer`."""
        try:
            return self._inbox.get(timeout=max(wait_s, 0.0))
        except Empty:
            return None

    def answer(self, *, goes_on: bool) -> None:
        """Let the driver go on, or ask it to stop."""
        self._answers.put(goes_on)

    def wake(self) -> None:
        """Let `next` return at once; from any thread."""
        self._inbox.put(Woken())

    def break_off(self) -> None:
        """Ask the device to drop what it does; from any thread. The end, if it comes, is told as usual."""
        if not self._is_over:
            self._item.cancel()

    def leave(self) -> None:
        """Hear no more of it. A download that still runs is refused everything that it asks for from here on."""
        with self._lock:
            self._is_left = True
        self._answers.put(False)  # whoever waits for an answer now; a spare one is harmless, nobody asks again
        if self._is_over:
            self._thread.join()

    def _download(self) -> None:
        try:
            ended = Ended(self._item.download(self._heed))
        except WiaError as error:
            ended = Ended(error.hresult)
        except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits for this one
            ended = Ended(0, error)
        self._is_over = True
        self._inbox.put(ended)

    def _heed(self, told: Told) -> bool:
        with self._lock:
            if self._is_left:
                return False
            self._inbox.put(told)
        return self._answers.get()
