"""`counterscan practice`: the practice store and scanner on their own, until they are interrupted."""

import time
from argparse import Namespace

from app.cli.speech import Answer, Status, say
from app.domain.errors import AppError, Problem
from app.practice.scanner import PracticeScanner
from app.practice.server import PracticeStore

FEEDER_SHEETS = 5
WAKE_EVERY_S = 1.0
"""On Windows a wait without an end can't be interrupted from the keyboard."""


def run(words: Namespace) -> Answer:
    """Serve on loopback and say where; ends on an interrupt or a request to terminate."""
    store, scanner = PracticeStore(port=words.port), PracticeScanner(refills=FEEDER_SHEETS)
    try:
        store.start()
        scanner.start()
    except OSError as failure:
        store.stop()
        problem = Problem(f"Port {words.port} can't be used", "Choose another one with --port", failure.strerror or "")
        raise AppError(problem) from failure
    try:
        say("Practice store: made-up patients, nothing reaches DRX. Stop it with Ctrl+C.")
        say(f"COUNTERSCAN_URL={store.url}")
        say(f"COUNTERSCAN_API_KEY={store.key}")
        say(f"Practice scanner: {scanner.url}")
        while True:
            time.sleep(WAKE_EVERY_S)
    except KeyboardInterrupt:
        return Answer(Status.DONE, {})
    finally:
        scanner.stop()
        store.stop()
