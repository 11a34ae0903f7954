"""The card "What DRX will get": what came in, what goes out, how much of the limit it takes, and why it differs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from app.domain.limits import DRX_LIMITS, FitNote
from app.domain.pages import DeskPage
from app.domain.parcels import FittedPayload
from app.domain.shelves import PageRow
from app.ui.controls.button import QuietButton
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel
from app.ui.problem_words import in_words
from app.ui.theme.theme import repolish
from app.ui.words import MEGABYTE, pages_text, size_text
from app.ui.workspace.words_pages import came_text, fit_sentence, goes_text, limit_percent

_WARNS = frozenset({FitNote.PADDED, FitNote.CODE_LOST})
_LIMIT_TEXT = f"{DRX_LIMITS.max_bytes // MEGABYTE} MB"


class PayloadCard(Card):
    """Shows one row, or the sum of several. `compare_asked`: show what came in beside what goes out."""

    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin_px=12, spacing_px=8, parent=parent)
        self.column.addWidget(PlainLabel(self.tr("What DRX will get"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._came_word = PlainLabel(self.tr("Came in"), "secondary")
        self._came = PlainLabel(wraps=True)
        self._leaves = PlainLabel(wraps=True)
        leaves_word = PlainLabel(self.tr("Uploads as"), "secondary")
        for line, (word, value) in enumerate(((self._came_word, self._came), (leaves_word, self._leaves))):
            grid.addWidget(word, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
        self.column.addLayout(grid)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Share of the {size} limit").format(size=_LIMIT_TEXT))
        self._note = PlainLabel(role="note", wraps=True)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._note)
        self._compare = QuietButton(self.tr("Compare"))
        self._compare.setToolTip(self.tr("What came in beside what DRX will get, pixel by pixel (V)"))
        self._compare.clicked.connect(self.compare_asked)
        self.column.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: PageRow) -> None:
        """One page; nothing is known yet of one that is being fitted."""
        page = row.item
        assert isinstance(page, DeskPage)  # noqa: S101 - the inspector shows broken files without this card
        self._came.setText(came_text(page))
        self._came_word.setVisible(True)
        self._came.setVisible(True)
        self._bar.setVisible(row.fitted is not None)
        self._compare.setVisible(row.fitted is not None)
        if row.problem is not None:
            self._leaves.setText(self.tr("Does not go out"))
            self._note.setText(in_words(row.problem).sentence)
        elif row.fitted is None:
            self._leaves.setText(self.tr("Fitting…"))
            self._note.setText("")
        else:
            self._show_fitted(row.fitted)
        self._note.setVisible(bool(self._note.text()))

    def _show_fitted(self, fitted: FittedPayload) -> None:
        size_bytes = fitted.blob.size_bytes
        self._leaves.setText(goes_text(fitted))
        percent = limit_percent(size_bytes)
        self._bar.setValue(percent)
        tone = "warn" if _WARNS & set(fitted.notes) else "good"
        if self._bar.property("tone") != tone:
            self._bar.setProperty("tone", tone)
            repolish(self._bar)
        share = self.tr("{percent} % of the {size} limit").format(percent=percent, size=_LIMIT_TEXT)
        self._note.setText(" · ".join(part for part in (share, fit_sentence(fitted)) if part))
        self._note.set_tone("warn" if tone == "warn" else "muted")

    def show_sum(self, rows: tuple[PageRow, ...]) -> None:
        """Several pages: how many go out and how large they are together."""
        fitted = [row.fitted for row in rows if row.fitted is not None]
        self._came_word.setVisible(False)
        self._came.setVisible(False)
        self._bar.setVisible(False)
        self._compare.setVisible(False)
        total = sum(payload.blob.size_bytes for payload in fitted)
        self._leaves.setText(f"{pages_text(len(fitted))} · {size_text(total)}")
        waiting = sum(row.fitted is None and row.problem is None for row in rows)
        self._note.set_tone("muted")
        self._note.setText(self.tr("{pages} being fitted").format(pages=pages_text(waiting)) if waiting else "")
        self._note.setVisible(bool(waiting))
