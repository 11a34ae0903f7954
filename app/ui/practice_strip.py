"""The strip across the top that says, all the time, that this is practice."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.controls.button import QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import theme


class PracticeStrip(QFrame):
    """`leave_asked` when a person wants the real store, `lessons_asked` when they want to learn the job here."""

    leave_asked = Signal()
    lessons_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("tone", "warn")
        self._icon = PlainLabel()
        words = self.tr("Practice store: made-up patients, nothing reaches DRX")
        self.setAccessibleName(words)
        leave = QuietButton(self.tr("Use the real store"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(PlainLabel(words, "strong", "warn", elided=True), 1)
        self._lessons = QuietButton(self.tr("Learn by doing"))
        row.addWidget(self._lessons)
        row.addSpacing(8)
        row.addWidget(leave)
        self._lessons.clicked.connect(self.lessons_asked)
        leave.clicked.connect(self.leave_asked)
        theme().changed.connect(self._tint)
        self._tint()
        self.hide()

    @Slot(int, int)
    def show_lessons(self, done: int, count: int) -> None:
        """So many lessons are learned."""
        words = self.tr("Learn by doing ({done} of {count})").format(done=done, count=count)
        self._lessons.set_words(words if done else self.tr("Learn by doing"))

    @Slot()
    def _tint(self) -> None:
        self._icon.setPixmap(icon_pixmap("school", "warn", 18, self.devicePixelRatioF()))
