"""One SQLite file, opened so that what is committed survives a power cut and what is deleted is gone."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from app.domain.errors import AppError, Problem, StorageFull, StoreDamaged
from app.store.durable import STORAGE_FULL, disk_errors_in_words, flush_folder
from app.store.private_folder import make_private_folder
from app.store.reserve import Reserve
from app.store.schema import MIGRATIONS, Migration

BUSY_WAIT_MS = 5_000
"""How long to wait for a lock: only a virus scanner or a backup can hold one, since one program runs per outbox."""

ROOM_NEEDED_BYTES = 1_000_000
"""With less free than this, a failed write of SQLite's is a full disk, whatever code it came with."""

_SETTINGS = (
    f"PRAGMA busy_timeout = {BUSY_WAIT_MS}",
    "PRAGMA synchronous = FULL",  # each commit is flushed; NORMAL lost pages in simulated power cuts (reliability.md)
    "PRAGMA fullfsync = ON",  # macOS only, ignored elsewhere
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",  # deleted rows are overwritten with zeroes
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # no temporary file that nobody erases
    "PRAGMA trusted_schema = OFF",
)
Column = str | int | bytes | None
Row = tuple[Column, ...]
Result = TypeVar("Result")


class Database:
    """A connection for the thread that opened it. Every method raises only StorageFull and StoreDamaged."""

    def __init__(
        self, path: Path, migrations: Sequence[Migration] = MIGRATIONS, *, reserve: Reserve | None = None
    ) -> None:
        """Opens `path`, or makes it, and brings its tables up to date; refuses one of a newer CounterScan.

        `reserve` is given up where the disk is too full for the opening, for `write` or for `clear_traces`.
        """
        self._reserve = Reserve(path.parent, 0) if reserve is None else reserve
        with disk_errors_in_words():
            make_private_folder(path.parent)
            if not path.exists():
                path.touch(mode=0o600)  # SQLite gives its -wal and -shm files the same rights
                flush_folder(path.parent)
        self._path = path
        self._reserve.even_when_full(lambda: self._open(migrations))

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block ends, undone whole when it raises. A full disk refuses it."""
        with self._errors_in_words(), _transaction(self._connection):
            yield self._connection

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """One transaction that has to get through, a full disk or not; `work` may be done more than once.

        For what moves the outbox along; what takes something new in uses `writing`. A full disk is met by emptying the
        write-ahead log (it may be 4 MB long) into the main file, which may have to grow for that, in the room of the
        reserve. Until the reserve can be laid again the log is kept short.
        """
        try:
            done = self._once(work)
        except StorageFull:
            with contextlib.suppress(StorageFull):
                self.clear_traces()
            done = self._reserve.even_when_full(lambda: self._once(work))
        if not self._reserve.is_whole:
            with contextlib.suppress(AppError):  # what is committed must not be told as failed
                self._checkpoint()
                self._reserve.ensure()
        return done

    def refuse_new(self) -> None:
        """Raises StorageFull while the reserve is in use: what is left of the disk is for what is queued already."""
        self._reserve.refuse_new()

    def rows(self, question: str, values: Sequence[Column] = ()) -> list[Row]:
        """What a SELECT finds."""
        with self._errors_in_words():
            return self._connection.execute(question, values).fetchall()

    def clear_traces(self) -> None:
        """After deleting: moves all into the main file, where deleted rows are zeroes, and empties the WAL."""
        self._reserve.even_when_full(self._checkpoint)

    def close(self) -> None:
        """Closes the file; SQLite takes its WAL away."""
        with self._errors_in_words():
            self._connection.close()

    def _once(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        with self.writing() as connection:
            return work(connection)

    def _checkpoint(self) -> None:
        with self._errors_in_words():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _open(self, migrations: Sequence[Migration]) -> None:
        with self._errors_in_words():
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            try:
                self._set_up(migrations)
            except BaseException:
                self._connection.close()
                raise

    def _set_up(self, migrations: Sequence[Migration]) -> None:
        connection = self._connection
        for setting in _SETTINGS:
            connection.execute(setting)
        _refuse_newer(connection, len(migrations))  # before anything that writes
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise damaged("SQLite's quick check found a fault")
        _migrate(connection, migrations)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # a crash may have come before ours
        flush_folder(self._path.parent)  # the names of the file and of its WAL

    @contextlib.contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        """A constraint or a wrong statement is our own mistake and passes as it is."""
        try:
            with disk_errors_in_words():
                yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
            raise
        except sqlite3.DatabaseError as error:
            raise self._in_words(error) from error

    def _in_words(self, error: sqlite3.DatabaseError) -> AppError:
        code = getattr(error, "sqlite_errorcode", None)  # missing where the module itself raised
        name = str(getattr(error, "sqlite_errorname", type(error).__name__))
        if code is None:
            return damaged(str(error))
        primary = code & 0xFF
        is_short = primary == sqlite3.SQLITE_IOERR and shutil.disk_usage(self._path.parent).free < ROOM_NEEDED_BYTES
        if primary == sqlite3.SQLITE_FULL or is_short:
            return StorageFull(STORAGE_FULL)
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StoreDamaged(
                Problem("Another program is using the list of waiting pages", "Close it, then start again", name)
            )
        return damaged(name)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite may have undone it itself
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(connection: sqlite3.Connection, known: int) -> None:
    version = _version(connection)
    if version > known:
        raise StoreDamaged(
            Problem(
                "The list of waiting pages was written by a newer CounterScan",
                "Start the newer CounterScan; nothing was changed",
                f"schema {version}, {known} known",
            )
        )


def _migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Each step and its version number are one transaction: a crash leaves a whole schema, old or new."""
    for version in range(_version(connection) + 1, len(migrations) + 1):
        with _transaction(connection):
            for statement in migrations[version - 1]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")


def damaged(detail: str) -> StoreDamaged:
    """The file of the waiting pages is not what it should be; `detail` is for the log."""
    return StoreDamaged(
        Problem(
            "The list of waiting pages can't be read or written",
            "Tell your IT before anything is deleted; the disk may be failing",
            detail,
        )
    )
