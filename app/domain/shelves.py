"""What the desk shows: values worked out by pure functions, so that a window only paints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.belonging import key_of, other_named
from app.domain.errors import Problem
from app.domain.limits import FitNote
from app.domain.names import describe, proposed_name
from app.domain.pages import BrokenFile, DeskItem, DeskPage, DocumentKind, PageId, Side
from app.domain.parcels import FittedPayload
from app.domain.readings import PageReading, Remark
from app.domain.records import Record
from app.domain.twins import Twin


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
    picked: Record | None = None
    """Whom the page is for as the desk stands."""
    says: Record | None = None
    """The record that a label on it names, where that is another than the picked one."""
    twin: Twin | None = None
    """The page that it is once more, until a person says that it is kept all the same."""

    @property
    def must_be_seen(self) -> bool:
        """May this page not leave before a person said that it is right?"""
        return Remark.MAYBE_TORN in self.remarks or Remark.OTHER_RECORD in self.remarks


class Obstacle(Enum):
    """Why the primary button can't act yet."""

    NO_PAGES = "no pages"
    NO_RECORD = "no record"
    NO_PATIENT = "no patient"  # a prescription whose patient is not known: DRX links images to the patient
    ONLY_BROKEN = "only broken"
    NOT_CONNECTED = "not connected"
    NOT_SEEN = (
        "not seen"  # a page may be torn, or another record's: a person has to look at it and say that it is right
    )


class Step(Enum):
    """The name of a step that can be undone."""

    ADD = "add pages"
    REPLACE = "replace page"
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
    LEAVE_OUT = "leave pages out"
    FOR_ANOTHER = "put aside for another record"


@dataclass(frozen=True, slots=True)
class WaitingStack:
    """Pages that wait for their record to be taken up again."""

    record: Record | None
    page_count: int


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
    suggested: tuple[Record, ...] = ()
    """The records that labels on the pages name, while none is picked."""
    waiting: tuple[WaitingStack, ...] = ()
    """What was put aside for other records, the last one first."""
    named_count: int = 0
    """So many patients (or records of nobody known) the labels on the pages name: several are a batch to sort."""
    is_sorting: bool = False
    """The pages are a batch that is being sorted (`app.domain.sort_shelf`)."""

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
    named: Sequence[Record] = (),
    twin: Twin | None = None,
) -> PageRow:
    """The row of one item; `problem` is why a readable page can't be fitted, if it can't; `named` are the records that
    its labels name; `twin` is the page that it is once more.
    """
    if isinstance(item, BrokenFile):
        return PageRow(item.id, position, item, Mark.BROKEN, item.file_name, "", None, item.problem)
    mark = Mark.FITTING
    twin = twin if twin is not None and item.kept_beside != twin.key else None
    remarks = (*((Remark.ALREADY_THERE,) if twin is not None else ()), *_remarks(item, fitted, reading))
    says = other_named(record, named) if record is not None else None
    if record is not None and says is not None and item.belongs_to != key_of(record):
        remarks = (Remark.OTHER_RECORD, *remarks)
    if problem is not None:
        mark = Mark.BROKEN
    elif fitted is not None:
        mark = Mark.LOOK if remarks else Mark.FITS
    title = _caption(item)
    name = proposed_name(item, record)
    return PageRow(item.id, position, item, mark, title, name, fitted, problem, reading, remarks, record, says, twin)


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
