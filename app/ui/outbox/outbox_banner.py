"""A banner over the outbox: why nothing goes out, or what can be taken back, and the one thing to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.controls.button import QuietButton
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel
from app.ui.outbox.words_outbox import Banner
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme

_ICON_PX = 20


class OutboxBanner(Card):
    """Hidden while there is nothing to say; `pressed` fires for its button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", margin_px=6, parent=parent)
        self._shown: Banner | None = None
        self._icon_name = ""
        self._icon = PlainLabel()
        self._title = PlainLabel(role="strong", tone="warn")
        self._text = PlainLabel(tone="warn", wraps=True)
        self.action = QuietButton("")
        self.action.clicked.connect(self.pressed)
        line = QHBoxLayout()
        line.setContentsMargins(10, 0, 10, 0)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._title)
        line.addWidget(self._text, 1)
        line.addWidget(self.action)
        self.column.addLayout(line)
        theme().changed.connect(self._tint)
        self.hide()

    @property
    def words(self) -> str:
        """Everything that is said."""
        return f"{self._title.text()} {self._text.text()}"

    def show_banner(self, banner: Banner | None) -> None:
        """Say this, or nothing."""
        if banner == self._shown:
            return
        self._shown = banner
        self.setVisible(banner is not None)
        if banner is None:
            return
        self.set_tone(banner.tone)
        self._icon_name = banner.icon
        for label, text in ((self._title, banner.title), (self._text, banner.text)):
            label.setText(text)
            label.set_tone(banner.tone)
        self.action.set_words(banner.action)
        self.setAccessibleName(self.words)
        self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            tone = str(self.property("tone"))
            token = "accent_strong" if tone == "accent" else tone
            self._icon.setPixmap(icon(self._icon_name, token).pixmap(_ICON_PX, _ICON_PX))
