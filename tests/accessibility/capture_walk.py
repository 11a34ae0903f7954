"""The screens of scanning, over a desk whose orders are only written down: no scanner stands where tests run."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.facts import CaptureEnded, Connection, ConnectionChanged, Fact
from app.tour.hands import Hands
from app.tour.patience import until
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from tests.accessibility.accessible_tree import Seen, seen_in
from tests.ui.capture_samples import ASKING, JAM, NO_SCANNER, READY, SCANNING, WAITING, WATCHED, capture_fact
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, page_row, put_away

SHIFT = Qt.KeyboardModifier.ShiftModifier
SIZE_PX = (1366, 768)


class CaptureWalk:
    """Goes once through all screens of scanning; `trees` gives what was seen on each."""

    def __init__(self) -> None:
        self._relay = Relay()
        self._window = MainWindow(desk_over(Orders()), self._relay)
        self._hands = Hands(self._window)
        self._trees: dict[str, tuple[Seen, ...]] = {}

    def trees(self) -> dict[str, tuple[Seen, ...]]:
        """Walk, and give the tree of each screen by its name."""
        self._window.resize(*SIZE_PX)
        self._window.show()
        self._window.activateWindow()
        assert QTest.qWaitForWindowActive(self._window)
        self._tell(ConnectionChanged(Connection.CONNECTED, "lakeside"))
        self._before_the_first_page()
        self._over_the_pages()
        self._in_the_sheets()
        put_away(self._window)
        return self._trees

    def _tell(self, *facts: Fact) -> None:
        for fact in facts:
            self._relay.fact.emit(fact)

    def _note(self, screen: str) -> None:
        self._window.grab()  # lays everything out
        self._trees[screen] = seen_in(self._window)

    def _before_the_first_page(self) -> None:
        self._tell(capture_fact(NO_SCANNER))
        self._note("no scanner yet")
        self._tell(capture_fact(WATCHED))
        self._note("a scanner is ready")

    def _over_the_pages(self) -> None:
        self._tell(desk_fact(page_row("one"), page_row("two")))
        for screen, view in (
            ("a scan that runs", SCANNING),
            ("a scan that waits", WAITING),
            ("a scan that asks for the next side", ASKING),
        ):
            self._tell(capture_fact(view))
            self._note(screen)
        self._tell(CaptureEnded(2, JAM), capture_fact(READY))
        self._note("a scan that broke off")
        self._hands.press("Scan with…")
        menu = QApplication.activePopupWidget()
        assert menu is not None
        self._trees["how to scan"] = seen_in(menu)
        self._hands.key(Qt.Key.Key_Escape)
        until(lambda: QApplication.activePopupWidget() is None, "the menu to close")
        self._hands.press("Close what is said about the scan")

    def _in_the_sheets(self) -> None:
        self._tell(capture_fact(NO_SCANNER))
        self._hands.key(Qt.Key.Key_F2, SHIFT)
        self._note("scan with, no scanner")
        self._tell(capture_fact(READY))
        self._note("scan with, three scanners")
        self._hands.press("Close Scan with")
        self._hands.choose("Settings", "Profiles…")
        self._note("profiles")
