"""`counterscan find`: look a record up."""

from argparse import Namespace
from typing import Any

from app.cli.speech import Status, say, say_json
from app.domain.records import Record
from app.flows.counter import Counter, utc_now
from app.flows.house import House
from app.flows.routing import find
from app.remote.lookup import Lookup


def run(house: House, words: Namespace) -> Status:
    """Carry the command out; nothing found is an answer, not a failure."""
    records = house.run(lambda counter: _find(counter, words.text))
    if words.json:
        say_json({"records": [_row(record) for record in records]})
        return Status.DONE
    for record in records:
        born = f"born {record.born.isoformat()}" if record.born is not None else ""
        say("  ".join(part for part in (record.kind.value, record.id, record.name, born, record.detail) if part))
    if not records:
        say("Nothing found.")
    return Status.DONE


async def _find(counter: Counter, text: str) -> tuple[Record, ...]:
    async with counter.connect.line() as client:
        return await find(Lookup(client), text, None, utc_now())


def _row(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind.value,
        "id": record.id,
        "name": record.name,
        "born": record.born.isoformat() if record.born is not None else None,
        "detail": record.detail,
        "patient_id": record.patient_id or None,
    }
