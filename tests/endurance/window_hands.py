"""The steps of a day at the window, each by the tour's hands, each waited for by the facts that the house tells."""

import logging
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.domain.facts import (
    Connection,
    ConnectionChanged,
    DeskChanged,
    Fact,
    GalleryChanged,
    ImagesSaved,
    OutboxChanged,
    ProblemMet,
)
from app.domain.gallery_shelf import GalleryState
from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import Stage
from app.domain.shelves import DeskView, Mark
from app.flows.counter import Counter
from app.tour.hands import Hands
from app.tour.patience import until
from app.ui.main_window import MainWindow
from tests.endurance.canary_signs import NAME, RECORD_ID
from tests.flows.ground import Facts

Kind = TypeVar("Kind", bound=Fact)


class Day:
    """One day; what can be seen from outside is written to `seen`, line by line."""

    def __init__(self, facts: Facts, seen: Path) -> None:
        (self._window,) = (widget for widget in QApplication.allWidgets() if isinstance(widget, MainWindow))
        frame = self._window.window()
        self._facts, self._seen = facts, Seen(seen)
        self._hands = Hands(frame)
        frame.resize(1366, 768)
        until(lambda: self._last(ConnectionChanged), "the house to open")
        until(lambda: self._last(ConnectionChanged).connection is Connection.CONNECTED, "the store to answer")

    def come_back(self) -> None:
        """Wait until what was on the desk is there again."""
        until(lambda: self._facts.of(DeskChanged), "the desk")

    def pick_patient(self) -> None:
        """Search by name, and pick."""
        self._hands.press("Patient")
        self._hands.write("Name, birth date, Rx, ID", NAME.lower())
        until(lambda: self._hands.sees_button(NAME), "the patient to be found")
        self._hands.press_beginning(NAME)
        until(lambda: self._desk.record is not None, "the patient to be picked")

    def bring(self, file: Path) -> None:
        """Drop a file and wait until it is read and fitted."""
        count = len(self._desk.rows) + 1
        self._hands.drop(self._window.workspace, [file])
        until(lambda: len(self._desk.rows) == count and self._is_at_rest, "the file to be read")

    def work_on_page(self) -> None:
        """Turn it, and give it a name with the patient's in it."""
        self._hands.pick_row("Pages", "Page 1 of 1")
        self._hands.press("Rotate right")
        until(lambda: self._is_at_rest, "the page to be turned")
        self._window._desk.rename(self._desk.rows[0].id, f"{NAME} front")
        until(lambda: NAME in str(self._desk.rows[0]), "the page to be named")

    def remove_page(self, number: int) -> None:
        """Pick a page and remove it."""
        count = len(self._desk.rows)
        self._hands.pick_row("Pages", f"Page {number} of {count}")
        self._hands.key(Qt.Key.Key_Delete)
        until(lambda: len(self._desk.rows) == count - 1, "the page to be removed")

    def upload(self, delivered: int, waiting: int = 0) -> None:
        """Upload what is on the desk, and wait until so many pages have arrived and so many wait in the outbox."""
        until(lambda: self._is_at_rest, "the pages to be fitted")
        self._hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        def is_so() -> bool:
            stages = [row.stage for row in self._outbox.rows]
            return stages.count(Stage.DELIVERED) == delivered and len(stages) == delivered + waiting

        until(lambda: is_so() and not self._desk.rows, "the outbox to take the pages")
        while self._hands.sees_button("Close this notice") is not None:
            self._hands.press_beginning("Close this notice")

    def look_at_receipts(self) -> None:
        """Open the outbox and the receipts."""
        self._hands.press_beginning("Outbox")
        self._hands.press("Receipts…")
        self._hands.press("Close Receipts")

    def look_at_gallery(self, chosen: Path) -> None:
        """Look at the first image in large, and save it to a folder."""
        self._hands.press("Gallery")
        until(lambda: self._last(GalleryChanged).view.state is GalleryState.READY, "the gallery")
        wall = self._window.gallery.wall
        view, place = self._hands.row_of("Images", bool, "an image")
        self._hands.click(view.viewport(), place.center(), is_double=True)
        until(lambda: not wall.isVisible(), "an image to be shown large")
        self._hands.key(Qt.Key.Key_Escape)
        until(wall.isVisible, "the gallery to come back")
        self._window._desk.save_images([self._last(GalleryChanged).view.tiles[0].key], chosen)
        until(lambda: self._facts.of(ImagesSaved), "the image to be saved")
        self._hands.press("Scan & upload")

    def make_mistakes(self) -> None:
        """One in the window's thread and one in the courier's, each an error with the patient in its text."""
        logging.getLogger("app.a_day").debug("the most talkative level is on")

        def fail(counter: Counter | None = None) -> None:
            raise LookupError(f"{NAME} {RECORD_ID}")

        QTimer.singleShot(0, self._window, fail)
        self._window._desk._post(fail)
        until(lambda: len([fact for fact in self._facts.of(ProblemMet) if fact.is_ours]) == 2, "both to be told")
        self._hands.press("Copy the report")
        until(QGuiApplication.clipboard().text, "the report to be copied")
        self._seen.note("report", QGuiApplication.clipboard().text())

    @property
    def _desk(self) -> DeskView:
        return self._last(DeskChanged).view

    @property
    def _outbox(self) -> OutboxView:
        return self._last(OutboxChanged).view

    @property
    def _is_at_rest(self) -> bool:
        return not self._desk.is_reading and all(row.mark is not Mark.FITTING for row in self._desk.rows)

    def _last(self, kind: type[Kind]) -> Kind:
        return self._facts.of(kind)[-1]


class Seen(QObject):
    """Notes the title of every window that is shown or changes its title, and every notification of the tray."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        for widget in QApplication.topLevelWidgets():
            self.note("title", widget.windowTitle())
        application = QApplication.instance()
        assert application is not None
        self.setParent(application)
        application.installEventFilter(self)

        def show(icon: QSystemTrayIcon, *words: object) -> None:
            self.note("notification", repr(words))

        setattr(QSystemTrayIcon, "showMessage", show)  # noqa: B010 - as typed code must

    def note(self, what: str, text: str) -> None:
        """Write down what anybody could have seen."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{what}: {text}\n")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and let pass."""
        is_telling = event.type() in (QEvent.Type.Show, QEvent.Type.WindowTitleChange)
        if is_telling and isinstance(watched, QWidget) and watched.isWindow():
            self.note("title", f"{watched.windowTitle()} {watched.windowFilePath()} {watched.windowIconText()}")
        return False
