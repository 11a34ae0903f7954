"""How the gallery tab looks: its parts, and what it is told of the gallery. Tiles or lines; one image large."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import GalleryChanged, ImagesAdded, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.notice import Notice
from app.ui.gallery.gallery_filter import GalleryFilter
from app.ui.gallery.gallery_layout import PICTURE_HEIGHT_PX
from app.ui.gallery.gallery_model import GalleryModel
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.gallery_states import Message, Skeleton
from app.ui.gallery.gallery_toolbar import GalleryToolbar
from app.ui.gallery.gallery_view import GalleryView as Wall
from app.ui.gallery.viewer import Viewer
from app.ui.gallery.words_gallery import added_text, aside_text, back_text, empty_words, unlistable_text
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.words import images_text

SETTLE_MS = 40
"""After scrolling stops for so long, the pictures of what is seen are asked for; a fling asks for none on its way."""


def utc_now() -> datetime:
    """The time that days are counted back from."""
    return datetime.now(UTC)


class GalleryFace(QWidget):
    """Shows what it is told; what can be done is up to the pane."""

    def __init__(self, desk: Desk, relay: Relay, clock: Callable[[], datetime] = utc_now) -> None:
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
        self.viewer = Viewer(self.pictures)
        self._skeleton = Skeleton()
        self._build()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.ask_for_seen)
        relay.fact.connect(self._take)
        self.pictures.thumbnail_came.connect(self._tell_broken_if_new)
        self.wall.selectionModel().selectionChanged.connect(self._tell_chosen)
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
            title = in_words(view.problem).title if view.problem else self.tr("The images could not be listed")
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

    @Slot()
    def ask_for_seen(self) -> None:
        """Ask for the pictures of the tiles that can be seen and have none yet."""
        if self._contents.currentWidget() is self.wall:
            side_px = round(PICTURE_HEIGHT_PX * self.devicePixelRatioF())
            rows = (*self.wall.visible_rows(), *self.wall.next_rows())
            tiles = (self.model.tiles[row] for row in rows)
            self.pictures.want_thumbnails([tile.key for tile in tiles if not tile.is_receipt], side_px)
