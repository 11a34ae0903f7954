"""The hot folder in the settings menu: which one is watched, another one, none. Shop room."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.capture_shelf import WatchedFolder
from app.domain.facts import CaptureChanged, ConnectionChanged
from app.flows.desk import Desk
from app.ui.gallery.folder_question import ask_folder
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.words import tr
from app.ui.words_capture import short_path


class HotFolderChoice(QObject):
    """Follows what is watched. To practise none is: the files in it are of real patients."""

    def __init__(self, desk: Desk, relay: Relay, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._watched: WatchedFolder | None = None
        self._practises = False
        relay.fact.connect(self._on_fact)

    def add_to(self, menu: QMenu) -> None:
        """The lines of the menu."""
        if self._watched is not None:
            folder = short_path(self._watched.folder)
            menu.addAction(icon("folder-open"), tr("Stop watching {folder}").format(folder=folder), self._stop)
            menu.addAction(icon("folder-open"), tr("Watch another folder…"), self._ask)
            return
        action = menu.addAction(icon("folder-open"), tr("Watch a folder for scans…"), self._ask)
        if self._practises:
            action.setEnabled(False)
            action.setText(tr("Watch a folder for scans (not to practise)"))

    @Slot()
    def _ask(self) -> None:
        ask_folder(self._owner, tr("Files in this folder come to the desk by themselves"), self._desk.watch_folder)

    @Slot()
    def _stop(self) -> None:
        self._desk.watch_folder(None)

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        match fact:
            case CaptureChanged(view):
                self._watched = view.folder
            case ConnectionChanged(is_practice=practises):
                self._practises = practises
            case _:
                pass
