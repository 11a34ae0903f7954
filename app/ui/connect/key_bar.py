"""The strip that asks for a new API key when DRX does not take the old one; across the top, in nobody's way."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.facts import Connection, ConnectionChanged
from app.flows.desk import Desk
from app.ui.connect.key_field import KeyField
from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.theme.theme import repolish

_ASKING = frozenset({Connection.KEY_REFUSED, Connection.NO_KEY})


class KeyBar(QFrame):
    """Shows itself when the key is refused or missing, and goes when DRX takes a key."""

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._desk = desk
        self._connection = Connection.CONNECTING
        self._text = PlainLabel("", wraps=True)
        self._key = KeyField(self.tr("Enter a new key"), self.tr("Enter a new key"))
        self._use = PrimaryButton(self.tr("Use this key"))
        self._close = ToolButton("", "x", name=self.tr("Close the key field"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        self._key.setMinimumWidth(220)
        row.addWidget(self._key, 1)
        row.addWidget(self._use)
        row.addWidget(self._close)
        self._use.setEnabled(False)
        self._key.textChanged.connect(self._typed)
        self._key.returnPressed.connect(self._enter)
        self._use.clicked.connect(self._enter)
        self._close.clicked.connect(self.hide)
        relay.fact.connect(self._on_fact)
        self.hide()

    def ask(self) -> None:
        """Open, with the cursor in the field."""
        self._show_text()
        self.show()
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        if not isinstance(fact, ConnectionChanged):
            return
        before, self._connection = self._connection, fact.connection
        self._show_text()
        if fact.connection in _ASKING and before not in _ASKING:
            self.show()
        elif before in _ASKING and fact.connection not in _ASKING:
            self.hide()

    def _show_text(self) -> None:
        words = {
            Connection.KEY_REFUSED: self.tr("DRX refused the API key. Pages stay safe here until you enter a new one."),
            Connection.NO_KEY: self.tr("The API key is not on this computer. Enter it to go on."),
        }.get(self._connection, self.tr("A new API key for this store."))
        self._text.setText(words)
        tone = "bad" if self._connection in _ASKING else ""
        self._text.set_tone(tone)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._use.setEnabled(bool(text.strip()))

    @Slot()
    def _enter(self) -> None:
        key = self._key.text().strip()
        if key:
            self._desk.enter_key(key)
            self._key.clear()
            self._key.hide_key()
