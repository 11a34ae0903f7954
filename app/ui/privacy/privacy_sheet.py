"""The sheet "Privacy": when everything is hidden by itself, and the PIN that shows it again. Not modal. Shop room."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.facts import PrivacyChanged, SettingsChanged
from app.domain.pins import LEAST_DIGITS, MOST_DIGITS
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.drop_choice import DropChoice
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.sheet import Sheet
from app.ui.words import number_text, tr

MINUTES = (1, 2, 5, 10, 15, 30)


class PrivacySheet(Sheet):
    """Every change is kept at once."""

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("Privacy"), over)
        self._desk = desk
        self._set = PrivacyChanged(0.0)
        self._minutes = DropChoice(tr("Hide everything after"))
        self._pin = Field(tr("New PIN"), tr("{least} to {most} digits").format(least=LEAST_DIGITS, most=MOST_DIGITS))
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setValidator(QRegularExpressionValidator(rf"\d{{0,{MOST_DIGITS}}}", self._pin))
        self._keep = PlainButton(tr("Set PIN"), "lock")
        self._drop = QuietButton(tr("Remove the PIN"))
        self._about_pin = PlainLabel("", "secondary", wraps=True)
        self._build()
        self._minutes.activated.connect(self._minutes_chosen)
        self._pin.textChanged.connect(self._show)
        self._pin.returnPressed.connect(self._keep_pin)
        self._keep.clicked.connect(self._keep_pin)
        self._drop.clicked.connect(lambda: self._desk.set_pin(""))
        relay.fact.connect(self._take)
        self._show()

    def _build(self) -> None:
        about = tr(
            "After a while without a key or a click everything is hidden, so that nobody reads a patient's name in "
            "passing. Sending goes on. Ctrl+Shift+L hides everything at once."
        )
        self.column.addWidget(PlainLabel(about, "secondary", wraps=True))
        self.column.addSpacing(8)
        word = PlainLabel(tr("Hide everything after"), "secondary")
        word.setBuddy(self._minutes)
        self.column.addWidget(word)
        self.column.addWidget(self._minutes)
        self.column.addSpacing(12)
        self.column.addWidget(PlainLabel(tr("PIN"), "section"))
        self.column.addWidget(self._about_pin)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._pin, 1)
        row.addWidget(self._keep)
        self.column.addLayout(row)
        self.column.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            self._minutes.setEnabled("curtain_min" not in fact.locked | fact.given)
        if isinstance(fact, PrivacyChanged):
            if self.isVisible() and fact.has_pin != self._set.has_pin:
                announce(self, tr("The PIN is set") if fact.has_pin else tr("The PIN is removed"))
            self._set = fact
            self._show_minutes(fact.curtain_min)
            self._show()

    def _show_minutes(self, minutes: float) -> None:
        choices = sorted({*map(float, MINUTES), minutes})
        self._minutes.clear()
        for each in choices:
            words = tr("1 minute") if each == 1 else tr("{count} minutes")
            shown = number_text(int(each)) if each == int(each) else f"{each:g}"
            self._minutes.addItem(words.format(count=shown), each)
        self._minutes.setCurrentIndex(choices.index(minutes))

    @Slot()
    def _show(self) -> None:
        has_pin = self._set.has_pin
        self._about_pin.setText(
            tr("This PIN is asked for before anything is shown again.")
            if has_pin
            else tr("Without a PIN, Enter shows everything again.")
        )
        self._keep.set_words(tr("Change PIN") if has_pin else tr("Set PIN"))
        self._keep.setEnabled(len(self._pin.text()) >= LEAST_DIGITS)
        self._drop.setVisible(has_pin)

    @Slot(int)
    def _minutes_chosen(self, place: int) -> None:
        self._desk.hide_after(self._minutes.itemData(place))

    @Slot()
    def _keep_pin(self) -> None:
        if self._keep.isEnabled():
            self._desk.set_pin(self._pin.text())
            self._pin.clear()
