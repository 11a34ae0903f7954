"""The separator sheet of a record, to look at and to print: a sheet over the window's right edge."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.facts import SeparatorDrawn
from app.domain.records import Record
from app.ui.announce import announce
from app.ui.controls.button import PrimaryButton
from app.ui.controls.label import PlainLabel
from app.ui.outbox.slip_document import paper_size
from app.ui.pictures.pixels import image_of
from app.ui.record.separator_page import paint_separator, print_separator
from app.ui.sheet import Sheet
from app.ui.theme.theme import theme
from app.ui.words import record_sentence

_PREVIEW = QSize(340, 440)


class _Preview(QWidget):
    """The page as it will be printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self._code = QImage()
        self.setFixedSize(_PREVIEW)
        theme().changed.connect(self.update)

    def show_sheet(self, record: Record, code: QImage) -> None:
        """Show the sheet of this record."""
        self._record, self._code = record, code
        self.setAccessibleName(self.tr("Separator sheet for {record}").format(record=record_sentence(record)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._record is None:
            return
        painter = QPainter(self)
        paint_separator(painter, QRectF(self.rect()), self._record, self._code)
        painter.setPen(QPen(QColor(theme().palette.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class SeparatorSheet(Sheet):
    """Shows what was drawn, and prints it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(self.tr("Separator sheet"), over)
        self._record: Record | None = None
        self._code = QImage()
        self._preview = _Preview()
        about = self.tr(
            "Put it before the pages of this record and scan them together. Sort by label gives what follows it to the "
            "record, up to the next sheet or label. The sheet itself is not sent."
        )
        self._print = PrimaryButton(self.tr("Print…"), "printer")
        self._told = PlainLabel("", "note", wraps=True)
        self.column.addWidget(PlainLabel(about, "secondary", wraps=True))
        self.column.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self.foot.addWidget(self._told)
        self.foot.addWidget(self._print)
        self._told.hide()
        self._print.clicked.connect(self._ask_printer)

    def show_drawn(self, drawn: SeparatorDrawn) -> None:
        """Show this sheet."""
        self._record, self._code = drawn.record, image_of(drawn.picture)
        self._preview.show_sheet(drawn.record, self._code)
        self._told.hide()

    @Slot()
    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("CounterScan separator sheet"))  # no name of a patient in the printer's queue
        printer.setPageSize(paper_size())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print the separator sheet"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._print_on(printer, result))
        dialog.show()

    def _print_on(self, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted.value or self._record is None:
            return
        went = print_separator(printer, self._record, self._code)
        bad = not went or printer.printerState() is QPrinter.PrinterState.Error
        self._told.setText(
            self.tr("This printer did not take the sheet. Choose another one.")
            if bad
            else self.tr("The sheet went to the printer.")
        )
        self._told.set_tone("bad" if bad else "good")
        self._told.show()
        announce(self, self._told.text())
