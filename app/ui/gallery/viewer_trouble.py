"""What stands over an image that does not come: why, and the one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.ui.controls.label import PlainLabel
from app.ui.gallery.viewer_bar import NightButton
from app.ui.problem_words import in_words

NOTICE_WIDTH_PX = 420


class TroubleSheet(QFrame):
    """Hidden while there is none; `again` is its button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewer_sheet")
        self._text = PlainLabel(wraps=True)
        self.again = NightButton(self.tr("Try again"), "refresh")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def tell(self, problem: Problem | None) -> bool:
        """Say it, or go; is it something else than before?"""
        sentence = in_words(problem).sentence if problem is not None else ""
        is_new = self._text.text() != sentence
        self._text.setText(sentence)
        self.setVisible(problem is not None)
        return is_new
