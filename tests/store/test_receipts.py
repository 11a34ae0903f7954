"""Receipts: found by record, kept for some days, unreadable on the disk."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.domain.parcels import OutboxEntry, UploadReceipt
from app.domain.records import Record, RecordKind
from app.store import receipts as receipts_module
from app.store.counter_store import CounterStore
from app.store.receipts import KeptReceipt, kept_receipt

MakeEntry = Callable[..., OutboxEntry]
MakeReceipt = Callable[..., KeptReceipt]
ITEM = Record(RecordKind.ITEM, "item_1", "Amoxicillin 500 mg")


@pytest.fixture
def make_receipt(make_entry: MakeEntry, morning: datetime) -> MakeReceipt:
    def make(number: int, *, at: datetime = morning, record: Record = ITEM, **changes: object) -> KeptReceipt:
        return kept_receipt(make_entry(number, record=record, **changes), UploadReceipt(f"img_{number}", at))

    return make


def test_a_receipt_says_what_was_delivered(make_entry: MakeEntry, morning: datetime) -> None:
    entry, receipt = make_entry(), UploadReceipt("img_1", morning)
    kept = kept_receipt(entry, receipt)
    assert (kept.record, kept.name, kept.size_bytes, kept.receipt) == (entry.record, entry.name, 1234, receipt)


def test_receipts_of_a_record_come_newest_first(
    store: CounterStore, make_receipt: MakeReceipt, morning: datetime
) -> None:
    older, newer = make_receipt(1), make_receipt(2, at=morning + timedelta(hours=1))
    store.receipts.add(older)
    store.receipts.add(newer)
    assert store.receipts.receipts_for(RecordKind.ITEM, "item_1") == (newer, older)


def test_receipts_of_another_kind_with_the_same_id_are_not_mixed_in(
    store: CounterStore, make_receipt: MakeReceipt
) -> None:
    store.receipts.add(make_receipt(1))
    assert store.receipts.receipts_for(RecordKind.USER, "item_1") == ()


def test_receipts_of_another_store_can_be_left_out(store: CounterStore, make_receipt: MakeReceipt) -> None:
    here, there = make_receipt(1), make_receipt(2, store="https://other.example")
    store.receipts.add(here)
    store.receipts.add(there)
    assert store.receipts.receipts_for(RecordKind.ITEM, "item_1", store="https://other.example") == (there,)


def test_a_receipt_added_twice_is_kept_once(store: CounterStore, make_receipt: MakeReceipt) -> None:
    store.receipts.add(make_receipt(1))
    store.receipts.add(make_receipt(1))
    assert store.receipts.receipts_for(RecordKind.ITEM, "item_1") == (make_receipt(1),)


def test_old_receipts_are_forgotten(store: CounterStore, make_receipt: MakeReceipt, morning: datetime) -> None:
    store.receipts.add(make_receipt(1, at=morning - timedelta(days=31)))
    store.receipts.add(make_receipt(2))
    gone = store.receipts.forget_older_than(30, morning)
    assert (gone, store.receipts.receipts_for(RecordKind.ITEM, "item_1")) == (1, (make_receipt(2),))


def test_the_oldest_go_when_there_are_too_many(
    store: CounterStore, make_receipt: MakeReceipt, morning: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts_module, "MAX_RECEIPTS", 2)
    kept = [make_receipt(number, at=morning + timedelta(hours=number)) for number in range(3)]
    for receipt in kept:
        store.receipts.add(receipt)
    assert store.receipts.receipts_for(RecordKind.ITEM, "item_1") == (kept[2], kept[1])
