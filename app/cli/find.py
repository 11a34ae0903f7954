"""`counterscan find`: look a record up."""

from argparse import Namespace
from typing import Any

from app.cli.speech import Answer, Status
from app.domain.records import Record
from app.flows.counter import Counter, utc_now
from app.flows.house import House
from app.flows.routing import find
from app.remote.lookup import Lookup


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; nothing found is an answer, not a failure."""
    records = house.run(lambda counter: _find(counter, words.text))
    lines = [_line(record) for record in records] or ["Nothing found."]
    return Answer(Status.DONE, {"records": [_row(record) for record in records]}, lines)


async def _find(counter: Counter, text: str) -> tuple[Record, ...]:
    async with counter.connect.line() as client:
        return await find(Lookup(client), text, None, utc_now())


def _line(record: Record) -> str:
    born = f"born {record.born.isoformat()}" if record.born is not None else ""
    return "  ".join(part for part in (record.kind.value, record.id, record.name, born, record.detail) if part)


def _row(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind.value,
        "id": record.id,
        "name": record.name,
        "born": record.born.isoformat() if record.born is not None else None,
        "detail": record.detail,
        "patient_id": record.patient_id or None,
    }
