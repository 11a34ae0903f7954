"""The bar under the stage while straightening by hand: the angle as a slider and a number, and its buttons."""

from html import escape

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from app.domain.edits import MAX_STRAIGHTEN_DEG
from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.workspace.level_tool import STEP_DEG
from app.ui.workspace.tool_bar import CONTROL_PX, ToolBar, slider

FINE_DEG = 15.0
"""How far the slider goes to either side; paper rarely lies worse, and a number goes on from there."""
_STEPS = round(1 / STEP_DEG)


class LevelBar(ToolBar):
    """`angle_given` carries degrees, clockwise; `by_itself_asked`: let the program find the angle."""

    angle_given = Signal(object)
    by_itself_asked = Signal()
    apply_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = slider(self.tr("Angle"), round(-FINE_DEG * _STEPS), round(FINE_DEG * _STEPS), 190)
        self._slider.valueChanged.connect(self._slid)
        self._number = QDoubleSpinBox()
        self._number.setAccessibleName(self.tr("Angle, degrees"))
        self._number.setToolTip(escape(self.tr("Angle, degrees")))
        self._number.setRange(-MAX_STRAIGHTEN_DEG, MAX_STRAIGHTEN_DEG)
        self._number.setDecimals(1)
        self._number.setSingleStep(STEP_DEG)
        self._number.setSuffix("°")
        self._number.setKeyboardTracking(False)
        self._number.setFixedSize(72, CONTROL_PX)
        self._number.lineEdit().setProperty("bare", True)
        self._number.lineEdit().setTextMargins(7, 0, 0, 0)
        self._number.valueChanged.connect(self._typed)
        self._number.lineEdit().returnPressed.connect(self.apply_asked)  # by then the value is given
        self.flow.addWidget(self._slider)
        self.flow.addWidget(self._number)
        self.button(
            ToolButton(self.tr("By itself"), "wand", name=self.tr("Straighten by itself")), self.by_itself_asked
        )
        self.button(ToolButton(self.tr("Reset"), name=self.tr("Reset angle")), self._reset)
        self.button(ToolButton(self.tr("Leave"), name=self.tr("Leave straightening")), self.leave_asked)
        self.button(PrimaryButton(self.tr("Apply angle")), self.apply_asked)
        self.add_note(self.tr("Or draw a line along what should be level or upright."))

    def show_angle(self, angle_deg: float) -> None:
        """Show an angle, clockwise."""
        with QSignalBlocker(self._slider), QSignalBlocker(self._number):
            self._slider.setValue(round(angle_deg * _STEPS))
            self._number.setValue(angle_deg)

    @Slot(int)
    def _slid(self, steps: int) -> None:
        self.angle_given.emit(steps / _STEPS)

    @Slot(float)
    def _typed(self, angle_deg: float) -> None:
        self.angle_given.emit(angle_deg)

    @Slot()
    def _reset(self) -> None:
        self.angle_given.emit(0.0)
