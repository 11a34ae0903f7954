"""What the gallery shows: values worked out by pure functions, so that a window only paints them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.errors import Problem
from app.domain.names import mentions, title_of
from app.domain.pages import MediaType, Picture
from app.domain.parcels import EntryId, OutboxEntry, Stage, StoredImage
from app.domain.records import Record, RecordKind


@dataclass(frozen=True, slots=True)
class ForeignPicture:
    """An image of DRX as pixels, and what its bytes say: kind, pages, upright size of this page in pixels, dpi."""

    picture: Picture
    media_type: MediaType
    frames: int
    width: int
    height: int
    dpi: int | None


@dataclass(frozen=True, slots=True)
class GalleryTile:
    """One image of the gallery: on DRX (`image_id`) or still on its way (`entry_id`), or both for a moment."""

    key: str
    title: str
    name: str
    image_id: str = ""
    entry_id: EntryId | None = None
    stage: Stage | None = None
    size_bytes: int | None = None
    width: int | None = None
    height: int | None = None
    dpi: int | None = None
    content_type: str = ""
    created_at: datetime | None = None
    is_receipt: bool = False
    """This counter sent it, and nothing but its receipt is left here: there is no picture to show or to save."""
    of_this_record: bool = True
    """For a prescription: DRX's own images of it and those that carry its ID; the rest is the patient's."""


class GalleryState(Enum):
    """What the gallery can say at the moment."""

    NO_RECORD = "no record"
    LOADING = "loading"
    READY = "ready"
    UNLISTABLE = "unlistable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class GalleryView:
    """The gallery of one record; `tiles` newest first. FAILED keeps the tiles of the last good answer; UNLISTABLE has
    what this counter sent.

    `is_aside`: `record` is looked at only, and the desk stays addressed to `desk_is_for` (None: to nobody yet).
    """

    record: Record | None = None
    state: GalleryState = GalleryState.NO_RECORD
    tiles: tuple[GalleryTile, ...] = ()
    problem: Problem | None = None
    is_aside: bool = False
    desk_is_for: Record | None = None


def gallery_tiles(
    record: Record,
    own: Iterable[StoredImage],
    of_patient: Iterable[StoredImage],
    on_the_way: Iterable[OutboxEntry],
    receipts: Iterable[GalleryTile] = (),
) -> tuple[GalleryTile, ...]:
    """What DRX has, joined with what is on its way; each image once, newest first.

    `own` are the images that DRX lists for the record itself, `of_patient` those of a prescription's patient.
    `receipts` stand for what this counter sent, where nothing else does.
    """
    return joined(record, stored_tiles(record, own, of_patient), on_the_way, receipts)


def stored_tiles(
    record: Record,
    own: Iterable[StoredImage],
    of_patient: Iterable[StoredImage],
    before: Iterable[GalleryTile] = (),
) -> tuple[GalleryTile, ...]:
    """What DRX has, each image once, newest first.

    A tile that is as it was `before` is the very same one: whoever shows ten thousand sees at a glance what is new.
    """
    tiles: dict[str, GalleryTile] = {}
    for image in own:
        tiles[image.id] = _stored_tile(image, True)
    for image in of_patient:
        if image.id not in tiles:
            tiles[image.id] = _stored_tile(image, mentions(image.name, record.id))
    for tile in before:
        if tiles.get(tile.key) == tile:
            tiles[tile.key] = tile
    return tuple(sorted(tiles.values(), key=_newest_first))


def joined(
    record: Record,
    stored: tuple[GalleryTile, ...],
    on_the_way: Iterable[OutboxEntry],
    receipts: Iterable[GalleryTile] = (),
) -> tuple[GalleryTile, ...]:
    """The tiles that DRX has, joined with what is on its way; `stored` itself where nothing is."""
    tiles: dict[str, GalleryTile] = {}
    theirs = [entry for entry in on_the_way if shows_in(entry.record, record)]
    if not theirs and not receipts:
        return stored
    known_ids, known_names = {tile.key for tile in stored}, {tile.name for tile in stored}
    for entry in theirs:
        is_listed = entry.name in known_names or (entry.receipt is not None and entry.receipt.image_id in known_ids)
        if not is_listed:
            tiles[f"entry {entry.id}"] = _entry_tile(entry, record)
    known_names |= {tile.name for tile in tiles.values()}
    tiles |= {receipt.key: receipt for receipt in receipts if receipt.name not in known_names}
    return tuple(sorted((*stored, *tiles.values()), key=_newest_first)) if tiles else stored


def shows_in(theirs: Record, shown: Record) -> bool:
    """Does a page for `theirs` show in the gallery of `shown`?"""
    if (theirs.kind, theirs.id) == (shown.kind, shown.id):
        return True
    patient_id = shown.id if shown.kind is RecordKind.PATIENT else ""
    if shown.kind is RecordKind.PRESCRIPTION:
        patient_id = shown.patient_id
    if not patient_id:
        return False
    return theirs.patient_id == patient_id or (theirs.kind is RecordKind.PATIENT and theirs.id == patient_id)


def _stored_tile(image: StoredImage, of_this_record: bool) -> GalleryTile:
    return GalleryTile(
        key=image.id,
        title=title_of(image.name),
        name=image.name,
        image_id=image.id,
        size_bytes=image.size_bytes,
        width=image.width,
        height=image.height,
        dpi=image.dpi,
        content_type=image.content_type,
        created_at=image.created_at,
        of_this_record=of_this_record,
    )


def _entry_tile(entry: OutboxEntry, shown: Record) -> GalleryTile:
    payload = entry.payload
    return GalleryTile(
        key=f"entry {entry.id}",
        title=title_of(entry.name),
        name=entry.name,
        image_id=entry.receipt.image_id if entry.receipt else "",
        entry_id=entry.id,
        stage=entry.stage,
        size_bytes=payload.blob.size_bytes,
        width=payload.width,
        height=payload.height,
        dpi=payload.dpi,
        content_type=payload.media_type.value,
        created_at=entry.created_on.replace(microsecond=0),  # as DRX will list it, so that it keeps its place
        of_this_record=shown.kind is not RecordKind.PRESCRIPTION or mentions(entry.name, shown.id),
    )


def _newest_first(tile: GalleryTile) -> tuple[float, str, str]:
    """By the moment that DRX is told with the image, then by the name, which both are its own for life."""
    return (-tile.created_at.timestamp() if tile.created_at else float("inf"), tile.name, tile.key)
