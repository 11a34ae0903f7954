"""The sheet "This computer": what works here and what does not, as a report to copy. Not modal. Shop room."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import __version__
from app.domain.errors import Problem
from app.domain.facts import ComputerExamined, Connection, ConnectionChanged
from app.domain.findings import Finding, Health
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.sheet import Sheet
from app.ui.theme.icons import icon
from app.ui.words import tr

_SIGNS = {Health.GOOD: ("circle-check", "good"), Health.LOOK: ("alert-triangle", "warn"), Health.BAD: ("x", "bad")}
_ICON_PX = 18


class CheckupSheet(Sheet):
    """Asks each time that it is opened; the report is English, as support knows it, and holds nobody's data."""

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("This computer"), over)
        self._desk = desk
        self._findings: tuple[Finding, ...] = ()
        self._waits = False
        self._about = PlainLabel("", "secondary", wraps=True)
        self._lines = QWidget()
        self._copy, self._again = PlainButton(tr("Copy the report"), "copy"), QuietButton(tr("Check again"))
        self.column.addWidget(self._about)
        self._place = self.column.count()
        self.column.addWidget(self._lines)
        self.column.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self._copy)
        line.addStretch(1)
        line.addWidget(self._again)
        self.foot.addLayout(line)
        self._copy.clicked.connect(self._copy_report)
        self._again.clicked.connect(self.examine)
        relay.fact.connect(self._take)

    def toggle(self) -> None:
        super().toggle()
        if self.isVisible():
            self.examine()

    @Slot()
    def examine(self) -> None:
        """Look anew."""
        self._about.setText(tr("Looking at this computer…"))
        for button in (self._copy, self._again):
            button.setEnabled(False)
        self._waits = True
        self._desk.examine_computer()

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case ComputerExamined(findings=findings):
                self._findings, self._waits = findings, False
                self._show()
            case ConnectionChanged(connection=Connection.NOT_SET_UP, problem=Problem() as problem) if self._waits:
                # Nothing can be examined where not even the settings can be read: that is what there is to say.
                self._findings, self._waits = (Finding("settings", Health.BAD, problem.sentence),), False
                self._show()
            case _:
                pass

    def _show(self) -> None:
        troubles = sum(finding.health is not Health.GOOD for finding in self._findings)
        one, many = tr("1 thing wants a look."), tr("{count} things want a look.")
        words = (one if troubles == 1 else many.format(count=troubles)) if troubles else tr("Everything works.")
        self._about.setText(words)
        self.column.removeWidget(self._lines)
        self._lines.deleteLater()
        self._lines = _lines_of(self._findings)
        self.column.insertWidget(self._place, self._lines)
        self._lines.show()
        for button in (self._copy, self._again):
            button.setEnabled(True)
        announce(self, words)

    @Slot()
    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(report_of(self._findings))
        announce(self, tr("Report copied"))
        self._about.setText(tr("Report copied"))


def report_of(findings: tuple[Finding, ...]) -> str:
    """The report as text: a line for each thing, the ill ones first."""
    order = {Health.BAD: 0, Health.LOOK: 1, Health.GOOD: 2}
    ordered = sorted(findings, key=lambda finding: order[finding.health])
    lines = [f"{finding.health.value:5}{finding.subject}: {finding.sentence}" for finding in ordered]
    return "\n".join((f"CounterScan {__version__}", *lines))


def _lines_of(findings: tuple[Finding, ...]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(10)
    for finding in findings:
        name, tone = _SIGNS[finding.health]
        line = QHBoxLayout()
        line.setSpacing(10)
        sign = PlainLabel()
        sign.setPixmap(icon(name, tone).pixmap(_ICON_PX, _ICON_PX))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(finding.subject, "strong"))
        words.addWidget(PlainLabel(finding.sentence, "secondary", wraps=True))
        line.addLayout(words, 1)
        column.addLayout(line)
    return widget
