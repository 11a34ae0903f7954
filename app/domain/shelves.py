"""What the lists show: values worked out by pure functions, so that a window only paints them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.errors import Problem
from app.domain.limits import FitNote
from app.domain.names import describe, mentions, proposed_name, shown_name, title_of
from app.domain.pages import BrokenFile, DeskItem, DeskPage, DocumentKind, PageId, Side
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage, StoredImage
from app.domain.readings import PageReading, Remark
from app.domain.records import Record, RecordKind


class Mark(Enum):
    """The small sign at a page on the desk."""

    FITTING = "fitting"
    FITS = "fits"
    LOOK = "look"  # it fits, but a person should look: see the remarks
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page as the filmstrip and the inspector show it.

    `kind`, `side`, `edits` and so on are read from `item`; `fitted` is None while it is being fitted; `title` is the
    caption without its number; `name` is the name that it will be queued under, less the token and the ending.
    """

    id: PageId
    position: int
    item: DeskItem
    mark: Mark
    title: str
    name: str
    fitted: FittedPayload | None = None
    problem: Problem | None = None
    reading: PageReading | None = None
    remarks: tuple[Remark, ...] = ()
    """What a person should look at, the gravest first; nothing once the person said that it is right."""

    @property
    def must_be_seen(self) -> bool:
        """May this page not leave before a person said that it is right?"""
        return Remark.MAYBE_TORN in self.remarks


class Obstacle(Enum):
    """Why the primary button can't act yet."""

    NO_PAGES = "no pages"
    NO_RECORD = "no record"
    NO_PATIENT = "no patient"  # a prescription whose patient is not known: DRX links images to the patient
    ONLY_BROKEN = "only broken"
    NOT_CONNECTED = "not connected"
    NOT_SEEN = "not seen"  # a page may be torn: a person has to look at it and say that it is right


class Step(Enum):
    """The name of a step that can be undone."""

    ADD = "add pages"
    REMOVE = "remove pages"
    TURN = "turn"
    CROP = "crop"
    STRAIGHTEN = "straighten"
    FLATTEN = "lay flat"
    REDACT = "black out"
    TONE = "colours"
    CLEAN_UP = "clean up"
    JOIN = "join pages"
    APPROVE = "it is right"
    UNLOCK = "open with a password"
    MOVE = "move pages"
    LABEL = "what it is"
    RENAME = "rename"
    CLEAR = "clear the desk"


@dataclass(frozen=True, slots=True)
class DeskView:
    """The desk as a window shows it."""

    record: Record | None = None
    rows: tuple[PageRow, ...] = ()
    undo: Step | None = None
    redo: Step | None = None
    obstacle: Obstacle | None = Obstacle.NO_PAGES
    is_reading: bool = False
    """Files are still being read; more rows will come."""
    is_queueing: bool = False
    """The pages are being put into the outbox at this moment."""

    @property
    def sendable(self) -> tuple[PageRow, ...]:
        """The rows that an upload would take."""
        return tuple(row for row in self.rows if row.mark is not Mark.BROKEN)

    @property
    def bytes_to_send(self) -> int:
        """The size of all pages that are fitted so far."""
        return sum(row.fitted.blob.size_bytes for row in self.rows if row.fitted is not None)

    @property
    def look_count(self) -> int:
        """How many pages ask for a look."""
        return sum(row.mark is Mark.LOOK for row in self.rows)

    @property
    def broken_count(self) -> int:
        """How many files could not be read."""
        return sum(row.mark is Mark.BROKEN for row in self.rows)


def page_row(
    item: DeskItem,
    position: int,
    record: Record | None,
    fitted: FittedPayload | None,
    problem: Problem | None,
    reading: PageReading | None = None,
) -> PageRow:
    """The row of one item; `problem` is why a readable page can't be fitted, if it can't."""
    if isinstance(item, BrokenFile):
        return PageRow(item.id, position, item, Mark.BROKEN, item.file_name, "", None, item.problem)
    mark = Mark.FITTING
    remarks = _remarks(item, fitted, reading)
    if problem is not None:
        mark = Mark.BROKEN
    elif fitted is not None:
        mark = Mark.LOOK if remarks else Mark.FITS
    title = _caption(item)
    name = proposed_name(item, record)
    return PageRow(item.id, position, item, mark, title, name, fitted, problem, reading, remarks)


def _remarks(page: DeskPage, fitted: FittedPayload | None, reading: PageReading | None) -> tuple[Remark, ...]:
    """What is to be said about a page as it would leave: an edit that mends something takes its remark away."""
    if page.is_approved:
        return ()
    said = set(reading.remarks) if reading is not None else set()
    if page.edits.straighten_deg or page.edits.corners is not None:
        said -= {Remark.SKEWED, Remark.CUT_OFF}
    if reading is not None and page.edits.quarter_turns == reading.upright_turns:
        said -= {Remark.UPSIDE_DOWN, Remark.SIDEWAYS}
    if page.edits.tone.clean_paper or page.edits.tone.brightness > 0:
        said.discard(Remark.TOO_DARK)
    if page.imported.not_checked:
        said.add(Remark.NOT_CHECKED)
    for note, remark in ((FitNote.PADDED, Remark.PADDED), (FitNote.CODE_LOST, Remark.CODE_LOST)):
        if fitted is not None and note in fitted.notes:
            said.add(remark)
    return tuple(remark for remark in Remark if remark in said)


def _caption(page: DeskPage) -> str:
    if page.kind is None and page.side is Side.NONE:
        name = page.given_name or page.imported.file_name
        return f"{name} p{page.imported.frame + 1}" if page.imported.frames > 1 and not page.given_name else name
    text = describe(None, page.kind, page.side, page.imported.file_name)
    return "ID" + text[2:] if page.kind is DocumentKind.ID_CARD else text[:1].upper() + text[1:]


def obstacle_of(
    record: Record | None, rows: Sequence[PageRow], *, is_connected: bool, takes_prescriptions: bool
) -> Obstacle | None:
    """What stands between these pages and the upload, the first thing first; None when nothing does."""
    if not rows:
        return Obstacle.NO_PAGES
    if not is_connected:
        return Obstacle.NOT_CONNECTED
    if all(row.mark is Mark.BROKEN for row in rows):
        return Obstacle.ONLY_BROKEN
    if record is None:
        return Obstacle.NO_RECORD
    if record.needs_patient and not takes_prescriptions:
        return Obstacle.NO_PATIENT
    if any(row.must_be_seen for row in rows):
        return Obstacle.NOT_SEEN
    return None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One entry as the outbox shows it; `sent_bytes` is None unless it is being sent at this moment.

    Until `recall_until` (UTC) it can be taken back. `is_for_another_store`: it waits until that store is worked with.
    """

    id: EntryId
    name: str
    record: Record
    size_bytes: int
    stage: Stage
    problem: Problem | None
    next_try: datetime | None
    image_id: str
    delivered_at: datetime | None
    sent_bytes: int | None = None
    doubtful: bool = False
    read_back_at: datetime | None = None
    """When DRX was seen to have it; None where it was not, or where DRX can't list this kind."""
    recall_until: datetime | None = None
    is_for_another_store: bool = False


class Hold(Enum):
    """Why nothing goes out at the moment."""

    OFFLINE = "offline"
    KEY_REFUSED = "key refused"
    NO_KEY = "no key"


@dataclass(frozen=True, slots=True)
class OutboxView:
    """The outbox as a window shows it: what needs a person first, then what is on its way, then what arrived.

    `recallable` is the last queued set, as far as it can still be taken back.
    """

    rows: tuple[OutboxRow, ...] = ()
    hold: Hold | None = None
    next_try: datetime | None = None
    recallable: tuple[EntryId, ...] = ()

    @property
    def waiting_count(self) -> int:
        """How many pages have not arrived."""
        return sum(row.stage is not Stage.DELIVERED for row in self.rows)

    @property
    def needs_person_count(self) -> int:
        return sum(row.stage is Stage.NEEDS_PERSON for row in self.rows)


_ORDER = {Stage.NEEDS_PERSON: 0, Stage.DELIVERED: 2}


_NONE_RECALLABLE: Mapping[EntryId, datetime] = {}


def outbox_rows(
    entries: Iterable[OutboxEntry],
    sent_bytes: Mapping[EntryId, int],
    recall_until: Mapping[EntryId, datetime] = _NONE_RECALLABLE,
    destination: str = "",
) -> tuple[OutboxRow, ...]:
    """The rows of the outbox; what arrived stands last, newest first, everything else in the order it was queued.

    `recall_until` has those that can be taken back; `destination` is the store that is worked with (empty: any).
    """
    rows = [outbox_row(entry, sent_bytes.get(entry.id), recall_until.get(entry.id), destination) for entry in entries]
    open_rows = [row for row in rows if row.stage is not Stage.DELIVERED]
    arrived = [row for row in rows if row.stage is Stage.DELIVERED]
    open_rows.sort(key=lambda row: _ORDER.get(row.stage, 1))
    return (*open_rows, *reversed(arrived))


def outbox_row(
    entry: OutboxEntry, sent_bytes: int | None, recall_until: datetime | None = None, destination: str = ""
) -> OutboxRow:
    """The row of one entry."""
    receipt = entry.receipt
    return OutboxRow(
        id=entry.id,
        name=shown_name(entry.name),
        record=entry.record,
        size_bytes=entry.payload.blob.size_bytes,
        stage=entry.stage,
        problem=entry.problem,
        next_try=entry.next_try,
        image_id=receipt.image_id if receipt else "",
        delivered_at=receipt.accepted_at if receipt else None,
        sent_bytes=sent_bytes if entry.stage is Stage.SENDING else None,
        doubtful=entry.doubtful,
        recall_until=recall_until,
        is_for_another_store=bool(destination) and entry.store != destination,
        read_back_at=receipt.read_back_at if receipt else None,
    )


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
    """The gallery of one record; `tiles` newest first. FAILED keeps the tiles of the last good answer.

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
) -> tuple[GalleryTile, ...]:
    """What DRX has, joined with what is on its way; each image once, newest first.

    `own` are the images that DRX lists for the record itself; `of_patient` those of a prescription's patient.
    """
    tiles: dict[str, GalleryTile] = {}
    for image in own:
        tiles[image.id] = _stored_tile(image, True)
    for image in of_patient:
        if image.id not in tiles:
            tiles[image.id] = _stored_tile(image, mentions(image.name, record.id))
    known_names = {tile.name for tile in tiles.values()}
    for entry in on_the_way:
        is_listed = entry.name in known_names or (entry.receipt is not None and entry.receipt.image_id in tiles)
        if not is_listed and shows_in(entry.record, record):
            tiles[f"entry {entry.id}"] = _entry_tile(entry, record)
    return tuple(sorted(tiles.values(), key=_newest_first))


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
        created_at=entry.queued_at,
        of_this_record=shown.kind is not RecordKind.PRESCRIPTION or mentions(entry.name, shown.id),
    )


def _newest_first(tile: GalleryTile) -> tuple[float, str]:
    return (-tile.created_at.timestamp() if tile.created_at else float("inf"), tile.key)
