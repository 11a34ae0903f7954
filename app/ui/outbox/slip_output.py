"""The slip's ways out: the system's print dialog, and a PDF where a person wants it. Neither holds the window up."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.ui.outbox.slip import Slip
from app.ui.outbox.slip_document import document_of, paper_size, save_pdf


class SlipOutput(QObject):
    """`told` carries a sentence about what came of it, and its tone: good or bad."""

    told = Signal(str, str)

    def __init__(self, owner: QWidget, clock: Callable[[], datetime]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._clock = clock

    def print_slip(self, slip: Slip) -> None:
        """Let a person choose a printer, then print; returns at once."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("CounterScan receipts"))
        printer.setPageSize(paper_size())
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(self.tr("Print the receipts"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._print_ended(slip, printer, result))
        dialog.show()

    def _print_ended(self, slip: Slip, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted.value:
            return
        document_of(slip, self._clock()).print_(printer)
        if printer.printerState() is QPrinter.PrinterState.Error:
            self.told.emit(self.tr("This printer did not take the receipts. Choose another one."), "bad")
        else:
            self.told.emit(self.tr("The receipts went to the printer."), "good")

    def save(self, slip: Slip) -> None:
        """Let a person choose a file, then write the PDF; returns at once."""
        dialog = QFileDialog(self._owner, self.tr("Save the receipts as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF") + " (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        day = self._clock().astimezone().date().isoformat()
        dialog.selectFile(self.tr("CounterScan receipts {day}").format(day=day) + ".pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_as(slip, Path(name)))
        dialog.show()  # not modal: the queue goes on

    def save_as(self, slip: Slip, path: Path) -> None:
        """Write the PDF to this file and tell what came of it."""
        if save_pdf(slip, self._clock(), path):
            self.told.emit(self.tr("Saved as {name}").format(name=path.name), "good")
        else:
            self.told.emit(self.tr("The receipts can't be saved there. Choose another folder."), "bad")
