"""The store as a whole: its key, its folder, and what nobody finds in it."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import KeyMissing, StoreDamaged
from app.domain.parcels import EntryId, OutboxEntry, Stage, UploadReceipt
from app.domain.records import Record
from app.store.counter_store import DATABASE_NAME, VAULT_NAME, CounterStore, is_new, open_store
from app.store.receipts import kept_receipt

MakeEntry = Callable[..., OutboxEntry]
FilesHolding = Callable[[Path, bytes], list[str]]

PIXELS = bytes(range(0, 256, 7)) * 40
"""A pattern that no cipher text holds by chance."""

CANARIES = {
    "a name": b"Alvarez, Maria",
    "a record's ID": b"pat_12345",
    "an address": b"12 Elm Street",
    "a birth date": b"1961-04-09",
    "an image's name": b"insurance card front",
    "an image's ID": b"img_canary",
    "the store's address": b"counter.example",
    "the words of a problem": b"is busy today",
    "pixels": PIXELS,
}


def work_a_day(store: CounterStore, make_entry: MakeEntry, patient: Record, morning: datetime) -> list[str]:
    """A page on its whole way and one that waits; returns their hashes."""
    store.recents.remember(patient, morning, "https://counter.example")
    sent, waiting = store.vault.put(PIXELS), store.vault.put(PIXELS + b"second page")
    receipt = UploadReceipt("img_canary", morning, morning)
    store.outbox.add([make_entry(1, blob=sent), make_entry(2, blob=waiting)])
    store.outbox.save(make_entry(1, blob=sent, stage=Stage.SENDING))
    store.outbox.save(make_entry(1, blob=sent, stage=Stage.CONFIRMING, receipt=receipt))
    delivered = make_entry(1, blob=sent, stage=Stage.DELIVERED, receipt=receipt)
    store.outbox.save(delivered)
    store.receipts.add(kept_receipt(delivered, receipt))
    return [sent.sha256, waiting.sha256]


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES.keys())
def test_nothing_about_a_patient_is_readable_on_the_disk(
    store: CounterStore,
    make_entry: MakeEntry,
    patient: Record,
    morning: datetime,
    files_holding: FilesHolding,
    canary: bytes,
) -> None:
    work_a_day(store, make_entry, patient, morning)
    assert files_holding(store.folder, canary) == []


def test_no_hash_of_a_document_is_on_the_disk_to_be_compared(
    store: CounterStore, make_entry: MakeEntry, patient: Record, morning: datetime, files_holding: FilesHolding
) -> None:
    hashes = work_a_day(store, make_entry, patient, morning)
    names = " ".join(path.name for path in store.folder.rglob("*"))
    found = [sha for sha in hashes if sha in names or files_holding(store.folder, sha.encode())]
    raw = [sha for sha in hashes if files_holding(store.folder, bytes.fromhex(sha))]
    assert found + raw == []


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES.keys())
def test_the_same_search_finds_what_lies_open(tmp_path: Path, files_holding: FilesHolding, canary: bytes) -> None:
    """The naive variant: it shows that the canary tests can fail."""
    (tmp_path / "plain").write_bytes(b"before " + canary + b" after")
    assert files_holding(tmp_path, canary) == ["plain"]


def test_a_row_can_be_found_on_the_disk_while_it_is_there(
    store: CounterStore, make_entry: MakeEntry, files_holding: FilesHolding
) -> None:
    store.outbox.add([make_entry()])
    assert files_holding(store.folder, sealed_text(store)) != []


def test_a_dropped_row_is_in_no_file_not_even_sealed(
    store: CounterStore, make_entry: MakeEntry, files_holding: FilesHolding
) -> None:
    store.outbox.add([make_entry(1), make_entry(2)])
    sealed = sealed_text(store)
    store.outbox.drop(EntryId("entry-1"))
    assert files_holding(store.folder, sealed) == []


def test_a_forgotten_row_is_in_no_file_not_even_sealed(
    store: CounterStore, make_entry: MakeEntry, morning: datetime, files_holding: FilesHolding
) -> None:
    store.outbox.add([make_entry(1, stage=Stage.DELIVERED), make_entry(2)])
    sealed = sealed_text(store)
    store.outbox.forget_delivered(morning + timedelta(days=1))
    assert files_holding(store.folder, sealed) == []


def sealed_text(store: CounterStore) -> bytes:
    """A piece of the sealed row of the first entry."""
    private = store.database.rows("SELECT private FROM outbox ORDER BY sequence")[0][0]
    assert isinstance(private, bytes)
    return private[20:60]


def test_another_key_is_refused(tmp_path: Path, key: bytes, other_key: bytes) -> None:
    open_store(tmp_path, key).close()
    with pytest.raises(KeyMissing):
        open_store(tmp_path, other_key)


def test_another_key_changes_nothing(tmp_path: Path, key: bytes, other_key: bytes, make_entry: MakeEntry) -> None:
    first = open_store(tmp_path, key)
    first.outbox.add([make_entry()])
    first.vault.put(PIXELS)
    first.close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(KeyMissing):
        open_store(tmp_path, other_key)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_right_key_opens_it_after_a_wrong_one_was_tried(
    tmp_path: Path, key: bytes, other_key: bytes, make_entry: MakeEntry
) -> None:
    first = open_store(tmp_path, key)
    first.outbox.add([make_entry()])
    first.close()
    with pytest.raises(KeyMissing):
        open_store(tmp_path, other_key)
    second = open_store(tmp_path, key)
    found = second.outbox.entries()
    second.close()
    assert found == (make_entry(),)


def test_rows_locked_with_another_key_are_recognised_without_the_vault(
    tmp_path: Path, key: bytes, other_key: bytes
) -> None:
    open_store(tmp_path / "old", key).close()
    open_store(tmp_path / "new", other_key).close()
    (tmp_path / "old" / DATABASE_NAME).replace(tmp_path / "new" / DATABASE_NAME)
    with pytest.raises(KeyMissing):
        open_store(tmp_path / "new", other_key)


def test_rows_without_their_key_check_are_not_given_a_new_one(
    tmp_path: Path, key: bytes, make_entry: MakeEntry
) -> None:
    first = open_store(tmp_path, key)
    first.outbox.add([make_entry()])
    with first.database.writing() as connection:
        connection.execute("DELETE FROM about")
    first.close()
    with pytest.raises(StoreDamaged):
        open_store(tmp_path, key)


def test_pages_without_their_list_are_not_taken_for_rubbish(tmp_path: Path, key: bytes) -> None:
    first = open_store(tmp_path, key)
    first.vault.put(PIXELS)
    first.close()
    (tmp_path / DATABASE_NAME).unlink()
    with pytest.raises(StoreDamaged):
        open_store(tmp_path, key)


def test_a_sweep_keeps_what_the_outbox_and_the_desk_need(store: CounterStore, make_entry: MakeEntry) -> None:
    queued, on_desk, orphan = (store.vault.put(content) for content in (b"queued", b"on the desk", b"orphan"))
    store.outbox.add([make_entry(blob=queued)])
    swept = store.sweep({on_desk})
    assert (swept, [store.vault.has(ref) for ref in (queued, on_desk, orphan)]) == (1, [True, True, False])


def test_nothing_is_swept_while_a_row_is_damaged(store: CounterStore, make_entry: MakeEntry) -> None:
    queued = store.vault.put(b"queued")
    store.outbox.add([make_entry(blob=queued)])
    with store.database.writing() as connection:
        connection.execute("UPDATE outbox SET private = zeroblob(100)")
    assert (store.sweep(), store.vault.has(queued)) == (0, True)


def test_a_folder_that_was_never_used_is_new(tmp_path: Path) -> None:
    assert is_new(tmp_path / "store")


def test_a_folder_that_lost_its_database_is_not_new(tmp_path: Path, key: bytes) -> None:
    open_store(tmp_path, key).close()
    (tmp_path / DATABASE_NAME).unlink()
    assert not is_new(tmp_path)


def test_a_key_of_another_length_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        open_store(tmp_path / "store", b"short")
    assert not (tmp_path / "store").exists()


def test_the_folder_asks_backups_to_leave_it_out(store: CounterStore) -> None:
    assert (store.folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_the_owner_may_enter_the_folders(store: CounterStore) -> None:
    folders = (store.folder, store.folder / VAULT_NAME)
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700, 0o700]
