"""Where a store comes from: at home, copied, restored over, or roamed to another machine."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.parcels import OutboxEntry
from app.store.counter_store import DATABASE_NAME, CounterStore, open_store
from app.store.origin import NEXT_TALLY_NAME, TALLY_NAME, file_identity, machine_id

MakeEntry = Callable[..., OutboxEntry]
FilesHolding = Callable[[Path, bytes], list[str]]
KEY = bytes(range(32))
HERE = "4c4c4544004a3510"


def came_from_elsewhere(folder: Path, machine: str = HERE) -> bool:
    """Opens and closes the store: what does it say about where it was?"""
    store = open_store(folder, KEY, reserve_bytes=0, machine=machine)
    store.close()
    return store.came_from_elsewhere


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store that was used and closed here."""
    came_from_elsewhere(tmp_path / "store")
    return tmp_path / "store"


def write_over(source: Path, target: Path) -> None:
    """As a backup does that writes into the files that are there."""
    for file in (path for path in source.rglob("*") if path.is_file()):
        (target / file.relative_to(source)).write_bytes(file.read_bytes())


def test_a_new_store_is_at_home(tmp_path: Path) -> None:
    assert not came_from_elsewhere(tmp_path / "store")


def test_a_store_that_was_closed_here_is_at_home(folder: Path) -> None:
    assert [came_from_elsewhere(folder) for _ in range(3)] == [False] * 3


def test_a_store_that_was_not_closed_is_at_home(folder: Path) -> None:
    crashed: CounterStore = open_store(folder, KEY, reserve_bytes=0, machine=HERE)
    try:
        assert not came_from_elsewhere(folder)
    finally:
        crashed.close()


def test_another_machine_is_noticed_once(folder: Path) -> None:
    assert [came_from_elsewhere(folder, "another") for _ in range(3)] == [True, False, False]


def test_a_machine_that_can_not_be_told_is_not_compared(folder: Path) -> None:
    assert [came_from_elsewhere(folder, machine) for machine in ("", HERE, "another")] == [False, False, True]


def test_a_copied_folder_is_noticed_once(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert [came_from_elsewhere(tmp_path / "copy") for _ in range(2)] == [True, False]


def test_a_folder_is_at_home_after_it_was_copied_from(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert not came_from_elsewhere(folder)


def test_a_folder_that_was_only_renamed_is_at_home(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "renamed")
    assert not came_from_elsewhere(tmp_path / "renamed")


def test_a_restored_folder_is_noticed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "backup")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    assert came_from_elsewhere(folder)


def test_an_older_state_written_over_in_place_is_noticed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "backup")
    came_from_elsewhere(folder)
    write_over(tmp_path / "backup", folder)
    assert came_from_elsewhere(folder)


def test_an_older_database_alone_written_over_in_place_is_noticed(folder: Path, tmp_path: Path) -> None:
    older = (folder / DATABASE_NAME).read_bytes()
    came_from_elsewhere(folder)
    (folder / DATABASE_NAME).write_bytes(older)
    assert came_from_elsewhere(folder)


def test_a_lost_tally_is_noticed_once(folder: Path) -> None:
    (folder / TALLY_NAME).unlink()
    assert [came_from_elsewhere(folder) for _ in range(2)] == [True, False]


def test_a_crash_before_the_new_tally_was_put_in_its_place_is_no_journey(folder: Path) -> None:
    (folder / TALLY_NAME).rename(folder / NEXT_TALLY_NAME)
    (folder / TALLY_NAME).write_bytes(b"the one before")
    assert [came_from_elsewhere(folder) for _ in range(2)] == [False, False]


def test_a_crash_before_the_new_tally_was_noted_is_no_journey(folder: Path) -> None:
    (folder / NEXT_TALLY_NAME).write_bytes(b"one that no row knows")
    assert [came_from_elsewhere(folder) for _ in range(2)] == [False, False]


def test_a_store_without_a_mark_counts_as_at_home(folder: Path) -> None:
    store = open_store(folder, KEY, reserve_bytes=0, machine=HERE)
    with store.database.writing() as connection:
        connection.execute("DELETE FROM about WHERE name = 'origin'")
    store.close()
    assert not came_from_elsewhere(folder)


def test_the_machine_is_not_named_on_the_disk(folder: Path, files_holding: FilesHolding) -> None:
    assert files_holding(folder, HERE.encode()) == []


def test_the_machine_is_called_the_same_each_time() -> None:
    assert machine_id() == machine_id()


def test_a_file_keeps_its_identity_when_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    before = file_identity(file)
    file.write_bytes(b"two")
    assert file_identity(file) == before


def test_a_copy_has_an_identity_of_its_own(tmp_path: Path) -> None:
    file, copy = tmp_path / "file", tmp_path / "copy"
    file.write_bytes(b"one")
    shutil.copy2(file, copy)
    assert file_identity(file) != file_identity(copy)
