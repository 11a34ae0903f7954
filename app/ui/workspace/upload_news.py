"""Keeps the empty desk saying where the pages of the last upload are, as the outbox goes on. Shop room."""

from PySide6.QtCore import QObject, Slot

from app.domain.facts import DeskChanged, OutboxChanged, PagesQueued, PagesRecalled
from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import OutboxEntry
from app.ui.relay import Relay
from app.ui.workspace.empty_pane import EmptyPane
from app.ui.workspace.words_pages import after_upload_text


class UploadNews(QObject):
    """Tells `empty` of one upload, until its pages come back or others take their place on the desk."""

    def __init__(self, relay: Relay, empty: EmptyPane) -> None:
        super().__init__(empty)
        self._empty = empty
        self._outbox = OutboxView()
        self._uploaded: tuple[OutboxEntry, ...] = ()
        relay.fact.connect(self._take)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case PagesQueued(entries=entries):
                self._uploaded = entries
            case OutboxChanged(view=view):
                self._outbox = view
            case PagesRecalled():
                self._uploaded = ()
                self._empty.tell("")
            case DeskChanged(view=view) if view.rows:
                self._uploaded = ()
            case _:
                return
        if self._uploaded:
            self._empty.tell(after_upload_text(self._uploaded, self._outbox))
