"""What the outbox shows: values worked out by pure functions, so that a window only paints them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.errors import Problem
from app.domain.names import shown_name
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.domain.records import Record


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One entry as the outbox shows it; `sent_bytes` is None unless it is being sent at this moment.

    Until `recall_until` (UTC) it can be taken back. `is_for_another_store`: it waits until that store is worked with.
    """

    id: EntryId
    name: str
    record: Record
    size_bytes: int
    stage: Stage
    problem: Problem | None
    next_try: datetime | None
    image_id: str
    delivered_at: datetime | None
    sent_bytes: int | None = None
    doubtful: bool = False
    read_back_at: datetime | None = None
    """When DRX was seen to have it; None where it was not, or where DRX can't list this kind."""
    recall_until: datetime | None = None
    is_for_another_store: bool = False


class Hold(Enum):
    """Why nothing goes out at the moment."""

    OFFLINE = "offline"
    KEY_REFUSED = "key refused"
    NO_KEY = "no key"
    PAUSED = "paused"
    """A person said so; it goes on when they say so, or with the next start."""


@dataclass(frozen=True, slots=True)
class OutboxView:
    """The outbox as a window shows it: what needs a person first, then what is on its way, then what arrived.

    `recallable` is the last queued set, as far as it can still be taken back.
    """

    rows: tuple[OutboxRow, ...] = ()
    hold: Hold | None = None
    next_try: datetime | None = None
    recallable: tuple[EntryId, ...] = ()

    @property
    def waiting_count(self) -> int:
        """How many pages have not arrived."""
        return sum(row.stage is not Stage.DELIVERED for row in self.rows)

    @property
    def needs_person_count(self) -> int:
        return sum(row.stage is Stage.NEEDS_PERSON for row in self.rows)


_ORDER = {Stage.NEEDS_PERSON: 0, Stage.DELIVERED: 2}


_NONE_RECALLABLE: Mapping[EntryId, datetime] = {}


def outbox_rows(
    entries: Iterable[OutboxEntry],
    sent_bytes: Mapping[EntryId, int],
    recall_until: Mapping[EntryId, datetime] = _NONE_RECALLABLE,
    destination: str = "",
) -> tuple[OutboxRow, ...]:
    """The rows of the outbox; what arrived stands last, newest first, everything else in the order it was queued.

    `recall_until` has those that can be taken back; `destination` is the store that is worked with (empty: any).
    """
    rows = [outbox_row(entry, sent_bytes.get(entry.id), recall_until.get(entry.id), destination) for entry in entries]
    open_rows = [row for row in rows if row.stage is not Stage.DELIVERED]
    arrived = [row for row in rows if row.stage is Stage.DELIVERED]
    open_rows.sort(key=lambda row: _ORDER.get(row.stage, 1))
    return (*open_rows, *reversed(arrived))


def outbox_row(
    entry: OutboxEntry, sent_bytes: int | None, recall_until: datetime | None = None, destination: str = ""
) -> OutboxRow:
    """The row of one entry."""
    receipt = entry.receipt
    return OutboxRow(
        id=entry.id,
        name=shown_name(entry.name),
        record=entry.record,
        size_bytes=entry.payload.blob.size_bytes,
        stage=entry.stage,
        problem=entry.problem,
        next_try=entry.next_try,
        image_id=receipt.image_id if receipt else "",
        delivered_at=receipt.accepted_at if receipt else None,
        sent_bytes=sent_bytes if entry.stage is Stage.SENDING else None,
        doubtful=entry.doubtful,
        recall_until=recall_until,
        is_for_another_store=bool(destination) and entry.store != destination,
        read_back_at=receipt.read_back_at if receipt else None,
    )
