"""`counterscan practice`: the practice store on its own, until it is interrupted."""

import signal
import threading
from argparse import Namespace

from app.cli.speech import Status, say
from app.domain.errors import AppError, Problem
from app.practice.server import PracticeStore


def run(words: Namespace) -> Status:
    """Serve on loopback and say where; ends on an interrupt or a request to terminate."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    store = PracticeStore(port=words.port)
    try:
        store.start()
    except OSError as failure:
        problem = Problem(f"Port {words.port} can't be used", "Choose another one with --port", failure.strerror or "")
        raise AppError(problem) from failure
    try:
        say("Practice store: made-up patients, nothing reaches DRX. Stop it with Ctrl+C.")
        say(f"COUNTERSCAN_URL={store.url}")
        say(f"COUNTERSCAN_API_KEY={store.key}")
        while not stopped.wait(WAKE_EVERY_S):
            pass
    finally:
        store.stop()
    return Status.DONE


WAKE_EVERY_S = 1.0
"""On Windows a wait without an end can't be interrupted from the keyboard."""
