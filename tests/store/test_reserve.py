"""The reserve: really allocated, given up on a full disk for what is queued and for nothing else."""

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.drafts import DeskDraft
from app.domain.errors import StorageFull
from app.domain.journal import Deed, JournalNote
from app.domain.parcels import OutboxEntry, Stage, UploadReceipt
from app.store.counter_store import CounterStore, open_store
from app.store.receipts import kept_receipt
from app.store.reserve import RESERVE_NAME, Reserve

MakeEntry = Callable[..., OutboxEntry]
MakeDisk = Callable[[int], Path]

KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZE_BYTES = 300_000
PAGE_BYTES = 20_000
DISK_SIZES_KB = (*range(8, 1_000, 62), *range(1_000, 5_000, 450))
"""From one that holds not even an empty database to one that holds some 200 pages."""

ROOMY_KB = 3_000
MOST_PAGES = 300


@pytest.fixture
def make_disk(tmp_path: Path) -> Iterator[MakeDisk]:
    """Makes a disk of so many KiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    places: list[Path] = []

    def make(size_kb: int) -> Path:
        place = tmp_path / f"disk{size_kb}"
        place.mkdir()
        size = f"size={size_kb}k,mode=700"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", place], check=False, capture_output=True)
        if mounted.returncode != 0:
            pytest.skip("this machine allows no small disk")
        places.append(place)
        return place

    yield make
    for place in places:
        subprocess.run(["umount", place], check=True)


@contextlib.contextmanager
def opened(folder: Path, reserve_bytes: int = SIZE_BYTES) -> Iterator[CounterStore]:
    store = open_store(folder, KEY, reserve_bytes=reserve_bytes)
    try:
        yield store
    finally:
        store.close()


def fill(disk: Path) -> Path:
    """Takes all the room that is left, to the last byte, and returns the file that did it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size_bytes in (100_000, 4_096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size_bytes))
    return filler


def queue_until_full(store: CounterStore, make_entry: MakeEntry) -> list[OutboxEntry]:
    """The entries that were acknowledged, until the disk refused one."""
    acknowledged: list[OutboxEntry] = []
    with contextlib.suppress(StorageFull):
        for number in range(MOST_PAGES):
            blob = store.vault.put(secrets.token_bytes(PAGE_BYTES))
            entry = make_entry(number, blob=blob)
            store.outbox.add([entry])
            acknowledged.append(entry)
    return acknowledged


def deliver(store: CounterStore, entry: OutboxEntry) -> None:
    """All that the courier writes down for one page."""
    receipt = UploadReceipt("img_1", NOON, NOON)
    store.outbox.save(replace(entry, stage=Stage.SENDING, sends=1))
    store.journal.write(JournalNote(Deed.PAGE_SENT, NOON, "kim", entry.record.kind, entry.record.id, entry.id))
    store.outbox.save(replace(entry, stage=Stage.CONFIRMING, sends=1, receipt=receipt))
    delivered = replace(entry, stage=Stage.DELIVERED, sends=1, receipt=receipt)
    store.outbox.save(delivered)
    store.receipts.add(kept_receipt(delivered, receipt))
    store.journal.write(JournalNote(Deed.PAGE_DELIVERED, NOON, "kim", entry.record.kind, entry.record.id, "img_1"))


def acknowledged_on_a_full_disk(
    disk: Path, make_entry: MakeEntry, reserve_bytes: int = SIZE_BYTES
) -> list[OutboxEntry]:
    """A store in which pages wait, on a disk that was then filled to the last byte by somebody else."""
    acknowledged: list[OutboxEntry] = []
    with contextlib.suppress(StorageFull), opened(disk / "store", reserve_bytes) as store:
        acknowledged = queue_until_full(store, make_entry)
    fill(disk)
    return acknowledged


def test_the_reserve_is_really_allocated(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, SIZE_BYTES)
    assert reserve.ensure()
    assert (tmp_path / RESERVE_NAME).stat().st_blocks * 512 >= SIZE_BYTES


def test_a_reserve_that_is_there_is_known_again(tmp_path: Path) -> None:
    Reserve(tmp_path, SIZE_BYTES).ensure()
    assert Reserve(tmp_path, SIZE_BYTES).is_whole


def test_a_reserve_that_a_copy_made_hollow_is_laid_again(tmp_path: Path) -> None:
    with (tmp_path / RESERVE_NAME).open("wb") as file:
        file.truncate(SIZE_BYTES)
    reserve = Reserve(tmp_path, SIZE_BYTES)
    assert (reserve.is_whole, reserve.ensure()) == (False, True)
    assert (tmp_path / RESERVE_NAME).stat().st_blocks * 512 >= SIZE_BYTES


def test_a_reserve_of_another_size_is_laid_again(tmp_path: Path) -> None:
    Reserve(tmp_path, SIZE_BYTES).ensure()
    Reserve(tmp_path, 2 * SIZE_BYTES).ensure()
    assert (tmp_path / RESERVE_NAME).stat().st_size == 2 * SIZE_BYTES


def test_a_released_reserve_is_gone(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, SIZE_BYTES)
    reserve.ensure()
    assert (reserve.release(), reserve.is_whole, list(tmp_path.iterdir())) == (True, False, [])


def test_it_can_be_released_once(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, SIZE_BYTES)
    reserve.ensure()
    assert [reserve.release(), reserve.release()] == [True, False]


def test_none_at_all_is_always_whole(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path, 0)
    assert (reserve.ensure(), reserve.release(), list(tmp_path.iterdir())) == (True, False, [])


@pytest.mark.parametrize(("disk_kb", "is_laid"), [(700, True), (500, False), (200, False)])
def test_it_never_takes_the_last_of_the_space(make_disk: MakeDisk, disk_kb: int, is_laid: bool) -> None:
    disk = make_disk(disk_kb)
    assert (Reserve(disk, SIZE_BYTES).ensure(), len(list(disk.iterdir()))) == (is_laid, int(is_laid))


def test_the_disk_gets_its_room_back(make_disk: MakeDisk) -> None:
    disk = make_disk(1_000)
    reserve = Reserve(disk, SIZE_BYTES)
    reserve.ensure()
    fill(disk)
    reserve.release()
    (disk / "ours").write_bytes(bytes(SIZE_BYTES - 8_192))
    assert (disk / "ours").exists()


def test_it_is_laid_again_when_space_came_back(make_disk: MakeDisk) -> None:
    disk = make_disk(1_000)
    reserve = Reserve(disk, SIZE_BYTES)
    reserve.ensure()
    filler = fill(disk)
    reserve.release()
    before = reserve.ensure()
    filler.unlink()
    assert (before, reserve.ensure()) == (False, True)


@pytest.mark.parametrize("disk_kb", DISK_SIZES_KB)
def test_on_a_full_disk_what_was_acknowledged_is_there(
    make_disk: MakeDisk, make_entry: MakeEntry, disk_kb: int
) -> None:
    disk = make_disk(disk_kb)
    acknowledged = acknowledged_on_a_full_disk(disk, make_entry)
    if acknowledged:
        with opened(disk / "store") as store:
            assert list(store.outbox.entries()) == acknowledged
            assert [len(store.vault.get(entry.payload.blob)) for entry in acknowledged] == [PAGE_BYTES] * len(
                acknowledged
            )


@pytest.mark.parametrize("disk_kb", DISK_SIZES_KB)
def test_on_a_full_disk_what_was_acknowledged_still_leaves(
    make_disk: MakeDisk, make_entry: MakeEntry, disk_kb: int
) -> None:
    disk = make_disk(disk_kb)
    acknowledged = acknowledged_on_a_full_disk(disk, make_entry)
    if acknowledged:
        with opened(disk / "store") as store:
            for entry in acknowledged:
                deliver(store, entry)
            for blob in store.outbox.forget_delivered(NOON + timedelta(days=1)):
                store.vault.erase(blob)
            assert (store.outbox.entries(), store.journal.verify().is_whole) == ((), True)


@pytest.mark.parametrize("disk_kb", DISK_SIZES_KB)
def test_on_a_disk_that_fills_while_we_work_every_page_still_leaves(
    make_disk: MakeDisk, make_entry: MakeEntry, disk_kb: int
) -> None:
    disk = make_disk(disk_kb)
    with contextlib.ExitStack() as stack:
        try:
            store = stack.enter_context(opened(disk / "store"))
        except StorageFull:
            return  # nothing was acknowledged
        acknowledged = queue_until_full(store, make_entry)
        fill(disk)
        for entry in acknowledged:
            deliver(store, entry)
        assert {entry.stage for entry in store.outbox.entries()} <= {Stage.DELIVERED}


def test_without_a_reserve_a_full_disk_would_stop_it(make_disk: MakeDisk, make_entry: MakeEntry) -> None:
    """The naive variant: it shows that the test above can fail."""
    disk = make_disk(ROOMY_KB)
    acknowledged = acknowledged_on_a_full_disk(disk, make_entry, reserve_bytes=0)
    with pytest.raises(StorageFull), opened(disk / "store", reserve_bytes=0) as store:
        deliver(store, acknowledged[0])


@pytest.fixture
def short_store(make_disk: MakeDisk, make_entry: MakeEntry) -> Iterator[CounterStore]:
    """A store that has given up its reserve."""
    disk = make_disk(ROOMY_KB)
    with opened(disk / "store") as store:
        entry = make_entry("first", blob=store.vault.put(b"a page"))
        store.outbox.add([entry])
        store.database.clear_traces()  # else its log is room enough
        fill(disk)
        deliver(store, entry)
        assert not store.reserve.is_whole
        yield store


def test_a_new_page_is_refused_though_the_reserve_left_room(short_store: CounterStore) -> None:
    with pytest.raises(StorageFull):
        short_store.vault.put(b"a small page")


def test_a_new_entry_is_refused_though_the_reserve_left_room(short_store: CounterStore, make_entry: MakeEntry) -> None:
    with pytest.raises(StorageFull):
        short_store.outbox.add([make_entry(2)])


def test_a_hand_over_is_refused_though_the_reserve_left_room(short_store: CounterStore, make_entry: MakeEntry) -> None:
    with pytest.raises(StorageFull):
        short_store.hand_over([make_entry(2)], DeskDraft((), None))


def test_a_page_that_is_fitted_again_for_its_entry_may_use_it(short_store: CounterStore) -> None:
    assert short_store.vault.has(short_store.vault.put(b"smaller", is_queued=True))


def test_new_pages_never_use_the_reserve(make_disk: MakeDisk, make_entry: MakeEntry) -> None:
    with opened(make_disk(ROOMY_KB) / "store") as store:
        assert queue_until_full(store, make_entry)
        assert store.reserve.is_whole


def test_once_the_space_is_back_new_pages_are_taken_again(short_store: CounterStore, make_entry: MakeEntry) -> None:
    (short_store.folder.parent / "filler").unlink()
    short_store.outbox.add([make_entry(2)])
    assert short_store.reserve.is_whole


def test_once_the_space_is_back_the_next_move_lays_the_reserve(short_store: CounterStore) -> None:
    (short_store.folder.parent / "filler").unlink()
    short_store.journal.write(JournalNote(Deed.PROGRAM_ENDED, NOON))
    assert short_store.reserve.is_whole


def test_erasing_works_on_a_full_disk(make_disk: MakeDisk, make_entry: MakeEntry) -> None:
    disk = make_disk(ROOMY_KB)
    with opened(disk / "store") as store:
        entry = make_entry(blob=store.vault.put(b"a page"))
        store.outbox.add([entry])
        store.database.clear_traces()
        fill(disk)
        for blob in store.outbox.drop(entry.id):
            store.vault.erase(blob)
        assert not store.vault.has(entry.payload.blob)


def test_the_store_lays_its_reserve_when_it_is_opened(tmp_path: Path) -> None:
    with opened(tmp_path / "store"):
        assert (tmp_path / "store" / RESERVE_NAME).stat().st_size == SIZE_BYTES
