"""What stands in place of the live picture where there is none: why, what to do, and the technical line on demand."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel
from app.ui.problem_words import in_words
from app.ui.theme.icons import icon

_WIDTH_PX = 480
_ICON_PX = 40


class CameraTrouble(QFrame):
    """A card on the canvas. `again_asked`: a person wants it tried once more."""

    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        card = Card(margin_px=28, spacing_px=8, parent=self)
        card.setMaximumWidth(_WIDTH_PX)
        self._title = PlainLabel(role="heading", wraps=True)
        self._advice = PlainLabel(role="secondary", wraps=True)
        self._detail = PlainLabel(role="note", wraps=True)
        for label in (self._title, self._advice, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = PlainButton(self.tr("Try again"), "refresh")
        self.again.clicked.connect(self.again_asked)
        self._more = QuietButton(self.tr("Details"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._detail.setVisible)
        card.column.addWidget(_Sign(card))
        for label in (self._title, self._advice):
            card.column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (self.again, self._more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.column.addSpacing(4)
        card.column.addLayout(buttons)
        card.column.addWidget(self._detail)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def show_problem(self, problem: Problem, *, can_try_again: bool) -> None:
        """Say this."""
        self._title.setText(in_words(problem).title)
        self._advice.setText(in_words(problem).advice)
        self._advice.setVisible(bool(in_words(problem).advice))
        self._detail.setText(problem.detail)
        self._more.setVisible(bool(problem.detail))
        self._more.setChecked(False)
        self._detail.setVisible(False)
        self.again.setVisible(can_try_again)
        self.setAccessibleName(in_words(problem).sentence)


class _Sign(QWidget):
    """The icon over the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_ICON_PX + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        spot = QRect(0, 0, _ICON_PX, _ICON_PX)
        spot.moveCenter(self.rect().center())
        painter = QPainter(self)
        icon("camera", "muted").paint(painter, spot)
        painter.end()
