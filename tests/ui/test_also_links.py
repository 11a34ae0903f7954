"""What else pages are filed under, on the card: asked for by kind and ID, shown, taken away, refused at the place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel

from app.domain.errors import Problem
from app.domain.facts import LinkAnswered
from app.domain.records import Link, LinkField, Record, RecordKind
from app.ui.record.also_links import AlsoLinks
from tests.ui.page_samples import put_away

PATIENT = Record(RecordKind.PATIENT, "pat_1", "Alvarez, Maria")
WITH_SALE = Record(RecordKind.PATIENT, "pat_1", "Alvarez, Maria", more_links=(Link(LinkField.SALE, "pos_1"),))


@pytest.fixture
def also(qapp: QApplication) -> Iterator[AlsoLinks]:
    also = AlsoLinks()
    also.resize(260, 300)
    also.show_record(PATIENT)
    also.begin()
    also.activateWindow()
    assert QTest.qWaitForWindowActive(also)
    yield also
    put_away(also)


def shown_words(also: AlsoLinks) -> list[str]:
    return [label.text() for label in also.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_record_is_asked_for_by_kind_and_id_with_the_keyboard(also: AlsoLinks) -> None:
    asked: list[tuple[object, str]] = []
    also.asked.connect(lambda kind, record_id: asked.append((kind, record_id)))
    kinds = also.findChild(QComboBox)
    assert kinds is not None
    assert [kinds.itemText(row) for row in range(kinds.count())] == ["Delivery", "Sale", "Item", "Compound batch"]
    focused = also.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "ID of the other record"
    kinds.setCurrentIndex(1)
    QTest.keyClicks(focused, "pos_1")
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert asked == [(RecordKind.SALE, "pos_1")]


def test_what_is_linked_is_shown_and_can_be_taken_away(also: AlsoLinks) -> None:
    dropped: list[Link] = []
    also.dropped.connect(dropped.append)
    also.show_record(WITH_SALE)
    QApplication.processEvents()  # a widget that comes into a layout is shown with the next turn of the loop
    assert "Also sale pos_1" in shown_words(also)
    names = {one.accessibleName(): one for one in also.findChildren(QAbstractButton)}
    names["Do not file under sale pos_1"].click()
    assert dropped == [Link(LinkField.SALE, "pos_1")]


def test_why_it_was_not_linked_stands_at_the_place_until_something_else_is_typed(also: AlsoLinks) -> None:
    focused = also.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "pos_2")
    also.answer(LinkAnswered(RecordKind.SALE, "pos_2", Problem("This belongs to another patient", "Check the ID")))
    assert "This belongs to another patient. Check the ID" in shown_words(also)
    QTest.keyClicks(focused, "3")
    assert "This belongs to another patient. Check the ID" not in shown_words(also)


def test_escape_asks_no_longer_and_another_record_neither(also: AlsoLinks) -> None:
    QTest.keyClick(also.focusWidget(), Qt.Key.Key_Escape)
    assert also.isHidden()
    also.begin()
    also.show_record(Record(RecordKind.PATIENT, "pat_2"))
    assert also.isHidden()
