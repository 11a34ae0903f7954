"""Counting the outbox from outside: without its key, beside the program that holds it, and without a trace."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import StoreDamaged
from app.domain.findings import OutboxTally
from app.domain.parcels import OutboxEntry, Stage
from app.store.counter_store import DATABASE_NAME, CounterStore
from app.store.tally import outbox_tally

MakeEntry = Callable[..., OutboxEntry]


def test_where_nothing_was_ever_queued_nothing_is_counted_and_nothing_is_made(tmp_path: Path) -> None:
    assert outbox_tally(tmp_path / "store") == OutboxTally()
    assert list(tmp_path.iterdir()) == []


def test_pages_are_counted_beside_the_program_that_holds_them(store: CounterStore, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(1, 5)]
    store.outbox.add(entries)
    store.outbox.save(replace(entries[0], stage=Stage.NEEDS_PERSON))
    store.outbox.save(replace(entries[1], stage=Stage.SENDING))
    counted = outbox_tally(store.folder)
    assert (counted.waiting, counted.needs_person, counted.delivered) == (3, 1, 0)
    assert counted.oldest_waiting == min(entry.queued_at for entry in entries)


def test_a_file_that_is_no_outbox_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"no database" * 100)
    with pytest.raises(StoreDamaged, match="can't be read"):
        outbox_tally(tmp_path)
