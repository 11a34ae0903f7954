"""The bar over the gallery: which images, how many, in what order and form; open, ask again, save, print, more."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.gallery_shelf import GalleryView
from app.domain.gallery_sift import Part, Sorting
from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.gallery.gallery_model import GalleryModel, has_parts
from app.ui.gallery.narrow_words import NarrowWords
from app.ui.gallery.words_gallery import sorting_words
from app.ui.words import images_text

_HEIGHT_PX = 48
_PARTS_WIDTH_PX, _NARROW_PARTS_WIDTH_PX = 300, 240
_LEAST_WIDTH_PX = 590
_NARROW_PX = 940
"""Below this width the tools show their icons alone."""


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
        self.filter_button = ToolButton("", "adjustments-horizontal", name=self.tr("Filter"), key_hint="Ctrl+F")
        self.filter_button.setCheckable(True)
        self.list_button = ToolButton("", "list", name=self.tr("As a list"), key_hint="Ctrl+L")
        self.list_button.setCheckable(True)
        self.order = ToolButton(self.tr("Newest first"), "calendar")
        self.refresh_button = ToolButton("", "refresh", name=self.tr("Refresh"), key_hint="F5")
        self.save = ToolButton(self.tr("Save"), "download")
        self.print_button = ToolButton(self.tr("Print"), "printer")
        self.more = ToolButton("", "dots", name=self.tr("More"))
        self._words = NarrowWords(self.open_button, self.order, self.save, self.print_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.parts)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (
            self.filter_button,
            self.list_button,
            self.open_button,
            self.order,
            self.refresh_button,
            self.save,
            self.print_button,
            self.more,
        ):
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
        for button in (self.save, self.print_button, self.more, self.order, self.list_button):
            button.setEnabled(has_tiles)
        self._words.say(self.save, self.tr("Save") if not count else self.tr("Save {count}").format(count=count))
        name = self.tr("Save all images") if not count else self.tr("Save {images}").format(images=images_text(count))
        self.save.set_name(name)

    def show_order(self, sorting: Sorting) -> None:
        """In what order they stand."""
        words, icon_name = sorting_words(sorting)
        self.order.set_icon_name(icon_name)
        self.order.set_name(words)
        self._words.say(self.order, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_PX
        self.parts.setMinimumWidth(_NARROW_PARTS_WIDTH_PX if is_narrow else _PARTS_WIDTH_PX)
        self._words.give_way(is_narrow)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH_PX, _HEIGHT_PX)  # that of the icons alone: the words give way
