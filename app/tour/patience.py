"""Waiting for something to become so: looked at whenever the event loop is about to rest, with a deadline, no sleep."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer

WAIT_S = 30.0
"""Far longer than anything takes on a slow machine; reached only when something is wrong."""


class TooLate(Exception):
    """What was waited for did not come in time; the text says what it was."""


def until(is_so: Callable[[], object], what: str, wait_s: float = WAIT_S) -> None:
    """Let the window work until `is_so()` is true. `what` completes the sentence "Waited 30 s in vain for …".

    Raises `TooLate` when the deadline passes first.
    """
    if is_so():
        return
    loop, deadline = QEventLoop(), QTimer(singleShot=True, interval=round(wait_s * 1000))

    def look() -> None:
        if is_so():
            loop.quit()

    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(look)
    deadline.timeout.connect(loop.quit)
    deadline.start()
    loop.exec()
    deadline.stop()
    dispatcher.aboutToBlock.disconnect(look)
    if not is_so():
        raise TooLate(f"Waited {wait_s:.0f} s in vain for {what}")
