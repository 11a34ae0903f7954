"""Browsing: what DRX has for the picked record, joined with what is on its way; pictures as they are asked for."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, GalleryChanged, ImagesAdded, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView, joined, shows_in, stored_tiles
from app.domain.journal import Deed
from app.domain.parcels import OutboxEntry, StoredImage
from app.domain.records import Record, RecordKind
from app.flows.errands import Errands
from app.flows.gallery_bytes import GalleryBytes
from app.flows.gallery_prints import GalleryPrints
from app.flows.gallery_receipts import receipts_of
from app.flows.gallery_takings import GalleryTakings
from app.flows.originals import Originals
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.remote.client import DrxClient
from app.runtime.darkroom import Darkroom

LISTED_JUST_NOW_S = 10.0
"""A gallery that is opened so soon after DRX was asked for its record shows what DRX said then."""


class Browse:
    """The gallery. Lives on the courier's loop; URLs stay here and are never told to anyone."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        originals: Originals,
        darkroom: Darkroom,
        sessions: Sessions,
        entries: Callable[[], tuple[OutboxEntry, ...]],
        scribe: Scribe,
        on_listed: Callable[[Record, Sequence[StoredImage]], None],
        add_to_desk: Callable[[bytes, str], None] = lambda content, name: None,
    ) -> None:
        """`add_to_desk` takes an image's bytes and name as a new page."""
        self._publish, self._errands, self._originals = publish, errands, originals
        self._on_listed, self._sessions, self._entries, self._scribe = on_listed, sessions, entries, scribe
        self._bytes = GalleryBytes(errands, sessions, self._list_quietly)
        self.prints = GalleryPrints(
            publish, errands, darkroom, scribe, self.content, self._bytes.drop, lambda: self._record
        )
        self.takings = GalleryTakings(publish, errands, scribe, self.content, self.view, add_to_desk)
        self._picked: Record | None = None
        self._record: Record | None = None
        self._is_open = False
        self._was_seen = False
        self._state = GalleryState.NO_RECORD
        self._problem: Problem | None = None
        self._own: tuple[StoredImage, ...] = ()
        self._of_patient: tuple[StoredImage, ...] = ()
        self._stored: tuple[GalleryTile, ...] = ()
        self._told = GalleryView()
        self._receipts: tuple[GalleryTile, ...] = ()
        self._asking: asyncio.Task[None] | None = None
        self._is_outdated = False
        self._listed_at_s = float("-inf")
        self.wants_listing: Callable[[Record], bool] = lambda record: False
        """Is DRX to be asked about a record that is picked while nobody looks at the gallery?"""
        self.on_stored: Callable[[Record, tuple[GalleryTile, ...]], None] = lambda record, tiles: None
        self.on_failed: Callable[[Record], None] = lambda record: None

    def follow(self, record: Record | None) -> None:
        """The picked record changed: show this one from now on, if the gallery is open at all.

        One that only learned its name takes nobody away from the record that is looked at aside.
        """
        is_only_named = record is not None and _is_same(record, self._picked)
        was_aside, self._picked = self._is_aside, record
        if is_only_named and was_aside:
            self.tell()
        else:
            self._show(record)

    def look_at(self, record: Record) -> None:
        """Show this record's images, whomever the desk is for."""
        self._show(record)

    def look_back(self) -> None:
        """Show the picked record again, if another was looked at."""
        if self._is_aside:
            self._show(self._picked)

    @property
    def _is_aside(self) -> bool:
        return self._record is not None and not _is_same(self._record, self._picked)

    def _show(self, record: Record | None) -> None:
        held = self._record
        if record is not None and held is not None and _is_same(record, held):
            needs_asking = record.patient_id != held.patient_id
            self._record = record
            if needs_asking and self._is_to_be_asked(record):
                self.refresh()
            else:
                self.tell()
            return
        self._record, self._own, self._of_patient, self._receipts, self._problem = record, (), (), (), None
        self._stored = ()
        self._bytes.forget()
        self._was_seen = False
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._state = GalleryState.NO_RECORD if record is None else GalleryState.LOADING
        if record is not None and self._is_to_be_asked(record):
            self.refresh()
        else:
            self.tell()

    def _is_to_be_asked(self, record: Record) -> bool:
        return self._is_open or self.wants_listing(record)

    def open(self) -> None:
        """The gallery is looked at."""
        was_open, self._is_open = self._is_open, True
        self.prints.warm_up()
        if self._record is None or self._is_asking:
            self.tell()
        elif self._state is GalleryState.READY and self._was_just_listed:
            self._note_view(self._record)
            self.tell()
        elif not was_open or self._state is GalleryState.LOADING:
            self.refresh()
        else:
            self.tell()

    @property
    def _was_just_listed(self) -> bool:
        return asyncio.get_running_loop().time() < self._listed_at_s + LISTED_JUST_NOW_S

    def _note_view(self, record: Record) -> None:
        """Somebody looks at it: noted once for each time that a record is opened, not for each refresh."""
        if self._is_open and not self._was_seen:
            self._was_seen = True
            self._scribe.note(Deed.GALLERY_VIEWED, record)

    @property
    def _is_asking(self) -> bool:
        return self._asking is not None and not self._asking.done()

    def refresh(self) -> None:
        """Ask DRX again."""
        if self._record is None:
            return
        if self._asking is not None:
            self._asking.cancel()
        self._is_outdated = False
        self._asking = self._errands.start(self._ask(self._record))

    async def _ask(self, record: Record) -> None:
        if not record.is_listable:
            self._show_receipts(record)
            return
        if not self._own and not self._of_patient:
            self._state = GalleryState.LOADING
            self.tell()
        try:
            _, client = self._sessions.need_client()
            listed = await list_images(client, record)
        except AppError as failure:
            self._state, self._problem = GalleryState.FAILED, failure.problem
            self.on_failed(record)
        else:
            self._take(record, listed)
            self._state, self._problem = GalleryState.READY, None
            self._note_view(record)
        self.tell()
        if self._is_outdated:
            self.refresh()
        if self._state is GalleryState.READY:
            self._on_listed(record, (*self._own, *self._of_patient))

    async def _list_quietly(self) -> None:
        """New addresses for the images that are shown. Raises the errors of `DrxClient.images`."""
        record = self._record
        if record is None or not record.is_listable:
            return
        _, client = self._sessions.need_client()
        listed = await list_images(client, record)
        if self._record == record:  # else another one was picked meanwhile: this answer is not for its gallery
            self._take(record, listed)
            self.entries_changed()

    def _take(self, record: Record, listed: tuple[tuple[StoredImage, ...], tuple[StoredImage, ...]]) -> None:
        """DRX has these now."""
        before = self._stored
        ours = {tile.name for tile in self._told.tiles if tile.entry_id is not None}
        ours |= {entry.name for entry in self._entries()}
        self._own, self._of_patient = listed
        self._bytes.know((*self._of_patient, *self._own))
        self._stored = stored_tiles(record, *listed, before=before)
        self._listed_at_s = asyncio.get_running_loop().time()
        self.on_stored(record, self._stored)
        if self._was_seen:
            known = {tile.key for tile in before}
            added = sum(tile.key not in known and tile.name not in ours for tile in self._stored)
            if added:
                self._publish(ImagesAdded(record, added))

    def _show_receipts(self, record: Record) -> None:
        """Of a kind that DRX can't list: what this counter sent."""
        try:
            self._receipts = receipts_of(self._sessions.need(), record)
        except AppError as failure:
            self._state, self._problem = GalleryState.FAILED, failure.problem
        else:
            self._state, self._problem = GalleryState.UNLISTABLE, None
        self.tell()

    def entries_changed(self) -> None:
        """Something on its way moved: tell, if anyone looks."""
        if self._is_open and self._record is not None and self.view() != self._told:
            self.tell()

    def entry_arrived(self, record: Record) -> None:
        """A page of this record was delivered: ask again if it is shown."""
        if self._is_open and self._record is not None and shows_in(record, self._record):
            if self._is_asking:
                self._is_outdated = True  # the answer that is on its way may not know of it
            else:
                self.refresh()

    def view(self) -> GalleryView:
        """The gallery as a window shows it."""
        if self._record is None:
            return GalleryView()
        tiles = joined(self._record, self._stored, self._entries(), self._receipts)
        is_aside = self._is_aside
        return GalleryView(
            self._record, self._state, tiles, self._problem, is_aside, self._picked if is_aside else None
        )

    def tell(self) -> None:
        """Let everyone know how the gallery stands."""
        self._told = self.view()
        self._publish(GalleryChanged(self._told))

    # --- pictures and bytes ---------------------------------------------------------------------------------------

    def want_picture(self, key: str, purpose: Purpose, max_side_px: int, frame: int = 0) -> None:
        """Fetch and draw one tile in the background."""
        self.prints.want(key, purpose, max_side_px, frame)

    async def content(self, key: str) -> bytes:
        """The bytes behind a tile: of one on its way from this computer, else from DRX.

        Raises `StoreDamaged`, `ImageGone` and the errors of `DrxClient`.
        """
        entry = next((entry for entry in self._entries() if f"entry {entry.id}" == key), None)
        if entry is not None:
            return self._originals.fetch(entry.payload.blob)
        return await self._bytes.fetch(key)

    def listed(self, record: Record) -> tuple[GalleryTile, ...]:
        """The tiles of this record's images, newest first; none while another one is shown, or before DRX told."""
        return self._stored if _is_same(record, self._record) else ()

    def in_memory(self, record: Record) -> tuple[GalleryTile, ...]:
        """The tiles of this record's images whose bytes are here, newest first; none while another one is shown."""
        return tuple(tile for tile in self.listed(record) if self._bytes.has(tile.image_id))

    def kept(self, image_id: str) -> bytes | None:
        """The bytes of an image, where they are here."""
        return self._bytes.kept(image_id)

    def save(self, keys: Sequence[str], folder: Path) -> None:
        """Write images into a folder in the background."""
        self.takings.save(keys, folder)


def _is_same(record: Record, other: Record | None) -> bool:
    return other is not None and (record.kind, record.id) == (other.kind, other.id)


async def list_images(client: DrxClient, record: Record) -> tuple[tuple[StoredImage, ...], tuple[StoredImage, ...]]:
    """DRX's images of a record, and for a prescription also those of its patient.

    Raises the errors of `DrxClient.images`.
    """
    own = await client.images(record.kind, record.id)
    of_patient: tuple[StoredImage, ...] = ()
    if record.kind is RecordKind.PRESCRIPTION and record.patient_id:
        of_patient = await client.images(RecordKind.PATIENT, record.patient_id)
    return own, of_patient
