"""Drafts: the desk on disk at every moment, so that its pages, their edits and their record survive a crash.

One sealed row for each item, and one for the desk: its record and the order of its items. A change writes what changed
and nothing else: an edit one item, a move the desk's row alone. What lies on the disk is remembered here; the desk's
`revision` tells whether it is still that, also after a transaction that was undone.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.drafts import NOT_SORTED, DeskDraft, LaidAside, SortingDraft
from app.domain.errors import Problem, StoreDamaged
from app.domain.pages import BlobRef, BrokenFile, DeskItem, DeskPage, PageId, original_of
from app.domain.records import Record
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.seal import Seal

LOST = Problem("This page can't be brought back", "Scan the page again; the disk may be failing", "a draft's row")
_ABOUT_DESK = "desk"
_PUT_DESK = "INSERT OR REPLACE INTO desk VALUES (1, ?, ?)"
_PUT_ITEM = "INSERT OR REPLACE INTO desk_items VALUES (?, ?)"


@dataclass(frozen=True, slots=True)
class _KeptDesk:
    """The sealed part of the desk's row; another time alone is no change that is written."""

    record: Record | None
    order: tuple[PageId, ...]
    left_at: datetime | None = field(default=None, compare=False)
    store: str = ""
    aside: tuple[LaidAside, ...] = ()
    sorting: SortingDraft = NOT_SORTED


@dataclass(frozen=True, slots=True)
class _KeptItem:
    """The sealed part of an item's row: one of the two."""

    page: DeskPage | None = None
    broken: BrokenFile | None = None


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """What the rows hold. `unreadable` counts those that are damaged or missing; `items` has a stand-in for each."""

    revision: int | None = None
    desk: _KeptDesk | None = None
    items: Mapping[PageId, DeskItem] = field(default_factory=dict)
    unreadable: int = 0


class Drafts:
    """The desk's rows. What a method has done survives a power cut on return; raises StorageFull, StoreDamaged."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        self._known = _OnDisk()

    def save(self, desk: DeskDraft) -> None:
        """Makes the rows say this desk and nothing else, in one transaction. For every change of the desk.

        On a full disk it is refused, and the rows say the desk before. Items are told apart by their IDs, which must
        differ (ValueError).
        """
        with self._database.writing() as connection:
            has_removed = self.save_within(connection, desk)
        if has_removed:
            self._database.clear_traces()

    def save_within(self, connection: sqlite3.Connection, desk: DeskDraft) -> bool:
        """The same as a part of a transaction that the caller began; True where rows were removed."""
        known = self._on_disk(connection)
        items = {item.id: item for item in desk.items}
        if len(items) != len(desk.items):
            raise ValueError("two items of the desk share an ID")
        if desk.is_empty:
            return self._clear_within(connection)
        changed = [item for item in desk.items if not _is_same(item, known.items.get(item.id))]
        gone = [(id_,) for id_ in known.items if id_ not in items]
        kept = _KeptDesk(desk.record, tuple(items), desk.left_at, desk.store, desk.aside, desk.sorting)
        if changed or gone or kept != known.desk:
            revision = (known.revision or 0) + 1
            connection.execute(_PUT_DESK, (revision, self._seal.close_up(encode(kept), _ABOUT_DESK)))
            connection.executemany(_PUT_ITEM, [self._row(item) for item in changed])
            connection.executemany("DELETE FROM desk_items WHERE id = ?", gone)
            self._known = _OnDisk(revision, kept, items)
        return bool(gone)

    def load(self) -> DeskDraft | None:
        """The desk as it was saved last, or None where there is none.

        A page whose row is damaged or missing keeps its place as a `BrokenFile`; its row stays until that is taken off
        the desk. Where the row of the desk itself is damaged, the pages come back in the order they came in, and their
        record has to be picked again.
        """
        found = self._read()
        if found.revision is None and not found.items:
            return None
        desk = found.desk or _KeptDesk(None, ())
        order = desk.order
        rest = [id_ for id_ in found.items if id_ not in frozenset(order)]
        items = tuple(found.items[id_] for id_ in (*order, *rest))
        return DeskDraft(items, desk.record, desk.left_at, desk.store, desk.aside, desk.sorting)

    def clear(self) -> None:
        """Forgets the desk for good, also on a full disk. Its blobs are the caller's to erase, or the next sweep's."""
        if self._database.write(self._clear_within):
            self._database.clear_traces()

    def blobs(self) -> set[BlobRef]:
        """Every original that the draft needs: what a sweep of the vault must keep.

        Raises StoreDamaged where a row can't be read: its blob is unknown, so nothing may be swept.
        """
        found = self._read()
        if found.unreadable:
            raise StoreDamaged(LOST)
        return _originals(found)

    def readable_blobs(self) -> set[BlobRef]:
        """The originals of the rows that can be read: what may be erased with the draft."""
        return _originals(self._read())

    def unreadable(self) -> int:
        """How many rows are damaged or missing; while there is one, nothing may be swept."""
        return self._read().unreadable

    def _clear_within(self, connection: sqlite3.Connection) -> bool:
        gone = connection.execute("DELETE FROM desk_items").rowcount + connection.execute("DELETE FROM desk").rowcount
        self._known = _OnDisk()
        return gone > 0

    def _row(self, item: DeskItem) -> tuple[Column, ...]:
        kept = _KeptItem(page=item) if isinstance(item, DeskPage) else _KeptItem(broken=item)
        return (item.id, self._seal.close_up(encode(kept), _about(item.id)))

    def _on_disk(self, connection: sqlite3.Connection) -> _OnDisk:
        """What is remembered, where the revision says that it is so; else read anew."""
        row = connection.execute("SELECT revision FROM desk").fetchone()
        if row is None or row[0] != self._known.revision:
            self._known = self._read()
        return self._known

    def _read(self) -> _OnDisk:
        rows = self._database.rows("SELECT id, private FROM desk_items ORDER BY rowid")
        items = {PageId(str(id_)): self._opened_item(id_, private) for id_, private in rows}
        damaged = sum(item is None for item in items.values())
        desk_rows = self._database.rows("SELECT revision, private FROM desk")
        desk = self._opened_desk(desk_rows[0][1]) if desk_rows else None
        missing = [id_ for id_ in desk.order if id_ not in items] if desk is not None else []
        return _OnDisk(
            revision=int(str(desk_rows[0][0])) if desk_rows else None,
            desk=desk,
            items={id_: item or _stand_in(id_) for id_, item in (items | dict.fromkeys(missing)).items()},
            unreadable=damaged + len(missing) + (desk is None and bool(desk_rows or rows)),
        )

    def _opened_desk(self, private: Column) -> _KeptDesk | None:
        try:
            return decode(_KeptDesk, self._seal.open_up(_sealed(private), _ABOUT_DESK))
        except StoreDamaged:
            return None

    def _opened_item(self, id_: Column, private: Column) -> DeskItem | None:
        try:
            kept = decode(_KeptItem, self._seal.open_up(_sealed(private), _about(id_)))
        except StoreDamaged:
            return None
        return kept.page or kept.broken


def _is_same(item: DeskItem, known: DeskItem | None) -> bool:
    return item is known or item == known


def _originals(found: _OnDisk) -> set[BlobRef]:
    return {blob for item in found.items.values() if (blob := original_of(item)) is not None}


def _stand_in(id_: PageId) -> BrokenFile:
    return BrokenFile(id_, "", LOST)


def _sealed(private: Column) -> bytes:
    return private if isinstance(private, bytes) else b""  # which no seal opens


def _about(id_: Column) -> str:
    return "desk item " + str(id_)
