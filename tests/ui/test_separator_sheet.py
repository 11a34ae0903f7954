"""Separator sheets: what is printed for a record is read from the paper, and the window shows it before."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.facts import DeskChanged, SeparatorDrawn
from app.domain.records import Record, RecordKind
from app.domain.separators import is_separator, separator_text
from app.domain.shelves import DeskView
from app.imaging.judge import judge
from app.imaging.marks import drawn_code
from app.ui.main_window import MainWindow
from app.ui.pictures.pixels import image_of
from app.ui.record.separator_page import separator_pdf
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

CHEN = Record(RecordKind.PRESCRIPTION, "rx_70544", "Chen, Daniel", None, "Amoxicillin 500 mg", "pat_20881")
TEXT = separator_text(CHEN, "https://lakeside.drxapp.com")


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    put_away(window)


def test_what_is_printed_is_read_again(qapp: QApplication) -> None:
    reading = judge(separator_pdf(CHEN, image_of(drawn_code(TEXT.encode()))), 0)
    assert [code.text for code in reading.codes] == [TEXT]
    assert is_separator(code.text for code in reading.codes)


def test_a_name_and_an_id_of_any_length_leave_the_code_alone(qapp: QApplication) -> None:
    long = Record(RecordKind.PATIENT, "p" * 128, "Featherstonehaugh-Wolfeschlegelsteinhausen " * 9)
    text = separator_text(long, "practice")
    assert [code.text for code in judge(separator_pdf(long, image_of(drawn_code(text.encode()))), 0).codes] == [text]


def test_the_card_asks_for_it_and_the_window_shows_it(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=CHEN)))
    QApplication.processEvents()
    name = "Print a separator sheet for Chen, Daniel"
    next(b for b in window.findChildren(QPushButton) if b.isVisible() and b.accessibleName() == name).click()
    assert orders.given[-1] == ("separator_sheets.draw", CHEN)
    relay.fact.emit(SeparatorDrawn(CHEN, drawn_code(TEXT.encode()), TEXT))
    shown = [widget.accessibleName() for widget in window.findChildren(QWidget) if widget.isVisible()]
    assert "Separator sheet for rx_70544 · Amoxicillin 500 mg, Chen, Daniel" in shown
