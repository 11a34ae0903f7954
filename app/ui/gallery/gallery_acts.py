"""What can be done with images of the gallery beside looking: save, print, copy, drag out, put on the desk. Shop room.

Nothing of it touches the disk of this computer but what a person saves; each is written to the journal.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, ImagesSaved, ImagesTaken, Purpose
from app.domain.pages import Picture
from app.flows.desk import Desk
from app.ui.gallery.folder_question import ask_folder
from app.ui.gallery.gallery_parcel import copied, dragged
from app.ui.pictures.page_pictures import MAX_LARGE_SIDE_PX
from app.ui.pictures.pixels import image_of
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.words import images_text

PRINTED_SIDE_PX = 2600
"""Some 240 dots an inch on Letter paper; more is no sharper on any counter's printer."""
MAX_PRINTED = 12
"""Images in one go: their pixels are in memory until the last sheet is out."""
_DRAGGED_PX = 120

Preview = Callable[[QPrinter, QWidget], QPrintPreviewDialog]


class GalleryActs(QObject):
    """`told` carries a sentence about what came of an act, and its tone: accent, good or bad."""

    told = Signal(str, str)

    def __init__(self, owner: QWidget, desk: Desk, relay: Relay) -> None:
        super().__init__(owner)
        self._owner, self._desk = owner, desk
        self.folder: Path | None = None
        self._copying = self._dragging = ""
        self._printing: dict[str, Picture | None] = {}
        relay.fact.connect(self._take)

    # --- saving ----------------------------------------------------------------------------------------------------

    def save(self, keys: Sequence[str]) -> None:
        """Ask where to, then save; the folder is remembered until the program ends."""
        if keys:
            title = self.tr("Save {images} in a folder").format(images=images_text(len(keys)))
            ask_folder(self._owner, title, lambda folder: self.save_in(keys, folder), self.folder)

    def save_in(self, keys: Sequence[str], folder: Path) -> None:
        """Save in this folder."""
        self.folder = folder
        self._desk.save_images(list(keys), folder)

    # --- copying, dragging, reusing --------------------------------------------------------------------------------

    def copy(self, key: str) -> None:
        """Put the image's pixels onto the clipboard, as soon as they are here."""
        self._copying = key
        self._desk.want_gallery_picture(key, Purpose.COPY, MAX_LARGE_SIDE_PX)

    def drag(self, key: str) -> None:
        """Let the image follow the pointer into another program, once it is here and while the button is held."""
        self._dragging = key
        self._desk.want_gallery_picture(key, Purpose.COPY, MAX_LARGE_SIDE_PX)

    def reuse(self, keys: Sequence[str]) -> None:
        """Put images onto the desk as new pages, to be turned and sent again."""
        if keys:
            self._desk.take_images(list(keys))

    # --- printing --------------------------------------------------------------------------------------------------

    def print(self, keys: Sequence[str]) -> None:
        """Ask for the pixels; the preview opens when the last of them is here."""
        if len(keys) > MAX_PRINTED:
            text = self.tr("{images} are too many for one print. Select {count} at most.")
            self.told.emit(text.format(images=images_text(len(keys)), count=MAX_PRINTED), "accent")
            return
        self._printing = dict.fromkeys(keys)
        for key in keys:
            self._desk.want_gallery_picture(key, Purpose.PRINT, PRINTED_SIDE_PX)

    def _preview(self) -> None:
        pictures = {key: picture for key, picture in self._printing.items() if picture is not None}
        self._printing = {}
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("CounterScan images"))
        dialog = QPrintPreviewDialog(printer, self._owner)
        dialog.setWindowTitle(self.tr("Print {images}").format(images=images_text(len(pictures))))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.paintRequested.connect(lambda onto: paint_pages(onto, list(pictures.values())))
        dialog.finished.connect(lambda result: self._printed(list(pictures), result))
        dialog.resize(min(900, self._owner.width()), max(400, self._owner.height() - 40))
        dialog.show()  # not modal: the queue goes on

    def _printed(self, keys: list[str], result: int) -> None:
        if result == QDialog.DialogCode.Accepted.value:
            self._desk.note_printed(keys)
            self.told.emit(self.tr("{images} went to the printer").format(images=images_text(len(keys))), "good")

    # --- what comes of it ------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case GalleryPictureReady(key, Purpose.COPY, picture):
                self._hand_over(key, picture)
            case GalleryPictureReady(key, Purpose.PRINT, picture) if key in self._printing:
                self._printing[key] = picture
                if all(self._printing.values()):
                    self._preview()
            case GalleryPictureFailed(key, Purpose.COPY | Purpose.PRINT, problem):
                self._copying = self._dragging = ""
                self._printing = {}
                self.told.emit(in_words(problem).sentence, "bad")
            case ImagesSaved(count, folder):
                text = self.tr("Saved {images} in {folder}").format(images=images_text(count), folder=folder)
                self.told.emit(text, "good")
            case ImagesTaken(count):
                text = self.tr("{images} put on the desk as new pages. Ctrl+1 shows them.")
                one = self.tr("1 image put on the desk as a new page. Ctrl+1 shows it.")
                self.told.emit(one if count == 1 else text.format(images=images_text(count)), "good")
            case _:
                pass

    def _hand_over(self, key: str, picture: Picture) -> None:
        if key == self._copying:
            self._copying = ""
            QGuiApplication.clipboard().setMimeData(copied(image_of(picture)))
            self._desk.note_copied(key)
            self.told.emit(self.tr("Copied. Paste it where you need it."), "good")
        if key == self._dragging:
            self._dragging = ""
            if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                self._carry(key, picture)

    def _carry(self, key: str, picture: Picture) -> None:
        image = image_of(picture)
        drag = QDrag(self._owner)
        drag.setMimeData(dragged(image))
        small = image.scaled(QSize(_DRAGGED_PX, _DRAGGED_PX), Qt.AspectRatioMode.KeepAspectRatio)
        drag.setPixmap(QPixmap.fromImage(small))
        drag.setHotSpot(QPoint(_DRAGGED_PX // 4, _DRAGGED_PX // 4))
        if drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction:
            self._desk.note_copied(key)


def paint_pages(printer: QPrinter, pictures: Sequence[Picture]) -> None:
    """An image a sheet, as large as the paper takes and turned where that makes it larger."""
    painter = QPainter(printer)
    try:
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            _paint_page(painter, painter.viewport(), picture)
    finally:
        painter.end()


def _paint_page(painter: QPainter, paper: QRect, picture: Picture) -> None:
    is_sideways = (picture.width > picture.height) is not (paper.width() > paper.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(paper.center())
    if is_sideways:
        painter.rotate(90)
    across, down = (paper.height(), paper.width()) if is_sideways else (paper.width(), paper.height())
    scale = min(across / picture.width, down / picture.height)
    width, height = round(picture.width * scale), round(picture.height * scale)
    painter.drawImage(QRect(-width // 2, -height // 2, width, height), image_of(picture))
    painter.restore()
