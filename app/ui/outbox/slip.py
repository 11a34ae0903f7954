"""The batch slip: which pages were read back, so that their paper may be shredded, and which were not. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind

MAX_RECORDS = 40
"""So many records are offered by name; the slip of today holds them all."""

MAX_LINES = 400
"""So many pages of each kind a slip lists, the latest first: more would stall the window while it is laid out."""

RecordKey = tuple[RecordKind, str]
"""What tells one record from another: its kind and its ID."""


class Missing(Enum):
    """Why the paper of a page must be kept."""

    NOT_SENT = "not sent"
    NOT_READ_BACK = "not read back"
    NEEDS_PERSON = "needs person"
    UNLISTABLE = "unlistable"  # DRX said that it has it, and can't show a list to look in


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One page. `who` names the person for the screen; nothing that is printed carries it (ui.md, rule 7).

    `missing` is None on a page that was read back.
    """

    name: str
    kind: RecordKind
    record_id: str
    who: str
    image_id: str = ""
    sent_at: datetime | None = None
    read_back_at: datetime | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """`safe` pages are in DRX for sure; the paper of the others must be kept. `chosen` is None for a day's slip.

    `left_out` counts what was too much for one slip.
    """

    chosen: RecordKey | None = None
    safe: tuple[SlipLine, ...] = ()
    unconfirmed: tuple[SlipLine, ...] = ()
    left_out: int = 0


def key_of(record: Record) -> RecordKey:
    """What tells this record from another."""
    return (record.kind, record.id)


def has_receipts(rows: Iterable[OutboxRow]) -> bool:
    """Was anything delivered, so that there is a slip to show?"""
    return any(row.stage is Stage.DELIVERED for row in rows)


def records_with_receipts(rows: Iterable[OutboxRow]) -> tuple[Record, ...]:
    """The records that something was delivered for, the latest delivery first (as the outbox lists them)."""
    known: dict[RecordKey, Record] = {}
    for row in rows:
        if row.stage is Stage.DELIVERED:
            known.setdefault(key_of(row.record), row.record)
    return tuple(known.values())[:MAX_RECORDS]


def slip_of(rows: Iterable[OutboxRow], chosen: RecordKey | None, today: date) -> Slip:
    """The slip for one record, or for `today` (this computer's day) where none is chosen.

    Only what a read-back found is safe: an image ID alone is DRX's word that it will keep the page, not that it did.
    """
    lines = [_line(row) for row in rows if _belongs(row, chosen, today)]
    safe = tuple(line for line in lines if line.missing is None)[:MAX_LINES]
    unconfirmed = tuple(line for line in lines if line.missing is not None)[:MAX_LINES]
    return Slip(chosen, safe, unconfirmed, left_out=len(lines) - len(safe) - len(unconfirmed))


def _belongs(row: OutboxRow, chosen: RecordKey | None, today: date) -> bool:
    """A day's slip holds what was confirmed that day, and all that is still open: its paper is somewhere, too."""
    if chosen is not None:
        return key_of(row.record) == chosen
    settled_at = row.read_back_at or row.delivered_at
    return row.stage is not Stage.DELIVERED or (settled_at is not None and settled_at.astimezone().date() == today)


def _line(row: OutboxRow) -> SlipLine:
    missing = _missing(row)
    return SlipLine(
        name=row.name,
        kind=row.record.kind,
        record_id=row.record.id,
        who=row.record.name,
        image_id=row.image_id,
        sent_at=row.delivered_at,
        read_back_at=row.read_back_at if missing is None else None,
        missing=missing,
    )


def _missing(row: OutboxRow) -> Missing | None:
    match row.stage:
        case Stage.DELIVERED:
            return None if row.read_back_at is not None and row.image_id else Missing.UNLISTABLE
        case Stage.NEEDS_PERSON:
            return Missing.NEEDS_PERSON
        case Stage.CHECKING | Stage.CONFIRMING:
            return Missing.NOT_READ_BACK
        case Stage.QUEUED | Stage.SENDING:
            return Missing.NOT_SENT
