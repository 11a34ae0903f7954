"""`counterscan outbox`: what has not arrived yet; send it, try one entry again, or erase one."""

from argparse import Namespace
from typing import Any

from app.cli.speech import Answer, Status, complain
from app.cli.waiting import Fate, arrivals, fate_of, open_outbox, status_of, tell_what_waits
from app.domain.errors import AppError, Problem
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.flows.counter import Counter
from app.flows.delivery import STORED_TWICE, is_settled
from app.flows.house import House
from app.flows.staff import utc_now

NO_SUCH = Problem("There is no entry with this ID in the outbox", "counterscan outbox list shows them")
NOTHING = "Nothing is waiting."


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out. Looking and erasing send nothing, and end with status 0 over pages that only wait."""
    return house.run(lambda counter: _outbox(counter, words.act or "list", getattr(words, "id", "")))


async def _outbox(counter: Counter, act: str, entry_id: str) -> Answer:
    await open_outbox(counter, is_paused=act in ("list", "drop"))
    waiting = [entry for entry in counter.courier.ledger.entries if _concerns_anyone(entry)]
    if act == "drop":
        chosen = _chosen(waiting, entry_id)
        counter.courier.drop(chosen.id)
        waiting.remove(chosen)
        return _answer(counter, waiting, Status.DONE)
    if act == "list":
        status = _complained(counter, waiting)
        return _answer(counter, waiting, Status.DONE if status is Status.WAITING else status)
    if act == "retry":
        waiting = [_chosen(waiting, entry_id)]
        counter.courier.retry(waiting[0].id)
    going = [entry.id for entry in waiting if act == "retry" or entry.stage is not Stage.NEEDS_PERSON]
    return await _sent(counter, waiting, going)


async def _sent(counter: Counter, waiting: list[OutboxEntry], going: list[EntryId]) -> Answer:
    counter.courier.send_now()
    async for entries in arrivals(counter, going):
        now = {entry.id: entry for entry in entries}
    waiting = [now.get(entry.id, entry) for entry in waiting]
    status = _complained(counter, waiting)
    tell_what_waits([fate_of(counter, entry) for entry in waiting])
    return _answer(counter, waiting, status)


def _concerns_anyone(entry: OutboxEntry) -> bool:
    """What has not arrived, what DRX has twice, and what it is time to look for a second time."""
    return entry.stage is not Stage.DELIVERED or entry.problem == STORED_TWICE or not is_settled(entry, utc_now())


def _chosen(waiting: list[OutboxEntry], entry_id: str) -> OutboxEntry:
    for entry in waiting:
        if entry.id == entry_id:
            return entry
    raise AppError(NO_SUCH)


def _complained(counter: Counter, entries: list[OutboxEntry]) -> Status:
    """Name the entries that need a person; returns the status that all of them come to."""
    fates = [fate_of(counter, entry) for entry in entries]
    for entry, fate in zip(entries, fates, strict=True):
        if fate.needs_person and fate.problem is not None:
            complain(fate.problem, entry.id)
    return status_of(fates)


def _answer(counter: Counter, entries: list[OutboxEntry], status: Status) -> Answer:
    rows = [_row(entry, fate_of(counter, entry)) for entry in entries]
    return Answer(status, {"entries": rows}, [_line(row) for row in rows] or [NOTHING])


def _row(entry: OutboxEntry, fate: Fate) -> dict[str, Any]:
    return {
        "id": entry.id,
        "state": fate.state,
        "name": entry.name,
        "kind": entry.record.kind.value,
        "record_id": entry.record.id,
        "size_bytes": entry.payload.blob.size_bytes,
        "queued_at": entry.queued_at.isoformat().replace("+00:00", "Z"),
        "image_id": entry.receipt.image_id if entry.receipt is not None else None,
        "problem": fate.problem.sentence if fate.problem is not None else None,
    }


def _line(row: dict[str, Any]) -> str:
    return f"{row['id']}  {row['state']}  {row['name']}  {row['kind']} {row['record_id']}"
