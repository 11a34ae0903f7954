"""The marks under the picked record: what they say, and what a press begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.capture_shelf import CaptureView
from app.domain.documents import Document, DocumentMark, DocumentsView, Standing
from app.domain.facts import Connection, ConnectionChanged, DeskChanged, DocumentsChanged
from app.domain.pages import DocumentKind, Side
from app.domain.profiles import DEFAULT_PROFILES, Profile
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView
from app.ui.main_window import MainWindow
from app.ui.record.documents_marks import DocumentButton, DocumentsMarks
from app.ui.record.words_documents import mark_sentence, standing_text
from app.ui.relay import Relay
from app.ui.theme.theme import TARGET_PX, apply
from app.ui.top_bar import Tab
from tests.ui.capture_samples import NO_SCANNER, READY, SCANNING, capture_fact
from tests.ui.gallery_samples import Orders, desk_over

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")
SINCE = datetime(2026, 3, 14, 12, tzinfo=UTC)
ID_FRONT = Document(DocumentKind.ID_CARD, Side.FRONT)
CARD_BACK = Document(DocumentKind.INSURANCE_CARD, Side.BACK)
HAS_ID = DocumentMark(ID_FRONT, Standing.HAS, SINCE)
NO_BACK = DocumentMark(CARD_BACK, Standing.MISSING)


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    orders.given.clear()
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tell(relay: Relay, *marks: DocumentMark, capture: CaptureView = READY) -> None:
    relay.fact.emit(capture_fact(capture))
    relay.fact.emit(DocumentsChanged(DocumentsView(MARIA, marks)))
    QApplication.processEvents()


def marks(window: MainWindow) -> tuple[DocumentButton, ...]:
    (shown,) = window.findChildren(DocumentsMarks)
    return shown.buttons if shown.isVisible() else ()


@pytest.mark.parametrize(
    ("mark", "sentence", "short"),
    [
        (NO_BACK, "Insurance card back: missing", "missing"),
        (HAS_ID, "ID front: DRX has it since 03/14/2026", "03/14/2026"),
        (replace(HAS_ID, since=None), "ID front: DRX has it", "there"),
        (
            replace(HAS_ID, standing=Standing.OLD),
            "ID front: DRX has it since 03/14/2026, that is older than a year",
            "over a year",
        ),
        (replace(NO_BACK, standing=Standing.ON_DESK), "Insurance card back: on the desk", "on the desk"),
        (replace(NO_BACK, standing=Standing.ON_ITS_WAY), "Insurance card back: on its way to DRX", "on its way"),
        (replace(NO_BACK, standing=Standing.ASKING), "Insurance card back: asking DRX", "asking…"),
    ],
)
def test_each_standing_has_its_words(mark: DocumentMark, sentence: str, short: str) -> None:
    assert (mark_sentence(mark), standing_text(mark)) == (sentence, short)


def test_nothing_is_shown_where_nothing_is_known(window: MainWindow, relay: Relay) -> None:
    tell(relay)
    assert marks(window) == ()


def test_a_mark_says_in_words_how_it_stands(window: MainWindow, relay: Relay) -> None:
    tell(relay, HAS_ID, NO_BACK)
    assert [button.accessibleName() for button in marks(window)] == [
        "ID front: DRX has it since 03/14/2026",
        "Insurance card back: missing",
    ]
    assert all(button.height() >= TARGET_PX for button in marks(window))


def test_a_press_scans_with_the_profile_of_that_kind_and_says_the_side(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    tell(relay, HAS_ID, NO_BACK)
    marks(window)[1].click()
    wanted = replace(DEFAULT_PROFILES[1], side=Side.BACK, asks_next=False)
    assert ("capture.scan_once", wanted) in orders.given


def test_a_mark_is_reached_and_pressed_by_the_keyboard_alone(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, NO_BACK)
    (button,) = marks(window)
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is button or focused is None:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [order[0] for order in orders.given] == ["capture.scan_once"]


def test_where_the_profile_says_so_a_press_opens_the_camera(window: MainWindow, relay: Relay, orders: Orders) -> None:
    camera = Profile("Cards", uses_camera=True, kind=DocumentKind.INSURANCE_CARD)
    asked: list[object] = []
    hand = window.workspace.scan_hand
    hand.camera_asked.disconnect(window.workspace.camera.open)  # no camera of this machine is opened by a test
    hand.camera_asked.connect(lambda profile, placement: asked.append(profile))
    tell(relay, NO_BACK, capture=replace(READY, profiles=(camera,)))
    marks(window)[0].click()
    assert asked == [replace(camera, side=Side.BACK)]


def test_from_the_gallery_a_press_leads_to_where_the_scan_is_seen(window: MainWindow, relay: Relay) -> None:
    window.show_tab(Tab.GALLERY)
    tell(relay, NO_BACK)
    marks(window)[0].click()
    assert window.workspace.isVisible()


def test_without_a_scanner_a_press_leads_to_where_one_is_found(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    asked: list[bool] = []
    window.workspace.scan_hand.scanners_asked.connect(lambda: asked.append(True))
    tell(relay, NO_BACK, capture=NO_SCANNER)
    marks(window)[0].click()
    assert asked == [True]


def test_while_a_scan_runs_the_marks_sleep_and_say_why(window: MainWindow, relay: Relay) -> None:
    tell(relay, NO_BACK, capture=SCANNING)
    (button,) = marks(window)
    assert (button.isEnabled(), button.accessibleDescription()) == (False, "A scan is running")
    tell(relay, NO_BACK)
    assert (button.isEnabled(), button.accessibleDescription()) == (True, "Capture it now")


def test_a_mark_that_changes_keeps_the_focus(window: MainWindow, relay: Relay) -> None:
    tell(relay, replace(NO_BACK, standing=Standing.ASKING))
    (button,) = marks(window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    tell(relay, NO_BACK)
    assert QApplication.focusWidget() is button
    assert button.accessibleName() == "Insurance card back: missing"


def test_an_old_card_and_a_missing_one_differ_in_more_than_their_colour(window: MainWindow, relay: Relay) -> None:
    old = replace(HAS_ID, standing=Standing.OLD, since=SINCE - timedelta(days=900))
    assert standing_text(old) != standing_text(NO_BACK)
