"""A plan of what is to go wrong, in the order it was asked for, each so many times; for the store and the scanner."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

MOST_HITS_REMEMBERED = 1000


class Planned(Protocol):
    """Something to go wrong for the next `times` occasions that meet it."""

    @property
    def times(self) -> int:
        """How often it strikes."""


PlannedT = TypeVar("PlannedT", bound=Planned)


@dataclass(slots=True)
class Strike(Generic[PlannedT]):
    """A fault that met its occasion; its waits end early when the plan is released or its server stops."""

    fault: PlannedT
    released: threading.Event
    ended: threading.Event

    def wait(self, wait_s: float) -> bool:
        """Wait; False when the server stopped meanwhile, so that nothing more should be done."""
        self.released.wait(wait_s)
        return not self.ended.is_set()


@dataclass(slots=True)
class Plan(Generic[PlannedT]):
    """The faults still to come, in the order they were added; safe to use from any thread."""

    _waiting: list[tuple[PlannedT, int]] = field(default_factory=list)
    _hits: deque[PlannedT] = field(default_factory=lambda: deque(maxlen=MOST_HITS_REMEMBERED))
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _released: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    def add(self, fault: PlannedT) -> None:
        """Plan a fault behind those that are planned already."""
        with self._changed:
            self._waiting.append((fault, fault.times))

    def clear(self) -> None:
        """Forget every fault that has not struck yet."""
        with self._changed:
            self._waiting.clear()

    @property
    def hits(self) -> tuple[PlannedT, ...]:
        """The faults that struck, oldest first."""
        with self._changed:
            return tuple(self._hits)

    def take_first(self, is_met: Callable[[PlannedT], bool]) -> Strike[PlannedT] | None:
        """The first planned fault that is met, one of its times used up."""
        with self._changed:
            for index, (fault, times_left) in enumerate(self._waiting):
                if is_met(fault):
                    self._waiting[index : index + 1] = [(fault, times_left - 1)] if times_left > 1 else []
                    self._hits.append(fault)
                    self._changed.notify_all()
                    return Strike(fault, self._released, self._ended)
            return None

    def wait_for_hits(self, count: int, timeout_s: float = 10.0) -> bool:
        """Wait until `count` faults have struck in all; False when they did not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._hits) >= count, timeout_s)

    def release(self) -> None:
        """End the waits of all faults that have struck: what hangs goes on, what is late is done now."""
        with self._changed:
            self._released.set()
            self._released = threading.Event()

    def end(self) -> None:
        """The server stops: end all waits, and do nothing more for them."""
        with self._changed:
            self._ended.set()
            self._released.set()

    def begin(self) -> None:
        """The server starts (again): faults may wait from now on."""
        with self._changed:
            self._ended = threading.Event()
            self._released = threading.Event()
