"""The house: opens the rooms in order, lets acts in, and closes the rooms in the opposite order.

The window and the command line open it alike. Nothing here is waited for by a window: acts that come before the counter
stands are kept and carried out in their order once it does.
"""

import contextlib
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.errors import AppError, Problem
from app.domain.facts import Connection, ConnectionChanged, Fact
from app.domain.limits import Limits
from app.runtime.darkroom import Darkroom
from app.runtime.loop_thread import LoopThread

if TYPE_CHECKING:  # see `_build`
    from app.flows.counter import Counter
    from app.flows.inspection import Inspector
    from app.system.premises import Premises

Value = TypeVar("Value")
CLOSE_WAIT_S = 10.0
WAKE_EVERY_S = 1.0


class House:
    """All rooms of one running program. Made in any thread; `publish` is called on the courier's loop.

    `premises` is what the wiring holds already for a window; the house leaves it when it closes.
    """

    def __init__(
        self, environ: Mapping[str, str], publish: Callable[[Fact], None], premises: "Premises | None" = None
    ) -> None:
        self._environ, self._publish, self._premises = environ, publish, premises
        self._darkroom = Darkroom()
        self._loop = LoopThread(self._crashed)
        self._log = contextlib.ExitStack()
        self._counter: Counter | None = None
        self._is_open = False
        self._problem: Problem | None = None
        self._is_closed = False
        self._waiting: list[Callable[[Counter], None]] = []

    def open(self, *, practice: bool) -> "Future[None]":
        """Set the counter up and open the store of the settings, or the practice store. Problems come up as facts."""
        return self._loop.submit(self._open(practice))

    async def _open(self, practice: bool) -> None:
        try:
            counter = self._counter = self._build(is_attended=True)
        except AppError as failure:  # a folder or a settings file that can't be used: said on the first screen
            self._problem = failure.problem
            self._waiting.clear()
            self._publish(ConnectionChanged(Connection.NOT_SET_UP, problem=self._problem))
            return
        try:
            await (counter.connect.open_practice() if practice else counter.connect.open_as_set())
        except AppError as failure:
            counter.connect.could_not_open(failure.problem)
        self._is_open = True
        for act in self._waiting:
            self._loop.call(act, counter)  # each by itself: one that fails keeps no other from being done
        self._waiting.clear()
        counter.updates.follow()
        counter.errands.start(self._darkroom.warm_up(*_everyday_jobs()))  # the first file finds it ready

    def _build(self, *, is_attended: bool) -> "Counter":
        # Late on purpose: HTTP, the database and the keyring are imported behind the first paint.
        from app.flows.counter import Counter
        from app.flows.setup import Setup
        from app.system import machine, paths, settings
        from app.system.logs import logging_to
        from app.system.secrets import Secrets

        folders = paths.prepare(paths.home(self._environ))
        self._log.enter_context(logging_to(folders.logs))
        kept = settings.load(folders.home, self._environ)
        setup = Setup(folders, kept, Secrets(self._environ), self._environ, self._premises)
        user_name = machine.user_name(self._environ)
        return Counter(self._publish, self._darkroom, setup, user_name=user_name, is_attended=is_attended)

    def post(self, act: "Callable[[Counter], None]") -> None:
        """Carry an act out at the counter, on the courier's loop; returns at once. From any thread."""
        self._loop.call(self._carry_out, act)

    def tell(self, fact: Fact) -> None:
        """Tell a fact that no flow has to do with, on the courier's loop; returns at once. From any thread."""
        self._loop.call(self._publish, fact)

    def _carry_out(self, act: "Callable[[Counter], None]") -> None:
        if self._problem is not None:
            self._publish(ConnectionChanged(Connection.NOT_SET_UP, problem=self._problem))
        elif self._counter is None or not self._is_open:
            self._waiting.append(act)
        else:
            act(self._counter)

    def run_in_darkroom(self, steps: Callable[[Darkroom], Coroutine[Any, Any, Value]]) -> Value:
        """Carry out steps that need the darkroom alone, and wait for their end. Raises what the steps raise."""
        return self._awaited(steps(self._darkroom))

    def inspector(self) -> "Inspector":
        """The virus scanner that the settings ask for, for steps without a counter. Raises `WrongSetting`."""
        # Late on purpose, as in `_build`.
        from app.flows.inspection import SETTINGS_NEEDED, inspector_as_set
        from app.system import paths, settings

        return inspector_as_set(settings.load_some(paths.home(self._environ), self._environ, SETTINGS_NEEDED))

    def limits(self) -> Limits:
        """What pages are fitted to as the settings have it, for steps without a counter. Raises `WrongSetting`."""
        # Late on purpose, as in `_build`.
        from app.flows.setup import limits_for
        from app.system import paths, settings

        kept = settings.load_some(paths.home(self._environ), self._environ, frozenset({"page_size"}))
        return limits_for(kept.page_size)

    def _awaited(self, steps: Coroutine[Any, Any, Value]) -> Value:
        ended = threading.Event()

        async def to_the_end() -> Value:
            try:
                return await steps
            finally:
                ended.set()

        future = self._loop.submit(to_the_end())
        try:
            while not future.done():  # on Windows a wait without an end can't be interrupted from the keyboard
                wait([future], WAKE_EVERY_S)
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            ended.wait(CLOSE_WAIT_S)
            raise

    def run(self, steps: "Callable[[Counter], Coroutine[Any, Any, Value]]") -> Value:
        """Carry out steps at the counter and wait for their end: for the command line, never for a window.

        Raises what the steps raise. An interrupt from the keyboard cancels them, and comes out when they have ended.
        """

        async def at_the_counter() -> Value:
            if self._counter is None:
                self._counter = self._build(is_attended=False)
            return await steps(self._counter)

        return self._awaited(at_the_counter())

    def close(self) -> None:
        """Close everything; what is on its way stays in the outbox. A second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        counter = self._counter
        if counter is not None:
            # Past its time the loop is stopped the hard way; the outbox is made for that.
            with contextlib.suppress(TimeoutError):
                self._loop.submit(counter.close()).result(CLOSE_WAIT_S)
        self._loop.stop()
        self._darkroom.close()
        self._log.close()

    def _crashed(self, failure: BaseException) -> None:
        if self._counter is not None:
            self._counter.errands.report(failure)


def _everyday_jobs() -> tuple[str, ...]:
    from app.flows.fitting_room import FIT_JOB  # as late as the counter
    from app.flows.intake import SURVEY_JOB
    from app.flows.retouch import PICTURE_JOB
    from app.flows.sheets import RECEIVED_JOB

    return SURVEY_JOB, PICTURE_JOB, FIT_JOB, RECEIVED_JOB
