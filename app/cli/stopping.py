"""A request to terminate ends a command in good order, as Ctrl+C does."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def terminating_like_an_interrupt() -> Iterator[None]:
    """Within this context SIGTERM raises `KeyboardInterrupt`; elsewhere than in the main thread it changes nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # SIGINT as well: what a shell starts in the background comes with it ignored.
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
