"""`counterscan find`: look a record up. Whose records were shown goes into the journal, not what was asked for."""

from argparse import Namespace
from typing import Any

from app.cli.noting import open_journal
from app.cli.speech import Answer, Status, complain
from app.domain.journal import Deed
from app.domain.records import Record
from app.flows.counter import Counter
from app.flows.house import House
from app.flows.routing import find
from app.flows.staff import utc_now
from app.remote.lookup import Found, Lookup


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; nothing found is an answer, not a failure. What could not be asked is one."""
    found = house.run(lambda counter: _find(counter, words.text))
    if found.problem is not None:
        complain(found.problem)
    status = Status.DONE if found.problem is None else Status.NEEDS_PERSON
    lines = [_line(record) for record in found.records] or ["Nothing found."]
    return Answer(status, {"records": [_row(record) for record in found.records]}, lines)


async def _find(counter: Counter, text: str) -> Found:
    async with counter.connect.line() as client:
        found = await find(Lookup(client), text, None, utc_now())
    await open_journal(counter)
    counter.scribe.note_all(Deed.RECORD_FOUND, ((record, "") for record in found.records))
    return found


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
