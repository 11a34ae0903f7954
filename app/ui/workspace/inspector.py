"""The inspector: how the current page or the selected ones are called, what they are, and what DRX will get."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.pages import DeskPage, DocumentKind, PageId, Side
from app.domain.shelves import Mark, PageRow
from app.ui.controls.button import ChoiceChip
from app.ui.controls.chip import StatusPill
from app.ui.controls.field import Field
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.flow import FlowLayout
from app.ui.controls.icon_label import IconLabel
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.problem_words import in_words
from app.ui.words import number_text, pages_text, visible, when_text
from app.ui.workspace.payload_card import PayloadCard
from app.ui.workspace.remark_card import RemarkCard
from app.ui.workspace.words_pages import is_locked, kind_name, mark_words, side_name

WIDTH_PX = 288
NARROW_WIDTH_PX = 232
_PILLS = {
    Mark.FITS: ("good", "check"),
    Mark.LOOK: ("warn", "alert-triangle"),
    Mark.BROKEN: ("bad", "alert-circle"),
    Mark.FITTING: ("neutral", "loader-2"),
}


class Inspector(QFrame):
    """Shows rows. `renamed` carries a PageId and a name; `kind_chosen` a kind or None, `side_chosen` a Side."""

    renamed = Signal(object, object)
    kind_chosen = Signal(object)
    side_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setProperty("edge", "left")
        self._page_id: PageId | None = None
        self._shown_name = ""
        self._shown: tuple[tuple[PageRow, ...], int, int] | None = None
        self._heading = PlainLabel(role="section")
        self._pill = StatusPill()
        self._problem = PlainLabel(tone="bad", wraps=True)
        self._name_word = PlainLabel(self.tr("Name"), "secondary")
        self._name = Field(self.tr("Name"))
        self._name.setAcceptDrops(False)  # a dropped file is a page, not a text
        self._name.editingFinished.connect(self.commit)
        self._name_word.setBuddy(self._name)
        self._chips = {kind: self._made_chip(place, kind) for place, kind in enumerate(DocumentKind, 1)}
        self._side = Segmented(
            [Choice(side, side_name(side)) for side in (Side.FRONT, Side.BACK)], name=self.tr("Side"), may_be_none=True
        )
        self._side.chosen.connect(self._choose_side)
        self._taken = PlainLabel(elided=True)
        self._card = PayloadCard()
        self.remarks = RemarkCard()
        self.compare_asked = self._card.compare_asked
        self._labels = QWidget()
        self._lay_out()
        self.show_rows((), 0, 0)

    def _made_chip(self, place: int, kind: DocumentKind) -> ChoiceChip:
        chip = ChoiceChip(kind_name(kind))
        chip.setToolTip(f"{kind_name(kind)} ({place})")
        chip.clicked.connect(lambda checked: self.kind_chosen.emit(kind if checked else None))
        return chip

    # --- layout ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._scrolled = QWidget()
        self._scrolled.setProperty("role", "scrolled")
        column = QVBoxLayout(self._scrolled)
        column.setContentsMargins(16, 14, 16, 8)
        column.setSpacing(8)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self._pill)
        column.addLayout(self._head)
        column.addWidget(self._problem)
        column.addWidget(self.remarks)
        column.addWidget(self._name_word)
        column.addWidget(self._name)
        column.addWidget(self._labels)
        column.addWidget(self._card)
        column.addStretch(1)
        self._lay_out_labels()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(self._scrolled)
        scroll_by_finger(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 12)
        outer.addWidget(scroll, 1)
        foot = IconLabel("lock", self.tr("Kept encrypted on this computer until DRX confirms it."))
        foot.setContentsMargins(15, 8, 15, 0)
        outer.addWidget(foot)

    def _lay_out_labels(self) -> None:
        column = QVBoxLayout(self._labels)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("What is it?"), "secondary"))
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in self._chips.values():
            flow.addWidget(chip)
        column.addWidget(chips)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for word, control in ((self.tr("Side"), self._side), (self.tr("Taken"), self._taken)):
            part = QVBoxLayout()
            part.setSpacing(6)
            part.addWidget(PlainLabel(word, "secondary"))
            part.addWidget(control)
            pair.addLayout(part, 1)
        self._taken.setMinimumHeight(32)
        column.addLayout(pair)

    def set_narrow(self, is_narrow: bool) -> None:
        """Take less width; the sign goes under the heading."""
        self.setFixedWidth(NARROW_WIDTH_PX if is_narrow else WIDTH_PX)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    # --- what is shown ---------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[PageRow, ...], number: int, total: int) -> None:
        """Show these selected rows; a single one is the `number`th of `total`."""
        if (rows, number, total) == self._shown:  # told anew for every page of a drop
            return
        self._shown = (rows, number, total)
        readable = tuple(row for row in rows if isinstance(row.item, DeskPage))
        single = rows[0] if len(rows) == 1 else None
        if self._page_id is not None and (single is None or single.id != self._page_id):
            self.commit()
        self._page_id = single.id if single is not None and single in readable else None
        place = self.tr("Page {number} of {total}").format(number=number_text(number), total=number_text(total))
        self._heading.setText(place if single is not None else pages_text(len(rows)))
        self._show_mark(single)
        self._show_name(single if self._page_id is not None else None, len(rows))
        self._show_labels(readable)
        self._labels.setVisible(bool(readable))
        self._card.setVisible(bool(readable))
        self.remarks.show_row(single if readable else None)
        if single is not None and readable:
            self._card.show_row(single)
        elif readable:
            self._card.show_sum(readable)

    def _show_mark(self, row: PageRow | None) -> None:
        self._pill.setVisible(row is not None)
        problem = row.problem if row is not None else None
        self._problem.setText(in_words(problem).sentence if problem is not None else "")
        self._problem.setVisible(problem is not None)
        if row is not None:
            tone, sign = ("warn", "lock") if is_locked(row) else _PILLS[row.mark]
            self._pill.show_status(mark_words(row), tone, sign)
            self._problem.set_tone("warn" if is_locked(row) else "bad")

    def _show_name(self, row: PageRow | None, count: int) -> None:
        is_typing = self._name.hasFocus() and self._name.isModified()
        for widget in (self._name, self._name_word):
            widget.setVisible(row is not None or count > 1)
        self._name.setEnabled(row is not None)
        name = ""
        if row is not None:
            name = visible(row.name) + (row.fitted.media_type.extension if row.fitted is not None else "")
        if name != self._shown_name or (row is None and count):
            self._shown_name = name
            if not is_typing:
                self._name.setText(name if row is not None else self.tr("Each keeps its own name"))
                self._name.setCursorPosition(0)
        self._name.setToolTip(escape(name))

    def _show_labels(self, rows: tuple[PageRow, ...]) -> None:
        pages = [row.item for row in rows if isinstance(row.item, DeskPage)]
        kinds = {page.kind for page in pages}
        sides = {page.side for page in pages}
        for kind, chip in self._chips.items():
            chip.setChecked(kinds == {kind})
        self._side.choose(next(iter(sides)) if len(sides) == 1 and Side.NONE not in sides else None)
        self._taken.setText(when_text(pages[0].imported.taken) if len(pages) == 1 else "–")

    # --- what is given ---------------------------------------------------------------------------------------

    @Slot()
    def commit(self) -> None:
        """Hand over a name that was typed; called when typing ends, and before anything that depends on it."""
        if self._page_id is not None and self._name.isModified():
            self._name.setModified(False)
            self._shown_name = ""  # whatever the desk answers is shown
            self._shown = None
            self.renamed.emit(self._page_id, self._name.text())

    @Slot(object)
    def _choose_side(self, side: Side | None) -> None:
        self.side_chosen.emit(side if side is not None else Side.NONE)

    def toggle_kind(self, kind: DocumentKind) -> None:
        """A digit key: choose this kind, or take it off where it is chosen."""
        if self._labels.isVisibleTo(self):
            self.kind_chosen.emit(None if self._chips[kind].isChecked() else kind)
