"""The bar that says which images are wanted: words of the name, kind of document, how far back; how many those are."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.gallery_sift import Period, Sift, counted_kinds
from app.domain.pages import DocumentKind
from app.ui.announce import announce
from app.ui.controls.button import ChoiceChip, QuietButton
from app.ui.controls.field import Field
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.gallery.gallery_model import GalleryModel
from app.ui.gallery.words_gallery import kind_words, period_words, shown_text
from app.ui.theme.theme import TARGET_PX

TYPING_MS = 120
"""While somebody types, thousands of names are looked through no more often than this."""
_FIELD_WIDTH_PX = 190
_PERIODS_WIDTH_PX = 350


class GalleryFilter(QFrame):
    """`changed` carries the `Sift` that is wanted now; its part is left as the toolbar has it."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self.setAccessibleName(self.tr("Filter"))
        self._sift = Sift()
        self.text = Field(self.tr("Text in the name"), self.tr("Text in the name"), leading_icon="search")
        self.text.setFixedWidth(_FIELD_WIDTH_PX)
        self.kinds = {kind: ChoiceChip(kind_words(kind)) for kind in DocumentKind}
        self.periods = Segmented(
            [Choice(period, period_words(period)) for period in Period], name=self.tr("How far back")
        )
        self.periods.setFixedWidth(_PERIODS_WIDTH_PX)
        self.periods.choose(Period.ANY)
        self.all_button = QuietButton(self.tr("Show all"))
        self._count = PlainLabel(role="secondary")
        self._count.setMinimumHeight(TARGET_PX)  # in line with the chips
        room = QWidget()
        row = FlowLayout(room, spacing_px=8)
        for part in (self.text, *self.kinds.values(), self.periods, self._count, self.all_button):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(room)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(self._take_text)
        self.text.textChanged.connect(self._typed.start)
        self.text.returnPressed.connect(self._take_text)
        self.periods.chosen.connect(self._take_period)
        self.all_button.clicked.connect(self.clear)
        for chip in self.kinds.values():
            chip.clicked.connect(self._take_kind)

    def follow(self, model: GalleryModel) -> None:
        """Show what the model lets through, and how many that are."""
        self._sift = model.sift
        if self.text.text().strip() != self._sift.text.strip() and not self._typed.isActive():
            self.text.setText(self._sift.text)
            self._typed.stop()
        self.periods.choose(self._sift.period)
        counts = counted_kinds(model.all_tiles) if self.isVisible() else {}
        for kind, chip in self.kinds.items():
            chip.setChecked(self._sift.kind is kind)
            chip.set_words(
                f"{kind_words(kind)} {counts[kind]}" if kind in counts else kind_words(kind), kind_words(kind)
            )
        self._count.setText(shown_text(len(model.tiles), len(model.all_tiles)) if self._sift.is_fine else "")
        self._count.adjustSize()
        self.all_button.setVisible(self._sift.is_fine)

    @Slot()
    def clear(self) -> None:
        """Show everything again."""
        self.text.clear()
        self._typed.stop()
        self._ask(Sift(self._sift.part))

    @Slot()
    def _take_text(self) -> None:
        self._typed.stop()
        self._ask(replace(self._sift, text=self.text.text()))

    @Slot(object)
    def _take_period(self, period: Period) -> None:
        self._ask(replace(self._sift, period=period))

    @Slot()
    def _take_kind(self) -> None:
        pressed = next((kind for kind, chip in self.kinds.items() if chip is self.sender()), None)
        self._ask(replace(self._sift, kind=None if pressed is self._sift.kind else pressed))

    def _ask(self, sift: Sift) -> None:
        self._sift = sift
        self.changed.emit(sift)
        announce(self, self._count.text())
