"""What stands on the stage in place of a page that can't be shown: the problem, its advice, and Details."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.card import Card
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.problem_words import in_words
from app.ui.theme.theme import theme
from app.ui.workspace.stage_keys import asked_walk

_WIDTH_PX = 420
MAX_PASSWORD_LENGTH = 127
"""The longest that a PDF can have (ISO 32000-2, 7.6.4.3.3)."""


class PageNotice(QWidget):
    """A card in the middle of the canvas. `remove_asked`: take this file off the desk; `walked` as on the stage.

    A file that a password opens is asked for it in place: `password_given` carries it.
    """

    remove_asked = Signal()
    password_given = Signal(str)
    walked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        self._card = card = Card("bad", margin_px=20, spacing_px=6, parent=self)
        card.setMaximumWidth(_WIDTH_PX)
        self._file_name = PlainLabel(role="secondary", elided=True)
        self._title = PlainLabel(role="heading", tone="bad", wraps=True)
        self._advice = PlainLabel(wraps=True)
        self._detail = PlainLabel(role="note", wraps=True)
        self._password, self._open = self._made_lock()
        self._more = QuietButton(self.tr("Details"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._detail.setVisible)
        self._remove = PlainButton("", "trash", name=self.tr("Remove from the desk"))
        self._remove.clicked.connect(self.remove_asked)
        for button in (self._open, self._remove, self._more):
            button.installEventFilter(self)
        for label in (self._file_name, self._title, self._advice, self._detail):
            card.column.addWidget(label)
        card.column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._password, 100)
        buttons.addWidget(self._open)
        buttons.addWidget(self._remove)
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

    def _made_lock(self) -> tuple[Field, PlainButton]:
        """The field for the password, and the button that tries it."""
        field = Field(self.tr("Password"), self.tr("Password"))
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(MAX_PASSWORD_LENGTH)
        field.setAcceptDrops(False)  # a dropped file is a page, not a text
        field.returnPressed.connect(self._give)
        field.textChanged.connect(self._may_open)
        button = PlainButton(self.tr("Open it"), "lock-open")
        button.setEnabled(False)
        button.clicked.connect(self._give)
        return field, button

    @Slot()
    def _may_open(self) -> None:
        self._open.setEnabled(bool(self._password.text()))

    @Slot()
    def _give(self) -> None:
        password = self._password.text()
        if password:
            self._password.clear()  # it does not stay on the screen; a wrong one is typed anew anyhow
            self.password_given.emit(password)

    def show_problem(self, file_name: str, problem: Problem, *, is_locked: bool = False) -> None:
        """Say what is wrong with this file; `is_locked`: a password opens it."""
        if file_name != self._file_name.text():
            self._password.clear()
        for part in (self._password, self._open):
            part.setVisible(is_locked)
        self._remove.set_words("" if is_locked else self.tr("Remove from the desk"))  # the field needs the room
        self._card.set_tone("warn" if is_locked else "bad")
        self._title.set_tone("warn" if is_locked else "bad")
        self._file_name.setText(file_name)
        self._title.setText(in_words(problem).title)
        self._advice.setText(in_words(problem).advice)
        self._advice.setVisible(bool(in_words(problem).advice))
        self._detail.setText(problem.detail)
        self._more.setVisible(bool(problem.detail))
        self._detail.setVisible(bool(problem.detail) and self._more.isChecked())
        self.setAccessibleName(in_words(problem).sentence)

    # --- keys: they walk the pages as on the stage, or one broken file would end the walk ----------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._walks(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button takes the arrow keys for the way to its neighbour."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._walks(event):
            return True
        return super().eventFilter(watched, event)

    def _walks(self, event: QKeyEvent) -> bool:
        asked = asked_walk(event)
        if asked is not None:
            self.walked.emit(*asked)
        return asked is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme().palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()
