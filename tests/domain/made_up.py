"""Made-up values for the tests of the domain: a page, a payload, an entry, an image, with what a test names changed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any  # the fields of the value that a test wants to be different

from app.domain.pages import BlobRef, DeskPage, ImportedPage, MediaType, PageId
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, StoredImage
from app.domain.records import Record, RecordKind

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PATIENT = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")
PRESCRIPTION = Record(RecordKind.PRESCRIPTION, "rx_67890", patient_id="pat_12345")

BLOB = BlobRef("ab" * 32, 1000)
PAYLOAD = FittedPayload(BLOB, MediaType.JPEG, 400, 500, 300, True, 0, ())
IMPORTED = ImportedPage(BLOB, MediaType.JPEG, "IMG_0001.jpg", 0, 1, 400, 500, 300, NOON)
PAGE = DeskPage(PageId("page"), IMPORTED)
ENTRY = OutboxEntry(
    EntryId("entry"), "https://lakeside.drxapp.com", PATIENT, "ID front k7m2q9xd3p.jpg", PAYLOAD, NOON, NOON
)


def page(**others: Any) -> DeskPage:
    """A page on the desk; `file_name`, `frame` and `frames` go to what was imported."""
    imported = {key: others.pop(key) for key in ("file_name", "frame", "frames") if key in others}
    return replace(PAGE, imported=replace(IMPORTED, **imported), **others)


def entry(**others: Any) -> OutboxEntry:
    """An entry of the outbox."""
    return replace(ENTRY, **others)


def image(image_id: str, name: str, **others: Any) -> StoredImage:
    """An image as DRX lists it."""
    return StoredImage(image_id, name, **others)
