"""The small field that asks how many sheets went into the feeder: nobody has to answer. Shop room."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.sheet_count import MAX_SHEETS
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.workspace.words_sheets import tr

_WIDTH_PX = 72


class SheetField(QWidget):
    """`counted` carries how many a person typed; `left`: Esc, nobody wants to count."""

    counted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = PlainLabel(tr("How many sheets went in?"), "secondary")
        self.field = Field(tr("How many sheets went in?"))
        self.field.setFixedWidth(_WIDTH_PX)
        self.field.setValidator(QIntValidator(1, MAX_SHEETS, self.field))
        self.field.setAcceptDrops(False)
        self.field.returnPressed.connect(self._count)
        words.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.field)

    def clear(self) -> None:
        """For the next scan."""
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _count(self) -> None:
        if self.field.hasAcceptableInput():
            self.counted.emit(int(self.field.text()))
