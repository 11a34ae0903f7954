"""The curtain: an empty screen in the place of everything, that says how sending goes on and asks to be lifted."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.facts import PinAnswered
from app.domain.outbox_shelf import Hold, OutboxView
from app.domain.pins import LEAST_DIGITS, MOST_DIGITS
from app.ui.announce import announce
from app.ui.controls.button import PlainButton
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import theme
from app.ui.words import pages_text

_FIELD_PX = 200
_ICON_PX = 40
_OPENERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Curtain(QWidget):
    """`lift_asked` carries the PIN that was typed; empty where none is needed."""

    lift_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Everything is hidden"))
        self._has_pin = False
        self._sign = PlainLabel()
        self._title = PlainLabel(self.tr("Everything is hidden"), "title")
        self._about = PlainLabel("", "secondary")
        self._sending = PlainLabel("", "secondary")
        self._pin = Field(self.tr("PIN"), self.tr("PIN"))
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setValidator(QRegularExpressionValidator(rf"\d{{0,{MOST_DIGITS}}}", self._pin))
        self._pin.setFixedWidth(_FIELD_PX)
        self._show = PlainButton(self.tr("Show again"), "eye")
        self._told = PlainLabel("", "secondary", "bad")
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._may_try)
        self._build()
        self._pin.returnPressed.connect(self._ask)
        self._pin.textChanged.connect(self._typed)
        self._show.clicked.connect(self._ask)
        theme().changed.connect(self._tint)
        self._tint()
        self.set_pin(has_pin=False)
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._pin)
        row.addWidget(self._show)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for part in (self._sign, self._title, self._about):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(row)
        for part in (self._told, self._sending):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_pin(self, *, has_pin: bool) -> None:
        """Is a PIN needed to lift it?"""
        self._has_pin = has_pin
        self._pin.setVisible(has_pin)
        self._about.setText(
            self.tr("Enter the PIN to go on") if has_pin else self.tr("Press Enter to go on where you were")
        )
        self._typed()

    def show_outbox(self, view: OutboxView) -> None:
        """Say how much is still on its way, and nothing of whom."""
        count = view.waiting_count
        going, paused = self.tr("{pages} on the way; sending goes on"), self.tr("{pages} wait; sending is paused")
        words = (paused if view.hold is Hold.PAUSED else going).format(pages=pages_text(count))
        self._sending.setText(words if count else self.tr("Everything is sent"))

    def answer(self, fact: PinAnswered) -> None:
        """The PIN was wrong."""
        if fact.is_right:
            return
        self._pin.clear()
        words = self.tr("That is not the PIN")
        if fact.wait_s:
            seconds = round(fact.wait_s)
            words = self.tr("That is not the PIN. Wait {seconds} s, then try again").format(seconds=seconds)
            self._wait.start(round(fact.wait_s * 1000))
            self._pin.setEnabled(False)
        self._say(words)
        self._typed()

    def refuse_beep(self) -> None:
        """A label was scanned: nobody could see whom it picked."""
        self._say(self.tr("The label was not taken: show everything again first"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pin.clear()
        self._told.setText("")
        (self._pin if self._has_pin and self._pin.isEnabled() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._title.text(), at_once=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if not self._has_pin and is_plain and event.key() in _OPENERS:
            self.lift_asked.emit("")
        # nothing else, and nobody else gets the key: none means anything behind the curtain

    def _say(self, words: str) -> None:
        self._told.setText(words)
        announce(self, words, at_once=True)

    @Slot()
    def _typed(self) -> None:
        self._show.setEnabled(not self._has_pin or len(self._pin.text()) >= LEAST_DIGITS)

    @Slot()
    def _ask(self) -> None:
        if self._show.isEnabled():
            self.lift_asked.emit(self._pin.text() if self._has_pin else "")

    @Slot()
    def _may_try(self) -> None:
        self._pin.setEnabled(True)
        self._told.setText("")
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tint(self) -> None:
        self._sign.setPixmap(icon_pixmap("eye-off", "muted", _ICON_PX, self.devicePixelRatioF()))
