"""A page that is there already: said in words, shown beside the one that is there, kept or dropped by one key."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Problem
from app.domain.facts import PagePictureFailed, PagePictureReady, Purpose
from app.domain.pages import PageId
from app.domain.readings import Remark
from app.domain.shelves import Mark, PageRow
from app.domain.twins import Twin, Whereabouts
from app.ui.relay import Relay
from app.ui.workspace.compare_view import CompareView
from app.ui.workspace.words_remarks import approving_words, row_words
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import PATIENT, desk_fact, page_row, picture, put_away

SENT = Twin("entry a", Whereabouts.SENT, "ID front", datetime(2026, 11, 3, 14, 2, tzinfo=UTC), image_id="img_1")


def row(twin: Twin | None = SENT, *others: Remark) -> PageRow:
    made = page_row("one")
    remarks = (*((Remark.ALREADY_THERE,) if twin is not None else ()), *others)
    return replace(made, mark=Mark.LOOK if remarks else Mark.FITS, picked=PATIENT, remarks=remarks, twin=twin)


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)
    relay.fact.emit(desk_fact(row(), page_row("two")))
    QTest.keyClick(pane, Qt.Key.Key_Home)
    orders.given.clear()
    yield pane
    put_away(pane)


def press(pane: WorkspacePane, words: str) -> None:
    next(button for button in pane.findChildren(QPushButton) if button.text() == words and button.isVisible()).click()


def both(pane: WorkspacePane) -> CompareView:
    (found,) = pane.findChildren(CompareView)
    return found


@pytest.mark.parametrize(
    ("twin", "words"),
    [
        (SENT, "It looks like a page that was sent for this record already: ID front, "),
        (replace(SENT, is_same_file=True), "This very file was sent for this record already: ID front, "),
        (replace(SENT, where=Whereabouts.DRX), "It looks like one that DRX has already: ID front, "),
        (replace(SENT, where=Whereabouts.ON_ITS_WAY), "It looks like a page that is on its way to DRX already"),
        (
            Twin("page b", Whereabouts.DESK, "scan 2", is_same_file=True, page_id=PageId("b")),
            "It is the same file as scan 2 on the desk.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.where.value,
)
def test_it_says_which_page_it_is_once_more(twin: Twin, words: str) -> None:
    said = row_words(row(twin), Remark.ALREADY_THERE)
    assert said.reason.startswith(words)
    assert (said.mark, said.mend, approving_words(row(twin))) == ("Already there?", "Show both", "Keep it")


def test_what_can_not_be_shown_is_not_offered_to_be_shown() -> None:
    assert row_words(row(replace(SENT, image_id="", is_same_file=True)), Remark.ALREADY_THERE).mend == ""


def test_y_keeps_it(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, "Keep it")
    QTest.keyClick(pane, Qt.Key.Key_Y)
    assert [order[0] for order in orders.given if order[0] == "retouch.approve"] == ["retouch.approve"] * 2


def test_delete_drops_it(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, "Drop it")
    QTest.keyClick(pane, Qt.Key.Key_Delete)
    assert [order for order in orders.given if order[0] == "retouch.remove"] == [("retouch.remove", ["one"])] * 2


@pytest.mark.parametrize("how", ["button", "M", "V"])
def test_both_are_shown_side_by_side_and_leave_the_screen_with_the_answer(
    pane: WorkspacePane, relay: Relay, orders: Orders, how: str
) -> None:
    if how == "button":
        press(pane, "Show both")
    else:
        QTest.keyClick(pane, {"M": Qt.Key.Key_M, "V": Qt.Key.Key_V}[how])
    pane.grab()
    asked = [order[2] for order in orders.given if order[0] == "retouch.want_picture"]
    was_shown = both(pane).isVisible()
    relay.fact.emit(PagePictureReady(PageId("one"), Purpose.TWIN, picture(60, 80)))
    pane.grab()
    relay.fact.emit(desk_fact(row(None), page_row("two")))
    assert (was_shown, Purpose.TWIN in asked, both(pane).isVisible()) == (True, True, False)
    assert both(pane).accessibleName().startswith("Compare: This page; Sent already: ID front")


def test_a_picture_that_can_not_be_had_says_so_and_is_not_asked_for_again(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    press(pane, "Show both")
    pane.grab()
    relay.fact.emit(PagePictureFailed(PageId("one"), Purpose.TWIN, Problem("DRX no longer lists this image")))
    pane.grab()
    pane.grab()
    assert len([order for order in orders.given if order[2:3] == (Purpose.TWIN,)]) == 1


def test_the_card_asks_about_nothing_else_before_that_is_answered() -> None:
    asked = row(SENT, Remark.MAYBE_TORN)
    assert (asked.remarks[0], approving_words(asked)) == (Remark.ALREADY_THERE, "Keep it")
