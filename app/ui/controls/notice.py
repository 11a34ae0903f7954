"""One line over a list that says what is up and offers the one thing to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.controls.button import QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon
from app.ui.theme.theme import repolish, theme

_ICON_PX = 18


class Notice(QFrame):
    """Hidden until `say`. `pressed` fires for its one action; without an action it can be closed."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._icon_name, self.tone = "info-circle", "accent"
        self._icon = PlainLabel()
        self._text = PlainLabel(role="secondary", wraps=True)
        self._action = QuietButton("")
        self._close = QuietButton(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self.pressed)
        self._close.clicked.connect(self.hide)
        theme().changed.connect(self._tint)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, tone: str, icon_name: str, text: str, action: str = "") -> None:
        """Show this; `tone` is accent, good, warn or bad."""
        self.tone, self._icon_name = tone, icon_name
        self.setProperty("tone", tone)
        repolish(self)
        self._text.setText(text)
        self._text.set_tone("accent" if tone == "accent" else tone)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(not action)
        self._tint()
        self.show()

    def _tint(self) -> None:
        token = "accent_strong" if self.tone == "accent" else self.tone
        self._icon.setPixmap(icon(self._icon_name, token).pixmap(_ICON_PX, _ICON_PX))
