"""One image of the gallery, large, on dark ground: walk through them, zoom, turn for the eye, save."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile
from app.domain.records import Record
from app.ui.announce import announce
from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.viewer_canvas import ViewerCanvas
from app.ui.gallery.viewer_details import Lines
from app.ui.gallery.words_gallery import caption_of, details_of, viewer_line
from app.ui.theme.palette import DARK, Palette

_BAR_HEIGHT_PX = 56
_ARROW_PX = 44
_NOTICE_WIDTH_PX = 420


class NightButton(ToolButton):
    """A tool on ground that is dark in both themes."""

    def colours(self) -> Palette:
        return DARK

    def drawn_icon(self, token: str) -> QIcon:
        return super().drawn_icon(DARK.colour(token))


class Viewer(QFrame):
    """Fills the pane. `closed` carries the key of the image last looked at, `save_asked` the key of the one to save."""

    closed = Signal(str)
    save_asked = Signal(str)

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tiles: tuple[GalleryTile, ...] = ()
        self._record: Record | None = None
        self._row = 0
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Image"))
        self.setStyleSheet(_STYLE)
        self._title = PlainLabel(role="strong", elided=True)
        self._line = PlainLabel(role="secondary", elided=True)
        self._percent = PlainLabel(role="secondary")
        self.canvas = ViewerCanvas(pictures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self._details = Lines(self.tr("Details"))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(self._details)
        column.addLayout(row, 1)
        self._previous = self._arrow("chevron-left", self.tr("Previous image"), -1)
        self._next = self._arrow("chevron-right", self.tr("Next image"), 1)
        self._notice = self._trouble()
        self._add_keys()
        self.canvas.zoom_changed.connect(self._tell_zoom)
        self.canvas.installEventFilter(self)
        pictures.large_came.connect(self._came)

    # --- what is shown ---------------------------------------------------------------------------------------------

    @property
    def tile(self) -> GalleryTile | None:
        """The image that is looked at."""
        return self._tiles[self._row] if self._row < len(self._tiles) else None

    @property
    def trouble(self) -> str:
        """Why the image can't be shown; empty where it can."""
        return "" if self._notice.isHidden() else self._trouble_text.text()

    def open(self, tiles: Sequence[GalleryTile], record: Record | None, row: int) -> None:
        """Show the image of this row of `tiles`."""
        self._tiles, self._record = tuple(tiles), record
        self._show(row)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, tiles: Sequence[GalleryTile], record: Record | None) -> None:
        """The gallery changed: stay with the image; close where it is gone."""
        looked_at = self.tile
        self._tiles, self._record = tuple(tiles), record
        for row, tile in enumerate(self._tiles):
            # An image that was on its way arrives under another key; its name is its own for life.
            if looked_at is not None and (tile.key == looked_at.key or tile.name == looked_at.name):
                self._show(row)
                return
        self._row = 0
        self.close_viewer()

    def _show(self, row: int) -> None:
        self._row = row
        tile = self._tiles[row]
        title = caption_of(tile, self._record)
        line = viewer_line(tile, self._record, row + 1, len(self._tiles))
        self._title.setText(title)
        self._line.setText(line)
        self._previous.setEnabled(row > 0)
        self._next.setEnabled(row + 1 < len(self._tiles))
        self._details.show_lines(details_of(tile, datetime.now(UTC)))
        self.canvas.show_tile(tile, f"{title}, {line}")
        self._tell_problem()
        self._ask_neighbours()

    def _ask_neighbours(self) -> None:
        """Once the image itself is there, have the two beside it ready: walking on shows them at once."""
        tile = self.tile
        if tile is None or not self._pictures.has_large(tile.key):
            return
        side_px = max(self.canvas.width(), self.canvas.height()) * self.devicePixelRatioF()
        for row in (self._row + 1, self._row - 1):
            if 0 <= row < len(self._tiles) and not self._pictures.has_large(self._tiles[row].key):
                beside = self._tiles[row]
                longest_px = max(beside.width or 0, beside.height or 0)
                self._pictures.large(beside.key, longest_px, min(1.0, side_px / longest_px) if longest_px else 0.5)

    @Slot(str)
    def _came(self, key: str) -> None:
        tile = self.tile
        if self.isVisible() and tile is not None and tile.key == key:
            self._tell_problem()
            self._ask_neighbours()

    def _tell_problem(self) -> None:
        tile = self.tile
        problem = self._pictures.problem(tile.key, Purpose.LARGE) if tile is not None else None
        self._notice.setVisible(problem is not None)
        if problem is not None:
            self._trouble_text.setText(problem.sentence)
            self._place()
            announce(self, problem.sentence)

    @Slot()
    def _tell_zoom(self) -> None:
        self._percent.setText(f"{self.canvas.percent} %")

    # --- what can be done ------------------------------------------------------------------------------------------

    @Slot()
    def show_previous(self) -> None:
        """The image before this one."""
        self._walk(-1)

    @Slot()
    def show_next(self) -> None:
        """The image after this one."""
        self._walk(1)

    def _walk(self, step: int) -> None:
        if 0 <= self._row + step < len(self._tiles):
            self._show(self._row + step)
            announce(self, self.canvas.accessibleName())

    @Slot()
    def close_viewer(self) -> None:
        """Back to the gallery."""
        tile = self.tile
        self.canvas.show_tile(None, "")
        self.closed.emit(tile.key if tile is not None else "")

    @Slot()
    def _save(self) -> None:
        if self.tile is not None:
            self.save_asked.emit(self.tile.key)

    @Slot()
    def _try_again(self) -> None:
        if self.tile is not None:
            self._pictures.forget_problems([self.tile.key])
            self._notice.hide()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.canvas.update()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("viewer_bar")
        bar.setFixedHeight(_BAR_HEIGHT_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(self._tool("zoom-out", self.tr("Zoom out"), "Ctrl+-", self.canvas.zoom_out))
        row.addWidget(self._percent)
        row.addWidget(self._tool("zoom-in", self.tr("Zoom in"), "Ctrl++", self.canvas.zoom_in))
        row.addWidget(self._tool("maximize", self.tr("Fit"), "Ctrl+0", self.canvas.fit))
        full = NightButton("100 %", name=self.tr("Show at 100 %"))
        full.clicked.connect(self.canvas.show_full_size)
        row.addWidget(full)
        row.addWidget(self._tool("rotate-clockwise", self.tr("Turn right"), "R", self.canvas.turn_right))
        details = NightButton("", "info-circle", name=self.tr("Details"), key_hint="I")
        details.setCheckable(True)
        details.setChecked(True)
        details.toggled.connect(lambda shown: self._details.setVisible(shown))
        self._details_button = details
        row.addWidget(details)
        save = NightButton(self.tr("Save"), "download")
        save.clicked.connect(self._save)
        row.addWidget(save)
        row.addWidget(self._tool("x", self.tr("Close"), "Esc", self.close_viewer))
        return bar

    def _tool(self, icon_name: str, name: str, key_hint: str, act: object) -> NightButton:
        button = NightButton("", icon_name, name=name, key_hint=key_hint)
        button.clicked.connect(act)
        return button

    def _arrow(self, icon_name: str, name: str, step: int) -> NightButton:
        button = self._tool(icon_name, name, "", self.show_previous if step < 0 else self.show_next)
        button.icon_px = 28
        button.setParent(self)
        button.setFixedSize(_ARROW_PX, _ARROW_PX * 2)
        return button

    def _add_keys(self) -> None:
        keys = (
            ("Left", self.show_previous),
            ("Right", self.show_next),
            ("Esc", self.close_viewer),
            ("R", self.canvas.turn_right),
            ("I", self._details_button.toggle),
            ("Z", self.canvas.show_full_size),
            ("Ctrl++", self.canvas.zoom_in),
            ("Ctrl+=", self.canvas.zoom_in),
            ("Ctrl+-", self.canvas.zoom_out),
            ("Ctrl+0", self.canvas.fit),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _trouble(self) -> QFrame:
        """What stands over an image that does not come."""
        sheet = QFrame(self)
        sheet.setObjectName("viewer_sheet")
        self._trouble_text = PlainLabel(wraps=True)
        again = NightButton(self.tr("Try again"), "refresh")
        again.clicked.connect(self._try_again)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._trouble_text)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.hide()
        return sheet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """The arrows in the middle of the sides, the notice in the middle of the image."""
        room = self.canvas.geometry()
        middle = room.center().y() - _ARROW_PX
        self._previous.move(room.left() + 8, middle)
        self._next.move(room.right() - _ARROW_PX - 8, middle)
        self._notice.setFixedWidth(min(_NOTICE_WIDTH_PX, room.width() - 40))
        self._notice.adjustSize()
        self._notice.move(room.center() - self._notice.rect().center())


_STYLE = f"""
QFrame#viewer {{ background: {DARK.canvas}; border: none; }}
QFrame#viewer_bar {{ background: {DARK.panel}; border: none; }}
QFrame#viewer_sheet {{ background: {DARK.panel}; border: 1px solid {DARK.line}; border-radius: 10px; }}
QFrame#viewer QLabel {{ color: {DARK.ink}; }}
QFrame#viewer QLabel[text_role="secondary"] {{ color: {DARK.muted}; }}
"""
