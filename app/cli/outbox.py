"""`counterscan outbox`: what has not arrived yet; send it, try one entry again, or erase one."""

from argparse import Namespace
from typing import Any

from app.cli.speech import Status, complain, say, say_json
from app.cli.waiting import problem_of, state_of, wait_for_arrival
from app.domain.errors import AppError, Problem
from app.domain.parcels import EntryId, OutboxEntry, Stage
from app.flows.counter import Counter
from app.flows.house import House

NO_SUCH = Problem("There is no entry with this ID in the outbox", "counterscan outbox list shows them")


def run(house: House, words: Namespace) -> Status:
    """Carry the command out."""
    return house.run(lambda counter: _outbox(counter, words))


async def _outbox(counter: Counter, words: Namespace) -> Status:
    act = words.act or "list"
    counter.courier.is_paused = act in ("list", "drop")
    await counter.connect.open_as_set()
    counter.sessions.need()
    waiting = [entry for entry in counter.courier.entries if entry.stage is not Stage.DELIVERED]
    if act in ("retry", "drop"):
        chosen = next((entry for entry in waiting if entry.id == words.id), None)
        if chosen is None:
            raise AppError(NO_SUCH)
        if act == "drop":
            counter.courier.drop(chosen.id)
            waiting.remove(chosen)
        else:
            counter.courier.retry(chosen.id)
            waiting = list(await wait_for_arrival(counter, [chosen.id]))
    elif act == "send":
        counter.courier.send_now()
        going: list[EntryId] = [entry.id for entry in waiting if entry.stage is not Stage.NEEDS_PERSON]
        now = {entry.id: entry for entry in await wait_for_arrival(counter, going)}
        waiting = [now.get(entry.id, entry) for entry in waiting]
    return _tell(counter, waiting, as_json=words.json, only_looked=act in ("list", "drop"))


def _tell(counter: Counter, entries: list[OutboxEntry], *, as_json: bool, only_looked: bool) -> Status:
    rows = [_row(counter, entry) for entry in entries]
    if as_json:
        say_json({"entries": rows})
    elif not rows:
        say("Nothing is waiting.")
    for row, entry in zip(rows, entries, strict=True):
        problem = problem_of(counter, entry)
        if not as_json:
            say(f"{row['id']}  {row['state']}  {row['name']}  {row['kind']} {row['record_id']}")
        if row["state"] in ("needs_person", "refused") and problem is not None:
            complain(problem, f"{entry.id}")
    states = {row["state"] for row in rows}
    if states & {"needs_person", "refused"}:
        return Status.NEEDS_PERSON
    return Status.WAITING if "waiting" in states and not only_looked else Status.DONE


def _row(counter: Counter, entry: OutboxEntry) -> dict[str, Any]:
    problem = problem_of(counter, entry)
    return {
        "id": entry.id,
        "state": state_of(counter, entry),
        "name": entry.name,
        "kind": entry.record.kind.value,
        "record_id": entry.record.id,
        "size_bytes": entry.payload.blob.size_bytes,
        "queued_at": entry.queued_at.isoformat().replace("+00:00", "Z"),
        "image_id": entry.receipt.image_id if entry.receipt is not None else None,
        "problem": problem.sentence if problem is not None else None,
    }
