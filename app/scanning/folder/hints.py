"""Hints that something changed in a folder, so that a sweep comes at once. Never the truth: on shares none comes."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

LOOK_UP_EVERY_MS = 300
"""How long ending may take."""

GATHERED_MS = 100
logging.getLogger("watchfiles").setLevel(logging.WARNING)  # it counts every change, and would name them


class Hints:
    """Listens on a thread of its own, as far as the system and the library let it. `on_hint` is called there."""

    def __init__(self, folder: Path, on_hint: Callable[[], None]) -> None:
        self._folder, self._on_hint = folder, on_hint
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="hot folder hints", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no longer, and return when that is so."""
        self._ended.set()
        self._thread.join()

    def _listen(self) -> None:
        try:
            from watchfiles import watch  # late: a part that may be missing, and that nothing depends on

            changes = watch(
                self._folder,
                watch_filter=None,
                debounce=GATHERED_MS,
                step=GATHERED_MS // 2,
                stop_event=self._ended,
                rust_timeout=LOOK_UP_EVERY_MS,
                yield_on_timeout=False,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            )
            for _ in changes:
                self._on_hint()
        except (ImportError, OSError, RuntimeError):  # too many watches, a folder that went: the sweeps go on
            return
