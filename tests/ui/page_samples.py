"""Made-up pages as the flows would tell them, and a workspace over orders that are only written down."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.edits import UNTOUCHED, PageEdits
from app.domain.errors import Problem
from app.domain.facts import DeskChanged, Fact
from app.domain.limits import FitNote
from app.domain.pages import BlobRef, BrokenFile, DeskPage, DocumentKind, ImportedPage, MediaType, PageId, Picture, Side
from app.domain.parcels import FittedPayload
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, Obstacle, PageRow

PATIENT = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")
PRESCRIPTION = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", patient_id="pat_12345")
TORN = Problem("This PDF is damaged", "Scan the page again", "no xref table")


def put_away(widget: QWidget) -> None:
    """Close a window and let Qt take it down at once."""
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def picture(width: int, height: int) -> Picture:
    """A grey picture; the unused byte is 0, as imaging leaves it."""
    return Picture(width, height, b"\x80\x80\x80\x00" * (width * height))


def page_row(
    name: str,
    *,
    mark: Mark = Mark.FITS,
    width: int = 2480,
    height: int = 3508,
    edits: PageEdits = UNTOUCHED,
    kind: DocumentKind | None = None,
    side: Side = Side.NONE,
    notes: tuple[FitNote, ...] = (FitNote.SCALED_DOWN,),
) -> PageRow:
    """A readable page; `name` is its ID, title and name at once."""
    page_id = PageId(name)
    imported = ImportedPage(
        BlobRef("0" * 64, 11_800_000), MediaType.TIFF, f"{name}.tif", 0, 1, width, height, 300, datetime.now(tz=UTC)
    )
    fitted = FittedPayload(BlobRef("1" * 64, 1_900_000), MediaType.JPEG, 2740, 3890, 300, False, 1, notes)
    page = DeskPage(page_id, imported, edits, kind, side)
    return PageRow(page_id, 1, page, mark, name, name, None if mark is Mark.FITTING else fitted)


def broken_row(name: str) -> PageRow:
    """A file that could not be read."""
    return PageRow(PageId(name), 1, BrokenFile(PageId(name), name, TORN), Mark.BROKEN, name, "", None, TORN)


def desk_view(*rows: PageRow, record: Record | None = PATIENT) -> DeskView:
    """A desk with these rows that could be uploaded, where it has rows and a record."""
    obstacle = Obstacle.NO_PAGES if not rows else Obstacle.NO_RECORD if record is None else None
    return DeskView(record=record, rows=rows, obstacle=obstacle)


def edited(row: PageRow, edits: PageEdits) -> PageRow:
    """The same row with other edits."""
    assert isinstance(row.item, DeskPage)
    return replace(row, item=replace(row.item, edits=edits))


def desk_fact(*rows: PageRow, record: Record | None = PATIENT) -> Fact:
    """The fact that the desk has these rows now."""
    return DeskChanged(desk_view(*rows, record=record))
