"""The strip that tells how a scan goes: what it says, what it offers, and how it ends."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from app.domain.capture_shelf import CaptureState, CaptureView
from app.domain.facts import CaptureEnded, PagesQueued
from app.domain.pages import PageId
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import ScanNote
from app.domain.sheet_count import GapSign, SheetCount
from app.ui.relay import Relay
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.scan_bar import ScanBar
from app.ui.workspace.workspace_acts import Act
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.capture_samples import ASKING, JAM, READY, SCANNING, STARTING, WAITING, capture_fact
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, page_row, put_away

GO_ON, FINISH, SCAN = ("capture.go_on",), ("capture.finish",), "capture.scan"
LOST = problem_of(Trouble.COMMUNICATION_LOST, "read timed out")


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)
    yield pane
    put_away(pane)


def bar(pane: WorkspacePane) -> ScanBar:
    found = pane.findChild(ScanBar)
    assert found is not None
    return found


def tell(relay: Relay, *views: CaptureView) -> None:
    for view in views:
        relay.fact.emit(capture_fact(view))


def offered(pane: WorkspacePane) -> list[str]:
    return [button.text() for button in bar(pane).findChildren(QPushButton) if button.isVisible() and button.text()]


def press(pane: WorkspacePane, words: str) -> None:
    next(button for button in bar(pane).findChildren(QPushButton) if button.text() == words).click()


def says(pane: WorkspacePane, words: str) -> bool:
    labels = bar(pane).findChildren(QWidget)
    return any(words in str(label.property("text")) for label in labels if label.isVisible())


def progress(pane: WorkspacePane) -> QProgressBar:
    found = bar(pane).findChild(QProgressBar)
    assert found is not None
    return found


def test_without_a_scan_there_is_no_strip(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, READY)
    assert not bar(pane).isVisible()


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (STARTING, "Reaching Brother ADS-2700W…"),
        (SCANNING, "Scanning · page 4 · 45 %"),
        (replace(SCANNING, share=None), "Scanning · page 4"),
        (replace(SCANNING, profile=READY.profiles[2]), "Scanning ID card · page 4 · 45 %"),
        (replace(SCANNING, state=CaptureState.STOPPING), "Stopping, the sheet in the scanner comes to its end"),
        (
            replace(SCANNING, share=None, notes=(ScanNote.NOT_ENCRYPTED,)),
            "Scanning · page 4 This scanner sends pages unencrypted through the network.",
        ),
        (ASKING, "Turn the card over, or put the next one on 2 pages are there so far."),
        (
            WAITING,
            "Paper is jammed in the scanner Take it out and put it back in; the scan goes on with it. "
            "Press Go on when it is done. 3 pages are kept.",
        ),
        (
            replace(WAITING, can_resume_alone=True, page_count=0),
            "Paper is jammed in the scanner Take it out and put it back in; the scan goes on with it.",
        ),
    ],
)
def test_it_says_how_the_scan_stands(pane: WorkspacePane, relay: Relay, view: CaptureView, sentence: str) -> None:
    tell(relay, view)
    assert (bar(pane).isVisible(), bar(pane).sentence) == (True, sentence)


@pytest.mark.parametrize(
    ("view", "buttons"),
    [
        (STARTING, ["Stop"]),
        (SCANNING, ["Stop"]),
        (WAITING, ["Details", "Go on", "Finish"]),
        (ASKING, ["Scan next", "Done"]),
        (replace(SCANNING, state=CaptureState.STOPPING), []),
    ],
)
def test_it_offers_what_can_be_done_now(
    pane: WorkspacePane, relay: Relay, view: CaptureView, buttons: list[str]
) -> None:
    tell(relay, view)
    assert offered(pane) == buttons


def test_it_stands_over_the_ways_in_and_over_the_pages(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, STARTING)
    shown = [bar(pane).isVisible()]
    relay.fact.emit(desk_fact(page_row("one")))
    shown.append(bar(pane).isVisible())
    assert shown == [True, True]


def test_stop_is_answered_at_once_whatever_the_scanner_does(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, SCANNING)
    orders.given.clear()
    press(pane, "Stop")
    said = bar(pane).sentence
    tell(relay, replace(SCANNING, share=0.5))  # it was told before the order came there
    assert (orders.given, said, bar(pane).sentence) == ([FINISH], said, said)
    assert said == "Stopping, the sheet in the scanner comes to its end"


def test_stop_is_asked_for_once_however_often_it_is_pressed(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, SCANNING)
    orders.given.clear()
    for _ in range(3):
        bar(pane).end_scan()
    assert orders.given == [FINISH]


@pytest.mark.parametrize(("view", "words"), [(WAITING, "Go on"), (ASKING, "Scan next")])
def test_a_scan_that_waits_goes_on(
    pane: WorkspacePane, relay: Relay, orders: Orders, view: CaptureView, words: str
) -> None:
    tell(relay, view)
    orders.given.clear()
    press(pane, words)
    assert orders.given == [GO_ON]


@pytest.mark.parametrize(("view", "words"), [(WAITING, "Finish"), (ASKING, "Done")])
def test_a_scan_that_waits_can_be_finished(
    pane: WorkspacePane, relay: Relay, orders: Orders, view: CaptureView, words: str
) -> None:
    tell(relay, view)
    orders.given.clear()
    press(pane, words)
    assert orders.given == [FINISH]


@pytest.mark.parametrize("view", [WAITING, ASKING])
def test_the_keys_do_what_the_buttons_say(pane: WorkspacePane, relay: Relay, orders: Orders, view: CaptureView) -> None:
    tell(relay, view)
    orders.given.clear()
    QTest.keyClick(pane, Qt.Key.Key_F2)
    QTest.keyClick(pane, Qt.Key.Key_F4)
    assert orders.given == [GO_ON, FINISH]


def test_the_technical_line_stands_behind_details(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, WAITING)
    before = says(pane, JAM.detail)
    press(pane, "Details")
    assert (before, says(pane, JAM.detail)) == (False, True)


def test_the_line_fills_as_the_sheet_comes(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, SCANNING)
    assert progress(pane).value() / progress(pane).maximum() == pytest.approx(0.45)


def test_where_nobody_knows_how_far_it_is_the_line_is_without_an_end(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, replace(SCANNING, share=None))
    assert progress(pane).maximum() == 0


def test_a_scan_that_ends_well_leaves_a_quiet_sentence_and_no_strip(pane: WorkspacePane, relay: Relay) -> None:
    said: list[str] = []
    pane.noticed.connect(said.append)
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(5))
    tell(relay, READY)
    assert (said, bar(pane).isVisible()) == (["5 pages scanned"], False)


def test_a_scan_that_a_person_stopped_is_no_trouble(pane: WorkspacePane, relay: Relay) -> None:
    said: list[str] = []
    pane.noticed.connect(said.append)
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(1, problem_of(Trouble.CANCELLED)))
    tell(relay, replace(READY, trouble=problem_of(Trouble.CANCELLED)))
    assert (said, bar(pane).isVisible()) == (["The scan was stopped. 1 page is kept"], False)


@pytest.mark.parametrize("is_told_first", [True, False])
def test_trouble_stays_until_it_was_seen_in_whatever_order_it_is_told(
    pane: WorkspacePane, relay: Relay, is_told_first: bool
) -> None:
    tell(relay, SCANNING)
    after = replace(READY, trouble=LOST, page_count=4)
    facts = [CaptureEnded(4, LOST), capture_fact(after)]
    for fact in facts if is_told_first else reversed(facts):
        relay.fact.emit(fact)
    tell(relay, replace(after, is_looking=True))
    assert bar(pane).sentence == (
        "The connection to the scanner broke off "
        "4 pages are on the desk. Pages that came before are kept. Scan the rest again."
    )
    assert offered(pane) == ["Details", "Scan again"]


def test_trouble_that_was_closed_does_not_come_again(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(4, LOST))
    after = replace(READY, trouble=LOST, page_count=4)
    tell(relay, after)
    close = [button for button in bar(pane).findChildren(QPushButton) if "Close" in button.accessibleName()]
    close[0].click()
    tell(relay, replace(after, is_looking=True))
    assert not bar(pane).isVisible()


def test_after_trouble_it_can_be_scanned_again(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(4, LOST))
    tell(relay, READY)
    orders.given.clear()
    press(pane, "Scan again")
    assert [order[0] for order in orders.given] == [SCAN]


def test_a_count_that_differs_is_said_with_its_number(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(4))
    tell(relay, replace(READY, notes=(ScanNote.COUNT_DIFFERS,), page_count=4))
    assert bar(pane).sentence == (
        "4 pages scanned The scanner counts other pages than came (4 pages). Look whether one is missing."
    )


def test_what_the_scanner_itself_counts_is_said_after_the_scan_too(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(4))
    tell(relay, replace(READY, notes=(ScanNote.COUNT_DIFFERS,), page_count=4, told=5))
    assert "The scanner counts 5 pages, and 4 pages came." in bar(pane).sentence


def fed(relay: Relay, count: SheetCount | None = None, gap: str = "") -> None:
    """A scan from the feeder ended, and was counted."""
    tell(relay, SCANNING)
    relay.fact.emit(CaptureEnded(11))
    first_gap = PageId(gap) if gap else None
    tell(relay, replace(READY, fed=True, page_count=11, sheets=count, first_gap=first_gap))


def sheet_field(pane: WorkspacePane) -> QLineEdit:
    return next(field for field in bar(pane).findChildren(QLineEdit))


def test_after_a_scan_from_the_feeder_the_sheets_can_be_counted(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    fed(relay)
    field = sheet_field(pane)
    assert (field.isVisible(), field.accessibleName(), field.hasFocus()) == (True, "How many sheets went in?", False)
    orders.given.clear()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert orders.given == [("capture.count_sheets", 12)]


@pytest.mark.parametrize("typed", ["0", "x", "99999", ""])
def test_what_is_no_count_is_not_counted(pane: WorkspacePane, relay: Relay, orders: Orders, typed: str) -> None:
    fed(relay)
    orders.given.clear()
    QTest.keyClicks(sheet_field(pane), typed)
    QTest.keyClick(sheet_field(pane), Qt.Key.Key_Return)
    assert ("capture.count_sheets", 0) not in orders.given
    assert ("capture.count_sheets", 99999) not in orders.given


def test_a_gap_is_said_with_the_place_where_it_may_be_and_leads_there(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one"), page_row("two")))
    fed(relay, SheetCount(12, 11, sign=GapSign.LONGER_PAGE, page=2, last_page=2), gap="two")
    assert bar(pane).sentence == (
        "12 sheets went in, and 11 pages came 1 sheet is missing: two may have gone through as one. "
        "Page 2 is longer than the others: look there first."
    )
    press(pane, "Look there")
    assert pane.acts[Act.MOVE_LEFT].isEnabled()
    assert [row.id for row in pane.findChildren(FilmStrip)[0].selected_rows()] == ["two"]


def test_where_nothing_tells_where_it_is_there_is_no_place_to_look(pane: WorkspacePane, relay: Relay) -> None:
    fed(relay, SheetCount(6, 11, is_duplex=True))
    assert bar(pane).sentence == (
        "6 sheets have 12 sides, and 11 pages came "
        "1 side is missing. Nothing tells where: look through the pages before they leave."
    )
    assert "Look there" not in offered(pane)


def test_a_count_that_is_right_is_said_without_a_warning(pane: WorkspacePane, relay: Relay) -> None:
    fed(relay, SheetCount(11, 11))
    assert (bar(pane).sentence, bar(pane).property("tone")) == ("11 sheets went in, and 11 pages came", "")


def test_escape_leaves_the_count_and_the_focus_goes_to_the_work(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    fed(relay)
    sheet_field(pane).setFocus()
    QTest.keyClick(sheet_field(pane), Qt.Key.Key_Escape)
    focused = pane.focusWidget()
    assert (bar(pane).isVisible(), focused.accessibleName() if focused is not None else "") == (False, "Pages")


def test_the_question_goes_when_the_pages_leave(pane: WorkspacePane, relay: Relay) -> None:
    fed(relay)
    relay.fact.emit(PagesQueued(()))
    assert not bar(pane).isVisible()


def test_the_question_goes_when_the_pages_are_taken_off_the_desk(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    fed(relay)
    relay.fact.emit(desk_fact())
    assert not bar(pane).isVisible()


def test_a_network_that_others_can_read_is_said_while_it_is_used_and_not_after(
    pane: WorkspacePane, relay: Relay
) -> None:
    tell(relay, replace(SCANNING, notes=(ScanNote.NOT_ENCRYPTED,)))
    relay.fact.emit(CaptureEnded(4))
    tell(relay, replace(READY, notes=(ScanNote.NOT_ENCRYPTED,), page_count=4))
    assert not bar(pane).isVisible()


def test_the_focus_goes_from_the_scan_button_to_the_strip_and_on_to_the_pages(
    pane: WorkspacePane, relay: Relay
) -> None:
    tell(relay, READY)
    scan = next(b for b in pane.findChildren(QPushButton) if b.accessibleName() == "Scan" and b.isVisible())
    scan.setFocus()
    tell(relay, STARTING)
    in_strip = bar(pane).hasFocus()
    relay.fact.emit(desk_fact(page_row("one")))
    relay.fact.emit(CaptureEnded(1))
    tell(relay, READY)
    focused = pane.focusWidget()
    assert (in_strip, focused.accessibleName() if focused is not None else "") == (True, "Pages")


def test_who_types_a_name_meanwhile_keeps_the_focus(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    name = next(w for w in pane.findChildren(QWidget) if w.accessibleName() == "Name" and w.isVisible())
    name.setFocus()
    tell(relay, STARTING, SCANNING, WAITING, ASKING)
    relay.fact.emit(CaptureEnded(1))
    tell(relay, READY)
    assert name.hasFocus()
