"""All that a counter keeps on its disk, opened and closed as one."""

import contextlib
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.drafts import DeskDraft
from app.domain.errors import AppError, Problem, StoreDamaged
from app.domain.journal import JournalNote
from app.domain.pages import BlobRef
from app.domain.parcels import EntryId, OutboxEntry
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.durable import disk_errors_in_words
from app.store.journal import Journal
from app.store.keys import KEY_CHECK_NAME, key_check, refuse_another_key
from app.store.origin import Origin, machine_id
from app.store.outbox import OnDisk, Outbox
from app.store.private_folder import flush_names_above, keep_out_of_searches, make_private_folder
from app.store.receipts import Receipts
from app.store.recents import Recents
from app.store.reserve import RESERVE_BYTES, Reserve
from app.store.seal import Seal
from app.store.sent import Sent
from app.store.taken import NONE_TAKEN, JustTaken, Taken
from app.store.vault import Vault
from app.store.worklists import Worklists

DATABASE_NAME = "counter.db"
VAULT_NAME = "pages.noindex"
"""macOS leaves a folder of that ending out of its search."""

_SEALED_ROWS = tuple(f"SELECT 1 FROM {table} LIMIT 1" for table in ("outbox", "desk", "desk_items", "journal"))  # noqa: S608
"""Where there is one of these, there was a key."""


@dataclass(frozen=True, slots=True)
class CounterStore:
    """What is kept, in its parts. Belongs to the thread that opened it.

    Order matters where two parts are touched: bytes go in before the row that names them, and a row goes before its
    bytes are erased. A crash in between leaves an orphan, which the sweep at the next start takes away; the other way
    round it would leave a row without its page. One blob can serve a page on the desk and an entry (a picture that is
    sent as it came), so whoever erases or sweeps asks both.

    `came_from_elsewhere`: it was copied, restored or roamed since it was closed (`origin` says how well that is known),
    so what it lists as unsent may have been sent by another.
    """

    folder: Path
    database: Database
    vault: Vault
    outbox: Outbox
    receipts: Receipts
    recents: Recents
    drafts: Drafts
    journal: Journal
    taken: Taken
    worklists: Worklists
    sent: Sent
    reserve: Reserve
    came_from_elsewhere: bool

    def sweep(self, also_keep: Collection[BlobRef] = (), *, waiting: OnDisk | None = None) -> int:
        """Takes away what a crash left in the vault; `also_keep` is what else the desk needs. For the start only.

        `waiting` is what the outbox was read as in this very start, where it was. While a row is damaged its page is
        still wanted, and nobody knows which one it is, so nothing is swept. Returns how many files went; raises
        StorageFull or StoreDamaged.
        """
        waiting = waiting or self.outbox.read()
        if waiting.unreadable or self.drafts.unreadable():
            return 0
        kept = {entry.payload.blob for entry in waiting.entries}
        return self.vault.sweep(kept | self.drafts.blobs() | set(also_keep))

    def save(self, entry: OutboxEntry, notes: Sequence[JournalNote]) -> bool:
        """Writes a moved entry down and what the journal says of it, in one transaction: neither is ever without the
        other. Returns whether the journal took it; else raises as `Outbox.save` does.
        """
        return self.outbox.save(entry, lambda connection: self.journal.write_beside(connection, *notes))

    def drop(self, id_: EntryId, notes: Sequence[JournalNote]) -> bool:
        """Forgets an entry, with the journal as in `save`. Its blob is the caller's to erase."""

        def forget(connection: sqlite3.Connection) -> bool:
            self.outbox.drop_within(connection, [id_])
            return self.journal.write_beside(connection, *notes)

        is_noted = self.database.write(forget)
        self.database.clear_traces()
        return is_noted

    def hand_over(
        self,
        entries: Sequence[OutboxEntry],
        desk: DeskDraft | None,
        notes: Sequence[JournalNote] = (),
        taken: JustTaken = NONE_TAKEN,
    ) -> bool:
        """Takes pages from the desk into the outbox; `desk` is what stays there, None where none is kept.

        In one transaction, with the journal as in `save` and the files of a hot folder that are `taken` by that: in
        two, a crash in between would leave a page in the outbox and on the desk that comes back, or in the folder, to
        be sent twice. Raises as `Outbox.add` does; then nothing has changed.
        """
        self.database.refuse_new()
        with self.database.writing() as connection:
            self.outbox.add_within(connection, entries)
            if desk is not None:
                self.drafts.save_within(connection, desk)
            self.taken.put_within(connection, taken)
            is_noted = self.journal.write_beside(connection, *notes)
        if desk is not None:
            with contextlib.suppress(AppError):  # they are in: a failure told now would have them sent twice
                self.database.clear_traces()
        return is_noted

    def save_desk(self, desk: DeskDraft, taken: JustTaken) -> None:
        """Writes the desk down, and which files of the hot folder have their pages on it, in one transaction.

        Raises as `Drafts.save` does; then nothing has changed.
        """
        with self.database.writing() as connection:
            has_removed = self.drafts.save_within(connection, desk)
            self.taken.put_within(connection, taken)
        if has_removed:
            with contextlib.suppress(AppError):  # it is in: a failure told now would not be true
                self.database.clear_traces()

    def take_back(self, entries: Sequence[OutboxEntry], desk: DeskDraft, notes: Sequence[JournalNote] = ()) -> bool:
        """Takes pages from the outbox back onto the desk; `desk` is how it lies then. Both in one transaction.

        In two, a crash in between would lose the pages, or leave them in both places. The caller has made sure that
        none has begun to leave. Raises StorageFull and StoreDamaged; then nothing has changed.
        """
        with self.database.writing() as connection:
            self.outbox.drop_within(connection, [entry.id for entry in entries])
            self.drafts.save_within(connection, desk)
            is_noted = self.journal.write_beside(connection, *notes)
        with contextlib.suppress(AppError):  # they are back: a failure told now would not be true
            self.database.clear_traces()
        return is_noted

    def drop_draft(self) -> None:
        """Forgets the desk that was kept, and erases the originals that the outbox does not need."""
        freed = self.drafts.readable_blobs()
        self.drafts.clear()
        if not self.outbox.unreadable():
            for blob in freed - self.outbox.blobs():
                self.vault.erase(blob)

    def close(self) -> None:
        """Closes the database; in the thread that opened it."""
        self.database.close()


def open_store(
    folder: Path, key: bytes, *, reserve_bytes: int = RESERVE_BYTES, machine: str | None = None
) -> CounterStore:
    """Opens or makes the store in `folder`; `key` is the master key, 32 bytes. One program per folder at a time.

    `reserve_bytes` is how much of the disk is held back for what is queued (0: nothing); `machine` is what this machine
    is called, where that is not to be asked of the system.

    Raises KeyMissing where another key locked it, StoreDamaged where it can't be read, is of a newer CounterScan, or
    where the database is gone while pages are still there; StorageFull. What is there is not changed in these cases.
    """
    seal = Seal(key)
    with disk_errors_in_words():
        make_private_folder(folder)
        flush_names_above(folder)
        keep_out_of_searches(folder)
    reserve = Reserve(folder, reserve_bytes)
    vault = Vault(folder / VAULT_NAME, key, reserve)
    if not vault.is_empty and not (folder / DATABASE_NAME).exists():
        raise StoreDamaged(
            Problem(
                "The list of waiting pages is missing, but pages are there",
                "Tell your IT before anything is deleted: the file must come back",
                f"{DATABASE_NAME} is missing",
            )
        )
    database = Database(folder / DATABASE_NAME, reserve=reserve)
    try:
        _check_key(database, key)
        origin = Origin(database, folder / DATABASE_NAME, seal.marks, machine_id() if machine is None else machine)
        came_from_elsewhere = origin.check_in()
        reserve.ensure()
    except BaseException:
        database.close()
        raise
    return CounterStore(
        folder,
        database,
        vault,
        Outbox(database, seal),
        Receipts(database, seal),
        Recents(database, seal),
        Drafts(database, seal),
        Journal(database, seal, key),
        Taken(database, seal),
        Worklists(database, seal),
        Sent(database, seal),
        reserve,
        came_from_elsewhere,
    )


def is_new(folder: Path) -> bool:
    """Was nothing ever kept in this folder? Then, and only then, may its key be made."""
    return not (folder / DATABASE_NAME).exists() and not (folder / VAULT_NAME).exists()


def _check_key(database: Database, key: bytes) -> None:
    """The vault has a check of its own; this one knows rows that came from elsewhere."""
    rows = database.rows("SELECT value FROM about WHERE name = ?", (KEY_CHECK_NAME,))
    if rows:
        refuse_another_key(key, rows[0][0] if isinstance(rows[0][0], bytes) else b"")
        return
    if any(database.rows(question) for question in _SEALED_ROWS):
        raise StoreDamaged(
            Problem(
                "The list of waiting pages lacks the check of its key",
                "Tell your IT; nothing was changed or deleted",
                f"{KEY_CHECK_NAME} is missing",
            )
        )
    with database.writing() as connection:
        connection.execute("INSERT INTO about VALUES (?, ?)", (KEY_CHECK_NAME, key_check(key)))
