"""One group of a batch as a card: whose it is, what put its pages there, how it stands; pages drop onto it."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.sort_shelf import SortGroup
from app.ui.controls.button import PlainButton
from app.ui.controls.card import Card
from app.ui.controls.chip import StatusPill
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.pictures.page_pictures import PagePictures
from app.ui.sorting.sort_list import SortList
from app.ui.sorting.words_sorting import group_about, group_state, group_title
from app.ui.words import pages_text
from app.ui.workspace.filmstrip_model import PAGES_MIME

_ALSO = Qt.KeyboardModifier.ControlModifier


class SortCard(Card):
    """A card with a title, a line about it, a pill and a list of pages."""

    def __init__(self, pictures: PagePictures, name: str, parent: QWidget | None = None) -> None:
        super().__init__(margin_px=14, spacing_px=8, parent=parent)
        self._title = PlainLabel("", "heading", elided=True)
        self._about = PlainLabel("", "secondary", elided=True)
        self._pill = StatusPill()
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self._title, 0)
        self.head.addWidget(self._about, 1)
        self.head.addWidget(self._pill, 0)
        self.column.setContentsMargins(14, 8, 14, 8)
        self.column.addLayout(self.head)
        self.list = SortList(name, pictures, self)
        self.column.addWidget(self.list)

    def say(self, title: str, about: str, state: tuple[str, str, str]) -> None:
        """Whose it is, what is in it, and how it stands."""
        self._title.setText(title)
        self._about.setText(about)
        self._pill.show_status(*state)
        self.setAccessibleName(", ".join(part for part in (title, about, state[0]) if part))
        self.list.setAccessibleName(self.tr("Pages of {title}, {about}").format(title=title, about=about))


class GroupCard(SortCard):
    """The pages of one record. `dropped` carries whether they go to it beside the records that they have.

    `group_dragged`: all its pages are dragged; `patient_given` carries the patient's ID that a prescription lacks.
    """

    dropped = Signal(object)
    group_dragged = Signal()
    patient_given = Signal(str)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, "", parent)
        self.group: SortGroup | None = None
        self._pressed_at: QPoint | None = None
        self._ask = QWidget()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        note = self.tr("DRX links prescription images to the patient. Enter the patient's ID.")
        row.addWidget(PlainLabel(note, "note", wraps=True), 1)
        self._patient = Field(self.tr("Patient ID"), self.tr("Patient ID"))
        self._patient.setMaximumWidth(180)
        self._link = PlainButton(self.tr("Link"))
        row.addWidget(self._patient)
        row.addWidget(self._link)
        self.column.insertWidget(1, self._ask)
        self._patient.returnPressed.connect(self._give)
        self._link.clicked.connect(self._give)
        self._ask.hide()
        self.setAcceptDrops(True)

    def show_group(self, group: SortGroup) -> None:
        """Show this group."""
        if group == self.group:
            return
        self.group = group
        self.say(group_title(group.record), group_about(group), group_state(group))
        self._link.set_name(self.tr("Link {record} to this patient").format(record=group.record.id))
        self._ask.setVisible(not group.can_link)
        self.list.show_pages(group.pages)

    @Slot()
    def _give(self) -> None:
        if self._patient.text().strip():
            self.patient_given.emit(self._patient.text())

    # --- drag and drop -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed_at
        far = QApplication.startDragDistance()
        if pressed is None or (event.position().toPoint() - pressed).manhattanLength() < far or self.group is None:
            return
        self._pressed_at = None
        self.group_dragged.emit()
        mime = QMimeData()
        mime.setData(PAGES_MIME, b"")
        mime.setText(pages_text(len(self.group.pages)))
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PAGES_MIME):
            self._take(event)
            self.set_tone("accent")

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(PAGES_MIME):
            self._take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_tone("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_tone("")
        if event.mimeData().hasFormat(PAGES_MIME):
            self._take(event)
            self.dropped.emit(event.modifiers() == _ALSO)

    def _take(self, event: QDropEvent) -> None:
        also = event.modifiers() == _ALSO
        event.setDropAction(Qt.DropAction.CopyAction if also else Qt.DropAction.MoveAction)
        event.accept()
