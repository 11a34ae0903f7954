"""The gallery tab: what DRX has for the picked record and what is on its way, as tiles or lines; one of them large."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import GalleryChanged, ImagesAdded, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView
from app.domain.gallery_sift import Part, Sift
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.notice import Notice
from app.ui.gallery.gallery_acts import GalleryActs
from app.ui.gallery.gallery_filter import GalleryFilter
from app.ui.gallery.gallery_layout import GRID, LIST, PICTURE_HEIGHT_PX
from app.ui.gallery.gallery_menu import gallery_menu
from app.ui.gallery.gallery_model import GalleryModel
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.gallery_states import Message, Skeleton
from app.ui.gallery.gallery_toolbar import GalleryToolbar
from app.ui.gallery.gallery_view import GalleryView as Wall
from app.ui.gallery.viewer import Viewer
from app.ui.gallery.words_gallery import (
    added_text,
    aside_text,
    back_text,
    empty_words,
    receipt_text,
    unlistable_text,
)
from app.ui.relay import Relay
from app.ui.words import images_text

SETTLE_MS = 40
"""After scrolling stops for so long, the pictures of what is seen are asked for; a fling asks for none on its way."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class GalleryPane(QWidget):
    """Shows the gallery of the picked record. `viewer_shown` says whether an image is looked at large (True) or not."""

    viewer_shown = Signal(bool)

    def __init__(self, desk: Desk, relay: Relay, clock: Callable[[], datetime] = _utc_now) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._view = GalleryView()
        self.pictures = GalleryPictures(desk, relay, self)
        self.model = GalleryModel(self.pictures)
        self.wall = Wall(self.model)
        self.wall.setAccessibleName(self.tr("Images"))
        self.message = Message()
        self.aside = Notice()
        self.notice = Notice()
        self.viewer_notice = Notice()
        self.toolbar = GalleryToolbar()
        self.filter = GalleryFilter()
        self.filter.hide()
        self.acts = GalleryActs(self, desk, relay)
        self.viewer = Viewer(self.pictures)
        self._skeleton = Skeleton()
        self._build()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.ask_for_seen)
        self._join(relay)
        self._show_view(self._view)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._contents = QStackedWidget()
        for page in (self.message, self._skeleton, self.wall):
            self._contents.addWidget(page)
        browsing = QWidget()
        browsing.setProperty("role", "window")
        column = QVBoxLayout(browsing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.filter)
        column.addWidget(self.notice)
        column.addWidget(self._contents, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(browsing)
        self._pages.addWidget(self.viewer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.aside)  # over the viewer too
        whole.addWidget(self.viewer_notice)
        whole.addWidget(self._pages, 1)

    def _join(self, relay: Relay) -> None:
        relay.fact.connect(self._take)
        self.toolbar.parts.chosen.connect(self._choose_part)
        self.toolbar.open_button.clicked.connect(self._open_current)
        self.toolbar.order.clicked.connect(self._turn_order)
        self.toolbar.refresh_button.clicked.connect(self.refresh)
        self.toolbar.save.clicked.connect(self._save)
        self.toolbar.print_button.clicked.connect(self._print)
        self.toolbar.filter_button.toggled.connect(self._show_filter)
        self.toolbar.list_button.toggled.connect(self._choose_form)
        self.toolbar.more.clicked.connect(self._show_menu)
        self.filter.changed.connect(self._choose_sift)
        self.acts.told.connect(self._say)
        self.wall.dragged.connect(self.acts.drag)
        self.message.pressed.connect(self.refresh)
        self.notice.pressed.connect(self.refresh)
        self.aside.pressed.connect(self._desk.look_back)
        self.wall.activated.connect(self._open_index)
        self.wall.seen.connect(self._settle.start)
        self.wall.again_asked.connect(self._try_again)
        self.wall.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.viewer.closed.connect(self._back_to_wall)
        self.viewer.save_asked.connect(lambda key: self.acts.save([key]))
        self.viewer.print_asked.connect(lambda key: self.acts.print([key]))
        self.viewer.copy_asked.connect(self.acts.copy)
        self.viewer.drag_asked.connect(self.acts.drag)
        self.pictures.thumbnail_came.connect(self._tell_broken_if_new)
        self._add_keys()

    def _add_keys(self) -> None:
        keys = (
            ("F5", self.refresh),
            ("Ctrl+F", self.toolbar.filter_button.toggle),
            ("Ctrl+L", self.toolbar.list_button.toggle),
            ("Ctrl+S", self._save),
            ("Ctrl+P", self._print),
            ("Ctrl+C", self._copy),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what is told ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._desk.open_gallery()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.look_back()

    def focus_work(self) -> None:
        """Stand on the images, or on what is in their place until they come."""
        place = self.viewer.canvas if self._pages.currentWidget() is self.viewer else self._contents.currentWidget()
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_back(self) -> None:
        """Show the picked record again, if another was looked at."""
        if self._view.is_aside:
            self._desk.look_back()

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case GalleryChanged(view):
                self._show_view(view)
            case ImagesAdded(record, count) if self._view.record is not None and record.id == self._view.record.id:
                self._say(added_text(count), "accent")
            case _:
                pass

    @Slot(str, str)
    def _say(self, text: str, tone: str) -> None:
        icons = {"good": "check", "bad": "alert-triangle"}
        notice = self.viewer_notice if self._pages.currentWidget() is self.viewer else self.notice
        notice.say(tone, icons.get(tone, "info-circle"), text)
        announce(self, text)

    def _show_view(self, view: GalleryView) -> None:
        before, self._view = self._view, view
        is_other = (before.record and before.record.id) != (view.record and view.record.id)
        self.model.show(view, self._clock())
        self._tell_aside()
        self.toolbar.show_counts(view, self.model)
        self.filter.follow(self.model)
        if is_other:
            self.notice.hide()
            self.wall.verticalScrollBar().setValue(0)
        self._show_contents()
        if self._pages.currentWidget() is self.viewer:
            self.viewer.follow(self.model.pictured, view.record)

    def _tell_aside(self) -> None:
        words = aside_text(self._view)
        if not words:
            self.aside.hide()
        elif words != self.aside.text or self.aside.isHidden():
            self.aside.say("warn", "alert-triangle", words, back_text(self._view))
            announce(self, words)

    def _show_contents(self) -> None:
        view = self._view
        if view.state is GalleryState.LOADING and not view.tiles:
            self._put_up(self._skeleton)
        elif self.model.tiles:
            self._put_up(self.wall)
            self._tell_trouble()
            self._settle.start()
        else:
            words = empty_words(view, is_filtered=self.model.sift.is_fine)
            self.message.say(*words, may_retry=view.state is GalleryState.FAILED)
            self._put_up(self.message)
        is_known = view.record is not None and view.state is not GalleryState.UNLISTABLE
        self.toolbar.refresh_button.setEnabled(is_known and view.state is not GalleryState.LOADING)
        self._tell_chosen()

    def _put_up(self, content: QWidget) -> None:
        """Show it in the place of what was there; the focus goes along."""
        was = self._contents.currentWidget()
        if was is not None and was is not content:
            had_focus = was.hasFocus()
            self._contents.setCurrentWidget(content)
            if had_focus:
                content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_trouble(self) -> None:
        view = self._view
        if view.state is GalleryState.FAILED:
            title = view.problem.title if view.problem else self.tr("The images could not be listed")
            self.notice.say(
                "warn",
                "alert-triangle",
                self.tr("{title}. You see what DRX had when it last answered.").format(title=title),
                self.tr("Try again"),
            )
        elif view.state is GalleryState.UNLISTABLE:
            self.notice.say("accent", "info-circle", unlistable_text(view.record, has_tiles=True))
        else:
            self._tell_broken()

    @Slot(str)
    def _tell_broken_if_new(self, key: str) -> None:
        has_problem = self.pictures.problem(key, Purpose.THUMBNAIL) is not None
        if has_problem or self.notice.tone == "warn":
            self._tell_broken()

    @Slot()
    def _tell_broken(self) -> None:
        """A real button for what is painted on broken tiles: reachable by keyboard and assistive technology."""
        broken = len(self.pictures.broken_keys())
        if broken and self._view.state is GalleryState.READY:
            text = self.tr("{images} can't be shown.").format(images=images_text(broken))
            self.notice.say("warn", "alert-triangle", text, self.tr("Try again"))
        elif self.notice.tone == "warn" and self._view.state is not GalleryState.FAILED:
            self.notice.hide()

    @Slot()
    def _tell_chosen(self) -> None:
        has_tiles = bool(self.model.pictured) and self._contents.currentWidget() is self.wall
        self.toolbar.show_chosen(len(self._chosen()), has_tiles=has_tiles)

    def _chosen(self) -> list[GalleryTile]:
        """The selected tiles that have a picture."""
        tiles = self.model.tiles
        return [tiles[row] for row in self.wall.selected_rows() if row < len(tiles) and not tiles[row].is_receipt]

    # --- what can be done ------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Ask DRX again, and for the pictures that did not come."""
        self.pictures.forget_problems(self.pictures.broken_keys())
        self._tell_broken()
        self.wall.viewport().update()
        self._desk.refresh_gallery()
        self._settle.start()

    def open_image(self, image_id: str) -> None:
        """Look at this image large, if the gallery has it."""
        for row, tile in enumerate(self.model.tiles):
            if tile.image_id == image_id:
                self._open(row)

    @Slot(object)
    def _choose_part(self, part: Part) -> None:
        self.model.choose_part(part)
        self.filter.follow(self.model)
        self._show_contents()

    @Slot(object)
    def _choose_sift(self, sift: Sift) -> None:
        self.model.choose_sift(sift)
        self.wall.verticalScrollBar().setValue(0)
        self.filter.follow(self.model)
        self._show_contents()

    @Slot(bool)
    def _show_filter(self, is_shown: bool) -> None:
        self.filter.setVisible(is_shown)
        if is_shown:
            self.filter.follow(self.model)
            self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.filter.clear()
            self.focus_work()

    @Slot(bool)
    def _choose_form(self, is_list: bool) -> None:
        self.wall.choose_form(LIST if is_list else GRID)

    @Slot()
    def _turn_order(self) -> None:
        self.model.choose_sorting(self.model.sorting.following)
        self.toolbar.show_order(self.model.sorting)
        self.wall.verticalScrollBar().setValue(0)
        announce(self, self.toolbar.order.accessibleName())

    @Slot(str)
    def _try_again(self, key: str) -> None:
        self.pictures.forget_problems([key])
        self._tell_broken()
        self.wall.viewport().update()
        self._settle.start()

    @Slot()
    def ask_for_seen(self) -> None:
        """Ask for the pictures of the tiles that can be seen and have none yet."""
        if self._contents.currentWidget() is self.wall:
            side_px = round(PICTURE_HEIGHT_PX * self.devicePixelRatioF())
            rows = (*self.wall.visible_rows(), *self.wall.next_rows())
            tiles = (self.model.tiles[row] for row in rows)
            self.pictures.want_thumbnails([tile.key for tile in tiles if not tile.is_receipt], side_px)

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self._open(index.row())

    @Slot()
    def _open_current(self) -> None:
        rows = self.wall.selected_rows()
        if rows:
            self._open(rows[0])

    def _open(self, row: int) -> None:
        tile = self.model.tiles[row]
        if tile.is_receipt:
            self.notice.say("accent", "receipt", receipt_text(tile))
            announce(self, self.notice.text)
            return
        if self.pictures.problem(tile.key, Purpose.LARGE):
            self.pictures.forget_problems([tile.key])
        self._pages.setCurrentWidget(self.viewer)
        pictured = self.model.pictured
        self.viewer.open(pictured, self.model.record, pictured.index(tile))
        self.viewer_shown.emit(True)

    @Slot(str)
    def _back_to_wall(self, key: str) -> None:
        if self._pages.currentWidget() is not self.viewer:
            return
        self._pages.setCurrentIndex(0)
        self.viewer_notice.hide()
        row = self.model.row_of(key)
        if row is not None:
            self.wall.setCurrentIndex(self.model.index(row))
        self.wall.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewer_shown.emit(False)

    @property
    def _asked_keys(self) -> list[str]:
        """What an act is for: the image that is looked at, else the selected ones."""
        if self._pages.currentWidget() is self.viewer:
            return [self.viewer.tile.key] if self.viewer.tile is not None else []
        return [tile.key for tile in self._chosen()]

    @property
    def _asked_or_all_keys(self) -> list[str]:
        return self._asked_keys or [tile.key for tile in self.model.pictured]

    @Slot()
    def _save(self) -> None:
        self.acts.save(self._asked_or_all_keys)

    @Slot()
    def _print(self) -> None:
        self.acts.print(self._asked_or_all_keys)

    @Slot()
    def _copy(self) -> None:
        for key in self._asked_keys[:1]:
            self.acts.copy(key)

    @Slot()
    def _reuse(self) -> None:
        self.acts.reuse(self._asked_keys)

    @Slot()
    def _compare(self) -> None:
        """The selected images side by side."""
        chosen = self._chosen()
        if len(chosen) > 1:
            pictured = self.model.pictured
            self._pages.setCurrentWidget(self.viewer)
            self.viewer.open(pictured, self.model.record, pictured.index(chosen[0]))
            self.viewer.compare_with(chosen[1:])
            self.viewer_shown.emit(True)

    @Slot()
    def _show_menu(self) -> None:
        menu = gallery_menu(
            self,
            chosen=len(self._chosen()),
            is_aside=self._view.is_aside,
            copy=self._copy,
            reuse=self._reuse,
            compare=self._compare,
            select_all=self.wall.selectAll,
        )
        menu.popup(self.toolbar.more.mapToGlobal(self.toolbar.more.rect().bottomLeft()))
