"""Ends the window in order when the system asks the program to stop (Ctrl+C in a terminal, a log-off on Linux)."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier


@contextmanager
def quit_on_signals(application: QCoreApplication) -> Iterator[None]:
    """While this holds, SIGINT and SIGTERM end the event loop, and no window is asked.

    Python runs its handlers only when its own code runs, which Qt's loop does not do by itself: the wake-up socket
    that Python writes to brings it back (signal.set_wakeup_fd).
    """
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    before = {
        number: signal.signal(number, lambda *_: application.exit(0)) for number in (signal.SIGINT, signal.SIGTERM)
    }
    wake_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(wake_before)
        for number, handler in before.items():
            signal.signal(number, handler)
        reader.close()
        writer.close()
