"""Images of the gallery, large, on dark ground: walk through them, zoom, magnify, compare, turn, take out."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile
from app.domain.records import Record
from app.ui.announce import announce
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.viewer_bar import NightButton, ViewerBar
from app.ui.gallery.viewer_canvas import ViewerCanvas
from app.ui.gallery.viewer_details import Lines
from app.ui.gallery.viewer_trouble import NOTICE_WIDTH_PX, TroubleSheet
from app.ui.gallery.viewer_wall import ViewerWall
from app.ui.gallery.words_gallery import caption_of, details_of, viewer_line
from app.ui.problem_words import in_words
from app.ui.theme.palette import DARK

_ARROW_PX = 44


class Viewer(QFrame):
    """Fills the pane. `closed` carries the key of the image last looked at; the others the key of the one to take."""

    closed = Signal(str)
    save_asked = Signal(str)
    print_asked = Signal(str)
    copy_asked = Signal(str)
    drag_asked = Signal(str)

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tiles: tuple[GalleryTile, ...] = ()
        self._record: Record | None = None
        self._row = 0
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Image"))
        self.setStyleSheet(_STYLE)
        self.bar = ViewerBar()
        self.images = ViewerWall(pictures)
        self._details = Lines(self.tr("Details"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.images, 1)
        row.addWidget(self._details)
        column.addLayout(row, 1)
        self._previous = self._arrow("chevron-left", self.tr("Previous image"), self.show_previous)
        self._next = self._arrow("chevron-right", self.tr("Next image"), self.show_next)
        self._notice = TroubleSheet(self)
        self._notice.again.clicked.connect(self._try_again)
        self._join()
        self._add_keys()

    # --- what is shown ---------------------------------------------------------------------------------------------

    @property
    def canvas(self) -> ViewerCanvas:
        """The one that keys and buttons act on."""
        return self.images.active

    @property
    def tile(self) -> GalleryTile | None:
        """The image that is looked at."""
        return self._tiles[self._row] if self._row < len(self._tiles) else None

    @property
    def trouble(self) -> str:
        """Why the image can't be shown; empty where it can."""
        return "" if self._notice.isHidden() else self._notice.text

    def open(self, tiles: Sequence[GalleryTile], record: Record | None, row: int) -> None:
        """Show the image of this row of `tiles`."""
        self._tiles, self._record = tuple(tiles), record
        self._end_comparing()
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

    def compare_with(self, tiles: Sequence[GalleryTile]) -> None:
        """Put these images beside the one that is looked at."""
        self.images.show_beside([(tile, self._name_of(tile)) for tile in tiles])
        self.bar.compare.setChecked(self.images.is_comparing)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_of(self, tile: GalleryTile) -> str:
        row = self._tiles.index(tile)
        return f"{caption_of(tile, self._record)}, {viewer_line(tile, self._record, row + 1, len(self._tiles))}"

    def _show(self, row: int) -> None:
        self._row = row
        tile = self._tiles[row]
        name = self._name_of(tile)
        self.canvas.show_tile(tile, name)
        self.images.name(self.canvas, name)
        self._tell()

    def _tell(self) -> None:
        """Say everything about the image that is looked at."""
        tile = self.tile
        if tile is None:
            return
        self.bar.title.setText(caption_of(tile, self._record))
        self.bar.line.setText(viewer_line(tile, self._record, self._row + 1, len(self._tiles)))
        self._previous.setEnabled(self._row > 0)
        self._next.setEnabled(self._row + 1 < len(self._tiles))
        self._details.show_lines(details_of(tile, datetime.now(UTC), self._pictures.seen(tile.key)))
        self.bar.show_page(self.canvas.frame, self.canvas.frames)
        self._tell_zoom()
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
        if self.isVisible() and self.tile is not None and self.tile.key == key:
            self._tell()

    def _tell_problem(self) -> None:
        tile = self.tile
        problem = self._pictures.problem(tile.key, Purpose.LARGE) if tile is not None else None
        is_new = self._notice.tell(problem)
        self._place()
        if problem is not None and is_new:
            announce(self, in_words(problem).sentence)

    @Slot()
    def _tell_zoom(self) -> None:
        self.bar.percent.setText(f"{self.canvas.percent} %")

    # --- what can be done ------------------------------------------------------------------------------------------

    @Slot()
    def show_previous(self) -> None:
        """The image before this one."""
        self.walk(-1)

    @Slot()
    def show_next(self) -> None:
        """The image after this one."""
        self.walk(1)

    @Slot(int)
    def walk(self, step: int) -> None:
        """So many images on; not past the ends."""
        if 0 <= self._row + step < len(self._tiles):
            self._show(self._row + step)
            announce(self, self.canvas.accessibleName())

    @Slot()
    def close_viewer(self) -> None:
        """Back to the gallery."""
        tile = self.tile
        self._end_comparing()
        self.canvas.show_tile(None, "")
        self.closed.emit(tile.key if tile is not None else "")

    def _step_back(self) -> None:
        """Put the magnifier away, else the other images, else close."""
        if self.bar.loupe.isChecked():
            self.bar.loupe.setChecked(False)
        elif self.images.is_comparing:
            self.bar.compare.setChecked(False)
        else:
            self.close_viewer()

    @Slot(bool)
    def _compare(self, is_wanted: bool) -> None:
        if not is_wanted:
            self._end_comparing()
        elif not self.images.is_comparing and len(self._tiles) > 1:
            beside = self._row + 1 if self._row + 1 < len(self._tiles) else self._row - 1
            self.compare_with([self._tiles[beside]])
        self.bar.compare.setChecked(self.images.is_comparing)

    def _end_comparing(self) -> None:
        if self.images.is_comparing:
            self.images.show_beside([])
        self.bar.compare.setChecked(False)

    @Slot()
    def _chosen(self) -> None:
        """Another one of several is acted on."""
        tile = self.canvas.tile
        row = next((row for row, other in enumerate(self._tiles) if tile is not None and other.key == tile.key), None)
        if row is not None:
            self._row = row
            self._tell()
            self._place()

    @Slot(bool)
    def _show_loupe(self, is_shown: bool) -> None:
        for canvas in self.images.canvases:
            canvas.show_loupe(is_shown and canvas is self.canvas)

    def _turn_page(self, step: int) -> None:
        self.canvas.show_page(self.canvas.frame + step)
        self.bar.show_page(self.canvas.frame, self.canvas.frames)
        announce(self, self.bar.page.text())

    def _ask(self, asked: Callable[[str], None]) -> None:
        if self.tile is not None:
            asked(self.tile.key)

    @Slot()
    def _try_again(self) -> None:
        if self.tile is not None:
            self._pictures.forget_problems([self.tile.key])
            self._notice.hide()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.canvas.update()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _join(self) -> None:
        bar = self.bar
        for button, act in (
            (bar.zoom_out, lambda: self.canvas.zoom_out()),
            (bar.zoom_in, lambda: self.canvas.zoom_in()),
            (bar.fit, lambda: self.canvas.fit()),
            (bar.full, lambda: self.canvas.show_full_size()),
            (bar.turn, lambda: self.canvas.turn_right()),
            (bar.page_back, lambda: self._turn_page(-1)),
            (bar.page_on, lambda: self._turn_page(1)),
            (bar.copy, lambda: self._ask(self.copy_asked.emit)),
            (bar.save, lambda: self._ask(self.save_asked.emit)),
            (bar.print_button, lambda: self._ask(self.print_asked.emit)),
            (bar.close_button, self.close_viewer),
        ):
            button.clicked.connect(act)
        bar.details.toggled.connect(self._details.setVisible)
        bar.compare.toggled.connect(self._compare)
        bar.loupe.toggled.connect(self._show_loupe)
        self._attend(self.images.first)
        self.images.chosen.connect(self._chosen)
        self.images.added.connect(self._attend)
        self._pictures.large_came.connect(self._came)

    @Slot(object)
    def _attend(self, canvas: ViewerCanvas) -> None:
        canvas.installEventFilter(self)
        canvas.zoom_changed.connect(self._tell_zoom)
        canvas.swiped.connect(self.walk)
        canvas.pulled.connect(lambda: self._ask(self.drag_asked.emit))

    def _arrow(self, icon_name: str, name: str, act: Callable[[], None]) -> NightButton:
        button = NightButton("", icon_name, name=name, parent=self)
        button.clicked.connect(act)
        button.icon_px = 28
        button.setFixedSize(_ARROW_PX, _ARROW_PX * 2)
        return button

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Left", self.show_previous),
            ("Right", self.show_next),
            ("Home", lambda: self.walk(-self._row)),
            ("End", lambda: self.walk(len(self._tiles) - 1 - self._row)),
            ("Esc", self._step_back),
            ("R", lambda: self.canvas.turn_right()),
            ("I", self.bar.details.toggle),
            ("M", self.bar.loupe.toggle),
            ("C", self.bar.compare.toggle),
            ("Z", lambda: self.canvas.show_full_size()),
            ("Page Up", lambda: self._turn_page(-1)),
            ("Page Down", lambda: self._turn_page(1)),
            ("Ctrl++", lambda: self.canvas.zoom_in()),
            ("Ctrl+=", lambda: self.canvas.zoom_in()),
            ("Ctrl+-", lambda: self.canvas.zoom_out()),
            ("Ctrl+0", lambda: self.canvas.fit()),
            ("Shift+Left", lambda: self.canvas.nudge(-1, 0)),
            ("Shift+Right", lambda: self.canvas.nudge(1, 0)),
            ("Up", lambda: self.canvas.nudge(0, -1)),
            ("Down", lambda: self.canvas.nudge(0, 1)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """The arrows in the middle of the sides, the notice in the middle of the image."""
        room = self.images.geometry()
        middle = room.center().y() - _ARROW_PX
        self._previous.move(room.left() + 8, middle)
        self._next.move(room.right() - _ARROW_PX - 8, middle)
        self._notice.setFixedWidth(min(NOTICE_WIDTH_PX, room.width() - 40))
        self._notice.adjustSize()
        middle_of_image = self.canvas.mapTo(self, self.canvas.rect().center())
        self._notice.move(middle_of_image - self._notice.rect().center())


_STYLE = f"""
QFrame#viewer {{ background: {DARK.canvas}; border: none; }}
QFrame#viewer_bar {{ background: {DARK.panel}; border: none; }}
QFrame#viewer_sheet {{ background: {DARK.panel}; border: 1px solid {DARK.line}; border-radius: 10px; }}
QFrame#viewer QLabel {{ color: {DARK.ink}; }}
QFrame#viewer QLabel[text_role="secondary"] {{ color: {DARK.muted}; }}
"""
