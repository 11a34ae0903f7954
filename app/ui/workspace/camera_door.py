"""The way in by the camera: opens its pane in place of the desk, and closes it again. Shop room."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.pages import DocumentKind
from app.domain.profiles import Profile
from app.flows.desk import Desk
from app.ui.camera.multimedia import NoMultimedia, load, system_cameras
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.workspace.words_pages import kind_name

if TYPE_CHECKING:
    from app.ui.camera.camera_pane import CameraPane
    from app.ui.camera.frame_source import FrameSources

MakeSources = Callable[[], "FrameSources"]


class CameraDoor(QObject):
    """`closed`: the desk is to be shown again. `noticed` carries why no camera can be used here at all.

    `stack` is where the pane goes once it is needed; `make_sources` says which cameras there are.
    """

    closed = Signal()
    noticed = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, stack: QStackedWidget, make_sources: MakeSources | None) -> None:
        super().__init__(stack)
        self._desk, self._relay, self._stack = desk, relay, stack
        self._make_sources = make_sources or system_cameras
        self._pane: CameraPane | None = None
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Does the camera stand where the desk was?"""
        return self._is_open

    @property
    def pane(self) -> QWidget | None:
        """The camera's pane, once it was needed."""
        return self._pane

    @Slot()
    def toggle(self) -> None:
        """By its key: open it with the last settings, or go back to the pages."""
        if self._is_open:
            self.close()
        else:
            self.open()

    def open(self, profile: Profile | None = None, placement: Placement = AT_THE_END) -> None:
        """Show the live picture; what is taken becomes what `profile` says, where `placement` says."""
        if self._pane is None:
            try:
                self._pane = self._made()
            except NoMultimedia as failure:
                self.noticed.emit(in_words(failure.problem).sentence)
                return
        self._is_open = True
        self._stack.setCurrentWidget(self._pane)
        self._pane.open(profile, placement)

    def _made(self) -> "CameraPane":
        load()
        from app.ui.camera.camera_pane import CameraPane  # late: it brings QtMultimedia
        from app.ui.camera.live_picture import LivePicture

        names = {kind: kind_name(kind) for kind in DocumentKind}
        pane = CameraPane(self._desk, self._relay, self._make_sources(), LivePicture(), names)
        pane.left.connect(self.close)
        application = QCoreApplication.instance()
        if application is not None:  # a camera that is still at work must not be torn down with the process
            application.aboutToQuit.connect(pane.take_down)
        self._stack.addWidget(pane)
        return pane

    @Slot()
    def close(self) -> None:
        """Back to the pages."""
        if self._pane is not None and self._is_open:
            self._is_open = False
            self._pane.close_camera()
            self.closed.emit()
