"""The outbox: order, moves, what is forgotten, and what is never lost."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import EntryGone, IllegalMove, Problem, StorageFull, StoreDamaged
from app.domain.pages import BlobRef
from app.domain.parcels import LEGAL_MOVES, EntryId, OutboxEntry, Stage, UploadReceipt, may_move
from app.store.counter_store import CounterStore, open_store

MakeEntry = Callable[..., OutboxEntry]
ALL_MOVES = [(before, after) for before in Stage for after in Stage]
LEGAL = [move for move in ALL_MOVES if may_move(*move)]
ILLEGAL = [move for move in ALL_MOVES if not may_move(*move)]


def test_entries_come_back_in_the_order_of_the_queue(store: CounterStore, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in (3, 1, 2)]
    store.outbox.add(entries[:2])
    store.outbox.add(entries[2:])
    assert list(store.outbox.entries()) == entries


def test_a_moved_entry_keeps_its_place_in_the_queue(store: CounterStore, make_entry: MakeEntry) -> None:
    entries = [make_entry(1), make_entry(2)]
    store.outbox.add(entries)
    store.outbox.save(replace(entries[0], stage=Stage.SENDING))
    assert [entry.id for entry in store.outbox.entries()] == ["entry-1", "entry-2"]


def test_entries_are_there_after_opening_the_store_again(tmp_path: Path, key: bytes, make_entry: MakeEntry) -> None:
    first = open_store(tmp_path / "store", key)
    first.outbox.add([make_entry()])
    first.close()
    second = open_store(tmp_path / "store", key)
    found = second.outbox.entries()
    second.close()
    assert found == (make_entry(),)


def test_every_field_of_an_entry_is_kept(store: CounterStore, make_entry: MakeEntry, morning: datetime) -> None:
    entry = make_entry(
        stage=Stage.NEEDS_PERSON,
        next_try=morning + timedelta(microseconds=1),
        failures=3,
        sends=2,
        unclear_since=morning,
        refitted=True,
        doubtful=True,
        problem=Problem("DRX is busy", "Wait", "503"),
        receipt=UploadReceipt("img_1", morning, morning, 77),
    )
    store.outbox.add([entry])
    assert store.outbox.entry(entry.id) == entry


def test_an_entry_goes_in_only_once(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1)])
    with pytest.raises(IllegalMove):
        store.outbox.add([make_entry(2), make_entry(1)])


def test_a_set_goes_in_whole_or_not_at_all(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1)])
    with pytest.raises(IllegalMove):
        store.outbox.add([make_entry(2), make_entry(1)])
    assert store.outbox.entries() == (make_entry(1),)


@pytest.mark.parametrize(("before", "after"), LEGAL)
def test_a_legal_move_is_written_down(store: CounterStore, make_entry: MakeEntry, before: Stage, after: Stage) -> None:
    store.outbox.add([make_entry(stage=before)])
    store.outbox.save(make_entry(stage=after, failures=1))
    assert store.outbox.entries() == (make_entry(stage=after, failures=1),)


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_an_illegal_move_is_refused(store: CounterStore, make_entry: MakeEntry, before: Stage, after: Stage) -> None:
    store.outbox.add([make_entry(stage=before)])
    with pytest.raises(IllegalMove):
        store.outbox.save(make_entry(stage=after))


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_an_illegal_move_changes_nothing(
    store: CounterStore, make_entry: MakeEntry, before: Stage, after: Stage
) -> None:
    store.outbox.add([make_entry(stage=before)])
    with pytest.raises(IllegalMove):
        store.outbox.save(make_entry(stage=after, failures=9))
    assert store.outbox.entries() == (make_entry(stage=before),)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(Stage), max_size=12))
def test_however_an_entry_is_pushed_it_only_ever_makes_legal_moves(
    store: CounterStore, make_entry: MakeEntry, pushes: list[Stage]
) -> None:
    entry = make_entry()
    store.outbox.drop(entry.id)
    store.outbox.add([entry])
    stage = entry.stage
    for push in pushes:
        try:
            store.outbox.save(replace(entry, stage=push))
        except IllegalMove:
            assert push not in LEGAL_MOVES[stage]
        else:
            assert push in LEGAL_MOVES[stage]
            stage = push
        assert store.outbox.entry(entry.id).stage is stage


def test_a_name_is_for_life(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry()])
    with pytest.raises(IllegalMove):
        store.outbox.save(make_entry(stage=Stage.SENDING, name="another name.jpg"))


def test_saving_an_entry_that_was_taken_back_says_so(store: CounterStore, make_entry: MakeEntry) -> None:
    with pytest.raises(EntryGone):
        store.outbox.save(make_entry(stage=Stage.SENDING))


def test_asking_for_an_entry_that_is_gone_says_so(store: CounterStore) -> None:
    with pytest.raises(EntryGone):
        store.outbox.entry(EntryId("entry-9"))


@pytest.mark.parametrize("stage", Stage)
def test_an_entry_of_any_stage_can_be_dropped(store: CounterStore, make_entry: MakeEntry, stage: Stage) -> None:
    store.outbox.add([make_entry(1, stage=stage), make_entry(2)])
    store.outbox.drop(EntryId("entry-1"))
    assert store.outbox.entries() == (make_entry(2),)


def test_dropping_an_entry_that_is_gone_is_fine(store: CounterStore) -> None:
    assert store.outbox.drop(EntryId("entry-9")) == ()


def test_dropping_frees_the_blob(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry()])
    assert store.outbox.drop(EntryId("entry-1")) == (make_entry().payload.blob,)


def test_a_blob_that_another_entry_needs_is_not_freed(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1), make_entry(2)])
    assert store.outbox.drop(EntryId("entry-1")) == ()


def test_the_blobs_in_use_are_known(store: CounterStore, make_entry: MakeEntry) -> None:
    one, two = BlobRef("01" * 32, 1), BlobRef("02" * 32, 2)
    store.outbox.add([make_entry(1, blob=one), make_entry(2, blob=two), make_entry(3, blob=two)])
    assert store.outbox.blobs() == {one, two}


def test_what_was_delivered_long_ago_is_forgotten(
    store: CounterStore, make_entry: MakeEntry, morning: datetime
) -> None:
    old, new = morning - timedelta(days=2), morning - timedelta(hours=1)
    blob = BlobRef("01" * 32, 1)
    store.outbox.add(
        [
            make_entry(1, stage=Stage.DELIVERED, receipt=UploadReceipt("img_1", old, old), blob=blob),
            make_entry(2, stage=Stage.DELIVERED, receipt=UploadReceipt("img_2", old, new)),
            make_entry(3, stage=Stage.DELIVERED, receipt=UploadReceipt("img_3", new)),
        ]
    )
    freed = store.outbox.forget_delivered(morning - timedelta(days=1))
    assert (freed, [entry.id for entry in store.outbox.entries()]) == ((blob,), ["entry-2", "entry-3"])


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DELIVERED])
def test_what_is_not_delivered_is_never_forgotten(
    store: CounterStore, make_entry: MakeEntry, morning: datetime, stage: Stage
) -> None:
    store.outbox.add([make_entry(stage=stage, receipt=UploadReceipt("img_1", morning))])
    store.outbox.forget_delivered(morning + timedelta(days=10_000))
    assert len(store.outbox.entries()) == 1


def test_entries_delivered_together_free_their_common_blob_once(
    store: CounterStore, make_entry: MakeEntry, morning: datetime
) -> None:
    store.outbox.add([make_entry(1, stage=Stage.DELIVERED), make_entry(2, stage=Stage.DELIVERED)])
    assert store.outbox.forget_delivered(morning + timedelta(days=1)) == (make_entry().payload.blob,)


def damage_row(store: CounterStore, id_: str) -> None:
    with store.database.writing() as connection:
        connection.execute("UPDATE outbox SET private = zeroblob(200) WHERE id = ?", (id_,))


def test_a_damaged_row_does_not_hide_the_others(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1), make_entry(2)])
    damage_row(store, "entry-1")
    assert (store.outbox.entries(), store.outbox.unreadable()) == ((make_entry(2),), ("entry-1",))


def test_nothing_may_be_swept_while_a_row_is_damaged(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry()])
    damage_row(store, "entry-1")
    with pytest.raises(StoreDamaged):
        store.outbox.blobs()


def test_a_damaged_row_can_be_dropped(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry()])
    damage_row(store, "entry-1")
    store.outbox.drop(EntryId("entry-1"))
    assert store.outbox.unreadable() == ()


def test_a_stage_changed_from_outside_is_noticed(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry()])
    with store.database.writing() as connection:
        connection.execute("UPDATE outbox SET stage = 'DELIVERED'")
    with pytest.raises(StoreDamaged):
        store.outbox.entry(EntryId("entry-1"))


def test_two_rows_that_changed_places_are_noticed(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1), make_entry(2)])
    with store.database.writing() as connection:
        connection.execute("UPDATE outbox SET private = (SELECT private FROM outbox WHERE id = 'entry-2')")
    assert store.outbox.unreadable() == ("entry-1",)


def test_a_full_disk_takes_nothing_in_and_keeps_the_rest(store: CounterStore, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1)])
    pages = str(store.database.rows("PRAGMA page_count")[0][0])
    store.database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFull):
        store.outbox.add([make_entry(number) for number in range(2, 200)])
    assert store.outbox.entries() == (make_entry(1),)


def test_ten_thousand_entries_can_be_listed(
    store: CounterStore, make_entry: MakeEntry, record_property: Callable[[str, object], None]
) -> None:
    """The times are reported, not judged: the machine may be busy."""
    store.outbox.add([make_entry(number) for number in range(10_000)])
    started = time.perf_counter()
    entries = store.outbox.entries()
    listed_s = time.perf_counter() - started
    started = time.perf_counter()
    store.outbox.add([make_entry("one more")])
    added_s = time.perf_counter() - started
    record_property("listed_s", round(listed_s, 3))
    record_property("added_s", round(added_s, 4))
    print(f"10,000 entries listed in {listed_s * 1000:.0f} ms, one more added in {added_s * 1000:.1f} ms")
    assert len(entries) == 10_000
