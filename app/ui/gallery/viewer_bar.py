"""The bar over the viewer: which image of whom, and what can be done with it. Dark in both themes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.gallery.narrow_words import NarrowWords
from app.ui.theme.palette import DARK, Palette

_HEIGHT_PX = 56
_LEAST_WIDTH_PX = 590
_NARROW_PX = 960
"""Below this width the tools show their icons alone."""


class NightButton(ToolButton):
    """A tool on ground that is dark in both themes."""

    def colours(self) -> Palette:
        return DARK

    def drawn_icon(self, token: str) -> QIcon:
        return super().drawn_icon(DARK.colour(token))


class ViewerBar(QFrame):
    """Its parts are there to be connected; it shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer_bar")
        self.setFixedHeight(_HEIGHT_PX)
        self.title = PlainLabel(role="strong", elided=True)
        self.line = PlainLabel(role="secondary", elided=True)
        self.percent = PlainLabel(role="secondary")
        self.page = PlainLabel(role="secondary")
        self.page_back = NightButton("", "chevron-left", name=self.tr("Previous page"), key_hint="Page Up")
        self.page_on = NightButton("", "chevron-right", name=self.tr("Next page"), key_hint="Page Down")
        self.zoom_out = NightButton("", "zoom-out", name=self.tr("Zoom out"), key_hint="Ctrl+-")
        self.zoom_in = NightButton("", "zoom-in", name=self.tr("Zoom in"), key_hint="Ctrl++")
        self.fit = NightButton("", "maximize", name=self.tr("Fit"), key_hint="Ctrl+0")
        self.full = NightButton("100 %", name=self.tr("Show at 100 %"))
        self.turn = NightButton("", "rotate-clockwise", name=self.tr("Turn right"), key_hint="R")
        self.loupe = NightButton("", "search", name=self.tr("Magnifier"), key_hint="M")
        self.compare = NightButton(self.tr("Compare"), "columns-2")
        self.details = NightButton("", "info-circle", name=self.tr("Details"), key_hint="I")
        self.copy = NightButton("", "copy", name=self.tr("Copy as a picture"), key_hint="Ctrl+C")
        self.save = NightButton(self.tr("Save"), "download")
        self.print_button = NightButton(self.tr("Print"), "printer")
        self.close_button = NightButton("", "x", name=self.tr("Close"), key_hint="Esc")
        for button in (self.loupe, self.compare, self.details):
            button.setCheckable(True)
        self.details.setChecked(True)
        self._words = NarrowWords(self.compare, self.save, self.print_button)
        self._lay_out()
        self.show_page(0, 1)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.line, 1)
        for part in (
            self.page_back,
            self.page,
            self.page_on,
            self.zoom_out,
            self.percent,
            self.zoom_in,
            self.fit,
            self.full,
            self.turn,
            self.loupe,
            self.compare,
            self.details,
            self.copy,
            self.save,
            self.print_button,
            self.close_button,
        ):
            row.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.give_way(self.width() < _NARROW_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH_PX, _HEIGHT_PX)  # that of the icons alone: the words give way

    def show_page(self, frame: int, frames: int) -> None:
        """Which page (from 0) of an image that has several; nothing for one that has one."""
        for part in (self.page_back, self.page, self.page_on):
            part.setVisible(frames > 1)
        self.page.setText(self.tr("Page {number} of {count}").format(number=frame + 1, count=frames))
        self.page_back.setEnabled(frame > 0)
        self.page_on.setEnabled(frame + 1 < frames)
