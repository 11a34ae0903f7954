"""The notice about a mistake of our own, with a report to copy: what support needs, and nothing about a patient."""

from datetime import UTC, datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app import __version__
from app.domain.errors import Problem
from app.system.machine import platform_name
from app.ui.announce import announce
from app.ui.controls.toast import Toast
from app.ui.problem_words import in_words
from app.ui.words import tr


class MistakeToast(Toast):
    """Says that a mistake was ours. `at` is when it was made, in UTC; None: now."""

    def __init__(self, problem: Problem, at: datetime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(action=tr("Copy the report"), can_close=True, parent=parent)
        self._report = report_text(problem, at or datetime.now(UTC))
        self._problem = problem
        self._say()
        self.acted.connect(self._copy)

    def _say(self) -> None:
        title = tr("Our mistake: {title}").format(title=in_words(self._problem).title)
        self.say(title, in_words(self._problem).advice, self._problem.detail, tone="bad")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.set_action(tr("Report copied"))
        self._say()
        announce(self, tr("Report copied"))


def report_text(problem: Problem, at: datetime) -> str:
    """The report: version, machine, when, what and where. A `Problem` never carries patient data, nor does the rest."""
    lines = (
        f"CounterScan {__version__}",
        platform_name(),
        at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        problem.title,
        problem.detail,
    )
    return "\n".join(filter(None, lines))
