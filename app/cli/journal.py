"""`counterscan journal`: is the audit journal whole, and out it goes for an auditor, as CSV or JSON."""

import contextlib
import json
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.cli.speech import Answer, Status, complain
from app.cli.waiting import open_outbox
from app.domain.errors import AppError, Problem
from app.domain.journal import Breach, JournalVerdict, as_csv, as_json
from app.flows.counter import Counter
from app.flows.house import House

ADVICE = "Keep the whole folder as it is, and tell whoever looks after security"
_BREACHES = {
    Breach.CHANGED: "Row {row} of the journal is not what was written there",
    Breach.MISSING: "Row {row} of the journal is missing",
    Breach.NO_END: "The journal may have been cut off before row {row}: the note of its end is not right",
    Breach.OTHER_PAST: "The journal is another than the one that was known up to row {row}",
}
NOT_WRITTEN = "The journal could not be written"


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; nothing is sent meanwhile. Raises `AppError` where the outbox can't be opened."""
    return house.run(lambda counter: _journal(counter, words))


async def _journal(counter: Counter, words: Namespace) -> Answer:
    await open_outbox(counter, is_paused=True)
    journal = counter.sessions.need().store.journal
    if words.act == "verify":
        return _verdict(journal.verify())
    pieces = (as_csv if words.format == "csv" else as_json)(journal.entries())
    if words.out is not None:
        _write(words.out, pieces)
        return Answer(Status.DONE, {"out": str(words.out), "entries": []}, [f"The journal is in {words.out}."])
    if words.json:
        return Answer(Status.DONE, {"out": None, "entries": json.loads("".join(as_json(journal.entries())))})
    return Answer(Status.DONE, {}, "".join(pieces).splitlines())


def _verdict(verdict: JournalVerdict) -> Answer:
    problem = None
    if verdict.breach is not None:
        problem = Problem(_BREACHES[verdict.breach].format(row=verdict.broken_at), ADVICE)
        complain(problem)
    document: dict[str, Any] = {
        "is_whole": verdict.is_whole,
        "rows": verdict.rows,
        "broken_at": verdict.broken_at,
        "breach": verdict.breach.value if verdict.breach is not None else None,
        "last_hash": verdict.head.hash,
        "problem": problem.sentence if problem is not None else None,
    }
    rows = "1 row" if verdict.rows == 1 else f"{verdict.rows} rows"
    lines = [f"The journal is whole: {rows}, the last with the hash {verdict.head.hash}."] if verdict.is_whole else []
    return Answer(Status.DONE if verdict.is_whole else Status.NEEDS_PERSON, document, lines)


def _write(file: Path, pieces: Iterable[str]) -> None:
    """All of it or nothing, and never over another file. UTF-8; RFC 4180's line ends stay as they are."""
    try:
        written = file.open("x", encoding="utf-8", newline="")
    except FileExistsError as error:
        raise AppError(Problem(f"There is a file called {file} already", "Choose another name")) from error
    except OSError as error:
        raise AppError(Problem(NOT_WRITTEN, "Choose another folder", error.strerror or "")) from error
    try:
        with written:
            written.writelines(pieces)
    except BaseException as error:
        with contextlib.suppress(OSError):
            file.unlink()
        if isinstance(error, OSError):
            raise AppError(Problem(NOT_WRITTEN, "Make room where it goes", error.strerror or "")) from error
        raise
