"""What stands on the stage in place of a page that can't be shown: the problem, its advice, and Details."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel

_WIDTH_PX = 420


class PageNotice(QWidget):
    """A card in the middle of the canvas. `remove_asked`: take this file off the desk."""

    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        card = Card("bad", margin_px=20, spacing_px=6, parent=self)
        card.setMaximumWidth(_WIDTH_PX)
        self._file_name = PlainLabel(role="secondary", elided=True)
        self._title = PlainLabel(role="heading", tone="bad", wraps=True)
        self._advice = PlainLabel(wraps=True)
        self._detail = PlainLabel(role="note", wraps=True)
        self._more = QuietButton(self.tr("Details"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._detail.setVisible)
        remove = PlainButton(self.tr("Remove from the desk"), "trash")
        remove.clicked.connect(self.remove_asked)
        for label in (self._file_name, self._title, self._advice, self._detail):
            card.column.addWidget(label)
        card.column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(remove)
        buttons.addWidget(self._more)
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def show_problem(self, file_name: str, problem: Problem) -> None:
        """Say what is wrong with this file."""
        self._file_name.setText(file_name)
        self._title.setText(problem.title)
        self._advice.setText(problem.advice)
        self._advice.setVisible(bool(problem.advice))
        self._detail.setText(problem.detail)
        self._more.setVisible(bool(problem.detail))
        self._detail.setVisible(bool(problem.detail) and self._more.isChecked())
        self.setAccessibleName(problem.sentence)
