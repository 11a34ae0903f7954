"""The notices in the lower left corner: what happened that has no place of its own. They cover nothing that acts."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.facts import (
    EntrySettled,
    ImagesSaved,
    NewerVersionKnown,
    OutboxChanged,
    PagesQueued,
    PagesRecalled,
    ProblemMet,
    SortedUploaded,
)
from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import EntryId, Stage
from app.ui.announce import announce
from app.ui.controls.toast import Toast
from app.ui.leaving_toast import LeavingToast
from app.ui.mistake_toast import MistakeToast
from app.ui.newer_version_toast import NewerVersionToast
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.sorting.words_sorting import account_text
from app.ui.words import images_text, pages_text, tr

GOOD_NEWS_MS = 8000
"""Good news goes by itself; a problem stays until it was seen."""

MAX_NOTICES = 3
_WIDTH_PX = 244
_EDGE_PX = 10
_QUIET_TONES = frozenset({"", "good"})


class Notices(QWidget):
    """Lies over `over`. `outbox_asked` when a person wants to see what needs them, `recall_asked` when what was
    uploaded last is wanted back, `version_dismissed` when the word about a newer version was put away.
    """

    outbox_asked = Signal()
    recall_asked = Signal()
    version_dismissed = Signal(str)

    def __init__(self, relay: Relay, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName(self.tr("Notices"))
        self._over = over
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._notices: list[Toast] = []
        self._told: dict[Toast, Problem] = {}
        self._needs_person: Toast | None = None
        self._leaving: LeavingToast | None = None
        self._account: Toast | None = None
        self._outbox = OutboxView()
        self._needs_person_count = 0
        over.installEventFilter(self)
        relay.fact.connect(self._on_fact)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the notices say, the oldest first."""
        return tuple(notice.sentence for notice in self._notices)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say something quiet that goes by itself."""
        self._tell_good_news(words, tone="")

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        match fact:
            case ProblemMet(problem=problem):
                self._tell_problem(problem, fact)
            case PagesQueued(entries=entries):
                self._tell_leaving(tuple(entry.id for entry in entries))
            case PagesRecalled(count=count):
                self._tell_recalled(count)
            case SortedUploaded(account=account):
                self._tell_account(account_text(account))
            case ImagesSaved(count=count, folder=folder):
                self._tell_good_news(tr("{images} saved in {folder}").format(images=images_text(count), folder=folder))
            case NewerVersionKnown(version=version, page=page):
                self._tell_version(version, page)
            case OutboxChanged(view=view):
                self._outbox = view
                if self._leaving is not None:
                    self._leaving.follow(view)
                    self._lie()
                self._needs_person_count = view.needs_person_count
                if self._needs_person is not None:
                    self._say_needs_person()
            case EntrySettled(entry=entry) if entry.stage is Stage.NEEDS_PERSON:
                self._needs_person_count = max(1, self._needs_person_count)
                self._tell_needs_person()
            case _:
                pass

    def _tell_problem(self, problem: Problem, fact: ProblemMet) -> None:
        if problem in self._told.values():
            return
        if fact.is_ours:
            notice: Toast = MistakeToast(problem, fact.at)
        else:
            notice = Toast(can_close=True)
            notice.say(in_words(problem).title, in_words(problem).advice, problem.detail, tone="bad")
        self._told[notice] = problem
        self._put(notice, at_once=True)

    def _tell_good_news(self, words: str, *, tone: str = "good") -> None:
        notice = Toast(can_close=True)
        notice.say(words, tone=tone)
        self._put(notice, at_once=False)
        timer = QTimer(notice, singleShot=True, interval=GOOD_NEWS_MS)
        timer.timeout.connect(notice.closed)
        timer.start()

    def _tell_account(self, words: str) -> None:
        """Where every page of a batch is: it stays until it was seen, and the newest count stands alone."""
        if self._account is not None:
            self._close(self._account)
        self._account = Toast(can_close=True)
        self._account.say(words, tone="good")
        self._put(self._account, at_once=False)

    def _tell_version(self, version: str, page: str) -> None:
        """One line, the newest; what is told again stands there already."""
        told = [notice for notice in self._notices if isinstance(notice, NewerVersionToast)]
        if any(notice.version == version for notice in told):
            return
        for notice in told:
            self._close(notice)
        self._put(NewerVersionToast(version, page), at_once=False)

    def _tell_leaving(self, entry_ids: tuple[EntryId, ...]) -> None:
        """One at a time: what was uploaded before that has its own button in the outbox."""
        if self._leaving is not None:
            self._close(self._leaving)
        self._leaving = LeavingToast(entry_ids, gone_after_ms=GOOD_NEWS_MS)
        self._leaving.acted.connect(self.recall_asked)
        self._leaving.follow(self._outbox)
        self._put(self._leaving, at_once=False)

    def _tell_recalled(self, count: int) -> None:
        for told in (self._leaving, self._account):
            if told is not None:
                self._close(told)
        one, many = tr("1 page is back on the desk"), tr("{pages} are back on the desk")
        self._tell_good_news(one if count == 1 else many.format(pages=pages_text(count)))

    def _tell_needs_person(self) -> None:
        if self._needs_person is None:
            self._needs_person = Toast(action=self.tr("Show the outbox"), can_close=True)
            self._needs_person.acted.connect(self.outbox_asked)
            self._needs_person.acted.connect(self._needs_person.closed)
            self._say_needs_person()
            self._put(self._needs_person, at_once=True)
        else:
            self._say_needs_person()

    def _say_needs_person(self) -> None:
        notice, count = self._needs_person, self._needs_person_count
        if notice is None:
            return
        if count == 0:
            notice.closed.emit()
            return
        one, many = self.tr("1 page needs you"), self.tr("{count} pages need you")
        notice.say(one if count == 1 else many.format(count=count), tone="warn")

    def _put(self, notice: Toast, *, at_once: bool) -> None:
        notice.closed.connect(self._close_sender)
        self._notices.append(notice)
        self._column.addWidget(notice)
        while len(self._notices) > MAX_NOTICES:
            self._close(self._notices[0])
        announce(self._over, notice.sentence, at_once=at_once)
        self._lie()

    @Slot()
    def _close_sender(self) -> None:
        sender = self.sender()
        if isinstance(sender, NewerVersionToast):
            self.version_dismissed.emit(sender.version)
        if isinstance(sender, Toast):
            self._close(sender)

    def _close(self, notice: Toast) -> None:
        if notice not in self._notices:
            return
        self._notices.remove(notice)
        self._told.pop(notice, None)
        if notice is self._needs_person:
            self._needs_person = None
        if notice is self._leaving:
            self._leaving = None
        if notice is self._account:
            self._account = None
        self._column.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self._lie()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._lie()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._notices:
            self._lie()
        return super().event(event)

    def _lie(self) -> None:
        """Lie in the corner, at most half as high as the window: problems first, the newest first."""
        room = self._over.height() // 2
        shown: set[Toast] = set()
        newest_first = list(reversed(self._notices))
        newest_first.sort(key=lambda notice: notice.tone in _QUIET_TONES)
        for notice in newest_first:
            notice.setFixedSize(_WIDTH_PX, notice.height_for(_WIDTH_PX))
            room -= notice.height() + self._column.spacing()
            if room >= 0 or not shown:
                shown.add(notice)
        for notice in self._notices:
            notice.setVisible(notice in shown)
        self.setVisible(bool(shown))
        height = sum(notice.height() + self._column.spacing() for notice in shown) - self._column.spacing()
        top = max(0, self._over.height() - height - _EDGE_PX)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft  # always on the side of the record
        left = self._over.width() - _WIDTH_PX - _EDGE_PX if is_mirrored else _EDGE_PX
        self.setGeometry(left, top, _WIDTH_PX, max(0, height))
        self.raise_()
