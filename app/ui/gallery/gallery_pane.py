"""The gallery tab: what DRX has for the picked record and what is on its way; what can be done with it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.facts import Purpose, SettingsChanged
from app.domain.gallery_sift import Part, Sift
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.gallery.gallery_acts import GalleryActs
from app.ui.gallery.gallery_face import GalleryFace, utc_now
from app.ui.gallery.gallery_layout import GRID, LIST
from app.ui.gallery.gallery_menu import gallery_menu
from app.ui.gallery.words_gallery import receipt_text
from app.ui.relay import Relay


class GalleryPane(GalleryFace):
    """Shows the gallery of the picked record. `viewer_shown` says whether an image is looked at large (True) or not."""

    viewer_shown = Signal(bool)

    def __init__(self, desk: Desk, relay: Relay, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(desk, relay, clock)
        self._kept_as_list = False
        self.acts = GalleryActs(self, desk, relay)
        self._join()
        relay.fact.connect(self._follow_settings)

    def _join(self) -> None:
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
        self.viewer.closed.connect(self._back_to_wall)
        self.viewer.save_asked.connect(lambda key: self.acts.save([key]))
        self.viewer.print_asked.connect(lambda key: self.acts.print([key]))
        self.viewer.copy_asked.connect(self.acts.copy)
        self.viewer.drag_asked.connect(self.acts.drag)
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

    @Slot(object)
    def _follow_settings(self, fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            self._kept_as_list = bool(fact.values.get("gallery_as_list", False))
            self.toolbar.list_button.setChecked(self._kept_as_list)

    @Slot(bool)
    def _choose_form(self, is_list: bool) -> None:
        self.wall.choose_form(LIST if is_list else GRID)
        if is_list is not self._kept_as_list:
            self._kept_as_list = is_list
            self._desk.change_setting("gallery_as_list", is_list)

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
