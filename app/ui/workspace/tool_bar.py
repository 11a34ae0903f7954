"""What the bars of the tools under the stage have in common: a row of controls that breaks where it is narrow."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSlider, QVBoxLayout, QWidget

from app.ui.controls.button import Button
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.theme.theme import TARGET_PX

CONTROL_PX = TARGET_PX + 8
"""Buttons are as high as the fields beside them."""


class ToolBar(QFrame):
    """A bar of its own under the stage. `flow` takes the controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 6, 12, 6)
        self.column.setSpacing(4)
        self.flow = FlowLayout(spacing_px=6)
        self.column.addLayout(self.flow)
        self._note: PlainLabel | None = None

    def add_note(self, text: str) -> PlainLabel:
        """A quiet line under the controls."""
        self._note = PlainLabel(text, "note", wraps=True)
        self.column.addWidget(self._note)
        return self._note

    def set_narrow(self, is_narrow: bool) -> None:
        """There is little width."""

    def set_low(self, is_low: bool) -> None:
        """There is little height: the page needs it more than the note."""
        if self._note is not None:
            self._note.setVisible(not is_low)

    def button(self, button: Button, asked: object) -> Button:
        """Put a button at the end of the row; its tooltip is what it is called."""
        button.height_px = CONTROL_PX
        if not button.toolTip():
            button.setToolTip(escape(button.accessibleName()))
        button.clicked.connect(asked)
        self.flow.addWidget(button)
        return button


def slider(name: str, least: int, most: int, width_px: int) -> QSlider:
    """A slider that can be caught with a finger, with the arrow keys moving it by one."""
    made = QSlider(Qt.Orientation.Horizontal)
    made.setAccessibleName(name)
    made.setToolTip(escape(name))
    made.setRange(least, most)
    made.setPageStep(10)
    made.setFixedSize(width_px, CONTROL_PX)
    return made
