"""The throw-away shop of the tour: the real house and window over a home in a temporary folder; all gone afterwards."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.flows.counter import Counter
from app.flows.house import House
from app.practice.scanner import PracticeScanner
from app.practice.server import PracticeStore
from app.system.settings import Theme
from app.tour.witness import WatchedDesk, Witness
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.theme import theme


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything that the tour goes through; `folder` is for its sample files, `relay` brings the window its facts."""

    window: MainWindow
    desk: WatchedDesk
    witness: Witness
    folder: Path
    house: House
    relay: Relay

    def practice_store(self) -> PracticeStore:
        """The built-in store that the window works with, to let the line fail and come back as the world does."""

        async def held(counter: Counter) -> PracticeStore | None:
            return counter.sessions.need().practice

        store = self.house.run(held)
        if store is None:
            raise LookupError("The tour must never work with a real store")
        return store

    def practice_scanner(self) -> PracticeScanner:
        """The built-in scanner beside that store, to load it with paper and to let it jam."""

        async def held(counter: Counter) -> PracticeScanner | None:
            return counter.sessions.need().practice_device

        scanner = self.house.run(held)
        if scanner is None:
            raise LookupError("The tour must never scan what lies in a real scanner")
        return scanner


@contextmanager
def open_shop(
    prepare: Callable[[QApplication], None] = lambda application: None, settings: Mapping[str, str] | None = None
) -> Iterator[Shop]:
    """Open the window as on a new computer, before its first start; close and remove everything at the end.

    `prepare` is given the application before anything of the window is made; `settings` are more of the environment.
    """
    with tempfile.TemporaryDirectory(prefix="counterscan-tour-") as name:
        folder = Path(name)
        # Nothing of the caller's: neither the store nor the key nor any other setting.
        environ = {key: value for key, value in os.environ.items() if not key.startswith("COUNTERSCAN_")}
        environ |= {"COUNTERSCAN_HOME": str(folder / "home"), **(settings or {})}
        application = _application()
        prepare(application)
        relay = Relay()
        house = House(environ, relay.publish)
        try:
            desk = WatchedDesk(house.post)
            window = MainWindow(desk, relay, keep_theme=lambda choice: desk.keep_theme(Theme(choice.value)))
            witness = Witness(desk, relay)
            window.show()
            window.activateWindow()
            house.open(practice=False)
            desk.attend()
            yield Shop(window, desk, witness, folder, house, relay)
        finally:
            application.closeAllWindows()
            house.close()
        window.deleteLater()


def _application() -> QApplication:
    # On Linux never on the person's own screen, unless they name a platform: the pictures come out alike everywhere.
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(["counterscan"])
    theme.apply(application)
    theme.theme().choose(theme.ThemeChoice.LIGHT)
    QApplication.setCursorFlashTime(0)  # a cursor is there or not: no picture by chance
    QGuiApplication.setQuitOnLastWindowClosed(False)
    return application
