"""The bar under the stage while cropping: the box in numbers, and the buttons that apply, reset or leave it."""

from html import escape

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.domain.edits import Box
from app.ui.controls.button import Button, PrimaryButton, ToolButton
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.theme.theme import TARGET_PX
from app.ui.workspace.words_tools import apply_crop_words

_FIELD_PX = 60
_NARROW_FIELD_PX = 52


class CropBar(QFrame):
    """Four numbers in the pixels of the page as shown, and Reset, Leave, Apply. `box_given` carries a Box.

    Enter in a number gives the box and asks for it to be applied, as it does on the stage. `last_asked`: put the box
    where the last crop was, on a page of the same size.
    """

    box_given = Signal(object)
    apply_asked = Signal()
    reset_asked = Signal()
    leave_asked = Signal()
    last_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self._fields: list[QSpinBox] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 6, 12, 6)
        flow = FlowLayout(spacing_px=6)
        outer.addLayout(flow)
        self._left = self._field(flow, self.tr("Left"), self.tr("Crop from the left, px"))
        self._top = self._field(flow, self.tr("Top"), self.tr("Crop from the top, px"))
        self._width = self._field(flow, self.tr("Width"), self.tr("Width after crop, px"))
        self._height = self._field(flow, self.tr("Height"), self.tr("Height after crop, px"))
        self._last = ToolButton(self.tr("Use the last crop"))
        self._button(flow, self._last, self.last_asked)
        self._last.hide()
        self._button(flow, ToolButton(self.tr("Reset"), name=self.tr("Reset crop")), self.reset_asked)
        self._button(flow, ToolButton(self.tr("Leave"), name=self.tr("Leave crop")), self.leave_asked)
        self._apply = PrimaryButton(self.tr("Apply crop"))
        self._button(flow, self._apply, self.apply_asked)

    def _field(self, flow: FlowLayout, word: str, name: str) -> QSpinBox:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(4)
        field = QSpinBox(pair)
        self._fields.append(field)
        field.setAccessibleName(name)
        field.setToolTip(escape(name))
        field.setKeyboardTracking(False)
        field.setFixedWidth(_FIELD_PX)
        field.lineEdit().setProperty("bare", True)
        field.lineEdit().setTextMargins(7, 0, 0, 0)
        field.valueChanged.connect(self._give)
        field.lineEdit().returnPressed.connect(self.apply_asked)  # by then the value is given
        row.addWidget(PlainLabel(word, "note", parent=pair))
        row.addWidget(field)
        flow.addWidget(pair)
        return field

    def _button(self, flow: FlowLayout, button: Button, asked: object) -> None:
        button.height_px = TARGET_PX + 8  # as high as the fields
        button.setToolTip(escape(button.accessibleName()))
        button.clicked.connect(asked)
        flow.addWidget(button)

    def set_narrow(self, is_narrow: bool) -> None:
        """Narrower numbers, still wide enough for four digits."""
        for field in self._fields:
            field.setFixedWidth(_NARROW_FIELD_PX if is_narrow else _FIELD_PX)
            field.lineEdit().setTextMargins(3 if is_narrow else 7, 0, 0, 0)

    def show_offer(self, *, has_last: bool, page_count: int) -> None:
        """Can the last crop be used here, and how many pages would this one be applied to?"""
        self._last.setVisible(has_last)
        words = apply_crop_words(page_count)
        self._apply.set_words(words, words)
        self._apply.setToolTip(escape(words))

    def show_box(self, box: Box, limits: tuple[int, int]) -> None:
        """Show a box on a page of these limits (width, height)."""
        wanted = (
            (self._left, 0, limits[0] - 1, box.left),
            (self._top, 0, limits[1] - 1, box.top),
            (self._width, 1, limits[0], box.width),
            (self._height, 1, limits[1], box.height),
        )
        for field, least, most, value in wanted:
            with QSignalBlocker(field):
                field.setRange(least, most)
                field.setValue(value)

    @Slot()
    def _give(self) -> None:
        left, top = self._left.value(), self._top.value()
        self.box_given.emit(Box(left, top, left + self._width.value(), top + self._height.value()))
