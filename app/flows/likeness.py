"""Likeness: which pages on the desk are there already, in DRX or in a parcel, or lie there twice.

The same bytes are known by their hash. Another scan of the same paper is found in two steps: by how pages look from
afar, and then, for what looks alike, by laying the two pages over each other in the darkroom. Only what came out the
same there is said. What pages are compared with: what this counter sent to their record (the picked one, or in a batch
each page's own), what lies in the outbox for it, those of DRX's images that are in memory because its gallery was
looked at, and the pages before it on the desk.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.belonging import key_of
from app.domain.errors import AppError
from app.domain.looks import NO_LOOK, PageLook, turns_alike
from app.domain.names import title_of
from app.domain.pages import DeskPage, PageId
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record
from app.domain.twins import Twin, Whereabouts
from app.flows.bench import Bench
from app.flows.browse import Browse
from app.flows.errands import Errands
from app.flows.proofreader import Proofreader
from app.flows.session import Sessions
from app.flows.twin_pictures import TwinPictures
from app.runtime.darkroom import Darkroom

LOOK_JOB = "app.imaging.likeness:look_of"
SAME_JOB = "app.imaging.likeness:is_same_paper"

MAX_SENT_COMPARED = 80
MAX_IMAGES_COMPARED = 24
MAX_DESK_COMPARED = 40
"""The newest of each: a page is seldom sent again after that many others of one record."""

MAX_LAID_OVER = 4
"""So many pages are fetched and laid over one page on the desk at most: the newest come first."""

MAX_REMEMBERED = 5_000
LOOK_AGAIN_S = 0.1
"""So long it stands back while pages are drawn, fitted or read, before it looks whether that is over."""


_State = tuple[int, frozenset[str]]
"""An edition of what is known, and the keys of the records that a page is for."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A page that another one may be: what it is told by, and how it is shown."""

    twin: Twin
    hashes: frozenset[tuple[str, int]]
    look: PageLook = NO_LOOK


class Likeness:
    """Compares in the background, one page after the other. Lives on the courier's loop."""

    def __init__(
        self,
        errands: Errands,
        bench: Bench,
        sessions: Sessions,
        proofreader: Proofreader,
        darkroom: Darkroom,
        browse: Browse,
        pictures: TwinPictures,
        entries: Callable[[], tuple[OutboxEntry, ...]],
        whose: Callable[[], Mapping[PageId, tuple[Record, ...]]],
        on_change: Callable[[], None],
        is_busy: Callable[[], bool],
        *,
        is_attended: bool,
    ) -> None:
        """`entries` are the outbox's for the open store, `whose` says for whom each page on the desk is; unattended
        nobody could look, and nothing is compared.
        """
        self._errands, self._bench, self._sessions = errands, bench, sessions
        self._proofreader, self._darkroom, self._browse = proofreader, darkroom, browse
        self._pictures, self._entries, self._on_change, self._is_busy = pictures, entries, on_change, is_busy
        self._is_attended = is_attended
        self._twins: dict[PageId, Twin] = {}
        self._whose = whose
        self._compared: dict[PageId, _State] = {}
        """With what edition of what is known, and for whom, a page was compared."""
        self._edition = 0
        self._record_key = ""
        self._laid_over: OrderedDict[tuple[str, int, str], bool] = OrderedDict()
        self._images: dict[str, tuple[str, PageLook]] = {}
        """The hash and the look of the gallery's images that were in memory."""
        self._round: asyncio.Task[None] | None = None

    def twin_of(self, page: DeskPage) -> Twin | None:
        """The page that this one is once more, as far as that is known."""
        twin = self._twins.get(page.id)
        if twin is not None and (twin.page_id is None or self._bench.page(twin.page_id) is not None):
            return twin
        return None

    def open_twin(self, page: DeskPage) -> Twin | None:
        """The same, less what a person said already that the page is kept beside."""
        twin = self.twin_of(page)
        return twin if twin is not None and page.kept_beside != twin.key else None

    def follow(self) -> None:
        """The desk, the record or what was read of a page changed."""
        if not self._is_attended:
            return
        record = self._bench.record
        record_key = key_of(record) if record is not None else ""
        if record_key != self._record_key:
            self._record_key = record_key
            self._images.clear()
            self._pictures.forget()
            self.known_changed()
        there = {page.id for page in self._bench.pages}
        for gone in self._compared.keys() - there:
            del self._compared[gone]
            self._twins.pop(gone, None)
        if (self._round is None or self._round.done()) and self._next() is not None:
            self._round = self._errands.start(self._go_round())

    @property
    def is_done(self) -> bool:
        """Is every page on the desk compared, as things stand?"""
        whose = self._whose()
        return all(self._compared.get(page.id) == self._state(page, whose) for page in self._bench.pages)

    def known_changed(self) -> None:
        """There is more to compare with, or other: a gallery's picture came, a page was queued or delivered."""
        self._edition += 1

    def _state(self, page: DeskPage, whose: Mapping[PageId, tuple[Record, ...]]) -> "_State":
        return self._edition, frozenset(map(key_of, whose.get(page.id, ())))

    def _next(self) -> tuple[DeskPage, tuple[Record, ...]] | None:
        """The first page that was read and not compared yet, as things stand, and for whom it is."""
        whose = self._whose()
        for page in self._bench.pages:
            is_compared = self._compared.get(page.id) == self._state(page, whose)
            if not is_compared and self._proofreader.reading_of(page) is not None:
                return page, whose.get(page.id, ())
        return None

    async def _go_round(self) -> None:
        while (next_one := self._next()) is not None:
            if self._is_busy():
                await asyncio.sleep(LOOK_AGAIN_S)
                continue
            page, records = next_one
            state = (self._edition, frozenset(map(key_of, records)))
            await self._look_at_images(records)
            twin = await self._found(page, records)
            if state != self._state(page, self._whose()):
                continue
            self._compared[page.id] = state
            if self._bench.page(page.id) is not None and self._twins.get(page.id) != twin:
                self._keep(page.id, twin)
            await asyncio.sleep(0)

    def _keep(self, page_id: PageId, twin: Twin | None) -> None:
        self._twins.pop(page_id, None)
        if twin is not None:
            self._twins[page_id] = twin
        self._on_change()

    # --- comparing ----------------------------------------------------------------------------------------------

    async def _found(self, page: DeskPage, records: tuple[Record, ...]) -> Twin | None:
        of_records = [(one, record) for record in records for one in self._known_of(record)]
        known = (*of_records, *((one, None) for one in self._before(page)))
        mine = (page.imported.blob.sha256, page.imported.frame)
        for one, _ in known:
            if mine in one.hashes:
                return _as_same_file(one.twin)
        reading = self._proofreader.reading_of(page)
        if reading is None or not reading.look.is_telling:
            return None
        laid_over = 0
        for one, record in known:
            turns = turns_alike(reading.look, one.look)
            if turns is None or not one.twin.has_picture:
                continue
            if await self._is_same_paper(page, one.twin, record, turns):
                return one.twin
            laid_over += 1
            if laid_over >= MAX_LAID_OVER:
                break
        return None

    def _known_of(self, record: Record) -> Sequence[_Known]:
        session = self._sessions.current
        if session is None:
            return ()
        on_the_way = [_known_entry(entry) for entry in self._entries() if _is_for(entry.record, record)]
        held = {one.twin.key for one in on_the_way}
        try:
            sent = session.store.sent.to(record, session.destination, MAX_SENT_COMPARED)
        except AppError:  # what can't be read claims nothing
            sent = ()
        before = [
            _Known(
                Twin(f"entry {one.entry}", Whereabouts.SENT, title_of(one.name), one.sent_at, image_id=one.image_id),
                frozenset(((one.origin.sha256, one.origin.frame), (one.payload_sha256, 0))),
                one.origin.look,
            )
            for one in sent
            if f"entry {one.entry}" not in held
        ]
        ours = {one.twin.image_id for one in (*on_the_way, *before)}
        return (*on_the_way, *before, *(one for one in self._known_images(record) if one.twin.image_id not in ours))

    def knows(self, record: Record, image_id: str) -> bool:
        """Is it known how this image of the record looks, because it left this counter or was compared with?"""
        return any(one.twin.image_id == image_id for one in self._known_of(record))

    def _known_images(self, record: Record) -> Sequence[_Known]:
        found = []
        for tile in self._browse.in_memory(record)[:MAX_IMAGES_COMPARED]:
            if tile.image_id in self._images:
                sha256, look = self._images[tile.image_id]
                twin = Twin(
                    f"image {tile.image_id}", Whereabouts.DRX, tile.title, tile.created_at, image_id=tile.image_id
                )
                found.append(_Known(twin, frozenset(((sha256, 0),)), look))
        return found

    def _before(self, page: DeskPage) -> Sequence[_Known]:
        """The pages before this one on the desk; of those far before only the bytes are compared."""
        pages = self._bench.pages
        place = next((number for number, other in enumerate(pages) if other.id == page.id), 0)
        return [
            self._known_page(other, with_look=number >= place - MAX_DESK_COMPARED)
            for number, other in enumerate(pages[:place])
        ]

    def _known_page(self, page: DeskPage, *, with_look: bool) -> _Known:
        imported = page.imported
        reading = self._proofreader.reading_of(page) if with_look else None
        return _Known(
            Twin(f"page {page.id}", Whereabouts.DESK, page.given_name or imported.file_name, page_id=page.id),
            frozenset(((imported.blob.sha256, imported.frame),)),
            reading.look if reading is not None else NO_LOOK,
        )

    async def _look_at_images(self, records: tuple[Record, ...]) -> None:
        """How those of the gallery's images look that are in memory."""
        for tile in (tile for record in records for tile in self._browse.in_memory(record)[:MAX_IMAGES_COMPARED]):
            content = self._browse.kept(tile.image_id)
            if tile.image_id in self._images or content is None:
                continue
            try:
                look: PageLook = await self._darkroom.run(LOOK_JOB, content, 0)
            except AppError:
                look = NO_LOOK
            self._images[tile.image_id] = (hashlib.sha256(content).hexdigest(), look)

    async def _is_same_paper(self, page: DeskPage, twin: Twin, record: Record | None, turns: int) -> bool:
        """Lay one over the other; what can't be fetched or read claims nothing."""
        imported = page.imported
        key = (imported.blob.sha256, imported.frame, twin.key)
        if key not in self._laid_over:
            try:
                other, other_frame = await self._pictures.bytes_of(twin, record)
                source = self._pictures.page_bytes(page)
                is_same: bool = await self._darkroom.run(
                    SAME_JOB, source + other, len(source), imported.frame, other_frame, turns
                )
            except AppError:
                return False
            self._laid_over[key] = is_same
            while len(self._laid_over) > MAX_REMEMBERED:
                self._laid_over.popitem(last=False)
        return self._laid_over[key]

    def forget(self) -> None:
        """Start over for another session."""
        self._twins.clear()
        self._compared.clear()
        self._laid_over.clear()
        self._images.clear()
        self._record_key = ""
        self._pictures.forget()


def _known_entry(entry: OutboxEntry) -> _Known:
    origin, is_there = entry.origin, entry.stage is Stage.DELIVERED
    hashes = {(entry.payload.blob.sha256, 0)}
    if origin is not None:
        hashes.add((origin.sha256, origin.frame))
    return _Known(
        Twin(
            f"entry {entry.id}",
            Whereabouts.SENT if is_there else Whereabouts.ON_ITS_WAY,
            title_of(entry.name),
            entry.receipt.accepted_at if entry.receipt is not None else entry.queued_at,
            payload=entry.payload.blob,
            image_id=entry.receipt.image_id if entry.receipt is not None else "",
        ),
        frozenset(hashes),
        origin.look if origin is not None else NO_LOOK,
    )


def _as_same_file(twin: Twin) -> Twin:
    return replace(twin, is_same_file=True)


def _is_for(one: Record, other: Record) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)
