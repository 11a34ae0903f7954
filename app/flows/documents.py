"""Documents: what the picked record has of the usual ones, from the gallery's listing, the outbox and the desk."""

from collections.abc import Callable
from datetime import datetime

from app.domain.belonging import key_of
from app.domain.documents import (
    Document,
    DocumentsView,
    ExpectedDocuments,
    marks_for,
    marks_while_asking,
    needs_patients_images,
    telling,
)
from app.domain.facts import DocumentsChanged, Fact
from app.domain.gallery_shelf import GalleryTile, joined
from app.domain.parcels import OutboxEntry
from app.domain.records import Record
from app.flows.bench import Bench


class Documents:
    """Remembers the last listing of the picked record, and asks for none itself. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        bench: Bench,
        entries: Callable[[], tuple[OutboxEntry, ...]],
        expected: ExpectedDocuments,
        now: Callable[[], datetime],
        *,
        is_attended: bool,
    ) -> None:
        """Unattended nothing is wanted: nobody looks at the marks."""
        self._publish, self._bench, self._entries = publish, bench, entries
        self._expected, self._now, self._is_attended = expected, now, is_attended
        self._listed: tuple[str, str] | None = None
        self._tiles: tuple[GalleryTile, ...] = ()
        self._answers = True
        """Did DRX answer the last time? Else nothing is shown that would have to be taken away again."""
        self._told = DocumentsView()

    def wants(self, record: Record) -> bool:
        """Is it worth a listing what DRX has for this record?"""
        return self._is_attended and record.is_listable and bool(self._wanted(record))

    def listed(self, record: Record, tiles: tuple[GalleryTile, ...]) -> None:
        """DRX has these for this record. One that is looked at aside, or was picked before, has no marks."""
        self._answers = True
        if self._is_picked(record):
            self._listed = _place(record)
            self._tiles = telling(tiles)
        self.follow()

    def not_listed(self, record: Record) -> None:
        """DRX could not say what it has."""
        self._answers = False
        self.follow()

    def follow(self) -> None:
        """The record, its pages or what is on its way may be others now: tell if that changes anything."""
        view = self._view()
        if view != self._told:
            self._told = view
            self._publish(DocumentsChanged(view))

    def tell(self) -> None:
        """Tell how it stands, for a listener that has just come."""
        self._told = self._view()
        self._publish(DocumentsChanged(self._told))

    def forget(self) -> None:
        """Start over for another session."""
        self._listed, self._tiles, self._answers = None, (), True

    def _view(self) -> DocumentsView:
        record = self._bench.record
        if record is None or not self.wants(record):
            return DocumentsView(record)
        wanted = self._wanted(record)
        if self._listed == _place(record):
            tiles = joined(record, self._tiles, self._entries())
            return DocumentsView(record, marks_for(wanted, tiles, self._bench.pages, self._now()))
        return DocumentsView(record, marks_while_asking(wanted) if self._answers else ())

    def _wanted(self, record: Record) -> tuple[Document, ...]:
        wanted = self._expected.of(record.kind)
        if record.needs_patient:
            return tuple(document for document in wanted if not needs_patients_images(document))
        return wanted

    def _is_picked(self, record: Record) -> bool:
        return self._bench.record is not None and key_of(self._bench.record) == key_of(record)


def _place(record: Record) -> tuple[str, str]:
    """What a listing is of: for a prescription, its patient's images come along once the patient is known."""
    return key_of(record), record.patient_id
