"""Pictures of paper, one after the other: aim, Space, the next sheet. Takes the place of the desk while it is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.errors import Problem
from app.domain.pages import DocumentKind
from app.domain.profiles import Profile
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.camera.camera_bars import CameraDeeds, CameraSettings
from app.ui.camera.camera_trouble import CameraTrouble
from app.ui.camera.camera_view import CameraView
from app.ui.camera.frame_source import FrameSource, FrameSources
from app.ui.camera.live_picture import LivePicture, Taken
from app.ui.camera.shot_encoder import EncodedShot
from app.ui.camera.shot_tray import ShotTray
from app.ui.camera.words_camera import camera_gone, no_camera, shot_note, taken_text
from app.ui.problem_words import in_words
from app.ui.relay import Relay

CAMERA_PROFILE = Profile("", uses_camera=True, straightens=True)
"""What becomes of a picture where no profile says something else."""
_NARROW_PX = 720
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


@dataclass(slots=True)
class _Remembered:
    """What the next opening begins with, for as long as the program runs."""

    camera: str = ""
    quarter_turns: dict[str, int] = field(default_factory=dict)


class CameraPane(QFrame):
    """`left`: a person is done. Made with what gives the live picture and with the cameras that are there."""

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        relay: Relay,
        sources: FrameSources,
        live: LivePicture,
        kind_names: Mapping[DocumentKind, str],
    ) -> None:
        super().__init__()
        self._sources, self._live = sources, live
        live.setParent(self)
        self._remembered = _Remembered()
        self._profile = CAMERA_PROFILE
        self._offered: tuple[FrameSource, ...] = ()
        self._source: FrameSource | None = None
        self._is_open = False
        self._takes_again = False
        self._taken_count = 0
        self._tray = ShotTray(desk, relay, self)
        self.setProperty("role", "canvas")
        self.setAccessibleName(self.tr("Camera"))
        self.settings, self.view, self.deeds = CameraSettings(kind_names), CameraView(), CameraDeeds()
        self.trouble = CameraTrouble()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.settings)
        column.addWidget(self._stack, 1)
        column.addWidget(self.deeds)
        self._connect()
        sources.watch(self._sources_changed)

    def _connect(self) -> None:
        live, settings, deeds = self._live, self.settings, self.deeds
        live.shown.connect(self._show_image)
        live.taken.connect(self._taken)
        live.shot_lost.connect(self._shot_lost)
        live.failed.connect(self._failed)
        self._tray.came.connect(self._came)
        self._tray.lost.connect(self._shot_lost)
        self._tray.placed.connect(self.left)
        self.view.room_changed.connect(self._set_room)
        settings.camera_chosen.connect(self._choose)
        settings.kind_chosen.connect(self.choose_kind)
        settings.turn_asked.connect(self.turn)
        settings.crops.toggled.connect(self._set_crops)
        self.trouble.again_asked.connect(self._try_again)
        deeds.take.clicked.connect(self.take)
        deeds.again.clicked.connect(self.take_again)
        deeds.done.clicked.connect(self.left)

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self, profile: Profile | None = None, placement: Placement = AT_THE_END) -> None:
        """Begin with the camera used last; pictures become what the profile says, where `placement` says."""
        self._profile = profile or CAMERA_PROFILE
        self._tray.open(placement)
        self._is_open, self._takes_again, self._taken_count = True, False, 0
        self.settings.crops.setChecked(self._profile.straightens)
        self.settings.show_kind(self._profile.kind)
        self.deeds.show_last(0, QImage(), "")
        self._sources_changed()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_camera(self) -> None:
        """Let go of the camera. Pictures that were taken still go to the desk."""
        self._is_open = False
        self._rest()
        self._tray.close()

    def _rest(self) -> None:
        """Let go of the camera, and of what it showed."""
        self._live.end()
        self._source = None
        self.view.show_image(QImage())
        self.view.say("")

    @Slot()
    def take_down(self) -> None:
        """The window goes: watch nothing any more."""
        self.close_camera()
        self._sources.close()

    # --- which camera -------------------------------------------------------------------------------------------

    @Slot()
    def _sources_changed(self) -> None:
        """One came or went. What is at work stays at work; what was waited for begins by itself."""
        if not self._is_open:
            return
        self._offered = tuple(self._sources.now())
        ids = [source.id for source in self._offered]
        used = self._source
        if used is not None and used.id not in ids:
            self._stop(camera_gone(used.name))
        elif used is None and self._offered:
            known = self._remembered.camera
            self._begin(self._offered[ids.index(known) if known in ids else 0])
        elif not self._offered:
            self._stop(no_camera())
        self.settings.show_cameras(self._offered, self._source.id if self._source is not None else "")
        self._show_able()

    @Slot(str)
    def _choose(self, camera: str) -> None:
        chosen = next((source for source in self._offered if source.id == camera), None)
        if chosen is not None:
            self._begin(chosen)

    def _begin(self, source: FrameSource) -> None:
        self._source = source
        self._remembered.camera = source.id
        self._stack.setCurrentWidget(self.view)
        self.view.show_image(QImage())
        self.view.setAccessibleName(self.tr("Live picture of {camera}").format(camera=source.name))
        self.view.say(self.tr("Waiting for the camera…"))
        self._live.begin(source, self._remembered.quarter_turns.get(source.id, 0))
        self._show_able()

    @Slot()
    def _try_again(self) -> None:
        self._source = None
        self._sources_changed()
        if self._stack.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _failed(self, problem: Problem) -> None:
        self._stop(problem, can_try_again=True)

    def _stop(self, problem: Problem, *, can_try_again: bool = False) -> None:
        self._rest()
        had_focus = self.view.hasFocus()
        self.trouble.show_problem(problem, can_try_again=can_try_again)
        self._stack.setCurrentWidget(self.trouble)
        self._show_able()
        if had_focus:
            (self.trouble.again if can_try_again else self.deeds.done).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, in_words(problem).sentence, at_once=True)

    # --- the live picture ---------------------------------------------------------------------------------------

    @Slot(QImage)
    def _show_image(self, image: QImage) -> None:
        if self.view.image.isNull():
            self.view.say("")
            self.view.show_image(image)
            self._show_able()
        self.view.show_image(image)

    @Slot(QSize)
    def _set_room(self, room: QSize) -> None:
        self._live.room = room

    @Slot()
    def turn(self) -> None:
        """The camera hangs crooked: turn what it shows by a quarter, from now on."""
        if self._source is not None:
            turns = (self._live.quarter_turns + 1) % 4
            self._live.quarter_turns = self._remembered.quarter_turns[self._source.id] = turns

    # --- what the pictures are ----------------------------------------------------------------------------------

    @Slot(object)
    def choose_kind(self, kind: DocumentKind) -> None:
        """The next pictures are this; once more: nothing is said of them."""
        self._profile = replace(self._profile, kind=None if self._profile.kind is kind else kind)
        self.settings.show_kind(self._profile.kind)

    @Slot(bool)
    def _set_crops(self, crops: bool) -> None:
        self._profile = replace(self._profile, straightens=crops)

    # --- taking -------------------------------------------------------------------------------------------------

    @property
    def is_encoding(self) -> bool:
        """Is a picture on its way from the camera to the desk?"""
        return self._tray.is_busy

    @property
    def awaits_page(self) -> bool:
        """Is a picture held back until the page that it replaces has come to the desk?"""
        return self._tray.awaits_page

    @property
    def sees_motion(self) -> bool:
        """Does something move in the live picture?"""
        return self._live.sees_motion

    @property
    def _can_take(self) -> bool:
        return self._source is not None and not self.view.image.isNull()

    @Slot()
    def take(self) -> None:
        """Take a picture as soon as it lies still."""
        self._ask(again=False)

    @Slot()
    def take_again(self) -> None:
        """Take one that takes the place of the last one."""
        if self._taken_count:
            self._ask(again=True)

    def _ask(self, *, again: bool) -> None:
        if self._can_take and not self._live.is_taking and not self._tray.is_busy:
            self._takes_again = again
            self.view.say(self.tr("Hold still…"))
            self._live.take()

    @Slot(object)
    def _taken(self, taken: Taken) -> None:
        note, turns = shot_note(taken.verdict), self._live.quarter_turns
        self._tray.put(taken.image, turns, self._profile, note, again=self._takes_again)
        self.view.say("")

    @Slot(object)
    def _shot_lost(self, problem: Problem) -> None:
        self.view.say("")
        self.deeds.say(in_words(problem).sentence, "bad")
        announce(self, in_words(problem).sentence, at_once=True)

    @Slot(object)
    def _came(self, shot: EncodedShot) -> None:
        if not shot.again:
            self._taken_count += 1
        self.deeds.show_last(self._taken_count, shot.thumb, shot.note)
        self._show_able()
        announce(self, f"{taken_text(self._taken_count)}. {shot.note}".strip())

    def _show_able(self) -> None:
        self.deeds.take.setEnabled(self._can_take)
        self.deeds.again.setEnabled(self._can_take and self._taken_count > 0)
        self.settings.turn.setEnabled(self._source is not None)

    # --- keys and room ------------------------------------------------------------------------------------------

    def _acts(self) -> dict[int, Callable[[], None]]:
        key = Qt.Key
        digits = (key.Key_1, key.Key_2, key.Key_3, key.Key_4, key.Key_5)
        kinds = {int(digit): partial(self.choose_kind, kind) for digit, kind in zip(digits, DocumentKind, strict=True)}
        return {
            int(key.Key_Space): self.take,
            int(key.Key_R): self.take_again,
            int(key.Key_T): self.turn,
            int(key.Key_P): self.settings.crops.toggle,
            int(key.Key_Escape): self.left.emit,
            **kinds,
        }

    def event(self, event: QEvent) -> bool:
        """The letters are the camera's while it is open; elsewhere in the workspace they turn and crop pages."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts().get(event.key()) if event.modifiers() in _PLAIN[:2] and not event.isAutoRepeat() else None
        if act is not None:
            act()
        elif not _is_at_a_page(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is looked at: a camera that nobody sees is not on."""
        super().hideEvent(event)
        if self._is_open and not event.spontaneous():
            self._rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_open and self._source is None:
            self._sources_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.deeds.set_narrow(self.width() < _NARROW_PX)


def _is_ours(event: QKeyEvent) -> bool:
    """None of these may do to pages what it does while they are seen."""
    is_sign = bool(event.text()) and event.text().isprintable() and event.modifiers() in _PLAIN
    return is_sign or event.key() == Qt.Key.Key_Escape or _is_at_a_page(event)


def _is_at_a_page(event: QKeyEvent) -> bool:
    """Does it remove the page, or send all of them?"""
    is_upload = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Delete or (is_upload and event.modifiers() == Qt.KeyboardModifier.ControlModifier)
