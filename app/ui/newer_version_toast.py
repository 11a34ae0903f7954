"""The quiet line about a newer version: it names it, and copies the address of its page. It opens nothing."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app import __version__
from app.ui.announce import announce
from app.ui.controls.toast import Toast
from app.ui.words import tr


class NewerVersionToast(Toast):
    """Stays until it is put away. `version` is the newer one, `page` the address that tells of it."""

    def __init__(self, version: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(action=tr("Copy the address"), can_close=True, parent=parent)
        self.version, self._page = version, page
        self._say()
        self.acted.connect(self._copy)

    def _say(self) -> None:
        title = tr("CounterScan {version} is there").format(version=self.version)
        self.say(title, tr("This is {version}. Nothing is installed by itself.").format(version=__version__))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page)
        self.set_action(tr("Address copied"))
        self._say()
        announce(self, tr("Address copied"))
