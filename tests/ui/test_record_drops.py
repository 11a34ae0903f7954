"""Dragged onto a record: the rows say what dropping does, and what was dropped goes there; keys do it too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.domain.facts import DeskChanged, PagesGiven, RecentsChanged
from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, WaitingStack
from app.ui.record.desk_offers import DeskOffers
from app.ui.record.found_list import FoundList
from app.ui.record.picked_card import PickedCard
from app.ui.record.record_pane import RecordPane
from app.ui.relay import Relay
from app.ui.workspace.filmstrip_model import PAGES_MIME
from tests.ui.foreign_drags import Dropped, Entered, ForeignMime, Moved
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import page_row

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14))
WEI = Record(RecordKind.PATIENT, "pat_20881", "Chen, Wei", date(1971, 5, 2))
JO = Record(RecordKind.PATIENT, "pat_30417", "Okafor, Jo", date(1980, 9, 9))
ONE, TWO, THREE = (PageId(name) for name in ("one", "two", "three"))


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[RecordPane]:
    pane = RecordPane(desk_over(orders), relay)
    pane.drops.selected = lambda: [TWO, THREE]
    pane.resize(300, 700)
    pane.show()
    relay.fact.emit(RecentsChanged((WEI, JO), (0, 0)))
    QApplication.processEvents()
    orders.given.clear()
    yield pane
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ours() -> QMimeData:
    mime = QMimeData()
    mime.setData(PAGES_MIME, b"")
    return mime


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def place_of(pane: RecordPane, record: Record) -> QPoint:
    """The middle of the row that stands for this record."""
    (found,) = pane.findChildren(FoundList)
    row = next(row for choice, row in found.choices if choice == record)
    return row.mapTo(pane, row.rect().center())


def sent(pane: QWidget, event: QDropEvent) -> bool:
    event.ignore()
    QApplication.sendEvent(pane, event)
    return event.isAccepted()


def drop(pane: RecordPane, mime: QMimeData, at: QPoint) -> bool:
    """Drag this to a place of the panel and let go; returns whether it was taken."""
    if not sent(pane, Entered(mime, at)):
        return False
    return sent(pane, Moved(mime, at)) and sent(pane, Dropped(mime, at))


def test_pages_are_dropped_onto_a_record(pane: RecordPane, orders: Orders) -> None:
    assert drop(pane, ours(), place_of(pane, JO))
    assert orders.given == [("filing.give", [TWO, THREE], JO)]


def test_files_are_dropped_onto_a_record(pane: RecordPane, orders: Orders, tmp_path: Path) -> None:
    paths = (tmp_path / "front.jpg", tmp_path / "back.jpg")
    assert drop(pane, files(*paths), place_of(pane, WEI))
    assert orders.given == [("filing.add_files", WEI, paths)]


def test_a_picture_of_another_program_is_dropped_onto_a_record(pane: RecordPane, orders: Orders) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(80)
    drop(pane, ForeignMime({"image/png": picture}), place_of(pane, WEI))
    assert orders.given == [("filing.add_contents", WEI, (("Dropped picture.png", picture),))]


def test_between_the_records_nothing_is_taken(pane: RecordPane, orders: Orders) -> None:
    at = QPoint(150, pane.height() - 5)
    assert sent(pane, Entered(ours(), at))
    assert not sent(pane, Moved(ours(), at))
    assert not sent(pane, Dropped(ours(), at))
    assert orders.given == []


def test_without_a_record_to_drop_onto_nothing_is_taken(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(RecentsChanged((), ()))
    assert not sent(pane, Entered(ours(), QPoint(150, 300)))


def test_the_row_under_the_pointer_is_painted_as_the_place_and_the_others_as_possible(pane: RecordPane) -> None:
    (found,) = pane.findChildren(FoundList)
    before = [row.grab().toImage() for row in found.rows]
    sent(pane, Entered(ours(), place_of(pane, JO)))
    sent(pane, Moved(ours(), place_of(pane, JO)))
    during = [row.grab().toImage() for row in found.rows]
    assert all(one != other for one, other in zip(before, during, strict=True))
    QApplication.sendEvent(pane, QDragLeaveEvent())
    assert [row.grab().toImage() for row in found.rows] == before


def test_nothing_moves_while_something_is_dragged(pane: RecordPane) -> None:
    before = [place_of(pane, record) for record in (WEI, JO)]
    sent(pane, Entered(ours(), before[0]))
    sent(pane, Moved(ours(), before[0]))
    QApplication.processEvents()
    assert [place_of(pane, record) for record in (WEI, JO)] == before


def test_files_are_dropped_onto_the_picked_record_and_its_card_says_so(
    pane: RecordPane, relay: Relay, orders: Orders, tmp_path: Path
) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    QApplication.processEvents()
    (card,) = pane.findChildren(PickedCard)
    at = card.mapTo(pane, QPoint(60, 12))
    mime = files(tmp_path / "more.jpg")
    sent(pane, Entered(mime, at))
    sent(pane, Moved(mime, at))
    assert "Drop: 1 file for this one" in [label.text() for label in card.findChildren(QLabel)]
    assert sent(pane, Dropped(mime, at))
    assert "Drop: 1 file for this one" not in [label.text() for label in card.findChildren(QLabel)]
    assert orders.given[-1] == ("filing.add_files", MARIA, (tmp_path / "more.jpg",))


def test_pages_are_dropped_onto_those_that_wait(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA, rows=(page_row("one"),), waiting=(WaitingStack(WEI, 3),))))
    QApplication.processEvents()
    (offers,) = pane.findChildren(DeskOffers)
    ((_, waiting),) = offers.choices
    assert drop(pane, ours(), waiting.mapTo(pane, waiting.rect().center()))
    assert orders.given[-1] == ("filing.give", [TWO, THREE], WEI)


def test_while_a_batch_is_sorted_the_record_is_for_its_pages(pane: RecordPane, orders: Orders) -> None:
    taken: list[object] = []

    def take(choice: object) -> bool:
        taken.append(choice)
        return True

    pane.take_over = take
    drop(pane, ours(), place_of(pane, JO))
    assert (taken, orders.given) == ([JO], [])


# --- by keys ---------------------------------------------------------------------------------------------------------


def asked(pane: RecordPane) -> str:
    words = (label.text() for label in pane.findChildren(QLabel) if label.isVisible())
    return next((each for each in words if "for whom" in each), "")


def desk(*names: str) -> DeskChanged:
    return DeskChanged(DeskView(record=MARIA, rows=tuple(page_row(name) for name in names)))


def field(pane: RecordPane) -> QLineEdit:
    return next(line for line in pane.findChildren(QLineEdit) if line.accessibleName() == "Name, birth date, Rx, ID")


def test_the_next_picked_record_gets_the_pages_that_were_asked_about(
    pane: RecordPane, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(desk("one", "two", "three"))
    pane.ask_whose([TWO, THREE])
    assert asked(pane).startswith("2 pages")
    QTest.keyClick(field(pane), Qt.Key.Key_Down)
    QTest.keyClick(field(pane), Qt.Key.Key_Return)
    assert orders.given[-1] == ("filing.give", frozenset({TWO, THREE}), WEI)
    assert asked(pane) == ""


def test_escape_leaves_the_pages_where_they_are(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(desk("one", "two"))
    pane.ask_whose([TWO])
    QTest.keyClick(field(pane), Qt.Key.Key_Escape)
    assert (asked(pane), orders.given) == ("", [])


def test_pages_that_left_meanwhile_are_no_longer_asked_about(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(desk("one", "two"))
    pane.ask_whose([TWO])
    relay.fact.emit(desk("one"))
    assert asked(pane) == ""


def test_it_is_spoken_when_the_pages_went_and_not_before(
    pane: RecordPane, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("app.ui.record.giving.announce", lambda _, words, at_once=False: spoken.append(words))
    drop(pane, ours(), place_of(pane, JO))
    assert spoken == []
    relay.fact.emit(PagesGiven(JO, 2))
    assert spoken == ["2 pages given to Okafor, Jo, Born 09/09/1980 · pat_30417"]
