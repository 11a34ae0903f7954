"""What the tests of the store start from: a key, an open store, entries that look like a counter's, a folder reader."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.limits import FitNote
from app.domain.pages import BlobRef, MediaType
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry
from app.domain.records import Record, RecordKind
from app.store.counter_store import CounterStore, open_store

MakeEntry = Callable[..., OutboxEntry]

PATIENT = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1961, 4, 9), "12 Elm Street")
PAYLOAD = FittedPayload(
    blob=BlobRef("ab" * 32, 1234),
    media_type=MediaType.JPEG,
    width=1700,
    height=2200,
    dpi=200,
    kept_original=False,
    encodes=2,
    notes=(FitNote.SCALED_DOWN, FitNote.REENCODED),
)
RESERVE_BYTES = 100_000
"""Small, because every test has one and pytest keeps its folders for a while."""

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def key() -> bytes:
    return bytes(range(32))


@pytest.fixture
def other_key() -> bytes:
    return bytes(range(1, 33))


@pytest.fixture
def morning() -> datetime:
    return MORNING


@pytest.fixture
def patient() -> Record:
    return PATIENT


@pytest.fixture
def store(tmp_path: Path, key: bytes) -> Iterator[CounterStore]:
    opened = open_store(tmp_path / "store", key, reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def make_entry() -> MakeEntry:
    """Makes an entry for Maria Alvarez; any field can be given, `blob` for that of its payload."""

    def make(number: int | str = 1, *, blob: BlobRef | None = None, **changes: Any) -> OutboxEntry:
        entry = OutboxEntry(
            id=EntryId(f"entry-{number}"),
            store="https://counter.example",
            record=PATIENT,
            name=f"insurance card front k7m2q9xd3p{number}.jpg",
            payload=PAYLOAD if blob is None else replace(PAYLOAD, blob=blob),
            created_on=MORNING,
            queued_at=MORNING,
        )
        return replace(entry, **changes)  # Any: a test names the fields that it cares about

    return make


@pytest.fixture
def files_holding() -> Callable[[Path, bytes], list[str]]:
    """Which files in a folder hold these bytes, WAL and all."""

    def search(folder: Path, needle: bytes) -> list[str]:
        return sorted(path.name for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes())

    return search
