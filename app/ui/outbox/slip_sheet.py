"""The receipts as a sheet over the outbox: which paper may be shredded, to read, to print, to keep as a PDF."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.outbox_shelf import OutboxRow
from app.domain.records import Record
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, PrimaryButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.row_list import ListRow, RowList
from app.ui.outbox.slip import RecordKey, Slip, SlipLine, key_of, records_with_receipts, slip_of
from app.ui.outbox.slip_output import SlipOutput
from app.ui.outbox.words_slip import (
    choice_text,
    keep_title,
    left_out_text,
    line_texts,
    nothing_text,
    safe_title,
    slip_sentence,
)
from app.ui.sheet import Sheet
from app.ui.words import pages_text

LINES_AT_ONCE = 60
"""So many pages of a section stand on the screen; the printed slip has them all."""


class SlipSheet(Sheet):
    """`show_rows` gives it the outbox; it makes its lines only while it is open."""

    def __init__(self, over: QWidget, clock: Callable[[], datetime]) -> None:
        super().__init__(self.tr("Receipts"), over)
        self._clock = clock
        self._rows: tuple[OutboxRow, ...] = ()
        self._chosen: Record | None = None
        self.slip: Slip | None = None
        self.choice = PlainButton("", "chevron-down")
        self._lines = QWidget()
        self._print = PrimaryButton(self.tr("Print…"), "printer")
        self._save = PlainButton(self.tr("Save as PDF…"), "download")
        self.told = PlainLabel("", "note", wraps=True)
        self._output = SlipOutput(self, clock)
        self._build()

    def _build(self) -> None:
        self.column.addWidget(self.choice)
        self.column.addWidget(self._lines)
        self.column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._print, 1)
        buttons.addWidget(self._save, 1)
        self.foot.addWidget(self.told)
        self.foot.addLayout(buttons)
        self.told.hide()
        self.choice.clicked.connect(self._open_menu)
        self._print.clicked.connect(self._print_slip)
        self._save.clicked.connect(self._save_slip)
        self._output.told.connect(self._tell)

    def toggle(self) -> None:
        if not self.isVisible():
            self._chosen = None
            self.slip = None
            self.told.hide()
        super().toggle()
        if self.isVisible():
            self._show_slip()

    def show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """The outbox is like this now."""
        self._rows = rows
        if self.isVisible():
            self._show_slip()

    # --- what it is about --------------------------------------------------------------------------------------

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for record in (None, *records_with_receipts(self._rows)):
            is_chosen = _key(record) == _key(self._chosen)
            action = QAction(choice_text(record).replace("&", "&&"), menu, checkable=True, checked=is_chosen)
            action.setData(record)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._choose)
        menu.popup(self.choice.mapToGlobal(QPoint(0, self.choice.height() + 4)))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self._chosen = action.data()
        self._show_slip()

    def _show_slip(self) -> None:
        """Make the lines anew where they are others than before."""
        today = self._clock().astimezone().date()
        slip = slip_of(self._rows, _key(self._chosen), today)
        if slip == self.slip:
            return
        self.slip = slip
        chosen = choice_text(self._chosen)
        self.choice.set_words(chosen, self.tr("Receipts of: {choice}").format(choice=chosen))
        lines = self._lines_of(slip)
        self.column.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines
        lines.show()  # at once, not when the layout comes to it: a screen reader looks now
        has_lines = bool(slip.safe or slip.unconfirmed)
        self._print.setEnabled(has_lines)
        self._save.setEnabled(has_lines)
        announce(self, slip_sentence(slip))

    def _lines_of(self, slip: Slip) -> QWidget:
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for title, tone, section in (
            (safe_title(len(slip.safe)), "good", slip.safe),
            (keep_title(len(slip.unconfirmed)), "warn", slip.unconfirmed),
        ):
            if section:
                column.addWidget(PlainLabel(title, "strong", tone, wraps=True))
                column.addWidget(self._list(title, section))
        if slip.left_out:
            column.addWidget(PlainLabel(left_out_text(slip.left_out), "note", wraps=True))
        if not slip.safe and not slip.unconfirmed:
            column.addWidget(PlainLabel(nothing_text(), "secondary", wraps=True))
        return lines

    def _list(self, title: str, section: tuple[SlipLine, ...]) -> QWidget:
        rows = RowList(title)
        rows.column.setContentsMargins(0, 0, 0, 8)
        for line in section[:LINES_AT_ONCE]:
            rows.column.addWidget(_SlipRow(line_texts(line, self._clock())))
        if len(section) > LINES_AT_ONCE:
            more = self.tr("{pages} more stand on the printed slip")
            count = pages_text(len(section) - LINES_AT_ONCE)
            rows.column.addWidget(PlainLabel(more.format(pages=count), "note", wraps=True))
        return rows

    # --- paper -------------------------------------------------------------------------------------------------

    @Slot()
    def _print_slip(self) -> None:
        if self.slip is not None:
            self._output.print_slip(self.slip)

    @Slot()
    def _save_slip(self) -> None:
        if self.slip is not None:
            self._output.save(self.slip)

    @Slot(str, str)
    def _tell(self, words: str, tone: str) -> None:
        self.told.setText(words)
        self.told.set_tone(tone)
        self.told.show()
        announce(self, words, at_once=tone == "bad")


class _SlipRow(ListRow):
    """One page: what it is, whose it is, and its receipt."""

    def __init__(self, texts: tuple[str, str, str]) -> None:
        super().__init__()
        self.setAccessibleName(", ".join(texts))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(1)
        name, whose, receipt = texts
        column.addWidget(PlainLabel(name, elided=True))
        column.addWidget(PlainLabel(whose, "note", elided=True))
        column.addWidget(PlainLabel(receipt, "note", wraps=True))


def _key(record: Record | None) -> RecordKey | None:
    return key_of(record) if record is not None else None
