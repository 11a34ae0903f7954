"""The bar over the gallery: which images, how many, in what order; open, ask again, save."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.gallery_shelf import GalleryView
from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.gallery.gallery_model import GalleryModel, Part, has_parts
from app.ui.words import images_text

_HEIGHT_PX = 48
_PARTS_WIDTH_PX = 300


class GalleryToolbar(QFrame):
    """Its parts are there to be connected; it shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(_HEIGHT_PX)
        self.parts = Segmented([Choice(part, "") for part in Part], name=self.tr("Which images"))
        self.parts.setMinimumWidth(_PARTS_WIDTH_PX)
        self._count = PlainLabel(role="secondary")
        self.open_button = ToolButton(self.tr("Open"), "maximize")
        self.order = ToolButton(self.tr("Newest first"), "calendar")
        self.refresh_button = ToolButton("", "refresh", name=self.tr("Refresh"), key_hint="F5")
        self.save = ToolButton(self.tr("Save"), "download")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.parts)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.open_button, self.order, self.refresh_button, self.save):
            row.addWidget(button)

    def show_counts(self, view: GalleryView, model: GalleryModel) -> None:
        """How many images there are, for a prescription of each part."""
        self.parts.choose(model.part)
        self.parts.setVisible(has_parts(view.record) and bool(view.tiles))
        self._count.setVisible(not has_parts(view.record) and bool(view.tiles))
        words = {
            Part.ALL: self.tr("All {count}"),
            Part.THIS_RX: self.tr("This Rx {count}"),
            Part.PATIENT: self.tr("Patient {count}"),
        }
        for part, text in words.items():
            self.parts.set_text(part, text.format(count=model.count_of(part)))
        self._count.setText(images_text(len(view.tiles)))

    def show_chosen(self, count: int, *, has_tiles: bool) -> None:
        """So many images are selected; without any, saving means all of them."""
        self.open_button.setEnabled(count == 1 and has_tiles)
        self.save.setEnabled(has_tiles)
        self.order.setEnabled(has_tiles)
        self.save.set_words(self.tr("Save") if not count else self.tr("Save {count}").format(count=count))
        name = self.tr("Save all images") if not count else self.tr("Save {images}").format(images=images_text(count))
        self.save.set_name(name)

    def show_order(self, *, newest_first: bool) -> None:
        """In what order they stand."""
        self.order.set_words(self.tr("Newest first") if newest_first else self.tr("Oldest first"))
