"""Browsing: what DRX has for the picked record, joined with what is on its way; pictures as they are asked for."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.errors import AppError, ImageGone, Problem
from app.domain.facts import Fact, GalleryChanged, GalleryPictureFailed, GalleryPictureReady, ImagesSaved, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView, gallery_tiles, shows_in
from app.domain.journal import Deed
from app.domain.names import shown_name
from app.domain.pages import Picture
from app.domain.parcels import OutboxEntry, StoredImage
from app.domain.records import Record, RecordKind
from app.flows.errands import Errands
from app.flows.gallery_receipts import receipts_of
from app.flows.originals import Originals
from app.flows.retouch import PICTURE_JOB
from app.flows.saving import write_image
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.remote.client import DrxClient
from app.runtime.darkroom import Darkroom

MAX_FETCHING = 4
MAX_KEPT_BYTES = 96_000_000
"""Fetched images kept in memory, so that a large view or a save does not fetch again. Never on disk."""


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
    ) -> None:
        self._publish, self._errands, self._originals = publish, errands, originals
        self._on_listed = on_listed
        self._darkroom, self._sessions, self._entries, self._scribe = darkroom, sessions, entries, scribe
        self._picked: Record | None = None
        self._record: Record | None = None
        self._is_open = False
        self._was_seen = False
        self._state = GalleryState.NO_RECORD
        self._problem: Problem | None = None
        self._own: tuple[StoredImage, ...] = ()
        self._of_patient: tuple[StoredImage, ...] = ()
        self._receipts: tuple[GalleryTile, ...] = ()
        self._asking: asyncio.Task[None] | None = None
        self._is_outdated = False
        self._gate = asyncio.Semaphore(MAX_FETCHING)
        self._kept: OrderedDict[str, bytes] = OrderedDict()

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
            if needs_asking and self._is_open:
                self.refresh()
            else:
                self.tell()
            return
        self._record, self._own, self._of_patient, self._receipts, self._problem = record, (), (), (), None
        self._kept.clear()
        self._was_seen = False
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._state = GalleryState.NO_RECORD if record is None else GalleryState.LOADING
        if self._is_open and record is not None:
            self.refresh()
        else:
            self.tell()

    def open(self) -> None:
        """The gallery is looked at."""
        was_open, self._is_open = self._is_open, True
        if self._record is not None and not self._is_asking and (not was_open or self._state is GalleryState.LOADING):
            self.refresh()
        else:
            self.tell()

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
            self._own, self._of_patient = await list_images(client, record)
        except AppError as failure:
            self._state, self._problem = GalleryState.FAILED, failure.problem
        else:
            self._state, self._problem = GalleryState.READY, None
            if not self._was_seen:  # once for each time that a record is opened, not for each refresh
                self._was_seen = True
                self._scribe.note(Deed.GALLERY_VIEWED, record)
        self.tell()
        if self._is_outdated:
            self.refresh()
        if self._state is GalleryState.READY:
            self._on_listed(record, (*self._own, *self._of_patient))

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
        if self._is_open and self._record is not None:
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
        tiles = gallery_tiles(self._record, self._own, self._of_patient, self._entries(), self._receipts)
        is_aside = self._is_aside
        return GalleryView(
            self._record, self._state, tiles, self._problem, is_aside, self._picked if is_aside else None
        )

    def tell(self) -> None:
        """Let everyone know how the gallery stands."""
        self._publish(GalleryChanged(self.view()))

    # --- pictures -----------------------------------------------------------------------------------------------

    def want_picture(self, key: str, purpose: Purpose, max_side_px: int) -> None:
        """Fetch and draw one tile in the background."""
        self._errands.start(self._draw(key, purpose, max_side_px))

    async def _draw(self, key: str, purpose: Purpose, max_side_px: int) -> None:
        record = self._record
        try:
            async with self._gate:
                content = await self._content(key)
                picture: Picture = await self._darkroom.run(
                    PICTURE_JOB, content, 0, max_side_px, urgent=purpose is Purpose.LARGE
                )
        except AppError as failure:
            self._publish(GalleryPictureFailed(key, purpose, failure.problem))
        else:
            if purpose is Purpose.LARGE:
                self._scribe.note(Deed.IMAGE_VIEWED, record, key.removeprefix("entry "))
            self._publish(GalleryPictureReady(key, purpose, picture))

    async def _content(self, key: str) -> bytes:
        entry = next((entry for entry in self._entries() if f"entry {entry.id}" == key), None)
        if entry is not None:
            return self._originals.fetch(entry.payload.blob)
        return await self.fetch(key)

    async def fetch(self, image_id: str) -> bytes:
        """The bytes of an image as DRX has it; an expired URL is met by one fresh listing.

        Raises `ImageGone` and the errors of `DrxClient`.
        """
        if image_id in self._kept:
            self._kept.move_to_end(image_id)
            return self._kept[image_id]
        _, client = self._sessions.need_client()
        try:
            content = await client.fetch_image(self._listed(image_id))
        except ImageGone:
            record = self._record
            if record is None:
                raise
            listed = await list_images(client, record)
            if self._record != record:  # another one was picked meanwhile: this answer is not for its gallery
                raise
            self._own, self._of_patient = listed
            content = await client.fetch_image(self._listed(image_id))
        self._kept[image_id] = content
        while sum(map(len, self._kept.values())) > MAX_KEPT_BYTES and len(self._kept) > 1:
            self._kept.popitem(last=False)
        return content

    def _listed(self, image_id: str) -> StoredImage:
        for image in (*self._own, *self._of_patient):
            if image.id == image_id:
                return image
        raise ImageGone(Problem("DRX no longer lists this image", "Refresh the gallery"))

    # --- saving -------------------------------------------------------------------------------------------------

    def save(self, keys: Sequence[str], folder: Path) -> None:
        """Write images into a folder in the background."""
        self._errands.start(self._save_all(keys, folder))

    async def _save_all(self, keys: Sequence[str], folder: Path) -> None:
        record, names = self._record, {tile.key: tile.name for tile in self.view().tiles if not tile.is_receipt}
        saved, failures = 0, []
        for key in keys:
            if key in names:
                try:
                    content = await self._content(key)
                    await asyncio.to_thread(write_image, folder, shown_name(names[key]), content)
                    saved += 1
                    self._scribe.note(Deed.IMAGE_SAVED, record, key.removeprefix("entry "))
                except AppError as failure:  # one that fails keeps no other from being saved
                    failures.append(failure)
        self._publish(ImagesSaved(saved, str(folder)))
        if failures:
            raise failures[0]


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
