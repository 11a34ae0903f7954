"""The outbox tab: what is on its way to DRX, what needs a person, what arrived."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import OutboxChanged, SendingProgressed
from app.domain.parcels import EntryId, Stage
from app.domain.shelves import Hold, OutboxRow, OutboxView
from app.flows.desk import Desk
from app.ui.controls.button import PlainButton
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel
from app.ui.controls.row_list import RowList
from app.ui.gallery.gallery_states import Message
from app.ui.outbox.outbox_banner import OutboxBanner
from app.ui.outbox.outbox_row import (
    ACTIONS_WIDTH_PX,
    COLUMN_GAP_PX,
    PAGE_SHARE,
    SIDE_MARGIN_PX,
    STATE_WIDTH_PX,
    STORY_SHARE,
    OutboxRowWidget,
)
from app.ui.outbox.words_outbox import Sent, banner_of, first_waiting, seconds_until, state_of, what_happened
from app.ui.relay import Relay
from app.ui.words import number_text

ROWS_AT_ONCE = 60
"""So many rows are made; the rest waits behind a button, so that ten thousand pages are not ten thousand widgets."""
TICK_MS = 1000


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _column_words() -> tuple[str, str, str]:
    say = QCoreApplication.translate
    return say("Outbox", "Page"), say("Outbox", "State"), say("Outbox", "What happened")


@dataclass(frozen=True, slots=True)
class _Progress:
    began: datetime
    sent: Sent


class OutboxPane(QWidget):
    """`key_asked`: a person wants to enter a key. `gallery_asked` carries the `OutboxRow` of a page that arrived."""

    key_asked = Signal()
    gallery_asked = Signal(object)

    def __init__(self, desk: Desk, relay: Relay, clock: Callable[[], datetime] = _utc_now) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._view = OutboxView()
        self._limit = ROWS_AT_ONCE
        self._widgets: dict[EntryId, OutboxRowWidget] = {}
        self._progress: dict[EntryId, _Progress] = {}
        self.setProperty("role", "window")
        self.banner = OutboxBanner()
        self.empty = Message()
        self.list = RowList(self.tr("Outbox"))
        self.more = PlainButton("")
        self._build()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell_time)
        self.banner.pressed.connect(self._mend)
        self.more.clicked.connect(self._show_more)
        relay.fact.connect(self._take)
        self._show_view(self._view)

    def _build(self) -> None:
        self.empty.say(
            "cloud-check", self.tr("Nothing is waiting. What you upload shows up here until DRX has confirmed it.")
        )
        rows = QWidget()
        rows.setProperty("role", "scrolled")
        inner = QVBoxLayout(rows)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.list)
        inner.addSpacing(8)
        inner.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addSpacing(8)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(rows)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._align_header)
        card = Card(margin_px=1, spacing_px=0)
        card.column.addWidget(self._header())
        card.column.addWidget(self._scroll, 1)
        self._contents = QStackedWidget()
        self._contents.addWidget(self.empty)
        self._contents.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(16)
        whole.addWidget(self.banner)
        whole.addWidget(self._contents, 1)

    def _header(self) -> QWidget:
        header = QWidget()
        header.setFixedHeight(40)
        line = QHBoxLayout(header)
        line.setSpacing(0)
        page, state, story = (PlainLabel(text, "note") for text in _column_words())
        state.setFixedWidth(STATE_WIDTH_PX)
        state.setIndent(COLUMN_GAP_PX)
        for label in (page, story):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
        line.addWidget(page, PAGE_SHARE)
        line.addWidget(state)
        line.addWidget(story, STORY_SHARE)
        self._columns = line
        self._align_header()
        return header

    @Slot()
    def _align_header(self) -> None:
        """The columns stand over the rows' columns, with a scroll bar beside the rows or without."""
        bar = self._scroll.verticalScrollBar()
        bar_px = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._columns.setContentsMargins(SIDE_MARGIN_PX, 0, SIDE_MARGIN_PX + ACTIONS_WIDTH_PX + bar_px, 0)

    # --- what is told ----------------------------------------------------------------------------------------------

    @property
    def shown_rows(self) -> tuple[OutboxRow, ...]:
        """The entries that have a row of their own on the screen."""
        return self._view.rows[: self._limit]

    @property
    def is_counting(self) -> bool:
        """Do the seconds run? Only while something counts down and somebody can see it."""
        return self._tick.isActive()

    def widget_of(self, entry_id: EntryId) -> OutboxRowWidget | None:
        """The row of an entry, where it has one."""
        return self._widgets.get(entry_id)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case OutboxChanged(view):
                self._show_view(view)
            case SendingProgressed(entry_id, sent_bytes, total_bytes):
                self._keep_progress(entry_id, sent_bytes / max(1, total_bytes))
                widget = self._widgets.get(entry_id)
                if widget is not None:
                    self._tell_row(widget.row, self._clock(), is_next=False)
            case _:
                pass

    def _keep_progress(self, entry_id: EntryId, share: float) -> None:
        now = self._clock()
        known = self._progress.get(entry_id)
        began = known.began if known is not None and known.sent.share <= share else now
        self._progress[entry_id] = _Progress(began, Sent(min(share, 1.0), (now - began).total_seconds()))

    def _show_view(self, view: OutboxView) -> None:
        self._view = view
        sending = {row.id for row in view.rows if row.stage is Stage.SENDING}
        self._progress = {of: progress for of, progress in self._progress.items() if of in sending}
        self._arrange()
        self._contents.setCurrentIndex(1 if view.rows else 0)
        self._tell_time()

    def _arrange(self) -> None:
        """Give each shown entry its row, in order; rows that stay are kept, with their focus and their question."""
        shown = self.shown_rows
        column, wanted = self.list.column, {row.id for row in shown}
        for entry_id in [of for of in self._widgets if of not in wanted]:
            gone = self._widgets.pop(entry_id)
            column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for position, row in enumerate(shown):
            widget = self._widgets.get(row.id) or self._new_row(row)
            if column.indexOf(widget) != position:
                column.insertWidget(position, widget)
        hidden = len(self._view.rows) - len(shown)
        self.more.setVisible(hidden > 0)
        self.more.set_words(self.tr("Show more ({count} not shown)").format(count=number_text(hidden)))

    def _new_row(self, row: OutboxRow) -> OutboxRowWidget:
        widget = OutboxRowWidget(row)
        entry_id = row.id
        widget.retry_asked.connect(lambda: self._desk.retry(entry_id))
        widget.removal_asked.connect(lambda: self._desk.drop(entry_id))
        widget.gallery_asked.connect(lambda: self.gallery_asked.emit(self._widgets[entry_id].row))
        self._widgets[entry_id] = widget
        return widget

    @Slot()
    def _tell_time(self) -> None:
        """Say everything that depends on the time, and go on doing so while something counts down and is seen."""
        now = self._clock()
        self.banner.show_banner(banner_of(self._view, now), is_key=self._view.hold not in (None, Hold.OFFLINE))
        next_row = first_waiting(self._view.rows)
        for row in self.shown_rows:
            self._tell_row(row, now, is_next=row is next_row)
        counts = [self._view.next_try, *(row.next_try for row in self.shown_rows)]
        if self.isVisible() and any(seconds_until(moment, now) for moment in counts):
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()

    def _tell_row(self, row: OutboxRow, now: datetime, *, is_next: bool) -> None:
        widget = self._widgets[row.id]
        sent = self._sent_of(row)
        sentence = what_happened(row, now, hold=self._view.hold, is_next=is_next, sent=sent)
        widget.show_row(row, state_of(row, sent), sentence)

    def _sent_of(self, row: OutboxRow) -> Sent | None:
        known = self._progress.get(row.id)
        if known is not None:
            return known.sent
        return Sent(min(1.0, row.sent_bytes / max(1, row.size_bytes))) if row.sent_bytes is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    # --- what can be done ------------------------------------------------------------------------------------------

    @Slot()
    def _mend(self) -> None:
        if self._view.hold is Hold.OFFLINE:
            self._desk.send_now()
        else:
            self.key_asked.emit()

    @Slot()
    def _show_more(self) -> None:
        self._limit += ROWS_AT_ONCE
        self._arrange()
        self._tell_time()
