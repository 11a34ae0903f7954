"""The day book: how many pages arrived today for each record, as far as the outbox kept them; also those dropped since.

Where delivered pages are kept for less than a day nobody could say it after a restart, so nothing is said.
"""

from collections import Counter as Tally
from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.domain.belonging import key_of
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.domain.records import Record

_DAY = timedelta(days=1)


class DayBook:
    """Remembers what arrived. Lives on the courier's loop."""

    def __init__(
        self,
        entries: Callable[[], tuple[OutboxEntry, ...]],
        now: Callable[[], datetime],
        on_change: Callable[[], None],
        *,
        kept_for: timedelta,
    ) -> None:
        """`kept_for` is how long a delivered page stays in the outbox; `on_change`: another number is true now."""
        self._entries, self._now, self._on_change = entries, now, on_change
        self._arrived: dict[EntryId, str] = {}
        self._day: date | None = None
        self._tally: Tally[str] = Tally()
        self.keep_for(kept_for)

    def keep_for(self, kept_for: timedelta) -> None:
        """So long a delivered page stays in the outbox from now on."""
        self._is_whole = kept_for >= _DAY
        if not self._is_whole:  # what is gone from the outbox can't be counted
            self.forget()

    def sent_today(self, record: Record) -> int:
        """So many pages arrived today for this very record."""
        return self._tally[key_of(record)] if self._day == self._today() else 0

    def follow(self) -> None:
        """The outbox is another, or the day is."""
        if not self._is_whole:
            return
        today, before = self._today(), self._tally
        if self._day != today:
            self._day, self._arrived = today, {}
        for entry in self._entries():
            receipt = entry.receipt if entry.stage is Stage.DELIVERED else None
            if receipt is not None and receipt.accepted_at.astimezone().date() == today:
                self._arrived[entry.id] = key_of(entry.record)
        self._tally = Tally(self._arrived.values())
        if self._tally != before:
            self._on_change()

    def forget(self) -> None:
        """Start over for another session."""
        self._day, self._arrived, self._tally = None, {}, Tally()

    def _today(self) -> date:
        return self._now().astimezone().date()
