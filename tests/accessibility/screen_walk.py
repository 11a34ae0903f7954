"""A walk through every screen of the window, noting what assistive technology is told on each."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.facts import Connection, DraftFound
from app.domain.gallery_shelf import GalleryState
from app.domain.outbox_shelf import Hold
from app.domain.parcels import Stage
from app.practice.faults import Fault, FaultKind
from app.tour.hands import Hands
from app.tour.patience import until
from app.tour.shop import Shop
from tests.accessibility.accessible_tree import Seen, seen_in
from tests.accessibility.first_start import connection_of

SEARCH = "Name, birth date, Rx, ID"
MAIN_JOB = ("hard copy Alvarez.pdf", "ID card Alvarez.jpg", "insurance card Alvarez.png", "porch photo.jpg")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class ScreenWalk:
    """Goes once through all screens; `trees` gives what was seen on each."""

    def __init__(self, shop: Shop, samples: dict[str, Path]) -> None:
        self._shop, self._samples = shop, samples
        self._seen, self._hands = shop.witness, Hands(shop.window)
        self._trees: dict[str, tuple[Seen, ...]] = {}

    def trees(self) -> dict[str, tuple[Seen, ...]]:
        """Walk, and give the tree of each screen by its name."""
        for part in (
            self._begin,
            self._pick,
            self._work,
            self._sort,
            self._send,
            self._browse,
            self._go_offline,
            self._look_around,
        ):
            part()
        return self._trees

    def _note(self, screen: str) -> None:
        self._shop.window.grab()  # lays everything out
        until(lambda: self._seen.is_settled, "the screen to settle")
        self._trees[screen] = seen_in(self._shop.window)

    def _begin(self) -> None:
        self._note("first start")
        self._hands.press("Practice with a made-up store")
        until(lambda: connection_of(self._shop) is Connection.CONNECTED, "the practice store")
        self._note("empty workspace")
        self._find_a_draft()

    def _find_a_draft(self) -> None:
        """What a crash leaves is told by a fact; there was none here."""
        self._shop.relay.publish(DraftFound(5, None, datetime.now(tz=UTC)))
        until(lambda: self._hands.sees_button("Put them back"), "the question about the draft")
        self._note("a draft was found")
        self._hands.press("Remove them")
        self._note("a draft about to be removed")
        self._hands.press("Remove")

    def _pick(self) -> None:
        self._note_menu("More kinds of records", "the kinds under More")
        self._hands.press("Prescription")
        self._hands.write(SEARCH, "alv")
        until(lambda: self._hands.sees_button("rx_67890"), "the found records")
        self._note("found records")
        self._hands.key(Qt.Key.Key_Escape)
        self._hands.type("no-such-rx-1")
        self._hands.press_beginning("Use ID")
        self._drop(MAIN_JOB[:1], 2)
        self._note("a prescription without its patient")
        self._hands.key(Qt.Key.Key_Z, CTRL)
        until(lambda: not self._seen.desk.rows, "the pages to leave the desk")
        self._hands.write(SEARCH, "rx_67890")
        self._hands.press_beginning("rx_67890")
        until(lambda: self._seen.desk.record is not None and self._seen.desk.record.name, "the record")

    def _drop(self, names: tuple[str, ...], row_count: int) -> None:
        self._hands.drop(self._shop.window.workspace, [self._samples[name] for name in names])
        until(lambda: len(self._seen.desk.rows) == row_count and not self._seen.desk.is_reading, "the pages")

    def _work(self) -> None:
        self._drop(MAIN_JOB, 5)
        self._note("pages")
        self._hands.press("Crop")
        self._note("crop")
        self._hands.press("Leave crop")
        self._hands.pick_row("Pages", "Page 1 of 5")
        self._hands.key(Qt.Key.Key_Right, SHIFT)
        self._note("several pages selected")
        torn = self._samples["hard copy Alvarez.pdf"].with_name("torn.pdf")
        torn.write_bytes(b"%PDF-1.7 and no more")
        self._hands.drop(self._shop.window.workspace, [torn])
        until(lambda: len(self._seen.desk.rows) == 6, "the torn file")
        self._hands.pick_row("Pages", "Page 6 of 6")
        self._note("a broken file")
        self._hands.press("Remove from the desk")
        until(lambda: len(self._seen.desk.rows) == 5, "the torn file to be gone")

    def _sort(self) -> None:
        self._hands.key(Qt.Key.Key_L, CTRL)
        pane = self._shop.window.sorting.pane
        until(lambda: pane.view.is_on and pane.view.read_count == pane.view.page_count, "the labels")
        self._note("a batch to sort")
        self._hands.key(Qt.Key.Key_Space)
        self._note("a page of the batch large")
        self._hands.key(Qt.Key.Key_Escape)
        self._hands.press("Leave sorting (Esc)")
        until(lambda: not self._seen.desk.is_sorting and self._seen.desk.record is not None, "the desk")
        self._hands.press_beginning("Print a separator sheet for")
        until(lambda: self._hands.sees_button("Close Separator sheet"), "the separator sheet")
        self._note("a separator sheet")
        self._hands.press("Close Separator sheet")

    def _send(self) -> None:
        faults = self._shop.practice_store().faults
        faults.add(Fault(FaultKind.HANG, method="POST"))
        self._hands.key(Qt.Key.Key_Return, CTRL)
        until(lambda: len(self._seen.outbox.rows) == 5, "the outbox")
        self._note("pages that leave soon")
        self._hands.press_beginning("Outbox")
        self._note("outbox, about to leave")
        self._hands.key(Qt.Key.Key_Backspace, CTRL)
        until(self._are_back, "the pages to come back")
        self._note("pages that came back")
        self._hands.key(Qt.Key.Key_Return, CTRL)
        until(lambda: len(self._seen.outbox.rows) == 5, "the outbox")
        self._hands.press_beginning("Outbox")
        until(lambda: any(row.stage is Stage.SENDING for row in self._seen.outbox.rows), "a page to be sent")
        self._note("outbox while sending")
        self._hands.press_beginning("Remove ")
        self._note("outbox with a question")
        self._hands.press_beginning("Keep")
        faults.release()
        until(lambda: all(row.stage is Stage.DELIVERED for row in self._seen.outbox.rows), "delivery")
        self._note("outbox, all delivered")
        self._hands.press("Receipts…")
        self._note("receipts")
        self._note_menu("Receipts of: Today", "the choice of receipts")
        self._hands.press("Close Receipts")

    def _are_back(self) -> bool:
        is_shown = self._shop.window.workspace.isVisible()
        return len(self._seen.desk.rows) == 5 and not self._seen.outbox.rows and is_shown

    def _browse(self) -> None:
        self._hands.press("Gallery")
        until(lambda: self._seen.gallery.state is GalleryState.READY, "the gallery")
        self._note("gallery")
        self._hands.open_row("Images", "Hard copy")
        until(lambda: not self._shop.window.gallery.wall.isVisible(), "the image")
        self._note("an image large")
        self._hands.key(Qt.Key.Key_Escape)
        self._hands.press("Scan & upload")

    def _go_offline(self) -> None:
        self._drop(("small picture.jpg",), 1)
        store = self._shop.practice_store()
        store.offline = True
        self._hands.key(Qt.Key.Key_Return, CTRL)
        self._hands.press_beginning("Outbox")
        until(lambda: self._seen.outbox.hold is Hold.OFFLINE, "the line to be known as down")
        self._note("outbox, offline")
        store.offline = False
        self._hands.press("Try now")
        until(lambda: all(row.stage is Stage.DELIVERED for row in self._seen.outbox.rows), "delivery")

    def _look_around(self) -> None:
        self._hands.key(Qt.Key.Key_F1)
        self._note("the map of keys")
        self._hands.key(Qt.Key.Key_Escape)
        self._hands.choose("Settings", "About CounterScan")
        self._note("about")
        self._hands.key(Qt.Key.Key_Escape)
        self._note_menu("Settings", "the settings' menu")
        for item, screen in (
            ("Settings… (Ctrl+,)", "the settings"),
            ("Privacy…", "privacy"),
            ("People who scan…", "the people who scan"),
        ):
            self._hands.choose("Settings", item)
            self._note(screen)
            self._hands.key(Qt.Key.Key_Escape)
        self._hands.press_beginning("Learn by doing")
        self._note("learning by doing")
        self._hands.key(Qt.Key.Key_Escape)
        self._shop.window.sheets.show_new_keys()
        self._note("other keys")
        self._hands.key(Qt.Key.Key_Escape)
        self._note_menu("Connection: Practice store · connected", "the connection's menu")
        self._hands.press("Use the real store")
        self._note("changing the store")

    def _note_menu(self, button: str, screen: str) -> None:
        self._hands.press(button)
        until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"the menu of {button}")
        menu = QApplication.activePopupWidget()
        assert menu is not None
        self._trees[screen] = seen_in(menu)
        self._hands.key(Qt.Key.Key_Escape)
        until(lambda: QApplication.activePopupWidget() is None, "the menu to close")
