"""The line over the outbox's rows: what its columns are, the pause, and the way to the receipts."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.outbox.outbox_row import (
    ACTIONS_WIDTH_PX,
    COLUMN_GAP_PX,
    PAGE_SHARE,
    SIDE_MARGIN_PX,
    STATE_WIDTH_PX,
    STORY_SHARE,
)
from app.ui.window_keys import Key

_HEIGHT_PX = 40


def _column_words() -> tuple[str, str, str]:
    say = QCoreApplication.translate
    return say("Outbox", "Page"), say("Outbox", "State"), say("Outbox", "What happened")


class OutboxHeader(QWidget):
    """`receipts_asked` when a person wants the slip; the button is there once anything was delivered.

    `pause_asked` when nothing more is to be sent for now; the button is there while something is on its way.
    """

    receipts_asked = Signal()
    pause_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT_PX)
        self.receipts = ToolButton(self.tr("Receipts…"), "receipt")
        self.receipts.clicked.connect(self.receipts_asked)
        self.receipts.hide()
        self.pause = ToolButton("", "player-pause", name=self.tr("Pause sending"), key_hint=Key.PAUSE.value)
        self.pause.clicked.connect(self.pause_asked)
        self.pause.hide()
        page, state, story = (PlainLabel(text, "note") for text in _column_words())
        state.setFixedWidth(STATE_WIDTH_PX)
        state.setIndent(COLUMN_GAP_PX)
        for label in (page, story):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
        actions = QWidget()
        actions.setFixedWidth(ACTIONS_WIDTH_PX)
        inner = QHBoxLayout(actions)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addStretch(1)
        inner.addWidget(self.pause)
        inner.addWidget(self.receipts)
        self._columns = QHBoxLayout(self)
        self._columns.setSpacing(0)
        self._columns.addWidget(page, PAGE_SHARE)
        self._columns.addWidget(state)
        self._columns.addWidget(story, STORY_SHARE)
        self._columns.addWidget(actions)
        self.leave_room(0)

    def leave_room(self, bar_px: int) -> None:
        """Stand over the rows' columns, with a scroll bar this wide beside them."""
        self._columns.setContentsMargins(SIDE_MARGIN_PX, 0, SIDE_MARGIN_PX + bar_px, 0)
