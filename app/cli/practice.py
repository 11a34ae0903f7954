"""`counterscan practice`: the practice store on its own, until it is interrupted."""

import time
from argparse import Namespace

from app.cli.speech import Answer, Status, say
from app.domain.errors import AppError, Problem
from app.practice.server import PracticeStore

WAKE_EVERY_S = 1.0
"""On Windows a wait without an end can't be interrupted from the keyboard."""


def run(words: Namespace) -> Answer:
    """Serve on loopback and say where; ends on an interrupt or a request to terminate."""
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
        while True:
            time.sleep(WAKE_EVERY_S)
    except KeyboardInterrupt:
        return Answer(Status.DONE, {})
    finally:
        store.stop()
