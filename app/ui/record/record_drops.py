"""What is dragged over the record panel: the records that it can be dropped onto, and what comes of dropping it there.

The whole panel takes the drag and looks which row lies under the pointer, so that rows may come and go meanwhile.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.pages import PageId
from app.domain.records import Record
from app.flows.desk import Desk
from app.ui.record.record_search import IdOffer
from app.ui.record.worklist_door import is_worklist
from app.ui.words import pages_text
from app.ui.workspace.filmstrip_model import PAGES_MIME
from app.ui.workspace.offered import is_offering, offer_of
from app.ui.workspace.words_drop import dragged, record_drop_words

Choice = IdOffer | Record


class Target(Protocol):
    """What shows a record, and can show what comes of a drop; nothing with empty words."""

    def show_drop(self, words: str, *, is_under: bool = False) -> None: ...
    def isVisible(self) -> bool: ...
    def rect(self) -> QRect: ...
    def mapFrom(self, parent: QWidget, at: QPoint, /) -> QPoint: ...


Targets = Iterable[tuple[Choice, Target]]
_EDGE_PX = 28
_STEP_PX = 12


class RecordDrops(QObject):
    """`pages_dropped` carries the choice that our own pages were dropped onto, `noticed` what can't be taken."""

    pages_dropped = Signal(object)
    noticed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        scroll: QScrollArea,
        targets: Callable[[], Targets],
    ) -> None:
        """`owner` is the panel, `scroll` what moves in it, `targets` are the rows that stand there now."""
        super().__init__(owner)
        self._desk, self._owner, self._scroll, self._targets = desk, owner, scroll, targets
        self.selected: Callable[[], Collection[PageId]] = tuple
        """The pages that are dragged when our own are."""
        self._words = ""
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDropEvent):
                return self._enter(event)
            case QEvent.Type.DragMove if self._words and isinstance(event, QDragMoveEvent):
                self._move(event)
                return True
            case QEvent.Type.DragLeave if self._words:
                self._end()
                return True
            case QEvent.Type.Drop if self._words and isinstance(event, QDropEvent):
                self._drop(event)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, event: QDropEvent) -> bool:
        mime = event.mimeData()
        if not any(self._targets()):
            return False
        if mime.hasFormat(PAGES_MIME):
            self._words = self._pages_words()
        elif is_offering(mime) and not is_worklist(mime) and not dragged(mime).advice:
            self._words = record_drop_words(dragged(mime))
        if self._words:
            self._mark()
            self._take(event)
        return bool(self._words)

    def _move(self, event: QDragMoveEvent) -> None:
        at = event.position().toPoint()
        under = self._under(at)
        self._mark(under[1] if under is not None else None)
        self._scroll_towards(self._scroll.mapFrom(self._owner, at))
        if under is not None:
            self._take(event)
        else:
            event.ignore()

    def _drop(self, event: QDropEvent) -> None:
        under = self._under(event.position().toPoint())
        self._end()
        if under is None:
            event.ignore()
            return
        self._take(event)
        if event.mimeData().hasFormat(PAGES_MIME):
            self.pages_dropped.emit(under[0])
        else:
            self._take_files(as_record(under[0]), event.mimeData())

    def _take_files(self, record: Record, mime: QMimeData) -> None:
        """Read what it holds here and now: the source may be gone when the drop is over."""
        offer = offer_of(mime)
        files = offer.named(self.tr("Dropped file"), self.tr("Dropped picture"))
        if offer.paths:
            self._desk.add_files_for(record, offer.paths)
        elif files:
            self._desk.add_contents_for(record, files)
        if offer.refusal:
            self.noticed.emit(offer.refusal)

    def _end(self) -> None:
        self._words = ""
        for _, row in self._targets():
            row.show_drop("")

    def _mark(self, under: Target | None = None) -> None:
        for _, row in self._targets():
            row.show_drop(self._words, is_under=row is under)

    def _under(self, at: QPoint) -> tuple[Choice, Target] | None:
        seen = self._scroll.viewport().rect().contains(self._scroll.viewport().mapFrom(self._owner, at))
        for choice, row in self._targets():
            if seen and row.isVisible() and row.rect().contains(row.mapFrom(self._owner, at)):
                return choice, row
        return None

    def _scroll_towards(self, at: QPoint) -> None:
        bar = self._scroll.verticalScrollBar()
        if at.y() < _EDGE_PX:
            bar.setValue(bar.value() - _STEP_PX)
        elif at.y() > self._scroll.height() - _EDGE_PX:
            bar.setValue(bar.value() + _STEP_PX)

    def _pages_words(self) -> str:
        return self.tr("Drop: {pages} for this one").format(pages=pages_text(len(self.selected()) or 1))

    def _take(self, event: QDropEvent) -> None:
        """Ours are moved; a file is copied, never moved: its source would erase it."""
        is_ours = event.mimeData().hasFormat(PAGES_MIME)
        event.setDropAction(Qt.DropAction.MoveAction if is_ours else Qt.DropAction.CopyAction)
        event.accept()


def as_record(choice: Choice) -> Record:
    """The record that is meant, as far as it is known."""
    return choice if isinstance(choice, Record) else Record(choice.kind, choice.record_id)
