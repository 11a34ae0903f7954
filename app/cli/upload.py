"""`counterscan upload`: pages are fitted, put into the outbox, sent, and waited for."""

from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.cli.speech import Status, complain, end_progress, progress, say, say_json
from app.cli.waiting import problem_of, state_of, wait_for_arrival
from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.pages import BrokenFile, DeskPage
from app.domain.parcels import OutboxEntry
from app.domain.records import LINK_FIELDS, Link, Record, RecordKind
from app.flows.counter import Counter
from app.flows.house import House
from app.flows.intake import files_in

NO_PATIENT = Problem("DRX links a prescription's images to its patient", "Give the patient as well: --patient ID")
ANOTHER_PATIENT = Problem(
    "This prescription belongs to another patient", "Check both IDs; nothing was put into the outbox"
)
_FIRST = (
    RecordKind.PRESCRIPTION,
    RecordKind.DELIVERY,
    RecordKind.SALE,
    RecordKind.ITEM,
    RecordKind.COMPOUND_BATCH,
    RecordKind.PATIENT,
    RecordKind.USER,
)
"""Which of several links the pages are filed under on this computer; the others go along as links."""


@dataclass(slots=True)
class Result:
    """One page of one file, and what became of it."""

    file: Path
    page: int
    entry: OutboxEntry | None = None
    problem: Problem | None = None


def run(house: House, words: Namespace) -> Status:
    """Carry the command out."""
    links = {kind: getattr(words, kind.name) for kind in RecordKind if getattr(words, kind.name)}
    if not links:
        complain(Problem("Nobody to upload to", "Name at least one record, for example --patient ID"))
        return Status.WRONG_USE
    return house.run(lambda counter: _upload(counter, words, links))


async def _upload(counter: Counter, words: Namespace, links: dict[RecordKind, str]) -> Status:
    counter.courier.is_paused = words.no_wait  # or an entry would be left on its way when the program ends
    await counter.connect.open_as_set()
    record = await _record(counter, links)
    results = await _read(counter, words.files, words.label)
    await _queue(counter, record, results)
    if not words.no_wait:
        await _wait(counter, results)
    end_progress()
    return _tell(counter, results, as_json=words.json)


async def _record(counter: Counter, links: dict[RecordKind, str]) -> Record:
    """The record that the pages are for, with everything else as further links.

    Raises `AppError` for a prescription whose patient is unknown, or is not the one that was named.
    """
    kind = next(kind for kind in _FIRST if kind in links)
    record = Record(kind, links[kind], patient_id=links.get(RecordKind.PATIENT, ""))
    if kind is RecordKind.PATIENT:
        record = replace(record, patient_id="")
    others = {k: v for k, v in links.items() if k not in (kind, RecordKind.PATIENT)}
    record = replace(record, more_links=tuple(Link(LINK_FIELDS[k], v) for k, v in others.items()))
    if kind is not RecordKind.PRESCRIPTION:
        return record
    try:
        told = await counter.routing.about(kind, record.id)
    except LookupMissing:
        told = None
    except AppError:
        if not record.patient_id:
            raise
        told = None
    if told is not None and record.patient_id and told.patient_id not in ("", record.patient_id):
        raise AppError(ANOTHER_PATIENT)
    if told is not None:
        record = replace(told, patient_id=record.patient_id or told.patient_id, more_links=record.more_links)
    if record.needs_patient and not counter.sessions.need().takes_prescriptions:
        raise AppError(NO_PATIENT)
    return record


async def _read(counter: Counter, paths: list[Path], label: str) -> list[tuple[Result, DeskPage | None]]:
    results: list[tuple[Result, DeskPage | None]] = []
    for path in paths:
        for file in files_in([path]):
            before = len(counter.bench.items)
            await counter.intake.read_all([file])
            for item in counter.bench.items[before:]:
                if isinstance(item, BrokenFile):
                    results.append((Result(file, 1, problem=item.problem), None))
                else:
                    results.append((Result(file, item.imported.frame + 1), item))
            progress(f"{len(results)} pages read")
    pages = [page for _, page in results if page is not None]
    if label:
        for number, page in enumerate(pages, 1):
            counter.retouch.rename(page.id, f"{label} p{number}" if len(pages) > 1 else label)
    return results


async def _queue(counter: Counter, record: Record, results: list[tuple[Result, DeskPage | None]]) -> None:
    counter.bench.work_for(record)
    pages = counter.bench.pages
    entries = await counter.dispatch.queue_all(record)
    left = {row.id: row.problem for row in counter.desk_view().rows}
    queued = [page.id for page in pages if page.id not in left]
    entry_of = dict(zip(queued, entries, strict=True))
    for result, page in results:
        if page is not None:
            result.entry = entry_of.get(page.id)
            result.problem = left.get(page.id)


async def _wait(counter: Counter, results: list[tuple[Result, DeskPage | None]]) -> None:
    entry_ids = [result.entry.id for result, _ in results if result.entry is not None]
    settled = {entry.id: entry for entry in await wait_for_arrival(counter, entry_ids)}
    for result, _ in results:
        if result.entry is not None:
            result.entry = settled[result.entry.id]


def _tell(counter: Counter, results: list[tuple[Result, DeskPage | None]], *, as_json: bool) -> Status:
    rows = [_row(counter, result) for result, _ in results]
    for row, (result, _) in zip(rows, results, strict=True):
        problem = problem_of(counter, result.entry) if result.entry is not None else result.problem
        if row["state"] in ("refused", "needs_person") and problem is not None:
            complain(problem, f"{result.file}, page {result.page}")
        elif not as_json:
            told = (row["state"], row["file"], f"page {row['page']}", row["name"], row["image_id"])
            say("  ".join(part for part in told if part))
    if as_json:
        say_json({"pages": rows})
    states = {row["state"] for row in rows}
    if states & {"refused", "needs_person"}:
        return Status.NEEDS_PERSON
    return Status.WAITING if "waiting" in states else Status.DONE


def _row(counter: Counter, result: Result) -> dict[str, Any]:
    entry = result.entry
    problem = problem_of(counter, entry) if entry is not None else result.problem
    receipt = entry.receipt if entry is not None else None
    return {
        "file": str(result.file),
        "page": result.page,
        "state": state_of(counter, entry) if entry is not None else "needs_person",
        "name": entry.name if entry is not None else None,
        "image_id": receipt.image_id if receipt is not None else None,
        "width": entry.payload.width if entry is not None else None,
        "height": entry.payload.height if entry is not None else None,
        "size_bytes": entry.payload.blob.size_bytes if entry is not None else None,
        "content_type": entry.payload.media_type.value if entry is not None else None,
        "problem": problem.sentence if problem is not None else None,
    }
