"""How long a command waits for pages to arrive, and how it says what became of them."""

from collections.abc import Collection

from app.domain.errors import Problem
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.flows.counter import Counter

PATIENCE_S = 10.0
"""So long a store may be out of reach before a command leaves the pages to the outbox and ends with status 3."""

MARGIN_S = 60.0
LOOK_EVERY_S = 1.0
KEY_REFUSED = Problem("DRX refused the API key", "Enter a new key: counterscan key set")


async def wait_for_arrival(counter: Counter, entry_ids: Collection[EntryId]) -> tuple[OutboxEntry, ...]:
    """Wait until every entry is settled, or waiting has no sense: the key is refused, the store stays out of reach."""
    courier = counter.courier
    left_s = 2 * courier.settle_s + MARGIN_S
    entries = await courier.wait_for(entry_ids, LOOK_EVERY_S)
    while left_s > 0 and not _is_over(counter, entries):
        left_s -= LOOK_EVERY_S
        entries = await courier.wait_for(entry_ids, LOOK_EVERY_S)
    return entries


def _is_over(counter: Counter, entries: Collection[OutboxEntry]) -> bool:
    courier = counter.courier
    settled = all(entry.stage in (Stage.DELIVERED, Stage.NEEDS_PERSON) for entry in entries)
    return settled or courier.key_is_refused or courier.down_for_s > PATIENCE_S


def state_of(counter: Counter, entry: OutboxEntry) -> str:
    """The state as `cli.md` names it: delivered, waiting, needs_person or refused."""
    if entry.stage is Stage.DELIVERED:
        return "delivered"
    if entry.stage is Stage.NEEDS_PERSON:
        return "refused" if entry.refused else "needs_person"
    return "needs_person" if counter.courier.key_is_refused else "waiting"


def problem_of(counter: Counter, entry: OutboxEntry) -> Problem | None:
    """What there is to say about an entry that has not arrived."""
    if entry.stage is Stage.DELIVERED:
        return entry.problem
    return KEY_REFUSED if counter.courier.key_is_refused else entry.problem
