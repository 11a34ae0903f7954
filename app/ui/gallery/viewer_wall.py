"""One image, or several side by side whose zoom goes together; one of them is the one that keys and buttons act on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.gallery_shelf import GalleryTile
from app.ui.controls.label import PlainLabel
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.viewer_canvas import ViewerCanvas
from app.ui.gallery.viewer_glass import Stand

MAX_SIDE_BY_SIDE = 4


class ViewerWall(QWidget):
    """`chosen` fires when another canvas became the active one, `added` carries one that is new."""

    chosen = Signal()
    added = Signal(object)

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.first = ViewerCanvas(pictures)
        self._captions: dict[ViewerCanvas, PlainLabel] = {}
        self._frames: dict[ViewerCanvas, QWidget] = {}
        self._canvases: list[ViewerCanvas] = []
        self._add(self.first)
        self.active = self.first

    @property
    def canvases(self) -> tuple[ViewerCanvas, ...]:
        """From left to right."""
        return tuple(self._canvases)

    @property
    def is_comparing(self) -> bool:
        """Do several stand side by side?"""
        return len(self._canvases) > 1

    def show_beside(self, tiles: Sequence[tuple[GalleryTile, str]]) -> None:
        """Put these, each with its name, right of the first one; none puts all others away."""
        for canvas in self._canvases[1:]:
            del self._captions[canvas]
            frame = self._frames.pop(canvas)
            self._row.removeWidget(frame)
            frame.deleteLater()
        self._canvases = [self.first]
        for tile, name in tiles[: MAX_SIDE_BY_SIDE - 1]:
            canvas = ViewerCanvas(self._pictures)
            self._add(canvas)
            self.added.emit(canvas)
            canvas.show_tile(tile, name)
            self._captions[canvas].setText(name)
        self._captions[self.first].setText(self.first.accessibleName())
        for caption in self._captions.values():
            caption.setVisible(self.is_comparing)
        self.choose(self._canvases[-1])

    def choose(self, canvas: ViewerCanvas) -> None:
        """Let keys and buttons act on this one."""
        self.active = canvas
        for other in self._canvases:
            other.is_active = self.is_comparing and other is canvas
            other.update()
        self.chosen.emit()

    def name(self, canvas: ViewerCanvas, text: str) -> None:
        """Another image is on this canvas."""
        self._captions[canvas].setText(text)

    def _add(self, canvas: ViewerCanvas) -> None:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        caption = PlainLabel(role="secondary", elided=True)
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        caption.setFixedHeight(30)
        caption.hide()
        column.addWidget(caption)
        column.addWidget(canvas, 1)
        self._row.addWidget(frame, 1)
        self._captions[canvas], self._frames[canvas] = caption, frame
        self._canvases.append(canvas)
        canvas.installEventFilter(self)
        canvas.looked.connect(self._go_along)

    @Slot(object)
    def _go_along(self, stand: Stand) -> None:
        sender = self.sender()
        if self.is_comparing and sender is self.active:
            for canvas in self._canvases:
                if canvas is not sender:
                    canvas.follow(stand)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            canvas = next((canvas for canvas in self._canvases if canvas is watched), None)
            if canvas is not None and canvas is not self.active:
                self.choose(canvas)
        return super().eventFilter(watched, event)
