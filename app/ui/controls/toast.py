"""A toast: an icon, what happened, what to do about it, the technical line behind "Details", and maybe a button."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.button import QuietButton, ToolButton
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import repolish, theme

_ICON_PX = 18
_ICONS = {"good": "check", "warn": "alert-triangle", "bad": "alert-circle"}


class Toast(QFrame):
    """`acted` when its button was pressed, `closed` when it was put away. `tone`: empty, good, warn or bad."""

    acted = Signal()
    closed = Signal()

    def __init__(self, *, action: str = "", can_close: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._tone = ""
        self._icon_name = "info-circle"
        self._icon = PlainLabel()
        self._title = PlainLabel(wraps=True)
        self._advice = PlainLabel("", "secondary", "ink", wraps=True)
        self._detail = PlainLabel("", "note", "ink", wraps=True)
        self._details = QuietButton(self.tr("Details"))
        self._action = QuietButton(action)
        self._close = ToolButton("", "x", name=self.tr("Close this notice"))
        self._build()
        self._close.setVisible(can_close)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.closed)
        self._details.clicked.connect(self._toggle_detail)
        theme().changed.connect(self._tint)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._icon, 0, top)
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self._title, self._advice, self._detail):
            column.addWidget(label)
        self._links = QWidget()
        links = FlowLayout(self._links)  # side by side where there is room: their words stay whole
        links.addWidget(self._action)
        links.addWidget(self._details)
        column.addWidget(self._links)
        row.addLayout(column, 1)
        row.addWidget(self._close, 0, top)

    @property
    def tone(self) -> str:
        return self._tone

    @property
    def sentence(self) -> str:
        """What it says, for a screen reader."""
        return " ".join(text for text in (self._title.text(), self._advice.text()) if text)

    def set_action(self, words: str) -> None:
        """Change the words on its button, empty for none; to be followed by `say`."""
        self._action.set_words(words)

    def say(self, title: str, advice: str = "", detail: str = "", *, tone: str = "", icon_name: str = "") -> None:
        """Say this instead of what it said."""
        self._tone = tone
        self._icon_name = icon_name or _ICONS.get(tone, "info-circle")
        self._title.setText(title)
        self._title.set_tone(tone or "ink")
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._detail.setText(detail)
        self._detail.hide()
        self._action.setVisible(bool(self._action.words))
        self._details.setVisible(bool(detail))
        self._links.setVisible(bool(detail or self._action.words))
        self.setAccessibleName(self.sentence)
        self._close.set_name(self.tr("Close this notice: {title}").format(title=title))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
        self._tint()

    def height_for(self, width_px: int) -> int:
        """How high it must be for its words to be whole at this width."""
        self.ensurePolished()
        for label in (self._title, self._advice, self._detail):
            label.ensurePolished()  # the stylesheet's fonts, or the lines are counted with the wrong one
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.invalidate()
        layout.activate()
        return layout.totalHeightForWidth(width_px)

    @Slot()
    def _tint(self) -> None:
        self._icon.setPixmap(icon_pixmap(self._icon_name, self._tone or "muted", _ICON_PX, self.devicePixelRatioF()))

    @Slot()
    def _toggle_detail(self) -> None:
        self._detail.setVisible(self._detail.isHidden())
