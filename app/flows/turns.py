"""Turns: which entries of the outbox are begun now, and when the next one is due. Pure decisions; the courier acts."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.domain.retry import is_time
from app.flows.delivery import is_watched

ON_THE_WAY = frozenset({Stage.QUEUED, Stage.CHECKING, Stage.CONFIRMING})


def whose_turn(
    entries: Collection[OutboxEntry], carried: Collection[EntryId], destination: str, room: int, now: datetime
) -> list[OutboxEntry]:
    """What to begin now: entries whose time has come, one of a record at a time, at most `room` of them.

    Looks for doubles come last: they can wait, and hold nothing up.
    """
    if room <= 0:
        return []
    busy = {_place(entry) for entry in entries if entry.id in carried}
    due: list[OutboxEntry] = []
    watched: list[OutboxEntry] = []
    for entry in entries:
        if len(due) >= room:
            return due
        if entry.store != destination:
            continue
        if is_watched(entry) and entry.id not in carried and is_time(entry.next_try, now):
            watched.append(entry)
        if entry.stage not in ON_THE_WAY:
            continue
        place = _place(entry)
        if place not in busy and is_time(entry.next_try, now):
            due.append(entry)
        # Whatever stands first for a record is carried first; only what DRX has taken lets the next one pass.
        if entry.stage is not Stage.CONFIRMING or entry in due:
            busy.add(place)
    return [*due, *watched[: room - len(due)]]


def waits(entries: Iterable[OutboxEntry]) -> Iterator[OutboxEntry]:
    """Those that something is still to be done about, at a time of their own."""
    return (entry for entry in entries if entry.stage in ON_THE_WAY or is_watched(entry))


def _place(entry: OutboxEntry) -> tuple[object, str]:
    """Entries of one place go one after the other."""
    return (entry.record.kind, entry.record.id)
