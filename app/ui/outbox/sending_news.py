"""Follows the sending for whoever does something else: the chip, the task bar's number, one word when it has ended."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.domain.facts import EntrySettled, OutboxChanged, SendingProgressed
from app.domain.outbox_shelf import Hold
from app.domain.parcels import Stage
from app.domain.sending_run import SendingRun
from app.ui.outbox.sending_chip import SendingChip
from app.ui.outbox.words_outbox import run_end_text
from app.ui.relay import Relay
from app.ui.words import tr

TICK_MS = 1000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SendingNews(QObject):
    """`tell` takes a sentence without names for somebody who looks at another window, and whether it needs them.

    `run_ended`: all that was on its way has arrived.
    """

    run_ended = Signal()

    def __init__(
        self,
        relay: Relay,
        chip: SendingChip,
        tell: Callable[[str, bool], None],
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__(chip)
        self._chip, self._tell, self._clock = chip, tell, clock
        self._run = SendingRun()
        self._hold: Hold | None = None
        self._number = 0
        self._has_called = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show)
        relay.fact.connect(self._take)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case OutboxChanged(view=view):
                was_under_way = not self._run.is_over
                self._run, self._hold = self._run.after(view, self._clock()), view.hold
                self._show()
                if was_under_way and self._run.is_over:
                    self._end()
                if not was_under_way and not self._run.is_over:
                    self._has_called = False
            case SendingProgressed(entry_id=entry_id, sent_bytes=sent, total_bytes=total):
                self._run = self._run.noted(entry_id, sent / max(1, total), self._clock())
                self._show()
            case EntrySettled(entry=entry) if entry.stage is Stage.NEEDS_PERSON and not self._has_called:
                self._has_called = True  # once, however many pages of a run are refused
                self._tell(tr("A page needs you"), True)
            case _:
                pass

    def _end(self) -> None:
        if self._run.done_count:
            self._tell(run_end_text(self._run.done_count), False)
            self.run_ended.emit()

    @Slot()
    def _show(self) -> None:
        self._chip.show_run(self._run, self._hold, self._clock())
        if self._chip.isHidden():
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        number = len(self._run.waiting)
        if number != self._number:
            self._number = number
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.setBadgeNumber(number)
