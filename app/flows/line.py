"""The line to DRX as the courier knows it: up, down and opening again later, or closed until there is a new key."""

from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Problem
from app.domain.retry import after_failure, is_time


class Line:
    """After a failure everything waits together, and a single entry tries the line. Lives on the courier's loop."""

    def __init__(
        self,
        now: Callable[[], datetime],
        dice: Callable[[], float],
        on_change: Callable[[bool, Problem | None], None],
        on_key_refused: Callable[[Problem], None],
    ) -> None:
        self._now, self._dice = now, dice
        self._on_change, self._on_key_refused = on_change, on_key_refused
        self._failures = 0
        self._down_at: datetime | None = None
        self._stumbles = 0
        self._stumbled_until: datetime | None = None
        self.opens_at: datetime | None = None
        self.key_is_refused = False

    def reset(self) -> None:
        """Nothing is known yet: another store, or a new start."""
        self._failures, self._down_at, self.opens_at = 0, None, None
        self.key_is_refused = False

    @property
    def is_down(self) -> bool:
        """Did the last attempt fail to reach DRX?"""
        return self._failures > 0

    @property
    def is_open(self) -> bool:
        """May anything be tried now?"""
        now = self._now()
        return not self.key_is_refused and is_time(self.opens_at, now) and is_time(self._stumbled_until, now)

    @property
    def next_times(self) -> tuple[datetime | None, ...]:
        """When it may open again."""
        return (self.opens_at, self._stumbled_until)

    @property
    def down_for_s(self) -> float:
        """For how long DRX could not be reached; 0 when it can be."""
        return (self._now() - self._down_at).total_seconds() if self._down_at is not None else 0.0

    def went_down(self, problem: Problem, wait_s: float | None) -> None:
        """An attempt did not reach DRX, or was asked to come back after `wait_s`."""
        self._failures += 1
        self._down_at = self._down_at or self._now()
        self.opens_at = after_failure(self._now(), self._failures, self._dice(), wait_s).at
        self._on_change(False, problem)

    def answered(self) -> None:
        """DRX answered, whatever it said."""
        self._failures, self._down_at, self.opens_at = 0, None, None
        self._on_change(True, None)

    def refused_key(self, problem: Problem) -> None:
        """DRX does not know the key: nothing is tried until there is a new one (product.md, 401)."""
        self._failures, self._down_at, self.opens_at = 0, None, None
        self.key_is_refused = True
        self._on_key_refused(problem)

    def stumbled(self) -> None:
        """Something on this computer failed, a full disk, say: go on later, not in a tight loop."""
        self._stumbles += 1
        self._stumbled_until = after_failure(self._now(), self._stumbles, self._dice()).at

    def walked(self) -> None:
        """Something on this computer went well again."""
        self._stumbles, self._stumbled_until = 0, None
