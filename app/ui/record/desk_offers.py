"""What the desk offers under the picked record: whom labels on its pages name, and pages that wait for others."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.records import Record
from app.domain.shelves import DeskView, WaitingStack
from app.ui.controls.label import PlainLabel
from app.ui.record.record_row import RecordRow
from app.ui.words import KIND_ICONS, pages_text, record_lines, record_sentence, visible

MAX_SHOWN = 4
"""Stacks that are shown; the rest come up as these are taken."""


class DeskOffers(QWidget):
    """`picked` carries the Record that a label names, `taken_up` the number of a waiting stack."""

    picked = Signal(object)
    taken_up = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[tuple[Record | int, RecordRow]] = []
        self._shown: object = None
        self._waiting: tuple[WaitingStack, ...] = ()
        self.hide()

    @property
    def rows(self) -> tuple[RecordRow, ...]:
        """The rows as they stand."""
        return tuple(row for _, row in self._rows)

    @property
    def choices(self) -> tuple[tuple[Record, RecordRow], ...]:
        """Whom each row stands for, where it does for somebody."""
        return tuple((record, row) for offer, row in self._rows if (record := self._whose(offer)) is not None)

    def _whose(self, offer: Record | int) -> Record | None:
        return offer if isinstance(offer, Record) else self._waiting[offer].record

    def show_desk(self, view: DeskView) -> None:
        """Show what this desk offers; nothing where it offers nothing."""
        if self._shown == (view.suggested, view.waiting):
            return
        self._shown, self._waiting = (view.suggested, view.waiting), view.waiting
        self._clear()
        if view.suggested:
            is_one = len(view.rows) == 1
            self._add_heading(self.tr("This page says") if is_one else self.tr("Labels on the pages say"))
        for record in view.suggested:
            first, second = record_lines(record)
            name = self.tr("Pick {record}, as a label says").format(record=record_sentence(record))
            self._add(record, first, second, KIND_ICONS[record.kind], name)
        if view.waiting:
            self._add_heading(self.tr("Waiting (Ctrl+B)"))
        for number, stack in enumerate(view.waiting[:MAX_SHOWN]):
            first, second = waiting_lines(stack)
            icon_name = KIND_ICONS[stack.record.kind] if stack.record else "stack-2"
            self._add(number, first, second, icon_name, self.tr("Take up: {stack}").format(stack=f"{first}, {second}"))
        self.setVisible(bool(self._rows))

    def _clear(self) -> None:
        self._rows.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_heading(self, text: str) -> None:
        heading = PlainLabel(text, "section", parent=self)
        heading.setContentsMargins(0, 8, 0, 4)
        self._column.addWidget(heading)

    def _add(self, offer: Record | int, first: str, second: str, icon_name: str, name: str) -> None:
        row = RecordRow(first, second, icon_name, name, parent=self)
        row.clicked.connect(self._pressed)
        self._rows.append((offer, row))
        self._column.addWidget(row)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        for offer, row in self._rows:
            if row is pressed:
                (self.picked if isinstance(offer, Record) else self.taken_up).emit(offer)
                return


def tr(text: str) -> str:
    """A text about the desk's offers in the language of the screen."""
    return QCoreApplication.translate("desk_offers", text)


def waiting_lines(stack: WaitingStack) -> tuple[str, str]:
    """`2 pages for Alvarez, Maria` and what tells that record from others."""
    pages = pages_text(stack.page_count)
    if stack.record is None:
        return pages, tr("For nobody yet")
    first = tr("{pages} for {name}").format(pages=pages, name=visible(stack.record.title))
    lines = record_lines(stack.record)
    return first, lines[0] if lines[0] != stack.record.title else lines[1]
