"""The worklist on the disk: one a store, sealed, a day at most."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.records import Record, RecordKind
from app.domain.worklist import Worklist
from app.domain.worklist_text import Wanted
from app.store.counter_store import CounterStore
from app.store.database import Database
from app.store.schema import MIGRATIONS

HERE, THERE = "https://lakeside.drxapp.com", "https://hillside.drxapp.com"
WANTED = (Wanted("pat_12345", RecordKind.PATIENT), Wanted("b209827:a5g", None, is_label=True))


def made(at: datetime) -> Worklist:
    return Worklist().with_more(WANTED, at)


def test_a_list_is_the_same_after_it_was_kept(store: CounterStore, morning: datetime, patient: Record) -> None:
    worklist = made(morning)
    named = worklist.named(worklist.items[0].key, patient).skipping(worklist.items[1].key)
    store.worklists.save(named, HERE)
    assert store.worklists.load(morning, HERE) == named


def test_the_last_one_that_was_kept_counts(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning), HERE)
    shorter = made(morning).without(made(morning).items[0].key)
    store.worklists.save(shorter, HERE)
    assert store.worklists.load(morning, HERE) == shorter


def test_each_store_has_its_own(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning), HERE)
    assert store.worklists.load(morning, THERE) == Worklist()


def test_after_a_day_it_is_forgotten_and_has_no_row_left(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning), HERE)
    assert store.worklists.load(morning + timedelta(days=1, seconds=1), THERE) == Worklist()
    assert store.database.rows("SELECT * FROM worklists") == []


def test_a_list_of_a_clock_that_was_wrong_does_not_stay_for_ever(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning + timedelta(days=400)), HERE)
    assert store.worklists.load(morning, HERE) == Worklist()


def test_a_list_without_lines_leaves_no_row(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning), HERE)
    store.worklists.save(Worklist(), HERE)
    assert store.database.rows("SELECT * FROM worklists") == []


def test_a_damaged_list_is_forgotten(store: CounterStore, morning: datetime) -> None:
    store.worklists.save(made(morning), HERE)
    with store.database.writing() as connection:
        connection.execute("UPDATE worklists SET private = zeroblob(100)")
    assert store.worklists.load(morning, HERE) == Worklist()
    assert store.database.rows("SELECT * FROM worklists") == []


def test_nothing_of_it_can_be_read_on_the_disk(
    store: CounterStore, morning: datetime, files_holding: Callable[[Path, bytes], list[str]]
) -> None:
    store.worklists.save(made(morning), HERE)
    assert [files_holding(store.folder, needle) for needle in (b"pat_12345", b"b209827", b"lakeside")] == [[], [], []]


def test_a_database_of_before_worklists_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    Database(path, MIGRATIONS[:4]).close()
    newer = Database(path, MIGRATIONS)
    assert newer.rows("SELECT * FROM worklists") == []
    newer.close()
