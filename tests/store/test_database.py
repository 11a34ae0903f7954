"""The database file: its settings, its steps, and its failures in words."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import StorageFull, StoreDamaged
from app.store.database import Database
from app.store.schema import MIGRATIONS

ONE_TABLE = ("CREATE TABLE notes (text TEXT)",)
TWO_STEPS = (ONE_TABLE, ("ALTER TABLE notes ADD COLUMN colour TEXT", "UPDATE notes SET colour = 'red'"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "counter.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(path, [ONE_TABLE])
    yield opened
    opened.close()


def write(database: Database, text: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def write_and_break_off(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES ('half')")
        raise RuntimeError("the plug was pulled")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("fullfsync", 1),
        ("temp_store", 2),
    ],
)
def test_it_is_opened_so_that_nothing_is_lost_and_nothing_left(database: Database, setting: str, value: object) -> None:
    assert database.rows(f"PRAGMA {setting}") == [(value,)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_the_owner_may_read_its_files(database: Database, path: Path) -> None:
    write(database, "a note")
    rights = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert rights == {"counter.db": 0o600, "counter.db-wal": 0o600, "counter.db-shm": 0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_the_owner_may_enter_its_folder(database: Database, path: Path) -> None:
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_block_that_raises_is_undone_whole(database: Database) -> None:
    with pytest.raises(RuntimeError):
        write_and_break_off(database)
    assert database.rows("SELECT * FROM notes") == []


def test_what_was_written_is_there_after_opening_it_again(path: Path) -> None:
    first = Database(path, [ONE_TABLE])
    write(first, "a note")
    first.close()
    second = Database(path, [ONE_TABLE])
    found = second.rows("SELECT text FROM notes")
    second.close()
    assert found == [("a note",)]


def test_an_older_database_is_brought_up_to_date(path: Path) -> None:
    old = Database(path, [ONE_TABLE])
    write(old, "a note")
    old.close()
    new = Database(path, TWO_STEPS)
    found = new.rows("SELECT text, colour FROM notes")
    new.close()
    assert found == [("a note", "red")]


def test_a_step_that_fails_leaves_the_schema_before_it(path: Path) -> None:
    Database(path, [ONE_TABLE]).close()
    with pytest.raises(StoreDamaged):
        Database(path, [ONE_TABLE, ("CREATE TABLE more (x)", "CREATE TABLE notes (x)")])
    again = Database(path, [ONE_TABLE])
    tables = again.rows("SELECT name FROM sqlite_schema")
    again.close()
    assert tables == [("notes",)]


def test_a_newer_database_is_refused(path: Path) -> None:
    Database(path, TWO_STEPS).close()
    with pytest.raises(StoreDamaged, match="newer CounterScan"):
        Database(path, [ONE_TABLE])


def test_a_newer_database_is_not_changed(path: Path) -> None:
    Database(path, TWO_STEPS).close()
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        Database(path, [ONE_TABLE])
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_damage_and_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but somebody's file " * 100)
    with pytest.raises(StoreDamaged):
        Database(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_database_with_a_broken_page_is_damage(path: Path) -> None:
    first = Database(path, [ONE_TABLE])
    for _ in range(200):
        write(first, "a note " * 20)
    first.close()
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096)
    with pytest.raises(StoreDamaged):
        Database(path, [ONE_TABLE])


def test_a_full_disk_is_said_in_words(database: Database) -> None:
    pages = str(database.rows("PRAGMA page_count")[0][0])
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFull):
        write(database, "x" * 100_000)


def test_a_full_disk_keeps_what_was_there(database: Database) -> None:
    write(database, "a note")
    pages = str(database.rows("PRAGMA page_count")[0][0])
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFull):
        write(database, "x" * 100_000)
    assert database.rows("SELECT text FROM notes") == [("a note",)]


def test_a_lock_held_by_another_program_is_said_in_words(database: Database, path: Path) -> None:
    database.rows("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreDamaged, match="Another program"):
            write(database, "a note")
    finally:
        other.close()


def test_deleted_text_is_in_no_file_once_the_traces_are_cleared(database: Database, path: Path) -> None:
    write(database, "Maria Alvarez")
    with database.writing() as connection:
        connection.execute("DELETE FROM notes")
    database.clear_traces()
    assert not any(b"Maria" in file.read_bytes() for file in path.parent.iterdir())


def test_deleted_text_would_stay_if_the_traces_were_not_cleared(database: Database, path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    write(database, "Maria Alvarez")
    with database.writing() as connection:
        connection.execute("DELETE FROM notes")
    assert any(b"Maria" in file.read_bytes() for file in path.parent.iterdir())


def test_the_schema_of_today_can_be_made(path: Path) -> None:
    database = Database(path)
    version = database.rows("PRAGMA user_version")
    database.close()
    assert version == [(len(MIGRATIONS),)]
