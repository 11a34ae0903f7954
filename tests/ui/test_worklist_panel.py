"""The worklist in the record panel as a person meets it: how far it is, the next lines, the ways in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from app.domain.facts import Connection, ConnectionChanged, WorklistChanged
from app.domain.records import Record, RecordKind
from app.domain.worklist import WorklistView, WorkRow, WorkState
from app.ui.main_window import MainWindow
from app.ui.record.kind_picker import KindPicker
from app.ui.record.worklist_door import is_worklist
from app.ui.record.worklist_panel import MAX_SHOWN, WorklistPanel
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from tests.ui.gallery_samples import Orders, desk_over

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14))
NAMESAKE = replace(MARIA, id="pat_12346", born=date(1990, 1, 2))


def line(number: int, record: Record | None = None, state: WorkState = WorkState.OPEN, **others: bool) -> WorkRow:
    text = record.id if record is not None else f"pat_{number}"
    return WorkRow(f"patient {text}", text, record, RecordKind.PATIENT, state, **others)


TWO = WorklistView((line(1, MARIA, is_picked=True), line(2, NAMESAKE)), can_undo=True)


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    orders.given.clear()
    yield window
    QGuiApplication.clipboard().clear()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tell(relay: Relay, view: WorklistView) -> None:
    relay.fact.emit(WorklistChanged(view))
    QApplication.processEvents()


def panel(window: MainWindow) -> WorklistPanel:
    (shown,) = window.findChildren(WorklistPanel)
    return shown


def names(window: MainWindow) -> list[str]:
    return [row.accessibleName() for row in panel(window).rows if row.isVisible()]


def press(window: MainWindow, name: str) -> None:
    next(b for b in window.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()).click()


def menu_of(window: MainWindow) -> QMenu:
    press(window, "Worklist menu")
    return next(menu for menu in window.findChildren(QMenu) if menu.isVisible())


def choose(window: MainWindow, words: str) -> None:
    menu = menu_of(window)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_without_a_list_nothing_of_it_is_shown(window: MainWindow, relay: Relay) -> None:
    tell(relay, WorklistView())
    assert not panel(window).isVisible()


def test_namesakes_on_the_list_are_told_apart_by_their_birth_dates(window: MainWindow, relay: Relay) -> None:
    tell(relay, TWO)
    assert names(window) == [
        "Alvarez, Maria, Born 03/14/1962 · pat_12345",
        "Alvarez, Maria, Born 01/02/1990 · pat_12346",
    ]
    assert panel(window).sentence == "Worklist 0 of 2"


def test_what_is_done_is_counted_and_makes_room(window: MainWindow, relay: Relay) -> None:
    rows = [line(number, state=WorkState.DONE) for number in range(7)]
    tell(relay, WorklistView((*rows, *(line(number) for number in range(7, 12)))))
    assert panel(window).sentence == "Worklist 7 of 12"
    assert [row.row.text for row in panel(window).rows] == ["pat_7", "pat_8", "pat_9", "pat_10", "pat_11"]


def test_what_is_queued_is_shown_as_such_until_it_arrived(window: MainWindow, relay: Relay) -> None:
    tell(relay, WorklistView((line(1, MARIA, WorkState.QUEUED),)))
    assert [row.note for row in panel(window).rows] == ["queued"]
    tell(relay, WorklistView((line(1, MARIA, WorkState.DONE),)))
    assert (panel(window).sentence, panel(window).rows) == ("Worklist 1 of 1", ())


def test_a_long_list_shows_the_lines_around_the_one_that_is_worked_on(window: MainWindow, relay: Relay) -> None:
    tell(relay, WorklistView(tuple(line(number, is_picked=number == 30) for number in range(100))))
    shown = [row.row.text for row in panel(window).rows]
    assert shown == [f"pat_{number}" for number in range(29, 29 + MAX_SHOWN)]


def test_a_press_works_for_that_line(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, TWO)
    panel(window).rows[1].click()
    assert orders.given == [("worklists.work_on", "patient pat_12346")]


def test_a_line_that_drx_does_not_know_goes_into_the_search_field(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    tell(relay, WorklistView((line(9, state=WorkState.UNKNOWN),)))
    assert names(window) == ["pat_9, DRX knows no single record for it, look up"]
    panel(window).rows[0].click()
    assert orders.given == []
    window.record_pane.focus_search()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.property("text") == "pat_9"


def test_a_key_goes_to_the_next_open_one_from_anywhere(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, TWO)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(window, "Next open one on the worklist")
    assert orders.given == [("worklists.work_on_next",)] * 2


def test_where_none_is_open_there_is_no_next_one(window: MainWindow, relay: Relay) -> None:
    tell(relay, WorklistView((line(1, MARIA, WorkState.SKIPPED),)))
    buttons = [each for each in panel(window).findChildren(QPushButton) if each.isVisible()]
    assert [each.accessibleName() for each in buttons] == ["Alvarez, Maria, Born 03/14/1962 · pat_12345, skipped"]


def test_delete_takes_the_line_off_that_has_the_focus(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, TWO)
    QTest.keyClick(panel(window).rows[1], Qt.Key.Key_Delete)
    assert orders.given == [("worklists.remove", "patient pat_12346")]


def test_a_list_that_changes_keeps_the_focus_on_its_line(window: MainWindow, relay: Relay) -> None:
    tell(relay, TWO)
    panel(window).rows[1].setFocus(Qt.FocusReason.TabFocusReason)
    tell(relay, WorklistView((line(1, MARIA, WorkState.DONE), line(2, NAMESAKE))))
    assert QApplication.focusWidget() is panel(window).rows[0]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("Skip it", ("worklists.skip", "patient pat_12345")),
        ("Remove it from the worklist", ("worklists.remove", "patient pat_12345")),
        ("Clear the worklist", ("worklists.clear",)),
        ("Undo on the worklist", ("worklists.undo",)),
        ("Next open one (Ctrl+N)", ("worklists.work_on_next",)),
    ],
)
def test_the_menu_acts_on_the_line_that_is_worked_on(
    window: MainWindow, relay: Relay, orders: Orders, words: str, order: tuple[object, ...]
) -> None:
    tell(relay, TWO)
    choose(window, words)
    assert orders.given == [order]


def test_the_menu_pastes_a_list_as_what_is_chosen_in_the_panel(window: MainWindow, orders: Orders) -> None:
    (kinds,) = window.findChildren(KindPicker)
    kinds.show_kind(RecordKind.SALE)
    QGuiApplication.clipboard().setText("12\n13")
    choose(window, "Paste a worklist")
    assert orders.given == [("worklists.take", "12\n13", RecordKind.SALE)]


def test_pasting_nothing_is_answered_too(window: MainWindow, orders: Orders) -> None:
    QGuiApplication.clipboard().clear()
    choose(window, "Paste a worklist")
    assert orders.given == [("worklists.take", "", None)]


def test_a_cleared_list_leaves_the_way_back(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, TWO)
    tell(relay, WorklistView(can_undo=True))
    assert panel(window).sentence == "Worklist cleared"
    press(window, "Undo")
    assert orders.given == [("worklists.undo",)]


def test_while_a_person_searches_the_list_makes_room(window: MainWindow, relay: Relay) -> None:
    tell(relay, TWO)
    window.record_pane.type_scanned("alv")
    assert not panel(window).isVisible()


def drop(window: MainWindow, mime: QMimeData) -> bool:
    """Drag this over the record panel and let go; returns whether it was wanted."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPointF(20, 300), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    entering.ignore()
    QApplication.sendEvent(window.record_pane, entering)
    if entering.isAccepted():
        dropping = QDropEvent(QPointF(20, 300), copy, mime, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window.record_pane, dropping)
    return entering.isAccepted()


def test_a_file_of_ids_is_dropped_onto_the_panel(window: MainWindow, orders: Orders, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Route 5.CSV"))])
    assert drop(window, mime)
    ((name, path, kind),) = orders.given
    assert (name, Path(str(path)).name, kind) == ("worklists.take_file", "Route 5.CSV", None)


def test_text_is_dropped_onto_the_panel(window: MainWindow, orders: Orders) -> None:
    mime = QMimeData()
    mime.setText("pat_1")
    assert drop(window, mime)
    assert orders.given == [("worklists.take", "pat_1", None)]


def test_a_picture_is_no_list_and_left_to_the_pages(window: MainWindow, orders: Orders, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "scan.jpg"))])
    assert not drop(window, mime)
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    assert not is_worklist(mime)
    assert orders.given == []
