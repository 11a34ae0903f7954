"""The ways in for files and pictures: dialog, folder, clipboard, drop. Hands them to the desk, opens none of them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.capture_shelf import AT_THE_END, Placement
from app.flows.desk import Desk
from app.ui.workspace.filmstrip_model import PAGES_MIME
from app.ui.workspace.offered import is_offering, offer_of
from app.ui.workspace.words_drop import Dragged, DropGap, dragged, drop_words

_PATTERNS = "*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.pdf *.heic *.heif *.avif *.webp *.gif *.jp2 *.j2k *.zip"
_COPY = Qt.DropAction.CopyAction


class IntakeDoor(QObject):
    """`noticed` carries a sentence about what can't be taken; `awaiting` what dropping would do, empty when it left."""

    noticed = Signal(str)
    awaiting = Signal(str)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._dialog: QFileDialog | None = None
        self._dragged: Dragged | None = None

    @Slot()
    def open_files(self) -> None:
        """Let a person choose files; returns at once."""
        dialog = self._new_dialog(self.tr("Open scans, photos or PDFs"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Scans, photos and PDFs") + f" ({_PATTERNS})", self.tr("All files") + " (*)"])
        dialog.open()

    @Slot()
    def open_folder(self) -> None:
        """Let a person choose a folder; returns at once."""
        dialog = self._new_dialog(self.tr("Open a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _new_dialog(self, title: str) -> QFileDialog:
        if self._dialog is not None:
            self._dialog.deleteLater()
        dialog = QFileDialog(self._owner, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.filesSelected.connect(self._chosen)
        self._dialog = dialog
        return dialog

    @Slot(list)
    def _chosen(self, names: list[str]) -> None:
        if names:
            self._desk.add_files(tuple(Path(name) for name in names))

    @Slot()
    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData(), self.tr("Pasted picture"), AT_THE_END)

    def drag_entered(self, event: QDropEvent, gap: DropGap | None = None) -> None:
        """Something is dragged over the workspace, or over a gap between its pages: say what dropping it will do."""
        mime = event.mimeData()
        is_ours = mime.hasFormat(PAGES_MIME) or not is_offering(mime)
        self._dragged = None if is_ours else dragged(mime)
        self.drag_moved(event, gap)

    def drag_moved(self, event: QDropEvent, gap: DropGap | None = None) -> None:
        """It moved. Asked for at every step of the pointer: looks at nothing but what was seen when it came in."""
        if self._dragged is None:
            event.ignore()
            return
        event.setDropAction(event.possibleActions() & _COPY or event.proposedAction())
        event.accept()
        self.awaiting.emit(drop_words(self._dragged, gap))

    def drag_left(self) -> None:
        """It is over this place no longer."""
        self.awaiting.emit("")

    def dropped(self, event: QDropEvent, gap: DropGap | None = None) -> None:
        """It was dropped. Never a move: the source would erase its file for it, and ours is not read yet."""
        self.awaiting.emit("")
        self._take(event.mimeData(), self.tr("Dropped picture"), gap.placement if gap is not None else AT_THE_END)
        event.setDropAction(event.possibleActions() & _COPY or Qt.DropAction.IgnoreAction)
        event.accept()

    def _take(self, mime: QMimeData, picture_name: str, placement: Placement) -> None:
        offer = offer_of(mime)
        files = offer.named(self.tr("Dropped file"), picture_name)
        if offer.paths:
            self._desk.add_files(offer.paths, placement)
        elif files:
            self._desk.add_contents(files, placement)
        if offer.refusal:
            self.noticed.emit(offer.refusal)
