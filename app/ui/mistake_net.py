"""The net under the window's thread: a slot that fails ends as a notice and a line in the log, never in silence."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType

from app.domain.errors import AppError
from app.domain.facts import Fact, ProblemMet
from app.flows.errands import our_mistake

log = logging.getLogger(__name__)

QUIET_S = 10.0
"""The same mistake at the same place is told once in so long: one that is made while it is told would tell itself."""
MAX_PLACES = 100
"""So many places are remembered; whoever made more mistakes than that is told the first ones again."""


class MistakeNet:
    """Tells what nobody else has caught. `publish` and the methods may be called from any thread."""

    def __init__(self, publish: Callable[[Fact], None], clock_s: Callable[[], float] = time.monotonic) -> None:
        self._publish = publish
        self._clock_s = clock_s
        self._told_s: dict[str, float] = {}

    def meet(self, failure: BaseException) -> None:
        """Tell about this failure. Its own text may hold patient data and goes nowhere: type and place are enough."""
        if isinstance(failure, AppError):
            self._publish(ProblemMet(failure.problem, at=datetime.now(UTC)))
            return
        problem, now_s = our_mistake(failure), self._clock_s()
        if now_s - self._told_s.get(problem.detail, -QUIET_S) < QUIET_S:
            return
        if len(self._told_s) >= MAX_PLACES:
            self._told_s.clear()
        self._told_s[problem.detail] = now_s
        log.error("our mistake: %s", problem.detail)
        self._publish(ProblemMet(problem, is_ours=True, at=datetime.now(UTC)))


@contextmanager
def catch_mistakes(publish: Callable[[Fact], None]) -> Iterator[MistakeNet]:
    """While this holds, what leaves a slot or a thread uncaught is told. Qt hands both to Python's own hooks.

    KeyboardInterrupt and SystemExit are no mistakes: they go where they went before.
    """
    net = MistakeNet(publish)
    before, thread_before = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if isinstance(failure, Exception):
            net.meet(failure)
        else:
            before(kind, failure, trace)

    def thread_hook(happened: threading.ExceptHookArgs) -> None:
        if isinstance(happened.exc_value, Exception):
            net.meet(happened.exc_value)
        else:
            thread_before(happened)

    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield net
    finally:
        sys.excepthook, threading.excepthook = before, thread_before
