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
from app.ui.workspace.words_remarks import RemarkWords, approving_words, mendable, row_words

MOST_SHOWN = 3
"""The gravest; with more than that a page is taken again."""


class RemarkCard(Card):
    """Shows the remarks of one row. `mend_asked` carries the remark to mend; `approved`: a person says it is right.

    `dropped`: it is there already, and is not wanted a second time.
    """

    mend_asked = Signal(object)
    approved = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", margin_px=12, spacing_px=6, parent=parent)
        self._said: tuple[RemarkWords, ...] = ()
        self._mendable: Remark | None = None
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(8)
        self.column.addLayout(self._reasons)
        self._mend = _NamingButton("", "wand", key_hint="M")
        self._mend.clicked.connect(self._ask_mend)
        self._right = _NamingButton(self.tr("It is right"), "circle-check", key_hint="Y")
        self._right.clicked.connect(self.approved)
        self._drop = _NamingButton(self.tr("Drop it"), "trash", key_hint="Del")
        self._drop.clicked.connect(self.dropped)
        for button in (self._mend, self._right, self._drop):
            button.height_px = 34
            button.padding_px = 10
        flow = FlowLayout(spacing_px=6)
        flow.addWidget(self._mend)
        flow.addWidget(self._right)
        flow.addWidget(self._drop)
        self.column.addLayout(flow)
        self.hide()

    def show_row(self, row: PageRow | None) -> None:
        """Show what is remarked about this row; without remarks there is no card."""
        remarks = row.remarks if row is not None else ()
        self.setVisible(bool(remarks))
        if row is None or not remarks:
            return
        said = tuple(row_words(row, remark) for remark in remarks[:MOST_SHOWN])
        if said != self._said:
            self._said = said
            self._say(said)
        self._mendable = mendable(row)
        words = row_words(row, self._mendable).mend if self._mendable is not None else ""
        self._mend.setVisible(bool(words))
        self._mend.set_words(words, words)
        self._mend.setToolTip(f"{words} (M)")
        is_about_records = Remark.OTHER_RECORD in remarks  # whose names need the room
        shows_both = self._mendable is Remark.ALREADY_THERE
        self._mend.set_icon_name("" if is_about_records else "columns-2" if shows_both else "wand")
        self._right.set_icon_name("" if is_about_records else "circle-check")
        self._drop.setVisible(row.twin is not None)
        self._drop.setToolTip(self.tr("Take it off the desk (Del)"))
        right = approving_words(row)
        self._right.set_words(right, right)
        self._right.setToolTip(f"{right} (Y)")
        self.set_tone("bad" if row.must_be_seen else "warn")

    def _say(self, said: tuple[RemarkWords, ...]) -> None:
        while self._reasons.count():
            item = self._reasons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in said:
            self._reasons.addWidget(_Reason(words.mark, words.reason))

    @Slot()
    def _ask_mend(self) -> None:
        if self._mendable is not None:
            self.mend_asked.emit(self._mendable)


class _NamingButton(PlainButton):
    """Its words may carry a record's name: they give way, and stand whole in the tooltip."""

    def may_elide(self) -> bool:
        return True


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
