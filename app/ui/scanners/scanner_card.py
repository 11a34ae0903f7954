"""One scanner on its own: what it can do to choose from, why it can't be asked, and what else can be done with it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.capture_shelf import ScannerRow
from app.domain.profiles import PLAIN, Profile
from app.domain.scanning import Road, ScanNote
from app.ui.controls.button import QuietButton
from app.ui.controls.card import Card
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.controls.toast import Toast
from app.ui.problem_words import in_words
from app.ui.scanners.scan_choices import ScanChoices
from app.ui.words_capture import note_text, tr


class ScannerCard(Card):
    """`use_asked` and `forget_asked` are about the scanner that is shown; `settings` is what a person chose for it."""

    use_asked = Signal()
    forget_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin_px=12, spacing_px=6, parent=parent)
        self._wanted = PLAIN
        self._row: ScannerRow | None = None
        self._asking = PlainLabel(tr("Asking what it can do…"), "secondary")
        self._choices = ScanChoices()
        self._problem = Toast()
        self._open = PlainLabel(f"{note_text(ScanNote.NOT_ENCRYPTED, 0)}.", "note", "warn", wraps=True)
        self._use = QuietButton(tr("Use from now on"))
        self._forget = QuietButton(tr("Forget"))
        for part in (self._asking, self._choices, self._problem, self._open):
            self.column.addWidget(part)
        acts = QWidget()
        flow = FlowLayout(acts, spacing_px=12)
        flow.addWidget(self._use)
        flow.addWidget(self._forget)
        self.column.addWidget(acts)
        self._choices.changed.connect(self._changed)
        self._use.clicked.connect(self.use_asked)
        self._forget.clicked.connect(self.forget_asked)
        self.hide()

    @property
    def settings(self) -> Profile:
        """What was chosen; the wish stays as it was where this scanner has told nothing yet."""
        has_told = self._row is not None and self._row.abilities is not None
        return self._choices.settled(self._wanted) if has_told else self._wanted

    def begin(self, wanted: Profile) -> None:
        """Start from these settings."""
        self._wanted = wanted
        if self._row is not None:
            self._choices.show_settings(self._wanted, self._row.abilities)

    def show_row(self, row: ScannerRow | None, *, is_chosen: bool) -> None:
        """Show this scanner; None shows nothing."""
        self.setVisible(row is not None)
        before, self._row = self._row, row
        if row is None:
            return
        is_other = before is None or before.scanner.id != row.scanner.id or before.abilities != row.abilities
        if is_other:
            self._choices.show_settings(self._wanted, row.abilities)
        has_told = row.abilities is not None
        self._choices.setVisible(has_told)
        self._asking.setVisible(not has_told and row.problem is None)
        if row.problem is not None and (before is None or before.problem != row.problem):
            self._problem.say(
                in_words(row.problem).title, in_words(row.problem).advice, row.problem.detail, tone="warn"
            )
        self._problem.setVisible(row.problem is not None)
        self._open.setVisible(row.scanner.road is Road.ESCL and not row.scanner.is_encrypted and not row.is_built_in)
        self._forget.setVisible(not row.is_built_in)
        self._use.setVisible(not is_chosen)
        self._forget.set_words(tr("Forget"), tr("Forget {scanner}").format(scanner=row.scanner.name))

    @Slot()
    def _changed(self) -> None:
        self._wanted = self._choices.settled(self._wanted)
