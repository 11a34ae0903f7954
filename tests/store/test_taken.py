"""The ledger of taken files: one transaction with the pages, no content readable in it, bounded but never too soon."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.domain.drafts import DeskDraft
from app.domain.errors import IllegalMove
from app.domain.parcels import OutboxEntry
from app.store.counter_store import CounterStore
from app.store.taken import KEPT_DAYS, JustTaken, TakenMark

MakeEntry = Callable[..., OutboxEntry]


def put(store: CounterStore, at: datetime, *marks: TakenMark) -> None:
    store.save_desk(DeskDraft((), None), JustTaken(marks, at))


def test_a_file_is_taken_once_for_each_destination(store: CounterStore, morning: datetime) -> None:
    mark = store.taken.mark("patient 1", "ab" * 32)
    assert not store.taken.has(mark)
    put(store, morning, mark, mark)
    assert store.taken.has(mark)
    assert not store.taken.has(store.taken.mark("patient 2", "ab" * 32))


def test_it_is_written_with_the_entries_or_not_at_all(
    store: CounterStore, make_entry: MakeEntry, morning: datetime
) -> None:
    mark = store.taken.mark("desk", "cd" * 32)
    store.hand_over([make_entry(1)], None)
    with pytest.raises(IllegalMove):
        store.hand_over([make_entry(2), make_entry(1)], None, (), JustTaken((mark,), morning))
    assert not store.taken.has(mark)
    assert len(store.outbox.entries()) == 1
    store.hand_over([make_entry(2)], None, (), JustTaken((mark,), morning))
    assert store.taken.has(mark)


def test_nothing_of_the_content_or_the_destination_is_readable(
    store: CounterStore, morning: datetime, files_holding: Callable[..., list[str]]
) -> None:
    put(store, morning, store.taken.mark("patient pat_canary", "ef" * 32))
    assert files_holding(store.folder, b"pat_canary") == []
    assert files_holding(store.folder, ("ef" * 32).encode()) == []


def test_what_was_not_seen_for_long_is_forgotten_and_what_lies_there_is_not(
    store: CounterStore, morning: datetime
) -> None:
    gone, lying = store.taken.mark("desk", "1"), store.taken.mark("desk", "2")
    put(store, morning, gone, lying)
    later = morning + timedelta(days=KEPT_DAYS + 1)
    store.taken.saw([lying], later)
    assert store.taken.forget_old(later) == 1
    assert (store.taken.has(gone), store.taken.has(lying)) == (False, True)


def test_too_many_are_forgotten_the_longest_unseen_first_and_none_of_today(
    store: CounterStore, morning: datetime
) -> None:
    marks = [store.taken.mark("desk", str(number)) for number in range(6)]
    for number, mark in enumerate(marks[:4]):
        put(store, morning + timedelta(days=number), mark)
    now = morning + timedelta(days=10)
    put(store, now, *marks[4:])
    assert store.taken.forget_old(now, most=3) == 3
    assert [store.taken.has(mark) for mark in marks] == [False, False, False, True, True, True]
    assert store.taken.forget_old(now, most=1) == 1
    assert [store.taken.has(mark) for mark in marks[3:]] == [False, True, True]
