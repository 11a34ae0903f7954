"""`counterscan upload`: pages are fitted, put into the outbox, sent, and waited for."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.cli.doubts import begin_asking, warnings_of
from app.cli.files import EMPTY_FOLDER, named_files
from app.cli.linking import record_for
from app.cli.speech import Answer, Status, complain, progress
from app.cli.unseen import UNSEEN
from app.cli.waiting import Fate, arrivals, fate_of, open_outbox, status_of, tell_what_waits
from app.domain.errors import Problem
from app.domain.pages import BrokenFile, DeskPage
from app.domain.parcels import OutboxEntry
from app.domain.records import Record, RecordKind
from app.flows.counter import Counter
from app.flows.house import House

STOPPED_EARLY = Problem("Stopped before anything was put into the outbox", "Run it again")
LEFT_OUT = Problem("This page was not put into the outbox", "Upload it again")


@dataclass(slots=True)
class Result:
    """One page of one file, and what became of it: an entry of the outbox, or why there is none."""

    file: Path
    page: int
    on_desk: DeskPage | None = None
    entry: OutboxEntry | None = None
    fate: Fate = field(default_factory=lambda: Fate("needs_person", LEFT_OUT))


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; what can't be read is named and the other pages go on."""
    results: list[Result] = []
    warnings: list[str] = []
    try:
        house.run(lambda counter: _upload(counter, words, results, warnings))
    except KeyboardInterrupt:
        if all(result.entry is None for result in results):
            complain(STOPPED_EARLY)
            return Answer(Status.NEEDS_PERSON, {"pages": []})
    return _answer(results, warnings)


async def _upload(counter: Counter, words: Namespace, results: list[Result], warnings: list[str]) -> None:
    # Paused as well with --no-wait, or an entry would be left on its way when the program ends.
    await open_outbox(counter, is_paused=words.no_wait)
    ids = {kind: getattr(words, kind.name) for kind in RecordKind if getattr(words, kind.name)}
    record = await record_for(counter, ids)
    asking = begin_asking(counter, ids)
    try:
        await _read(counter, words.files, results)
        _label(counter, words.label, results)
        if words.looked:
            counter.retouch.approve([page.id for page in counter.bench.pages])
        await _queue(counter, record, results)
        if not words.no_wait:
            await _wait(counter, results)
        warnings += await warnings_of(asking)
    finally:
        asking.cancel()


async def _read(counter: Counter, paths: Sequence[Path], results: list[Result]) -> None:
    files, empty_folders = named_files(paths)
    results += [Result(folder, 1, fate=Fate("needs_person", EMPTY_FOLDER)) for folder in empty_folders]
    for number, file in enumerate(files, 1):
        progress(f"Reading file {number} of {len(files)}")
        before = len(counter.bench.items)
        await counter.intake.read_all([file])
        for item in counter.bench.items[before:]:
            if isinstance(item, BrokenFile):
                results.append(Result(file, 1, fate=Fate("needs_person", item.problem)))
            else:
                results.append(Result(file, item.imported.frame + 1, item))


def _label(counter: Counter, label: str, results: Sequence[Result]) -> None:
    pages = [result.on_desk for result in results if result.on_desk is not None]
    for number, page in enumerate(pages, 1):
        if label:
            counter.retouch.rename(page.id, f"{label} p{number}" if len(pages) > 1 else label)


async def _queue(counter: Counter, record: Record, results: Sequence[Result]) -> None:
    progress("Fitting")
    counter.bench.work_for(record)
    pages = counter.bench.pages
    entries = await counter.dispatch.queue_all(record)
    left = {row.id: UNSEEN if row.must_be_seen else row.problem for row in counter.desk_view().rows}
    entry_of = dict(zip((page.id for page in pages if page.id not in left), entries, strict=True))
    for result in results:
        if result.on_desk is not None and result.on_desk.id in entry_of:
            result.entry = entry_of[result.on_desk.id]
            result.fate = fate_of(counter, result.entry)
        elif result.on_desk is not None:
            result.fate = Fate("needs_person", left.get(result.on_desk.id) or LEFT_OUT)


async def _wait(counter: Counter, results: Sequence[Result]) -> None:
    entry_ids = [result.entry.id for result in results if result.entry is not None]
    async for entries in arrivals(counter, entry_ids):
        now = {entry.id: entry for entry in entries}
        for result in results:
            if result.entry is not None:
                result.entry = now.get(result.entry.id, result.entry)  # forgotten where nothing is kept
                result.fate = fate_of(counter, result.entry)


def _answer(results: Sequence[Result], warnings: Sequence[str]) -> Answer:
    for result in results:
        if result.fate.needs_person and result.fate.problem is not None:
            complain(result.fate.problem, f"{result.file}, page {result.page}")
    fates = [result.fate for result in results]
    tell_what_waits(fates)
    rows = [row_of(result) for result in results]
    document = {"pages": rows, "warnings": list(warnings)}
    return Answer(status_of(fates), document, [line_of(row) for row in rows if row["name"]])


def row_of(result: Result) -> dict[str, Any]:
    """A page as JSON has it."""
    entry, fate = result.entry, result.fate
    payload = entry.payload if entry is not None else None
    return {
        "file": str(result.file),
        "page": result.page,
        "state": fate.state,
        "name": entry.name if entry is not None else None,
        "image_id": entry.receipt.image_id if entry is not None and entry.receipt is not None else None,
        "width": payload.width if payload is not None else None,
        "height": payload.height if payload is not None else None,
        "size_bytes": payload.blob.size_bytes if payload is not None else None,
        "content_type": payload.media_type.value if payload is not None else None,
        "problem": fate.problem.sentence if fate.problem is not None else None,
        "not_checked": result.on_desk is not None and result.on_desk.imported.not_checked,
    }


def line_of(row: dict[str, Any]) -> str:
    """The same for a person."""
    told = (row["state"], row["file"], f"page {row['page']}", row["name"], row["image_id"])
    return "  ".join(part for part in told if part)
