"""The notice after an upload: the pages are safe, they leave in a few seconds, and until then they can come back."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.outbox_shelf import Hold, OutboxView
from app.domain.parcels import EntryId, Stage
from app.ui.announce import announce
from app.ui.controls.toast import Toast
from app.ui.words import goes_when_text, pages_text, tr

TICK_MS = 1000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class LeavingToast(Toast):
    """`acted` when the pages are wanted back. It goes by itself, `gone_after_ms` after the pages may have left.

    While nothing goes out it counts nothing down, and says what the pages wait for.
    """

    def __init__(
        self,
        entry_ids: tuple[EntryId, ...],
        *,
        gone_after_ms: int,
        clock: Callable[[], datetime] = _utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(can_close=True, parent=parent)
        self._entry_ids = entry_ids
        self._clock = clock
        self._ends: tuple[datetime, ...] = ()
        self._hold: Hold | None = None
        self._is_leaving = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell)
        self._gone = QTimer(self, singleShot=True, interval=gone_after_ms)
        self._gone.timeout.connect(self.closed)
        self._tell()

    def follow(self, view: OutboxView) -> None:
        """The outbox is like this now: some of the pages may have left, or may be taken back from now on."""
        self._hold = view.hold
        wanted = frozenset(self._entry_ids) & frozenset(view.recallable)
        queued = (row for row in view.rows if row.id in wanted and row.stage is Stage.QUEUED)
        self._ends = tuple(row.recall_until for row in queued if row.recall_until is not None)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        now = self._clock()
        waits_s = [-int(-(end - now).total_seconds() // 1) for end in self._ends if end > now]
        self._stay(may_come_back=bool(waits_s))
        if waits_s and self._hold is None:
            self._say_leaving(len(waits_s), min(waits_s))
        else:
            self._say_safe()

    def _stay(self, *, may_come_back: bool) -> None:
        """With its button as long as the pages can come back, then until good news goes."""
        self.set_action(tr("Take back") if may_come_back else "")
        if may_come_back:
            self._gone.stop()
            self._tick.start()
        else:
            self._tick.stop()
            if not self._gone.isActive():
                self._gone.start()

    def _say_leaving(self, count: int, wait_s: int) -> None:
        one, many = tr("1 page leaves in {count} s"), tr("{pages} leave in {count} s")
        words = one if count == 1 else many
        self.say(words.format(pages=pages_text(count), count=wait_s), tr("Safe on this computer"), tone="good")
        if not self._is_leaving:
            self._is_leaving = True
            announce(self, self.sentence)

    def _say_safe(self) -> None:
        self._is_leaving = False
        count = len(self._entry_ids)
        if self._hold is not None:
            one, many = tr("1 page is safe on this computer"), tr("{pages} are safe on this computer")
            advice = goes_when_text(self._hold, count)
        else:
            one = tr("1 page is safe on this computer and on its way")
            many = tr("{pages} are safe on this computer and on their way")
            advice = ""
        self.say(one if count == 1 else many.format(pages=pages_text(count)), advice, tone="good")
