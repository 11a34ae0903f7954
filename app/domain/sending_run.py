"""How far all that was given to the outbox is: `12 of 40 · 18 of 52 MB · 20 s left`. A run ends when nothing is left.

A run begins with the first page on its way and takes in what is queued meanwhile. A page that goes back to the desk, is
erased or needs a person is none of the run's any more: the rest can still be done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import EntryId, Stage

LEAST_MEASURED_S = 2.0
"""Before that, nobody can say from what is out how long the rest will take."""

_NOWHERE: Mapping[EntryId, int] = {}
_ON_THE_WAY = frozenset({Stage.QUEUED, Stage.SENDING, Stage.CHECKING, Stage.CONFIRMING})


@dataclass(frozen=True, slots=True)
class SendingRun:
    """Sizes are in bytes of image. `waiting` are on their way, `arrived` are with DRX, `part` is how much of those that
    are being sent is out. `measured_from` is when the pace began to be measured, and what was out by then."""

    waiting: Mapping[EntryId, int] = field(default_factory=dict)
    arrived: Mapping[EntryId, int] = field(default_factory=dict)
    part: Mapping[EntryId, int] = field(default_factory=dict)
    is_held: bool = False
    measured_from: tuple[datetime, int] | None = None

    @property
    def is_over(self) -> bool:
        """Is nothing on its way?"""
        return not self.waiting

    @property
    def done_count(self) -> int:
        """Pages that are with DRX."""
        return len(self.arrived)

    @property
    def count(self) -> int:
        """All pages of the run."""
        return len(self.arrived) + len(self.waiting)

    @property
    def out_bytes(self) -> int:
        """What is out, the parts of pages too."""
        return sum(self.arrived.values()) + sum(self.part.values())

    @property
    def total_bytes(self) -> int:
        """The size of all pages of the run."""
        return sum(self.arrived.values()) + sum(self.waiting.values())

    @property
    def share(self) -> float:
        """How much is out, 0 to 1."""
        return min(1.0, self.out_bytes / self.total_bytes) if self.total_bytes else 0.0

    def after(self, view: OutboxView, now: datetime) -> "SendingRun":
        """The run as this outbox shows it; another one where the last had come to its end."""
        rows = [row for row in view.rows if not row.is_for_another_store]
        waiting = {row.id: row.size_bytes for row in rows if row.stage in _ON_THE_WAY}
        if not waiting and self.is_over:
            return self
        known = _NOWHERE if self.is_over else {**self.waiting, **self.arrived}
        delivered = {row.id: row.size_bytes for row in rows if row.stage is Stage.DELIVERED}
        arrived = {of: delivered.get(of, known[of]) for of in known if of in delivered or self._was_there(of, waiting)}
        sending = {row.id for row in rows if row.stage is not Stage.QUEUED} & waiting.keys()
        part = {of: out for of, out in self.part.items() if of in sending}
        is_held = view.hold is not None
        begun = None if is_held or self.is_over else self.measured_from
        return SendingRun(waiting, arrived, part, is_held, begun)._measured(now)

    def _was_there(self, entry_id: EntryId, waiting: Mapping[EntryId, int]) -> bool:
        """Had it arrived before, and is only no row any more?"""
        return entry_id in self.arrived and entry_id not in waiting

    def noted(self, entry_id: EntryId, share: float, now: datetime) -> "SendingRun":
        """So much of a page (0 to 1) is out."""
        size = self.waiting.get(entry_id)
        if size is None:
            return self
        return replace(self, part={**self.part, entry_id: int(size * min(1.0, share))})._measured(now)

    def _measured(self, now: datetime) -> "SendingRun":
        if self.is_held or self.measured_from is not None or not self.part:
            return self
        return replace(self, measured_from=(now, self.out_bytes))

    def seconds_left(self, now: datetime) -> int | None:
        """How long the rest takes at the pace so far; None while nobody can say."""
        if self.is_held or self.is_over or self.measured_from is None:
            return None
        began, out_before = self.measured_from
        elapsed_s, out = (now - began).total_seconds(), self.out_bytes - out_before
        if elapsed_s < LEAST_MEASURED_S or out <= 0:
            return None
        return max(1, round(elapsed_s * (self.total_bytes - self.out_bytes) / out))
