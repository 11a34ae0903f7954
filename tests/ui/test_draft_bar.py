"""Pages that were on the desk when the program ended: asked once whether they come back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.facts import DraftFound
from app.ui.relay import Relay
from app.ui.words import time_text
from app.ui.workspace.draft_bar import DraftBar
from app.ui.workspace.words_pages import draft_text, removing_draft_text
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import PATIENT, desk_fact, page_row, put_away

FOUND = DraftFound(5, PATIENT, datetime.now(tz=UTC))


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)
    yield pane
    put_away(pane)


def bar(pane: WorkspacePane) -> DraftBar:
    found = pane.findChild(DraftBar)
    assert found is not None
    return found


def offered(pane: WorkspacePane) -> list[str]:
    return [button.accessibleName() for button in bar(pane).findChildren(QPushButton) if button.isVisible()]


def press(pane: WorkspacePane, name: str) -> None:
    next(button for button in bar(pane).findChildren(QPushButton) if button.accessibleName() == name).click()


def test_nothing_is_asked_where_nothing_was_left(pane: WorkspacePane) -> None:
    assert not bar(pane).isVisible()


def test_the_strip_says_how_many_for_whom_and_when(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    assert FOUND.left_at is not None
    at = time_text(FOUND.left_at)
    assert bar(pane).accessibleName() == (
        f"5 pages for Alvarez, Maria were on the desk when CounterScan ended (today {at})."
    )


def test_it_stands_over_the_ways_in_and_over_the_pages(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    shown = [bar(pane).isVisible()]
    relay.fact.emit(desk_fact(page_row("one")))
    shown.append(bar(pane).isVisible())
    assert shown == [True, True]


def test_pages_are_put_back(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Put them back")
    assert (orders.given, bar(pane).isVisible()) == ([("keeper.restore",)], False)


def test_removing_asks_in_its_place(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Remove them")
    assert bar(pane).sentence == "They are not in DRX. Remove them for good?"
    assert (offered(pane), orders.given) == (["Remove", "Keep"], [])


def test_pages_are_removed_when_a_person_says_so_twice(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Remove them")
    press(pane, "Remove")
    assert (orders.given, bar(pane).isVisible()) == ([("keeper.discard",)], False)


@pytest.mark.parametrize("way", ["Keep", "Esc"])
def test_keeping_goes_back_to_the_first_question(pane: WorkspacePane, relay: Relay, orders: Orders, way: str) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Remove them")
    if way == "Keep":
        press(pane, "Keep")
    else:
        QTest.keyClick(bar(pane), Qt.Key.Key_Escape)
    assert (offered(pane), orders.given) == (["Put them back", "Remove them"], [])


def test_the_question_has_the_focus_on_the_side_where_nothing_is_lost(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Remove them")
    focused = pane.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Keep"


def test_tab_comes_to_the_strip_before_the_ways_in(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    pane.setFocus()
    reached = []
    for _ in range(3):
        pane.focusNextChild()
        focused = pane.focusWidget()
        reached.append(focused.accessibleName() if focused is not None else "")
    assert reached == ["Put them back", "Remove them", "Scan"]


def test_who_has_answered_is_not_asked_again(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Put them back")
    relay.fact.emit(FOUND)
    assert not bar(pane).isVisible()


def test_the_question_before_removing_stays_while_it_is_told_again(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(FOUND)
    press(pane, "Remove them")
    relay.fact.emit(FOUND)
    assert offered(pane) == ["Remove", "Keep"]


def test_one_page_and_no_record_and_no_time_are_said_as_they_are() -> None:
    one = replace(FOUND, page_count=1, record=None, left_at=None)
    assert draft_text(one) == "1 page was on the desk when CounterScan ended."
    assert removing_draft_text(one) == "It is not in DRX. Remove it for good?"
