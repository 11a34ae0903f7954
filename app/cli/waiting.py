"""How long a command waits for pages to arrive, and how it says what became of them."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from app.cli.speech import Status, complain, progress
from app.domain.errors import AppError, Problem
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.flows.connect import NO_STORE
from app.flows.counter import Counter
from app.flows.delivery import MAY_BE_OPTIMISED, is_settled
from app.flows.staff import utc_now

PATIENCE_S = 10.0
"""So long a store may be out of reach before a command leaves the pages to the outbox and ends with status 3."""

MARGIN_S = 60.0
SLOWEST_BYTES_PER_S = 24_000
"""Of a page; half of its Base64 comes on top. So long an upload may take before waiting for it has no sense."""

LOOK_EVERY_S = 1.0
REST_S = 10.0
"""So long what is being sent at the end of a command gets to come to its end; cut off, it would be in doubt."""

KEY_REFUSED = Problem("DRX refused the API key", "The page is safe in the outbox. Enter a new key: counterscan key set")
GIVEN_KEY_REFUSED = Problem(
    "DRX refused the API key",
    "The page is safe in the outbox. The key came from COUNTERSCAN_API_KEY: give the right one there",
)
NO_KEY = Problem(
    "There is no API key for this store",
    "The page is safe in the outbox. Enter the key: counterscan key set, or set COUNTERSCAN_API_KEY",
)
OTHER_STORE = Problem("This page is for another store", "Name that store in COUNTERSCAN_URL to send it")


async def open_outbox(counter: Counter, *, is_paused: bool) -> None:
    """Open the outbox of the store in the settings; nothing is sent while it is paused.

    Raises `AppError` where no store is set, another program has the outbox, or its key is not there.
    """
    counter.courier.is_paused = is_paused
    await counter.connect.open_as_set()
    if counter.sessions.current is None:
        raise AppError(NO_STORE)


async def arrivals(counter: Counter, entry_ids: Collection[EntryId]) -> AsyncIterator[tuple[OutboxEntry, ...]]:
    """The entries as they stand, about every second, until all are settled or waiting has no sense any more.

    That is: the key is missing or refused, the store stays out of reach, or nothing has settled for far too long.
    """
    courier, settled, quiet_s = counter.courier, 0, 0.0
    entries = await courier.wait_for(entry_ids, 0)
    while True:
        yield entries
        done = sum(_is_settled(entry) for entry in entries)
        if entries:
            progress(f"{done} of {len(entries)} pages settled")
        quiet_s = quiet_s + LOOK_EVERY_S if done == settled else 0.0
        settled = done
        if _is_over(counter, entries) or quiet_s > _longest_quiet_s(counter, entries):
            break
        entries = await courier.wait_for(entry_ids, LOOK_EVERY_S)
    await courier.rest(REST_S)
    yield await courier.wait_for(entry_ids, 0)


def _is_settled(entry: OutboxEntry) -> bool:
    return is_settled(entry, utc_now())


def _is_over(counter: Counter, entries: Collection[OutboxEntry]) -> bool:
    ours = [entry for entry in entries if not _is_elsewhere(counter, entry)]
    nothing_moves = _no_key(counter) is not None or counter.courier.line.down_for_s > PATIENCE_S
    return nothing_moves or all(_is_settled(entry) for entry in ours)


def _longest_quiet_s(counter: Counter, entries: Collection[OutboxEntry]) -> float:
    largest = max((entry.payload.blob.size_bytes for entry in entries), default=0)
    return 2 * counter.courier.settle_s + MARGIN_S + largest / SLOWEST_BYTES_PER_S


def _is_elsewhere(counter: Counter, entry: OutboxEntry) -> bool:
    return entry.store != counter.sessions.need().destination


def _no_key(counter: Counter) -> Problem | None:
    if counter.courier.line.key_is_refused:
        return GIVEN_KEY_REFUSED if counter.connect.key_is_given else KEY_REFUSED
    has_key = counter.sessions.need().client is not None or counter.courier.is_paused  # looking needs none
    return None if has_key else NO_KEY


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a page, as `cli.md` names it: delivered, waiting, needs_person or refused, and why."""

    state: str
    problem: Problem | None = None

    @property
    def needs_person(self) -> bool:
        """Somebody must do something; a page that DRX has twice is delivered and needs somebody all the same."""
        is_more_than_a_warning = self.problem not in (None, MAY_BE_OPTIMISED)
        return self.state in ("needs_person", "refused") or (self.state == "delivered" and is_more_than_a_warning)


def fate_of(counter: Counter, entry: OutboxEntry) -> Fate:
    """What became of an entry by now."""
    if entry.stage is Stage.DELIVERED:
        return Fate("delivered", entry.problem)
    if entry.stage is Stage.NEEDS_PERSON:
        return Fate("refused" if entry.refused else "needs_person", entry.problem)
    if _is_elsewhere(counter, entry):
        return Fate("waiting", OTHER_STORE)
    no_key = _no_key(counter)
    return Fate("waiting", entry.problem) if no_key is None else Fate("needs_person", no_key)


def status_of(fates: Collection[Fate]) -> Status:
    """The exit status that these pages come to."""
    if any(fate.needs_person for fate in fates):
        return Status.NEEDS_PERSON
    return Status.WAITING if any(fate.state == "waiting" for fate in fates) else Status.DONE


def tell_what_waits(fates: Collection[Fate]) -> None:
    """Say in one line that pages wait, and why."""
    waiting = [fate for fate in fates if fate.state == "waiting"]
    if waiting:
        reason = next((fate.problem.title for fate in waiting if fate.problem is not None), "")
        title = "One page waits" if len(waiting) == 1 else f"{len(waiting)} pages wait"
        complain(Problem(f"{title} safely in the outbox", "counterscan outbox send goes on", reason))
