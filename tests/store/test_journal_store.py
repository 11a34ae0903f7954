"""The journal on disk: append-only, chained, and every tampering noticed or named as one that can't be."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import Breach, Deed, JournalHead, JournalNote, JournalVerdict
from app.domain.records import RecordKind
from app.store.counter_store import DATABASE_NAME, CounterStore, open_store
from app.store.database import Database
from app.store.journal import HEAD_NAME, Journal
from app.store.seal import Seal

FilesHolding = Callable[[Path, bytes], list[str]]
Tamper = Callable[[sqlite3.Connection], object]

KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROWS = 10
DROP_TRIGGERS = ("journal_keeps_its_rows", "journal_changes_no_row", "journal_grows_at_its_end")
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
NOTES = st.builds(
    JournalNote,
    st.sampled_from(Deed),
    st.datetimes(timezones=st.just(UTC)),
    TEXTS,
    st.none() | st.sampled_from(RecordKind),
    TEXTS,
    TEXTS,
)


def note(minute: int = 0, deed: Deed = Deed.PAGE_SENT) -> JournalNote:
    at = NOON + timedelta(minutes=minute)
    return JournalNote(deed, at, "kim", RecordKind.PATIENT, "pat_canary", f"img_canary{minute}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a closed journal of ten rows."""
    path = tmp_path / "private" / DATABASE_NAME
    with opened(path) as journal:
        journal.write(*(note(minute) for minute in range(ROWS)))
    return path


class opened:  # noqa: N801 - reads as a verb
    """A journal for a `with` block."""

    def __init__(self, path: Path, key: bytes = KEY) -> None:
        self._path, self._key = path, key

    def __enter__(self) -> Journal:
        self._database = Database(self._path)
        return Journal(self._database, Seal(self._key), self._key)

    def __exit__(self, *_: object) -> None:
        self._database.close()


def tampered(path: Path, tamper: Tamper) -> JournalVerdict:
    """What the journal says after somebody with the file, without the key, did this to it."""
    connection = sqlite3.connect(path)
    for trigger in DROP_TRIGGERS:
        connection.execute(f"DROP TRIGGER {trigger}")
    tamper(connection)
    connection.commit()
    connection.close()
    with opened(path) as journal:
        return journal.verify()


def statement(*statements: str) -> Tamper:
    return lambda connection: [connection.execute(one) for one in statements]


def test_every_note_comes_back_with_its_number(path: Path) -> None:
    with opened(path) as journal:
        found = [(entry.number, entry.note) for entry in journal.entries()]
    assert found == [(minute + 1, note(minute)) for minute in range(ROWS)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    with opened(tmp_path_factory.mktemp("journal") / "private" / DATABASE_NAME) as journal:
        yield journal


@given(notes=st.lists(NOTES, max_size=5))
def test_whatever_is_written_is_read_and_the_chain_holds(shared: Journal, notes: list[JournalNote]) -> None:
    before = shared.verify().rows
    shared.write(*notes)
    verdict = shared.verify()
    written = [entry.note for entry in shared.entries() if entry.number > before]
    assert (written, verdict.is_whole, verdict.rows) == (notes, True, before + len(notes))


def test_only_the_asked_time_is_told(path: Path) -> None:
    with opened(path) as journal:
        found = list(journal.entries(NOON + timedelta(minutes=3), NOON + timedelta(minutes=5)))
    assert [entry.number for entry in found] == [4, 5]


def test_an_empty_journal_is_whole(tmp_path: Path) -> None:
    with opened(tmp_path / "private" / DATABASE_NAME) as journal:
        assert (journal.verify().is_whole, journal.verify().head.number) == (True, 0)


def test_the_chain_goes_on_after_a_start(path: Path) -> None:
    with opened(path) as journal:
        journal.write(note(20))
    with opened(path) as journal:
        assert (journal.verify().is_whole, journal.verify().rows) == (True, ROWS + 1)


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE journal SET at_us = 0 WHERE number = 3",
        "DELETE FROM journal WHERE number = 10",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT 3, at_us, private, hash FROM journal WHERE number = 4",
        "INSERT INTO journal SELECT 0, at_us, private, hash FROM journal WHERE number = 4",
    ],
)
def test_the_table_only_grows_at_its_end(path: Path, forbidden: str) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(forbidden)
    connection.close()


def forge_the_head(connection: sqlite3.Connection) -> None:
    """Cuts the end and claims that row 8 was always the last; the code at its end can only be guessed."""
    connection.execute("DELETE FROM journal WHERE number > 8")
    eighth = connection.execute("SELECT hash FROM journal WHERE number = 8").fetchone()[0]
    forged = (8).to_bytes(8) + eighth + eighth
    connection.execute("UPDATE about SET value = ? WHERE name = ?", (forged, HEAD_NAME))


SWAP = (
    "UPDATE journal SET number = 99 WHERE number = 4",
    "UPDATE journal SET number = 4 WHERE number = 5",
    "UPDATE journal SET number = 5 WHERE number = 99",
)
CUT = "DELETE FROM journal WHERE number BETWEEN 4 AND 6"
COPY = "INSERT INTO journal SELECT {}, at_us, private, hash FROM journal WHERE number = {}"
TAMPERINGS: dict[str, tuple[Tamper, int, Breach]] = {
    "a time": (statement("UPDATE journal SET at_us = at_us + 1 WHERE number = 4"), 4, Breach.CHANGED),
    "a note": (statement("UPDATE journal SET private = zeroblob(90) WHERE number = 4"), 4, Breach.CHANGED),
    "a hash": (statement("UPDATE journal SET hash = zeroblob(32) WHERE number = 4"), 4, Breach.CHANGED),
    "a number": (statement("UPDATE journal SET number = 17 WHERE number = 10"), 10, Breach.MISSING),
    "two rows swapped": (statement(*SWAP), 4, Breach.CHANGED),
    "the middle cut": (statement(CUT), 4, Breach.MISSING),
    "the middle cut and closed up": (
        statement(CUT, "UPDATE journal SET number = number - 3 WHERE number > 6"),
        4,
        Breach.CHANGED,
    ),
    "the beginning cut": (statement("DELETE FROM journal WHERE number = 1"), 1, Breach.MISSING),
    "the end cut": (statement("DELETE FROM journal WHERE number > 8"), 9, Breach.MISSING),
    "all rows cut": (statement("DELETE FROM journal"), 1, Breach.MISSING),
    "a row added": (statement(COPY.format(11, 10)), 11, Breach.CHANGED),
    "a row put before": (statement(COPY.format(-1, 1)), 1, Breach.MISSING),
    "the head taken away": (statement(f"DELETE FROM about WHERE name = '{HEAD_NAME}'"), 11, Breach.NO_END),
    "the end cut under a forged head": (forge_the_head, 9, Breach.NO_END),
}


@pytest.mark.parametrize(("tamper", "broken_at", "breach"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_noticed(path: Path, tamper: Tamper, broken_at: int, breach: Breach) -> None:
    verdict = tampered(path, tamper)
    assert (verdict.broken_at, verdict.breach) == (broken_at, breach)


def test_a_chain_made_without_the_key_does_not_hold(path: Path, other_key: bytes) -> None:
    """The forger knows the code and has a key of his own."""
    forged = path.parent / "forged.db"
    with opened(forged, other_key) as journal:
        journal.write(*(note(minute) for minute in range(ROWS)))
    with opened(forged) as journal:
        assert journal.verify().broken_at == 1


def test_an_older_head_over_newer_rows_is_noticed(path: Path) -> None:
    connection = sqlite3.connect(path)
    older = connection.execute("SELECT value FROM about WHERE name = ?", (HEAD_NAME,)).fetchone()
    connection.close()
    with opened(path) as journal:
        journal.write(note(20))
    put_back = "UPDATE about SET value = ? WHERE name = ?"
    verdict = tampered(path, lambda connection: connection.execute(put_back, (*older, HEAD_NAME)))
    assert (verdict.broken_at, verdict.breach) == (ROWS + 1, Breach.NO_END)


@pytest.mark.parametrize(
    "tamper",
    [
        statement("DELETE FROM journal WHERE number > 8"),
        statement(f"DELETE FROM about WHERE name = '{HEAD_NAME}'"),
        statement("DELETE FROM journal"),
    ],
    ids=["the end cut", "the head taken away", "all rows cut"],
)
def test_writing_on_heals_no_break(path: Path, tamper: Tamper) -> None:
    before = tampered(path, tamper)
    with opened(path) as journal:
        journal.write(note(30))
        journal.write(note(31))
        after = journal.verify()
    assert (after.broken_at, after.rows) == (before.broken_at, before.rows + 2)


def test_an_older_file_put_back_can_not_be_noticed_from_itself(path: Path) -> None:
    """Named in the module's docstring: nothing in the file knows of a later one."""
    older = path.with_name("backup.db")
    shutil.copy(path, older)
    with opened(path) as journal:
        journal.write(note(20))
    older.replace(path)
    with opened(path) as journal:
        assert journal.verify().is_whole


def test_an_older_file_put_back_is_noticed_by_a_head_kept_elsewhere(path: Path) -> None:
    older = path.with_name("backup.db")
    shutil.copy(path, older)
    with opened(path) as journal:
        journal.write(note(20))
        known = journal.verify().head
    older.replace(path)
    with opened(path) as journal:
        assert journal.verify(known).breach is Breach.OTHER_PAST


def test_another_history_is_noticed_by_a_head_kept_elsewhere(path: Path) -> None:
    older = path.with_name("backup.db")
    shutil.copy(path, older)
    with opened(path) as journal:
        journal.write(note(20))
        known = journal.verify().head
    older.replace(path)
    with opened(path) as journal:
        journal.write(note(21), note(22))
        assert (journal.verify(known).breach, journal.verify(known).broken_at) == (Breach.OTHER_PAST, ROWS + 1)


def test_a_head_of_any_row_is_known_again(path: Path) -> None:
    with opened(path) as journal:
        heads = [entry.head for entry in journal.entries()]
        assert all(journal.verify(head).is_whole for head in [*heads, JournalHead(0, "")])


def test_a_row_that_can_not_be_read_hides_no_other(path: Path) -> None:
    tampered(path, statement("UPDATE journal SET private = zeroblob(60) WHERE number = 4"))
    with opened(path) as journal:
        deeds = [entry.note.deed for entry in journal.entries()]
    assert deeds == [Deed.PAGE_SENT] * 3 + [Deed.UNREADABLE] + [Deed.PAGE_SENT] * 6


def test_a_time_beyond_all_calendars_hides_no_row(path: Path) -> None:
    tampered(path, statement(f"UPDATE journal SET at_us = {2**62} WHERE number = 4"))
    with opened(path) as journal:
        assert len(list(journal.entries())) == ROWS


@pytest.mark.parametrize("canary", [b"pat_canary", b"img_canary", b"kim", b"PATIENT", b"PAGE_SENT"])
def test_nothing_of_a_note_is_readable_on_the_disk(path: Path, files_holding: FilesHolding, canary: bytes) -> None:
    assert files_holding(path.parent, canary) == []


def test_the_store_keeps_a_journal(store: CounterStore) -> None:
    store.journal.write(note())
    assert [entry.note for entry in store.journal.entries()] == [note()]


def test_a_store_that_is_opened_again_goes_on_with_it(tmp_path: Path, key: bytes) -> None:
    for _ in range(3):
        store = open_store(tmp_path, key, reserve_bytes=0)
        store.journal.write(note(deed=Deed.PROGRAM_STARTED))
        store.close()
    store = open_store(tmp_path, key, reserve_bytes=0)
    verdict = store.journal.verify()
    store.close()
    assert (verdict.is_whole, verdict.rows) == (True, 3)
