"""Background work on the courier's loop, with the one net under it: nothing that fails there fails in silence."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, ProblemMet

log = logging.getLogger(__name__)

OUR_MISTAKE = "Something went wrong inside CounterScan"


class Errands:
    """Starts tasks, keeps them alive, and tells what became of those that failed. Lives on the courier's loop."""

    def __init__(self, publish: Callable[[Fact], None]) -> None:
        self._publish = publish
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, errand: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run this in the background; an `AppError` becomes a fact, anything else our own mistake."""
        task = asyncio.get_running_loop().create_task(errand)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            self.report(failure)

    def report(self, failure: BaseException) -> None:
        """Tell about a failure that nobody else has met."""
        if isinstance(failure, AppError):
            self._publish(ProblemMet(failure.problem))
            return
        problem = our_mistake(failure)
        log.error("our mistake: %s", problem.detail)
        self._publish(ProblemMet(problem, is_ours=True))

    async def finish(self) -> None:
        """Cancel what still runs, but for the one that asks, and wait until it is gone."""
        running = tuple(self._running - {asyncio.current_task()})
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def our_mistake(failure: BaseException) -> Problem:
    """What is told of an error that nobody expected: its text may hold patient data, so its type and place only."""
    detail = f"{type(failure).__name__} at {place_of(failure)}"
    return Problem(OUR_MISTAKE, "Copy the report and send it to support", detail)


def place_of(failure: BaseException) -> str:
    """Where it was raised: module, function, line."""
    trace = failure.__traceback__
    place = "an unknown place"
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}.{code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
