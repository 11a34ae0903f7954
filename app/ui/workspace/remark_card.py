"""The card in the inspector that says what may be wrong with a page, and mends it with one press."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.readings import Remark
from app.domain.shelves import PageRow
from app.ui.controls.button import PlainButton
from app.ui.controls.card import Card
from app.ui.controls.flow import FlowLayout
from app.ui.controls.icon_label import IconLabel
from app.ui.controls.label import PlainLabel
from app.ui.workspace.words_remarks import mendable, remark_words

MOST_SHOWN = 3
"""The gravest; with more than that a page is taken again."""


class RemarkCard(Card):
    """Shows the remarks of one row. `mend_asked` carries the remark to mend; `approved`: a person says it is right."""

    mend_asked = Signal(object)
    approved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", margin_px=12, spacing_px=6, parent=parent)
        self._remarks: tuple[Remark, ...] = ()
        self._mendable: Remark | None = None
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(8)
        self.column.addLayout(self._reasons)
        self._mend = PlainButton("", "wand", key_hint="M")
        self._mend.clicked.connect(self._ask_mend)
        self._right = PlainButton(self.tr("It is right"), "circle-check", key_hint="Y")
        self._right.clicked.connect(self.approved)
        for button in (self._mend, self._right):
            button.height_px = 34
            button.padding_px = 10
        flow = FlowLayout(spacing_px=6)
        flow.addWidget(self._mend)
        flow.addWidget(self._right)
        self.column.addLayout(flow)
        self.hide()

    def show_row(self, row: PageRow | None) -> None:
        """Show what is remarked about this row; without remarks there is no card."""
        remarks = row.remarks if row is not None else ()
        self.setVisible(bool(remarks))
        if row is None or not remarks:
            return
        if remarks != self._remarks:
            self._remarks = remarks
            self._say(remarks[:MOST_SHOWN])
        self._mendable = mendable(row)
        words = remark_words(self._mendable).mend if self._mendable is not None else ""
        self._mend.setVisible(bool(words))
        self._mend.set_words(words, words)
        self._mend.setToolTip(f"{words} (M)")
        self._right.setToolTip(self.tr("It is right (Y)"))
        self.set_tone("bad" if row.must_be_seen else "warn")

    def _say(self, remarks: tuple[Remark, ...]) -> None:
        while self._reasons.count():
            item = self._reasons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for remark in remarks:
            words = remark_words(remark)
            self._reasons.addWidget(_Reason(words.mark, words.reason))

    @Slot()
    def _ask_mend(self) -> None:
        if self._mendable is not None:
            self.mend_asked.emit(self._mendable)


class _Reason(QWidget):
    """A sign with a few words, and the reason under it."""

    def __init__(self, mark: str, reason: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(IconLabel("alert-triangle", mark), 1)
        column.addLayout(head)
        column.addWidget(PlainLabel(reason, "note", wraps=True))
