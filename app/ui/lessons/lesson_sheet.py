"""The sheet "Learn by doing": the whole job as a list that ticks itself off on the practice store. Not modal."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import ConnectionChanged
from app.ui.announce import announce
from app.ui.controls.label import PlainLabel
from app.ui.controls.thin_progress import ThinProgress
from app.ui.lessons.lessons import Lesson, LessonWords, learned_from, lesson_words
from app.ui.relay import Relay
from app.ui.sheet import Sheet
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme
from app.ui.words import tr

_ICON_PX = 20


class _Line(QWidget):
    """One lesson: done, the next one, or still to come."""

    def __init__(self, words: LessonWords) -> None:
        super().__init__()
        self._words = words
        self._token, self._icon_name = "accent", ""
        self._sign = PlainLabel()
        self._sign.setFixedWidth(_ICON_PX)
        self._title, self._how = PlainLabel(words.title, "strong"), PlainLabel(words.how, "secondary", wraps=True)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        theme().changed.connect(self._tint)

    def show_state(self, *, is_done: bool, is_next: bool) -> None:
        """Say how it stands, not by colour alone."""
        next_sign = "arrow-right" if is_next else ""
        self._icon_name, self._token = ("circle-check", "good") if is_done else (next_sign, "accent")
        self._title.set_tone("muted" if is_done or not is_next else "accent")
        state = tr("done") if is_done else tr("next") if is_next else tr("to come")
        self.setAccessibleName(f"{self._words.title}: {state}. {self._words.how}")
        self._how.setVisible(is_next)
        self._tint()

    @Slot()
    def _tint(self) -> None:
        if self._icon_name:
            self._sign.setPixmap(icon(self._icon_name, self._token).pixmap(_ICON_PX, _ICON_PX))
        else:
            self._sign.clear()


class LessonSheet(Sheet):
    """`progressed` carries how many are done, and of how many."""

    progressed = Signal(int, int)

    def __init__(self, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("Learn by doing"), over)
        self._done: set[Lesson] = set()
        self._practises = False
        self._progress = ThinProgress(tr("Lessons done"), self)
        self._lines: dict[Lesson, _Line] = {}
        end = tr("That is the whole job. The real store works the same.")
        self._end = PlainLabel(end, "strong", "good", wraps=True, parent=self)
        relay.fact.connect(self._take)

    def furnish(self) -> None:
        about = tr("The whole job on made-up patients. Each line is ticked off when it was done.")
        self.column.addWidget(PlainLabel(about, "secondary", wraps=True))
        self.column.addWidget(self._progress)
        self._lines |= {lesson: _Line(words) for lesson, words in lesson_words().items()}
        for line in self._lines.values():
            self.column.addWidget(line)
        self.column.addWidget(self._end)
        self.column.addStretch(1)
        self._show()

    @Slot()
    def note_hidden(self) -> None:
        """Everything was hidden."""
        self._learn({Lesson.HIDE})

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, ConnectionChanged):
            self._practises = fact.is_practice
        self._learn(learned_from(fact))

    def _learn(self, lessons: set[Lesson]) -> None:
        new = lessons - self._done
        if not new or not self._practises:
            return
        self._done |= new
        self._show()
        if self.isVisible():
            announce(self, ", ".join(tr("{title}: done").format(title=lesson_words()[lesson].title) for lesson in new))

    def _show(self) -> None:
        coming = next((lesson for lesson in Lesson if lesson not in self._done), None)
        for lesson, line in self._lines.items():
            line.show_state(is_done=lesson in self._done, is_next=lesson is coming)
        if self._lines:  # else nobody has opened it yet
            self._progress.show_share(len(self._done) / len(Lesson))
            self._end.setVisible(coming is None)
        self.progressed.emit(len(self._done), len(Lesson))
